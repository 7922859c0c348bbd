"""How wide the columns of a table are: figures get what they need, words share the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from rocket_cli.render.sections import Cell, Section

GAP = 2  # cells between columns
BAR_CELLS = 4
LONGEST_WORD = 16  # cells; longer words may be broken when room is short
LEAST_WORDS = 10  # cells; a column of words narrower than this breaks most names


@dataclass(frozen=True)
class Shape:
    """What the cells of one column have between them: cells of the widest figure, bars, marks. `spread`
    figures end in blanks, which keep their parts in line."""

    figure: int = 0
    bars: bool = False
    mark: int = 0
    spread: bool = False

    @property
    def padded(self) -> bool:
        """Whether what stands before and after the figures keeps them in line, and not the column."""
        return self.bars or self.spread or self.mark > 0

    @property
    def width(self) -> int:
        """Cells that a figure with its bar and mark takes."""
        return self.figure + (BAR_CELLS + 1 if self.bars else 0) + (self.mark + 1 if self.mark else 0)


def shapes_of(section: Section) -> list[Shape]:
    """The shape of each column of `section`."""
    shapes = []
    for position, column in enumerate(section.columns):
        cells = [row[position] for row in section.rows]
        shapes.append(Shape() if column.wide else shape_of(cells))
    return shapes


def shape_of(cells: Sequence[Cell]) -> Shape:
    """The shape of a column of `cells`."""
    return Shape(
        figure=max((cell_len(cell.text) for cell in cells), default=0),
        bars=any(cell.bar is not None for cell in cells),
        mark=max((cell_len(cell.mark) for cell in cells), default=0),
        spread=any(cell.text.endswith(" ") for cell in cells),
    )


def column_widths(section: Section, width: int) -> list[int] | None:
    """The cells that each column gets in `width`, None where the table cannot be drawn in it."""
    positions = range(len(section.columns))
    roomy = [max(_natural_width(section, i), cell_len(section.columns[i].header)) for i in positions]
    if sum(roomy) + GAP * (len(roomy) - 1) <= width:
        return roomy
    natural = [_natural_width(section, position) for position in positions]
    wide = [position for position, column in enumerate(section.columns) if column.wide]
    room = width - GAP * (len(natural) - 1) - sum(w for i, w in enumerate(natural) if i not in wide)
    for longest in range(LONGEST_WORD, LEAST_WORDS - 1, -1):
        least = [min(_longest_word(section, position), longest) for position in wide]
        if sum(least) <= room:
            break
    else:
        return None
    wanted = [natural[position] for position in wide]
    for position, share in zip(wide, _shares(wanted, least, room), strict=True):
        natural[position] = share
    return natural


def broken_at_hyphens(text: str, width: int) -> str:
    """`text` with line breaks after hyphens in words wider than `width` cells, where their parts fit."""
    return " ".join(_broken(word, width) for word in text.split(" "))


def _broken(word: str, width: int) -> str:
    parts = re.findall("[^-]*-|[^-]+$", word)
    if cell_len(word) <= width or len(parts) < 2 or max(map(cell_len, parts)) > width:
        return word
    lines = [""]
    for part in parts:
        if lines[-1] and cell_len(lines[-1] + part) > width:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


def _natural_width(section: Section, position: int) -> int:
    column = section.columns[position]
    cells = [row[position] for row in section.rows]
    if column.wide:
        texts = [f"{cell.text}  {cell.note}" if cell.note else cell.text for cell in cells]
        return max(1, cell_len(column.header), *(cell_len(text) for text in texts), 1)
    return max(1, shape_of(cells).width, *(cell_len(word) for word in column.header.split()), 1)


def _longest_word(section: Section, position: int) -> int:
    texts = [section.columns[position].header, *(row[position].text for row in section.rows)]
    return max((cell_len(word) for text in texts for word in text.split()), default=1)


def _shares(wanted: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """As even as can be: none gets less than it needs at least, none more than it wants."""
    shares = list(least)
    for level in range(1, room + 1):
        raised = [max(low, min(want, level)) for want, low in zip(wanted, least, strict=True)]
        if sum(raised) > room:
            break
        shares = raised
    return shares
