"""What Vega-Lite layers are made of, and rows of names that lose nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rich.cells import cell_len

NAME_CELLS = 20  # of a terminal; a longer name goes on in the next line
CELL = 7.3  # pixels of a cell in a wide typeface of 12 pixels
LINE, ROW_PADDING = 14, 8  # pixels

Encoding = dict[str, Any]


def wrapped(name: str, cells: int = NAME_CELLS) -> list[str]:
    """`name` in lines of at most `cells` cells, broken after blanks and hyphens where it has any."""
    lines = [""]
    for word in re.split(r"(?<=[ \-\u2010\u2013])", name):
        if cell_len((lines[-1] + word).rstrip()) <= cells:
            lines[-1] += word
            continue
        if lines[-1]:
            lines.append("")
        for cluster in _clusters(word):
            if cell_len(lines[-1] + cluster) > cells:
                lines.append("")
            lines[-1] += cluster
    return [line.strip() for line in lines]


def rows_of(labels: Sequence[str], *, top: int) -> tuple[list[dict[str, Any]], int, int]:
    """A row for each label, as high as its lines need; where the last row ends, and the labels."""
    rows = []
    cells = max(cell_len(line) for label in labels for line in wrapped(label))
    for label in labels:
        lines = wrapped(label)
        bottom = top + LINE * len(lines) + ROW_PADDING
        middle = (top + bottom) / 2
        first = middle - LINE * (len(lines) - 1) / 2
        rows.append({"name": "\n".join(lines), "top": top, "bottom": bottom, "y": middle, "first": first})
        top = bottom
    return rows, top, round(CELL * cells) + 6


def layer(mark: str, properties: Mapping[str, Any], **encoding: Any) -> Encoding:
    """A Vega-Lite layer of one `mark`, which says nothing to screen readers by itself."""
    return {"mark": {"type": mark, "aria": False, **properties}, "encoding": encoding}


def pixels(field: str) -> Encoding:
    """A place given in pixels: no scale, no axis."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def at(pixels: float) -> Encoding:
    """A place in pixels, the same for every datum."""
    return {"value": pixels}


def text_of(field: str) -> Encoding:
    """Text as it stands in `field`."""
    return {"field": field, "type": "nominal"}


def as_is(field: str) -> Encoding:
    """A colour as it stands in `field`."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def _clusters(word: str) -> list[str]:
    """The characters of `word`, each with the accents and joiners that belong to it."""
    clusters: list[str] = []
    for character in word:
        if clusters and cell_len(character) == 0:
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters
