"""From a spaCy Doc to what the tagger's network reads: word pieces, letter case, line breaks, name lists.

The trainer and the component share this module, so that what is learned is what is run.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from rocket_cli.nlp.names import NameLists

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from tokenizers import Tokenizer

LABELS = ("PERSON", "CHARACTER", "FILM", "PLACE")
TAGS = ("O", *(f"{prefix}-{label}" for label in LABELS for prefix in ("B", "I")))

# Letter case of a token; 0 is for the frame ([CLS], [SEP]) and line breaks.
NO_CASE, LOWER, TITLE, UPPER, MIXED, DIGIT, PUNCTUATION, CAPITAL = range(8)
N_CASES = 8

# A URL can be hundreds of pieces long and is never a name.
MAX_PIECES_PER_TOKEN = 8


class EncodedDoc(Struct, frozen=True):
    """One Doc as piece arrays of equal length, and for each token the index of its first piece (-1 where a
    token has none: spaces). `breaks` marks tokens that end a line."""

    ids: array[int]
    cases: array[int]
    names: array[int]
    first_piece: array[int]
    breaks: tuple[int, ...]


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
        self._known: dict[str, tuple[tuple[int, ...], int, str]] = {}

    def encode(self, doc: Doc) -> EncodedDoc:
        """The pieces of `doc`. White space has no pieces, but a line break has one of its own."""
        words = [token.text for token in doc]
        known = self._look_up(words)
        name_bits = self.names.mark(
            [entry[2] for entry in known], [entry[1] not in (LOWER, PUNCTUATION, DIGIT) for entry in known]
        )
        ids, cases, names = array("i"), array("b"), array("h")
        first_piece = array("i", [-1]) * len(words)
        breaks: list[int] = []
        for i, (pieces, case, _) in enumerate(known):
            if not pieces:
                n_breaks = words[i].count("\n")
                if n_breaks:
                    breaks.append(i)
                    ids.append(self.line_id if n_breaks == 1 else self.paragraph_id)
                    cases.append(NO_CASE)
                    names.append(0)
                continue
            first_piece[i] = len(ids)
            ids.extend(pieces)
            cases.extend([case] * len(pieces))
            names.extend([name_bits[i]] * len(pieces))
        return EncodedDoc(ids, cases, names, first_piece, tuple(breaks))

    def _look_up(self, words: Sequence[str]) -> list[tuple[tuple[int, ...], int, str]]:
        known = self._known
        new = list({word for word in words if word not in known})
        if new:
            if len(known) > 200_000:  # bounds memory over a long run; reviews refill it within seconds
                known.clear()
                new = list(set(words))
            encoded = self.tokenizer.encode_batch(new, add_special_tokens=False)
            for word, encoding in zip(new, encoded, strict=True):
                pieces = () if word.isspace() else tuple(encoding.ids[:MAX_PIECES_PER_TOKEN])
                known[word] = (pieces, letter_case(word), word.lower())
        return [known[word] for word in words]


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
    starts = sorted({p for p in encoded.first_piece if p >= 0})
    lines = {p + 1 for p in _break_pieces(encoded)}
    start = 0
    while True:
        end = min(start + max_pieces, n)
        if end < n:
            end = _border_before(starts, lines, end, start + max_pieces * 3 // 4)
        yield start, end
        if end >= n:
            return
        start = max(_border_before(starts, lines, end - overlap, end - 2 * overlap), start + 1)


def _break_pieces(encoded: EncodedDoc) -> Iterator[int]:
    """Pieces that stand for a line break: those that no token starts and no token continues."""
    for token in encoded.breaks:
        after = next((p for p in encoded.first_piece[token + 1 :] if p >= 0), len(encoded.ids))
        yield after - 1


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
