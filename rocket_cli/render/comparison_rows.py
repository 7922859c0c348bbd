"""A comparison as tidy rows, of single reviews or of groups of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rocket_cli.records import Comparison
from rocket_cli.render.subjects import counts_of, labels_of
from rocket_cli.render.words import reviewer_labels

if TYPE_CHECKING:
    from rocket_cli.render.delimited import Observation

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
GROUPED_COLUMNS = (
    "topic",
    "name",
    "kind",
    "role",
    "group_id",
    "group",
    "other_group_id",
    "other_group",
    "review_id",
    "reviewer",
    "value",
    "spread",
    "n_reviews",
    "text",
    "unit",
)


def comparison_rows(comparison: Comparison) -> Iterator[Observation]:
    """A row a fact, figure, count, overlap or disagreement, as `topic` says; of groups, where it has any."""
    who = ("review_id", "reviewer") if comparison.by is None else ("group_id", "group")
    labels = labels_of(comparison)

    def about(id_: str) -> Observation:
        return dict(zip(who, (id_, labels.get(id_)), strict=True))

    yield from _facts(comparison)
    for metric in comparison.metrics:
        for id_, value in metric.values.items():
            figure: Observation = {"value": value, "unit": metric.unit}
            if comparison.by is not None:
                figure |= {"spread": metric.spread.get(id_), "n_reviews": metric.n_reviews.get(id_)}
            yield {"topic": "metric", "name": metric.name, **about(id_), **figure}
    for entity in comparison.entities:
        named: Observation = {"name": entity.name, "kind": entity.kind, "role": entity.role}
        for id_, count in counts_of(comparison, entity).items():
            counted: Observation = {**about(id_), "value": count, "unit": "mentions"}
            yield {"topic": "entity", **named, **counted}
    for overlap in comparison.overlap:
        other = {f"other_{key}": value for key, value in about(overlap.b).items()}
        facts: Observation = {"topic": "overlap", "kind": overlap.kind, **about(overlap.a), **other}
        yield {**facts, "name": "jaccard", "value": overlap.jaccard, "unit": "ratio"}
        yield {**facts, "name": "n_shared", "value": overlap.n_shared, "unit": "names"}
    for disagreement in comparison.disagreements:
        said: Observation = {"topic": "disagreement", "name": disagreement.what, "unit": disagreement.topic}
        yield from ({**said, **about(id_), "text": text} for id_, text in disagreement.values.items())


def _facts(comparison: Comparison) -> Iterator[Observation]:
    """What each review states, and which group it is in."""
    labels, names = reviewer_labels(comparison.reviews), labels_of(comparison)
    groups = {review: group.id for group in comparison.groups for review in group.reviews}
    for review in comparison.reviews:
        about: Observation = {"topic": "review", "review_id": review.id, "reviewer": labels[review.id]}
        if review.id in groups:
            about |= {"group_id": groups[review.id], "group": names[groups[review.id]]}
        for name in ("path", "outlet", "film"):
            yield {**about, "name": name, "text": getattr(review, name)}
        for name in ("year", "running_time_minutes", "n_words", "n_sentences", "furniture_ratio"):
            yield {**about, "name": name, "value": getattr(review, name)}
        if review.rating:
            yield {**about, "name": "rating", "value": review.rating.value, "text": review.rating.printed}
