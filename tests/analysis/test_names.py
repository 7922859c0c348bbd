from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rocket_cli.analysis import names, relations
from rocket_cli.analysis.relations import Tier, TitleContext

ALONE = TitleContext(series_talk=False, reviewed="", people=frozenset())


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("ADA VOSS'S", "Ada Voss"),
        ("Ada Voss’s", "ada voss"),
        ("Zar Amir-Ebrahimi", "Zar Amir Ebrahimi"),
        ("Éric Rohmer", "Eric Rohmer"),
        ("Søren Ølgaard", "Soren Olgaard"),
        ("J.A. Bayona", "J. A. Bayona"),
        ("O’Hara", "O'Hara"),
        ("Vetri Maaran", "Vetrimaaran"),
        ("Nathan 'Scoot' McNairy", "Nathan McNairy"),
        ("Mr. Ripley", "Ripley"),
    ],
)
def test_spellings_of_one_person_have_one_key(a: str, b: str) -> None:
    assert names.base_key(a, "people") == names.base_key(b, "people")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The Florida Project", "florida project"),
        ("Hostel: Part II", "Hostel Part 2"),
        ("It Chapter Two", "IT Chapter 2"),
        ("Mad Max: Fury Road", "Mad Max – Fury Road"),
        ("Bonnie & Clyde", "Bonnie and Clyde"),
    ],
)
def test_spellings_of_one_title_have_one_key(a: str, b: str) -> None:
    assert names.base_key(a, "films") == names.base_key(b, "films")


@pytest.mark.parametrize(("a", "b"), [("Saw II", "Saw III"), ("Texas City", "Texas"), ("I, Robot", "Robot")])
def test_other_titles_and_places_have_other_keys(a: str, b: str) -> None:
    assert names.base_key(a, "films") != names.base_key(b, "films")
    assert names.base_key(a, "places") != names.base_key(b, "places")


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("U.S.A.", "United States"),
        ("USA", "the United States"),
        ("the States", "USA"),
        ("LA", "Los Angeles"),
        ("L.A.", "Los Angeles"),
        ("UK", "United Kingdom"),
        ("NYC", "New York"),
        ("St. Petersburg", "Saint Petersburg"),
    ],
)
def test_abbreviated_places_are_opened(short: str, full: str) -> None:
    assert names.place_key(short) == names.place_key(full)


def test_america_stays_what_the_reviewer_calls_it() -> None:
    assert names.place_key("America") != names.place_key("USA")


def test_possessives_are_cut_and_apostrophes_of_names_are_not() -> None:
    assert names.without_possessive("Ada Voss's") == "Ada Voss"
    assert names.without_possessive("the Coens’") == "the Coens"
    assert names.without_possessive("Lil'") == "Lil'"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("baker", "baker", True),
        ("baker", "bakker", True),
        ("baker", "bkaer", True),
        ("baker", "baxer", True),
        ("baker", "bakkker", False),
        ("", "a", True),
        ("", "ab", False),
        ("abcd", "badc", False),
    ],
)
def test_one_edit(a: str, b: str, expected: bool) -> None:
    assert names.within_one_edit(a, b) is expected
    assert names.within_one_edit(b, a) is expected


@given(st.text("abc", max_size=6), st.integers(0, 6), st.sampled_from("abc"))
def test_any_single_edit_is_found(word: str, at: int, letter: str) -> None:
    at = min(at, len(word))
    for edited in (
        word[:at] + letter + word[at:],
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at + 1 :],
    ):
        assert names.within_one_edit(word, edited)


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert names.fold(names.fold(text)) == names.fold(text)


def test_nicknames_join_short_forms_of_one_name() -> None:
    assert names.is_nickname("bob", "robert")
    assert names.is_nickname("mike", "mikey")
    assert not names.is_nickname("lil", "lexi")
    assert not names.is_nickname("robert", "robert")


