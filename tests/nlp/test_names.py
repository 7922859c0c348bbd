from __future__ import annotations

from rocket_cli.nlp.names import (
    FILM_BEGIN,
    FILM_INSIDE,
    FILM_SINGLE,
    GIVEN_NAME,
    PERSON_BEGIN,
    PERSON_INSIDE,
    PLACE_BEGIN,
    SURNAME,
    NameLists,
)

LISTS = NameLists(
    {
        "films": ["it", "the florida project", "the florida project 2", "mad max"],
        "people": ["simon rex"],
        "places": ["texas city", "texas"],
        "given_names": ["simon"],
        "surnames": ["rex"],
    }
)


def mark(text: str) -> list[int]:
    words = text.split()
    return LISTS.mark([w.lower() for w in words], [w[0].isupper() for w in words])


def test_single_words_match_only_with_a_capital() -> None:
    assert mark("it was It") == [0, 0, FILM_SINGLE]


def test_the_longest_phrase_wins_within_a_kind() -> None:
    assert mark("the florida project 2") == [FILM_BEGIN, FILM_INSIDE, FILM_INSIDE, FILM_INSIDE]


def test_kinds_overlap_freely() -> None:
    assert mark("Simon Rex") == [PERSON_BEGIN | GIVEN_NAME, PERSON_INSIDE | SURNAME]
    assert mark("Texas City")[0] == PLACE_BEGIN


def test_lists_survive_storing() -> None:
    again = NameLists.from_bytes(LISTS.to_bytes())
    assert again.sections == LISTS.sections
    words = ["mad", "max"]
    assert again.mark(words, [True, True]) == LISTS.mark(words, [True, True]) == [FILM_BEGIN, FILM_INSIDE]
