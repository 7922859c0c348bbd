"""The figures of one review's body: counts, readability and variety of words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from rocket_cli.analysis.lexical import measure_variety
from rocket_cli.analysis.readability import plain_typography, score_readability
from rocket_cli.records import Counts, Lexical, Readability

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Between two tokens with no space on either side these hold one word together: well-made, rock'n'roll.
WORD_JOINERS = frozenset({"-", "\u2010", "\u2011", "'", "’", "ʼ"})


class Word(Struct, frozen=True):
    """A word as a reader counts it: its text as printed, and the number of its sentence in the Doc."""

    text: str
    sentence: int


def measure_body(
    doc: Doc, ranges: Sequence[tuple[int, int]], n_characters: int, n_furniture_characters: int
) -> tuple[Counts, Readability, Lexical, list[str]]:
    """Counts, readability, variety of words, and warnings, of the parts of `doc` that lie in `ranges`.

    `doc` spans the whole review and has sentence starts (ValueError without); `ranges` are the half-open
    character ranges of the body blocks, in order; `n_characters` is the length of the whole file and
    `n_furniture_characters` how much of it was set aside.

    Words, sentences and types are counted from `doc` (see `list_words`); syllables, polysyllables, letters
    and the scores are textstat's, on the body blocks joined by line breaks. `mean_sentence_length` and
    `mean_syllables_per_word` are quotients of the counts given here.
    """
    if not doc.has_annotation("SENT_START"):
        raise ValueError("the Doc has no sentence starts; add `review_sentences` to its pipeline")
    words = list(list_words(doc, ranges))
    text = doc.text
    body = "\n".join(text[start:end] for start, end in ranges)
    text_counts, scores, warnings = score_readability(body)
    forms = [plain_typography(word.text).lower() for word in words]
    n_sentences = len({word.sentence for word in words})
    counts = Counts(
        n_words=len(words),
        n_sentences=n_sentences,
        n_syllables=text_counts.n_syllables,
        n_polysyllables=text_counts.n_polysyllables,
        n_letters=text_counts.n_letters,
        n_tokens=sum(not token.is_space for token, _, _ in _tokens_in(doc, ranges)),
        n_types=len(set(forms)),
        n_body_characters=sum(end - start for start, end in ranges),
        n_furniture_characters=n_furniture_characters,
        n_characters=n_characters,
        n_textstat_words=text_counts.n_words,
        n_textstat_sentences=text_counts.n_sentences,
    )
    return counts, _with_means(scores, counts), measure_variety(forms), warnings


def list_words(doc: Doc, ranges: Sequence[tuple[int, int]]) -> Iterator[Word]:
    """The words of `doc` within the character ranges, as a reader counts them.

    A word has a letter or a digit. What spaCy splits without a space counts as one: a clitic and its host
    ("isn't", "Baker's", "cannot"), a hyphenated compound ("well-made"), a figure and its unit ("16mm").
    What a dash, a slash or dots join stays apart ("man—and" is two). A word never reaches over the end of a
    range.
    """
    parts: list[str] = []
    sentence_of_word = range_of_word = 0
    may_continue = False
    for token, sentence, number in _tokens_in(doc, ranges):
        text = token.text
        is_wordy = any(map(str.isalnum, text))
        if not (may_continue and number == range_of_word and (is_wordy or text in WORD_JOINERS)):
            if parts:
                yield _word(parts, sentence_of_word)
            parts, sentence_of_word, range_of_word = [], sentence, number
        if is_wordy or parts:
            parts.append(text)
        may_continue = bool(parts) and not token.whitespace_
    if parts:
        yield _word(parts, sentence_of_word)


def _word(parts: list[str], sentence: int) -> Word:
    """A closing quote taken for a joiner ("the boys'") is no part of the word."""
    while parts[-1] in WORD_JOINERS:
        parts.pop()
    return Word("".join(parts), sentence)


def _tokens_in(doc: Doc, ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[Token, int, int]]:
    """The tokens that begin within the ranges, in order, each with the number of its sentence in `doc` and
    of its range."""
    number = 0
    sentence = -1
    for token in doc:
        if token.is_sent_start or sentence < 0:
            sentence += 1
        start = token.idx
        while number < len(ranges) and start >= ranges[number][1]:
            number += 1
        if number == len(ranges):
            return
        if start >= ranges[number][0]:
            yield token, sentence, number


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
