"""Sections in a terminal, as Rich tables that fit its width, and the pager for long ones."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rich.cells import cell_len

from rocket_cli.render.safe import fenced
from rocket_cli.render.sections import Cell, Group, Section
from rocket_cli.render.surface import Surface
from rocket_cli.render.widths import BAR_CELLS, GAP, Shape, column_widths, shapes_of

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

STYLES = {"good": "green", "bad": "red", "strong": "bold", "": ""}
EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")  # of a cell; a full one is █


def draw(sections: Iterable[Section], surface: Surface) -> str:
    """`sections` as lines no wider than the surface, with colour codes where it has colour."""
    console, buffer = _console(surface)
    for number, section in enumerate(sections):
        if number:
            console.print()
        console.print(_quiet(section.title, "bold"))
        _draw_rows(console, section, surface.width or 80)
        for note in section.notes:
            console.print(_quiet(note, "dim"))
    return "\n".join(line.rstrip() for line in buffer.getvalue().split("\n"))


def draw_text(text: Text, surface: Surface) -> str:
    """`text`, wrapped at the width of the surface."""
    console, buffer = _console(surface)
    console.print(text)
    return buffer.getvalue()


def page(text: str, surface: Surface, environ: Mapping[str, str] | None = None) -> bool:
    """Show `text` in the person's pager if it is taller than the screen; False where no pager was opened."""
    environ = os.environ if environ is None else environ
    if surface.height is None or text.count("\n") < surface.height:
        return False
    words = shlex.split(environ.get("ROCKET_PAGER", environ.get("PAGER", "less")))
    if not words or words[0] == "cat" or shutil.which(words[0]) is None or environ.get("TERM") == "dumb":
        return False
    # As git does: leave at once if it fits after all, keep colours, leave the text on the screen.
    viewer = subprocess.Popen(words, stdin=subprocess.PIPE, env={"LESS": "FRX", **environ})
    while True:
        try:
            viewer.communicate(text.encode("utf-8", "backslashreplace"))
        except BrokenPipeError:
            viewer.wait()
        except KeyboardInterrupt:
            continue  # Ctrl-C is the pager's own key
        return True


def _console(surface: Surface) -> tuple[Console, io.StringIO]:
    from rich.console import Console

    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=surface.width or 80,
        force_terminal=surface.color,
        no_color=not surface.color,
        color_system="standard" if surface.color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    return console, buffer


def _draw_rows(console: Console, section: Section, width: int) -> None:
    widths, shapes = column_widths(section, width), shapes_of(section)
    for number, group in enumerate(section.groups):
        if group.label and number:
            console.print()
        label = _quiet(group.label, "italic") if group.label else None
        if widths is None:
            if label:
                console.print(label)
            _draw_records(console, section, group)
            continue
        table = _table(section, widths, head=not number)
        if label and not number:
            console.print(table)  # the head alone: the label stands between it and the rows
            table = _table(section, widths, head=False)
        if label:
            console.print(label)
        for row in group.rows:
            cells = zip(row, shapes, widths, strict=True)
            table.add_row(*(_cell_text(cell, shape, cells_wide) for cell, shape, cells_wide in cells))
        console.print(table)


def _draw_records(console: Console, section: Section, group: Group) -> None:
    """For screens too narrow for the table: a line a value."""
    for number, row in enumerate(group.rows):
        if number and len(row) > 2:
            console.print()
        for column, cell in zip(section.columns, row, strict=True):
            if cell.text:
                heading = f"{column.header}: " if column.header else ""
                console.print(_quiet(heading, "dim"), _cell_text(cell, Shape(), len(cell.text)), sep="")


def _table(section: Section, widths: list[int], *, head: bool) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(
        box=box.SIMPLE_HEAD if head else None,
        show_header=head,
        show_edge=False,
        pad_edge=False,
        padding=(0, GAP, 0, 0),
        header_style="bold",
    )
    for column, width in zip(section.columns, widths, strict=True):
        table.add_column(
            _quiet(column.header, "bold"), justify=column.align, width=width, overflow="fold", vertical="top"
        )
    return table


def _quiet(text: str, style: str) -> Text:
    from rich.text import Text

    return Text(fenced(text), style=style)


def _cell_text(cell: Cell, shape: Shape, width: int) -> Text:
    from rich.text import Text

    blanks = " " * max(0, shape.figure - cell_len(cell.text)) if shape.bars or shape.mark else ""
    text = Text(blanks)
    text.append(fenced(cell.text), style=STYLES[cell.tone])
    if shape.bars:
        text.append(" " + _bar(cell.bar).ljust(BAR_CELLS), style=STYLES[cell.tone] or "blue")
    if shape.mark:
        text.append(" " + cell.mark + " " * (shape.mark - cell_len(cell.mark)), style=STYLES[cell.tone])
    if cell.note:
        apart = "\n" if cell_len(cell.text) + 2 + cell_len(cell.note) > width else "  "
        text.append(apart + fenced(cell.note), style="dim")
    return text


def _bar(share: float | None) -> str:
    eighths = round((share or 0.0) * BAR_CELLS * len(EIGHTHS))
    return "█" * (eighths // len(EIGHTHS)) + EIGHTHS[eighths % len(EIGHTHS)]
