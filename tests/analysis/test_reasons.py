from __future__ import annotations

import pytest

from rocket_cli.analysis.aliases_file import AliasRules
from rocket_cli.analysis.reasons import Step, give_reasons
from rocket_cli.errors import UsageError
from rocket_cli.records import ReviewAnalysis
from tests.analysis.building import record

FIRST = (
    "[C Nell Marsh] bakes. [C NELL], who calls herself [C Wren], sings. [P Ada Voss] plays [C Nell’s] part."
)
SECOND = "[C Wren] flies. [P Voss] bows."


def records() -> list[ReviewAnalysis]:
    return [record(FIRST, id="a"), record(SECOND, id="b"), record("[C Nell Marsh] waits.", id="c")]


def test_every_mention_is_listed_with_its_place() -> None:
    (nell,) = give_reasons(records(), "Wren").entities
    assert nell.entity.name == "Nell Marsh"
    texts = {r.id: r.text or "" for r in records()}
    assert [(m.review, m.text) for m in nell.mentions] == [
        ("a", "Nell Marsh"),
        ("a", "NELL"),
        ("a", "Wren"),
        ("a", "Nell’s"),
        ("b", "Wren"),
        ("c", "Nell Marsh"),
    ]
    assert all(texts[m.review][m.start : m.end] == m.text for m in nell.mentions)
    assert [(part.review, part.count) for part in nell.parts] == [("a", 4), ("b", 1), ("c", 1)]


def test_every_merge_has_its_reason() -> None:
    (nell,) = give_reasons(records(), "Nell Marsh").entities
    assert nell.merges == (
        Step("a", "Wren", "NELL", "the text says so: 'who calls herself'"),
        Step("a", "NELL", "Nell Marsh", "the first name alone"),
        Step("a", "Nell", "NELL", "the same but for capitals, accents or marks"),
        Step(None, "Nell Marsh", "Nell Marsh", "the same name in 2 reviews of one film"),
        Step(None, "Wren", "Nell Marsh", "a review of the film uses both names for one"),
    )


def test_steps_lead_from_every_form_to_one() -> None:
    (nell,) = give_reasons(records(), "Nell Marsh").entities
    for part in nell.parts:
        groups = [{form} for form in (part.name, *part.aliases)]
        for step in nell.merges:
            if step.review == part.review:
                touched = [group for group in groups if group & {step.alias, step.into}]
                groups = [g for g in groups if g not in touched] + [set().union(*touched)]
        assert len(groups) == 1


def test_what_was_kept_apart_is_said() -> None:
    text = "[P Ada Voss] and [P Ben Voss] act. [P Voss] is better."
    (ada,) = give_reasons([record(text, id="a")], "Ada Voss").entities
    assert ada.kept_apart == (Step("a", "Voss", "Ada Voss", "kept apart: it could be Ada Voss or Ben Voss"),)


def test_aliases_of_the_user_are_a_reason() -> None:
    rules = AliasRules(same=(("Ada Voss", "Bee"),))
    one = record("[P Ada Voss] acts. [P Bee] bows.", id="a", rules=rules)
    report = give_reasons([one], "Bee", overrules=rules, rules_of=lambda record: rules)
    assert [step.reason for step in report.entities[0].merges] == [
        "'Ada Voss' and 'Bee' are the same in aliases.toml"
    ]


def test_without_the_text_only_merges_across_reviews_are_known() -> None:
    bare = [record(FIRST, id="a", with_text=False), record(SECOND, id="b")]
    report = give_reasons(bare, "Nell Marsh")
    assert report.without_text == ("a",)
    assert {step.review for step in report.entities[0].merges} >= {None}
    assert "who calls herself" not in " ".join(step.reason for step in report.entities[0].merges)


@pytest.mark.parametrize(
    ("source", "name", "reason"),
    [
        (
            "[F The Tin Moon] beats [F Tin Moon].",
            "Tin Moon",
            "the same title, its article or number written another way",
        ),
        ("[L USA] or [L the United States].", "USA", "another way to write the same place"),
        (
            "[C Mr. Hale] and old [C Hale].",
            "Hale",
            "the same name, with a form of address or a nickname beside it",
        ),
    ],
)
def test_forms_that_were_never_two_have_a_reason_too(source: str, name: str, reason: str) -> None:
    (one,) = give_reasons([record(source, id="a")], name).entities
    assert reason in [step.reason for step in one.merges]


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(UsageError, match="no review names 'Nobody'"):
        give_reasons(records(), "Nobody")
    assert give_reasons([], "Nobody").entities == ()


def test_two_prints_of_one_name_across_reviews_have_that_for_a_reason() -> None:
    two = [record("[L LA] is hot.", id="a"), record("[L Los Angeles] is hotter. [L Los Angeles]", id="b")]
    (city,) = give_reasons(two, "LA").entities
    assert city.merges == (Step(None, "LA", "Los Angeles", "another way to write the same place"),)
