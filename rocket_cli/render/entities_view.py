"""Entities by reviewer: a matrix where it fits, lists where it does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from rocket_cli.records import CorpusEntity, EntityReport, ReviewSummary
from rocket_cli.render.safe import visible
from rocket_cli.render.sections import Cell, Column, Group, Row, Section, section
from rocket_cli.render.subjects import NAMES_ACROSS, Subjects, fits_across, subjects_among
from rocket_cli.render.surface import Surface
from rocket_cli.render.words import GROUPS, count_of, group_of

# Reviewers that a list names on a screen before it says how many more there are; a pipe gets all.
NAMED_IN_LIST = 12


def entity_sections(report: EntityReport, surface: Surface) -> list[Section]:
    """The tables of `rocket entities`."""
    if not report.reviews:
        return []
    subjects = subjects_among(report.reviews, surface)
    legend = [code_legend(report.reviews, subjects)] if subjects.short else []
    n_names, n_reviews = len(report.entities), len(report.reviews)
    films = {review.film for review in report.reviews}
    of = f" of {visible(next(iter(films)) or '')}" if len(films) == 1 and None not in films else ""
    title = f"{count_of(n_names, 'name')} in {count_of(n_reviews, 'review')}{of}"
    return [*legend, entity_section(title, subjects, report.entities, surface)]


def code_legend(reviews: Sequence[ReviewSummary], subjects: Subjects) -> Section:
    """Which letter is which review."""
    columns = (Column(""), Column("Reviewer", wide=True), Column("Film", wide=True))
    one_film = len({review.film for review in reviews}) == 1
    rows = [
        (
            Cell(subjects.short[review.id], tone="strong"),
            Cell(subjects.labels[review.id]),
            Cell("" if one_film else visible(review.film or "")),
        )
        for review in reviews
    ]
    return section("Who is who", columns, tuple(rows))


def by_groups(entities: Sequence[CorpusEntity]) -> tuple[CorpusEntity, ...]:
    """`entities` counted by the groups of a grouped comparison where they are counted by review."""
    return tuple(replace(entity, by_review=entity.by_group) for entity in entities)


def entity_section(
    title: str,
    subjects: Subjects,
    entities: Sequence[CorpusEntity],
    surface: Surface,
    notes: tuple[str, ...] = (),
) -> Section:
    """One row an entity, in groups by kind and role, those that most of `subjects` share first. The keys of
    `by_review` are the ids of `subjects`."""
    heads = subjects.heads
    most = max((count for entity in entities for count in entity.by_review.values()), default=0)
    across = (
        fits_across(heads.values(), len(str(most)), surface)
        if surface.drawn
        else len(subjects.ids) <= NAMES_ACROSS
    )
    tail = tuple(Column(heads[id_], "right") for id_ in subjects.ids)
    several = len(subjects.ids) > 1
    head = [Column("Name", wide=True)]
    if not surface.drawn:
        head.append(Column("Also written", wide=True))
    head.append(Column("Count", "right"))
    if several:
        head.append(Column("In", "right"))
    groups = []
    for _kind, _role, label in GROUPS:
        chosen = [e for e in entities if group_of(e.kind, e.role) == label]
        rows = tuple(
            _entity_row(e, subjects, surface, across=across)
            for e in sorted(chosen, key=lambda e: (-len(e.by_review), -e.count, e.name))
        )
        if rows:
            groups.append(Group(label, rows))
    tail = tail if across else (Column("Named by", wide=True),)
    columns = (*head, *tail) if several else tuple(head)
    return Section(title, columns, tuple(groups), notes, "Kind")


def _entity_row(entity: CorpusEntity, subjects: Subjects, surface: Surface, *, across: bool) -> Row:
    aliases = "; ".join(visible(alias) for alias in entity.aliases)
    name = visible(entity.name)
    plays = f"plays {visible(entity.plays)}" if entity.plays else ""
    if surface.drawn:
        also = "; ".join(part for part in (plays, f"also {aliases}" if aliases else "") if part)
        cells = [Cell(name, note=also)]
    else:
        cells = [Cell(name, note=plays), Cell(aliases)]
    cells.append(Cell(str(entity.count)))
    if len(subjects.ids) == 1:
        return tuple(cells)
    cells.append(Cell(_share(len(entity.by_review), len(subjects.ids))))
    if across:
        cells.extend(Cell(str(entity.by_review.get(id_) or "·")) for id_ in subjects.ids)
    else:
        cells.append(Cell(_named_by(entity, subjects, surface)))
    return tuple(cells)


def _share(n_naming: int, n_all: int) -> str:
    return "all" if n_naming == n_all else str(n_naming)


def _named_by(entity: CorpusEntity, subjects: Subjects, surface: Surface) -> str:
    heads: Mapping[str, str] = subjects.heads
    naming = [(entity.by_review[id_], heads[id_]) for id_ in subjects.ids if entity.by_review.get(id_)]
    ranked = sorted(naming, key=lambda pair: -pair[0])
    times = "×" if all(len(label) <= 2 for label in heads.values()) else " ×"  # a letter keeps its count
    shown = [f"{label}{times}{count}" for count, label in ranked]
    return listed(shown, surface)


def listed(shown: Sequence[str], surface: Surface) -> str:
    """`shown` with commas; on a screen the first of very many, and how many more there are."""
    n_left = len(shown) - NAMED_IN_LIST
    if surface.drawn and n_left > 1:  # one more takes no more room than saying so
        return f"{', '.join(shown[:NAMED_IN_LIST])} and {n_left} more"
    return ", ".join(shown)
