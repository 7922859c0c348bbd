"""Who wrote it: every form a byline takes, and the lines that look like one."""

from __future__ import annotations

import pytest

from rocket_cli.reading.byline_features import byline_candidates
from rocket_cli.reading.byline_forms import forms_on
from rocket_cli.reading.byline_loose import loose_forms
from rocket_cli.reading.byline_wording import shape_of_name
from rocket_cli.reading.byline_words import commonness
from rocket_cli.reading.bylines import find_signature
from rocket_cli.reading.lines import fold, split_lines
from rocket_cli.reading.page import read_page
from rocket_cli.records import BlockKind
from tests.reading.samples import PARAGRAPHS

BODY = "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Hanna Lindqvist-Moore", "Hanna Lindqvist-Moore"),
        ("BY HANNA MOORE", "Hanna Moore"),
        ("[review by H. A. Moore]", "H. A. Moore"),
        ("By Hanna MooreFilm Critic", "Hanna Moore"),
        ('BY HANNA "GULL" MOORE', 'Hanna "Gull" Moore'),
        ("Review by salt_gull Patron", "salt_gull"),
        ("Reviewed by Team 99Gulls", "Team 99Gulls"),
        ("By Staff", "Staff"),
        ("POSTED BY HANNA'S GULL AT 12:01 AM", "Hanna's Gull"),
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
        ("Posted by u/salt_gull 4 years ago", "salt_gull"),
        ("From: Hanna Moore <hanna@quay.example>", "Hanna Moore"),
        ("From: hmoore@quay.example (Hanna Moore)", "Hanna Moore"),
        ("Hanna MooreSep 3, 2017 • 4 min", "Hanna Moore"),
        ("Hanna M.'s review", "Hanna M."),
        ("By HANNA MOORE Movie Reporter", "Hanna Moore"),
        ("By HANNA MOORE Quayside Press Film Writer", "Hanna Moore"),
        ("By Hanna Moore Quay Staff, Updated May 18, 2016, 4:00 p.m.", "Hanna Moore"),
        ("by Hanna Moore Tuesday, 05 May 2015", "Hanna Moore"),
        ("Hanna Moore 08/13/2014 Film Reviews", "Hanna Moore"),
        ("Review by Hanna Moore @hannamoore", "Hanna Moore"),
        ("By Hanna and Tom Arrow", "Hanna and Tom Arrow"),
        ("By A. O. Moore and Tom Arrow", "A. O. Moore and Tom Arrow"),
        ("Hanna's two minutes", "Hanna"),
        ("dug up by Hanna Moore", "Hanna Moore"),
        ("A film review by Hanna Moore", "Hanna Moore"),
        ("Author: Hanna", "Hanna"),
        ("warm regards, Hanna", "Hanna"),
        ("Hanna Moore (she/her), Deputy Editor", "Hanna Moore"),
        ("Quayside | 9/24/2011 | Hanna Moore", "Hanna Moore"),
        ("Hanna, duty manager", "Hanna"),
        ("Reviewed by Hanna Moore. With Tom Arrow at the desk.", "Hanna Moore"),
        ("salt_gull wrote on 4 May 2019:", "salt_gull"),
        ("The Quay Team", "The Quay Team"),
    ],
)
def test_bylines(line: str, name: str) -> None:
    found = forms_on(fold(line), line)
    assert [form.name for form in found] == [name]


@pytest.mark.parametrize(
    "line",
    [
        "Directed by Ida Falk",
        "Photo by Ida Falk",
        "Produced by Ida Falk",
        "Powered by WordPress",
        "A film by Ida Falk",
        "Sort by: Helpfulness",
        "By the sea, at night",
        "By",
        "admin",
        "By admin",
        "More from the archive",
        "",
    ],
)
def test_not_bylines(line: str) -> None:
    assert not [form for form in forms_on(fold(line), line) if form.wording != "alone"]


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


def _page(head: str, foot: str, body: str = BODY) -> str:
    return f"THE QUAY\nHome  News  Film  Sport\n\nThe Salt Ferry review\n{head}\n\n{body}\n\n{foot}\n"


@pytest.mark.parametrize(
    ("head", "foot", "reviewer"),
    [
        ("Maren Oduya", "Share this\nComments (3)", "Maren Oduya"),
        ("Maren Oduya\n@modu\n4 May 2021", "Share this", "Maren Oduya"),
        ("Maren Oduya\nFilm critic\n4 May 2021", "Share this", "Maren Oduya"),
        ("MAREN ODUYA | 4 May 2021", "Share this", "Maren Oduya"),
        ("Posted by u/salt_gull 4 years ago", "12 comments", "salt_gull"),
        ("4 May 2021", "-- Maren Oduya, Harbour Correspondent\n\nComments (3)", "Maren Oduya"),
        ("4 May 2021", "Written by Maren Oduya\n\nShare this", "Maren Oduya"),
        ("4 May 2021", "Share this\nPrivacy  Terms", None),
    ],
)
def test_reviewer_of_a_page(head: str, foot: str, reviewer: str | None) -> None:
    assert read_page(_page(head, foot)).reviewer == reviewer


