from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
import spacy
from spacy.tokens import Doc

from rocket_cli.analysis.link_evaluation import LinkScorer, gold_entities
from rocket_cli.nlp.evaluation import Row, evaluate
from tests.analysis.building import marked

NLP = spacy.blank("en")


def row(source: str, aliases: list[list[str]] | None, characters: tuple[str, ...] = ()) -> Row:
    """An annotated document from a marked text; CHARACTER is PERSON there, as in annotated files."""
    text, mentions = marked(source)
    ents = [[m.start, m.end, "PERSON" if m.label == "CHARACTER" else m.label] for m in mentions]
    data = {"text": text, "ents": ents, "characters": characters, "aliases": aliases}
    return msgspec.convert(data, Row)


def doc(source: str) -> Doc:
    """The Doc of a marked text, with its marks as entities."""
    text, mentions = marked(source)
    made = NLP(text)
    spans = [made.char_span(m.start, m.end, label=m.label) for m in mentions]
    made.set_ents([span for span in spans if span is not None])
    assert len(made.ents) == len(mentions)
    return made


SOURCE = "[P Ada Voss] acts as [C Nell]. [P Voss] is good and [P Ada Voss] is better. [C Nell] waits."


def test_all_right() -> None:
    scorer = LinkScorer()
    scorer.add(row(SOURCE, [["Ada Voss", "Voss"]], ("Nell",)), doc(SOURCE))
    result = scorer.result()
    assert result is not None
    people = result.links["people"]
    # Three mentions of Ada Voss make three links, two of Nell one.
    assert (people.n_gold, people.n_predicted, people.n_right, people.f1) == (4, 4, 4, 1.0)
    assert (result.role_accuracy, result.role_accuracy_of_found, result.n_people) == (1.0, 1.0, 5)


def test_a_missed_mention_costs_its_links_but_not_the_linking() -> None:
    scorer = LinkScorer()
    found = SOURCE.replace("[P Voss] is", "Voss is")
    scorer.add(row(SOURCE, [["Ada Voss", "Voss"]], ("Nell",)), doc(found))
    result = scorer.result()
    assert result is not None
    assert (result.links["people"].n_gold, result.links["people"].n_right) == (4, 2)
    assert result.links["people"].recall == 0.5
    assert result.links_between_found["people"].f1 == 1.0
    assert (result.role_accuracy, result.role_accuracy_of_found) == (0.8, 1.0)


def test_a_wrong_merge_costs_precision() -> None:
    scorer = LinkScorer()
    source = "[P Ada Voss] acts. [P Voss] bows."
    scorer.add(row(source, []), doc(source))  # here the second Voss is somebody else
    result = scorer.result()
    assert result is not None
    assert (result.links["people"].precision, result.links["people"].n_predicted) == (0.0, 1)


def test_films_and_places_are_added_up() -> None:
    scorer = LinkScorer()
    source = "[F Tin Moon] in [L Oslo]. [F Tin Moon] again, [L Oslo] again, [L Bergen]."
    scorer.add(row(source, []), doc(source))
    result = scorer.result()
    assert result is not None
    assert [result.links[name].n_right for name in ("films", "places", "films and places")] == [1, 1, 2]
    assert result.role_accuracy is None


def test_rows_that_say_nothing_of_who_is_who_are_passed_over() -> None:
    scorer = LinkScorer()
    scorer.add(row(SOURCE, None), doc(SOURCE))
    assert scorer.result() is None


def test_strings_that_differ_in_case_or_a_possessive_are_one_by_annotation() -> None:
    source = "[P Ada Voss] and [P ADA VOSS’S] and [P Ada Vos]"
    assert len(set(gold_entities(row(source, []), "people").values())) == 2
    assert gold_entities(row(source, []), "films") == {}


def test_it_is_part_of_an_evaluation(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    annotated = row(SOURCE, [["Ada Voss", "Voss"]], ("Nell",))
    path.write_text(json.dumps(msgspec.to_builtins(annotated)) + "\n", encoding="utf-8")
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": name} for name in ("Ada Voss", "Voss", "Nell")])
    scorer = LinkScorer()
    result = evaluate(nlp, path, on_doc=scorer.add)
    links = scorer.result()
    assert result.links is None
    assert links is not None
    assert links.links["people"].f1 == pytest.approx(1.0)
