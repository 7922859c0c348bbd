"""Ratings in their printed forms, and what share of the most they stand for."""

from __future__ import annotations

import pytest

from rocket_cli.reading.lines import fold, split_lines
from rocket_cli.reading.own_rating import own_rating
from rocket_cli.reading.ratings import find_rating, is_others
from rocket_cli.records import BlockKind
from tests.reading.samples import PARAGRAPHS


@pytest.mark.parametrize(
    ("line", "printed", "value"),
    [
        ("4/5", "4/5", 0.8),
        ("Rating: 3.5/5", "3.5/5", 0.7),
        ("★★★★☆", "★★★★☆", 0.8),
        ("★★★½", "★★★½", 0.7),
        ("***1/2", "***1/2", 0.7),
        ("* * *", "* * *", 0.6),
        ("★★★★✩", "★★★★✩", 0.8),
        ("Grade: B+", "B+", 0.85),
        ("Grade: B+ (rated PG-13 for storms)", "B+", 0.85),
        ("Score: 83%", "83%", 0.83),
        ("7.5/10", "7.5/10", 0.75),
        ("8 out of 10", "8 out of 10", 0.8),
        ("Our verdict: 4 out of 5 anchors", "4 out of 5", 0.8),
        ("3½ stars", "3½ stars", 0.7),
        ("3 Stars (out of 4)", "3 Stars (out of 4)", 0.75),
        ("four out of five", "four out of five", 0.8),
        ("87", "87", 0.87),
        ("GD4AM: 85/100", "85/100", 0.85),
        ("♥♥♥", "♥♥♥", 0.6),
        ("Overall 9.5", "9.5", 0.95),
        ("Final word: Wait for the bus", "Wait for the bus", None),
        ("***1/2 (out of four)", "***1/2 (out of four)", 0.875),
        ("4 1/2 carp (out of 5)", "4 1/2 carp (out of 5)", 0.9),
        ("3 and a half reels (out of 4)", "3 and a half reels (out of 4)", 0.875),
        ("**** and a half", "**** and a half", 0.9),
        ("Pie rating: 7.5 (bring cream)", "7.5", 0.75),
        ("Ann's score: 5 tokens", "5 tokens", None),
        ("Fights 5/5   Stunts 4/5   Overall 3/5", "3/5", 0.6),
        ("Lantern: 7,5", "7,5", 0.75),
        ("3.9 on the -4 to +4 scale", "3.9 on the -4 to +4 scale", 0.9875),
        ("Our panel: Great", "Great", None),
        ("Terningkast 5", "Terningkast 5", 0.8333),
        ("(71)", "71", 0.71),
        ("three and one-half stars", "three and one-half stars", 0.7),
        ("On the Hill scale of 0 to 10 islands: 4", "4", 0.4),
        ("I'm giving The Salt Ferry: Part Two a C-.", "C-", 0.6),
        ("Highly Recommended.", "Highly Recommended", None),
        ("☠☠☠", "☠☠☠", 0.6),
    ],
)
def test_rating_lines(line: str, printed: str, value: float | None) -> None:
    rating = find_rating(fold(line), line, lone=True)
    assert rating is not None
    assert rating.printed == printed or rating.printed.startswith(printed)
    assert rating.value == value


@pytest.mark.parametrize(
    "line",
    [
        "It took 5 of the 12 boats to find him.",
        "By 24/7 he means every hour.",
        "A man of 40 meets a woman of 39.",
        "",
    ],
)
def test_prose_is_no_rating(line: str) -> None:
    assert find_rating(line, line, lone=False) is None


@pytest.mark.parametrize("line", ["Users' rating: 7.1", "IMDb 8/10", "Audience score 61%", "MPAA: PG-13"])
def test_scores_of_others(line: str) -> None:
    assert is_others(line)


BODY = "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        ("Users' rating\n4.3/5\nOur rating\n3.5/5", "3.5/5"),
        ("Product Rating: 4.0\nGood Date Movie", "4.0"),
        ("12\n12\n12", None),
        ("* * *", "* * *"),
    ],
)
def test_whose_score_counts(lines: str, printed: str | None) -> None:
    page = split_lines(f"{BODY}\n\n{lines}")
    kinds: list[BlockKind] = ["rating"] * len(page)
    kinds[: len(PARAGRAPHS)] = ["body"] * len(PARAGRAPHS)
    rating = own_rating(page, kinds, None)
    assert (rating and rating.printed) == printed


def test_a_score_under_its_label_counts_wherever_the_line_belongs() -> None:
    page = split_lines(f"Our rating:\n4.5\nComments\n4\n{BODY}")
    kinds: list[BlockKind] = [*["furniture"] * 4, *["body"] * len(PARAGRAPHS)]
    rating = own_rating(page, kinds, None)
    assert rating is not None
    assert rating.printed == "4.5"


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("Three stars, then, for the gulls.", "Three stars"),
        ("Three stars of the silent screen drank here.", None),
    ],
)
def test_stars_that_open_a_closing_sentence(sentence: str, printed: str | None) -> None:
    page = split_lines(f"{BODY} {sentence}")
    rating = own_rating(page, ["body"] * len(page), None)
    assert (rating and rating.printed) == printed
