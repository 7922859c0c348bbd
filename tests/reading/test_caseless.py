"""Patterns in lower case: as re.IGNORECASE, with the same spans."""

from __future__ import annotations

import re

import pytest

from rocket_cli.reading import cues
from rocket_cli.reading.caseless import caseless, lower


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\breviews?\b", "Film REVIEWS of the week"),
        (r"(?P<who>[A-Z]\w+) WAS here", "Ada was HERE"),
        (r"\S+\s\D+", "Ab CD"),
        (r"[À-Þ]tage", "ÉTAGE"),
    ],
)
def test_finds_what_ignorecase_finds(pattern: str, text: str) -> None:
    expected = re.search(pattern, text, re.IGNORECASE)
    found = caseless(pattern).search(lower(text))
    assert expected is not None
    assert found is not None
    assert found.span() == expected.span()


def test_escapes_keep_their_meaning() -> None:
    assert caseless(r"\S\D").fullmatch(lower("A B")) is None
    assert caseless(r"\S\D").fullmatch(lower("AB")) is not None


def test_lower_keeps_every_offset() -> None:
    text = "İstanbul'da ÇOK GÜZEL"
    assert len(lower(text)) == len(text)
    assert lower(text).index("çok") == text.index("ÇOK")


@pytest.mark.parametrize(
    ("line", "date"),
    [("Posted on 3 May 2019", "Posted on 3 May 2019"), ("JANUARY 4TH, 2020 | Ada", "JANUARY 4TH, 2020")],
)
def test_dates_in_any_case(line: str, date: str) -> None:
    found = cues.date_in(line)
    assert found is not None
    assert line[found.start() : found.end()] == date


def test_a_line_without_a_digit_has_no_date() -> None:
    assert cues.date_in("May is a month and August is another") is None


def test_weekdays_are_not_taken_for_names() -> None:
    assert "screen" not in cues.heads("Monsieur Hire: the tailor at the window")
    assert "screen" in cues.heads("Mon 14 May, 20.15")
