"""What the page of a comparison shows beside the comparison: quotes, and who shares what.

Everything counted in a `Comparison` is taken from it; nothing is counted a second time here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from rocket_cli.analysis.aliases_file import AliasRules
from rocket_cli.analysis.linking import LinkedEntity, link_with_reasons
from rocket_cli.analysis.quotes import Quote, quotes_of, starts_of_sentences
from rocket_cli.records import Comparison, CorpusEntity, ReviewAnalysis


class Combination(Struct, frozen=True):
    """Names that just these reviews (ids, in the order of the comparison) share, and no other. `entities` are
    positions among the entities of the comparison."""

    reviews: tuple[str, ...]
    entities: tuple[int, ...]


class ReportData(Struct, frozen=True):
    """A comparison with the reviews behind it.

    `records` are in the order of `comparison.reviews`. `named` says, for each record, to which entity (a
    position among those of the comparison) each of its mentions belongs; mentions that count for none of
    them are absent. `quotes` has the sentences about each entity.
    """

    comparison: Comparison
    records: tuple[ReviewAnalysis, ...]
    named: tuple[dict[int, int], ...]
    quotes: tuple[tuple[Quote, ...], ...]
    combinations: tuple[Combination, ...]


def gather_report(
    records: Sequence[ReviewAnalysis], comparison: Comparison, overrules: AliasRules | None = None
) -> ReportData:
    """The page's data: `comparison` is that of `records`, whole or a part of it. Records without text have
    no quotes."""
    settled = tuple(_with_sentences(record) for record in records)
    parts = _parts(link_with_reasons(settled, overrules), comparison.entities)
    return ReportData(
        comparison=comparison,
        records=settled,
        named=tuple(_named(record.id, parts) for record in settled),
        quotes=tuple(
            tuple(_quotes(settled, n, entity, parts[n])) for n, entity in enumerate(comparison.entities)
        ),
        combinations=combinations_of(comparison),
    )


def combinations_of(comparison: Comparison) -> tuple[Combination, ...]:
    """Which reviews share which names: each name once, under all the reviews that have it; the largest
    combinations first, then those of more reviews."""
    shared: dict[tuple[str, ...], list[int]] = defaultdict(list)
    ids = list(dict.fromkeys(review.id for review in comparison.reviews))
    for n, entity in enumerate(comparison.entities):
        shared[tuple(id_ for id_ in ids if entity.by_review.get(id_))].append(n)
    found = (Combination(reviews, tuple(entities)) for reviews, entities in shared.items())
    place = {id_: n for n, id_ in enumerate(ids)}
    return tuple(
        sorted(found, key=lambda c: (-len(c.entities), -len(c.reviews), [place[id_] for id_ in c.reviews]))
    )


def _with_sentences(record: ReviewAnalysis) -> ReviewAnalysis:
    if record.text is None or record.sentences:
        return record
    return replace(record, sentences=starts_of_sentences(record, record.text))


def _parts(
    linked: Sequence[LinkedEntity], entities: Sequence[CorpusEntity]
) -> list[dict[str, tuple[int, ...]]]:
    """For each of `entities`, a part of those `linked` and in their order: its mentions by review."""
    found: list[dict[str, tuple[int, ...]]] = []
    for one in linked:
        if len(found) == len(entities):
            break
        if one.entity != entities[len(found)]:
            continue
        by_review: dict[str, tuple[int, ...]] = {}
        for review, part in one.parts:
            by_review[review] = (*by_review.get(review, ()), *part.mentions)
        found.append(by_review)
    if len(found) != len(entities):
        raise ValueError("the comparison is not one of these records")
    return found


def _named(review: str, parts: Sequence[Mapping[str, Sequence[int]]]) -> dict[int, int]:
    return {mention: n for n, part in enumerate(parts) for mention in part.get(review, ())}


def _quotes(
    records: Sequence[ReviewAnalysis], n: int, entity: CorpusEntity, parts: Mapping[str, Sequence[int]]
) -> Iterator[Quote]:
    for record in records:
        if record.id in parts and record.text is not None:
            yield from quotes_of(record, record.text, n, entity, parts[record.id])
