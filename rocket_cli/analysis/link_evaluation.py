"""How right links and roles are, end to end: from the text of annotated reviews, by the names that a pipeline
finds in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from rocket_cli.analysis.entities import link_mentions
from rocket_cli.analysis.mentions import collect_mentions
from rocket_cli.errors import InputError
from rocket_cli.nlp.evaluation import LinkEvaluation, Row, Score
from rocket_cli.records import KIND_OF_LABEL, KINDS, Block, Credit, Entity, Kind, Label, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

Place = tuple[int, int]
FILMS_AND_PLACES = "films and places"


class LinkScorer:
    """Adds up documents; `result` gives the figures. Rows whose annotation says nothing of who is who
    (`aliases` is None) are passed over."""

    def __init__(self) -> None:
        self._links: dict[str, Counter[str]] = defaultdict(Counter)
        self._between_found: dict[str, Counter[str]] = defaultdict(Counter)
        self._roles: Counter[str] = Counter()
        self._n_rows = 0

    def add(self, row: Row, doc: Doc) -> None:
        """Count what the entities of `doc` (with our labels) get right of `row`."""
        if row.aliases is None:
            return
        self._n_rows += 1
        mentions = collect_mentions(doc, [Block("body", 0, len(row.text))])
        facts = _facts(row.text)
        entities = link_mentions(
            row.text, mentions, credits=facts.credits, film=facts.film, reviewer=facts.reviewer
        )
        for kind in KINDS:
            gold, found = gold_entities(row, kind), _found_entities(mentions, entities, kind)
            both = gold.keys() & found.keys()
            _count(self._links[kind], gold, found)
            _count(
                self._between_found[kind],
                {place: gold[place] for place in both},
                {place: found[place] for place in both},
            )
        self._add_roles(row, mentions, entities)

    def _add_roles(self, row: Row, mentions: Sequence[Mention], entities: Sequence[Entity]) -> None:
        is_character = {
            (mentions[i].start, mentions[i].end): entity.role == "character"
            for entity in entities
            if entity.kind == "people"
            for i in entity.mentions
        }
        characters = set(row.characters)
        for start, end, label in row.ents:
            if label in ("PERSON", "CHARACTER"):
                truth = label == "CHARACTER" or row.text[start:end] in characters
                self._roles["people"] += 1
                self._roles["found"] += (start, end) in is_character
                self._roles["right"] += is_character.get((start, end)) == truth

    def result(self) -> LinkEvaluation | None:
        """The figures over everything added, None where nothing was."""
        if not self._n_rows:
            return None
        people, found, right = (self._roles[name] for name in ("people", "found", "right"))
        return LinkEvaluation(
            links=_scores(self._links),
            links_between_found=_scores(self._between_found),
            role_accuracy=round(right / people, 5) if people else None,
            role_accuracy_of_found=round(right / found, 5) if found else None,
            n_people=people,
            n_people_found=found,
        )


def gold_key(text: str) -> str:
    """What an annotation takes for one string: case and a possessive ending make no difference."""
    plain = text.replace("’", "'").casefold()
    return plain[:-2] if plain.endswith("'s") else plain.removesuffix("'")


def gold_entities(row: Row, kind: Kind) -> dict[Place, str]:
    """Where the annotated mentions of one kind stand, each with what tells its entity from others."""
    groups = {gold_key(form): f"group {n}" for n, group in enumerate(row.aliases or ()) for form in group}
    found = {}
    for start, end, label in row.ents:
        known: Label = label  # type: ignore[assignment]  # read from a file; others are passed over
        if KIND_OF_LABEL.get(known) == kind:
            key = gold_key(row.text[start:end])
            found[start, end] = groups.get(key, key)
    return found


def _found_entities(mentions: Sequence[Mention], entities: Sequence[Entity], kind: Kind) -> dict[Place, str]:
    return {
        (mentions[i].start, mentions[i].end): str(n)
        for n, entity in enumerate(entities)
        if entity.kind == kind
        for i in entity.mentions
    }


class _Facts(NamedTuple):
    """What reading finds on a page that linking makes use of."""

    film: str | None = None
    credits: tuple[Credit, ...] = ()
    reviewer: str | None = None


def _facts(text: str) -> _Facts:
    from rocket_cli.reading import read_bytes

    try:
        review = read_bytes(text.encode("utf-8"), "review.txt")[0]
    except InputError:
        return _Facts()
    return _Facts(review.film, review.credits, review.reviewer)


def _count(counts: Counter[str], gold: Mapping[Place, str], found: Mapping[Place, str]) -> None:
    wanted, said = _pairs(gold), _pairs(found)
    counts["gold"] += len(wanted)
    counts["said"] += len(said)
    counts["right"] += len(wanted & said)


def _pairs(entity_of: Mapping[Place, str]) -> set[tuple[Place, Place]]:
    """Every two places of one entity."""
    places: dict[str, list[Place]] = defaultdict(list)
    for place in sorted(entity_of):
        places[entity_of[place]].append(place)
    return {pair for own in places.values() for pair in combinations(own, 2)}


def _scores(by_kind: Mapping[str, Counter[str]]) -> dict[str, Score]:
    together = by_kind["films"] + by_kind["places"]
    return {name: _score(counts) for name, counts in {**by_kind, FILMS_AND_PLACES: together}.items()}


def _score(counts: Counter[str]) -> Score:
    gold, said, right = counts["gold"], counts["said"], counts["right"]
    precision = right / said if said else 0.0
    recall = right / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(round(precision, 5), round(recall, 5), round(f1, 5), gold, said, right)
