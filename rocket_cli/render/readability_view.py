"""How reviews read: metrics as rows while few reviewers fit side by side, as columns beyond that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from rocket_cli.records import Metric, ReviewSummary
from rocket_cli.render.payloads import ReadabilityReport
from rocket_cli.render.sections import Cell, Column, Group, Section, section
from rocket_cli.render.surface import Surface
from rocket_cli.render.widths import BAR_CELLS, GAP
from rocket_cli.render.words import (
    count_of,
    figure,
    grouped_metrics,
    metric_heading,
    metric_name,
    reviewer_labels,
)

METRIC_ROOM = 22  # cells for the longest metric name
FIGURE_ROOM = 6  # cells for the widest figure: 1000.0
MARK = 2  # cells of the easiest/hardest mark with its gap
SIDE_BY_SIDE = 6  # reviewers that the eye can compare across a line
REVIEWER_ROOM = 22  # cells for names of reviewers where they head rows
LETTER_ROOM = 4  # cells for the letter of a reviewer with its gap
HEADING_ROOM = 9  # cells of a metric's column with its gap
RANKED_BY = "flesch_reading_ease"
TITLE = "How they read"


def readability_sections(report: ReadabilityReport, surface: Surface) -> list[Section]:
    """The tables of `rocket readability`."""
    if not report.reviews:
        return []
    title = "How it reads" if len(report.reviews) == 1 else TITLE
    return metric_sections(
        title, report.reviews, report.metrics, surface, reviewer_labels(report.reviews), {}
    )


def metric_sections(
    title: str,
    reviews: Sequence[ReviewSummary],
    metrics: Sequence[Metric],
    surface: Surface,
    labels: Mapping[str, str],
    short: Mapping[str, str],
) -> list[Section]:
    """The metrics of the reviews in as many tables as they need; `short` are letters in use elsewhere."""
    if not metrics:
        return []
    if len(reviews) <= SIDE_BY_SIDE:
        heads = _heads(reviews, labels, short, surface)
        if heads:
            return [_metrics_as_rows(title, reviews, metrics, surface, heads)]
    return _metrics_as_columns(title, reviews, metrics, surface, labels, short)


def _heads(
    reviews: Sequence[ReviewSummary], labels: Mapping[str, str], short: Mapping[str, str], surface: Surface
) -> dict[str, str] | None:
    for heads in (labels, short):
        if not heads:
            continue
        widths = [
            max(FIGURE_ROOM + MARK, *(cell_len(w) for w in heads[r.id].split() or [""])) + 2 for r in reviews
        ]
        if surface.at_least(METRIC_ROOM + sum(widths)):
            return {review.id: heads[review.id] for review in reviews}
    return None


def _metrics_as_rows(
    title: str,
    reviews: Sequence[ReviewSummary],
    metrics: Sequence[Metric],
    surface: Surface,
    heads: Mapping[str, str],
) -> Section:
    bars = len(reviews) > 1 and surface.drawn and _bars_fit(reviews, metrics, surface, heads)
    columns = (Column("Metric"), *(Column(heads[r.id], "right") for r in reviews))
    groups = tuple(
        Group(
            label,
            tuple(
                (Cell(metric_name(metric.name)), *_figures(metric, reviews, surface, bars=bars))
                for metric in members
            ),
        )
        for label, members in grouped_metrics(metrics)
    )
    return Section(title, columns, groups, _notes(reviews, metrics, surface), "What it says")


def _bars_fit(
    reviews: Sequence[ReviewSummary], metrics: Sequence[Metric], surface: Surface, heads: Mapping[str, str]
) -> bool:
    names = max(cell_len(metric_name(metric.name)) for metric in metrics)
    figures = max(len(figure(m.name, value)) for m in metrics for value in m.values.values())
    cells = (max(figures + 1 + BAR_CELLS + MARK, *map(cell_len, heads[r.id].split()), 0) for r in reviews)
    return surface.at_least(names + sum(GAP + width for width in cells))


def _metrics_as_columns(
    title: str,
    reviews: Sequence[ReviewSummary],
    metrics: Sequence[Metric],
    surface: Surface,
    labels: Mapping[str, str],
    short: Mapping[str, str],
) -> list[Section]:
    ranked = _ranked(reviews, metrics)
    parts = _even_parts(metrics, surface)
    sections = []
    for part in parts:
        lettered = (Column(""),) if short else ()
        columns = (
            *lettered,
            Column("Reviewer", wide=True),
            *(Column(metric_heading(metric.name), "right") for metric in part),
        )
        cells = {metric.name: _figures(metric, ranked, surface, bars=False) for metric in part}
        rows = tuple(
            (
                *((Cell(short[review.id], tone="strong"),) if short else ()),
                Cell(labels[review.id]),
                *(cells[metric.name][i] for metric in part),
            )
            for i, review in enumerate(ranked)
        )
        last = part is parts[-1]
        notes = (*_direction_notes(metrics), *_notes(reviews, metrics, surface)) if last else ()
        heading = title if part is parts[0] else f"{title}, continued"
        sections.append(section(heading, columns, rows, notes))
    return sections


def _even_parts(metrics: Sequence[Metric], surface: Surface) -> list[Sequence[Metric]]:
    metrics = [metric for _, members in grouped_metrics(metrics) for metric in members]
    if surface.width is None:
        return [metrics]
    room = max(1, (surface.width - REVIEWER_ROOM - LETTER_ROOM) // HEADING_ROOM)
    n_parts = -(-len(metrics) // room)
    size = -(-len(metrics) // n_parts)
    return [metrics[i : i + size] for i in range(0, len(metrics), size)]


def _ranked(reviews: Sequence[ReviewSummary], metrics: Sequence[Metric]) -> list[ReviewSummary]:
    ease = next((metric.values for metric in metrics if metric.name == RANKED_BY), {})
    return sorted(reviews, key=lambda review: _last_if_none(ease.get(review.id)))


def _last_if_none(value: float | None) -> tuple[bool, float]:
    return (value is None, -(value or 0.0))


def _figures(
    metric: Metric, reviews: Sequence[ReviewSummary], surface: Surface, *, bars: bool
) -> tuple[Cell, ...]:
    values = [metric.values.get(review.id) for review in reviews]
    known = [value for value in values if value is not None]
    printed = {figure(metric.name, value) for value in known}
    marked = metric.higher_is in ("easier", "harder") and len(printed) > 1
    most = max((value for value in known), default=0.0)
    cells = []
    for value in values:
        text = figure(metric.name, value)
        bar = min(max(value / most, 0.0), 1.0) if bars and value is not None and most > 0 else None
        extreme = ""
        if (
            marked
            and value is not None
            and text in (figure(metric.name, min(known)), figure(metric.name, most))
        ):
            high = text == figure(metric.name, most)
            extreme = "easiest" if high == (metric.higher_is == "easier") else "hardest"
        cells.append(_figure_cell(text, extreme, bar, surface))
    return tuple(cells)


def _figure_cell(text: str, extreme: str, bar: float | None, surface: Surface) -> Cell:
    if not extreme:
        return Cell(text, bar=bar)
    mark = {"easiest": "▲", "hardest": "▼"}[extreme] if surface.drawn else extreme
    return Cell(text, mark=mark, tone="good" if extreme == "easiest" else "bad", bar=bar)


def _direction_notes(metrics: Sequence[Metric]) -> tuple[str, ...]:
    return tuple(
        f"{label}: {', '.join(metric_name(metric.name) for metric in members)}."
        for label, members in grouped_metrics(metrics)
        if label.startswith("Higher")
    )


def _notes(reviews: Sequence[ReviewSummary], metrics: Sequence[Metric], surface: Surface) -> tuple[str, ...]:
    notes = []
    directed = any(metric.higher_is in ("easier", "harder") for metric in metrics)
    if surface.drawn and directed and len(reviews) > 1:
        notes.append("▲ easiest to read, ▼ hardest.")
    blank = sum(value is None for metric in metrics for value in metric.values.values())
    if blank:
        notes.append(f"– {count_of(blank, 'figure')} left out: the text is too short for the formula.")
    return tuple(notes)
