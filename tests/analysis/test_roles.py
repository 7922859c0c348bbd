from __future__ import annotations

import pytest

from rocket_cli.analysis.entities import link_mentions
from rocket_cli.records import Credit, Mention
from tests.analysis.building import by_name, link, marked


@pytest.mark.parametrize(
    "source",
    [
        "[C Nell Marsh] ([P Ada Voss]) runs.",
        "[P Ada Voss] ([C Nell Marsh]) runs.",
        "[P Ada Voss] plays [C Nell Marsh].",
        "[P Ada Voss], who plays the tired baker [C Nell Marsh], runs.",
        "[P Ada Voss] stars as [C Nell Marsh].",
        "[P Ada Voss] in the role of [C Nell Marsh].",
        "[C Nell Marsh], played by the splendid [P Ada Voss], runs.",
        "[P Ada Voss]'s [C Nell Marsh] runs.",
    ],
)
def test_who_plays_whom(source: str) -> None:
    found = by_name(link(source))
    assert found["Ada Voss"].plays == "Nell Marsh"
    assert found["Ada Voss"].role == "cast_crew"
    assert found["Nell Marsh"].role == "character"


@pytest.mark.parametrize(
    "source",
    [
        "[P Ada Voss] is as good as she was, and [C Nell] runs.",
        "[P Ada Voss] works as well as [C Nell].",
        "[P Ada Voss] plays along with [C Nell].",
        "[P Ada Voss] rests. [C Nell] plays.",
        "[P Ada Voss] (b. 1971) likes [C Nell].",
    ],
)
def test_what_is_no_casting(source: str) -> None:
    assert by_name(link(source))["Ada Voss"].plays is None


def test_one_word_after_a_possessive_must_be_named_again_to_be_a_part() -> None:
    assert by_name(link("[P Ada Voss]'s [C Wren] is a cousin of it."))["Ada Voss"].plays is None
    assert by_name(link("[P Ada Voss]'s [C Wren] runs. [C Wren] falls."))["Ada Voss"].plays == "Wren"


def test_cast_lists_say_who_plays_whom() -> None:
    cast = (Credit("cast", "Ada Voss", "Nell Marsh"), Credit("director", "Ivo Hale"))
    found = by_name(
        link("[P Ada Voss] shines. [C Nell] bakes. [C Nell Marsh] runs. [P Ivo Hale].", credits=cast)
    )
    assert found["Ada Voss"].plays == "Nell Marsh"
    assert found["Ivo Hale"].plays is None


def test_one_wrong_label_does_not_turn_an_entity() -> None:
    found = by_name(link("[C Nell Marsh] runs. [C Nell Marsh] bakes. [P Nell Marsh] sleeps."))
    assert found["Nell Marsh"].role == "character"


def test_confidence_weighs_labels() -> None:
    mentions = [
        Mention("Nell Marsh", "PERSON", 0, 10, "body", 0, 0.4),
        Mention("Nell Marsh", "CHARACTER", 11, 21, "body", 0, 0.95),
    ]
    assert link_mentions("Nell Marsh Nell Marsh", mentions)[0].role == "character"


def test_credits_outweigh_labels() -> None:
    found = link("[C Ada Voss] cuts. [C Ada Voss] runs.", credits=(Credit("director", "Ada Voss"),))
    assert found[0].role == "cast_crew"


def test_the_reviewer_and_holders_of_office_are_neither() -> None:
    found = by_name(
        link("[P Mia Penn] writes. President [P Ivo Hale] waves. [P Ada Voss].", reviewer="Mia Penn")
    )
    assert {name: entity.role for name, entity in found.items()} == {
        "Mia Penn": "other",
        "Ivo Hale": "other",
        "Ada Voss": "cast_crew",
    }


def test_a_pipeline_without_characters_leaves_roles_to_the_text() -> None:
    source = "[P Nell] ([P Ada Voss]) bakes. [P Nell] runs. Directed by [P Ivo Hale]; [P Hale] is calm."
    text, mentions = marked(source, confidence=None)
    found = by_name(link_mentions(text, mentions))
    assert {name: entity.role for name, entity in found.items()} == {
        "Nell": "character",
        "Ada Voss": "cast_crew",
        "Ivo Hale": "cast_crew",
    }
    assert found["Ada Voss"].plays == "Nell"


def test_films_and_places_have_no_role() -> None:
    assert {e.role for e in link("[F Paper Kites] in [L Lisbon]")} == {None}
