from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from rocket_cli.analysis.aliases_file import AliasRules
from rocket_cli.analysis.linking import link_reviews, link_with_reasons
from rocket_cli.records import CorpusEntity, ReviewAnalysis
from tests.analysis.building import record


def by_name(entities: Sequence[CorpusEntity]) -> dict[str, CorpusEntity]:
    found = {entity.name: entity for entity in entities}
    assert len(found) == len(entities), sorted(entity.name for entity in entities)
    return found


def counts(*sources: str, **options: Any) -> dict[str, dict[str, int]]:
    """Name to counts by review, of reviews r1, r2, … of one film."""
    records = [record(source, id=f"r{n}") for n, source in enumerate(sources, 1)]
    return {name: entity.by_review for name, entity in by_name(link_reviews(records, **options)).items()}


def test_a_full_name_is_one_everywhere() -> None:
    records = [
        record("[P Ada Voss] cuts.", id="a", film="Kites"),
        record("[P ADA VOSS] cuts too.", id="b", film="Moths"),
    ]
    found = link_reviews(records)
    assert [(e.name, e.by_review, e.aliases) for e in found] == [
        ("Ada Voss", {"a": 1, "b": 1}, ("ADA VOSS",))
    ]


def test_short_forms_follow_inside_one_film() -> None:
    assert counts("[P Ada Voss] cuts.", "[P Voss] cuts. [P Voss] glues.") == {"Ada Voss": {"r1": 1, "r2": 2}}
    assert counts("[C Nell Marsh] bakes.", "[C Nell] runs.") == {"Nell Marsh": {"r1": 1, "r2": 1}}


def test_another_reviewers_spelling_is_followed_inside_one_film() -> None:
    assert counts(
        "[C Mickey Marsh] bakes. [C Mickey] runs.", "[C Mick Marsh] bakes.", "[C Mickey] sings."
    ) == {"Mickey Marsh": {"r1": 2, "r2": 1, "r3": 1}}


def test_a_nickname_that_one_reviewer_explains_serves_the_next() -> None:
    assert counts("[C Nell], who calls herself [C Wren], bakes.", "[C Wren] runs.") == {
        "Nell": {"r1": 2, "r2": 1}
    }


def test_different_films_have_different_characters() -> None:
    records = [
        record("[C Nell Marsh] bakes.", id="a", film="Kites"),
        record("[C Nell Marsh] digs.", id="b", film="Moths"),
    ]
    assert len(link_reviews(records)) == 2


def test_an_unknown_film_takes_a_character_by_full_name_alone() -> None:
    known = record("[C Nell Marsh] bakes. [C Tom] waits.", id="a", film="Kites")
    unknown = record("[C Nell Marsh] digs. [C Tom] sleeps.", id="b", film=None)
    found = link_reviews([known, unknown])
    assert sorted((e.name, e.by_review) for e in found if e.name != "Tom") == [
        ("Nell Marsh", {"a": 1, "b": 1})
    ]
    assert sum(e.name == "Tom" for e in found) == 2
    elsewhere = record("[C Nell Marsh] swims.", id="c", film="Moths")
    assert sum(e.name == "Nell Marsh" for e in link_reviews([known, unknown, elsewhere])) == 3


def test_a_surname_is_no_dog_in_the_next_review() -> None:
    records = [
        record("[P Simon Tack] smiles; [P Tack] grins.", id="a", film="Kites"),
        record("The dog [C Tack] barks.", id="b", film="Moths"),
        record("The dog [C Tack] barks and bites.", id="c", film="Kites"),
    ]
    assert sorted((e.name, e.role, len(e.by_review)) for e in link_reviews(records)) == [
        ("Simon Tack", "cast_crew", 1),
        ("Tack", "character", 1),
        ("Tack", "character", 1),
    ]


def test_a_bare_surname_is_one_across_films_unless_two_people_bear_it() -> None:
    bare = [
        record("[P Hitchman] winks.", id="a", film="Kites"),
        record("[P Hitchman] nods.", id="b", film="Moths"),
    ]
    assert len(link_reviews(bare)) == 1
    both = [record("[P Wes Hitchman], [P Paul Hitchman].", id="c", film="Owls")]
    assert len(link_reviews(bare + both)) == 4


def test_ambiguous_short_forms_stay_apart_across_reviews() -> None:
    found = counts("[P Joel Coen] wrote. [P Ethan Coen] shot.", "[P Coen] smiles.")
    assert found == {"Joel Coen": {"r1": 1}, "Ethan Coen": {"r1": 1}, "Coen": {"r2": 1}}


def test_characters_of_one_actor_are_one() -> None:
    found = counts("[C Nell] ([P Ada Voss]) bakes.", "[C The Wren] ([P Ada Voss]) bakes.")
    assert found["Ada Voss"] == {"r1": 1, "r2": 1}
    assert len(found) == 2


def test_who_is_kept_apart_in_one_review_is_kept_apart_in_all() -> None:
    found = counts("[C Mike Marsh] and [C Mickey Marsh] are brothers.", "[C Mike Marsh] bakes.")
    assert found == {"Mike Marsh": {"r1": 1, "r2": 1}, "Mickey Marsh": {"r1": 1}}


