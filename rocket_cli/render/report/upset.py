"""The chart of who shares what: an UpSet plot (Lex et al. 2014), its bars stacked by kind of name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rocket_cli.render.report.layers import Encoding, as_is, at, layer, pixels, rows_of, text_of
from rocket_cli.render.report.svg import INK, QUIET, Chart

BARS_HEIGHT, COLUMN, COUNT_ROOM = 120, 26, 38  # pixels
LARGEST_COMBINATIONS = 24  # columns; more are thinner than a finger, and of one or two names each
COLOURS = {
    "person": "var(--person)",
    "character": "var(--character)",
    "film": "var(--film)",
    "place": "var(--place)",
}


@dataclass(frozen=True)
class Column:
    """One combination of reviewers: their positions, and how many names of each class just they share."""

    members: tuple[int, ...]
    counts: Mapping[str, int]


def share_plot(title: str, labels: Sequence[str], sizes: Sequence[int], columns: Sequence[Column]) -> Chart:
    """An UpSet plot: a column for each combination of reviewers, as high as the number of names that just
    they share; dots say who they are. `sizes` is how many names each reviewer shares at all."""
    top = BARS_HEIGHT + 26
    rows, height, names = rows_of(labels, top=top + 8)
    left = names + COUNT_ROOM
    width = left + COLUMN * len(columns) + 6
    xs = [left + COLUMN * n + COLUMN // 2 for n in range(len(columns))]
    highest = max(sum(column.counts.values()) for column in columns)
    layers = [
        _stripes(rows, width),
        _names(rows, sizes, names),
        *_bars(columns, xs, highest, top),
        *_dots(rows, columns, xs),
    ]
    parts = [
        f"{', '.join(labels[i] for i in column.members)}: {sum(column.counts.values())}" for column in columns
    ]
    spec = {"data": {"values": [{}]}, "layer": layers}
    return Chart(spec, width, height, title, "; ".join(parts) + ".")


def _stripes(rows: Sequence[Mapping[str, Any]], width: int) -> Encoding:
    values = [{"y": row["top"], "y2": row["bottom"]} for row in rows[::2]]
    return {
        "data": {"values": values},
        **layer("rect", {"color": "var(--stripe)"}, x=at(0), x2=at(width), y=pixels("y"), y2={"field": "y2"}),
    }


def _names(rows: Sequence[Mapping[str, Any]], sizes: Sequence[int], right: int) -> Encoding:
    values = [{**row, "size": str(size)} for row, size in zip(rows, sizes, strict=True)]
    return {
        "data": {"values": values},
        "layer": [
            layer("text", {"align": "right"}, y=pixels("first"), x=at(right), text=text_of("name")),
            layer(
                "text",
                {"align": "right", "fill": QUIET},
                y=pixels("y"),
                x=at(right + COUNT_ROOM - 12),
                text=text_of("size"),
            ),
        ],
    }


def _bars(columns: Sequence[Column], xs: Sequence[int], highest: int, top: int) -> list[Encoding]:
    bars, totals = [], []
    for column, x in zip(columns, xs, strict=True):
        done = 0
        for name, colour in COLOURS.items():
            n = column.counts.get(name, 0)
            if n:
                bars.append({"x": x, "from": done, "to": done + n, "colour": colour})
            done += n
        totals.append({"x": x, "to": done, "text": str(done)})
    scale = {"domain": [0, highest], "nice": False, "range": [top, top - BARS_HEIGHT]}
    y = {"field": "to", "type": "quantitative", "scale": scale, "axis": None}
    bar = layer(
        "bar",
        {"width": COLUMN - 10, "stroke": "var(--paper)", "strokeWidth": 1},
        x=pixels("x"),
        y={**y, "field": "from"},
        y2={"field": "to"},
        color=as_is("colour"),
    )
    total = layer("text", {"dy": -9}, x=pixels("x"), y=y, text=text_of("text"))
    return [{"data": {"values": bars}, **bar}, {"data": {"values": totals}, **total}]


def _dots(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column], xs: Sequence[int]) -> list[Encoding]:
    dots, lines = [], []
    for column, x in zip(columns, xs, strict=True):
        for i, row in enumerate(rows):
            dots.append({"x": x, "y": row["y"], "colour": INK if i in column.members else "var(--dot)"})
        ends = [rows[i]["y"] for i in column.members]
        lines.append({"x": x, "y": min(ends), "y2": max(ends)})
    dot = layer("circle", {"size": 80, "opacity": 1}, x=pixels("x"), y=pixels("y"), color=as_is("colour"))
    line = layer("rule", {"color": INK, "strokeWidth": 2}, x=pixels("x"), y=pixels("y"), y2={"field": "y2"})
    return [{"data": {"values": dots}, **dot}, {"data": {"values": lines}, **line}]
