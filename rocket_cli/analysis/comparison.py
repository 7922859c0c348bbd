"""Reviewers side by side: metrics, shared and lone entities, overlap, and where they contradict each other.

Works on records alone; nothing here needs a text or a pipeline.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from rocket_cli.analysis.aliases_file import AliasRules
from rocket_cli.analysis.disagreements import find_disagreements
from rocket_cli.analysis.linking import link_with_reasons
from rocket_cli.records import (
    KINDS,
    Comparison,
    CorpusEntity,
    Direction,
    EntityReport,
    Failure,
    Kind,
    Metric,
    Overlap,
    PipelineInfo,
    ReviewAnalysis,
    ReviewSummary,
)

# Overlap is said of every two reviews: 200 reviews make 59,700 rows, and nobody reads more. Above, it is left
# out whole.
LARGEST_OVERLAP = 200


# The ids of the reviews, or of the groups of reviews, that name an entity.
Naming = Callable[[CorpusEntity], Collection[str]]


class _Column(NamedTuple):
    name: str
    unit: str
    higher_is: Direction
    value: Callable[[ReviewAnalysis], float | None]


def _n_of(kind: Kind) -> Callable[[ReviewAnalysis], float | None]:
    return lambda record: sum(entity.kind == kind for entity in record.entities)


def furniture_ratio(record: ReviewAnalysis) -> float:
    """Share (0-1) of the characters of the file that are page furniture; 0 for an empty file."""
    total = record.counts.n_characters
    return record.counts.n_furniture_characters / total if total else 0.0


_GRADE = "US school grade"
_COLUMNS: tuple[_Column, ...] = (
    _Column("n_words", "words", "more", lambda r: r.counts.n_words),
    _Column("n_sentences", "sentences", "more", lambda r: r.counts.n_sentences),
    _Column("flesch_reading_ease", "points", "easier", lambda r: r.readability.flesch_reading_ease),
    _Column("flesch_kincaid_grade", _GRADE, "harder", lambda r: r.readability.flesch_kincaid_grade),
    _Column("gunning_fog", _GRADE, "harder", lambda r: r.readability.gunning_fog),
    _Column("smog_index", _GRADE, "harder", lambda r: r.readability.smog_index),
    _Column("coleman_liau_index", _GRADE, "harder", lambda r: r.readability.coleman_liau_index),
    _Column(
        "automated_readability_index", _GRADE, "harder", lambda r: r.readability.automated_readability_index
    ),
    _Column(
        "dale_chall_readability_score",
        "points",
        "harder",
        lambda r: r.readability.dale_chall_readability_score,
    ),
    _Column("linsear_write_formula", _GRADE, "harder", lambda r: r.readability.linsear_write_formula),
    _Column("mean_sentence_length", "words", "harder", lambda r: r.readability.mean_sentence_length),
    _Column("reading_time_seconds", "seconds", "more", lambda r: r.readability.reading_time_seconds),
    _Column("type_token_ratio", "ratio", "more", lambda r: r.lexical.type_token_ratio),
    _Column("mattr", "ratio", "more", lambda r: r.lexical.mattr),
    _Column("mtld", "words", "more", lambda r: r.lexical.mtld),
    _Column("n_people", "people", "more", _n_of("people")),
    _Column("n_films", "films", "more", _n_of("films")),
    _Column("n_places", "places", "more", _n_of("places")),
    _Column("furniture_ratio", "ratio", "neutral", furniture_ratio),
)

METRIC_NAMES = tuple(column.name for column in _COLUMNS)


def summarise(record: ReviewAnalysis) -> ReviewSummary:
    """The line that stands for one review in tables of many."""
    return ReviewSummary(
        id=record.id,
        display_name=record.display_name,
        reviewer=record.reviewer,
        outlet=record.outlet,
        path=record.source.path,
        film=record.film,
        year=record.year,
        running_time_minutes=record.running_time_minutes,
        rating=record.rating,
        n_words=record.counts.n_words,
        n_sentences=record.counts.n_sentences,
        furniture_ratio=furniture_ratio(record),
    )


def summarise_entities(
    records: Sequence[ReviewAnalysis],
    failed: Sequence[Failure] = (),
    kinds: Collection[Kind] | None = None,
    min_count: int = 1,
    overrules: AliasRules | None = None,
) -> EntityReport:
    """Who and what is named, over all reviews: entities of `kinds` (all if None) named `min_count` times or
    more."""
    wanted = KINDS if kinds is None else kinds
    linked = link_with_reasons(records, overrules)
    chosen = (one.entity for one in linked if one.entity.kind in wanted and one.entity.count >= min_count)
    return EntityReport(
        reviews=tuple(summarise(record) for record in records),
        entities=tuple(chosen),
        failed=tuple(failed),
        pipeline=pipelines_of(records),
    )


def compare(
    records: Sequence[ReviewAnalysis], failed: Sequence[Failure] = (), overrules: AliasRules | None = None
) -> Comparison:
    """The reviews side by side. `only_in` lists what one review alone names and is empty for a single review;
    `overlap` has every pair and kind, and is left out above LARGEST_OVERLAP reviews."""
    linked = link_with_reasons(records, overrules)
    entities = tuple(one.entity for one in linked)
    ids = list(dict.fromkeys(record.id for record in records))
    return Comparison(
        reviews=tuple(summarise(record) for record in records),
        metrics=tuple(
            Metric(
                column.name,
                column.unit,
                column.higher_is,
                {record.id: column.value(record) for record in records},
            )
            for column in _COLUMNS
        ),
        entities=entities,
        only_in=only_in(ids, entities, _naming_reviews),
        overlap=tuple(overlaps(ids, entities, _naming_reviews)),
        disagreements=find_disagreements(records, linked),
        failed=tuple(failed),
        pipeline=pipelines_of(records),
    )


def only_in(
    ids: Sequence[str], entities: Sequence[CorpusEntity], naming: Naming
) -> dict[str, tuple[str, ...]]:
    """For each of `ids` the names that it alone has; nothing where there is but one."""
    lone: dict[str, list[str]] = {id_: [] for id_ in ids}
    if len(lone) > 1:
        for entity in entities:
            if len(naming(entity)) == 1:
                lone[next(iter(naming(entity)))].append(entity.name)
    return {id_: tuple(found) for id_, found in lone.items()}


def overlaps(ids: Sequence[str], entities: Sequence[CorpusEntity], naming: Naming) -> Iterator[Overlap]:
    """Jaccard on corpus entities for each pair and kind; None where neither names any of the kind. Nothing
    above LARGEST_OVERLAP ids."""
    if len(ids) > LARGEST_OVERLAP:
        return
    named: dict[tuple[str, Kind], set[int]] = defaultdict(set)
    for n, entity in enumerate(entities):
        for id_ in naming(entity):
            named[id_, entity.kind].add(n)
    for a, b in combinations(ids, 2):
        for kind in KINDS:
            one, two = named[a, kind], named[b, kind]
            shared, either = len(one & two), len(one | two)
            yield Overlap(a, b, kind, shared / either if either else None, shared)


def _naming_reviews(entity: CorpusEntity) -> Collection[str]:
    return entity.by_review


def pipelines_of(records: Sequence[ReviewAnalysis]) -> tuple[PipelineInfo, ...]:
    """Each pipeline that spoke, once, in order of first use."""
    return tuple({(r.pipeline.name, r.pipeline.version): r.pipeline for r in records}.values())
