"""What reviewers say about one name: their sentences, reviewer by reviewer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rocket_cli.analysis.quotes import Quote, QuoteReport
from rocket_cli.records import CorpusEntity
from rocket_cli.render.safe import visible
from rocket_cli.render.sections import Cell, Column, Group, Row, Section
from rocket_cli.render.surface import Surface
from rocket_cli.render.words import count_of, reviewer_labels


def quote_sections(report: QuoteReport, surface: Surface) -> list[Section]:
    """The tables of `rocket quotes`: one for each thing that the name can mean."""
    labels = reviewer_labels(report.reviews)
    return [_quotes(report, n, labels, surface) for n in range(len(report.entities))]


def _quotes(report: QuoteReport, n: int, labels: Mapping[str, str], surface: Surface) -> Section:
    entity = report.entities[n]
    own = [quote for quote in report.quotes if quote.entity == n]
    groups = []
    for review in report.reviews:
        of_review = [quote for quote in own if quote.review == review.id]
        if of_review:
            who = f"{labels[review.id]}, {file_of(of_review[0])}" if surface.drawn else labels[review.id]
            groups.append(Group(who, tuple(_row(quote, surface) for quote in of_review)))
    where = [Column("At", "right")]
    if not surface.drawn:
        where = [Column("File"), Column("Start", "right"), Column("End", "right")]
    columns = (*where, Column("Sentence", wide=True))
    n_reviews = len(report.reviews)
    title = (
        f"{visible(entity.name)}: {count_of(len(own), 'sentence')} in "
        f"{len(groups)} of {count_of(n_reviews, 'review')}"
    )
    return Section(title, columns, tuple(groups), tuple(_notes(report, entity, labels)), "Reviewer")


def file_of(quote: Quote) -> str:
    """The file of a quote, with its place there where the file holds several reviews."""
    return visible(quote.path) + (f" #{quote.member}" if quote.member is not None else "")


def _row(quote: Quote, surface: Surface) -> Row:
    text = Cell(
        visible(quote.text),
        note="" if quote.block == "body" else quote.block,
        strong=tuple(_shown_at(quote.text, quote.start, spans) for spans in quote.mentions),
    )
    if surface.drawn:
        return Cell(str(quote.start)), text
    return Cell(file_of(quote)), Cell(str(quote.start)), Cell(str(quote.end)), text


def _shown_at(text: str, offset: int, span: Sequence[int]) -> tuple[int, int]:
    """Where the name at `span` (of the whole text) stands in the sentence `text`, which starts at `offset`,
    once that is on one line and without what cannot be seen."""
    start, end = span[0] - offset, span[1] - offset
    return len(visible(text[:start] + "x")) - 1, len(visible(text[:end]))


def _notes(report: QuoteReport, entity: CorpusEntity, labels: Mapping[str, str]) -> Iterator[str]:
    if entity.aliases:
        yield f"Also written: {'; '.join(visible(alias) for alias in entity.aliases)}."
    silent = [labels[review.id] for review in report.reviews if review.id not in entity.by_review]
    if silent:
        yield f"Not named by {', '.join(silent)}."
    mute = [labels[id_] for id_ in report.without_text if id_ in entity.by_review]
    if mute:
        yield (
            f"Named by {', '.join(mute)} too, in records without text; rocket analyse --with-text puts it in."
        )
