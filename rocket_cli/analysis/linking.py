"""Who is who across reviews: the entities of many reviews to entities of the corpus.

Real people, films and places are one wherever they are named alike in full. Characters are one only inside
one film under review: two reviews of different films may both have a Mikey. Short forms, nicknames and other
spellings are followed inside one film only, and only to the one name they can belong to. Nothing compares all
with all: every step looks up a key, so time grows with the number of entities.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from rocket_cli.analysis import names
from rocket_cli.analysis.aliases_file import AliasRules
from rocket_cli.analysis.corpus_linker import CorpusLinker, Item, gather_items
from rocket_cli.analysis.display import n_spelt_words, spelling_rank
from rocket_cli.analysis.linker import Merge
from rocket_cli.records import CorpusEntity, Entity, Kind, ReviewAnalysis, Role


class LinkedEntity(Struct, frozen=True):
    """A corpus entity with what it was made of: (review id, entity) for each review, and the merges with
    reasons."""

    entity: CorpusEntity
    parts: tuple[tuple[str, Entity], ...]
    merges: tuple[Merge, ...]


def link_reviews(
    records: Sequence[ReviewAnalysis], overrules: AliasRules | None = None
) -> tuple[CorpusEntity, ...]:
    """The entities of all `records` taken together, most mentioned first, then by name.

    The order of `records` and the names of their files change nothing but the order and ids inside
    `by_review`.
    """
    return tuple(linked.entity for linked in link_with_reasons(records, overrules))


def link_with_reasons(
    records: Sequence[ReviewAnalysis], overrules: AliasRules | None = None
) -> tuple[LinkedEntity, ...]:
    """What `link_reviews` gives, in the same order, each with its parts and the reason for every merge."""
    linked = []
    for kind in ("people", "films", "places"):
        linker = CorpusLinker(gather_items(records, kind), kind, overrules or AliasRules())
        linked += [_corpus_entity(group, joins, records, linker) for group, joins in linker.link()]
    return tuple(sorted(_name_parts(linked), key=_order))


def _name_parts(linked: Sequence[LinkedEntity]) -> Iterator[LinkedEntity]:
    """The same entities, `plays` saying the name that the character has in the corpus; the part most reviews
    give."""
    shown = {
        (n, part.name): one.entity.name for one in linked for n, part in one.parts if part.role == "character"
    }
    for one in linked:
        plays = Counter(shown.get((n, part.plays), part.plays) for n, part in one.parts if part.plays)
        chosen = min(plays, key=lambda part: (-plays[part], part)) if plays else None
        yield LinkedEntity(msgspec.structs.replace(one.entity, plays=chosen), one.parts, one.merges)


def _order(linked: LinkedEntity) -> tuple[int, int, str, str, str, tuple[int, ...], tuple[str, ...]]:
    entity = linked.entity
    counts = tuple(sorted(entity.by_review.values()))
    return (
        -entity.count,
        -len(counts),
        entity.name.casefold(),
        entity.name,
        entity.kind,
        counts,
        entity.aliases,
    )


def _corpus_entity(
    group: list[Item], merges: list[Merge], records: Sequence[ReviewAnalysis], linker: CorpusLinker
) -> LinkedEntity:
    counts: Counter[str] = Counter()
    surfaces: Counter[str] = Counter()
    for item in sorted(group, key=lambda item: item.review):
        counts[records[item.review].id] += item.entity.count
        printed = Counter(
            names.without_possessive(records[item.review].mentions[i].text) for i in item.entity.mentions
        )
        surfaces.update({form: printed.get(form, 0) for form in item.forms})
    wanted = {names.base_key(same[0], linker.kind) for same in linker.overrules.same}
    name = _canonical_name(group, surfaces, wanted, linker.kind)
    entity = CorpusEntity(
        name=name,
        kind=linker.kind,
        role=_role(group),
        aliases=tuple(
            sorted((form for form in surfaces if form != name), key=lambda form: (-surfaces[form], form))
        ),
        count=sum(item.entity.count for item in group),
        by_review=dict(counts),
    )
    parts = tuple(
        (records[item.review].id, item.entity) for item in sorted(group, key=lambda item: item.review)
    )
    towards = {m if m.alias != name else Merge(m.into, m.alias, m.reason) for m in merges}
    return LinkedEntity(entity, parts, tuple(sorted(towards, key=lambda m: (m.alias, m.into, m.reason))))


def _canonical_name(group: Sequence[Item], surfaces: Counter[str], wanted: set[str], kind: Kind) -> str:
    """The name to show: the fullest of the reviews' own canonical names, then the one most reviews use, in
    ordinary case if anybody prints it so."""
    reviews: Counter[str] = Counter()
    for item in group:
        # A review that has the name, but prefers another, speaks against it: "Nell, who calls herself Wren".
        reviews[item.key] += 1
        reviews.subtract({names.base_key(form, kind) for form in item.forms} - {item.key})
    mentions: Counter[str] = Counter()
    for form, n in surfaces.items():
        mentions[names.base_key(form, kind)] += n

    def rank(name: str) -> tuple[bool, int, int, int, int, str]:
        key = names.base_key(name, kind)
        return (
            key not in wanted,
            -n_spelt_words(name, kind),
            -reviews[key],
            -mentions[key],
            -len(name),
            name,
        )

    key = min((item.entity.name for item in group), key=rank)
    alike = [form for form in surfaces if names.base_key(form, kind) == names.base_key(key, kind)] or [key]
    return min(alike, key=lambda f: (spelling_rank(f), -n_spelt_words(f, kind), -surfaces[f], f))


def _role(group: Sequence[Item]) -> Role | None:
    votes: Counter[Role] = Counter()
    for item in group:
        if item.entity.role is not None:
            votes[item.entity.role] += item.entity.count
    return min(votes.items(), key=lambda vote: (-vote[1], vote[0]))[0] if votes else None
