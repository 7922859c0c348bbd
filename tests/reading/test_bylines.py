"""Who wrote it: every form a byline takes, and the lines that look like one."""

from __future__ import annotations

import pytest

from rocket_cli.reading.bylines import name_on
from rocket_cli.reading.lines import fold
from rocket_cli.reading.page import read_page
from tests.reading.samples import PARAGRAPHS

BODY = "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Hanna Lindqvist-Moore", "Hanna Lindqvist-Moore"),
        ("BY HANNA MOORE", "Hanna Moore"),
        ("by: Hanna Moore", "Hanna Moore"),
        ("Words by Hanna Moore", "Hanna Moore"),
        ("Words: Hanna Moore", "Hanna Moore"),
        ("Words Hanna Moore  Pictures The Studio", "Hanna Moore"),
        ("Reviewed by Hanna Moore", "Hanna Moore"),
        ("Review by Hanna Moore, Screening courtesy of the club", "Hanna Moore"),
        ("Posted on 3 May 2020 by Hanna Moore", "Hanna Moore"),
        ("Posted by Hanna Moore at 9:05 PM", "Hanna Moore"),
        ("3 May 2020 by Hanna Moore", "Hanna Moore"),
        ("Hanna Moore | 3 min read", "Hanna Moore"),
        ("Hanna Moore · Mar 3 · 3 min read", "Hanna Moore"),
        ("Writer's pictureHanna Moore", "Hanna Moore"),
        ("Hanna Moore, Film Critic", "Hanna Moore"),
        ("By Hanna Moore for The Quay", "Hanna Moore"),
        ("By Hanna Moore and Tom Arrow", "Hanna Moore and Tom Arrow"),
        ("By R. J. Moore", "R. J. Moore"),
        ("by moviefan_77", "moviefan_77"),
        ("Von Jutta Weinreb", "Jutta Weinreb"),
        ("Texte : Odile Marchais", "Odile Marchais"),
        ("Guest reviewer: Hanna Moore", "Hanna Moore"),
        ("— Hanna Moore", "Hanna Moore"),
        ("By Aoife O’Dowd", "Aoife O’Dowd"),
    ],
)
def test_bylines(line: str, name: str) -> None:
    found = name_on(fold(line), line)
    assert found is not None
    assert found[0] == name


@pytest.mark.parametrize(
    "line",
    [
        "Directed by Ida Falk",
        "Photo by Ida Falk",
        "Produced by Ida Falk",
        "Powered by WordPress",
        "By the sea, at night",
        "By",
        "admin",
        "By admin",
        "More from the archive",
        "",
    ],
)
def test_not_bylines(line: str) -> None:
    assert name_on(fold(line), line) is None


def test_byline_in_brackets_is_cut_out_of_the_last_paragraph() -> None:
    text = f"The Salt Ferry\n\n{BODY} (Maren Oduya)\n\nSubscribe to our newsletter\n"
    page = read_page(text)
    assert page.reviewer == "Maren Oduya"
    assert page.byline is not None
    assert text[page.byline.start : page.byline.end] == page.byline.text == "(Maren Oduya)"
    block = next(block for block in page.blocks if block.kind == "byline")
    assert (block.start, block.end) == (page.byline.start, page.byline.end)
    assert all("Oduya" not in text[b.start : b.end] for b in page.blocks if b.kind == "body")


def test_actor_in_brackets_is_not_the_writer() -> None:
    text = f"The Salt Ferry\n\n{BODY} The last word goes to the harbour master (Lena Okafor).\n"
    assert read_page(text).reviewer is None


def test_bylines_of_related_articles_are_not_the_reviewers() -> None:
    related = "\n".join(f"The {n} best ferries on film\nBy Laurel Dent" for n in (10, 20, 30, 40))
    text = f"The Salt Ferry review\n\nBy Maren Oduya\n\n{BODY}\n\nRelated articles\n{related}\n"
    assert read_page(text).reviewer == "Maren Oduya"
    unsigned = f"The Salt Ferry review\n\n{BODY}\n\nRelated articles\n{related}\n"
    assert read_page(unsigned).reviewer is None


def test_first_name_becomes_full_name() -> None:
    text = f"The Salt Ferry\nBy Maren Oduya\n\n{BODY}\n\nUntil next time,\nMaren\n\n© 2021 Maren Oduya\n"
    assert read_page(text).reviewer == "Maren Oduya"


def test_clean_text_has_no_reviewer() -> None:
    page = read_page(BODY)
    assert page.reviewer is None
    assert page.byline is None
