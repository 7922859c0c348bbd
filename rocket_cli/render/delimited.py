"""Answers as tidy CSV and TSV: one observation a row, one meaning a column."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TextIO

from msgspec import Struct, structs

from rocket_cli.analysis.quotes import QuoteReport
from rocket_cli.analysis.reasons import WhyReport
from rocket_cli.nlp.evaluation import Evaluation
from rocket_cli.records import Comparison, CorpusEntity, EntityReport, Metric, ReviewAnalysis
from rocket_cli.render.name_rows import QUOTE_COLUMNS, WHY_COLUMNS, quote_rows, why_rows
from rocket_cli.render.payloads import CacheFacts, ModelFacts, ReadabilityReport, ReadingReport
from rocket_cli.render.safe import spreadsheet
from rocket_cli.render.words import reviewer_labels

Value = str | int | float | None
Observation = dict[str, Value]

MENTION_COLUMNS = (
    "review_id",
    "reviewer",
    "path",
    "text",
    "label",
    "start",
    "end",
    "block",
    "sentence",
    "confidence",
)
ENTITY_COLUMNS = ("name", "kind", "role", "plays", "aliases", "review_id", "reviewer", "path", "count")
READABILITY_COLUMNS = ("review_id", "reviewer", "path", "metric", "value", "unit", "higher_is")
REVIEW_COLUMNS = (
    "review_id",
    "path",
    "member",
    "encoding",
    "reviewer",
    "byline",
    "outlet",
    "film",
    "year",
    "country",
    "running_time_minutes",
    "rating_printed",
    "rating",
    "n_words",
    "furniture_ratio",
    "furniture",
)
COMPARISON_COLUMNS = (
    "topic",
    "name",
    "kind",
    "role",
    "review_id",
    "reviewer",
    "other_review_id",
    "other_reviewer",
    "value",
    "text",
    "unit",
)
EVALUATION_COLUMNS = (
    "data",
    "match",
    "label",
    "precision",
    "recall",
    "f1",
    "n_gold",
    "n_predicted",
    "n_right",
)
ALIAS_SEPARATOR = "; "


def columns_of(kind: type[Struct]) -> tuple[str, ...]:
    """The header of the tidy table of a record of this `kind`; TypeError where it has none."""
    for known, columns in _COLUMNS.items():
        if issubclass(kind, known):
            return columns
    raise TypeError(f"no rows for {kind.__name__}")


def observations(payload: Struct) -> Iterator[Observation]:
    """The observations in `payload`, with the keys of `columns_of` (absent where there is no value)."""
    if isinstance(payload, ReviewAnalysis):
        yield from _mentions(payload)
    elif isinstance(payload, EntityReport):
        yield from _entities(payload)
    elif isinstance(payload, QuoteReport):
        yield from quote_rows(payload)
    elif isinstance(payload, WhyReport):
        yield from why_rows(payload)
    elif isinstance(payload, ReadabilityReport):
        yield from _readability(payload)
    elif isinstance(payload, ReadingReport):
        yield from _reviews(payload)
    elif isinstance(payload, Comparison):
        yield from _comparison(payload)
    elif isinstance(payload, Evaluation):
        yield from _evaluation(payload)
    elif isinstance(payload, ModelFacts):
        yield from ({"name": name, "value": value} for name, value in payload.performance.items())
    elif isinstance(payload, CacheFacts):
        yield from (
            {"name": name, "value": value}
            for name, value in structs.asdict(payload).items()
            if name != "schema_version" and value is not None
        )
    else:
        raise TypeError(f"no rows for {type(payload).__name__}")


class RowWriter:
    """Writes observations to `stream` as CSV (quoted where needed) or TSV (tab, never quoted)."""

    def __init__(self, stream: TextIO, columns: tuple[str, ...], *, tabs: bool = False) -> None:
        self._columns = columns
        self._stream = stream
        self._csv = None if tabs else csv.writer(stream, lineterminator="\n")
        self._write(columns)

    def write(self, found: Iterable[Observation]) -> None:
        """Write a line for each of `found`."""
        for observation in found:
            self._write(observation.get(column) for column in self._columns)

    def _write(self, values: Iterable[Value]) -> None:
        cells = [spreadsheet(value) if isinstance(value, str) else value for value in values]
        if self._csv is not None:
            self._csv.writerow(cells)
        else:
            texts = (
                "" if cell is None else " ".join(str(cell).splitlines()).replace("\t", " ") for cell in cells
            )
            self._stream.write("\t".join(texts) + "\n")


def _mentions(record: ReviewAnalysis) -> Iterator[Observation]:
    for mention in record.mentions:
        yield {
            "review_id": record.id,
            "reviewer": record.display_name,
            "path": record.source.path,
            **structs.asdict(mention),
        }


def _entities(report: EntityReport) -> Iterator[Observation]:
    labels = reviewer_labels(report.reviews)
    paths = {review.id: review.path for review in report.reviews}
    for entity in report.entities:
        for review_id, count in entity.by_review.items():
            yield {
                **_entity_facts(entity),
                "plays": entity.plays,
                "aliases": ALIAS_SEPARATOR.join(entity.aliases),
                "review_id": review_id,
                "reviewer": labels.get(review_id),
                "path": paths.get(review_id),
                "count": count,
            }


def _entity_facts(entity: CorpusEntity) -> Observation:
    return {"name": entity.name, "kind": entity.kind, "role": entity.role}


def _readability(report: ReadabilityReport) -> Iterator[Observation]:
    labels = reviewer_labels(report.reviews)
    for review in report.details:
        facts: Observation = {
            "review_id": review.id,
            "reviewer": labels.get(review.id, review.display_name),
            "path": review.path,
        }
        for metric in report.metrics:
            yield {**facts, **_metric_facts(metric), "value": metric.values.get(review.id)}


def _metric_facts(metric: Metric) -> Observation:
    return {"metric": metric.name, "unit": metric.unit, "higher_is": metric.higher_is}


def _reviews(report: ReadingReport) -> Iterator[Observation]:
    for review in report.reviews:
        facts = structs.asdict(review)
        reasons = (f"{aside.reason} {aside.ratio:.3f}" for aside in review.furniture)
        yield {
            **{key: value for key, value in facts.items() if key in REVIEW_COLUMNS},
            "review_id": review.id,
            "byline": review.byline.text if review.byline else None,
            "rating_printed": review.rating.printed if review.rating else None,
            "rating": review.rating.value if review.rating else None,
            "furniture": ALIAS_SEPARATOR.join(reasons),
        }


def _comparison(comparison: Comparison) -> Iterator[Observation]:
    labels = reviewer_labels(comparison.reviews)

    def about(review_id: str) -> Observation:
        return {"review_id": review_id, "reviewer": labels.get(review_id)}

    for review in comparison.reviews:
        for name in ("path", "outlet", "film"):
            yield {"topic": "review", "name": name, **about(review.id), "text": getattr(review, name)}
        for name in ("year", "running_time_minutes", "n_words", "n_sentences", "furniture_ratio"):
            yield {"topic": "review", "name": name, **about(review.id), "value": getattr(review, name)}
        if review.rating:
            rating: Observation = {"value": review.rating.value, "text": review.rating.printed}
            yield {"topic": "review", "name": "rating", **about(review.id), **rating}
    for metric in comparison.metrics:
        for id_, value in metric.values.items():
            yield {"topic": "metric", "name": metric.name, **about(id_), "value": value, "unit": metric.unit}
    for entity in comparison.entities:
        for id_, count in entity.by_review.items():
            yield {
                "topic": "entity",
                **_entity_facts(entity),
                **about(id_),
                "value": count,
                "unit": "mentions",
            }
    for overlap in comparison.overlap:
        pair: Observation = {"other_review_id": overlap.b, "other_reviewer": labels.get(overlap.b)}
        facts: Observation = {"topic": "overlap", "kind": overlap.kind, **about(overlap.a), **pair}
        yield {**facts, "name": "jaccard", "value": overlap.jaccard, "unit": "ratio"}
        yield {**facts, "name": "n_shared", "value": overlap.n_shared, "unit": "names"}
    for disagreement in comparison.disagreements:
        for id_, text in disagreement.values.items():
            yield {
                "topic": "disagreement",
                "name": disagreement.what,
                **about(id_),
                "text": text,
                "unit": disagreement.topic,
            }


def _evaluation(result: Evaluation) -> Iterator[Observation]:
    tables = [("exact", result.exact), ("overlap", result.overlap)]
    if result.links is not None:
        tables += [
            ("links", result.links.links),
            ("links between found", result.links.links_between_found),
        ]
    for match, scores in tables:
        for label, score in scores.items():
            yield {"data": result.data, "match": match, "label": label, **structs.asdict(score)}


_COLUMNS: dict[type[Struct], tuple[str, ...]] = {
    ReviewAnalysis: MENTION_COLUMNS,
    EntityReport: ENTITY_COLUMNS,
    QuoteReport: QUOTE_COLUMNS,
    WhyReport: WHY_COLUMNS,
    ReadabilityReport: READABILITY_COLUMNS,
    ReadingReport: REVIEW_COLUMNS,
    Comparison: COMPARISON_COLUMNS,
    Evaluation: EVALUATION_COLUMNS,
    ModelFacts: ("name", "value"),
    CacheFacts: ("name", "value"),
}
