"""How the reviews read, as the page shows it: the table of figures and the charts above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from rocket_cli.analysis.report import ReportData
from rocket_cli.records import Comparison, Metric, ReviewSummary
from rocket_cli.render.report.charts import Dot, dot_plot, length_plot, shares
from rocket_cli.render.report.svg import Chart
from rocket_cli.render.words import count_of, figure, grouped_metrics, metric_name

# What people ask of a text: how easy it is, how long its sentences are, how varied its words. The other
# scores say nearly the same as the first; the table has them.
CHARTED = ("flesch_reading_ease", "mean_sentence_length", "mtld")
RANKED_BY = "flesch_reading_ease"
SIDE_BY_SIDE = 6  # reviewers under whose names the figures stand; more are rows


@dataclass(frozen=True)
class Figure:
    """One figure as printed; `mark` is `easiest`, `hardest` or nothing, `order` what to sort by."""

    text: str
    mark: str
    order: str


@dataclass(frozen=True)
class MetricRow:
    """A metric, the label of its group, and its figures in the order of the reviews."""

    name: str
    group: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class LengthRow:
    """The lengths of the sentences of one review, in words, as printed."""

    n_sentences: int
    shortest: int
    median: str
    longest: int


def metric_rows(comparison: Comparison) -> list[MetricRow]:
    """All figures of all reviews, with easiest and hardest marked as in the terminal."""
    return [
        MetricRow(metric_name(metric.name), label, _figures(metric, comparison.reviews))
        for label, metrics in grouped_metrics(comparison.metrics)
        for metric in metrics
    ]


def direction_of(label: str) -> str:
    """Which way a group of metrics goes, from its label, in the middle of a sentence."""
    return (label[:1].lower() + label[1:]).removesuffix(", on other scales")


def readability_charts(comparison: Comparison, labels: Mapping[str, str]) -> list[tuple[str, str, Chart]]:
    """(metric, direction, chart) for the metrics that are charted and known of a review at least."""
    if len(comparison.reviews) < 2:
        return []
    places = _ranking(comparison)
    charts = []
    for label, metrics in grouped_metrics(comparison.metrics):
        for metric in metrics:
            known = [value for value in metric.values.values() if value is not None]
            if metric.name not in CHARTED or not known:
                continue
            figures = _figures(metric, comparison.reviews)
            dots = [_dot(comparison.reviews[n], metric, figures[n], labels) for n in places]
            name = metric_name(metric.name)
            charts.append((name, label, dot_plot(f"{name} by reviewer", dots, label)))
    return charts


def length_charts(data: ReportData, labels: Mapping[str, str]) -> dict[int, Chart]:
    """The chart of sentence lengths of each review that knows them, by its position; all on one scale."""
    known = {n: record.sentence_lengths for n, record in enumerate(data.records) if record.sentence_lengths}
    if not known:
        return {}
    longest = max(max(lengths) for lengths in known.values())
    highest = max(max(shares(lengths).values()) for lengths in known.values())
    charts = {}
    for n, lengths in known.items():
        title = f"Lengths of sentences: {labels[data.comparison.reviews[n].id]}"
        middle = median(lengths)
        charts[n] = length_plot(title, lengths, _printed(middle), middle, longest, highest)
    return charts


def length_row(lengths: Sequence[int]) -> LengthRow | None:
    """The figures behind one chart of sentence lengths, None where there are none."""
    if not lengths:
        return None
    return LengthRow(len(lengths), min(lengths), _printed(median(lengths)), max(lengths))


def reading_lead(comparison: Comparison, labels: Mapping[str, str]) -> str:
    """One sentence that says who is easiest and who hardest to read; nothing where that cannot be said."""
    metric = next((one for one in comparison.metrics if one.name == RANKED_BY), None)
    if metric is None:
        return ""
    figures = _figures(metric, comparison.reviews)
    said = []
    for mark in ("easiest", "hardest"):
        who = [n for n, found in enumerate(figures) if found.mark == mark]
        if not who:
            return ""
        names = " and ".join(labels[comparison.reviews[n].id] for n in who[:2])
        more = f" and {count_of(len(who) - 2, 'other')}" if len(who) > 2 else ""
        said.append(
            f"{mark} to read {'is' if len(who) == 1 else 'are'} {names}{more} ({figures[who[0]].text})"
        )
    return f"By Flesch reading ease, the {said[0]}; the {said[1]}."


def _dot(review: ReviewSummary, metric: Metric, found: Figure, labels: Mapping[str, str]) -> Dot:
    return Dot(labels[review.id], metric.values.get(review.id), found.text, found.mark)


def _figures(metric: Metric, reviews: Sequence[ReviewSummary]) -> tuple[Figure, ...]:
    values = [metric.values.get(review.id) for review in reviews]
    known = [value for value in values if value is not None]
    printed = {figure(metric.name, value) for value in known}
    marks: dict[str, str] = {}
    if metric.higher_is in ("easier", "harder") and len(printed) > 1:
        high, low = ("easiest", "hardest") if metric.higher_is == "easier" else ("hardest", "easiest")
        marks = {figure(metric.name, min(known)): low, figure(metric.name, max(known)): high}
    return tuple(
        Figure(
            figure(metric.name, value),
            "" if value is None else marks.get(figure(metric.name, value), ""),
            "" if value is None else f"{value:.6g}",
        )
        for value in values
    )


def _ranking(comparison: Comparison) -> list[int]:
    """Positions of the reviews, the easiest to read first, those without a figure last."""
    ease = next((metric.values for metric in comparison.metrics if metric.name == RANKED_BY), {})

    def rank(n: int) -> tuple[bool, float]:
        value = ease.get(comparison.reviews[n].id)
        return (value is None, -(value or 0.0))

    return sorted(range(len(comparison.reviews)), key=rank)


def _printed(words: float) -> str:
    return f"{words:.0f}" if float(words).is_integer() else f"{words:.1f}"
