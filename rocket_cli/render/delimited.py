"""Answers as tidy CSV and TSV: one observation a row, one meaning a column."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TextIO

from msgspec import Struct, structs

from rocket_cli.analysis.quotes import QuoteReport
from rocket_cli.analysis.reasons import WhyReport
from rocket_cli.nlp.evaluation import Evaluation
from rocket_cli.records import Comparison, CorpusEntity, EntityReport, Metric, ReviewAnalysis
from rocket_cli.render.comparison_rows import COMPARISON_COLUMNS, GROUPED_COLUMNS, comparison_rows
from rocket_cli.render.name_rows import QUOTE_COLUMNS, WHY_COLUMNS, quote_rows, why_rows
from rocket_cli.render.payloads import CacheFacts, Diagnosis, ModelFacts, ReadabilityReport, ReadingReport
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
DOCTOR_COLUMNS = ("topic", "name", "state", "found", "fix")
ALIAS_SEPARATOR = "; "


def columns_of(payload: Struct) -> tuple[str, ...]:
    """The header of the tidy table of `payload`; TypeError where it has none."""
    if isinstance(payload, Comparison) and payload.by is not None:
        return GROUPED_COLUMNS
    return _form_of(payload).columns


def observations(payload: Struct) -> Iterator[Observation]:
    """The observations in `payload`, with the keys of `columns_of` (absent where there is no value)."""
    return _form_of(payload).rows(payload)


def items_of(payload: Struct) -> Iterable[Struct] | None:
    """What `payload` is a list of, each as good a JSON object as any; None where it is a bundle of
    observations. TypeError for a record that is neither."""
    items = _form_of(payload).items
    return items and items(payload)


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


def _checks(found: Diagnosis) -> Iterator[Observation]:
    yield from (structs.asdict(check) for check in found.checks)


def _scores(facts: ModelFacts) -> Iterator[Observation]:
    yield from ({"name": name, "value": value} for name, value in facts.performance.items())


def _numbers(facts: CacheFacts) -> Iterator[Observation]:
    for name, value in structs.asdict(facts).items():
        if name != "schema_version" and value is not None:
            yield {"name": name, "value": value}


class _Form(NamedTuple):
    """How answers of one type are written: as tidy rows, and as `items`, None where the rows are those."""

    columns: tuple[str, ...]
    rows: Callable[[Any], Iterator[Observation]]
    items: Callable[[Any], Iterable[Struct]] | None


_FORMS: dict[type[Struct], _Form] = {
    ReviewAnalysis: _Form(MENTION_COLUMNS, _mentions, lambda record: (record,)),
    EntityReport: _Form(ENTITY_COLUMNS, _entities, lambda report: report.entities),
    QuoteReport: _Form(QUOTE_COLUMNS, quote_rows, lambda report: report.quotes),
    WhyReport: _Form(WHY_COLUMNS, why_rows, lambda report: report.entities),
    ReadabilityReport: _Form(READABILITY_COLUMNS, _readability, lambda report: report.details),
    ReadingReport: _Form(REVIEW_COLUMNS, _reviews, lambda report: report.reviews),
    Comparison: _Form(COMPARISON_COLUMNS, comparison_rows, None),
    Evaluation: _Form(EVALUATION_COLUMNS, _evaluation, None),
    ModelFacts: _Form(("name", "value"), _scores, lambda facts: (facts,)),
    CacheFacts: _Form(("name", "value"), _numbers, lambda facts: (facts,)),
    Diagnosis: _Form(DOCTOR_COLUMNS, _checks, lambda found: found.checks),
}


def _form_of(payload: Struct) -> _Form:
    for known, form in _FORMS.items():
        if isinstance(payload, known):
            return form
    raise TypeError(f"no rows for {type(payload).__name__}")
