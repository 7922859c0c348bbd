"""The figures of one review's body: counts, readability and variety of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from rocket_cli.analysis.lexical import measure_variety
from rocket_cli.analysis.readability import plain_typography, score_readability
from rocket_cli.records import Counts, Lexical, Readability

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Between two tokens with no space on either side these hold one word together: well-made, rock'n'roll.
WORD_JOINERS = frozenset({"-", "\u2010", "\u2011", "'", "’", "ʼ"})

# Words are remembered up to here (some 20 MB), then forgotten.
MAX_REMEMBERED = 100_000


class BodyTally:
    """What is counted of a body while the Docs of a text come one after the other. `sentence_lengths` are the
    words of each sentence so far that has any."""

    def __init__(self) -> None:
        self._forms: list[str] = []
        self.sentence_lengths: list[int] = []
        self._n_tokens = 0

    def add(self, doc: Doc, ranges: Sequence[tuple[int, int]], offset: int = 0) -> None:
        """Count the parts of `doc` that lie in `ranges` of the text, which has `offset` characters before it.
        Raises ValueError where `doc` has no sentence starts."""
        if not doc.has_annotation("SENT_START") and len(doc):
            raise ValueError("the Doc has no sentence starts; add `review_sentences` to its pipeline")
        own = [(max(start - offset, 0), end - offset) for start, end in ranges if end > offset]
        tokens = _token_ranges(doc, own)
        last_sentence = -1
        for printed, sentence in _words_of_tokens(doc, tokens):
            self._forms.append(_form(printed))
            if sentence != last_sentence:
                self.sentence_lengths.append(0)
            self.sentence_lengths[-1] += 1
            last_sentence = sentence
        self._n_tokens += _count_tokens(doc, tokens)

    def measure(
        self, text: str, ranges: Sequence[tuple[int, int]], n_characters: int, n_furniture_characters: int
    ) -> tuple[Counts, Readability, Lexical, list[str]]:
        """Counts, readability, variety of words, and warnings, once all of `text` has been added.

        `ranges` are the half-open character ranges of the body blocks, in order; `n_characters` is the length
        of the file less its other reviews, `n_furniture_characters` how much of that was set aside. Words,
        sentences and types are counted from the Docs (see `list_words`); syllables, polysyllables, letters
        and the scores are textstat's, on the body blocks joined by line breaks. `mean_sentence_length` and
        `mean_syllables_per_word` are quotients of the counts given here.
        """
        body = "\n".join(text[start:end] for start, end in ranges)
        text_counts, scores, warnings = score_readability(body)
        counts = Counts(
            n_words=len(self._forms),
            n_sentences=len(self.sentence_lengths),
            n_syllables=text_counts.n_syllables,
            n_polysyllables=text_counts.n_polysyllables,
            n_letters=text_counts.n_letters,
            n_tokens=self._n_tokens,
            n_types=len(set(self._forms)),
            n_body_characters=sum(end - start for start, end in ranges),
            n_furniture_characters=n_furniture_characters,
            n_characters=n_characters,
            n_textstat_words=text_counts.n_words,
            n_textstat_sentences=text_counts.n_sentences,
        )
        return counts, _with_means(scores, counts), measure_variety(self._forms), warnings


def list_words(doc: Doc, ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int]]:
    """The words of `doc` within the half-open character ranges, as a reader counts them: each as printed,
    with the number of its sentence in `doc`.

    A word has a letter or a digit. What spaCy splits without a space counts as one: a clitic and its host
    ("isn't", "Baker's", "cannot"), a hyphenated compound ("well-made"), a figure and its unit ("16mm").
    What a dash, a slash or dots join stays apart ("man—and" is two). A word never reaches over the end of a
    range.
    """
    return _words_of_tokens(doc, _token_ranges(doc, ranges))


def _words_of_tokens(doc: Doc, token_ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int]]:
    import numpy as np

    # Read from arrays: a Token a time takes five times as long.
    columns = doc.to_array(["ORTH", "SPACY", "SENT_START"])
    if not len(columns):
        return
    sentences = (columns[:, 2] == 1).cumsum() - int(columns[0, 2] == 1)
    strings = doc.vocab.strings
    looks = [_looks.get(orth) or _look(orth, strings[orth]) for orth in columns[:, 0].tolist()]
    wordy = np.array([look.is_wordy for look in looks])
    # Whether a token goes on the run of the one before it, which it touches.
    joined = np.array([look.continues for look in looks])
    joined[0] = False
    joined[1:] &= columns[:-1, 1] == 0
    for start, end in token_ranges:
        runs = (~joined[start:end]).cumsum()
        first = np.flatnonzero(wordy[start:end])
        if not len(first):
            continue
        # Of each run that has a word the first wordy token, and where the run ends.
        first = first[np.concatenate(([True], runs[first][1:] != runs[first][:-1]))]
        ends = np.searchsorted(runs, runs[first], side="right")
        for at, stop, sentence in zip(
            first.tolist(), ends.tolist(), sentences[start:end][first].tolist(), strict=True
        ):
            if stop == at + 1:
                yield looks[start + at].text, sentence
            else:
                yield _joined([look.text for look in looks[start + at : start + stop]]), sentence


def _joined(parts: list[str]) -> str:
    """A closing quote taken for a joiner ("the boys'") is no part of the word."""
    while parts[-1] in WORD_JOINERS:
        parts.pop()
    return "".join(parts)


@lru_cache(maxsize=MAX_REMEMBERED)
def _form(printed: str) -> str:
    """The word as a type: typography and case make no difference."""
    return plain_typography(printed).lower()


class _Look(Struct, frozen=True, gc=False):
    """What matters of a token wherever it stands. `continues` says that it may go on a word it touches."""

    text: str
    is_wordy: bool
    continues: bool


_looks: dict[int, _Look] = {}


def _look(orth: int, text: str) -> _Look:
    if len(_looks) > MAX_REMEMBERED:
        _looks.clear()
    is_wordy = any(map(str.isalnum, text))
    look = _looks[orth] = _Look(text, is_wordy, is_wordy or text in WORD_JOINERS)
    return look


def _token_ranges(doc: Doc, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The tokens that begin within each character range, as half-open ranges of token indexes."""
    import numpy as np

    widths = doc.to_array(["LENGTH", "SPACY"]).sum(1)
    starts = np.concatenate([[0], widths.cumsum()[:-1]]) if len(widths) else widths
    return [tuple(np.searchsorted(starts, edges).tolist()) for edges in ranges]


def _count_tokens(doc: Doc, token_ranges: Sequence[tuple[int, int]]) -> int:
    """The tokens within `token_ranges` that are not white space."""
    is_space = doc.to_array("IS_SPACE")
    return sum(int(end - start - is_space[start:end].sum()) for start, end in token_ranges)


def _with_means(scores: Readability, counts: Counts) -> Readability:
    if not counts.n_words:
        return scores
    # Syllables of a text that is not English are guesses, like the scores that are missing then.
    has_syllables = scores.flesch_reading_ease is not None
    return replace(
        scores,
        mean_sentence_length=counts.n_words / counts.n_sentences,
        mean_syllables_per_word=counts.n_syllables / counts.n_words if has_syllables else None,
    )
