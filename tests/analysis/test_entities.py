from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from rocket_cli.analysis.aliases_file import AliasRules, parse_rules
from rocket_cli.analysis.entities import explain, link_mentions
from rocket_cli.analysis.forms import counted_mentions
from rocket_cli.records import COUNTED_BLOCKS, BlockKind, Label, Mention
from tests.analysis.building import by_name, link, marked


def groups(source: str, **options: object) -> dict[str, tuple[str, ...]]:
    """Canonical name to aliases."""
    return {entity.name: entity.aliases for entity in link(source, **options)}


def test_full_name_surname_first_name_case_and_possessive_are_one() -> None:
    found = by_name(
        link("[P Ada Voss] directs. [P Voss] is bold, [P ADA VOSS]'s eye is sharp. [P Ada] wins.")
    )
    assert set(found) == {"Ada Voss"}
    assert found["Ada Voss"].aliases == ("Voss", "ADA VOSS", "Ada")
    assert found["Ada Voss"].count == 4


def test_ambiguous_surname_stays_apart() -> None:
    found = groups("[P Joel Coen] wrote it; [P Ethan Coen] shot it. [P Coen] is pleased.")
    assert found == {"Joel Coen": (), "Ethan Coen": (), "Coen": ()}


def test_father_and_son_stay_apart() -> None:
    found = groups("[P Ivo Hale Sr.] made the first; [P Ivo Hale Jr.] the second. [P Ivo Hale] is no help.")
    assert len(found) == 3


def test_junior_left_out_is_the_same_where_there_is_one() -> None:
    assert groups("[P Ivo Hale Jr.] is good. [P Hale] again. [P Ivo Hale].") == {
        "Ivo Hale Jr.": ("Hale", "Ivo Hale")
    }


def test_who_is_named_beside_another_is_somebody_else() -> None:
    assert len(groups("[C Anna Sorel] dances. [C Annie] and [C Anna Sorel] quarrel.")) == 2


def test_actor_and_character_of_one_first_name_stay_apart() -> None:
    found = groups("[P Vera Kolm] is fine. Nobody believes [C Vera], the baker's girl.")
    assert found == {"Vera Kolm": (), "Vera": ()}


def test_actor_and_character_of_one_surname_share_the_word_by_label() -> None:
    found = link(
        "[P Tom Marsh] shouts. [C Ida Marsh] whispers. [P Marsh] acts. [C Marsh] weeps. [P Marsh] bows."
    )
    assert {e.name: e.count for e in found} == {"Tom Marsh": 3, "Ida Marsh": 2}


def test_nicknames_stated_in_the_text() -> None:
    for source in (
        "[C Nell] ([P Ada Voss]), who calls herself [C Wren], runs.",
        "[C Nell], better known as [C Wren], runs.",
        "[C Nell] (a.k.a. “[C Wren]”) runs.",
        "[C Nell] goes by the name of [C Wren].",
        "[C Nell], nicknamed [C Wren], runs.",
    ):
        assert groups(source)["Nell"] == ("Wren",), source


def test_an_actor_is_not_the_part_he_is_known_as() -> None:
    assert "Wren" in groups("[P Ada Voss], best known as [C Wren], returns.")


def test_nickname_printed_inside_the_name() -> None:
    assert groups("[P Nathan 'Scoot' McVoss] talks. [P Scoot McVoss] and so on; [P Scoot] again.") == {
        "Nathan 'Scoot' McVoss": ("Scoot McVoss", "Scoot")
    }
    assert groups("[P Robert (Bob) Hale] talks. [P Bob] smiles. [P Hale] too.") == {
        "Robert (Bob) Hale": ("Bob", "Hale")
    }


def test_everyday_short_forms_initials_and_slips() -> None:
    assert groups("[P Robert Hale] is in. [P Bob Hale] is out.") == {"Robert Hale": ("Bob Hale",)}
    assert groups("[P Juan Antonio Rua] cuts. [P J.A. Rua] scores.") == {"Juan Antonio Rua": ("J.A. Rua",)}
    assert groups("[P Kiesling] cuts. [P Kiesling] again. [P Kielsing] too.") == {"Kiesling": ("Kielsing",)}
    assert groups("[P Côté-Collins] cuts. [P Cote Collins].") == {"Côté-Collins": ("Cote Collins",)}


def test_families_are_not_their_members() -> None:
    assert "Armbrusts" in groups("[C Neil Armbrust] flies. The [C Armbrusts] wait. [C Armbrust] lands.")


def test_titles() -> None:
    assert groups("[F The Paper Kite] flies. [F Paper Kite] lands. [F THE PAPER KITE].") == {
        "The Paper Kite": ("Paper Kite", "THE PAPER KITE")
    }
    assert groups("[F Mad Gus: Salt Road] is loud. [F Salt Road] is long.") == {
        "Mad Gus: Salt Road": ("Salt Road",)
    }
    sequels = (
        "[F Mad Gus: Salt Road], [F Mad Gus: Home Again]: a franchise. [F Mad Gus] was first. [F Mad Gus 2]."
    )
    assert len(groups(sequels, film="Mad Gus: Salt Road")) == 4


def test_places() -> None:
    assert groups("[L the United States], [L USA], [L U.S.A.]") == {"the United States": ("USA", "U.S.A.")}
    assert groups("[L Los Angeles], [L LA].") == {"Los Angeles": ("LA",)}
    assert len(groups("[L Texas City] in [L Texas], [L America].")) == 3


def test_capitals_give_way_to_ordinary_case_and_stand_where_there_is_nothing_else() -> None:
    assert set(groups("[F PAPER KITES] soars. [F PAPER KITES]! [F Paper Kites].")) == {"Paper Kites"}
    assert set(groups("[F PAPER KITES] soars.")) == {"PAPER KITES"}


