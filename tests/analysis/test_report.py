"""What the page of a comparison shows beside it: quotes, and who shares what."""

from __future__ import annotations

import pytest

from rocket_cli.analysis.comparison import compare
from rocket_cli.analysis.report import combinations_of, gather_report
from rocket_cli.cli.selection import part_of_comparison
from tests import factories
from tests.browser import made_up


def test_every_counted_mention_belongs_to_its_entity() -> None:
    records = made_up.records(3)
    comparison = compare(records)
    data = gather_report(records, comparison)
    for record, named in zip(records, data.named, strict=True):
        for mention, entity in named.items():
            assert record.mentions[mention].text == comparison.entities[entity].name
        furniture = {i for i, mention in enumerate(record.mentions) if mention.block == "furniture"}
        assert set(named) == set(range(len(record.mentions))) - furniture
    n_quoted = [sum(len(quote.mentions) for quote in quotes) for quotes in data.quotes]
    assert n_quoted == [entity.count for entity in comparison.entities]


@pytest.mark.parametrize("with_text", [True, False])
def test_records_of_old_have_sentences_or_at_least_their_entities(with_text: bool) -> None:
    text = "Annie is here. So is Hob. Annie leaves."
    record = factories.analysis(text, [("Annie", "CHARACTER")], with_text=with_text)
    assert record.sentences == ()
    data = gather_report([record], compare([record]))
    assert [quote.text for quote in data.quotes[0]] == (["Annie is here."] if with_text else [])
    assert data.named == ({0: 0},)


def test_a_part_of_the_comparison_has_its_own_positions() -> None:
    records = made_up.records(3)
    whole = compare(records)
    part = part_of_comparison(whole, kinds=["places"], min_count=2, top=2)
    assert len(part.entities) == 2
    data = gather_report(records, part)
    assert {quote.name for quote in data.quotes[1]} == {part.entities[1].name}
    assert set().union(*(set(named.values()) for named in data.named)) == {0, 1}


def test_a_comparison_of_other_records_is_refused() -> None:
    with pytest.raises(ValueError, match="not one of these"):
        gather_report(made_up.records(1), compare(made_up.records(3)))


def test_every_name_is_in_one_combination() -> None:
    comparison = factories.comparison(4)
    found = combinations_of(comparison)
    assert sorted(n for one in found for n in one.entities) == list(range(len(comparison.entities)))
    for one in found:
        for n in one.entities:
            assert set(one.reviews) == set(comparison.entities[n].by_review)
    sizes = [len(one.entities) for one in found]
    assert sizes == sorted(sizes, reverse=True)
