"""Text of reviews is data: nothing in it may move the cursor, reorder a line, start a formula or a tag."""

from __future__ import annotations

import re

# Bidirectional overrides and embeddings reorder what stands around them; the others are never seen. The two
# joiners (U+200C, U+200D) stay: Persian, Indic scripts and emoji need them.
_UNSEEN = (
    0x00AD,
    0x061C,
    0x180E,
    0x200B,
    0x200E,
    0x200F,
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,
)
_VISIBLE: dict[int, str | None] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},  # control pictures: ESC becomes ␛
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),  # C1: 0x9B starts an escape sequence by itself
    **dict.fromkeys(_UNSEEN, None),
    **dict.fromkeys(range(0xFFF9, 0xFFFC), None),
    **dict.fromkeys(range(0xE0000, 0xE0080), None),
}
_VISIBLE_LINES = {code: what for code, what in _VISIBLE.items() if code not in (0x09, 0x0A)}
_SURROGATES = re.compile("[\ud800-\udfff]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
LEFT_TO_RIGHT_MARK = "\u200e"

_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$!@&^])")
# A list, a definition, an underline or a rule: marks that mean something at the start of a line only.
_MARKDOWN_LINE_START = re.compile(r"^([-+:](?=\s|$)|[-=]+(?=$)|\d+[.)](?=\s|$))")


def visible(text: str) -> str:
    """`text` on one line, white space in single blanks, control characters shown or dropped."""
    return _mend(" ".join(text.split()).translate(_VISIBLE))


def visible_lines(text: str) -> str:
    """`text` with its lines and tabs kept, other control characters shown or dropped."""
    return _mend(text.replace("\r\n", "\n").replace("\r", "\n").translate(_VISIBLE_LINES))


def fenced(text: str) -> str:
    """`text` for a cell on a screen: a right-to-left name ends in a mark, so that the figures after it
    stay in their own columns."""
    return text + LEFT_TO_RIGHT_MARK if _RIGHT_TO_LEFT.search(text) else text


def spreadsheet(text: str) -> str:
    """`text` as a CSV cell that no spreadsheet runs as a formula (OWASP: CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def markdown(text: str) -> str:
    """`text` on one line with everything that GitHub or Pandoc would read as markup escaped."""
    escaped = _MARKDOWN.sub(r"\\\1", visible(text))
    return _MARKDOWN_LINE_START.sub(_escape_start, escaped)


def _escape_start(match: re.Match[str]) -> str:
    mark = match.group()
    return f"{mark[:-1]}\\{mark[-1]}"


def _mend(text: str) -> str:
    return _SURROGATES.sub("\ufffd", text)
