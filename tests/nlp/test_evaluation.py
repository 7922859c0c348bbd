from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy

from rocket_cli.errors import UsageError
from rocket_cli.nlp.evaluation import calibration_error, evaluate, read_annotated

TEXT = "Simon Rex plays Mikey in Red Rocket."


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    ents = [[0, 9, "PERSON"], [16, 21, "PERSON"], [25, 35, "FILM"]]
    row = {"id": "one", "text": TEXT, "ents": ents, "characters": ["Mikey"]}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def ruler(**patterns: str) -> spacy.language.Language:
    nlp = spacy.blank("en")
    component = nlp.add_pipe("entity_ruler")
    component.add_patterns(
        [{"label": label, "pattern": text.replace("_", " ")} for text, label in patterns.items()]
    )
    return nlp


def test_scores_by_hand(annotated: Path) -> None:
    result = evaluate(ruler(Simon_Rex="PERSON", Mikey="PERSON", Rocket="FILM"), annotated)
    assert result.exact["PERSON"].f1 == 1.0
    assert (result.exact["FILM"].n_right, result.overlap["FILM"].n_right) == (0, 1)
    assert result.exact["ALL"].precision == result.exact["ALL"].recall == pytest.approx(2 / 3, abs=1e-4)
    assert result.exact["CHARACTER"].recall == 0.0
    assert result.confusion == {
        "-": {"FILM": 1},
        "CHARACTER": {"PERSON": 1},
        "FILM": {"-": 1},
        "PERSON": {"PERSON": 1},
    }
    assert result.worst[0].missed == (("FILM", "Red Rocket"),)
    assert result.calibration_error is None


def test_labels_of_other_pipelines_are_mapped(annotated: Path) -> None:
    result = evaluate(ruler(Red_Rocket="WORK_OF_ART", Simon_Rex="PERSON", Mikey="ORG"), annotated)
    assert result.exact["FILM"].f1 == 1.0
    assert result.exact["PERSON"].n_predicted == 1


def test_calibration_error_by_hand() -> None:
    gold = [[(0, 1, "FILM")], [(0, 1, "FILM")]]
    predicted = [[((0, 1, "FILM"), 0.9)], [((0, 2, "FILM"), 0.95)]]
    # One bin, mean confidence 0.925, half of it right.
    assert calibration_error(gold, predicted) == pytest.approx(0.425)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "a", "ents": []}\n{"ents": []}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="line 2"):
        read_annotated(path)
