"""Why names are one: each mention of an entity, each merge with its reason, inside and across reviews."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from rocket_cli.analysis import names
from rocket_cli.analysis.aliases_file import AliasRules
from rocket_cli.analysis.comparison import pipelines_of, summarise
from rocket_cli.analysis.entities import Explanation, Merge, explain
from rocket_cli.analysis.linking import LinkedEntity, link_with_reasons
from rocket_cli.analysis.lookup import require_entities
from rocket_cli.records import (
    COUNTED_BLOCKS,
    BlockKind,
    CorpusEntity,
    Entity,
    Failure,
    Kind,
    Label,
    PipelineInfo,
    ReviewAnalysis,
    ReviewSummary,
    Role,
)

RulesOf = Callable[[ReviewAnalysis], AliasRules | None]


class EntityMention(Struct, frozen=True):
    """One mention of the entity. `text` is as printed at `start` to `end` of the review's text."""

    review: str
    text: str
    label: Label
    start: int
    end: int
    block: BlockKind
    sentence: int | None
    confidence: float | None


class Part(Struct, frozen=True):
    """What the entity is in one review by itself: its name, other forms, role, and how many mentions."""

    review: str
    name: str
    aliases: tuple[str, ...]
    role: Role | None
    count: int


class Step(Struct, frozen=True):
    """The form `alias` was taken to mean `into`, for `reason`; inside `review`, or across all where that is
    None. Equal forms are the same name in several reviews."""

    review: str | None
    alias: str
    into: str
    reason: str


class Reasons(Struct, frozen=True):
    """One entity taken apart. `kept_apart` are forms that could have been it, and why they are not."""

    entity: CorpusEntity
    parts: tuple[Part, ...]
    merges: tuple[Step, ...]
    kept_apart: tuple[Step, ...]
    mentions: tuple[EntityMention, ...]


class WhyReport(Struct, frozen=True, rename={"schema_version": "schema"}):
    """What `rocket entities --why` says. `without_text` are the reviews (ids) whose text is not at hand: for
    them only the merges across reviews are known."""

    asked: str
    entities: tuple[Reasons, ...]
    reviews: tuple[ReviewSummary, ...]
    without_text: tuple[str, ...]
    failed: tuple[Failure, ...]
    pipeline: tuple[PipelineInfo, ...]
    schema_version: Literal["rocket.why/1"] = "rocket.why/1"


def give_reasons(
    records: Sequence[ReviewAnalysis],
    name: str,
    failed: Sequence[Failure] = (),
    *,
    kinds: Sequence[Kind] | None = None,
    overrules: AliasRules | None = None,
    rules_of: RulesOf = lambda record: None,
) -> WhyReport:
    """The entities called `name`, with every mention and the reason for every merge.

    `overrules` hold across the reviews, `rules_of` gives those that a record was made under. Raises
    UsageError, with the nearest names, where no review names it.
    """
    linked = require_entities(link_with_reasons(records, overrules), name, kinds) if records else []
    by_id = {record.id: record for record in records}
    explained = _Explained(rules_of)
    entities = tuple(_reasons(one, by_id, explained) for one in linked)
    involved = dict.fromkeys(review for one in linked for review, _ in one.parts)
    return WhyReport(
        asked=name,
        entities=entities,
        reviews=tuple(summarise(record) for record in records),
        without_text=tuple(review for review in involved if by_id[review].text is None),
        failed=tuple(failed),
        pipeline=pipelines_of(records),
    )


class _Explained:
    """The explanations of each record, worked out once."""

    def __init__(self, rules_of: RulesOf) -> None:
        self._rules_of = rules_of
        self._by_id: dict[str, tuple[Explanation, ...]] = {}

    def of(self, record: ReviewAnalysis, part: Entity) -> Explanation | None:
        """What `part` of `record` rests on; None where the text is not at hand."""
        if record.text is None:
            return None
        if record.id not in self._by_id:
            self._by_id[record.id] = explain(
                record.text,
                record.mentions,
                credits=record.credits,
                film=record.film,
                reviewer=record.reviewer,
                include_furniture=_counts_furniture(record),
                overrules=self._rules_of(record),
            )
        own = set(part.mentions)
        best = max(
            self._by_id[record.id], key=lambda e: len(own.intersection(e.entity.mentions)), default=None
        )
        return best if best is not None and own.intersection(best.entity.mentions) else None


