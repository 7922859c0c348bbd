"""The four real reviews, as a user would run them: every name, byline, fact and figure that must be right."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from rocket_cli.analysis.comparison import compare
from rocket_cli.records import Comparison, ReviewAnalysis
from rocket_cli.workflow import AnalyseOptions, analyse_paths
from tests.gold.marks import Gold, read_gold

SHARED = Path(__file__).resolve().parents[3] / "shared"
SEEDS = SHARED / "seeds"
MARKS = SHARED / "gold" / "seeds"
BLOG, MAGAZINE, PROGRAMME, FESTIVAL = range(4)

pytestmark = [
    pytest.mark.pipeline,
    pytest.mark.real_seeds,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the real reviews (../shared/seeds) are not here"),
]


@pytest.fixture(scope="module")
def records() -> list[ReviewAnalysis]:
    found = list(analyse_paths([str(SEEDS)], AnalyseOptions(with_text=True)))
    assert all(isinstance(record, ReviewAnalysis) for record in found)
    return found  # type: ignore[return-value]


@pytest.fixture(scope="module")
def gold() -> list[Gold]:
    return [read_gold(SEEDS / f"{m.stem}.txt", m) for m in sorted(MARKS.glob("*.marks"))]


@pytest.fixture(scope="module")
def comparison(records: list[ReviewAnalysis]) -> Comparison:
    return compare(records)


def people_merged(spans: set[tuple[int, int, str]]) -> set[tuple[int, int, str]]:
    return {(s, e, "PERSON" if label == "CHARACTER" else label) for s, e, label in spans}


def mention_spans(record: ReviewAnalysis) -> set[tuple[int, int, str]]:
    return {(m.start, m.end, m.label) for m in record.mentions}


def test_mentions_index_the_text(records: list[ReviewAnalysis]) -> None:
    for record in records:
        assert record.text is not None
        assert all(record.text[m.start : m.end] == m.text for m in record.mentions)


def test_mentions_are_right(records: list[ReviewAnalysis], gold: list[Gold]) -> None:
    n_right = n_gold = n_predicted = 0
    for record, answer in zip(records, gold, strict=True):
        wanted, found = people_merged(set(answer.spans)), people_merged(mention_spans(record))
        n_right += len(wanted & found)
        n_gold += len(wanted)
        n_predicted += len(found)
    assert 2 * n_right / (n_gold + n_predicted) >= 0.95


def test_titles_in_capitals_are_found(records: list[ReviewAnalysis], gold: list[Gold]) -> None:
    wanted = {s for s in gold[BLOG].spans if s[2] == "FILM"}
    assert wanted <= mention_spans(records[BLOG])


def test_texas_city_is_a_place(records: list[ReviewAnalysis]) -> None:
    labels = {m.label for m in records[MAGAZINE].mentions if m.text == "Texas City"}
    assert labels == {"PLACE"}


def test_no_mention_is_doubled_or_overlaps(records: list[ReviewAnalysis]) -> None:
    for record in records:
        ordered = sorted(record.mentions, key=lambda m: m.start)
        assert all(a.end <= b.start for a, b in pairwise(ordered))


def test_reviewers_films_years_and_running_time(records: list[ReviewAnalysis]) -> None:
    assert [r.reviewer for r in records] == [None, "Erin Huebscher", "Juho Kuosmanen", "Emma Kiely"]
    assert [(r.film or "").casefold() for r in records] == ["red rocket"] * 4
    assert [r.year for r in records] == [None, 2021, 2020, None]
    assert [r.running_time_minutes for r in records] == [130, None, 130, None]
    assert [r.rating for r in records] == [None] * 4


def test_nothing_of_the_page_is_counted_for_a_reviewer(
    records: list[ReviewAnalysis], gold: list[Gold]
) -> None:
    names = {form for e in records[FESTIVAL].entities for form in (e.name, *e.aliases)}
    assert not names & {"Laura Della Corte", "Giant", "Hijra", "Sink", "Idris Elba", "Roqia"}
    for record in records:
        furniture = [(b.start, b.end) for b in record.blocks if b.kind == "furniture"]
        counted = [record.mentions[i] for e in record.entities for i in e.mentions]
        assert not any(s <= m.start < e for m in counted for s, e in furniture)
    assert {b.kind for b in records[BLOG].blocks} == {"body", "furniture"}


def test_readability_is_that_of_the_body(records: list[ReviewAnalysis]) -> None:
    measured = [record.readability.flesch_reading_ease for record in records]
    assert measured == pytest.approx([52.2, 47.5, 53.4, 54.3], abs=1.0)


@pytest.mark.parametrize(
    ("name", "role", "n_reviewers"),
    [
        ("Sean Baker", "cast_crew", 4),
        ("Simon Rex", "cast_crew", 4),
        ("Mikey Saber", "character", 4),
        ("Red Rocket", None, 4),
        ("The Florida Project", None, 4),
    ],
)
def test_one_name_is_one_entity(
    comparison: Comparison, name: str, role: str | None, n_reviewers: int
) -> None:
    found = [
        e for e in comparison.entities if name.casefold() in {f.casefold() for f in (e.name, *e.aliases)}
    ]
    assert len(found) == 1
    assert found[0].name == name
    assert found[0].role == role
    assert len(found[0].by_review) == n_reviewers


def test_disagreements(records: list[ReviewAnalysis], comparison: Comparison) -> None:
    spellings = [set(d.values.values()) for d in comparison.disagreements if d.topic == "spelling"]
    assert any({"Mike Saber", "Mikey Saber"} <= forms for forms in spellings)
    years = [d.values for d in comparison.disagreements if d.topic == "year"]
    assert years == [{records[MAGAZINE].id: "2021", records[PROGRAMME].id: "2020"}]


def test_who_is_not_who(records: list[ReviewAnalysis]) -> None:
    by_form = {form: e.name for e in records[FESTIVAL].entities for form in (e.name, *e.aliases)}
    assert by_form["Lil"] != by_form["Lexi"]
    raylee = [e for e in records[MAGAZINE].entities if "Strawberry" in (e.name, *e.aliases)]
    assert [sorted((e.name, *e.aliases)) for e in raylee] == [["Raylee", "Strawberry"]]
