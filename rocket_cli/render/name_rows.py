"""What is said of one name, and why its forms are one, as tidy rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import structs

from rocket_cli.analysis.quotes import QuoteReport
from rocket_cli.analysis.reasons import Step, WhyReport
from rocket_cli.render.words import reviewer_labels

if TYPE_CHECKING:
    from rocket_cli.render.delimited import Observation

QUOTE_COLUMNS = (
    "name",
    "kind",
    "review_id",
    "reviewer",
    "path",
    "member",
    "block",
    "sentence",
    "start",
    "end",
    "text",
)
WHY_COLUMNS = (
    "topic",
    "name",
    "kind",
    "review_id",
    "reviewer",
    "path",
    "text",
    "into",
    "reason",
    "label",
    "start",
    "end",
    "block",
    "sentence",
    "confidence",
)


def quote_rows(report: QuoteReport) -> Iterator[Observation]:
    """A row a sentence."""
    labels = reviewer_labels(report.reviews)
    for quote in report.quotes:
        facts = structs.asdict(quote)
        names = {"review_id": quote.review, "reviewer": labels.get(quote.review)}
        yield {**{key: value for key, value in facts.items() if key in QUOTE_COLUMNS}, **names}


def why_rows(report: WhyReport) -> Iterator[Observation]:
    """A row a mention, a merge, or a form that was kept apart, as `topic` says."""
    labels = reviewer_labels(report.reviews)
    paths = {review.id: review.path for review in report.reviews}

    def about(id_: str | None) -> Observation:
        return {} if id_ is None else {"review_id": id_, "reviewer": labels[id_], "path": paths[id_]}

    def step(topic: str, one: Step) -> Observation:
        return {
            "topic": topic,
            **about(one.review),
            "text": one.alias,
            "into": one.into,
            "reason": one.reason,
        }

    for reasons in report.entities:
        facts: Observation = {"name": reasons.entity.name, "kind": reasons.entity.kind}
        for mention in reasons.mentions:
            found = structs.asdict(mention)
            yield {**facts, "topic": "mention", **found, **about(mention.review)}
        yield from ({**facts, **step("merge", one)} for one in reasons.merges)
        yield from ({**facts, **step("kept apart", one)} for one in reasons.kept_apart)
