"""Lines of a raw page: where they stand, what they say without invisible characters, how they are shaped.

`plain` is the line without soft hyphens, zero-width marks and odd spaces; `folded` has straight quotation
marks and plain dashes besides, character for character, so a span in one is the same span in the other.
"""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

# Longer lines are measured by their beginning and end: shape does not change after this many characters.
SAMPLE_CHARACTERS = 1200
SENTENCE_END = re.compile(r"[.!?…][\"')\]]*(?=\s|$)")
WORD = re.compile(r"[^\W\d_]+(?:['.\-][^\W\d_]+)*")
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFE0E, 0xFE0F], None
)
_SPACES = {ord(c): " " for c in "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"}
_PLAIN = {**_INVISIBLE, **_SPACES}
_FOLDED = {
    **{ord(c): "'" for c in "‘’‚‛′`´"},
    **{ord(c): '"' for c in "“”„‟″«»"},
    **{ord(c): "-" for c in "‐‑‒–—―−"},
}
# The commonest function words: running prose is 35-60 % these, menus and credits under 15 %.
FUNCTION_WORDS = frozenset(
    """a about after again all also an and any are as at back be because been before being but by can could did
    do does don't even for from get had has have he her here him his how i i'm if in into is isn't it it's its
    just like make makes me more most much my never no not now of off on one only or other our out over own she
    so some still such than that that's the their them then there these they this those though through to too
    two under until up upon very was we were what when where which while who whose why will with without would
    you your der die das und ist nicht ein eine mit den dem von zu auf sich im er sie es le la les un une et est
    qui que dans des du pas pour sur il elle di che e non per una con del al lo el los las y en se su por""".split()
)


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


def _measure(number: int, start: int, content: str, blank_above: bool) -> Line:
    plain = plain_text(content).strip()
    folded = fold(plain)
    sample = folded if len(folded) <= SAMPLE_CHARACTERS else folded[:SAMPLE_CHARACTERS]
    words = WORD.findall(sample)
    n = len(words)
    n_function = sum(1 for word in words if word.lower() in FUNCTION_WORDS)
    n_lower = sum(1 for word in words if word[0].islower())
    n_capital = sum(1 for word in words if len(word) > 1 and word.isupper())
    scale = len(folded) / len(sample) if sample else 1.0
    return Line(
        number=number,
        start=start,
        end=start + len(content),
        plain=plain,
        folded=folded,
        blank_above=blank_above,
        n_words=int(n * scale),
        function_ratio=n_function / n if n else 0.0,
        lower_ratio=n_lower / n if n else 0.0,
        capital_ratio=n_capital / n if n else 0.0,
        n_sentences=len(SENTENCE_END.findall(sample)),
        ends_sentence=bool(re.search(r"[.!?…:;][\"')\]]*$", folded[-8:])),
    )
