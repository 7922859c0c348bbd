from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rocket_cli.analysis.quotes import collect_quotes, sentence_around
from rocket_cli.errors import UsageError
from rocket_cli.records import Block, Failure, ReviewAnalysis
from tests.analysis.building import record

FIRST = (
    "Dr. M. Hale opened it. [C Nell], who calls herself [C Wren], bakes! Is [C Nell Marsh] tired? "
    "“Yes,” says [P Ada Voss]. The rest is silence…"
)
SECOND = "[C Wren] sings at 2.5 times the speed of J. S. Bach. Then [P Voss] bows\n\n[P Voss] again"


def records() -> list[ReviewAnalysis]:
    return [record(FIRST, id="a"), record(SECOND, id="b")]


def test_sentences_side_by_side_under_any_alias() -> None:
    report = collect_quotes(records(), "wren")
    assert [entity.name for entity in report.entities] == ["Nell Marsh"]
    assert [(q.review, q.text) for q in report.quotes] == [
        ("a", "Nell, who calls herself Wren, bakes!"),
        ("a", "Is Nell Marsh tired?"),
        ("b", "Wren sings at 2.5 times the speed of J. S. Bach."),
    ]


def test_offsets_index_the_text() -> None:
    found = records()
    texts = {r.id: r.text or "" for r in found}
    for name in ("Nell Marsh", "Ada Voss"):
        for quote in collect_quotes(found, name).quotes:
            assert texts[quote.review][quote.start : quote.end] == quote.text
            assert all(quote.start <= start < end <= quote.end for start, end in quote.mentions)


def test_a_sentence_is_given_once_with_all_its_names() -> None:
    first = collect_quotes(records(), "Nell").quotes[0]
    assert len(first.mentions) == 2


def test_a_blank_line_ends_a_sentence() -> None:
    assert [q.text for q in collect_quotes(records(), "Ada Voss").quotes] == [
        "“Yes,” says Ada Voss.",
        "Then Voss bows",
        "Voss again",
    ]


def test_the_sentences_of_the_record_are_believed() -> None:
    text = "one [P Ada Voss] two. three"
    one = record(text, id="a", sentences=(0, 4, 13))
    quote = collect_quotes([one], "Ada Voss").quotes[0]
    assert (quote.text, quote.sentence) == ("Ada Voss", 1)


def test_a_sentence_stays_in_its_block() -> None:
    one = record(
        "PAPER KITES by [P Ada Voss]\nFine work",
        id="a",
        blocks=(Block("title", 0, 23), Block("body", 24, 33)),
        sentences=(0,),
    )
    assert collect_quotes([one], "Ada Voss").quotes[0].text == "PAPER KITES by Ada Voss"


def test_reviews_whose_text_is_not_at_hand_are_named() -> None:
    bare = [record(FIRST, id="a"), record(SECOND, id="b", with_text=False)]
    report = collect_quotes(bare, "Ada Voss")
    assert [q.review for q in report.quotes] == ["a"]
    assert report.without_text == ("b",)


def test_what_could_not_be_read_is_handed_on() -> None:
    lost = Failure("lost.txt", "no such file", None)
    assert collect_quotes(records(), "Ada Voss", [lost]).failed == (lost,)
    assert collect_quotes([], "Ada Voss", [lost]).quotes == ()


def test_one_name_can_mean_two() -> None:
    two = [
        record("[C Mab] waits. [C Mab] sleeps.", id="a", film="Paper Kites"),
        record("[C Mab] flies.", id="b", film="Tin Moon"),
    ]
    report = collect_quotes(two, "Mab")
    assert [entity.by_review for entity in report.entities] == [{"a": 2}, {"b": 1}]
    assert [(q.entity, q.text) for q in report.quotes] == [
        (0, "Mab waits."),
        (0, "Mab sleeps."),
        (1, "Mab flies."),
    ]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("Ada Vos", "did you mean 'Ada Voss'?"),
        ("Marsh", "did you mean 'Nell Marsh'?"),
        ("Zzyzx", "`rocket entities` lists every name"),
        ("…", "`rocket entities` lists every name"),
    ],
)
def test_an_unknown_name_suggests_the_nearest(typed: str, hint: str) -> None:
    with pytest.raises(UsageError, match="no review names") as caught:
        collect_quotes(records(), typed)
    assert caught.value.hint == hint


def test_a_name_of_another_kind_is_none() -> None:
    with pytest.raises(UsageError):
        collect_quotes(records(), "Ada Voss", kinds=["films"])


@settings(max_examples=200)
@given(
    text=st.text(alphabet="ab .\n", min_size=1, max_size=40),
    starts=st.sets(st.integers(0, 39), max_size=6),
    where=st.tuples(st.integers(0, 39), st.integers(1, 5)),
)
def test_a_sentence_holds_the_name_and_ends_in_no_blank(
    text: str, starts: set[int], where: tuple[int, int]
) -> None:
    start = min(where[0], len(text) - 1)
    end = min(start + where[1], len(text))
    one = record("x", id="a", blocks=(Block("body", 0, len(text)),))
    found = sentence_around(one, text, tuple(sorted(s for s in starts if s < len(text))), start, end)
    assert 0 <= found[0] <= start < end <= found[1] <= len(text)
    assert found[0] == start or not text[found[0]].isspace()
    assert found[1] == end or not text[found[1] - 1].isspace()
