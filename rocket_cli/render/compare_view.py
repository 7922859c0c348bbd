"""A comparison as tables: who, how they read, whom and what they name, what they share, where they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rocket_cli.records import KINDS, Comparison, CorpusEntity, Disagreement, Overlap
from rocket_cli.render.entities_view import by_groups, entity_section, listed
from rocket_cli.render.readability_view import metric_sections
from rocket_cli.render.safe import visible
from rocket_cli.render.sections import Cell, Column, Group, Row, Section, section
from rocket_cli.render.subjects import Subjects, subjects_of
from rocket_cli.render.surface import Surface
from rocket_cli.render.who_view import group_section, review_section
from rocket_cli.render.words import NOTHING, count_of, percent

PAIRS_LISTED = 15  # pairs of reviewers that a screen lists before only the closest are shown
MATRIX_CELL = 5  # cells of one percentage with its gap
REVIEWER_ROOM = 24  # cells for the name of a reviewer that heads a row of a matrix


def comparison_sections(comparison: Comparison, surface: Surface) -> list[Section]:
    """The tables of `rocket compare`."""
    if not comparison.reviews:
        return []
    subjects = subjects_of(comparison, surface)
    entities = by_groups(comparison.entities) if comparison.by else comparison.entities
    sections = [
        *_who(comparison, surface, subjects),
        *metric_sections("How they read", subjects, comparison.metrics, surface, comparison.sorted_by),
        *_names(entities, surface, subjects),
    ]
    if len(subjects.ids) > 1:
        sections += [
            *_overlaps(comparison, surface, subjects),
            *_disagreements(comparison, surface, subjects),
        ]
    return sections


def _who(comparison: Comparison, surface: Surface, subjects: Subjects) -> list[Section]:
    if comparison.by is None:
        return [review_section(comparison, surface, subjects)]
    groups = group_section(comparison, surface, subjects)
    # A screen has the groups; what was in them is one pipe away.
    return [groups] if surface.drawn else [groups, review_section(comparison, surface, subjects)]


def _names(entities: Sequence[CorpusEntity], surface: Surface, subjects: Subjects) -> list[Section]:
    if len(subjects.ids) == 1:
        return [entity_section("Whom and what it names", subjects, entities, surface)]
    shared = [entity for entity in entities if len(entity.by_review) > 1]
    n_alone = len(entities) - len(shared)
    sections = []
    if shared:
        notes = (_how_shared(shared, n_alone, subjects),)
        sections.append(entity_section("Whom and what they name", subjects, shared, surface, notes))
    if n_alone:
        sections.append(_alone(entities, subjects))
    return sections


def _how_shared(shared: Sequence[CorpusEntity], n_alone: int, subjects: Subjects) -> str:
    n_all = len(subjects.ids)
    in_all = sum(len(entity.by_review) == n_all for entity in shared)
    parts = [
        f"{count_of(in_all, 'name')} in all {n_all}" if n_all > 2 else f"{count_of(in_all, 'name')} in both"
    ]
    if n_all > 2:
        parts.append(f"{len(shared) - in_all} in some")
    if n_alone:
        parts.append(f"{n_alone} in one only, below")
    return f"{', '.join(parts)}."


def _alone(entities: Sequence[CorpusEntity], subjects: Subjects) -> Section:
    columns = (Column("Kind"), Column("Names", wide=True))
    alone: dict[str, list[CorpusEntity]] = {}
    for entity in entities:
        if len(entity.by_review) == 1:
            alone.setdefault(next(iter(entity.by_review)), []).append(entity)
    groups = []
    for id_ in subjects.ids:
        rows = []
        for kind in KINDS:
            own = [entity for entity in alone.get(id_, ()) if entity.kind == kind]
            if own:
                rows.append((Cell(kind), Cell("; ".join(_counted(entity) for entity in own))))
        if rows:
            groups.append(Group(subjects.labels[id_], tuple(rows)))
    return Section("What only one names", columns, tuple(groups), (), subjects.heading)


def _counted(entity: CorpusEntity) -> str:
    name = visible(entity.name)
    return f"{name} ({entity.count})" if entity.count > 1 else name


def _overlaps(comparison: Comparison, surface: Surface, subjects: Subjects) -> list[Section]:
    by_pair: dict[tuple[str, str], dict[str, Overlap]] = {}
    for overlap in comparison.overlap:
        by_pair.setdefault((overlap.a, overlap.b), {})[overlap.kind] = overlap
    if not by_pair:
        return []
    if surface.width is None or len(by_pair) <= PAIRS_LISTED:
        return [_pairs(list(by_pair.items()), subjects, ())]
    if REVIEWER_ROOM + 4 + MATRIX_CELL * len(subjects.ids) <= surface.width:
        return [matrix for kind in KINDS if (matrix := _matrix(kind, by_pair, subjects)) is not None]
    closest = sorted(by_pair.items(), key=_shared, reverse=True)[:PAIRS_LISTED]
    n_left = len(by_pair) - len(closest)
    return [_pairs(closest, subjects, (f"{n_left} other pairs share less; --format csv has them all.",))]


def _shared(item: tuple[tuple[str, str], dict[str, Overlap]]) -> int:
    return sum(overlap.n_shared for overlap in item[1].values())


_OVERLAP_NOTE = (
    "Names that both use, as a share of the names that either uses; in brackets, how many both use."
)


def _pairs(
    pairs: Sequence[tuple[tuple[str, str], dict[str, Overlap]]], subjects: Subjects, notes: tuple[str, ...]
) -> Section:
    kinds = [kind for kind in KINDS if any(kind in found for _, found in pairs)]
    columns = (
        Column(subjects.heading, wide=True),
        Column("and", wide=True),
        *(Column(kind.capitalize(), "right") for kind in kinds),
    )
    labels = subjects.labels
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
    kind: str, by_pair: Mapping[tuple[str, str], Mapping[str, Overlap]], subjects: Subjects
) -> Section | None:
    if not any(kind in found for found in by_pair.values()):
        return None
    heads = subjects.heads
    columns = (
        Column(""),
        Column(subjects.heading, wide=True),
        *(Column(heads[id_], "right") for id_ in subjects.ids),
    )
    rows = []
    for a in subjects.ids:
        cells = [Cell(subjects.short.get(a, ""), tone="strong"), Cell(subjects.labels[a])]
        for b in subjects.ids:
            found = by_pair.get((a, b)) or by_pair.get((b, a)) or {}
            cells.append(
                Cell("·") if a == b else Cell(percent(found[kind].jaccard) if kind in found else NOTHING)
            )
        rows.append(tuple(cells))
    note = "Names that both use, as a share of the names that either uses."
    return section(f"How much every two share: {kind}", columns, tuple(rows), (note,))


def _disagreements(comparison: Comparison, surface: Surface, subjects: Subjects) -> list[Section]:
    if not comparison.disagreements:
        return []
    columns = (Column("They write", wide=True), Column("Who", wide=True))
    groups = tuple(
        Group(visible(disagreement.what), _sides(disagreement, surface, subjects))
        for disagreement in comparison.disagreements
    )
    return [Section("Where they disagree", columns, groups, (), "On")]


def _sides(disagreement: Disagreement, surface: Surface, subjects: Subjects) -> tuple[Row, ...]:
    sides: dict[str, list[str]] = {}
    for id_, value in disagreement.values.items():
        sides.setdefault(visible(value), []).append(subjects.labels.get(id_, visible(id_)))
    ranked = sorted(sides.items(), key=lambda side: -len(side[1]))
    return tuple((Cell(value), Cell(listed(who, surface))) for value, who in ranked)
