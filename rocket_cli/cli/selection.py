"""Parts of an answer: some kinds, frequent names, the first of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from msgspec.structs import replace

from rocket_cli.records import Comparison, CorpusEntity, EntityReport, Kind


def first_of_each_kind(entities: Sequence[CorpusEntity], n: int) -> tuple[CorpusEntity, ...]:
    """The first `n` of each kind: those in most reviews, then those named most; in the order given."""
    ranked = sorted(entities, key=lambda e: (-len(e.by_group or e.by_review), -e.count, e.name))
    taken: Counter[Kind] = Counter()
    chosen = set()
    for entity in ranked:
        taken[entity.kind] += 1
        if taken[entity.kind] <= n:
            chosen.add(id(entity))
    return tuple(entity for entity in entities if id(entity) in chosen)


def part_of_report(report: EntityReport, top: int | None) -> EntityReport:
    """`report` with the first `top` entities of each kind, None for all."""
    return report if top is None else replace(report, entities=first_of_each_kind(report.entities, top))


def part_of_comparison(
    comparison: Comparison, *, kinds: Collection[Kind] | None, min_count: int, top: int | None
) -> Comparison:
    """`comparison` with entities of `kinds` (None: all) that occur `min_count` times, the first `top` of each
    kind. Overlaps of those kinds stay whole: they are measured on every name."""
    entities = tuple(
        entity
        for entity in comparison.entities
        if entity.count >= min_count and (kinds is None or entity.kind in kinds)
    )
    if top is not None:
        entities = first_of_each_kind(entities, top)
    kept = {(entity.name, id_) for entity in entities for id_ in entity.by_group or entity.by_review}
    return replace(
        comparison,
        entities=entities,
        only_in={
            id_: tuple(name for name in names if (name, id_) in kept)
            for id_, names in comparison.only_in.items()
        },
        overlap=tuple(found for found in comparison.overlap if kinds is None or found.kind in kinds),
    )
