"""Sections as Markdown pipe tables that GitHub and Pandoc both read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rocket_cli.render.plain import flat
from rocket_cli.render.safe import markdown
from rocket_cli.render.sections import Cell, Section


def lines(sections: Iterable[Section]) -> Iterator[str]:
    """The lines of `sections`, without line ends; each is a heading of level 2 and a table."""
    for number, section in enumerate(sections):
        if number:
            yield ""
        yield f"## {markdown(section.title)}"
        yield ""
        columns, rows = flat(section)
        yield _line(column.header and markdown(column.header) for column in columns)
        yield _line("---:" if column.align == "right" else "---" for column in columns)
        yield from (_line(_cell(cell) for cell in row) for row in rows)
        for note in section.notes:
            yield ""
            yield markdown(note)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    text = _with_strong_parts(cell) if cell.strong else markdown(cell.text)
    if cell.tone == "strong" or cell.mark:
        text = f"**{text}**"
    parts = [text, markdown(cell.mark), f"({markdown(cell.note)})" if cell.note else ""]
    return " ".join(part for part in parts if part)


def _with_strong_parts(cell: Cell) -> str:
    parts, reached = [], 0
    for start, end in cell.strong:
        parts += [_escaped(cell.text[reached:start]), f"**{markdown(cell.text[start:end])}**"]
        reached = end
    return "".join([*parts, _escaped(cell.text[reached:])])


def _escaped(text: str) -> str:
    """`text` escaped, with the blanks at its ends, which `markdown` takes off."""
    before, after = " " * text.startswith(" "), " " * text.endswith(" ")
    return f"{before}{markdown(text)}{after}" if text.strip() else text
