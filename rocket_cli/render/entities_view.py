"""Entities by reviewer: a matrix where it fits, lists where it does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len

from rocket_cli.records import CorpusEntity, EntityReport, ReviewSummary
from rocket_cli.render.safe import visible
from rocket_cli.render.sections import Cell, Column, Group, Row, Section, section
from rocket_cli.render.surface import Surface
from rocket_cli.render.widths import GAP
from rocket_cli.render.words import GROUPS, codes, count_of, group_of, reviewer_labels

NAMES_ACROSS = 6  # reviewers that stand side by side under their own names; more get letters
LONGEST_HEADING_WORD = 13  # cells; a longer word would make a column of single figures too wide
NAME_ROOM = 24  # cells that the names of entities need beside a matrix before it is no help to the eye
FIGURES = 2  # digits of most counts
TOTAL_ROOM = 14  # cells for the total and the number of reviews, with their gaps


def entity_sections(report: EntityReport, surface: Surface) -> list[Section]:
    """The tables of `rocket entities`."""
    if not report.reviews:
        return []
    labels = reviewer_labels(report.reviews)
    short = heading_codes(report.reviews, labels, surface)
    legend = [code_legend(report.reviews, labels, short, surface)] if short else []
    n_names, n_reviews = len(report.entities), len(report.reviews)
    films = {review.film for review in report.reviews}
    of = f" of {visible(next(iter(films)) or '')}" if len(films) == 1 and None not in films else ""
    title = f"{count_of(n_names, 'name')} in {count_of(n_reviews, 'review')}{of}"
    return [*legend, entity_section(title, report.reviews, report.entities, surface, short or labels)]


def heading_codes(
    reviews: Sequence[ReviewSummary], labels: Mapping[str, str], surface: Surface
) -> dict[str, str]:
    """Letters for the reviews where their names are too many or too long to head columns, else {}."""
    if len(reviews) > NAMES_ACROSS:
        return codes(review.id for review in reviews) if surface.drawn else {}
    return {} if _fits(labels.values(), FIGURES, surface) else codes(review.id for review in reviews)


def code_legend(
    reviews: Sequence[ReviewSummary],
    labels: Mapping[str, str],
    short: Mapping[str, str],
    surface: Surface,
) -> Section:
    """Which letter is which review."""
    columns = (Column(""), Column("Reviewer", wide=True), Column("Film", wide=True))
    one_film = len({review.film for review in reviews}) == 1
    rows = [
        (
            Cell(short[review.id], tone="strong"),
            Cell(labels[review.id]),
            Cell("" if one_film else visible(review.film or "")),
        )
        for review in reviews
    ]
    return section("Who is who", columns, tuple(rows))


def entity_section(
    title: str,
    reviews: Sequence[ReviewSummary],
    entities: Sequence[CorpusEntity],
    surface: Surface,
    labels: Mapping[str, str],
    notes: tuple[str, ...] = (),
) -> Section:
    """One row an entity, in groups by kind and role, those that most reviews share first.

    `labels` head the columns: names, or letters explained elsewhere.
    """
    most = max((count for entity in entities for count in entity.by_review.values()), default=0)
    across = (
        _fits(labels.values(), len(str(most)), surface) if surface.drawn else len(reviews) <= NAMES_ACROSS
    )
    tail = _matrix_columns(reviews, labels) if across else (Column("Named by", wide=True),)
    several = len(reviews) > 1
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
            _entity_row(e, reviews, labels, surface, across=across)
            for e in sorted(chosen, key=lambda e: (-len(e.by_review), -e.count, e.name))
        )
        if rows:
            groups.append(Group(label, rows))
    columns = (*head, *tail) if several else tuple(head)
    return Section(title, columns, tuple(groups), notes, "Kind")


def _matrix_columns(reviews: Sequence[ReviewSummary], labels: Mapping[str, str]) -> tuple[Column, ...]:
    return tuple(Column(labels[review.id], "right") for review in reviews)


def _fits(labels: Iterable[str], figures: int, surface: Surface) -> bool:
    if surface.width is None:
        return True
    words = [max((cell_len(word) for word in label.split()), default=0) for label in labels]
    if max(words, default=0) > LONGEST_HEADING_WORD:
        return False
    return sum(max(width, figures) + GAP for width in words) + NAME_ROOM + TOTAL_ROOM <= surface.width


def _entity_row(
    entity: CorpusEntity,
    reviews: Sequence[ReviewSummary],
    labels: Mapping[str, str],
    surface: Surface,
    *,
    across: bool,
) -> Row:
    aliases = "; ".join(visible(alias) for alias in entity.aliases)
    name = visible(entity.name)
    plays = f"plays {visible(entity.plays)}" if entity.plays else ""
    if surface.drawn:
        also = "; ".join(part for part in (plays, f"also {aliases}" if aliases else "") if part)
        cells = [Cell(name, note=also)]
    else:
        cells = [Cell(name, note=plays), Cell(aliases)]
    cells.append(Cell(str(entity.count)))
    if len(reviews) == 1:
        return tuple(cells)
    cells.append(Cell(_share(len(entity.by_review), len(reviews))))
    if across:
        cells.extend(Cell(str(entity.by_review.get(review.id) or "·")) for review in reviews)
    else:
        cells.append(Cell(_named_by(entity, reviews, labels)))
    return tuple(cells)


def _share(n_naming: int, n_reviews: int) -> str:
    return "all" if n_naming == n_reviews else str(n_naming)


def _named_by(entity: CorpusEntity, reviews: Sequence[ReviewSummary], labels: Mapping[str, str]) -> str:
    naming = [(entity.by_review[r.id], labels[r.id]) for r in reviews if entity.by_review.get(r.id)]
    ranked = sorted(naming, key=lambda pair: -pair[0])
    times = "×" if all(len(label) <= 2 for label in labels.values()) else " ×"  # a letter keeps its count
    return ", ".join(f"{label}{times}{count}" for count, label in ranked)
