"""How wide the columns of a table are: figures get what they need, words share the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from rocket_cli.render.sections import Cell, Section

GAP = 2  # cells between columns
BAR_CELLS = 5
LEAST_WORDS = 10  # cells; a column of words narrower than this breaks most names


@dataclass(frozen=True)
class Shape:
    """What the cells of one column have between them: cells of the widest figure, bars, marks."""

    figure: int = 0
    bars: bool = False
    mark: int = 0

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
    )


def column_widths(section: Section, width: int) -> list[int] | None:
    """The cells that each column gets in `width`, None where the table cannot be drawn in it."""
    natural = [_natural_width(section, position) for position in range(len(section.columns))]
    wide = [position for position, column in enumerate(section.columns) if column.wide]
    room = width - GAP * (len(natural) - 1) - sum(w for i, w in enumerate(natural) if i not in wide)
    least = sum(min(natural[position], LEAST_WORDS) for position in wide)
    if room < least:
        return None
    for position, share in zip(wide, _shares([natural[position] for position in wide], room), strict=True):
        natural[position] = share
    return natural


def _natural_width(section: Section, position: int) -> int:
    column = section.columns[position]
    cells = [row[position] for row in section.rows]
    if column.wide:
        texts = [f"{cell.text}  {cell.note}" if cell.note else cell.text for cell in cells]
        return max(1, cell_len(column.header), *(cell_len(text) for text in texts), 1)
    return max(1, shape_of(cells).width, *(cell_len(word) for word in column.header.split()), 1)


def _shares(wanted: Sequence[int], room: int) -> list[int]:
    """Each gets what it wants or an even share of what those that want less leave over."""
    shares = [0] * len(wanted)
    left, n_left = room, len(wanted)
    for position in sorted(range(len(wanted)), key=lambda i: wanted[i]):
        shares[position] = min(wanted[position], left // n_left)
        left -= shares[position]
        n_left -= 1
    return shares
