"""Why names are one: the mentions of an entity, the merges and what was kept apart, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rocket_cli.analysis.reasons import EntityMention, Reasons, Step, WhyReport
from rocket_cli.records import CorpusEntity
from rocket_cli.render.safe import visible
from rocket_cli.render.sections import Cell, Column, Group, Row, Section
from rocket_cli.render.surface import Surface
from rocket_cli.render.words import count_of, reviewer_labels

ACROSS = "Across reviews"
ROLES = {"cast_crew": "cast or crew", "character": "a character", "other": "a person"}
KINDS = {"people": "a person", "films": "a film", "places": "a place"}


def why_sections(report: WhyReport, surface: Surface) -> list[Section]:
    """The tables of `rocket entities --why`: mentions, merges and what was kept apart, for each entity."""
    labels = reviewer_labels(report.reviews)
    paths = {review.id: visible(review.path) for review in report.reviews}
    sections: list[Section] = []
    for reasons in report.entities:
        sections.append(_mentions(report, reasons, labels, paths, surface))
        if reasons.merges:
            sections.append(_merges(reasons.merges, labels))
        if reasons.kept_apart:
            sections.append(_kept_apart(reasons.kept_apart, labels))
    return sections


def _mentions(
    report: WhyReport,
    reasons: Reasons,
    labels: Mapping[str, str],
    paths: Mapping[str, str],
    surface: Surface,
) -> Section:
    entity = reasons.entity
    groups = []
    for review in report.reviews:
        own = [mention for mention in reasons.mentions if mention.review == review.id]
        if own:
            where = f"{labels[review.id]}, {paths[review.id]}" if surface.drawn else labels[review.id]
            files = () if surface.drawn else (Cell(paths[review.id]),)
            groups.append(Group(where, tuple((*files, *row) for row in _forms(own))))
    file = () if surface.drawn else (Column("File"),)
    columns = (*file, Column("Printed as", wide=True), Column("Times", "right"), Column("At", wide=True))
    title = (
        f"{visible(entity.name)}, {_what(entity)}: {count_of(entity.count, 'mention')} in "
        f"{len(groups)} of {count_of(len(report.reviews), 'review')}"
    )
    notes = tuple(_notes(report, reasons, labels))
    return Section(title, columns, tuple(groups), notes, "Reviewer")


def _what(entity: CorpusEntity) -> str:
    return ROLES[entity.role] if entity.role else KINDS[entity.kind]


def _forms(mentions: Sequence[EntityMention]) -> Iterator[Row]:
    """A row for each printed form, with all its offsets, in order of appearance."""
    places: dict[str, list[int]] = {}
    for mention in mentions:
        places.setdefault(visible(mention.text), []).append(mention.start)
    for text, starts in places.items():
        yield Cell(text), Cell(str(len(starts))), Cell(", ".join(map(str, starts)))


def _merges(steps: Sequence[Step], labels: Mapping[str, str]) -> Section:
    columns = (Column("Form", wide=True), Column("Is", wide=True), Column("Because", wide=True))
    return Section("Why these are one", columns, _step_groups(steps, labels), (), "Where")


def _kept_apart(steps: Sequence[Step], labels: Mapping[str, str]) -> Section:
    columns = (Column("Form", wide=True), Column("Could be", wide=True), Column("But", wide=True))
    return Section("What was left out of it", columns, _step_groups(steps, labels), (), "Where")


def _step_groups(steps: Sequence[Step], labels: Mapping[str, str]) -> tuple[Group, ...]:
    groups: dict[str, list[Row]] = {}
    for step in steps:
        where = ACROSS if step.review is None else labels[step.review]
        row = (Cell(visible(step.alias)), Cell(visible(step.into)), Cell(visible(step.reason)))
        groups.setdefault(where, []).append(row)
    return tuple(Group(label, tuple(rows)) for label, rows in groups.items())


def _notes(report: WhyReport, reasons: Reasons, labels: Mapping[str, str]) -> Iterator[str]:
    if reasons.entity.plays:
        yield f"Plays {visible(reasons.entity.plays)}."
    if not reasons.merges:
        yield "It is printed in one way only: nothing had to be merged."
    mute = [labels[p.review] for p in reasons.parts if p.review in report.without_text and p.aliases]
    if mute:
        yield (
            f"The merges inside {', '.join(mute)} are not known: the records have no text "
            "(rocket analyse --with-text puts it in)."
        )
