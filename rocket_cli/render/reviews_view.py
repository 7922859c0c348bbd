"""What was read, and the mentions of a review, as tables."""

from __future__ import annotations

from collections.abc import Iterable

from rocket_cli.records import ReviewAnalysis
from rocket_cli.render.payloads import ReadingReport, ReadReview
from rocket_cli.render.safe import visible
from rocket_cli.render.sections import Cell, Column, Row, Section, section
from rocket_cli.render.surface import Surface
from rocket_cli.render.words import NOTHING, count_of, percent, running_time

FILE_COLUMN_FROM = 120  # cells; narrower screens name the file under the reviewer


def reading_sections(report: ReadingReport, surface: Surface) -> list[Section]:
    """The table of `rocket reviews`."""
    if not report.reviews:
        return []
    apart = surface.at_least(FILE_COLUMN_FROM)
    columns = (
        Column("Reviewer", wide=True),
        Column("Byline as printed", wide=True),
        Column("Outlet", wide=True),
        Column("Film", wide=True),
        Column("Year", "right"),
        Column("Runs", "right"),
        Column("Rating", "right"),
        Column("Words", "right"),
        Column("Set aside", "right"),
        Column("Why", wide=True),
        Column("File", wide=True),
    )
    rows = tuple(_review_row(review, apart=apart) for review in report.reviews)
    return [section(count_of(len(rows), "review"), columns, rows)]


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


def _review_row(review: ReadReview, *, apart: bool) -> Row:
    byline = visible(review.byline.text) if review.byline and apart else ""
    below = "; ".join(part for part in (visible(review.outlet or ""), file_name(review)) if part)
    return (
        Cell(visible(review.reviewer or NOTHING), note="" if apart else below),
        Cell(byline),
        Cell(visible(review.outlet or "") if apart else ""),
        Cell(visible(review.film or "")),
        Cell(str(review.year or "")),
        Cell(running_time(review.running_time_minutes)),
        Cell(visible(review.rating.printed) if review.rating else ""),
        Cell(str(review.n_words)),
        Cell(percent(review.furniture_ratio)),
        Cell("; ".join(f"{visible(aside.reason)} {percent(aside.ratio)}" for aside in review.furniture)),
        Cell(file_name(review) if apart else ""),
    )