def test_kinds_do_not_mix() -> None:
    assert len(link("[F Carol] is about [C Carol] from [L Carol].")) == 3


def test_only_counted_blocks_count() -> None:
    text, mentions = marked("[P Ada Voss] and [P Ada Voss]", block="furniture")
    assert link_mentions(text, mentions) == ()
    assert link_mentions(text, mentions, include_furniture=True)[0].count == 2


def test_a_mention_inside_a_longer_one_is_not_counted_twice() -> None:
    text = "Severin Snope scowls."
    mentions = [
        Mention("Snope", "CHARACTER", 8, 13, "body"),
        Mention("Severin Snope", "CHARACTER", 0, 13, "body"),
    ]
    entities = link_mentions(text, mentions)
    assert [(e.name, e.count, e.mentions) for e in entities] == [("Severin Snope", 1, (1,))]


def test_overrules_win_over_everything() -> None:
    source = "[C Lil] and [C Lexi] meet [P Ada Voss]. [P Voss] filmed [C Moth]."
    rules = AliasRules(same=(("Lil", "Lexi"),), never=(("Ada Voss", "Voss"),))
    assert groups(source, overrules=rules) == {"Lil": ("Lexi",), "Ada Voss": (), "Voss": (), "Moth": ()}


def test_the_first_name_of_an_overrule_is_shown() -> None:
    rules = parse_rules('same = [["Moth", "Ada Voss"]]')
    assert set(groups("[P Ada Voss] is [P Moth].", overrules=rules)) == {"Moth"}


def test_every_merge_has_its_reason() -> None:
    text, mentions = marked("[P Ada Voss] directs. [P Voss] rests. [P Joel Coen], [P Ethan Coen]: [P Coen].")
    explained = {x.entity.name: x for x in explain(text, mentions)}
    assert [(m.alias, m.into, m.reason) for m in explained["Ada Voss"].merges] == [
        ("Voss", "Ada Voss", "the surname alone")
    ]
    assert "Ethan Coen or Joel Coen" in explained["Joel Coen"].kept_apart[0].reason


def test_order_is_by_count_then_appearance() -> None:
    assert [e.name for e in link("[L Lisbon], [P Ada Voss], [L Porto], [L Porto].")] == [
        "Porto",
        "Lisbon",
        "Ada Voss",
    ]


def test_nothing_gives_nothing() -> None:
    assert link_mentions("", []) == ()


NAMES = [
    "Ada Voss",
    "Voss",
    "ADA VOSS",
    "Ada",
    "Ivo Voss",
    "Nell",
    "Nel",
    "Nell Marsh",
    "Marsh",
    "Bob Hale",
    "Robert Hale",
]
LABEL = st.sampled_from(["PERSON", "CHARACTER", "FILM", "PLACE"])
BLOCK = st.sampled_from(["title", "body", "furniture", "byline", "credits"])
JOINTS = st.sampled_from([" ", " and ", " (", "), who calls herself ", ". ", " plays ", " as "])


@settings(max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(NAMES), LABEL, BLOCK, JOINTS), max_size=14), st.booleans())
def test_each_counted_mention_is_in_exactly_one_entity(
    parts: list[tuple[str, Label, BlockKind, str]], include_furniture: bool
) -> None:
    text, mentions = "", []
    for name, label, block, joint in parts:
        mentions.append(Mention(name, label, len(text), len(text) + len(name), block))
        text += name + joint
    entities = link_mentions(text, mentions, include_furniture=include_furniture)
    assert sorted(i for e in entities for i in e.mentions) == sorted(
        counted_mentions(mentions, include_furniture=include_furniture)
    )
    for entity in entities:
        assert entity.count == len(entity.mentions)
        surfaces = {mentions[i].text for i in entity.mentions}
        assert surfaces == {entity.name, *entity.aliases}
        assert (entity.role is None) == (entity.kind != "people")
        assert include_furniture or all(mentions[i].block in COUNTED_BLOCKS for i in entity.mentions)
    assert entities == link_mentions(text, mentions, include_furniture=include_furniture)


def test_a_label_that_the_pipeline_is_half_sure_of_parts_nobody() -> None:
    text, mentions = marked("[P Ada Voss] directs. You know that [C Voss] can.")
    doubtful = [m if m.label == "PERSON" else replace(m, confidence=0.58) for m in mentions]
    (ada,) = link_mentions(text, doubtful)
    assert (ada.name, ada.aliases, ada.role) == ("Ada Voss", ("Voss",), "cast_crew")
    assert len(link_mentions(text, mentions)) == 2


@pytest.mark.parametrize(
    ("source", "real", "other"),
    [
        ("He meets [C Wren]. She is nineteen and bakes. Her real name is [C Nell].", "Nell", "Wren"),
        ("[C Wren], whose real name is [C Nell], bakes.", "Nell", "Wren"),
        (
            "In [C Nell] ([P Ada Voss]), who bakes and prefers to be called [C Wren], he sees hope.",
            "Nell",
            "Wren",
        ),
        ("[C Nell], who insists on being called [C Wren], bakes.", "Nell", "Wren"),
    ],
)
def test_what_the_text_says_of_a_real_name(source: str, real: str, other: str) -> None:
    found = by_name(link(source))
    assert found[real].aliases == (other,)


@pytest.mark.parametrize(
    "source",
    [
        "He meets [C Wren]. She knows [C Tom]. His dog is ill. The name is [C Nell].",
        "[C Nell], who likes to be called early, wakes [C Wren].",
        "He meets [C Wren].\n\nHer real name is [C Nell].",
    ],
)
def test_what_says_nothing_of_a_real_name(source: str) -> None:
    assert all(entity.aliases == () for entity in link(source))