def test_films_and_places_are_one_by_title_and_abbreviation() -> None:
    found = counts(
        "[F THE PAPER KITE] in [L LA].", "[F Paper Kite] in [L Los Angeles].", "[F The Paper Kite] in [L LA]."
    )
    assert found == {
        "The Paper Kite": {"r1": 1, "r2": 1, "r3": 1},
        "Los Angeles": {"r1": 1, "r2": 1, "r3": 1},
    }


def test_plays_says_the_corpus_name_of_the_character() -> None:
    records = [
        record("[P Ada Voss] plays [C Mick Marsh].", id="a"),
        record("[C Mickey Marsh] bakes; [C Mickey Marsh] runs.", id="b"),
        record("[C Mickey Marsh] runs.", id="c"),
    ]
    assert by_name(link_reviews(records))["Ada Voss"].plays == "Mickey Marsh"


def test_overrules_win_across_reviews() -> None:
    rules = AliasRules(same=(("Lexi", "Lil"),), never=(("Nell Marsh", "Nell"),))
    found = counts("[C Lil] naps. [C Nell Marsh] bakes.", "[C Lexi] naps. [C Nell] runs.", overrules=rules)
    assert found == {"Lexi": {"r1": 1, "r2": 1}, "Nell Marsh": {"r1": 1}, "Nell": {"r2": 1}}


def test_merges_across_reviews_have_reasons() -> None:
    records = [record("[P Ada Voss] cuts.", id="a"), record("[P Voss] cuts.", id="b")]
    (linked,) = link_with_reasons(records)
    assert [(m.alias, m.into) for m in linked.merges] == [("Voss", "Ada Voss")]
    assert "surname" in linked.merges[0].reason
    assert [(review, part.name) for review, part in linked.parts] == [("a", "Ada Voss"), ("b", "Voss")]


NAMES = [
    "P Ada Voss",
    "P Voss",
    "P Ivo Voss",
    "C Nell Marsh",
    "C Nel Marsh",
    "C Nell",
    "C Mike Marsh",
    "C Mickey Marsh",
]
NAMES += ["C Marsh", "P Marsh", "C Wren", "F The Kite", "F Kite", "F KITE", "L LA", "L Los Angeles", "P Nell"]
REVIEW = st.tuples(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=6), st.sampled_from(["Kites", "Moths", None])
)


def _records(reviews: list[tuple[list[str], str | None]]) -> list[ReviewAnalysis]:
    sources = ["; ".join(f"[{name}]" for name in found) + f" {n}." for n, (found, _) in enumerate(reviews)]
    return [
        record(source, id=f"r{n}", film=film)
        for n, (source, (_, film)) in enumerate(zip(sources, reviews, strict=True))
    ]


@settings(max_examples=100)
@given(st.lists(REVIEW, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_order_of_files_changes_nothing(reviews: list[tuple[list[str], str | None]], random: Any) -> None:
    records = _records(reviews)
    shuffled = records.copy()
    random.shuffle(shuffled)
    entities = link_reviews(records)
    assert link_reviews(shuffled) == entities
    assert link_reviews(records) == entities
    assert sum(e.count for e in entities) == sum(e.count for r in records for e in r.entities)
    assert all(sum(e.by_review.values()) == e.count for e in entities)


@settings(max_examples=60)
@given(st.lists(REVIEW, min_size=1, max_size=5))
def test_renaming_files_changes_nothing_but_ids(reviews: list[tuple[list[str], str | None]]) -> None:
    records = _records(reviews)
    new = {r.id: f"z{len(records) - n}" for n, r in enumerate(records)}
    renamed = [
        msgspec.structs.replace(
            r, id=new[r.id], source=msgspec.structs.replace(r.source, path=f"{new[r.id]}.md")
        )
        for r in records
    ]
    before = [
        msgspec.structs.replace(e, by_review={new[n]: count for n, count in e.by_review.items()})
        for e in link_reviews(records)
    ]
    assert list(link_reviews(renamed)) == before


def test_time_grows_with_the_number_of_reviews() -> None:
    records = [_synthetic(n) for n in range(480)]

    def seconds(n: int) -> float:
        start = time.process_time()
        link_reviews(records[:n])
        return time.process_time() - start

    seconds(480)  # fills the caches of folded names
    small, large = min(seconds(120) for _ in range(3)), min(seconds(480) for _ in range(3))
    # Four times the reviews: 4 is linear, 16 is all pairs.
    assert large < 9 * small


def _synthetic(n: int) -> ReviewAnalysis:
    film, syllables = n // 5, ["ba", "ro", "mi", "ke", "la", "to", "si", "ren", "dor", "val"]

    def word(k: int) -> str:
        return (syllables[k % 10] + syllables[k // 10 % 10] + syllables[k // 100 % 10]).capitalize()

    cast = "; ".join(f"[P {word(film * 7 + k)} {word(film * 11 + k * 3)}]" for k in range(4))
    parts = "; ".join(f"[C {word(film * 3 + k)}]" for k in range(3))
    return record(
        f"{cast}; {parts}; [F {word(film)} {word(film + 5)}] {n}",
        id=f"r{n}",
        film=f"{word(film)} {word(film + 5)}",
    )
