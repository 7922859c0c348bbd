"""Answers as one JSON document, or as JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from rocket_cli.analysis.quotes import QuoteReport
from rocket_cli.analysis.reasons import WhyReport
from rocket_cli.nlp.evaluation import Evaluation
from rocket_cli.records import Comparison, EntityReport, ReviewAnalysis, to_json
from rocket_cli.render.delimited import columns_of, observations
from rocket_cli.render.payloads import CacheFacts, ModelFacts, ReadabilityReport, ReadingReport

INDENT = 2  # spaces: a document is read by people too; lines are for programs


def document(payload: Struct) -> str:
    """`payload` whole, indented, with a final newline."""
    return to_json(payload, indent=INDENT) + "\n"


def json_lines(payload: Struct) -> Iterator[str]:
    """`payload` as one JSON object a line, with line ends: what it holds many of (reviews, entities,
    quotes), or the observations of a comparison."""
    if isinstance(payload, ReviewAnalysis):
        yield to_json(payload) + "\n"
    elif isinstance(payload, EntityReport | WhyReport):
        yield from (to_json(entity) + "\n" for entity in payload.entities)
    elif isinstance(payload, QuoteReport):
        yield from (to_json(quote) + "\n" for quote in payload.quotes)
    elif isinstance(payload, ReadabilityReport):
        yield from (to_json(review) + "\n" for review in payload.details)
    elif isinstance(payload, ReadingReport):
        yield from (to_json(review) + "\n" for review in payload.reviews)
    elif isinstance(payload, Comparison | Evaluation):
        columns = columns_of(type(payload))
        for observation in observations(payload):
            found = {column: observation[column] for column in columns if observation.get(column) is not None}
            yield msgspec.json.encode(found).decode("utf-8") + "\n"
    elif isinstance(payload, ModelFacts | CacheFacts):
        yield to_json(payload) + "\n"
    else:
        raise TypeError(f"no lines for {type(payload).__name__}")
