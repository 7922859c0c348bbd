"""Whom and what the reviews name, as the page shows it: the heat map, who shares what, and the quotes."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rocket_cli.analysis.quotes import Quote
from rocket_cli.analysis.report import ReportData
from rocket_cli.records import KINDS, Comparison, CorpusEntity, Disagreement, Kind, Overlap
from rocket_cli.render.report.svg import Chart
from rocket_cli.render.report.upset import LARGEST_COMBINATIONS, Column, share_plot
from rocket_cli.render.safe import visible, visible_lines
from rocket_cli.render.words import GROUPS, NOTHING, count_of, group_of, percent

SHADES = 9  # steps of the heat map's scale; the eye tells no more apart
PAIRS_LISTED = 15  # as in a terminal: more pairs of reviewers stand in a matrix


@dataclass(frozen=True)
class HeatCell:
    """How often one review has one name: `count` is None where it has not, `shade` 0 to SHADES."""

    count: int | None
    shade: int


@dataclass(frozen=True)
class NameRow:
    """One entity: `slug` is its address in the page, `look` its class of the style sheet, `group` its heading
    in the terminal's tables, `order` the place of that heading."""

    slug: str
    name: str
    look: str
    group: str
    order: int
    plays: str
    aliases: tuple[str, ...]
    count: int
    n_reviews: int
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True)
class Sharing:
    """Names that just these reviewers share."""

    who: tuple[str, ...]
    names: tuple[NameRow, ...]


@dataclass(frozen=True)
class Share:
    """How much two reviews share of one kind, as printed."""

    text: str
    n_shared: int
    shade: int


@dataclass(frozen=True)
class Pair:
    """Two reviewers and what they share, by kind."""

    a: str
    b: str
    shares: tuple[Share | None, ...]


@dataclass(frozen=True)
class Matrix:
    """What every two share of one kind: for each review, its shares with those before it."""

    kind: Kind
    rows: tuple[tuple[Share | None, ...], ...]


@dataclass(frozen=True)
class Side:
    """What some reviewers write where others write something else."""

    value: str
    who: tuple[str, ...]


def look_of(entity: CorpusEntity) -> str:
    """The class of the style sheet that an entity has, named after its label."""
    if entity.kind == "people":
        return "character" if entity.role == "character" else "person"
    return {"films": "film", "places": "place"}[entity.kind]


def name_rows(comparison: Comparison) -> list[NameRow]:
    """A row for each entity, in the order of the comparison."""
    most = max((count for entity in comparison.entities for count in entity.by_review.values()), default=1)
    slugs = _slugs(comparison.entities)
    headings = [label for _, _, label in GROUPS]
    rows = []
    for entity, slug in zip(comparison.entities, slugs, strict=True):
        group = group_of(entity.kind, entity.role)
        counts = [entity.by_review.get(review.id) or None for review in comparison.reviews]
        rows.append(
            NameRow(
                slug=slug,
                name=visible(entity.name),
                look=look_of(entity),
                group=group,
                order=headings.index(group),
                plays=visible(entity.plays or ""),
                aliases=tuple(map(visible, entity.aliases)),
                count=entity.count,
                n_reviews=len(entity.by_review),
                cells=tuple(HeatCell(n, _shade(n, most)) for n in counts),
            )
        )
    return rows


def ranked(rows: Sequence[NameRow]) -> list[NameRow]:
    """`rows` as the tables have them: by heading, those in most reviews first."""
    return sorted(rows, key=lambda row: (row.order, -row.n_reviews, -row.count, row.name))


def alone(
    comparison: Comparison, rows: Sequence[NameRow], labels: Mapping[str, str]
) -> list[tuple[str, list[NameRow]]]:
    """What only one review names: (reviewer, names), without those who name nothing alone."""
    found: dict[str, list[NameRow]] = {}
    for entity, row in zip(comparison.entities, rows, strict=True):
        if len(entity.by_review) == 1:
            found.setdefault(next(iter(entity.by_review)), []).append(row)
    return [(labels[r.id], ranked(found[r.id])) for r in comparison.reviews if r.id in found]


def sharings(data: ReportData, rows: Sequence[NameRow], labels: Mapping[str, str]) -> list[Sharing]:
    """Which reviewers share which names, the largest combinations first; names of one review are left out."""
    return [
        Sharing(tuple(labels[id_] for id_ in found.reviews), tuple(rows[n] for n in found.entities))
        for found in data.combinations
        if len(found.reviews) > 1
    ]


def sharing_chart(data: ReportData, rows: Sequence[NameRow], labels: Mapping[str, str]) -> Chart | None:
    """The UpSet plot of the largest combinations, None where nothing is shared."""
    shared = [found for found in data.combinations if len(found.reviews) > 1]
    if not shared:
        return None
    ids = list(dict.fromkeys(review.id for review in data.comparison.reviews))
    columns = [
        Column(tuple(ids.index(id_) for id_ in found.reviews), Counter(rows[n].look for n in found.entities))
        for found in shared[:LARGEST_COMBINATIONS]
    ]
    sizes = [sum(len(found.entities) for found in shared if id_ in found.reviews) for id_ in ids]
    title = "Which reviewers share how many names"
    return share_plot(title, [labels[id_] for id_ in ids], sizes, columns)


