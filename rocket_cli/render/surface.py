"""Where output goes, as far as its looks depend on it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

# Below this a table has no room to be one; Rich would cut words to single letters.
NARROWEST = 40


@dataclass(frozen=True)
class Surface:
    """A place to write a table on.

    `width` is in terminal cells, None where lines may be as long as they need (a pipe, a file, `--plain`).
    `top` is how many rows of ranked reviewers are wanted, None for all.
    """

    width: int | None = None
    height: int | None = None
    color: bool = False
    top: int | None = None

    @property
    def drawn(self) -> bool:
        """Whether lines, bars and symbols are welcome."""
        return self.width is not None

    def at_least(self, cells: int) -> bool:
        """Whether a line of `cells` cells fits."""
        return self.width is None or self.width >= cells


PIPE = Surface()


def surface_of(
    stream: TextIO,
    *,
    plain: bool = False,
    no_color: bool = False,
    color: str = "auto",
    environ: Mapping[str, str] | None = None,
) -> Surface:
    """What `stream` is like to write on.

    `color` is the setting (auto, always, never). NO_COLOR and TERM=dumb turn colour off, FORCE_COLOR and
    `always` make a terminal of a pipe (for `| less -R`); what the person typed wins over all of them.
    """
    environ = os.environ if environ is None else environ
    forced = color == "always" or environ.get("FORCE_COLOR", "") not in ("", "0", "false")
    if plain or not (_is_terminal(stream) or forced):
        return PIPE
    colorless = (
        no_color or color == "never" or bool(environ.get("NO_COLOR")) or environ.get("TERM", "") == "dumb"
    )
    width, height = _size(environ)
    return Surface(width=max(width, NARROWEST), height=height, color=not colorless)


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def _size(environ: Mapping[str, str]) -> tuple[int, int]:
    columns, lines = environ.get("COLUMNS", ""), environ.get("LINES", "")
    width = height = 0
    for stream in (sys.__stdout__, sys.__stderr__, sys.__stdin__):
        try:
            width, height = os.get_terminal_size(stream.fileno())  # type: ignore[union-attr]
            break
        except (AttributeError, ValueError, OSError):
            continue
    return (
        int(columns) if columns.isdigit() and int(columns) else width or 80,
        int(lines) if lines.isdigit() and int(lines) else height or 25,
    )