def _counts_furniture(record: ReviewAnalysis) -> bool:
    counted = (record.mentions[i] for entity in record.entities for i in entity.mentions)
    return any(mention.block not in COUNTED_BLOCKS for mention in counted)


def _reasons(one: LinkedEntity, by_id: dict[str, ReviewAnalysis], explained: _Explained) -> Reasons:
    inside: list[Step] = []
    kept_apart: list[Step] = []
    for review, part in one.parts:
        found = explained.of(by_id[review], part)
        merges = tuple(dict.fromkeys(found.merges)) if found else ()
        inside += _steps(review, merges)
        inside += _respelt(review, part, merges)
        kept_apart += _steps(review, dict.fromkeys(found.kept_apart) if found else ())
    return Reasons(
        entity=one.entity,
        parts=tuple(Part(review, p.name, p.aliases, p.role, p.count) for review, p in one.parts),
        merges=(*inside, *_across(one, by_id)),
        kept_apart=tuple(kept_apart),
        mentions=tuple(m for review, part in one.parts for m in _mentions(by_id[review], part)),
    )


def _steps(review: str | None, merges: Iterable[Merge]) -> Iterator[Step]:
    return (Step(review, merge.alias, merge.into, merge.reason) for merge in merges)


def _respelt(review: str, part: Entity, merges: Sequence[Merge]) -> Iterator[Step]:
    """Forms that were one from the start, since nothing but their print differs."""
    alike: dict[str, list[str]] = defaultdict(list)
    for form in (part.name, *part.aliases):
        alike[names.base_key(form, part.kind)].append(form)
    merged = {form for merge in merges for form in (merge.alias, merge.into)}
    for forms in alike.values():
        # The one that the other merges speak of, so that the steps hang together.
        main = next((form for form in forms if form in merged), forms[0])
        for form in forms:
            if form != main:
                yield Step(review, form, main, _print_differs(form, main, part.kind))


def _print_differs(a: str, b: str, kind: Kind) -> str:
    if names.compact(a) == names.compact(b):
        return "the same but for capitals, accents or marks"
    if kind == "films":
        return "the same title, its article or number written another way"
    if kind == "places":
        return "another way to write the same place"
    return "the same name, with a form of address or a nickname beside it"


def _across(one: LinkedEntity, by_id: dict[str, ReviewAnalysis]) -> Iterator[Step]:
    shared = Counter(part.name for _, part in one.parts)
    for name, n in shared.items():
        if n > 1:
            yield Step(None, name, name, f"the same name in {n} reviews{_of_one_film(one, by_id)}")
    kind = one.entity.kind
    for step in _steps(None, one.merges):
        if names.base_key(step.alias, kind) == names.base_key(step.into, kind):
            step = Step(None, step.alias, step.into, _print_differs(step.alias, step.into, kind))
        yield step


def _of_one_film(one: LinkedEntity, by_id: dict[str, ReviewAnalysis]) -> str:
    """Said where it is what lets them be one: characters of two films are two, whatever they are called."""
    films = {"".join(names.title_words(by_id[review].film or "")) for review, _ in one.parts}
    return " of one film" if one.entity.role == "character" and len(films) == 1 and "" not in films else ""


def _mentions(record: ReviewAnalysis, part: Entity) -> Iterator[EntityMention]:
    for i in part.mentions:
        m = record.mentions[i]
        yield EntityMention(record.id, m.text, m.label, m.start, m.end, m.block, m.sentence, m.confidence)
