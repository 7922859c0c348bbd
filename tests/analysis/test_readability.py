"""Readability, against formulas worked out by hand on sentences whose counts one can see."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from rocket_cli.analysis.readability import (
    FORMULAS,
    TextCounts,
    count_text,
    english_word_ratio,
    plain_typography,
    score_readability,
)
from rocket_cli.analysis.wording import Wording, count_wording
from rocket_cli.records import Readability

# 13 words of 1 syllable, 2 of 2 (seller, poses), 1 of 4 (refinery). 58 letters, 2 full stops and a comma.
PLAIN = "The old ice seller walks by the refinery. He sings to the dog, but it poses."
N_WORDS, N_SENTENCES, N_SYLLABLES, N_LETTERS = 16, 2, 21, 58
REAL_SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
# Where the bodies of the real seeds begin and end, found by hand, and their Flesch reading ease.
REAL_BODIES = {
    "000": ("RED ROCKET is directed", "Oscar nominations.", 52.2),
    "001": ("Red Rocket, the latest", "profound flaws.", 47.5),
    "003": ("Red Rocket is a", "new millennium!", 53.4),
    "004": ("Sean Baker premiered", "American Dream.", 54.3),
}


def _wording(text: str) -> Wording:
    wording = count_wording(text)
    assert wording is not None
    return wording


def test_counts() -> None:
    assert count_text(PLAIN) == TextCounts(N_WORDS, N_SENTENCES, N_SYLLABLES, 1, N_LETTERS)
    assert count_text("") == count_text("… — !") == TextCounts(0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("flesch_reading_ease", 206.835 - 1.015 * 16 / 2 - 84.6 * 21 / 16),
        ("flesch_kincaid_grade", 0.39 * 16 / 2 + 11.8 * 21 / 16 - 15.59),
        ("gunning_fog", 0.4 * (16 / 2 + 100 * 1 / 16)),
        ("coleman_liau_index", 5.8 * 58 / 16 - 29.6 * 2 / 16 - 15.8),
        ("automated_readability_index", 4.71 * 61 / 16 + 0.5 * 16 / 2 - 21.43),
        # Not on the list of easy words as they stand: seller, walks, refinery, sings, poses.
        ("dale_chall_readability_score", 15.79 * 5 / 16 + 0.0496 * 16 / 2 + 3.6365),
        # 15 easy words and a hard one in 2 sentences: 18 / 2 = 9, at most 20, so 9 / 2 - 1.
        ("linsear_write_formula", 9 / 2 - 1),
        ("reading_time_seconds", N_WORDS / 238 * 60),
    ],
)
def test_formulas(name: str, expected: float) -> None:
    assert FORMULAS[name](_wording(PLAIN)) == pytest.approx(expected)


def test_smog_is_given_from_thirty_sentences_on() -> None:
    sentence = "The refinery is old and quiet. "
    assert FORMULAS["smog_index"](_wording(sentence * 29)) is None
    assert FORMULAS["smog_index"](_wording(sentence * 30)) == pytest.approx(
        1.043 * math.sqrt(30 * 1) + 3.1291
    )


def test_every_score_has_its_formula() -> None:
    means = {"mean_sentence_length", "mean_syllables_per_word"}
    assert set(FORMULAS) == set(Readability.__struct_fields__) - means
    for name, formula in FORMULAS.items():
        assert "Higher = " in (formula.__doc__ or ""), name


@pytest.mark.parametrize("text", ["", " \n ", "…", "— – !", "\u00a0"])
def test_nothing_to_score(text: str) -> None:
    counts, scores, warnings = score_readability(text)
    assert counts.n_words == 0
    assert scores == Readability()
    assert warnings == ["no review text was found, so there is nothing to score"]
    assert count_wording(plain_typography(text)) is None


@pytest.mark.parametrize("text", ["a", "1", "Ok.", "I I I", "x " * 5000, "é", "日本語の文", "2.10", "..a"])
def test_scores_are_finite_or_none(text: str) -> None:
    _, scores, _ = score_readability(text)
    values = [getattr(scores, name) for name in FORMULAS]
    assert all(value is None or math.isfinite(value) for value in values)


def test_short_texts_carry_warnings() -> None:
    _, scores, warnings = score_readability(PLAIN)
    assert scores.smog_index is None
    assert scores.flesch_reading_ease is not None
    assert warnings == [
        "readability rests on only 16 words; below 100 words it is a rough guess",
        "no SMOG index: it needs 30 sentences, and textstat counts 2",
    ]
    assert score_readability(PLAIN * 20)[2] == []


def test_typography_moves_nothing() -> None:
    straight = "\"It's late,\" she said - and left... The dog's bowl wasn't empty, though; it was 'full'."
    curly = (
        "“It’s late,” she\u00a0said - and left… The dog’s bowl wasn’t empty,\u202fthough; "
        "it was ‘fu\u00adll’."
    )
    assert plain_typography(curly) == straight
    assert score_readability(curly) == score_readability(straight)


@pytest.mark.parametrize(
    ("welded", "n_words"),
    [
        ("the dog—and the cat", 5),
        ("the dog–and", 3),
        ("dog--cat", 2),
        ("and/or", 2),
        ("well-made", 1),
        ("so...no", 2),
    ],
)
def test_dashes_do_not_weld_words(welded: str, n_words: int) -> None:
    assert count_text(plain_typography(welded)).n_words == n_words


def test_other_languages_are_not_scored() -> None:
    german = (
        "Der alte Eisverkäufer geht jeden Morgen an der Raffinerie vorbei und singt für den Hund, der neben "
        "dem Zaun schläft und von besseren Zeiten träumt."
    )
    counts, scores, warnings = score_readability(german)
    assert counts.n_words == 25
    assert scores == Readability(reading_time_seconds=scores.reading_time_seconds)
    assert scores.reading_time_seconds == pytest.approx(len(german.split()) / 238 * 60)
    assert len(warnings) == 1
    assert warnings[0].startswith("not scored: only ")


def test_english_word_ratio() -> None:
    assert english_word_ratio(PLAIN) == 1.0
    assert english_word_ratio("Quvenzhané Xqzt " + PLAIN) == pytest.approx(14 / 16)
    assert english_word_ratio("Xqzt blorf snizz") is None


@pytest.mark.real_seeds
@pytest.mark.parametrize("seed", REAL_BODIES)
def test_bodies_of_the_real_seeds(seed: str) -> None:
    paths = list(REAL_SEEDS.glob(f"{seed}_*.txt"))
    if not paths:
        pytest.skip("the real seeds are not beside this checkout")
    first, last, expected = REAL_BODIES[seed]
    text = paths[0].read_text(encoding="utf-8")
    start = text.index(first)
    body = text[start : text.index(last, start) + len(last)]
    assert score_readability(body)[1].flesch_reading_ease == pytest.approx(expected, abs=0.5)
