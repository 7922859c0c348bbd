"""What was read, and the mentions of a review, as tables."""

from __future__ import annotations

from collections.abc import Iterable

from rocket_cli.records import ReviewAnalysis, ReviewSummary
from rocket_cli.render.payloads import ReadingReport, ReadReview
from rocket_cli.render.safe import visible
from rocket_cli.render.sections import Cell, Column, Group, Row, Section, section
from rocket_cli.render.surface import Surface
from rocket_cli.render.words import NOTHING, count_of, percent, running_time

FILE_COLUMN_FROM = 120  # cells; on narrower screens the file stands on a line of its own
FACT_COLUMNS = (
    Column("Outlet", wide=True),
    Column("Film", wide=True),
    Column("Year", "right"),
    Column("Runs", "right"),
    Column("Rating", "right"),
    Column("Words", "right"),
    Column("Set aside", "right"),
)


def reading_sections(report: ReadingReport, surface: Surface) -> list[Section]:
    """The tables of `rocket reviews`: what was read, and what was set aside."""
    if not report.reviews:
        return []
    sections = [_read(report, surface)]
    aside = tuple(
        Group(
            file_name(review),
            tuple((Cell(visible(part.reason)), Cell(percent(part.ratio))) for part in review.furniture),
        )
        for review in report.reviews
        if review.furniture
    )
    if aside:
        columns = (Column("Why", wide=True), Column("Share", "right"))
        sections.append(Section("What was set aside, and counts for nobody", columns, aside, (), "File"))
    return sections


def _read(report: ReadingReport, surface: Surface) -> Section:
    columns = (Column("Reviewer", wide=True), *FACT_COLUMNS, Column("File", wide=True))
    title = count_of(len(report.reviews), "review")
    if surface.at_least(FILE_COLUMN_FROM):
        rows = tuple((*_review_row(review), Cell(file_name(review))) for review in report.reviews)
        return section(title, columns, rows)
    used = section(title, columns[:-1], tuple(_review_row(review) for review in report.reviews))
    groups = tuple(
        Group(file_name(review), (row,)) for review, row in zip(report.reviews, used.rows, strict=True)
    )
    return Section(title, used.columns, groups, (), "File", tight=True)


def mention_sections(records: Iterable[ReviewAnalysis], surface: Surface) -> list[Section]:
    """The mentions of each review, a table a review."""
    columns = (
        Column("Mention", wide=True),
        Column("Label"),
        Column("Start", "right"),
        Column("End", "right"),
        Column("Block"),
        Column("Sure", "right"),
    )
    sections = []
    for record in records:
        rows = tuple(
            (
                Cell(visible(mention.text)),
                Cell(mention.label),
                Cell(str(mention.start)),
                Cell(str(mention.end)),
                Cell(mention.block),
                Cell(percent(mention.confidence) if mention.confidence is not None else ""),
            )
            for mention in record.mentions
        )
        title = f"{visible(record.display_name)}: {count_of(len(rows), 'mention')}"
        sections.append(section(title, columns, rows))
    return sections


def file_name(review: ReadReview) -> str:
    """The file that a review came from, with its place there where the file holds several."""
    return visible(review.path) + (f" #{review.member}" if review.member is not None else "")


def _review_row(review: ReadReview) -> Row:
    return (Cell(visible(review.reviewer or NOTHING)), *fact_cells(review))


def fact_cells(review: ReadReview | ReviewSummary, *, with_film: bool = True) -> Row:
    """What is known of a review, a cell for each of FACT_COLUMNS."""
    return (
        Cell(visible(review.outlet or "")),
        Cell(visible(review.film or "") if with_film else ""),
        Cell(str(review.year or "")),
        Cell(running_time(review.running_time_minutes)),
        Cell(visible(review.rating.printed) if review.rating else ""),
        Cell(str(review.n_words)),
        Cell(percent(review.furniture_ratio)),
    )
