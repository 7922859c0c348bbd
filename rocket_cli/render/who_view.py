"""Who is compared: a row a review, or a row a group of reviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rocket_cli.records import Comparison, GroupKey, ReviewGroup
from rocket_cli.render.entities_view import listed
from rocket_cli.render.reviews_view import FACT_COLUMNS, fact_cells
from rocket_cli.render.safe import visible
from rocket_cli.render.sections import Cell, Column, Row, Section, section
from rocket_cli.render.subjects import HEADINGS, Subjects
from rocket_cli.render.surface import Surface
from rocket_cli.render.words import count_of, reviewer_labels

FILE_COLUMN_FROM = 110  # cells; narrower screens have no room for a column of files


def review_section(comparison: Comparison, surface: Surface, subjects: Subjects) -> Section:
    """The reviews, one by one."""
    columns = (Column(""), Column("Reviewer", wide=True), *FACT_COLUMNS, Column("File", wide=True))
    the_film = _only_film(comparison)
    labels = reviewer_labels(comparison.reviews)
    rows: list[Row] = []
    for review in comparison.reviews:
        rows.append(
            (
                Cell(subjects.short.get(review.id, ""), tone="strong" if subjects.short else ""),
                Cell(labels[review.id]),
                *fact_cells(review, with_film=the_film is None),
                Cell(visible(review.path) if surface.at_least(FILE_COLUMN_FROM) else ""),
            )
        )
    aside = "Set aside: the share of the page that is menus, listings and the like, and counts for nobody."
    title = count_of(len(rows), "review") + (f" of {visible(the_film)}" if the_film else "")
    return section(title, columns, tuple(rows), (aside, *_pipelines(comparison)))


def group_section(comparison: Comparison, surface: Surface, subjects: Subjects) -> Section:
    """The groups of a grouped comparison, with what they are made of."""
    by: GroupKey = comparison.by or "reviewer"
    reviews = {review.id: review for review in comparison.reviews}
    the_film = _only_film(comparison) if by != "film" else None
    others: list[GroupKey] = [key for key in ("film", "reviewer", "outlet") if key != by]
    others = [key for key in others if key != "film" or not the_film]
    columns = (
        Column(""),
        Column(HEADINGS[by], wide=True),
        Column("Reviews", "right"),
        Column("Words", "right"),
        *(Column(f"{HEADINGS[key]}s", wide=True) for key in others),
        Column("Ratings", wide=True),
    )
    rows: list[Row] = []
    for group in comparison.groups:
        own = [reviews[id_] for id_ in group.reviews]
        rows.append(
            (
                Cell(subjects.short.get(group.id, ""), tone="strong" if subjects.short else ""),
                Cell(subjects.labels[group.id]),
                Cell(str(len(own))),
                Cell(str(group.n_words)),
                *(Cell(listed(_distinct(getattr(r, key) for r in own), surface)) for key in others),
                Cell(listed(_counted(visible(r.rating.printed) for r in own if r.rating), surface)),
            )
        )
    title = f"{count_of(len(rows), by)}, {count_of(len(reviews), 'review')}"
    title += f" of {visible(the_film)}" if the_film else ""
    return section(title, columns, tuple(rows), (*_lone(comparison, by), *_pipelines(comparison)))


def _only_film(comparison: Comparison) -> str | None:
    films = {review.film for review in comparison.reviews}
    return films.pop() if len(films) == 1 else None


def _lone(comparison: Comparison, by: GroupKey) -> tuple[str, ...]:
    n_lone = sum(_stands_alone(group) for group in comparison.groups)
    if not n_lone:
        return ()
    if n_lone == 1:
        return (f"One review does not say its {by} and stands alone, under its own name.",)
    return (f"{n_lone} reviews do not say their {by} and stand alone, each under its own name.",)


def _stands_alone(group: ReviewGroup) -> bool:
    return group.reviews == (group.id,)


def _distinct(texts: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(visible(text) for text in texts if text))


def _counted(texts: Iterable[str]) -> list[str]:
    """Each of `texts` once, those that are there most often first, with how often."""
    return [f"{text} ×{n}" if n > 1 else text for text, n in Counter(texts).most_common()]


def _pipelines(comparison: Comparison) -> tuple[str, ...]:
    pipelines = ", ".join(f"{visible(p.name)} {visible(p.version)}" for p in comparison.pipeline)
    return (f"Names found by {pipelines}.",) if pipelines else ()
