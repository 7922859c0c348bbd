"""Parts of an answer."""

from __future__ import annotations

from collections import Counter

from rocket_cli.analysis.grouping import group_comparison
from rocket_cli.cli.selection import first_of_each_kind, part_of_comparison, part_of_report
from tests import factories

WHOLE = factories.comparison(4)


def test_the_first_of_each_kind_are_those_in_most_reviews() -> None:
    chosen = first_of_each_kind(WHOLE.entities, 2)
    assert Counter(entity.kind for entity in chosen) == {"people": 2, "films": 2, "places": 2}
    assert chosen[0].name == "Marguerite Vale"
    assert [entity for entity in WHOLE.entities if entity in chosen] == list(chosen)


def test_all_of_a_report_is_the_report() -> None:
    report = factories.entity_report(4)
    assert part_of_report(report, None) is report
    assert len(part_of_report(report, 1).entities) == 3


def test_a_comparison_keeps_its_metrics_and_measures() -> None:
    part = part_of_comparison(WHOLE, kinds=["films"], min_count=7, top=None)
    assert [entity.name for entity in part.entities] == ["Night Ferry"]
    assert part.metrics == WHOLE.metrics
    assert part.overlap == tuple(found for found in WHOLE.overlap if found.kind == "films")
    assert all(names == () for names in part.only_in.values())


def test_what_only_one_names_follows_the_selection() -> None:
    assert any(WHOLE.only_in.values())
    part = part_of_comparison(WHOLE, kinds=None, min_count=1, top=None)
    assert part.only_in == WHOLE.only_in


def test_the_selection_of_groups_goes_by_their_counts() -> None:
    grouped = group_comparison(WHOLE, "outlet")
    whole = part_of_comparison(grouped, kinds=None, min_count=1, top=None)
    assert whole.only_in == grouped.only_in
    part = part_of_comparison(grouped, kinds=["places"], min_count=1, top=1)
    assert [entity.kind for entity in part.entities] == ["places"]
    assert len(part.entities[0].by_group) == max(
        len(entity.by_group) for entity in grouped.entities if entity.kind == "places"
    )
    kept = {entity.name for entity in part.entities}
    assert all(set(names) <= kept for names in part.only_in.values())
