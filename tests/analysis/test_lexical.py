"""Variety of words, against figures worked out by hand."""

from __future__ import annotations

import pytest

from rocket_cli.analysis import lexical
from rocket_cli.analysis.lexical import mattr, measure_variety, mtld, type_token_ratio
from rocket_cli.records import Lexical

FIFTY = [f"w{n}" for n in range(50)]


def test_type_token_ratio() -> None:
    assert type_token_ratio(["the", "dog", "and", "the", "cat"]) == pytest.approx(4 / 5)
    assert type_token_ratio([]) is None


def test_mattr_is_the_mean_over_all_windows() -> None:
    # a b a | b a a | a a c have 2 types each of 3 words; a a a has 1, a a b 2.
    assert mattr(list("abaac"), window=3) == pytest.approx((2 + 2 + 2) / 9)
    assert mattr(list("aaab"), window=3) == pytest.approx((1 + 2) / 6)
    assert mattr(list("abc"), window=3) == 1.0


def test_mattr_needs_a_whole_window() -> None:
    assert mattr(FIFTY[:49]) is None
    assert mattr(FIFTY) == 1.0


def test_mtld_of_whole_factors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexical, "MIN_MTLD_WORDS", 1)
    # Forwards and backwards "a a" falls to 1/2 at its second word: 3 factors of 2 words each.
    assert mtld(list("aabbcc")) == pytest.approx(2.0)


def test_mtld_counts_an_unfinished_factor_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexical, "MIN_MTLD_WORDS", 1)
    # Forwards: a b c a has 3/4 > .72, then a: 3/5, one factor; left: d (1/1), nothing of a factor: 6 / 1.
    # Backwards: d a a: 2/3, one factor; left: c b a (3/3), nothing of a factor: 6 / 1.
    assert mtld(list("abcaad")) == pytest.approx(6.0)
    # Forwards: a b c a at 3/4 is (1 - 3/4) / (1 - .72) of a factor, backwards the same.
    assert mtld(list("abca")) == pytest.approx(4 / (0.25 / 0.28))


def test_mtld_threshold_is_reached_when_equal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexical, "MIN_MTLD_WORDS", 1)
    # 3 types in 4 words are exactly the threshold, so that the factor is full: 4 / 1.
    assert mtld(list("abca"), threshold=0.75) == pytest.approx(4.0)


def test_mtld_is_the_mean_of_both_directions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexical, "MIN_MTLD_WORDS", 1)
    # Forwards: a a is full, b c d is nothing: 5 / 1. Backwards: d c b a a, 4/5, is 0.2/0.28 of a factor.
    assert mtld(list("aabcd")) == pytest.approx((5 + 5 / (0.2 / 0.28)) / 2)


def test_mtld_of_short_or_unrepeating_texts_is_none() -> None:
    assert mtld(["a", "a"] * 24) is None
    assert mtld(FIFTY) is None
    assert mtld(["a", "a"] * 25) == pytest.approx(2.0)


def test_measure_variety() -> None:
    assert measure_variety([]) == Lexical(None, None, None)
    assert measure_variety(["a", "b"] * 50) == Lexical(
        type_token_ratio=0.02, mattr=pytest.approx(2 / 50), mtld=pytest.approx(100 / (33 + (1 - 1) / 0.28))
    )
