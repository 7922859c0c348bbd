"""Lines of a raw page: where they stand, what they say without invisible characters, how they are shaped.

`plain` is the line without soft hyphens, zero-width marks and odd spaces; `folded` has straight quotation
marks and plain dashes besides, character for character, so a span in one is the same span in the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from msgspec import Struct

from rocket_cli.reading.vocabulary import vocabulary

# Longer lines are measured by their beginning and end: shape does not change after this many characters.
SAMPLE_CHARACTERS = 1200
_SHORT = 120  # characters of a line that is kept in mind
SENTENCE_END = re.compile(r"[.!?…][\"')\]]*(?=\s|$)")
_ENDED = re.compile(r"[.!?…:;][\"')\]]*$")
WORD = re.compile(r"[^\W\d_]+(?:['.\-][^\W\d_]+)*")
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFE0E, 0xFE0F], None
)
_SPACES = {ord(c): " " for c in "\t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))}
_PLAIN = {**_INVISIBLE, **_SPACES}
_FOLDED = {
    **{ord(c): "'" for c in "‘’‚‛′`´"},
    **{ord(c): '"' for c in "“”„‟″«»"},
    **{ord(c): "-" for c in "‐‑‒–—―−"},
}
# The commonest function words: running prose is 35-60 % these, menus and credits under 15 %.
FUNCTION_WORDS = vocabulary().function_words


class Line(Struct, frozen=True):
    """One line that has more than white space. `start` and `end` are half-open offsets of its content in the
    text, `number` counts lines from 0, blank ones included; `blank_above` says that one stands before it."""

    number: int
    start: int
    end: int
    plain: str
    folded: str
    blank_above: bool
    n_words: int
    function_ratio: float
    lower_ratio: float
    capital_ratio: float
    n_sentences: int
    ends_sentence: bool


def split_lines(text: str) -> list[Line]:
    """Every line of `text` with more than white space in it, in order."""
    lines: list[Line] = []
    offset = 0
    blank_above = True
    for number, raw in enumerate(text.splitlines(keepends=True)):
        content = raw.strip()
        if content:
            start = offset + len(raw) - len(raw.lstrip())
            lines.append(_measure(number, start, content, blank_above))
        blank_above = not content
        offset += len(raw)
    return lines


def plain_text(text: str) -> str:
    """`text` without invisible characters, with ordinary spaces, composed letters."""
    if text.isascii():
        return text.replace("\t", " ")
    return unicodedata.normalize("NFC", text.translate(_PLAIN))


def fold(plain: str) -> str:
    """`plain` with straight quotation marks and dashes, of the same length."""
    return plain if plain.isascii() else plain.translate(_FOLDED)


def count_whole(piece: str, text: str, most: int = 1000) -> int:
    """How often `piece` stands in `text` with no letter or digit right before or after it; at most `most`."""
    if piece not in text:  # mostly
        return 0
    return len(list(islice(find_whole(piece, text), most)))


def find_whole(piece: str, text: str) -> Iterator[int]:
    """Where `piece` stands in `text` with no letter or digit right before or after it."""
    at, size = 0, len(piece)
    while size and (at := text.find(piece, at)) >= 0:
        end = at + size
        if not (at and _joins(text[at - 1])) and not (end < len(text) and _joins(text[end])):
            yield at
        at = end


def _joins(character: str) -> bool:
    return character.isalnum() or character == "_"


class _Shape(NamedTuple):
    """The fields of a Line that its words decide."""

    n_words: int
    function_ratio: float
    lower_ratio: float
    capital_ratio: float
    n_sentences: int
    ends_sentence: bool


def _measure(number: int, start: int, content: str, blank_above: bool) -> Line:
    plain = plain_text(content).strip() or content  # a line of invisible characters stays as it is
    folded = fold(plain)
    shape = _shape_of_short(folded) if len(folded) <= _SHORT else _shape(folded)
    return Line(number, start, start + len(content), plain, folded, blank_above, *shape)


@lru_cache(maxsize=4_096)  # the pages of one site have most of their furniture in common
def _shape_of_short(folded: str) -> _Shape:
    return _shape(folded)


def _shape(folded: str) -> _Shape:
    sample = folded if len(folded) <= SAMPLE_CHARACTERS else folded[:SAMPLE_CHARACTERS]
    words = WORD.findall(sample)
    n = len(words)
    n_function = sum(map(FUNCTION_WORDS.__contains__, map(str.lower, words)))
    n_lower = sum(map(str.islower, [word[0] for word in words]))
    n_capital = sum(map(str.isupper, [word for word in words if len(word) > 1]))
    scale = len(folded) / len(sample) if sample else 1.0
    return _Shape(
        n_words=int(n * scale),
        function_ratio=n_function / n if n else 0.0,
        lower_ratio=n_lower / n if n else 0.0,
        capital_ratio=n_capital / n if n else 0.0,
        n_sentences=len(SENTENCE_END.findall(sample)),
        ends_sentence=bool(_ENDED.search(folded[-8:])),
    )
