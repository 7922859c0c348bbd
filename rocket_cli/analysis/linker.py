"""The merging itself, for the forms of one kind in one review. `entities.py` says what is wanted; this does
it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from rocket_cli.analysis import names, relations, stated
from rocket_cli.analysis.aliases_file import AliasRules
from rocket_cli.analysis.clusters import Clusters
from rocket_cli.analysis.display import canonical_form, spelling_rank
from rocket_cli.analysis.forms import Form, gather_forms
from rocket_cli.analysis.relations import Relation, Tier
from rocket_cli.analysis.roles import Casting
from rocket_cli.nlp.chapters import chapter_borders
from rocket_cli.records import KIND_OF_LABEL, Kind, Mention

# A form whose labels are this evenly divided agrees with real people and with characters.
UNDECIDED_LEANING = 0.2
# A word or beginning shared by more forms than this singles nobody out; only an exact part is looked at
# there.
LARGEST_BLOCK = 200
# Of the names that a short form could be, so many are told.
MOST_TOLD = 8
_PIECE = 100_000  # characters
_SERIES_TALK = frozenset(
    [
        "sequel",
        "sequels",
        "prequel",
        "prequels",
        "franchise",
        "trilogy",
        "saga",
        "reboot",
        "rebooted",
        "instalment",
        "installment",
        "installments",
        "instalments",
        "predecessor",
        "original",
        "originals",
        "previous",
        "remake",
        "series",
        "universe",
        "spinoff",
    ]
)
# The words that no other of them begins.
_SERIES_STEMS = tuple(
    word for word in sorted(_SERIES_TALK) if not any(word.startswith(o) for o in _SERIES_TALK - {word})
)


class Merge(Struct, frozen=True):
    """The form `alias` was taken to mean `into`, for `reason`."""

    alias: str
    into: str
    reason: str


class Group(Struct, frozen=True):
    """An entity in the making. `mentions` are indices in reading order."""

    kind: Kind
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[int, ...]
    merges: tuple[Merge, ...]
    kept_apart: tuple[Merge, ...]


class KindLinker:
    """Links the forms of one kind. One use: make it, call `link`."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        counted: Sequence[int],
        kind: Kind,
        *,
        castings: Sequence[Casting],
        film: str | None,
        overrules: AliasRules,
        informed: bool,
    ) -> None:
        self.text, self.mentions, self.counted, self.kind = text, mentions, counted, kind
        self.overrules, self.informed = overrules, informed
        self.forms: list[Form] = gather_forms(mentions, counted, kind)
        self.form_of = {i: n for n, form in enumerate(self.forms) for i in form.mentions}
        self.clusters = Clusters(len(self.forms))
        self.context = self._title_context(film) if kind == "films" else None
        self.castings = castings if kind == "people" else ()
        self.nicknames: set[int] = set()
        self.kept_apart: list[tuple[int, Merge]] = []

    def link(self) -> list[Group]:
        """The groups, in order of first appearance."""
        self._apply_overrules()
        self._apply_stated()
        self._forbid_neighbours()
        related = self._relate_all()
        self._join_full_names(related)
        for tier in (Tier.PART, Tier.NICKNAME, Tier.MISSPELLING):
            self._join_short_forms(related, tier)
        # Each with its place in the order of events, which a group's are told in.
        merges: dict[int, list[tuple[int, Merge]]] = defaultdict(list)
        for at, j in enumerate(self.clusters.joins):
            merges[j.a].append((at, Merge(self.forms[j.a].text, self.forms[j.b].text, j.reason)))
        apart: dict[int, list[tuple[int, Merge]]] = defaultdict(list)
        for at, (n, merge) in enumerate(self.kept_apart):
            apart[n].append((at, merge))
        return [self._group(members, merges, apart) for members in self.clusters.groups()]

    def _title_context(self, film: str | None) -> relations.TitleContext:
        people = (m for m in self.mentions if KIND_OF_LABEL[m.label] == "people")
        return relations.TitleContext(
            series_talk=_talks_of_series(self.text),
            reviewed="".join(names.title_words(film)) if film else "",
            people=frozenset(
                word for m in people for word in (names.compact(m.text), *names.words_of(m.text))
            ),
        )

    def _apply_overrules(self) -> None:
        by_key: dict[str, list[int]] = defaultdict(list)
        for n, form in enumerate(self.forms):
            by_key[form.key].append(n)
        for group in self.overrules.never:
            for a, b in combinations([names.base_key(name, self.kind) for name in group], 2):
                for i in by_key.get(a, ()):
                    for j in by_key.get(b, ()):
                        self.clusters.forbid(i, j)
        for group in self.overrules.same:
            found = [n for name in group for n in by_key.get(names.base_key(name, self.kind), ())]
            for n in found[1:]:
                self.clusters.join(
                    n, found[0], f"{group[0]!r} and {group[-1]!r} are the same in aliases.toml"
                )

    def _apply_stated(self) -> None:
        for casting in self.castings:
            self.clusters.forbid(self.form_of[casting.actor], self.form_of[casting.character])
        for said in stated.also_known_as(self.text, self.mentions, self.counted, self.kind):
            first, second = self.form_of[said.first], self.form_of[said.second]
            reason = f"the text says so: {said.words!r}"
            allowed = said.of_oneself or self._agree(first, second)
            if allowed and self.clusters.join(second, first, reason):
                self.nicknames.add(first if said.second_is_real else second)

    def _forbid_neighbours(self) -> None:
        for i, j in stated.side_by_side(self.text, self.mentions, self.counted, self.kind):
            self.clusters.forbid(self.form_of[i], self.form_of[j])

    def _relate_all(self) -> dict[int, list[tuple[int, Relation]]]:
        related: dict[int, list[tuple[int, Relation]]] = defaultdict(list)
        for i, j in self._candidate_pairs():
            relation = self._relate(self.forms[i].text, self.forms[j].text)
            if relation is not None:
                related[i].append((j, relation))
                related[j].append((i, relation))
        return related

    def _relate(self, a: str, b: str) -> Relation | None:
        if self.context is not None:
            return relations.relate_titles(a, b, self.context)
        return relations.relate_people(a, b) if self.kind == "people" else relations.relate_places(a, b)

    def _candidate_pairs(self) -> Iterator[tuple[int, int]]:
        """Pairs of forms that share a word, a beginning, an end, a nickname or initials; each pair once, in
        the order of the forms."""
        blocks: dict[str, list[int]] = defaultdict(list)
        keys = [block_keys(form.text, self.kind) for form in self.forms]
        for n, own in enumerate(keys):
            for key in own:
                blocks[key].append(n)
        for i, own in enumerate(keys):
            # One form's partners at a time: all pairs of a book at once are gigabytes.
            partners: set[int] = set()
            for key in own:
                block = blocks[key]
                if len(block) <= LARGEST_BLOCK or key[0] not in "^$":
                    partners.update(block[bisect_right(block, i) :])
            for j in sorted(partners):
                yield i, j

    def _join_full_names(self, related: dict[int, list[tuple[int, Relation]]]) -> None:
        for i in sorted(related):
            for j, relation in related[i]:
                if i < j and relation.tier is Tier.FULL and self._agree(i, j):
                    self.clusters.join(i, j, relation.reason)

    def _join_short_forms(self, related: dict[int, list[tuple[int, Relation]]], tier: Tier) -> None:
        for i in sorted(related, key=lambda n: (self.forms[n].size, n), reverse=True):
            reasons: dict[int, tuple[int, str]] = {}
            for j, relation in related[i]:
                if relation.tier == tier and self._may_be(i, j, tier):
                    reasons.setdefault(self.clusters.find(j), (j, relation.reason))
            if self._has_stronger(related[i], i, tier):
                continue
            others = [found for root, found in reasons.items() if root != self.clusters.find(i)]
            if len(reasons) == 1 and others:
                self.clusters.join(i, *others[0])
            elif len(reasons) > 1 and tier is Tier.PART:
                self._note_ambiguous(i, [j for j, _ in reasons.values()])

    def _may_be(self, i: int, j: int, tier: Tier) -> bool:
        """Whether `i` may be a short or mistaken form of `j`: an exact part only of something longer."""
        short, long = self.forms[i].size, self.forms[j].size
        if (tier is Tier.PART and long <= short) or long[0] < short[0]:
            return False
        same = self.clusters.find(i) == self.clusters.find(j)
        return same or (self.clusters.may_join(i, j) and self._agree(i, j))

    def _has_stronger(self, pairs: list[tuple[int, Relation]], i: int, tier: Tier) -> bool:
        return any(r.tier < tier and r.tier >= Tier.PART and self._may_be(i, j, r.tier) for j, r in pairs)

    def _agree(self, i: int, j: int) -> bool:
        """Whether labels let the two be one: a real person is no character, where the pipeline tells them
        apart."""
        if self.kind != "people" or not self.informed:
            return True
        one, two = self._leaning(i), self._leaning(j)
        return min(abs(one), abs(two)) < UNDECIDED_LEANING or (one > 0) == (two > 0)

    def _leaning(self, n: int) -> float:
        members = self.clusters.members(n)
        total = sum(len(self.forms[m].mentions) for m in members)
        return sum(self.forms[m].leaning * len(self.forms[m].mentions) for m in members) / total

    def _note_ambiguous(self, i: int, candidates: list[int]) -> None:
        could = sorted(self.forms[j].text for j in candidates)
        others = [f"{len(could) - MOST_TOLD} others"] if len(could) > MOST_TOLD else []
        could_be = " or ".join(could[:MOST_TOLD] + others)
        for j in candidates:
            merge = Merge(self.forms[i].text, self.forms[j].text, f"kept apart: it could be {could_be}")
            self.kept_apart.append((j, merge))

    def _group(
        self,
        members: list[int],
        merges: Mapping[int, Sequence[tuple[int, Merge]]],
        apart: Mapping[int, Sequence[tuple[int, Merge]]],
    ) -> Group:
        forms = [self.forms[m] for m in members]
        main = canonical_form(
            [(f.text, len(f.mentions), m in self.nicknames) for m, f in zip(members, forms, strict=True)],
            preferred=tuple(group[0] for group in self.overrules.same),
            kind=self.kind,
        )
        name = min(
            forms[main].surfaces,
            key=lambda surface: (spelling_rank(surface), forms[main].surfaces.index(surface)),
        )
        own_mentions = sorted((i for f in forms for i in f.mentions), key=lambda i: self.mentions[i].start)
        counts = Counter(names.without_possessive(self.mentions[i].text) for i in own_mentions)
        return Group(
            kind=self.kind,
            name=name,
            aliases=tuple(surface for surface, _ in counts.most_common() if surface != name),
            mentions=tuple(own_mentions),
            merges=_in_order(members, merges),
            kept_apart=_in_order(members, apart),
        )


