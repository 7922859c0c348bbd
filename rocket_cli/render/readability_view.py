"""How reviews read: metrics as rows while all reviewers fit side by side, as columns beyond that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from rocket_cli.records import Metric
from rocket_cli.render.payloads import ReadabilityReport
from rocket_cli.render.sections import Cell, Column, Group, Section, section
from rocket_cli.render.subjects import NAMES_ACROSS, Subjects, subjects_among
from rocket_cli.render.surface import Surface
from rocket_cli.render.widths import column_widths
from rocket_cli.render.words import (
    NOTHING,
    count_of,
    figure,
    grouped_metrics,
    metric_heading,
    metric_name,
)

SIDE_BY_SIDE = 12  # reviewers that the eye can follow across a screen
TALLEST_HEADING = 3  # words of a name that stand one below the other; more are harder to read than a letter
REVIEWER_ROOM = 22  # cells for names of reviewers where they head rows
LETTER_ROOM = 4  # cells for the letter of a reviewer with its gap
HEADING_ROOM = 9  # cells of a metric's column with its gap
SPREAD_ROOM = 7  # cells that ± and a standard deviation add to it
COUNTED = frozenset({"n_sentences", "n_people", "n_films", "n_places"})
RANKED_BY = "flesch_reading_ease"
TITLE = "How they read"


def readability_sections(report: ReadabilityReport, surface: Surface) -> list[Section]:
    """The tables of `rocket readability`."""
    if not report.reviews:
        return []
    title = "How it reads" if len(report.reviews) == 1 else TITLE
    subjects = subjects_among(report.reviews, surface)
    return metric_sections(title, subjects, report.metrics, surface, report.sorted_by, legend=True)


def metric_sections(
    title: str,
    subjects: Subjects,
    metrics: Sequence[Metric],
    surface: Surface,
    sorted_by: str | None = None,
    *,
    legend: bool = False,
) -> list[Section]:
    """The metrics of `subjects` in as many tables as they need. Rows of more than fit side by side are ranked
    by how easy they read, or stand as they come if they were `sorted_by` something. `legend`: no other table
    explains the letters, so that names are wanted."""
    if not metrics:
        return []
    if len(subjects.ids) <= (SIDE_BY_SIDE if surface.drawn else NAMES_ACROSS):
        for heads in _possible_heads(subjects, legend=legend):
            for bars in (True, False):
                found = _metrics_as_rows(title, subjects, metrics, surface, heads, bars=bars)
                if _fits(found, surface):
                    return [found]
    short = {} if legend else subjects.short
    return _metrics_as_columns(title, subjects, short, metrics, surface, sorted_by)


def _possible_heads(subjects: Subjects, *, legend: bool) -> list[Mapping[str, str]]:
    """Names to head columns, unless letters are there and some name would be a tower of words."""
    letters = [] if legend or not subjects.short else [subjects.short]
    tallest = max((len(label.split()) for label in subjects.labels.values()), default=0)
    crowded = len(subjects.ids) > NAMES_ACROSS and tallest > TALLEST_HEADING
    return letters if letters and crowded else [subjects.labels, *letters]


def _fits(found: Section, surface: Surface) -> bool:
    return surface.width is None or column_widths(found, surface.width) is not None


def _metrics_as_rows(
    title: str,
    subjects: Subjects,
    metrics: Sequence[Metric],
    surface: Surface,
    heads: Mapping[str, str],
    *,
    bars: bool,
) -> Section:
    columns = (Column("Metric"), *(Column(heads.get(id_, ""), "right") for id_ in subjects.ids))
    groups = grouped_metrics(metrics)
    ordered = [metric for _, members in groups for metric in members]
    bars = bars and surface.drawn and len(subjects.ids) > 1
    rows = {m.name: _figures(m, subjects.ids, metrics, surface, bars=bars) for m in ordered}
    if surface.drawn:
        by_column = [_in_line(cells) for cells in zip(*rows.values(), strict=True)]
        rows = dict(zip(rows, zip(*by_column, strict=True), strict=True))
    return Section(
        title,
        columns,
        tuple(
            Group(label, tuple((Cell(metric_name(m.name)), *rows[m.name]) for m in members))
            for label, members in groups
        ),
        _notes(subjects, metrics, surface),
        "What it says",
    )


def _metrics_as_columns(
    title: str,
    subjects: Subjects,
    short: Mapping[str, str],
    metrics: Sequence[Metric],
    surface: Surface,
    sorted_by: str | None,
) -> list[Section]:
    ranked = subjects.ids if sorted_by else _ranked(subjects.ids, metrics)
    shown = ranked[: surface.top] if len(ranked) > SIDE_BY_SIDE else ranked
    parts = _even_parts(metrics, surface)
    sections = []
    for part in parts:
        lettered = (Column(""),) if short else ()
        columns = (
            *lettered,
            Column(subjects.heading, wide=True),
            *(Column(metric_heading(metric.name), "right") for metric in part),
        )
        cells = {m.name: _ranked_cells(m, ranked, metrics, surface, sorted_by) for m in part}
        rows = tuple(
            (
                *((Cell(short[id_], tone="strong"),) if short else ()),
                Cell(subjects.labels[id_]),
                *(cells[metric.name][i] for metric in part),
            )
            for i, id_ in enumerate(shown)
        )
        last = part is parts[-1]
        notes = (*_direction_notes(metrics), *_notes(subjects, metrics, surface)) if last else ()
        if last and len(shown) < len(ranked):
            notes = (f"The first {len(shown)} of {len(ranked)} rows; without --top all of them.", *notes)
        heading = title if part is parts[0] else f"{title}, continued"
        sections.append(section(heading, columns, rows, notes))
    return sections


def _ranked_cells(
    metric: Metric, ids: Sequence[str], metrics: Sequence[Metric], surface: Surface, sorted_by: str | None
) -> tuple[Cell, ...]:
    """The cells of one metric; those by which the rows are ranked have bars."""
    ranking = sorted_by if sorted_by in {m.name for m in metrics} else RANKED_BY
    bars = surface.drawn and metric.name == ranking
    cells = _figures(metric, ids, metrics, surface, bars=bars)
    return _in_line(cells) if surface.drawn else cells


def _even_parts(metrics: Sequence[Metric], surface: Surface) -> list[Sequence[Metric]]:
    metrics = [metric for _, members in grouped_metrics(metrics) for metric in members]
    if surface.width is None:
        return [metrics]
    heading = HEADING_ROOM + (SPREAD_ROOM if any(metric.spread for metric in metrics) else 0)
    room = max(1, (surface.width - REVIEWER_ROOM - LETTER_ROOM) // heading)
    n_parts = -(-len(metrics) // room)
    size = -(-len(metrics) // n_parts)
    return [metrics[i : i + size] for i in range(0, len(metrics), size)]


def _ranked(ids: Sequence[str], metrics: Sequence[Metric]) -> tuple[str, ...]:
    ease = next((metric.values for metric in metrics if metric.name == RANKED_BY), {})
    return tuple(sorted(ids, key=lambda id_: _last_if_none(ease.get(id_))))


def _last_if_none(value: float | None) -> tuple[bool, float]:
    return value is None, -(value or 0.0)


def _figures(
    metric: Metric, ids: Sequence[str], metrics: Sequence[Metric], surface: Surface, *, bars: bool
) -> tuple[Cell, ...]:
    values = [metric.values.get(id_) for id_ in ids]
    known = [value for value in values if value is not None]
    printed = {_mean(metric, value) for value in known}
    marked = metric.higher_is in ("easier", "harder") and len(printed) > 1
    most = max((value for value in known), default=0.0)
    cells = []
    for id_, value in zip(ids, values, strict=True):
        text = _mean(metric, value)
        bar = min(max(value / most, 0.0), 1.0) if bars and value is not None and most > 0 else None
        extreme = ""
        if marked and value is not None and text in (_mean(metric, min(known)), _mean(metric, most)):
            high = text == _mean(metric, most)
            extreme = "easiest" if high == (metric.higher_is == "easier") else "hardest"
        cells.append(_figure_cell(text + _spread(metric, id_, metrics), extreme, bar, surface))
    return tuple(cells)


def _mean(metric: Metric, value: float | None) -> str:
    """A figure, with a decimal where it is the mean of counts: 2.5 films and not 2."""
    if value is not None and metric.n_reviews and metric.name in COUNTED:
        return f"{value:.1f}"
    return figure(metric.name, value)


def _spread(metric: Metric, id_: str, metrics: Sequence[Metric]) -> str:
    """What stands behind the mean of a group: " ± 3.1", and " (2)" where not all its reviews have one."""
    spread, n_reviews = metric.spread.get(id_), metric.n_reviews.get(id_, 0)
    text = f" ± {_mean(metric, spread)}" if spread is not None else ""
    fewer = 0 < n_reviews < max((other.n_reviews.get(id_, 0) for other in metrics), default=0)
    return f"{text} ({n_reviews})" if fewer else text


def _in_line(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """`cells` of one column with blanks, so that means and spreads stand under each other."""
    from dataclasses import replace

    parts = [cell.text.partition(" ") for cell in cells]
    if not any(tail for _, _, tail in parts):
        return tuple(cells)
    means = max(cell_len(mean) for mean, _, _ in parts)
    tails = max(cell_len(tail) for _, _, tail in parts)
    return tuple(
        replace(cell, text=f"{mean:>{means}} {tail:<{tails}}")
        for cell, (mean, _, tail) in zip(cells, parts, strict=True)
    )


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


def _notes(subjects: Subjects, metrics: Sequence[Metric], surface: Surface) -> tuple[str, ...]:
    notes = []
    directed = any(metric.higher_is in ("easier", "harder") for metric in metrics)
    if surface.drawn and directed and len(subjects.ids) > 1:
        notes.append("▲ easiest to read, ▼ hardest.")
    if any(value is not None for metric in metrics for value in metric.spread.values()):
        notes.append(
            "Means over the reviews of each; ± is the standard deviation between them (of a sample), a number"
            " in brackets how many reviews have the figure where not all do."
        )
    blank = sum(value is None for metric in metrics for value in metric.values.values())
    if blank:
        notes.append(
            f"{NOTHING} {count_of(blank, 'figure')} left out: the text is too short for the formula."
        )
    return tuple(notes)
