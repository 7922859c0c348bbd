"""The merging itself, for the entities of one kind in many reviews. `linking.py` asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from msgspec import Struct

from rocket_cli.analysis import names, relations
from rocket_cli.analysis.aliases_file import AliasRules
from rocket_cli.analysis.clusters import Clusters
from rocket_cli.analysis.display import n_spelt_words
from rocket_cli.analysis.linker import LARGEST_BLOCK, Merge, block_keys
from rocket_cli.analysis.relations import Relation, Tier
from rocket_cli.records import Entity, Kind, ReviewAnalysis, Role


class Item(Struct, frozen=True, gc=False):
    """One entity of one review, with what linking needs of its surroundings. `film` is the key of the film
    under review ("" if unknown), `full` whether the name has more than one word, `content` tells reviews
    apart by what they are and not by what their file is called."""

    review: int
    content: str
    film: str
    entity: Entity
    key: str
    forms: tuple[str, ...]
    full: bool


def gather_items(records: Sequence[ReviewAnalysis], kind: Kind) -> list[Item]:
    """The entities of one kind, in an order that depends on content alone."""
    found = []
    for n, record in enumerate(records):
        film = "".join(names.title_words(record.film)) if record.film else ""
        content = f"{record.source.sha256}:{record.source.member or 0:09}"
        for entity in record.entities:
            if entity.kind == kind:
                key = names.base_key(entity.name, kind) or entity.name
                full = len(names.person_words(entity.name)) > 1
                found.append(Item(n, content, film, entity, key, (entity.name, *entity.aliases), full))
    return sorted(
        found, key=lambda i: (i.content, i.key, i.entity.name, i.entity.role or "", i.entity.mentions)
    )


class CorpusLinker:
    """Links the items of one kind. One use: make it, call `link`."""

    def __init__(self, items: list[Item], kind: Kind, overrules: AliasRules) -> None:
        self.items, self.kind, self.overrules = items, kind, overrules
        self.clusters = Clusters(len(items), [item.content for item in items])

    def link(self) -> list[tuple[list[Item], list[Merge]]]:
        self._join_alike()
        self._apply_overrules()
        if self.kind == "people":
            self._join_characters_of_unknown_films()
        for members in self._by_film():
            if len({self.items[n].content for n in members}) > 1:
                self._join_in_film(members)
        if self.kind == "people":
            self._join_bare_names()
        joins = defaultdict(list)
        for join in self.clusters.joins:
            a, b = self.items[join.a].entity.name, self.items[join.b].entity.name
            if a != b:
                joins[self.clusters.find(join.a)].append(Merge(a, b, join.reason))
        return [
            ([self.items[n] for n in group], list(dict.fromkeys(joins[self.clusters.find(group[0])])))
            for group in self.clusters.groups()
        ]

    def _apply_overrules(self) -> None:
        by_form = self._by_form(range(len(self.items))) if self.overrules else {}
        for group in self.overrules.never:
            found = [by_form.get(names.base_key(name, self.kind), ()) for name in group]
            roots = [{self.clusters.find(n) for n in members} for members in found]
            for a, b in combinations(roots, 2):
                for i in sorted(a):
                    for j in sorted(b):
                        self.clusters.forbid(i, j)
        for group in self.overrules.same:
            alike = [n for name in group for n in by_form.get(names.base_key(name, self.kind), ())]
            for n in alike[1:]:
                self.clusters.join(
                    n, alike[0], f"{group[0]!r} and {group[-1]!r} are the same in aliases.toml"
                )

    def _by_form(self, members: Iterable[int]) -> dict[str, list[int]]:
        by_form: dict[str, list[int]] = defaultdict(list)
        for n in members:
            for key in dict.fromkeys(names.base_key(form, self.kind) for form in self.items[n].forms):
                by_form[key].append(n)
        return by_form

    def _by_film(self) -> list[list[int]]:
        by_film: dict[str, list[int]] = defaultdict(list)
        for n, item in enumerate(self.items):
            by_film[item.film].append(n)
        return [members for film, members in sorted(by_film.items()) if film]

    def _join_alike(self) -> None:
        """Join what is named alike wherever the scope of the name reaches."""
        by_scope: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for n, item in enumerate(self.items):
            by_scope[self._scope(item)].append(n)
        for members in by_scope.values():
            for n in members[1:]:
                self.clusters.join(n, members[0], "the same name")

    def _scope(self, item: Item) -> tuple[str, ...]:
        """Items of one scope are one. Films, places and the full names of real people reach everywhere; a
        character, and anybody called by one word, one film; where the film is not known, a character's full
        name reaches the other reviews of unknown films, and one word its own review."""
        if self.kind != "people" or (item.full and item.entity.role != "character"):
            return ("anywhere", item.key)
        role = "" if item.full else item.entity.role or ""
        if item.film:
            return ("film", item.film, item.key, role)
        return ("unknown", item.key) if item.full else ("review", item.content, item.key, role)

    def _join_bare_names(self) -> None:
        """A real person whom several reviews of different films call by the same one word and none in full
        ("Hitchcock"), unless it is a common first name or two people of that surname are about."""
        shared = self._surnames_of_several() | names.given_names()
        first: dict[str, int] = {}
        for group in self.clusters.groups():
            item = self.items[group[0]]
            bare = not any(self.items[n].full or self.items[n].entity.role == "character" for n in group)
            if bare and item.key not in shared:
                self.clusters.join(group[0], first.setdefault(item.key, group[0]), "the same name")

    def _surnames_of_several(self) -> frozenset[str]:
        """Single words that end the full names of two or more people: a bare "Anderson" is then nobody for
        certain."""
        people: dict[str, set[str]] = defaultdict(set)
        for item in self.items:
            if item.full:
                people[names.person_words(item.entity.name)[-1]].add(item.key)
        return frozenset(word for word, full in people.items() if len(full) > 1)

    def _join_characters_of_unknown_films(self) -> None:
        """A character of a review whose film is not known is the one of that full name, if only one film has
        it."""
        films: dict[str, set[str]] = defaultdict(set)
        first: dict[tuple[str, str], int] = {}
        for n, item in enumerate(self.items):
            if item.full and item.film:
                films[item.key].add(item.film)
                first.setdefault((item.key, item.film), n)
        for n, item in enumerate(self.items):
            if item.full and not item.film and len(films[item.key]) == 1:
                self.clusters.join(n, first[item.key, next(iter(films[item.key]))], "the same full name")

    def _join_in_film(self, members: list[int]) -> None:
        """Among reviews of one film: full names by either role, shared aliases, spellings, short forms,
        actors."""
        if self.kind == "people":
            self._join_full_names_whatever_role(members)
        related = self._related(members)
        self._join_related(related, Tier.FULL)
        self._join_by_alias(members)
        for tier in (Tier.PART, Tier.NICKNAME, Tier.MISSPELLING):
            self._join_related(related, tier)
        if self.kind == "people":
            self._join_by_actor(members)

    def _join_full_names_whatever_role(self, members: list[int]) -> None:
        first: dict[str, int] = {}
        for n in members:
            if self.items[n].full:
                self.clusters.join(
                    n, first.setdefault(self.items[n].key, n), "the same full name, the same film"
                )

    def _join_by_alias(self, members: list[int]) -> None:
        """A form that one reviewer says is another name of somebody names the same for the next reviewer, if
        all who print it mean the same."""
        for key, found in self._by_form(members).items():
            owners = {self.clusters.find(n) for n in found if self.items[n].key != key}
            if len(owners) == 1:
                owner = next(n for n in found if self.items[n].key != key)
                for n in found:
                    if self._agree(n, owner):
                        self.clusters.join(n, owner, "a review of the film uses both names for one")

    def _related(self, members: list[int]) -> dict[int, list[tuple[int, Relation]]]:
        """What string relations say of the different names that the reviews of one film show."""
        shown: dict[tuple[str, Role | None], int] = {}
        for n in members:
            shown.setdefault((self.items[n].entity.name, self.items[n].entity.role), n)
        blocks: dict[str, list[int]] = defaultdict(list)
        for n in shown.values():
            for key in block_keys(self.items[n].entity.name, self.kind):
                blocks[key].append(n)
        pairs = {pair for b in blocks.values() if len(b) <= LARGEST_BLOCK for pair in combinations(b, 2)}
        related: dict[int, list[tuple[int, Relation]]] = defaultdict(list)
        for i, j in sorted(pairs):
            relation = self._relate(i, j)
            if relation is not None:
                related[i].append((j, relation))
                related[j].append((i, relation))
        return dict(sorted(related.items()))

    def _join_related(self, related: dict[int, list[tuple[int, Relation]]], tier: Tier) -> None:
        """Follow one tier of relations, where it leads to one entity alone."""
        for i, found in related.items():
            owners = {
                self.clusters.find(j): (j, relation.reason)
                for j, relation in found
                if relation.tier is tier and self._may_stand_for(i, j, tier)
            }
            owners.pop(self.clusters.find(i), None)
            if len(owners) == 1:
                j, reason = next(iter(owners.values()))
                self.clusters.join(i, j, f"{reason}, the same film under review")

    def _relate(self, i: int, j: int) -> Relation | None:
        a, b = self.items[i].entity.name, self.items[j].entity.name
        if self.kind == "films":
            context = relations.TitleContext(False, self.items[i].film, frozenset())
            return relations.relate_titles(a, b, context)
        if self.kind == "places":
            return relations.relate_places(a, b)
        relation = relations.relate_people(a, b)
        if relation and relation.tier is Tier.PART and self.items[i].full and self.items[j].full:
            # Mike Saber for Mikey Saber: in one film that is a spelling of one name, whichever is longer.
            return Relation(Tier.FULL, relation.reason)
        return relation

    def _may_stand_for(self, i: int, j: int, tier: Tier) -> bool:
        if not self._agree(i, j):
            return False
        sizes = [n_spelt_words(self.items[n].entity.name, self.kind) for n in (i, j)]
        return sizes[0] < sizes[1] if tier is Tier.PART else sizes[0] <= sizes[1]

    def _agree(self, i: int, j: int) -> bool:
        """A character of one review is no real person of another, as far as the roles say, and nobody of the
        same review who was kept apart there."""
        one, two = self.items[i].entity.role, self.items[j].entity.role
        return (one == "character") == (two == "character") and not self.clusters.share_tag(i, j)

    def _join_by_actor(self, members: list[int]) -> None:
        """Characters whom one actor plays, where each review gives that actor one part."""
        of_name = {(self.items[n].content, self.items[n].entity.name): n for n in members}
        played: dict[int, list[int]] = defaultdict(list)
        for n in members:
            part = self.items[n].entity.plays
            character = of_name.get((self.items[n].content, part)) if part else None
            if character is not None and self.items[character].entity.role == "character":
                played[self.clusters.find(n)].append(character)
        for actor, characters in sorted(played.items()):
            name = self.items[actor].entity.name
            for n in characters[1:]:
                if self._agree(n, characters[0]):
                    self.clusters.join(n, characters[0], f"both played by {name}, the same film under review")
