"""How figures, metrics and reviewers are called."""

from __future__ import annotations

import msgspec
import pytest

from rocket_cli.analysis.comparison import compare
from rocket_cli.render.words import METRICS, codes, figure, grouped_metrics, percent, reviewer_labels
from tests import factories


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("flesch_reading_ease", 52.249, "52.2"),
        ("flesch_reading_ease", -3.06, "-3.1"),
        ("type_token_ratio", 0.5, "0.50"),
        ("n_words", 1443, "1443"),
        ("reading_time_seconds", 119.6, "2:00"),
        ("reading_time_seconds", 3.2, "0:03"),
        ("furniture_ratio", 0.271, "27%"),
        ("something_new", 3.0, "3"),
        ("something_new", 3.14159, "3.14"),
        ("smog_index", None, "–"),
    ],
)
def test_figures(name: str, value: float | None, expected: str) -> None:
    assert figure(name, value) == expected


def test_percent_never_says_nothing_of_something() -> None:
    assert [percent(x) for x in (0.0, 0.001, 0.5, 1.0, None)] == ["0%", "<1%", "50%", "100%", "–"]


def test_letters_go_on_after_z() -> None:
    letters = codes(str(n) for n in range(730))
    assert [letters[str(n)] for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
    assert len(set(letters.values())) == 730


def test_two_reviews_by_one_reviewer_are_told_apart() -> None:
    one, two = factories.summary(0), msgspec.structs.replace(factories.summary(0), id="x", film="Night Ferry")
    assert reviewer_labels([one, two]) == {
        "r00": "Ada Nilsen on The Salt Road",
        "x": "Ada Nilsen on Night Ferry",
    }
    same_film = msgspec.structs.replace(two, film=one.film, path="reviews/99.txt")
    assert reviewer_labels([one, same_film])["x"] == "Ada Nilsen on The Salt Road (99)"
    assert len(set(reviewer_labels([one, msgspec.structs.replace(one, id="y")]).values())) == 2


def test_every_metric_of_a_comparison_has_a_name_and_a_group() -> None:
    metrics = compare([factories.analysis("A short film about the sea.")]).metrics
    assert {metric.name for metric in metrics} <= set(METRICS)
    groups = grouped_metrics(metrics)
    assert [label for label, _ in groups if label == "Other figures"] == []
    assert sum(len(members) for _, members in groups) == len(metrics)