def pairs(comparison: Comparison, labels: Mapping[str, str]) -> list[Pair]:
    """Every two reviewers, where they are few enough for a list."""
    by_pair = _by_pair(comparison.overlap)
    if len(by_pair) > PAIRS_LISTED:
        return []
    kinds = overlap_kinds(comparison)
    return [
        Pair(labels[a], labels[b], tuple(_share(found.get(kind)) for kind in kinds))
        for (a, b), found in by_pair.items()
    ]


def matrices(comparison: Comparison) -> list[Matrix]:
    """A matrix for each kind, where the pairs are too many for a list."""
    by_pair = _by_pair(comparison.overlap)
    if len(by_pair) <= PAIRS_LISTED:
        return []
    ids = [review.id for review in comparison.reviews]
    return [
        Matrix(
            kind,
            tuple(
                tuple(_share(by_pair.get((b, a), by_pair.get((a, b), {})).get(kind)) for b in ids[:n])
                for n, a in enumerate(ids)
            ),
        )
        for kind in overlap_kinds(comparison)
    ]


def overlap_kinds(comparison: Comparison) -> list[Kind]:
    """The kinds of which the comparison says how much is shared."""
    return [kind for kind in KINDS if any(found.kind == kind for found in comparison.overlap)]


def sides(disagreement: Disagreement, labels: Mapping[str, str]) -> list[Side]:
    """Who writes what, what most write first."""
    found: dict[str, list[str]] = {}
    for id_, value in disagreement.values.items():
        found.setdefault(visible(value), []).append(labels.get(id_, visible(id_)))
    ordered = sorted(found.items(), key=lambda side: -len(side[1]))
    return [Side(value, tuple(who)) for value, who in ordered]


def names_lead(rows: Sequence[NameRow], n_reviews: int) -> str:
    """One sentence: how many names, in all reviews and in one only."""
    said = f"{count_of(len(rows), 'name')} in {count_of(n_reviews, 'review')}"
    if n_reviews == 1:
        return f"{said}."
    n_all, n_one = (sum(row.n_reviews == n for row in rows) for n in (n_reviews, 1))
    return f"{said}: {n_all} in {'both' if n_reviews == 2 else 'all of them'}, {n_one} in one only."


def quote_book(data: ReportData, rows: Sequence[NameRow], labels: Mapping[str, str]) -> dict[str, Any]:
    """Every quote of every name, for the page's script. Sentences stand once, however many names are in
    them; places inside them are counted as scripts count, in UTF-16 units."""
    sentences: dict[tuple[str, int, int], int] = {}
    texts: list[str] = []
    mentions = {
        record.id: {(m.start, m.end): i for i, m in enumerate(record.mentions)} for record in data.records
    }
    place = {review.id: n for n, review in enumerate(data.comparison.reviews)}
    entries = {}
    for row, quotes in zip(rows, data.quotes, strict=True):
        found = []
        for quote in quotes:
            text, spans = _shown(quote)
            key = (quote.review, quote.start, quote.end)
            if key not in sentences:
                sentences[key] = len(texts)
                texts.append(text)
            first = mentions[quote.review][quote.mentions[0]]
            found.append([place[quote.review], sentences[key], spans, first])
        entries[row.slug] = {
            "name": row.name,
            "look": row.look,
            "group": row.group,
            "plays": row.plays,
            "also": list(row.aliases),
            "counts": [cell.count or 0 for cell in row.cells],
            "quotes": found,
        }
    return {
        "reviews": [labels[review.id] for review in data.comparison.reviews],
        "without_text": [n for n, record in enumerate(data.records) if record.text is None],
        "sentences": texts,
        "names": entries,
    }


def _shown(quote: Quote) -> tuple[str, list[list[int]]]:
    """The sentence as shown, and where in it the name stands."""
    text, spans, done = "", [], quote.start
    for start, end in quote.mentions:
        text += visible_lines(quote.text[done - quote.start : start - quote.start])
        name = visible_lines(quote.text[start - quote.start : end - quote.start])
        spans.append([_n_units(text), _n_units(text + name)])
        text, done = text + name, end
    return text + visible_lines(quote.text[done - quote.start :]), spans


def _n_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _slugs(entities: Sequence[CorpusEntity]) -> list[str]:
    """An address for each entity that people can read and share; letters and digits of any script."""
    taken: Counter[str] = Counter()
    slugs = []
    for entity in entities:
        words = re.sub(r"[\W_]+", "-", visible(entity.name).lower()).strip("-")
        slug = f"name-{words or entity.kind}"
        taken[slug] += 1
        slugs.append(slug if taken[slug] == 1 else f"{slug}--{taken[slug]}")
    return slugs


def _by_pair(overlap: Sequence[Overlap]) -> dict[tuple[str, str], dict[Kind, Overlap]]:
    found: dict[tuple[str, str], dict[Kind, Overlap]] = {}
    for one in overlap:
        found.setdefault((one.a, one.b), {})[one.kind] = one
    return found


def _share(overlap: Overlap | None) -> Share | None:
    if overlap is None:
        return None
    if overlap.jaccard is None:
        return Share(NOTHING, 0, 0)
    return Share(percent(overlap.jaccard), overlap.n_shared, math.ceil(overlap.jaccard * SHADES))


def _shade(count: int | None, most: int) -> int:
    """The root of the share of the largest count: most names are printed once or twice."""
    return math.ceil(SHADES * math.sqrt(count / most)) if count else 0
