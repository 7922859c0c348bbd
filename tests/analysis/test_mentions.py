from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rocket_cli.analysis.mentions import block_at, collect_mentions, trim_span
from rocket_cli.records import Block

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


def trimmed(text: str, label: str = "PERSON") -> str:
    start, end = trim_span(text, 0, len(text), label)
    return text[start:end]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Ada Voss's", "Ada Voss"),
        ("ADA VOSS’S", "ADA VOSS"),
        ("the Coens’", "Coens"),
        (" “Ada Voss,”", "Ada Voss"),
        ("(Ada Voss", "Ada Voss"),
        ("Ada Voss.", "Ada Voss"),
        ("Mr. Ripley", "Ripley"),
        ("Sir Ian McVoss", "Ian McVoss"),
        ("Robert Hale Jr.", "Robert Hale Jr."),
        ("the Joker", "Joker"),
        ("Lil' Zé", "Lil' Zé"),
        ("Nathan 'Scoot' McVoss", "Nathan 'Scoot' McVoss"),
        ("'Scoot'", "Scoot"),
        ("Robert (Bob) Hale", "Robert (Bob) Hale"),
        ("Lady Bird", "Lady Bird"),
        ("J.A.", "J.A."),
        ("—", ""),
    ],
)
def test_people_are_trimmed_to_the_name(printed: str, name: str) -> None:
    assert trimmed(printed) == name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("“The Paper Kite”", "The Paper Kite"),
        ("the Matrix", "the Matrix"),
        ("'71", "'71"),
        ("Birds (and Others)", "Birds (and Others)"),
        ("Barfi!", "Barfi!"),
        ("*Paper Kites*", "Paper Kites"),
        ("Paper Kites:", "Paper Kites"),
    ],
)
def test_titles_keep_articles_and_their_own_marks(printed: str, name: str) -> None:
    assert trimmed(printed, "FILM") == name


def test_places_keep_stops_and_lose_a_small_article() -> None:
    assert trimmed("U.S.A.", "PLACE") == "U.S.A."
    assert trimmed("the Overlook Hotel", "PLACE") == "Overlook Hotel"
    assert trimmed("The Hague", "PLACE") == "The Hague"


def test_blocks_are_found_by_offset() -> None:
    blocks = (Block("title", 0, 5), Block("body", 7, 20), Block("furniture", 22, 30))
    assert [block_at(blocks, offset) for offset in (0, 6, 7, 19, 25)] == [
        "title",
        "title",
        "body",
        "body",
        "furniture",
    ]
    assert block_at((), 3) == "body"


@pytest.fixture
def doc() -> Doc:
    import spacy

    nlp = spacy.blank("en")
    doc = nlp("Paper Kites\n\nAda Voss's Nell is a marvel. Lisbon shines! Pixar made none of it.")
    for token in doc:
        token.is_sent_start = token.i in (0, 3) or token.text in {"Lisbon", "Pixar"}
    spans = {
        "Paper Kites": "FILM",
        "Ada Voss's": "PERSON",
        "Nell": "CHARACTER",
        "Lisbon": "PLACE",
        "Pixar": "ORG",
    }
    found = [
        doc.char_span(doc.text.index(s), doc.text.index(s) + len(s), label=label)
        for s, label in spans.items()
    ]
    doc.ents = [span for span in found if span is not None]
    return doc


def test_mentions_of_a_doc(doc: Doc) -> None:
    blocks = (Block("title", 0, 11), Block("body", 13, len(doc.text)))
    mentions = collect_mentions(doc, blocks)
    assert [(m.text, m.label, m.block, m.sentence) for m in mentions] == [
        ("Paper Kites", "FILM", "title", 0),
        ("Ada Voss", "PERSON", "body", 1),
        ("Nell", "CHARACTER", "body", 1),
        ("Lisbon", "PLACE", "body", 2),
    ]
    assert all(doc.text[m.start : m.end] == m.text for m in mentions)


def test_confidence_is_taken_where_the_pipeline_gives_it(doc: Doc, monkeypatch: pytest.MonkeyPatch) -> None:
    from spacy.tokens.underscore import Underscore

    def confidence(span: Span) -> float | None:
        return 0.75 if span.label_ == "FILM" else None

    monkeypatch.setattr(Underscore, "span_extensions", {"confidence": (None, None, confidence, None)})
    values = {m.text: m.confidence for m in collect_mentions(doc, ())}
    assert values == {"Paper Kites": 0.75, "Ada Voss": None, "Nell": None, "Lisbon": None}


def test_without_sentences_there_is_no_sentence_number() -> None:
    import spacy

    doc = spacy.blank("en")("Ada Voss")
    span = doc.char_span(0, 8, label="PERSON")
    assert span is not None
    doc.ents = [span]
    assert collect_mentions(doc, ())[0].sentence is None
