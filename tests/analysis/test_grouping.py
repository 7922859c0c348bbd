"""Reviews compared as one, from comparisons computed by hand."""

from __future__ import annotations

from statistics import stdev
from typing import Any

import pytest

from rocket_cli.analysis.comparison import compare
from rocket_cli.analysis.grouping import group_comparison, reviewer_key
from rocket_cli.records import Comparison, GroupKey, Rating, Readability, ReviewAnalysis
from tests.analysis.building import record


def one(text: str, id: str, reviewer: str | None = None, **facts: Any) -> ReviewAnalysis:
    ease = facts.pop("ease", None)
    return record(
        text,
        id=id,
        reviewer=reviewer,
        readability=Readability(flesch_reading_ease=ease),
        **facts,
    )


def three_by_two() -> Comparison:
    records = [
        one("[P Ada Voss] sails to [L Lisbon].", "a1", "Zoë Reed", ease=50.0, film="Kites", year=2020),
        one("[P Ivo Hale] rests.", "b1", "Bo Marsh", ease=None, film="Kites", year=2021),
        one("[P Ada Voss] sails. [P Ivo Hale] rests.", "a2", "By ZOE REED", ease=60.0, film="Moths"),
    ]
    return group_comparison(compare(records), "reviewer")


def named(compared: Comparison) -> dict[str, tuple[str, ...]]:
    return {group.name: group.reviews for group in compared.groups}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Jane Doe", "JANE DOE"),
        ("Jane Doe", "By Jane Doe"),
        ("Jane Doe", "Review by: jane doe"),
        ("Zoë Réed", "Zoe Reed"),
        ("Dr Jane Doe", "Jane Doe"),
        ("Mary-Ann O'Neil", "Mary Ann O’Neil"),
        ("山田太郎", "山田 太郎"),
    ],
)
def test_one_reviewer_written_in_two_ways(first: str, second: str) -> None:
    assert reviewer_key(first)
    assert reviewer_key(first) == reviewer_key(second)


@pytest.mark.parametrize(("first", "second"), [("Jane Doe", "Jan Doe"), ("Byron Hale", "on Hale")])
def test_two_reviewers_stay_two(first: str, second: str) -> None:
    assert reviewer_key(first) != reviewer_key(second)


def test_reviews_of_one_reviewer_are_one_group() -> None:
    compared = three_by_two()
    assert (compared.by, named(compared)) == ("reviewer", {"Zoë Reed": ("a1", "a2"), "Bo Marsh": ("b1",)})
    words = {review.id: review.n_words for review in compared.reviews}
    assert compared.groups[0].n_words == words["a1"] + words["a2"]


def test_figures_are_means_with_the_sample_standard_deviation() -> None:
    compared = three_by_two()
    zoe, bo = (group.id for group in compared.groups)
    ease = next(metric for metric in compared.metrics if metric.name == "flesch_reading_ease")
    assert ease.values == {zoe: 55.0, bo: None}
    assert ease.spread == {zoe: pytest.approx(stdev([50.0, 60.0])), bo: None}
    assert ease.n_reviews == {zoe: 2, bo: 0}
    people = next(metric for metric in compared.metrics if metric.name == "n_people")
    assert people.values == {zoe: 1.5, bo: 1.0}


def test_counts_are_sums_and_single_reviews_stay_known() -> None:
    compared = three_by_two()
    zoe, bo = (group.id for group in compared.groups)
    ada = next(entity for entity in compared.entities if entity.name == "Ada Voss")
    assert (ada.by_group, ada.by_review) == ({zoe: 2}, {"a1": 1, "a2": 1})
    assert compared.only_in == {zoe: ("Ada Voss", "Lisbon"), bo: ()}
    overlap = {found.kind: (found.a, found.b, found.jaccard, found.n_shared) for found in compared.overlap}
    assert overlap == {
        "people": (zoe, bo, 0.5, 1),
        "films": (zoe, bo, None, 0),
        "places": (zoe, bo, 0.0, 0),
    }


def test_within_a_group_nobody_disagrees() -> None:
    records = [
        one("[P Kevin Costner]", "a", "Zoë Reed", film="Kites", year=2020, rating=Rating("4/5", 0.8)),
        one("[P Kevin Costner]", "b", "Zoë Reed", film="Kites", year=2021, rating=Rating("4/5", 0.8)),
        one("[P Kevin Cosner]", "c", "Bo Marsh", film="Kites", year=2021, rating=Rating("1/5", 0.2)),
    ]
    whole = compare(records)
    compared = group_comparison(whole, "reviewer")
    zoe, bo = (group.id for group in compared.groups)
    found = {disagreement.topic: disagreement.values for disagreement in compared.disagreements}
    assert found["year"] == {zoe: "2020; 2021", bo: "2021"}
    assert found["rating"] == {zoe: "4/5", bo: "1/5"}
    assert found["spelling"] == {zoe: "Kevin Costner", bo: "Kevin Cosner"}
    assert group_comparison(whole, "film").disagreements == ()


def test_reviews_that_do_not_say_stand_alone() -> None:
    records = [one("x", "a"), one("y", "b"), one("z", "c", "Bo Marsh")]
    compared = group_comparison(compare(records), "reviewer")
    assert [group.id for group in compared.groups][:2] == ["a", "b"]
    assert [group.reviews for group in compared.groups] == [("a",), ("b",), ("c",)]
    assert [group.name for group in compared.groups] == ["a", "b", "Bo Marsh"]


def test_outlets_with_and_without_their_article() -> None:
    records = [one("x", "a", outlet="The Quay"), one("y", "b", outlet="QUAY"), one("z", "c", outlet="Reel")]
    assert named(group_comparison(compare(records), "outlet")) == {"The Quay": ("a", "b"), "Reel": ("c",)}


def films(*stated: tuple[str, int | None]) -> dict[str, tuple[str, ...]]:
    records = [one("x", f"r{i}", film=title, year=year) for i, (title, year) in enumerate(stated)]
    return named(group_comparison(compare(records), "film"))


def test_one_film_may_have_two_neighbouring_years() -> None:
    assert films(("Kites", 2020), ("KITES", 2021), ("The Kites", None), ("Kites", 2022)) == {
        "Kites": ("r0", "r1", "r2", "r3")
    }


def test_a_remake_is_another_film() -> None:
    assert films(("Kites", 1954), ("Kites", 2018), ("Kites", 2018), ("Kites", None), ("Moths", 1954)) == {
        "Kites (1954)": ("r0",),
        "Kites (2018)": ("r1", "r2", "r3"),
        "Moths": ("r4",),
    }


@pytest.mark.parametrize("by", ["reviewer", "outlet", "film"])
def test_ids_are_distinct_and_the_same_for_the_same_reviews(by: GroupKey) -> None:
    records = [
        one("x", "a", "山田太郎", film="七人", outlet="映画"),
        one("y", "b", "李小龍", film="七", outlet="電影"),
        one("z", "c"),
    ]
    ids = [group.id for group in group_comparison(compare(records), by).groups]
    assert len(set(ids)) == 3
    again = group_comparison(compare(records[::-1]), by)
    assert [group.id for group in again.groups] == ids[::-1]


def test_nothing_in_groups_is_nothing() -> None:
    compared = group_comparison(compare([]), "film")
    assert (compared.groups, compared.only_in, compared.overlap) == ((), {}, ())