def _talks_of_series(text: str) -> bool:
    """Whether any word of `text` is about sequels and the like; in pieces, to hold no copy of a book."""
    pieces = (text[start:end].lower() for start, end in chapter_borders(text, _PIECE))
    return any(_says(piece, stem) for piece in pieces for stem in _SERIES_STEMS if stem in piece)


def _says(lowered: str, stem: str) -> bool:
    """Whether one of the words that hold `stem` is in _SERIES_TALK: the other words need not be looked at."""
    at = lowered.find(stem)
    while at >= 0:
        end = at + len(stem)
        while at and not lowered[at - 1].isspace():
            at -= 1
        while end < len(lowered) and not lowered[end].isspace():
            end += 1
        if not _SERIES_TALK.isdisjoint(names.words_of(lowered[at:end])):
            return True
        at = lowered.find(stem, end)
    return False


def _in_order(members: Iterable[int], events: Mapping[int, Sequence[tuple[int, Merge]]]) -> tuple[Merge, ...]:
    own = sorted((pair for m in members for pair in events.get(m, ())), key=lambda pair: pair[0])
    return tuple(merge for _, merge in own)


def block_keys(text: str, kind: Kind) -> set[str]:
    """Strings of which two forms share at least one if `relations` can say anything of them."""
    words = names.person_words(text) if kind == "people" else names.words_of(text)
    whole = "".join(words)
    nickname = names.inner_nickname(text)
    keys = set(words) | ({names.compact(nickname[1])} if nickname else set())
    keys |= {"^" + whole[:3], "$" + whole[-3:], "@" + whole, "@" + names.acronym(words)}
    for word in words:
        keys |= {"^" + word[:3], "$" + word[-3:]}
        if kind == "people":
            keys |= {"~" + full for full in names.full_names_of(word)}
    if kind == "films":
        keys |= {"@" + names.acronym(names.title_words(text))}
    return keys
