"""Sections as plain lines: complete, aligned by blanks, never cut, with no colour and no lines drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len

from rocket_cli.render.sections import Cell, Column, Section

GAP = "  "


def lines(sections: Iterable[Section]) -> Iterator[str]:
    """The lines of `sections`, without line ends; a blank line stands between two."""
    for number, section in enumerate(sections):
        if number:
            yield ""
        yield section.title
        heads, rows = flat(section)
        yield from _aligned(
            [[head.header for head in heads], *([_words(cell) for cell in row] for row in rows)], heads
        )
        yield from section.notes


def flat(section: Section) -> tuple[list[Column], list[list[Cell]]]:
    """The columns and rows of `section`, with the labels of its groups as a first column."""
    grouped = any(group.label for group in section.groups)
    columns = [Column(section.group_header), *section.columns] if grouped else list(section.columns)
    rows = [
        [Cell(group.label), *row] if grouped else list(row) for group in section.groups for row in group.rows
    ]
    return columns, rows


def _words(cell: Cell) -> str:
    text = f"{cell.text} ({cell.note})" if cell.note else cell.text
    return f"{text} {cell.mark}" if cell.mark else text


def _aligned(rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> Iterator[str]:
    widths = [max(cell_len(row[i]) for row in rows) for i in range(len(columns))]
    for row in rows:
        cells = []
        for text, column, width in zip(row, columns, widths, strict=True):
            blanks = " " * (width - cell_len(text))
            cells.append(blanks + text if column.align == "right" else text + blanks)
        yield GAP.join(cells).rstrip()
