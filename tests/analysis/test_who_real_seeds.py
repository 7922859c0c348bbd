"""Who is who in the four real reviews, from hand-marked mentions read from beside the project."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from rocket_cli.analysis.comparison import compare
from rocket_cli.analysis.entities import link_mentions
from rocket_cli.analysis.linking import link_reviews
from rocket_cli.analysis.quotes import collect_quotes
from rocket_cli.analysis.reasons import give_reasons
from rocket_cli.records import (
    BlockKind,
    CorpusEntity,
    Counts,
    Label,
    Lexical,
    Mention,
    PipelineInfo,
    Readability,
    ReviewAnalysis,
    Source,
)

SHARED = Path(__file__).resolve().parents[3] / "shared"
pytestmark = [
    pytest.mark.real_seeds,
    pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the real reviews are not beside the project"),
]


@pytest.fixture(scope="module")
def annotate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("annotate", SHARED / "gold" / "annotate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def records(annotate: ModuleType) -> list[ReviewAnalysis]:
    made = []
    for mark, path, text in annotate.documents(SHARED / "seeds", SHARED / "gold" / "seeds"):
        marks, _, facts = annotate.parse(mark)
        # What follows the name of the reviewer is the page's, as is the name itself.
        end = text.rfind(facts["reviewer"]) if facts["reviewer"] else len(text)
        mentions = []
        for start, stop, label, is_character, _ in annotate.spans(text, marks, pytest.fail):
            block: BlockKind = "body" if start < end else "furniture"
            shown: Label = "CHARACTER" if is_character else label
            mentions.append(Mention(text[start:stop], shown, start, stop, block, None, 0.9))
        made.append(_record(path.stem[:3], text, mentions, facts))
    return made


def _record(id: str, text: str, mentions: list[Mention], facts: dict[str, str | None]) -> ReviewAnalysis:
    return ReviewAnalysis(
        id=id,
        source=Source(f"{id}.txt", id, "utf-8", len(text)),
        reviewer=facts["reviewer"],
        byline=None,
        display_name=facts["reviewer"] or id,
        outlet=facts["outlet"],
        film=facts["film"],
        year=int(facts["year"]) if facts["year"] else None,
        country=None,
        running_time_minutes=None,
        rating=None,
        blocks=(),
        mentions=tuple(mentions),
        entities=link_mentions(text, mentions, film=facts["film"], reviewer=facts["reviewer"]),
        counts=Counts(*[1] * 10),
        readability=Readability(),
        lexical=Lexical(),
        pipeline=PipelineInfo("by_hand", "1"),
        warnings=(),
        text=text,
    )


@pytest.fixture(scope="module")
def entities(records: list[ReviewAnalysis]) -> dict[str, CorpusEntity]:
    found = link_reviews(records)
    assert len({entity.name for entity in found}) == len(found)
    return {entity.name: entity for entity in found}


def test_people_are_one_across_reviews(entities: dict[str, CorpusEntity]) -> None:
    assert set(entities["Sean Baker"].aliases) == {"Baker"}
    assert len(entities["Sean Baker"].by_review) == len(entities["Simon Rex"].by_review) == 4
    assert set(entities["Mikey Saber"].aliases) == {"Mikey", "Mike Saber"}
    assert len(entities["Mikey Saber"].by_review) == 4
    assert entities["Simon Rex"].plays == "Mikey Saber"


def test_strawberry_is_raylee_where_one_says_so(entities: dict[str, CorpusEntity]) -> None:
    assert entities["Raylee"].aliases == ("Strawberry",)
    assert entities["Raylee"].by_review == {"001": 3, "004": 1}


def test_who_stays_apart(entities: dict[str, CorpusEntity]) -> None:
    assert {"Lil", "Lexi", "Cassavetes", "Rowlands", "Texas", "Texas City", "America", "USA"} <= set(entities)


def test_films_and_places(entities: dict[str, CorpusEntity]) -> None:
    assert len(entities["Red Rocket"].by_review) == len(entities["The Florida Project"].by_review) == 4
    assert entities["Los Angeles"].aliases == ("LA",)
    assert entities["USA"].aliases == ("U.S.A.",)


def test_nothing_of_the_related_articles_counts(entities: dict[str, CorpusEntity]) -> None:
    assert not {"Laura Della Corte", "Hijra", "Idris Elba", "Emma Kiely"} & set(entities)


def test_roles(entities: dict[str, CorpusEntity]) -> None:
    characters = {name for name, entity in entities.items() if entity.role == "character"}
    assert characters == {"Mikey Saber", "Raylee", "Leondria", "Lexi", "Lil"}


def test_disagreements(records: list[ReviewAnalysis]) -> None:
    found = {d.topic: d.values for d in compare(records).disagreements}
    assert found == {
        "year": {"001": "2021", "003": "2020"},
        "spelling": {"000": "Mikey Saber", "001": "Mikey Saber", "003": "Mike Saber"},
    }


def test_what_each_says_about_mikey(records: list[ReviewAnalysis]) -> None:
    report = collect_quotes(records, "Mike Saber")
    assert [entity.name for entity in report.entities] == ["Mikey Saber"]
    assert len({quote.review for quote in report.quotes}) == 4
    texts = {record.id: record.text or "" for record in records}
    for quote in report.quotes:
        assert texts[quote.review][quote.start : quote.end] == quote.text
        assert any(form in quote.text for form in ("Mikey", "Mike Saber"))
        assert "\n\n" not in quote.text


def test_why_strawberry_is_raylee(records: list[ReviewAnalysis]) -> None:
    (raylee,) = give_reasons(records, "Strawberry").entities
    inside, across = [step.reason for step in raylee.merges if step.alias == "Strawberry"]
    assert inside.startswith("the text says so: ")
    assert across == "a review of the film uses both names for one"
