from __future__ import annotations

import pytest

from rocket_cli.analysis import comparison
from rocket_cli.analysis.comparison import compare, summarise, summarise_entities
from rocket_cli.records import (
    Counts,
    Disagreement,
    Failure,
    Lexical,
    Rating,
    Readability,
    ReviewAnalysis,
    to_json,
)
from tests.analysis.building import record

COUNTS = Counts(
    n_words=200,
    n_sentences=10,
    n_syllables=300,
    n_polysyllables=20,
    n_letters=900,
    n_tokens=230,
    n_types=120,
    n_body_characters=1000,
    n_furniture_characters=250,
    n_characters=1250,
)


def two() -> list[ReviewAnalysis]:
    return [
        record(
            "[P Ada Voss] plays [C Mickey Marsh] in [L Lisbon]. [P Ivo Hale] rests.",
            id="a",
            year=2021,
            running_time_minutes=130,
            country="USA",
            rating=Rating("4/5", 0.8),
            counts=COUNTS,
            readability=Readability(flesch_reading_ease=52.5),
            lexical=Lexical(mtld=90.0),
        ),
        record(
            "[P Ada Voss] plays [C Mick Marsh] in [L Porto].",
            id="b",
            year=2020,
            running_time_minutes=128,
            country="U.S.A.",
            rating=Rating("B-", 0.6),
        ),
    ]


def topics(found: tuple[Disagreement, ...]) -> dict[str, dict[str, str]]:
    return {d.topic: d.values for d in found}


def test_metrics_say_unit_and_direction() -> None:
    metrics = {metric.name: metric for metric in compare(two()).metrics}
    assert list(metrics) == [column.name for column in comparison._COLUMNS]
    assert metrics["n_words"].values == {"a": 200, "b": 10}
    assert (metrics["flesch_reading_ease"].higher_is, metrics["flesch_reading_ease"].values) == (
        "easier",
        {"a": 52.5, "b": None},
    )
    assert metrics["gunning_fog"].higher_is == "harder"
    assert metrics["mtld"].values == {"a": 90.0, "b": None}
    assert metrics["n_people"].values == {"a": 3, "b": 2}
    assert metrics["furniture_ratio"].values["a"] == pytest.approx(0.2)
    assert all(metric.unit for metric in metrics.values())


def test_what_only_one_names_and_how_much_both_name() -> None:
    compared = compare(two())
    assert compared.only_in == {"a": ("Ivo Hale", "Lisbon"), "b": ("Porto",)}
    overlap = {o.kind: (o.jaccard, o.n_shared) for o in compared.overlap}
    assert overlap == {"people": (pytest.approx(2 / 3), 2), "films": (None, 0), "places": (0.0, 0)}


def test_disagreements_are_reported_with_who_says_what() -> None:
    assert topics(compare(two()).disagreements) == {
        "year": {"a": "2021", "b": "2020"},
        "running_time_minutes": {"a": "130 min", "b": "128 min"},
        "rating": {"a": "4/5", "b": "B-"},
        "spelling": {"a": "Mickey Marsh", "b": "Mick Marsh"},
    }


def test_countries_that_differ_in_more_than_spelling() -> None:
    records = [record("x", id="a", country="USA, UK"), record("y", id="b", country="United Kingdom / U.S.A.")]
    assert topics(compare(records).disagreements) == {}
    records.append(record("z", id="c", country="Portugal"))
    assert set(topics(compare(records).disagreements)["country"]) == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("[P Ada Voss] cuts.", "[P Voss] cuts."),
        ("[P Ada Voss] cuts.", "[P ADA VOSS] glues."),
        ("[P Zoë Côté] cuts.", "[P Zoe Cote] glues."),
        ("[P Juan Antonio Rua] cuts.", "[P J.A. Rua] glues."),
        ("[C Nell], who calls herself [C Wren], bakes.", "[C Wren] bakes."),
        ("[F The Paper Kite] flies.", "[F Paper Kite] lands."),
        ("[L Los Angeles].", "[L LA]!"),
    ],
)
def test_short_forms_case_accents_and_second_names_are_no_disagreement(first: str, second: str) -> None:
    records = [record(first, id="a"), record(second, id="b")]
    compared = compare(records)
    assert topics(compared.disagreements) == {}
    assert any(len(entity.by_review) == 2 for entity in compared.entities)


def test_both_spellings_of_one_reviewer_are_said() -> None:
    records = [
        record("[P Kevin Costner] rides. [P Kevin Costner] rests. [P Kevin Cosner] sings.", id="a"),
        record("[P Kevin Costner] rides.", id="b"),
        record("[P Costner] rides.", id="c"),
    ]
    assert topics(compare(records).disagreements)["spelling"] == {
        "a": "Kevin Costner / Kevin Cosner",
        "b": "Kevin Costner",
    }


def test_facts_of_different_films_do_not_disagree() -> None:
    records = [record("x", id="a", film="Kites", year=2020), record("y", id="b", film="Moths", year=2021)]
    records += [record("z", id="c", film=None, year=2022), record("w", id="d", film="KITES", year=2020)]
    assert compare(records).disagreements == ()


def test_film_is_named_in_ordinary_case() -> None:
    records = [
        record("x", id="a", film="PAPER KITES", year=2020),
        record("y", id="b", film="Paper Kites", year=2021),
    ]
    assert compare(records).disagreements[0].what == "the year of Paper Kites"


def test_one_review_has_nothing_to_itself() -> None:
    compared = compare(two()[:1])
    assert compared.only_in == {"a": ()}
    assert not compared.overlap
    assert not compared.disagreements


def test_no_review_compares_to_nothing() -> None:
    compared = compare([], [Failure("x.txt", "it is empty", None)])
    assert not compared.reviews
    assert not compared.entities
    assert not compared.pipeline
    assert [metric.values for metric in compared.metrics] == [{}] * len(compared.metrics)
    assert compared.failed[0].path == "x.txt"


def test_overlap_is_left_out_whole_where_nobody_could_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "LARGEST_OVERLAP", 1)
    assert compare(two()).overlap == ()


def test_entity_reports_choose_kinds_and_counts() -> None:
    report = summarise_entities(two(), kinds=["places"])
    assert [(e.name, e.count) for e in report.entities] == [("Lisbon", 1), ("Porto", 1)]
    assert [e.name for e in summarise_entities(two(), min_count=2).entities] == ["Ada Voss", "Mickey Marsh"]
    assert [r.id for r in report.reviews] == ["a", "b"]
    assert len(report.pipeline) == 1


def test_summaries_and_json() -> None:
    summary = summarise(two()[0])
    assert (summary.path, summary.n_words, summary.year, summary.furniture_ratio) == ("a.txt", 200, 2021, 0.2)
    assert '"schema":"rocket.comparison/1"' in to_json(compare(two()))
    assert '"schema":"rocket.entities/1"' in to_json(summarise_entities(two()))
