"""Which reviewers are compared, in what order, and what is said where that cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from rocket_cli.analysis.comparison import METRIC_NAMES, compare
from rocket_cli.analysis.grouping import group_comparison
from rocket_cli.cli.compare import compare_reviews
from rocket_cli.cli.main import main
from rocket_cli.cli.options import ReviewerOptions
from rocket_cli.cli.ordering import (
    FACTS,
    Order,
    arranged,
    chosen_records,
    order_of,
    sort_key_of,
    sort_keys,
    sorted_comparison,
)
from rocket_cli.cli.readability import measure_readability
from rocket_cli.cli.report import report_reviews
from rocket_cli.cli.schema import schema_of
from rocket_cli.errors import UsageError
from rocket_cli.records import Comparison, Rating, Readability, ReviewAnalysis, to_json
from rocket_cli.workflow import AnalyseOptions
from tests import factories
from tests.analysis.building import record


def reviews() -> list[ReviewAnalysis]:
    def one(id: str, reviewer: str | None, ease: float | None, **facts: object) -> ReviewAnalysis:
        made = record(
            "x", id=id, reviewer=reviewer, readability=Readability(flesch_reading_ease=ease), **facts
        )
        return replace(made, display_name=reviewer or f"file-{id}")

    return [
        one("a", "Zoë Reed", 60.0, year=2021, rating=Rating("2/5", 0.4), outlet="Quay"),
        one("b", "Ada Reed", None, year=2019, outlet="The Reel"),
        one("c", "émile Moss", 70.0, rating=Rating("A", 1.0)),
        one("d", None, 50.0, year=2020),
    ]


def ids(compared: Comparison) -> str:
    return "".join(review.id for review in compared.reviews)


@pytest.mark.parametrize(
    ("key", "reverse", "expected"),
    [
        ("flesch_reading_ease", False, "dacb"),
        ("flesch_reading_ease", True, "cadb"),
        ("name", False, "bcda"),
        ("name", True, "adcb"),
        ("year", False, "bdac"),
        ("rating", True, "cabd"),
        ("outlet", False, "abcd"),
        ("film", False, "abcd"),
        ("n_words", False, "abcd"),
    ],
)
def test_reviewers_in_order_those_without_a_value_last(key: str, reverse: bool, expected: str) -> None:
    whole = compare(reviews())
    found = sorted_comparison(whole, key, reverse=reverse)
    assert ids(found) == expected
    assert found.sorted_by == key
    assert all("".join(metric.values) == expected for metric in found.metrics)
    assert [metric.values for metric in found.metrics] == [metric.values for metric in whole.metrics]


def test_groups_in_order_of_their_means() -> None:
    grouped = group_comparison(compare(reviews()), "reviewer")
    found = arranged(compare(reviews()), Order(by="reviewer", sort="flesch_reading_ease"))
    assert [group.name for group in found.groups] == ["file-d", "Zoë Reed", "émile Moss", "Ada Reed"]
    assert found.entities == grouped.entities
    assert ids(found) == "abcd"


def test_every_metric_is_something_to_sort_by() -> None:
    assert sort_keys() == (*FACTS, *METRIC_NAMES)
    for key in sort_keys():
        sorted_comparison(compare(reviews()), key)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("words", "n_words"),
        ("n_words", "n_words"),
        ("Gunning-Fog", "gunning_fog"),
        ("name", "name"),
        (None, None),
    ],
)
def test_keys_as_people_type_them(typed: str | None, key: str | None) -> None:
    assert sort_key_of(typed) == key


@pytest.mark.parametrize(
    ("options", "by", "message"),
    [
        ({"sort": "gunning_fgo"}, None, "cannot sort by 'gunning_fgo'; did you mean gunning_fog?"),
        ({"sort": "fleshc"}, None, "cannot sort by 'fleshc'; did you mean flesch_reading_ease?"),
        ({"sort": "zzz"}, None, "the things to sort by are name, outlet, film, year, rating, words,"),
        ({"sort": "year"}, "film", "reviews taken together by film have no year of their own"),
        ({"reverse": True}, None, "--reverse turns an order round; say which with --sort"),
        ({}, "reviwer", "reviews cannot be compared by 'reviwer'; did you mean reviewer?"),
        ({}, "town", "the choices are reviewer, outlet, film"),
    ],
)
def test_what_makes_no_sense_is_said_before_anything_is_read(
    options: dict[str, object], by: str | None, message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        order_of(ReviewerOptions(**options), by)  # type: ignore[arg-type]
    assert message in str(caught.value)


def test_sorting_groups_by_what_they_are_is_sorting_by_name() -> None:
    assert order_of(ReviewerOptions(sort="Film"), "FILM") == Order(None, "film", "name", False)


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        (["ada reed"], "b"),
        (["By ADA REED"], "b"),
        (["zoe"], "a"),
        (["moss", "Zoe Reed"], "ac"),
        (["file-d"], "d"),
        (None, "abcd"),
        ([], "abcd"),
    ],
)
def test_reviewers_by_name_or_a_part_of_it(typed: list[str] | None, chosen: str) -> None:
    assert "".join(record.id for record in chosen_records(reviews(), typed)) == chosen


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("reed", "'reed' could be Zoë Reed or Ada Reed; give more of the name"),
        ("Ada Reid", "no review is by 'Ada Reid'; did you mean 'Ada Reed'?"),
        ("Mosss", "no review is by 'Mosss'; did you mean 'émile Moss'?"),
        ("Xu", "no review is by 'Xu'; the reviewers are Zoë Reed, Ada Reed, émile Moss and file-d"),
        ("", "no review is by ''"),
    ],
)
def test_a_reviewer_that_there_is_not_or_twice(typed: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        chosen_records(reviews(), [typed])
    assert message in str(caught.value)


def test_long_lists_of_reviewers_are_cut_short_in_hints() -> None:
    many = [factories.analysis("x", reviewer=factories.reviewer(i), path=f"{i}.txt") for i in range(12)]
    with pytest.raises(UsageError, match=r"and 4 more$"):
        chosen_records(many, ["Xu"])


def test_commands_choose_and_sort(records: Path) -> None:
    paths, options = [str(records)], AnalyseOptions(use_cache=False)
    both = compare_reviews(paths, options, order=Order(sort="name", reverse=True)).payload
    one = compare_reviews(paths, options, order=Order(only=("ada",))).payload
    assert isinstance(both, Comparison)
    assert isinstance(one, Comparison)
    assert [review.display_name for review in both.reviews] == ["Bo Marsh", "Ada Nilsen"]
    assert [review.display_name for review in one.reviews] == ["Ada Nilsen"]
    report = measure_readability(paths, options, order=Order(sort="n_words", only=("bo",)))
    assert report.n_analysed == 1


def test_readability_in_order(records: Path) -> None:
    found = measure_readability([str(records)], AnalyseOptions(), order=Order(sort="name", reverse=True))
    data = json.loads(to_json(found.payload))
    assert [review["display_name"] for review in data["reviews"]] == ["Bo Marsh", "Ada Nilsen"]
    assert [review["display_name"] for review in data["details"]] == ["Bo Marsh", "Ada Nilsen"]
    assert data["sorted_by"] == "name"


@pytest.mark.parametrize("by", ["reviewer", "outlet", "film"])
def test_groups_in_every_format_say_the_same(
    by: str, records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def printed(*words: str) -> str:
        assert main(["compare", str(records), "--by", by, "--no-cache", *words]) == 0
        return capsys.readouterr().out

    data = json.loads(printed("--json"))
    Draft202012Validator(schema_of("comparison")).validate(data)
    groups = {group["id"]: group for group in data["groups"]}
    means = {
        (metric["name"], id_): (value, metric["spread"][id_], metric["n_reviews"][id_])
        for metric in data["metrics"]
        for id_, value in metric["values"].items()
    }
    lines = [json.loads(line) for line in printed("--format", "jsonl").splitlines()]
    assert means == {
        (line["name"], line["group_id"]): (line.get("value"), line.get("spread"), line["n_reviews"])
        for line in lines
        if line["topic"] == "metric"
    }
    table, document = printed("--plain"), printed("--format", "markdown")
    assert all(group["name"] in table and group["name"] in document for group in groups.values())


def test_a_misspelt_reviewer_ends_with_a_hint(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(records), "--only-reviewer", "Adda"]) == 2
    assert "did you mean 'Ada Nilsen'?" in capsys.readouterr().err


def test_every_view_takes_some_reviewers(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def reviewers(*words: str) -> list[str]:
        assert main([*words, "--only-reviewer", "bo marsh", "--json"]) == 0
        return [review["display_name"] for review in json.loads(capsys.readouterr().out)["reviews"]]

    assert reviewers("entities", str(records)) == ["Bo Marsh"]
    assert reviewers("compare", str(records)) == ["Bo Marsh"]
    assert reviewers("readability", str(records)) == ["Bo Marsh"]


def test_the_page_has_its_reviewers_in_order(records: Path) -> None:
    order = Order(sort="name", reverse=True)
    html, _ = report_reviews([str(records)], AnalyseOptions(with_text=True), order=order)
    assert html is not None
    assert 0 < html.index("Bo Marsh") < html.index("Ada Nilsen")
    html, _ = report_reviews([str(records)], AnalyseOptions(with_text=True), order=Order(only=("Bo",)))
    assert html is not None
    assert "Ada Nilsen" not in html
