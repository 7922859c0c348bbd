"""Which site or paper a page comes from: where its name stands, and what is only a menu."""

from __future__ import annotations

import pytest

from rocket_cli.reading.lines import split_lines
from rocket_cli.reading.outlet_features import outlet_candidates
from rocket_cli.reading.outlets import find_outlet
from rocket_cli.records import BlockKind
from tests.reading.samples import PARAGRAPHS


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("The Harbour Post | Film | Reviews", "The Harbour Post"),
        ("T H E   Q U A Y", "THE QUAY"),
        ("Quayside: The Archive", "Quayside"),
        ("QUAYSIDE ARCHIVE", "QUAYSIDE"),
        ("Tidewater \u00bb Films \u00bb The Salt Ferry", "Tidewater"),
        ("14. Tidewater Film Days", "Tidewater Film Days"),
        ("The Sunday Quay (London)", "The Sunday Quay"),
        ("Page eleven      The Evening Quay      Friday", "The Evening Quay"),
        ("Welcome to The Lyric at Ormsby", "The Lyric at Ormsby"),
        ("Pocket Reviews", "Pocket Reviews"),
        ("Logo of The Daily Quay", "The Daily Quay"),
        ("Tidewater Home Page", "Tidewater"),
        ("THE QUAY, A HARBOUR NEWSPAPERS COMPANY", "THE QUAY"),
        ("Ahoy!", "Ahoy!"),
        ("*THE QUAY\u00ae*", "THE QUAY"),
    ],
)
def test_a_masthead_offers_the_name(line: str, name: str) -> None:
    assert name in _offered([line, "The Salt Ferry", *PARAGRAPHS])


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("\u00a9 2021 The Quay Media Ltd. All rights reserved.", "The Quay"),
        ("The Quay \u00a9 2002 All rights reserved. Read our user agreement.", "The Quay"),
        ("quayside.example Copyright \u00a92002-2003 Ida Falk", "quayside.example"),
        ("Tidewater is a weekly letter about films and weather.", "Tidewater"),
        (
            "Never miss a ferry: The Tidewater Weekender, in your inbox on Thursdays.",
            "The Tidewater Weekender",
        ),
        ("Tidewater Morning Register, Volume LVIII, Issue 7", "Tidewater Morning Register"),
        ("Organization: The Tidewater Film Page", "The Tidewater Film Page"),
        ("Ida Falk is a film critic at The Quay.", "Quay"),
        ("\u00a9 Copyright 1997-2006 Tidewater Company Ltd.", "Tidewater"),
        ("This review first appeared in Tidewater, October 2022.", "Tidewater"),
    ],
)
def test_a_footer_offers_the_name(line: str, name: str) -> None:
    found = _offered(["Menu", "The Salt Ferry", *PARAGRAPHS, line])
    assert any(name in form for form in found)


@pytest.mark.parametrize(
    "line",
    [
        "Become a Quayside Member",
        "Go to Quayside Home",
        "New to Quayside?",
        "Popular on Quayside",
        "Sign in to your Quayside account",
        "Quayside Recommends",
        "Quayside's verdict: see it",
    ],
)
def test_controls_call_the_site_by_its_name(line: str) -> None:
    assert "Quayside" in _offered(["Menu", "The Salt Ferry", *PARAGRAPHS, line])


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("By Maren Oduya, The Weekly Quay", "The Weekly Quay"),
        ("By Quayside Staff", "Quayside"),
        ("By Maren Oduya, Quayside's film critic", "Quayside"),
        ("Maren Oduya for The Quay", "The Quay"),
    ],
)
def test_a_byline_offers_the_paper(byline: str, name: str) -> None:
    lines = split_lines("\n".join(["Menu", "The Salt Ferry", byline, *PARAGRAPHS]))
    kinds: list[BlockKind] = ["furniture", "title", "byline", *["body"] * (len(lines) - 3)]
    assert name in outlet_candidates(lines, kinds)


def test_the_name_that_most_speaks_for_is_the_outlet() -> None:
    scores = {"The Quay": 2.5, "Film": -1.0, "The Salt Ferry": 3.0}
    assert find_outlet(scores, film="The Salt Ferry", reviewer=None) == "The Quay"
    assert find_outlet({"Film": -1.0}, film=None, reviewer=None) is None
    assert find_outlet({}, film=None, reviewer=None) is None


def _offered(page: list[str]) -> set[str]:
    lines = split_lines("\n".join(page))
    kinds: list[BlockKind] = ["body" if line.n_words > 25 else "furniture" for line in lines]
    return set(outlet_candidates(lines, kinds))
