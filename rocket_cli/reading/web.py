"""Saved web pages to lines of text, and what the page says about itself in its head."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rocket_cli.reading.pieces import Piece
from rocket_cli.reading.zones import COPYRIGHT, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# Never text that a reader of the page sees, or (nav, form controls) never the review.
_NO_TEXT = """
audio button canvas datalist embed head iframe input math nav noscript object script select style svg template
textarea video
"""
# Set apart by a blank line, as a browser's copy does.
_BLOCKS_APART = """
article aside blockquote dl fieldset figure footer h1 h2 h3 h4 h5 h6 header hr main ol p pre section table ul
"""
# Start and end a line.
_LINE_BLOCKS = """
address body caption center dd details dialog div dt figcaption form legend li option summary tbody tfoot
thead tr
"""
_DROPPED, _APART, _LINES = (frozenset(tags.split()) for tags in (_NO_TEXT, _BLOCKS_APART, _LINE_BLOCKS))
_CELLS = frozenset(["td", "th"])
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
# Stars are often pictures; their text for the blind is the rating.
_RATING_TEXT = re.compile(
    r"(?i)\s*(?:rating:?\s*|rated\s*)?"
    r"(?:\d{1,2}(?:[.,]\d)?\s*(?:/|out of)\s*\d{1,3}(?:\s*stars?)?|[★⭐][★☆⯪½⭐\s]{0,20})\s*"
)
# Line ends of any kind are no lines in HTML (and lines are counted).
_SPACE = re.compile(r"[ \t\n\r\f\v\x85\u2028\u2029]+")
# Long comments can be nine tenths of a page; hardly more.
_MOST_ASIDE = 0.95
_CONTROLS = dict.fromkeys([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F])  # the parser ends its text at NUL


def read_html(text: str) -> Piece:
    """The lines of a page and the facts of its metadata (which help, but never overrule what is printed)."""
    root = _parse(text)
    if root is None:
        return Piece("")
    from rocket_cli.reading.metadata import page_metadata

    lines = _lines_of(root)
    return Piece(lines.text(), page_metadata(root), aside=lines.aside())


def page_text(text: str) -> str:
    """The lines of an HTML page or fragment: block elements on lines of their own, scripts, styles, menus
    (`nav`), form controls and hidden elements left out, white space as a browser shows it."""
    root = _parse(text)
    return "" if root is None else _lines_of(root).text()


def _parse(text: str) -> Any:
    from lxml import etree, html  # type: ignore[import-untyped]

    data = text.translate(_CONTROLS).encode("utf-8", "replace")
    if not data.strip():
        return None
    try:
        return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError):  # a comment and nothing else
        return None


def _lines_of(root: Any) -> _LineWriter:
    lines = _LineWriter()
    zones: list[tuple[Any, str]] = []
    for event, element in _walk(root):
        tag = element.tag
        if event == "start":
            _open(lines, tag)
            zone = zone_of(element)
            if zone:
                lines.end_line(1)
                zones.append((element, zone))
                lines.zone = zones[0][1]  # the outermost says what it is
            if tag == "img":
                lines.write(_rating_of(element))
            lines.write(element.text or "", as_is=tag == "pre")
        else:
            _close(lines, tag)
            if zones and zones[-1][0] is element:
                lines.end_line(1)
                zones.pop()
                lines.zone = zones[0][1] if zones else None
            lines.write(element.tail or "")
    lines.end_line(1)
    return lines


def _walk(root: Any) -> Iterator[tuple[str, Any]]:
    """Start and end of each element to be shown, in order. Dropped elements give their end alone, so that
    the text behind them is not lost. No recursion: pages nest as deep as they like."""
    from lxml import etree

    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event in {"comment", "pi"}:
            yield "end", element
        elif event == "start" and _is_dropped(element):
            walker.skip_subtree()
        else:
            yield event, element


def _is_dropped(element: Any) -> bool:
    if element.tag in _DROPPED or element.get("hidden") is not None or element.get("role") == "navigation":
        return True
    return bool(_HIDDEN.search(element.get("style", "")))


def _rating_of(image: Any) -> str:
    words = image.get("alt") or image.get("aria-label") or image.get("title") or ""
    return f" {words.strip()} " if _RATING_TEXT.fullmatch(words) else ""


def _open(lines: _LineWriter, tag: Any) -> None:
    if tag in _APART or (tag == "br" and lines.at_start):  # two <br> are a blank line
        lines.end_line(2)
    elif tag in _LINES or tag == "br":
        lines.end_line(1)
    elif tag in _CELLS:
        lines.next_cell()


def _close(lines: _LineWriter, tag: Any) -> None:
    if tag in _APART:
        lines.end_line(2)
    elif tag in _LINES:
        lines.end_line(1)


class _LineWriter:
    """Collects text, collapsing white space, and breaks it into lines."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._zones: list[str | None] = []  # of each line
        self._line: list[str] = []
        self._n_breaks = 0  # owed before the next line
        self._cell = False  # the next text begins a further cell of its row
        self.zone: str | None = None  # of the lines to come

    @property
    def at_start(self) -> bool:
        """Whether nothing stands on the current line yet."""
        return not "".join(self._line).strip()

    def write(self, text: str, *, as_is: bool = False) -> None:
        if as_is:
            for line in text.strip("\n").split("\n"):
                self._line.append(line)
                self.end_line(1 if line.strip() else 2)
            return
        text = _SPACE.sub(" ", text)
        if not text or (text == " " and not self._line):
            return
        if self._cell and text.strip():
            if self._line:
                self._line.append(" | ")
                text = text.lstrip()
            self._cell = False
        self._line.append(text)

    def next_cell(self) -> None:
        self._cell = True

    def end_line(self, n_breaks: int) -> None:
        line = _SPACE.sub(" ", "".join(self._line)).strip(" ")
        self._line.clear()
        self._cell = False
        if line.strip():  # a paragraph of one non-breaking space is a gap
            if self._lines and self._n_breaks > 1:
                self._lines.append("")
                self._zones.append(None)
            self._lines.append(line)
            self._zones.append(None if COPYRIGHT.match(line) else self.zone)
            self._n_breaks = 0
        self._n_breaks = max(self._n_breaks, n_breaks)

    def text(self) -> str:
        return "\n".join(self._lines)

    def aside(self) -> tuple[tuple[int, str], ...]:
        """Number and zone of each line in a zone; none where almost all are, which is a theme's fault."""
        found = tuple((number, zone) for number, zone in enumerate(self._zones) if zone)
        n_aside = sum(len(self._lines[number]) for number, _ in found)
        return found if n_aside <= _MOST_ASIDE * sum(map(len, self._lines)) else ()
