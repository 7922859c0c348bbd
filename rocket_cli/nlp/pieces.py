"""From a spaCy Doc to what the tagger's network reads: word pieces, letter case, line breaks, name lists.

The trainer and the component share this module, so that what is learned is what is run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, cast

from msgspec import Struct

from rocket_cli.nlp.names import NameLists

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from tokenizers import Tokenizer

    Ints = NDArray[np.int64]

LABELS = ("PERSON", "CHARACTER", "FILM", "PLACE")
TAGS = ("O", *(f"{prefix}-{label}" for label in LABELS for prefix in ("B", "I")))

# Letter case of a token; 0 is for the frame ([CLS], [SEP]) and line breaks.
NO_CASE, LOWER, TITLE, UPPER, MIXED, DIGIT, PUNCTUATION, CAPITAL = range(8)
N_CASES = 8

# A URL can be hundreds of pieces long and is never a name.
MAX_PIECES_PER_TOKEN = 8


class EncodedDoc(Struct, frozen=True, eq=False):
    """One Doc as arrays of equal length, one value a piece (`ids`, `cases`, `names`), and for each token its
    lower-cased text and the index of its first piece (-1 where a token is not read: white space). `breaks`
    are the tokens that end a line."""

    ids: Ints
    cases: Ints
    names: Ints
    words: tuple[str, ...]
    first_piece: Ints
    breaks: Ints


class _Known(NamedTuple):
    """What the encoder keeps of a word."""

    pieces: tuple[int, ...]
    case: int
    lowered: str
    may_be_name: bool


class PieceEncoder:
    """Turns Docs into pieces; keeps every word it has met, since reviews repeat themselves."""

    def __init__(self, tokenizer: Tokenizer, names: NameLists) -> None:
        self.tokenizer = tokenizer
        self.names = names
        vocabulary = tokenizer.get_vocab()
        self.cls_id = vocabulary["[CLS]"]
        self.sep_id = vocabulary["[SEP]"]
        self.pad_id = vocabulary["[PAD]"]
        self.line_id = vocabulary["[LINE]"]
        self.paragraph_id = vocabulary["[PARAGRAPH]"]
        self._known: dict[int, _Known] = {}

    def encode(self, doc: Doc) -> EncodedDoc:
        """The pieces of `doc`. White space has no pieces, but a line break has one of its own."""
        import numpy as np

        if not len(doc):
            none = np.zeros(0, np.int64)
            return EncodedDoc(none, none, none, (), none, none)
        pieces, cases, words, may_be_names = zip(*self._look_up(doc), strict=True)
        n_pieces = np.fromiter(map(len, pieces), np.int64, len(doc))
        case = np.asarray(cases, np.int64)
        ends = n_pieces.cumsum()
        read = n_pieces > 0
        return EncodedDoc(
            np.fromiter(chain.from_iterable(pieces), np.int64, ends[-1]),
            case.repeat(n_pieces),
            np.asarray(self.names.mark(words, may_be_names), np.int64).repeat(n_pieces),
            words,
            np.where(read & (case != NO_CASE), ends - n_pieces, -1),
            (read & (case == NO_CASE)).nonzero()[0],
        )

    def _look_up(self, doc: Doc) -> list[_Known]:
        orths: list[int] = doc.to_array("ORTH").tolist()
        known = self._known
        found = list(map(known.get, orths))
        if None in found:
            if len(known) > 200_000:  # bounds memory over a long run; reviews refill it within seconds
                known.clear()
            new = list(set(orths).difference(known))
            words = [doc.vocab.strings[orth] for orth in new]
            encoded = self.tokenizer.encode_batch(words, add_special_tokens=False)
            for orth, word, encoding in zip(new, words, encoded, strict=True):
                known[orth] = self._know(word, encoding.ids[:MAX_PIECES_PER_TOKEN])
            found = list(map(known.get, orths))
        return cast("list[_Known]", found)

    def _know(self, word: str, ids: Sequence[int]) -> _Known:
        if word.isspace() or not ids:
            n_breaks = word.count("\n")
            pieces = () if not n_breaks else (self.line_id,) if n_breaks == 1 else (self.paragraph_id,)
            return _Known(pieces, NO_CASE, word.lower(), may_be_name=False)
        case = letter_case(word)
        return _Known(tuple(ids), case, word.lower(), case not in (LOWER, PUNCTUATION, DIGIT))


def letter_case(word: str) -> int:
    """Which of the letter-case classes `word` is in."""
    if word.islower():
        return LOWER
    if word.isupper():
        return CAPITAL if len(word) == 1 else UPPER
    if word[:1].isupper() and word[1:].islower():
        return TITLE
    if any(c.isalpha() for c in word):
        return MIXED if any(c.isupper() for c in word) else LOWER
    if any(c.isdigit() for c in word):
        return DIGIT
    return PUNCTUATION


def cut_windows(encoded: EncodedDoc, max_pieces: int, overlap: int) -> Iterator[tuple[int, int]]:
    """Ranges of pieces of at most `max_pieces`, neighbours sharing about `overlap`, that cover the Doc.

    Windows begin and end between tokens, at a line break where one is near, so that no name is cut in both
    of the windows that see it.
    """
    n = len(encoded.ids)
    if n <= max_pieces:
        if n:
            yield 0, n
        return
    read = (encoded.first_piece >= 0).nonzero()[0]
    first_pieces = encoded.first_piece[read]
    behind_breaks = read.searchsorted(encoded.breaks)
    starts: list[int] = first_pieces.tolist()
    lines = set(first_pieces[behind_breaks[behind_breaks < len(read)]].tolist())
    start = 0
    while True:
        end = min(start + max_pieces, n)
        if end < n:
            end = _border_before(starts, lines, end, start + max_pieces * 3 // 4)
        yield start, end
        if end >= n:
            return
        start = max(_border_before(starts, lines, end - overlap, end - 2 * overlap), start + 1)


def _border_before(starts: list[int], lines: set[int], latest: int, earliest: int) -> int:
    """The last place at or before `latest` where a line starts, if not before `earliest`, else where a
    token starts."""
    from bisect import bisect_right

    at = bisect_right(starts, latest)
    for i in range(at - 1, -1, -1):
        if starts[i] < earliest:
            break
        if starts[i] in lines:
            return starts[i]
    return starts[at - 1] if at else latest
