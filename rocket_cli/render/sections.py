"""What a table is made of, before anyone decides how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "right"]


@dataclass(frozen=True)
class Cell:
    """A value as shown. `note` stands behind it more quietly, `mark` is a symbol or word that singles it out
    (its meaning is `tone`), `bar` (0-1) the length of a bar beside a number, None for no bar. `strong` are
    the parts of `text` (start, end) that stand out from the rest of it."""

    text: str
    note: str = ""
    mark: str = ""
    tone: Literal["", "good", "bad", "strong"] = ""
    bar: float | None = None
    strong: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Column:
    """A column: `wide` columns share the room that is left and may wrap, others never break a value."""

    header: str
    align: Align = "left"
    wide: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Group:
    """Neighbouring rows with something in common, which `label` says."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Section:
    """One table with its title, and the notes that stand under it.

    `group_header` names what the labels of groups are: they are lines of their own in a terminal and a first
    column elsewhere; `tight` groups have no blank line between them.
    """

    title: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    notes: tuple[str, ...] = ()
    group_header: str = ""
    tight: bool = False

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all groups, in order."""
        return tuple(row for group in self.groups for row in group.rows)


def section(
    title: str,
    columns: tuple[Column, ...],
    rows: tuple[Row, ...],
    notes: tuple[str, ...] = (),
) -> Section:
    """A section whose rows are in no groups; columns in which every cell is empty are left out."""
    used = [i for i in range(len(columns)) if not rows or any(row[i] != Cell("") for row in rows)]
    return Section(
        title,
        tuple(columns[i] for i in used),
        (Group("", tuple(tuple(row[i] for i in used) for row in rows)),),
        notes,
    )
