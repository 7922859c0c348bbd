from __future__ import annotations

import numpy as np
import pytest

from rocket_cli.nlp.decoding import DecodingSettings, decode
from rocket_cli.nlp.pieces import TAGS

PLAIN = DecodingSettings(neighbour_penalty=2.0, consistency=0.0)


def logits(*rows: dict[str, float]) -> np.ndarray:
    table = np.zeros((len(rows), len(TAGS)), np.float32)
    for i, row in enumerate(rows):
        for tag, value in row.items():
            table[i, TAGS.index(tag)] = value
    return table


def spans(words: str, rows: np.ndarray, settings: DecodingSettings = PLAIN, breaks: tuple[int, ...] = ()):
    tokens = words.split(" ")
    visible = [i for i in range(len(tokens)) if i not in breaks]
    return [(s.start, s.end, s.label) for s in decode(tokens, visible, breaks, rows, settings)]


def test_an_inside_tag_needs_a_beginning() -> None:
    rows = logits({"O": 5}, {"I-FILM": 4, "B-FILM": 3}, {"I-FILM": 5})
    assert spans("see red rocket", rows) == [(1, 3, "FILM")]


def test_no_span_crosses_a_line_break() -> None:
    rows = logits({"B-PERSON": 6}, {"I-PERSON": 6, "B-PERSON": 2})
    assert spans("simon \n rex", rows, breaks=(1,)) == [(0, 1, "PERSON"), (2, 3, "PERSON")]
    assert spans("simon rex", rows) == [(0, 2, "PERSON")]


def test_neighbours_of_one_label_join_unless_the_network_is_sure() -> None:
    close = logits({"B-FILM": 6}, {"B-FILM": 3.5, "I-FILM": 3})
    sure = logits({"B-FILM": 6}, {"B-FILM": 9, "I-FILM": 1})
    assert spans("red rocket", close) == [(0, 2, "FILM")]
    assert spans("red rocket", sure) == [(0, 1, "FILM"), (1, 2, "FILM")]


def test_one_string_in_one_review_is_mostly_one_thing() -> None:
    film = [{"B-FILM": 6}, {"I-FILM": 6}]
    doubtful = [{"B-PERSON": 3, "B-FILM": 2.5}, {"I-PERSON": 3, "I-FILM": 2.5}]
    rows = logits(*film, {"O": 9}, *film, {"O": 9}, *doubtful)
    words = "red rocket . red rocket . red rocket"
    assert spans(words, rows)[-1] == (6, 8, "PERSON")
    assert spans(words, rows, DecodingSettings(consistency=0.5))[-1] == (6, 8, "FILM")


def test_a_place_that_is_sure_keeps_its_own_kind() -> None:
    film, girl = {"B-FILM": 9}, {"B-CHARACTER": 12}
    rows = logits(film, {"O": 9}, film, {"O": 9}, girl)
    found = spans("alice . alice . alice", rows, DecodingSettings(consistency=0.3))
    assert [label for *_, label in found] == ["FILM", "FILM", "CHARACTER"]


def test_confidence_is_a_probability_and_follows_the_network() -> None:
    sure = decode(["rex"], [0], (), logits({"B-PERSON": 9}), PLAIN)[0]
    unsure = decode(["rex"], [0], (), logits({"B-PERSON": 2}), PLAIN)[0]
    assert 0 < unsure.confidence < sure.confidence <= 1


@pytest.mark.parametrize("visible", [[], [0]])
def test_nothing_to_tag(visible: list[int]) -> None:
    assert decode(["\n"], [], (0,), np.zeros((0, len(TAGS)), np.float32), PLAIN) == []
    assert decode(["film"], visible, (), logits(*[{"O": 9}] * len(visible)), PLAIN) == []
