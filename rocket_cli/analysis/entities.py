"""Who is who inside one review: mentions to entities.

Printed forms that differ in case, accents or marks are one. Then, strongest evidence first: what the user's
aliases say, what the text states ("calls herself"), full names against full names, short forms against the
one longer name they can belong to, and last nicknames and misspellings. A short form that could belong to two
stays on its own: a wrong merge is worse than a missed one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from rocket_cli.analysis import names, roles
from rocket_cli.analysis.aliases_file import AliasRules
from rocket_cli.analysis.forms import Form, counted_mentions
from rocket_cli.analysis.linker import Group, KindLinker, Merge
from rocket_cli.records import KINDS, Credit, Entity, Mention, Role


class Explanation(Struct, frozen=True):
    """An entity with the merges it rests on, and the short forms that were left out of it and why."""

    entity: Entity
    merges: tuple[Merge, ...]
    kept_apart: tuple[Merge, ...] = ()


def link_mentions(
    text: str,
    mentions: Sequence[Mention],
    *,
    credits: Sequence[Credit] = (),
    film: str | None = None,
    reviewer: str | None = None,
    include_furniture: bool = False,
    overrules: AliasRules | None = None,
) -> tuple[Entity, ...]:
    """The entities of one review, most mentioned first, then in order of appearance.

    `mentions` index `text`; `credits`, `film` and `reviewer` are what reading found. Only mentions of counted
    blocks belong to entities unless `include_furniture`. Each counted mention is in exactly one entity.
    """
    explained = explain(
        text,
        mentions,
        credits=credits,
        film=film,
        reviewer=reviewer,
        include_furniture=include_furniture,
        overrules=overrules,
    )
    return tuple(explanation.entity for explanation in explained)


def explain(
    text: str,
    mentions: Sequence[Mention],
    *,
    credits: Sequence[Credit] = (),
    film: str | None = None,
    reviewer: str | None = None,
    include_furniture: bool = False,
    overrules: AliasRules | None = None,
) -> tuple[Explanation, ...]:
    """What `link_mentions` gives, in the same order, with every merge and its reason."""
    counted = counted_mentions(mentions, include_furniture=include_furniture)
    castings = roles.find_casting(text, mentions, counted, credits)
    informed = roles.labels_inform(mentions)
    groups = [
        group
        for kind in KINDS
        for group in KindLinker(
            text,
            mentions,
            counted,
            kind,
            castings=castings,
            film=film,
            overrules=overrules or AliasRules(),
            informed=informed,
        ).link()
    ]
    explained = []
    plays = _who_plays_whom(groups, castings, credits)
    parts = roles.parts_of(castings)
    for group in groups:
        role = (
            _role(group, text, mentions, credits, parts, informed, reviewer)
            if group.kind == "people"
            else None
        )
        entity = Entity(
            name=group.name,
            kind=group.kind,
            role=role,
            aliases=group.aliases,
            count=len(group.mentions),
            mentions=group.mentions,
            plays=plays.get(group.name) if role == "cast_crew" else None,
        )
        explained.append(Explanation(entity, group.merges, group.kept_apart))
    return tuple(sorted(explained, key=lambda e: (-e.entity.count, mentions[e.entity.mentions[0]].start)))


def _role(
    group: Group,
    text: str,
    mentions: Sequence[Mention],
    credits: Sequence[Credit],
    parts: roles.Parts,
    informed: bool,
    reviewer: str | None,
) -> Role:
    forms = (group.name, *group.aliases)
    votes = (
        roles.votes_of(text, mentions, group.mentions, parts, informed),
        roles.credit_votes(forms, credits),
        roles.habit_votes(forms, informed),
    )
    is_reviewer = reviewer is not None and names.compact(reviewer) in {names.compact(form) for form in forms}
    return roles.decide_role(votes, is_reviewer=is_reviewer)


def _who_plays_whom(
    groups: Sequence[Group], castings: Sequence[roles.Casting], credits: Sequence[Credit]
) -> dict[str, str]:
    """Actor's canonical name to character's, the pair stated most often; a credit line counts as one
    statement.

    Nobody is both: of two entities that are said to play each other the first statement stands."""
    people = [group for group in groups if group.kind == "people"]
    of_mention = {i: group.name for group in people for i in group.mentions}
    of_form = {names.compact(form): group.name for group in people for form in (group.name, *group.aliases)}
    pairs = [(of_mention[casting.actor], of_mention[casting.character]) for casting in castings]
    for actor, character in roles.cast_pairs(credits):
        if names.compact(actor) in of_form:
            pairs.append((of_form[names.compact(actor)], of_form.get(names.compact(character), character)))
    chosen: dict[str, str] = {}
    for (actor, character), _ in Counter(pairs).most_common():  # in order of first statement where equal
        if actor != character and actor not in chosen and chosen.get(character) != actor:
            chosen[actor] = character
    return chosen


__all__ = ["AliasRules", "Explanation", "Form", "Merge", "explain", "link_mentions"]
