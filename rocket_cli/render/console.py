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
from rocket_cli.render.widths import BAR_CELLS, GAP, Shape, broken_at_hyphens, column_widths, shapes_of

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
        if section.notes and any(group.label for group in section.groups):
            console.print()
        for note in section.notes:
            console.print(_quiet(note, "dim"))
    return _without_trailing_blanks(buffer.getvalue())


def draw_text(text: Text | str, surface: Surface) -> str:
    """`text`, wrapped between words at the width of the surface."""
    console, buffer = _console(surface)
    console.print(text, end="")
    return _without_trailing_blanks(buffer.getvalue())


def page(text: str, surface: Surface, environ: Mapping[str, str] | None = None) -> bool:
    """Show `text` in the person's pager if it is taller than the screen; False where no pager was opened."""
    environ = os.environ if environ is None else environ
    if surface.height is None or text.count("\n") < surface.height:
        return False
    words = pager_words(environ)
    if words is None:
        return False
    # As git does: leave at once if it fits after all, keep colours, leave the text on the screen.
    viewer = subprocess.Popen(
        words, stdin=subprocess.PIPE, env={"LESS": "FRX", "LESSCHARSET": "utf-8", **environ}
    )
    while True:
        try:
            viewer.communicate(text.encode("utf-8", "backslashreplace"))
        except BrokenPipeError:
            viewer.wait()
        except KeyboardInterrupt:
            continue  # Ctrl-C is the pager's own key
        return True


def pager_words(environ: Mapping[str, str]) -> list[str] | None:
    """The command line of the person's pager, None where there is none or none is wanted."""
    try:
        words = shlex.split(environ.get("ROCKET_PAGER", environ.get("PAGER", "less")))
    except ValueError:  # a quotation mark that is never closed
        return None
    if not words or words[0] == "cat" or shutil.which(words[0]) is None or environ.get("TERM") == "dumb":
        return None
    return words


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
    if widths is not None:
        _draw_head(console, section, widths, shapes)
    for number, group in enumerate(section.groups):
        if group.label and number and not section.tight:
            console.print()
        if group.label:
            console.print(_quiet(group.label, "italic"))
        if widths is None:
            _draw_records(console, section, group)
            continue
        table = _grid()
        for column, shape, cells_wide in zip(section.columns, shapes, widths, strict=True):
            # By ourselves where it must be: Rich drops blanks at the end of a cell.
            table.add_column(
                justify="left" if shape.padded else column.align, width=cells_wide, overflow="fold"
            )
        for row in group.rows:
            cells = zip(row, shapes, widths, strict=True)
            table.add_row(*(_cell_text(cell, shape, cells_wide) for cell, shape, cells_wide in cells))
        console.print(table)


def _draw_head(console: Console, section: Section, widths: list[int], shapes: list[Shape]) -> None:
    table = _grid()
    for column, shape, width in zip(section.columns, shapes, widths, strict=True):
        justify = "left" if shape.bars else column.align
        table.add_column(justify=justify, width=width, overflow="fold", vertical="bottom")
    table.add_row(*(_quiet(column.header, "bold") for column in section.columns))
    console.print(table)
    console.print(_quiet("─" * (sum(widths) + GAP * (len(widths) - 1)), "dim"))


def _grid() -> Table:
    from rich.table import Table

    return Table(box=None, show_header=False, show_edge=False, pad_edge=False, padding=(0, GAP, 0, 0))


def _draw_records(console: Console, section: Section, group: Group) -> None:
    """For screens too narrow for the table: a line a value."""
    for number, row in enumerate(group.rows):
        if number and len(row) > 2:
            console.print()
        for column, cell in zip(section.columns, row, strict=True):
            if cell.text:
                heading = f"{column.header}: " if column.header else ""
                console.print(_quiet(heading, "dim"), _cell_text(cell, Shape(), len(cell.text)), sep="")


def _quiet(text: str, style: str) -> Text:
    from rich.text import Text

    return Text(fenced(text), style=style)


def _cell_text(cell: Cell, shape: Shape, width: int) -> Text:
    from rich.text import Text

    text = Text()
    if shape.padded:
        slack = 0 if shape.bars else max(0, width - shape.width)
        text.append(" " * (slack + shape.figure - cell_len(cell.text)))
    words = cell.text if cell.strong else broken_at_hyphens(cell.text, width)  # `strong` are places in it
    text.append(fenced(words), style=STYLES[cell.tone])
    for start, end in cell.strong:  # the cells that have such parts have no figures before them
        text.stylize(STYLES["strong"], start, end)
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


def _without_trailing_blanks(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n"))