def test_director_behind_by_is_not_the_reviewer() -> None:
    page = read_page(_page("by Ida Falk (Director), Tom Arrowsmith (Writer)", "Share this"))
    assert page.reviewer is None


def test_commenters_are_not_the_reviewer() -> None:
    comments = "\n".join(
        f"{who} says:\n4 May 2021 at 9:05 pm\nNot for me." for who in ("Ann Dent", "Bo Lark")
    )
    assert read_page(_page("4 May 2021", f"2 comments\n{comments}\nLeave a reply")).reviewer is None


def test_a_byline_taken_for_text_is_cut_out_of_it() -> None:
    text = f"{BODY}\n\nReviewed by Maren Oduya\n"
    lines = split_lines(text)
    signature = find_signature(text, lines, ["body"] * len(lines))
    assert signature is not None
    assert (signature.name, signature.inside, signature.explicit) == ("Maren Oduya", True, True)
    assert text[signature.byline.start : signature.byline.end] == "Reviewed by Maren Oduya"


def test_a_byline_that_names_nobody_is_still_a_byline() -> None:
    text = f"The Salt Ferry\nby admin\n\n{BODY}\n"
    lines = split_lines(text)
    signature = find_signature(text, lines, ["title", "byline", *["body"] * (len(lines) - 2)])
    assert signature is not None
    assert (signature.name, signature.byline.text) == (None, "by admin")


@pytest.mark.parametrize(
    ("folded", "shape"),
    [
        ("Hanna Moore", "full"),
        ("Hanna Moore and Tom Arrow", "two"),
        ("H.M.", "initials"),
        ("salt_gull", "handle"),
        ("Hanna", "word"),
        ("Hanna M.", "full"),
        ("Film Desk", "staff"),
    ],
)
def test_shape_of_name(folded: str, shape: str) -> None:
    assert shape_of_name(folded) == shape


def test_everyday_words_and_first_names() -> None:
    assert [commonness(key) for key in ("last house", "hanna moore", "hanna house", "qwyx zzyx")] == [
        "all",
        "first-name",
        "some",
        "none",
    ]


def test_candidates_stay_few_on_a_page_full_of_names() -> None:
    names = "\n".join(
        f"By Hanna {'abcdefghij'[n % 10].upper()}{'lmnopqrstu'[n // 10 % 10]}ova" for n in range(3000)
    )
    text = f"The Salt Ferry\n\nBy Maren Oduya\n\n{BODY}\n\n{names}\n"
    lines = split_lines(text)
    kinds: list[BlockKind] = ["body" if line.n_words > 20 else "furniture" for line in lines]
    found = byline_candidates(text, lines, kinds)
    assert len(found) <= 90
    assert "Maren Oduya" in {mention.name for mention, _ in found}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Dez writes:", "Dez"),
        ("Hanna Moore takes the night tram", "Hanna Moore"),
        ("Juror: gull_77 (Foreman, 203 reviews)", "gull_77"),
        ("This week: Hanna Moore", "Hanna Moore"),
        ("HANNA'S TWO-MINUTE WRITE-UP (NO SPOILERS)", "Hanna"),
        ("May 9, 2021 Hanna Moore Leave a comment", "Hanna Moore"),
        ("Hanna Moore ⚡ Senior Gull ⚡ March 1, 2017", "Hanna Moore"),
        ("Hanna (bookings)", "Hanna"),
        ("gull  @saltgull", "gull"),
        ("HANNA MOORE Lakeside film critic", "Hanna Moore"),
        ("xx Hanna", "Hanna"),
        ("hanna m.", "hanna m."),
    ],
)
def test_lines_that_only_the_line_model_takes_for_bylines(line: str, name: str) -> None:
    assert [form.name for form in loose_forms(fold(line), line)] == [name]


@pytest.mark.parametrize("line", ["Directed by Ida Falk", "3 May 2020", "The Team (all of us)", ""])
def test_loose_forms_name_neither_crew_nor_staff(line: str) -> None:
    assert not loose_forms(fold(line), line)


@pytest.mark.parametrize("sign", ["(hm)", "— H.M.", "(HM)"])
def test_initials_close_the_text(sign: str) -> None:
    text = f"{BODY} {sign}"
    lines = split_lines(text)
    kinds: list[BlockKind] = ["body"] * len(lines)
    names = {mention.name.strip(".") for mention, _ in byline_candidates(text, lines, kinds)}
    assert sign.strip("()— .") in names