@pytest.mark.parametrize(
    ("a", "b", "tier"),
    [
        ("Ada Voss", "Voss", Tier.PART),
        ("Ada Voss", "Ada", Tier.PART),
        ("Guillermo del Toro", "Del Toro", Tier.PART),
        ("Leonardo DiCaprio", "Di Caprio", Tier.PART),
        ("Juan Antonio Bayona", "J.A. Bayona", Tier.PART),
        ("Robert Hale", "Bob Hale", Tier.PART),
        ("Robert Hale Jr.", "Robert Hale", Tier.PART),
        ("Robert Hale", "Bob", Tier.NICKNAME),
        ("Philip Kindred Dick", "PKD", Tier.NICKNAME),
        ("Nathan 'Scoot' McNairy", "Scoot", Tier.PART),
        ("Nathan 'Scoot' McNairy", "Scoot McNairy", Tier.FULL),
        ("Li Ruijun", "Ruijun Li", Tier.FULL),
        ("Kevin Costner", "Kevin Cosner", Tier.FULL),
        ("John C. Reilly", "John Reilly", Tier.FULL),
        ("Donald Trump", "Trumo", Tier.MISSPELLING),
    ],
)
def test_relations_of_people(a: str, b: str, tier: Tier) -> None:
    for relation in (relations.relate_people(a, b), relations.relate_people(b, a)):
        assert relation is not None
        assert relation.tier is tier


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Joel Coen", "Ethan Coen"),
        ("Neil Armstrong", "Armstrongs"),
        ("Robert Hale Jr.", "Robert Hale Sr."),
        ("Juror 1", "Juror 2"),
        ("Rey", "Ren"),
        ("Lil", "Lexi"),
        ("Cassavetes", "Rowlands"),
        ("Wizard of Oz", "Oz"),
    ],
)
def test_people_who_are_not_each_other(a: str, b: str) -> None:
    assert relations.relate_people(a, b) is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Mad Max: Fury Road", "Fury Road"),
        ("Terminator 2: Judgment Day", "Terminator 2"),
        ("Terminator 2: Judgment Day", "T2"),
        ("Dawn of the Dead", "Dawn"),
        ("Lord of the Rings", "LOTR"),
        ("Inglourious Basterds", "Basterds"),
        ("Terminator 2: Judgment Day", "Judgement Day"),
        ("The Highwaymen", "The Highawaymen"),
    ],
)
def test_short_titles(a: str, b: str) -> None:
    assert relations.relate_titles(a, b, ALONE) is not None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Alien", "Aliens"),
        ("Saw II", "Saw III"),
        ("Frozen", "Frozen II"),
        ("Mad Max: Fury Road", "Mad Max"),
        ("A Good Day to Die Hard", "Die Hard"),
        ("Kill Bill: Volume 1", "Volume 1"),
    ],
)
def test_sequels_and_series_are_other_films(a: str, b: str) -> None:
    assert relations.relate_titles(a, b, ALONE) is None


def test_a_title_loses_its_subtitle_only_where_no_series_is_spoken_of() -> None:
    reviewed = TitleContext(
        series_talk=False, reviewed=names.base_key("Finite: A Climate Story", "films"), people=frozenset()
    )
    assert relations.relate_titles("Finite: A Climate Story", "Finite", reviewed) is not None
    assert (
        relations.relate_titles("Finite: A Climate Story", "Finite", reviewed._replace(series_talk=True))
        is None
    )
    assert (
        relations.relate_titles(
            "Finite: A Climate Story", "Finite", reviewed._replace(people=frozenset({"finite"}))
        )
        is None
    )


def test_places_lose_only_a_kind_of_building() -> None:
    assert relations.relate_places("Overlook Hotel", "Overlook") is not None
    assert relations.relate_places("Moss Bar", "Moss") is not None
    assert relations.relate_places("Texas City", "Texas") is None
    assert relations.relate_places("South Boston", "Boston") is None
    assert relations.relate_places("Philadelphia", "Philadelpia") is not None
