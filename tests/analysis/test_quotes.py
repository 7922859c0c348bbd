from __future__ import annotations

import pytest

from rocket_cli.analysis.quotes import collect_quotes
from rocket_cli.errors import UsageError
from rocket_cli.records import Block, ReviewAnalysis
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
    assert report.names == ("Nell Marsh",)
    assert [(q.review, q.text) for q in report.quotes] == [
        ("a", "Nell, who calls herself Wren, bakes!"),
        ("a", "Is Nell Marsh tired?"),
        ("b", "Wren sings at 2.5 times the speed of J. S. Bach."),
    ]


def test_offsets_index_the_text() -> None:
    given = records()
    texts = {r.id: r.text or "" for r in given}
    for name in ("Nell Marsh", "Ada Voss"):
        for quote in collect_quotes(given, name).quotes:
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


def test_a_sentence_stays_in_its_block() -> None:
    one = record(
        "PAPER KITES by [P Ada Voss]\nFine work",
        id="a",
        blocks=(Block("title", 0, 23), Block("body", 24, 33)),
    )
    assert collect_quotes([one], "Ada Voss").quotes[0].text == "PAPER KITES by Ada Voss"


def test_texts_can_be_handed_in_and_are_missed_where_they_are_not() -> None:
    bare = [record(FIRST, id="a", with_text=False), record(SECOND, id="b", with_text=False)]
    texts = {"a": records()[0].text or ""}
    report = collect_quotes(bare, "Ada Voss", texts)
    assert [q.review for q in report.quotes] == ["a"]
    assert report.without_text == ("b",)


def test_an_unknown_name_suggests_the_nearest() -> None:
    with pytest.raises(UsageError, match="no review names 'Ada Vos'") as caught:
        collect_quotes(records(), "Ada Vos")
    assert caught.value.hint == "did you mean 'Ada Voss'?"
    with pytest.raises(UsageError):
        collect_quotes(records(), "Ada Voss", kinds=["films"])
