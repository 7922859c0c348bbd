"""Words that are wider than their column."""

from __future__ import annotations

import pytest

from rocket_cli.render.widths import broken_at_hyphens


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("Ann Cholmondeley-Featherstonehaugh Low", 19, "Ann Cholmondeley-\nFeatherstonehaugh Low"),
        ("one-two-three-four", 8, "one-two-\nthree-\nfour"),
        ("short-word", 19, "short-word"),
        ("nohyphensatallinhere", 8, "nohyphensatallinhere"),
        ("a-muchtoolongforthis", 8, "a-muchtoolongforthis"),
        ("-leading and trailing-", 8, "-leading and trailing-"),
        ("", 8, ""),
        ("山田-太郎の長い名前", 14, "山田-\n太郎の長い名前"),
    ],
)
def test_long_words_break_after_hyphens(text: str, width: int, expected: str) -> None:
    assert broken_at_hyphens(text, width) == expected
