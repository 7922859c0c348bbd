"""What each reviewer says about one person, film or place: the sentences, side by side."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from rocket_cli.analysis.aliases_file import AliasRules
from rocket_cli.analysis.comparison import pipelines_of, summarise
from rocket_cli.analysis.linking import link_with_reasons
from rocket_cli.analysis.lookup import require_entities
from rocket_cli.records import (
    BlockKind,
    CorpusEntity,
    Failure,
    Kind,
    PipelineInfo,
    ReviewAnalysis,
    ReviewSummary,
)


class Quote(Struct, frozen=True):
    """One sentence that names `entity`, a position among the entities of the report.

    `text` is `whole_text[start:end]`, `mentions` are the offsets of the names inside the whole text. `member`
    is the row or part of a file that holds several reviews, `sentence` counts from 0 through the record's
    own.
    """

    entity: int
    name: str
    kind: Kind
    review: str
    display_name: str
    reviewer: str | None
    path: str
    member: int | None
    block: BlockKind
    sentence: int
    start: int
    end: int
    mentions: tuple[tuple[int, int], ...]
    text: str


class QuoteReport(Struct, frozen=True, rename={"schema_version": "schema"}):
    """What `rocket quotes` says: every sentence about what `asked` names, in the order of reviews and text.
    `without_text` are the reviews (ids) that name it, but whose text is not at hand."""

    asked: str
    entities: tuple[CorpusEntity, ...]
    reviews: tuple[ReviewSummary, ...]
    quotes: tuple[Quote, ...]
    without_text: tuple[str, ...]
    failed: tuple[Failure, ...]
    pipeline: tuple[PipelineInfo, ...]
    schema_version: Literal["rocket.quotes/1"] = "rocket.quotes/1"


def collect_quotes(
    records: Sequence[ReviewAnalysis],
    name: str,
    failed: Sequence[Failure] = (),
    *,
    kinds: Sequence[Kind] | None = None,
    overrules: AliasRules | None = None,
) -> QuoteReport:
    """Every sentence about `name`, by any of its aliases, from the records that carry their text.

    Only mentions that count make a quote: those in furniture do where the records were made so. If `name` is
    the canonical name of an entity, entities that merely have it as an alias are left out. Raises
    UsageError, with the nearest names, where no review names it.
    """
    linked = link_with_reasons(records, overrules)
    chosen = require_entities(linked, name, kinds) if records else []
    parts = {(review, n): part for n, one in enumerate(chosen) for review, part in one.parts}
    quotes: list[Quote] = []
    without_text: list[str] = []
    for record in records:
        for n, one in enumerate(chosen):
            part = parts.get((record.id, n))
            if part is None:
                continue
            if record.text is None:
                without_text.append(record.id)
            else:
                quotes += quotes_of(record, record.text, n, one.entity, part.mentions)
    return QuoteReport(
        asked=name,
        entities=tuple(one.entity for one in chosen),
        reviews=tuple(summarise(record) for record in records),
        quotes=tuple(quotes),
        without_text=tuple(dict.fromkeys(without_text)),
        failed=tuple(failed),
        pipeline=pipelines_of(records),
    )


def quotes_of(
    record: ReviewAnalysis, text: str, number: int, entity: CorpusEntity, own: Sequence[int]
) -> Iterator[Quote]:
    """The sentences of `record` about `entity`, the `number`th of a report, in the order of its text. `own`
    are the mentions in the record that belong to it."""
    starts = starts_of_sentences(record, text)
    by_sentence: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i in own:
        mention = record.mentions[i]
        by_sentence[sentence_around(record, text, starts, mention.start, mention.end)].append(i)
    for (start, end), found in sorted(by_sentence.items()):
        first = record.mentions[found[0]]
        yield Quote(
            entity=number,
            name=entity.name,
            kind=entity.kind,
            review=record.id,
            display_name=record.display_name,
            reviewer=record.reviewer,
            path=record.source.path,
            member=record.source.member,
            block=first.block,
            sentence=max(0, bisect_right(starts, first.start) - 1),
            start=start,
            end=end,
            mentions=tuple((record.mentions[i].start, record.mentions[i].end) for i in found),
            text=text[start:end],
        )


def starts_of_sentences(record: ReviewAnalysis, text: str) -> tuple[int, ...]:
    """The offsets at which sentences start: the pipeline's own; for records that do not have them, those of
    rocket's rules."""
    if record.sentences:
        return record.sentences
    from rocket_cli.nlp.pipeline import sentence_starts

    return sentence_starts(text)


def sentence_around(
    record: ReviewAnalysis, text: str, starts: Sequence[int], start: int, end: int
) -> tuple[int, int]:
    """Offsets of the sentence that holds `text[start:end]`, within its block and without white space around
    it. `starts` are the offsets at which sentences start; a name that reaches over one keeps both whole."""
    low = starts[bisect_right(starts, start) - 1] if starts and starts[0] <= start else 0
    after = bisect_right(starts, end - 1)
    high = starts[after] if after < len(starts) else len(text)
    block = next((b for b in record.blocks if b.start <= start < b.end), None)
    if block is not None:
        low, high = max(low, block.start), max(min(high, block.end), end)
    while low < start and text[low].isspace():
        low += 1
    while high > end and text[high - 1].isspace():
        high -= 1
    return low, high
