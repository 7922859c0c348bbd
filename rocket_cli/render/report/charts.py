"""Charts of how reviews read: readability by reviewer, and lengths of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rocket_cli.render.report.layers import Encoding, as_is, at, layer, pixels, rows_of, text_of
from rocket_cli.render.report.svg import ACCENT, INK, QUIET, RULE, Chart

AXIS_ROOM = 24  # pixels for the labels of an axis below
DOT_WIDTH, FIGURE_ROOM = 366, 58  # pixels: as wide as the narrowest phone; beyond the scale stands the figure
LENGTHS_WIDTH, LENGTHS_HEIGHT, LENGTHS_TOP = 320, 74, 18
BIN_WORDS = 5
MOST_TICKS = 8  # labels under a chart of lengths that stay apart
MARK_COLOURS = {"easiest": "var(--good)", "hardest": "var(--bad)", "": ACCENT}
MARK_SIGNS = {"easiest": " ▲", "hardest": " ▼", "": ""}


@dataclass(frozen=True)
class Dot:
    """One reviewer's figure in a dot plot: `text` as printed, `mark` as in the table."""

    label: str
    value: float | None
    text: str
    mark: str


def dot_plot(title: str, dots: Sequence[Dot], direction: str) -> Chart:
    """One metric: a row a reviewer, the easiest to read on top as given, a dot on a common scale."""
    rows, height, names = rows_of([dot.label for dot in dots], top=4)
    left, right = names + 10, DOT_WIDTH - FIGURE_ROOM
    known = [dot.value for dot in dots if dot.value is not None]
    low, high = min(known), max(known)
    if low == high:
        low, high = low - 1, high + 1
    values = [
        {
            "name": row["name"],
            "first": row["first"],
            "y": row["y"],
            "value": dot.value,
            "text": dot.text + MARK_SIGNS[dot.mark],
            "colour": MARK_COLOURS[dot.mark],
        }
        for row, dot in zip(rows, dots, strict=True)
    ]
    scale = {"domain": [low, high], "nice": 3, "zero": False, "range": [left, right]}
    x = {
        "field": "value",
        "type": "quantitative",
        "scale": scale,
        "axis": {"tickCount": 3, "labelFlush": False},
    }
    layers = [
        layer("rule", {"color": RULE}, y=pixels("y"), x=at(left), x2=at(right)),
        layer("text", {"align": "right"}, y=pixels("first"), x=at(names), text=text_of("name")),
        {
            **layer("circle", {"size": 90, "opacity": 1}, x=x, y=pixels("y"), color=as_is("colour")),
            "transform": [{"filter": "isValid(datum.value)"}],
        },
        {
            **layer("text", {"align": "left", "dx": 9}, x=x, y=pixels("y"), text=text_of("text")),
            "transform": [{"filter": "isValid(datum.value)"}],
        },
        {
            **layer("text", {"align": "left", "fill": QUIET}, y=pixels("y"), text=text_of("text")),
            "transform": [{"filter": "!isValid(datum.value)"}],
        },
    ]
    layers[-1]["encoding"]["x"] = at(left + 6)
    said = "; ".join(f"{dot.label} {dot.text}{' ' + dot.mark if dot.mark else ''}" for dot in dots)
    spec = {"data": {"values": values}, "layer": layers}
    return Chart(spec, DOT_WIDTH, height, title, f"{direction}. {said}.", below=AXIS_ROOM)


def length_plot(
    title: str, lengths: Sequence[int], median: str, middle: float, longest: int, highest: float
) -> Chart:
    """How many sentences are how long, in steps of five words. `middle` is their median, `median` as printed;
    `longest` and `highest` (a share, 0-1) are the ends of the scales, common to all reviews."""
    end = bin_of(longest) + BIN_WORDS
    every = next(words for words in (10, 20, 50, 100, 200, end) if end <= MOST_TICKS * words)
    bottom = LENGTHS_TOP + LENGTHS_HEIGHT
    x_scale = {"domain": [0, end], "nice": False, "range": [1, LENGTHS_WIDTH - 1]}
    axis = {"values": list(range(0, end + 1, every)), "grid": False, "labelFlush": True}
    y_scale = {"domain": [0, highest], "nice": False, "range": [bottom, LENGTHS_TOP]}
    bars = layer(
        "rect",
        {"color": "var(--bars)", "stroke": "var(--paper)"},
        x={"field": "from", "type": "quantitative", "scale": x_scale, "axis": axis},
        x2={"field": "to"},
        y={"field": "share", "type": "quantitative", "scale": y_scale, "axis": None},
        y2={"datum": 0},
    )
    steps = [
        {"from": start, "to": start + BIN_WORDS, "share": share} for start, share in shares(lengths).items()
    ]
    ground = layer("rule", {"color": RULE}, x=at(0), x2=at(LENGTHS_WIDTH), y=at(bottom))
    layers = [{"data": {"values": steps}, **bars}, ground, *_median_line(median, middle, end, bottom)]
    summary = (
        f"{len(lengths)} sentences, the shortest {min(lengths)} and the longest {max(lengths)} words, "
        f"median {median}."
    )
    spec = {"data": {"values": [{}]}, "layer": layers}
    return Chart(spec, LENGTHS_WIDTH, bottom, title, summary, below=AXIS_ROOM)


def bin_of(length: int) -> int:
    """Where the step that holds a sentence of `length` words starts."""
    return (length - 1) // BIN_WORDS * BIN_WORDS


def shares(lengths: Sequence[int]) -> dict[int, float]:
    """The share (0-1) of sentences in each step of five words, by the start of the step."""
    starts = sorted(bin_of(length) for length in lengths)
    return {start: starts.count(start) / len(starts) for start in dict.fromkeys(starts)}


def _median_line(median: str, middle: float, end: int, bottom: int) -> list[Encoding]:
    near_end = middle > 0.7 * end  # where the words would not fit beside the line
    line = layer(
        "rule",
        {"color": INK, "strokeWidth": 1.5},
        x={"datum": middle},
        y=at(LENGTHS_TOP - 12),
        y2=at(bottom),
    )
    words = layer(
        "text",
        {"align": "right" if near_end else "left", "dx": -5 if near_end else 5},
        x={"datum": middle},
        y=at(LENGTHS_TOP - 8),
        text={"value": f"median {median}"},
    )
    return [line, words]
