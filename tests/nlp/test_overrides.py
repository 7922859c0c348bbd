from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from rocket_cli.errors import UsageError
from rocket_cli.nlp.overrides import NameRules, apply_name_rules, read_name_rules
from rocket_cli.nlp.tagger import register_confidence

NLP = spacy.blank("en")


def tagged(text: str, *spans: tuple[str, str]) -> spacy.tokens.Doc:
    doc = NLP.make_doc(text)
    starts = {name: text.index(name) for name, _ in spans}
    doc.set_ents([doc.char_span(starts[n], starts[n] + len(n), label=label) for n, label in spans])
    return doc


def names(doc: spacy.tokens.Doc) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_always_adds_and_replaces() -> None:
    register_confidence()
    doc = tagged("Sink sank. The Sink of Rome is a place in Sink.", ("Sink of Rome", "PLACE"))
    rules = NameRules(always=(("Sink", "FILM"), ("The Sink", "FILM")))
    assert names(apply_name_rules(doc, rules)) == [("Sink", "FILM"), ("The Sink", "FILM"), ("Sink", "FILM")]
    assert {ent._.confidence for ent in doc.ents} == {1.0}


def test_never_takes_away_in_any_case() -> None:
    doc = tagged("MENU Menu Rome", ("MENU", "FILM"), ("Menu", "FILM"), ("Rome", "PLACE"))
    assert names(apply_name_rules(doc, NameRules(never=frozenset({"menu"})))) == [("Rome", "PLACE")]


def test_parts_of_words_are_left_alone() -> None:
    doc = tagged("Sinking feeling")
    assert names(apply_name_rules(doc, NameRules(always=(("Sink", "FILM"),)))) == []


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "overrides.toml"
    path.write_text('never = ["Menu"]\n[always]\nfilms = ["It"]\ncharacters = ["Lil"]\n', encoding="utf-8")
    rules = read_name_rules(path)
    assert rules == NameRules((("It", "FILM"), ("Lil", "CHARACTER")), frozenset({"menu"}))


@pytest.mark.parametrize(
    "text", ["never = 3", "nevr = []", "[always]\nmovies = []", "never = [", 'never = [""]']
)
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "overrides.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"overrides\.toml"):
        read_name_rules(path)
