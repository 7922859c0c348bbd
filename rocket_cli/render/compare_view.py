"""A comparison as tables: who, how they read, whom and what they name, what they share, where they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rocket_cli.records import KINDS, Comparison, CorpusEntity, Disagreement, Overlap, ReviewSummary
from rocket_cli.render.entities_view import entity_section, heading_codes
from rocket_cli.render.readability_view import metric_sections
from rocket_cli.render.safe import visible
from rocket_cli.render.sections import Cell, Column, Group, Row, Section, section
from rocket_cli.render.surface import Surface
from rocket_cli.render.words import NOTHING, count_of, percent, reviewer_labels, running_time

PAIRS_LISTED = 15  # pairs of reviewers that a screen lists before only the closest are shown
MATRIX_CELL = 5  # cells of one percentage with its gap
REVIEWER_ROOM = 24  # cells for the name of a reviewer that heads a row of a matrix
FILE_COLUMN_FROM = 110  # cells; narrower screens have no room for a column of files


def comparison_sections(comparison: Comparison, surface: Surface) -> list[Section]:
    """The tables of `rocket compare`."""
    reviews = comparison.reviews
    if not reviews:
        return []
    labels = reviewer_labels(reviews)
    short = heading_codes(reviews, labels, surface)
    sections = [
        _who(comparison, surface, labels, short),
        *metric_sections("How they read", reviews, comparison.metrics, surface, labels, short),
        *_names(comparison, surface, labels, short),
    ]
    if len(reviews) > 1:
        sections += [
            *_overlaps(comparison, surface, labels, short),
            *_disagreements(comparison, labels),
        ]
    return sections


def _who(
    comparison: Comparison, surface: Surface, labels: Mapping[str, str], short: Mapping[str, str]
) -> Section:
    columns = (
        Column(""),
        Column("Reviewer", wide=True),
        Column("Outlet", wide=True),
        Column("Film", wide=True),
        Column("Year", "right"),
        Column("Runs", "right"),
        Column("Rating", "right"),
        Column("Words", "right"),
        Column("Set aside", "right"),
        Column("File", wide=True),
    )
    films = {review.film for review in comparison.reviews}
    the_film = films.pop() if len(films) == 1 else None
    rows: list[Row] = []
    for review in comparison.reviews:
        rows.append(
            (
                Cell(short.get(review.id, ""), tone="strong" if short else ""),
                Cell(labels[review.id]),
                Cell(visible(review.outlet or "")),
                Cell("" if the_film else visible(review.film or "")),
                Cell(str(review.year or "")),
                Cell(running_time(review.running_time_minutes)),
                Cell(visible(review.rating.printed) if review.rating else ""),
                Cell(str(review.n_words)),
                Cell(percent(review.furniture_ratio)),
                Cell(visible(review.path) if surface.at_least(FILE_COLUMN_FROM) else ""),
            )
        )
    pipelines = ", ".join(f"{visible(p.name)} {visible(p.version)}" for p in comparison.pipeline)
    notes = ["Set aside: the share of the page that is menus, listings and the like, and counts for nobody."]
    if pipelines:
        notes.append(f"Names found by {pipelines}.")
    title = count_of(len(rows), "review") + (f" of {visible(the_film)}" if the_film else "")
    return section(title, columns, tuple(rows), tuple(notes))


def _names(
    comparison: Comparison, surface: Surface, labels: Mapping[str, str], short: Mapping[str, str]
) -> list[Section]:
    reviews, heads = comparison.reviews, short or labels
    if len(reviews) == 1:
        return [entity_section("Whom and what it names", reviews, comparison.entities, surface, heads)]
    shared = [entity for entity in comparison.entities if len(entity.by_review) > 1]
    n_alone = len(comparison.entities) - len(shared)
    notes = (f"{count_of(n_alone, 'more name')} in one review only, below.",) if n_alone else ()
    sections = []
    if shared:
        title = "Whom and what they name"
        sections.append(entity_section(title, reviews, shared, surface, heads, notes))
    if n_alone:
        sections.append(_alone(comparison, labels))
    return sections


def _alone(comparison: Comparison, labels: Mapping[str, str]) -> Section:
    columns = (Column("Kind"), Column("Names", wide=True))
    alone: dict[str, list[CorpusEntity]] = {}
    for entity in comparison.entities:
        if len(entity.by_review) == 1:
            alone.setdefault(next(iter(entity.by_review)), []).append(entity)
    groups = []
    for review in comparison.reviews:
        rows = []
        for kind in KINDS:
            own = [entity for entity in alone.get(review.id, ()) if entity.kind == kind]
            if own:
                rows.append((Cell(kind), Cell("; ".join(_counted(entity) for entity in own))))
        if rows:
            groups.append(Group(labels[review.id], tuple(rows)))
    return Section("What only one names", columns, tuple(groups), (), "Reviewer")


def _counted(entity: CorpusEntity) -> str:
    name = visible(entity.name)
    return f"{name} ({entity.count})" if entity.count > 1 else name


def _overlaps(
    comparison: Comparison, surface: Surface, labels: Mapping[str, str], short: Mapping[str, str]
) -> list[Section]:
    by_pair: dict[tuple[str, str], dict[str, Overlap]] = {}
    for overlap in comparison.overlap:
        by_pair.setdefault((overlap.a, overlap.b), {})[overlap.kind] = overlap
    if not by_pair:
        return []
    if surface.width is None or len(by_pair) <= PAIRS_LISTED:
        return [_pairs(list(by_pair.items()), labels, ())]
    if REVIEWER_ROOM + 4 + MATRIX_CELL * len(comparison.reviews) <= surface.width:
        return [
            matrix
            for kind in KINDS
            if (matrix := _matrix(kind, comparison.reviews, by_pair, labels, short)) is not None
        ]
    closest = sorted(by_pair.items(), key=_shared, reverse=True)[:PAIRS_LISTED]
    n_left = len(by_pair) - len(closest)
    return [_pairs(closest, labels, (f"{n_left} other pairs share less; --format csv has them all.",))]


def _shared(item: tuple[tuple[str, str], dict[str, Overlap]]) -> int:
    return sum(overlap.n_shared for overlap in item[1].values())


_OVERLAP_NOTE = (
    "Names that both use, as a share of the names that either uses; in brackets, how many both use."
)


def _pairs(
    pairs: Sequence[tuple[tuple[str, str], dict[str, Overlap]]],
    labels: Mapping[str, str],
    notes: tuple[str, ...],
) -> Section:
    kinds = [kind for kind in KINDS if any(kind in found for _, found in pairs)]
    columns = (
        Column("Reviewer", wide=True),
        Column("and", wide=True),
        *(Column(kind.capitalize(), "right") for kind in kinds),
    )
    rows = tuple(
        (Cell(labels[a]), Cell(labels[b]), *(_overlap_cell(found.get(kind)) for kind in kinds))
        for (a, b), found in pairs
    )
    return section("How much every two share", columns, rows, (_OVERLAP_NOTE, *notes))


def _overlap_cell(overlap: Overlap | None) -> Cell:
    if overlap is None or overlap.jaccard is None:
        return Cell(NOTHING)
    return Cell(f"{percent(overlap.jaccard)} ({overlap.n_shared})")


def _matrix(
    kind: str,
    reviews: Sequence[ReviewSummary],
    by_pair: Mapping[tuple[str, str], Mapping[str, Overlap]],
    labels: Mapping[str, str],
    short: Mapping[str, str],
) -> Section | None:
    if not any(kind in found for found in by_pair.values()):
        return None
    ids = [review.id for review in reviews]
    columns = (Column(""), Column("Reviewer", wide=True), *(Column(short[id_], "right") for id_ in ids))
    rows = []
    for a in ids:
        cells = [Cell(short[a], tone="strong"), Cell(labels[a])]
        for b in ids:
            found = by_pair.get((a, b)) or by_pair.get((b, a)) or {}
            cells.append(
                Cell("·") if a == b else Cell(percent(found[kind].jaccard) if kind in found else NOTHING)
            )
        rows.append(tuple(cells))
    note = "Names that both use, as a share of the names that either uses."
    return section(f"How much every two share: {kind}", columns, tuple(rows), (note,))


def _disagreements(comparison: Comparison, labels: Mapping[str, str]) -> list[Section]:
    if not comparison.disagreements:
        return []
    columns = (Column("They write", wide=True), Column("Who", wide=True))
    groups = tuple(
        Group(visible(disagreement.what), _sides(disagreement, labels))
        for disagreement in comparison.disagreements
    )
    return [Section("Where they disagree", columns, groups, (), "On")]


def _sides(disagreement: Disagreement, labels: Mapping[str, str]) -> tuple[Row, ...]:
    sides: dict[str, list[str]] = {}
    for id_, value in disagreement.values.items():
        sides.setdefault(visible(value), []).append(labels.get(id_, visible(id_)))
    ranked = sorted(sides.items(), key=lambda side: -len(side[1]))
    return tuple((Cell(value), Cell(", ".join(who))) for value, who in ranked)
