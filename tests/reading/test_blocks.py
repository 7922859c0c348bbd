"""Review or furniture: what is set aside and why, on pages written for these tests, and on any string."""

from __future__ import annotations

import struct
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rocket_cli.reading.blocks import classify
from rocket_cli.reading.page import PageReading, read_page, split_reviews
from rocket_cli.reading.sequence import STATES, StoredWeights, best_states, unpacked
from tests.reading.samples import BYLINE, PARAGRAPHS, TITLE

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
BODY = "\n\n".join(PARAGRAPHS)
PAGE = f"""Skip to content
The Harbour Post
Home | News | Film | Contact

{TITLE}

{BYLINE}
3 May 2020
Share on Facebook
Tweet

{BODY}

Related articles
Ten ferries we have loved
By Laurel Dent
Interview: Ida Falk
By Otto Brand

2 comments
gullwatcher: loved it!
Leave a reply
Your email address will not be published.
© 2020 The Harbour Post. All rights reserved.
"""


def body_of(text: str, page: PageReading) -> str:
    return "\n".join(text[block.start : block.end] for block in page.blocks if block.kind == "body")


def assert_well_formed(text: str, page: PageReading) -> None:
    for block in page.blocks:
        assert 0 <= block.start < block.end <= len(text)
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        assert (block.reason is not None) == (block.kind == "furniture")
    for one, other in pairwise(page.blocks):
        assert one.end <= other.start
        assert not text[one.end : other.start].strip()
    covered = sum(len(text[b.start : b.end].split()) for b in page.blocks)
    assert bool(covered) == bool(text.split())
    if page.blocks:
        assert not text[: page.blocks[0].start].strip()
        assert not text[page.blocks[-1].end :].strip()


def test_page_is_told_from_its_review() -> None:
    page = read_page(PAGE)
    assert_well_formed(PAGE, page)
    assert body_of(PAGE, page).split() == BODY.split()
    kinds = [block.kind for block in page.blocks]
    assert kinds == ["furniture", "title", "byline", "furniture", "body", "furniture"]
    reasons = " ".join(block.reason or "" for block in page.blocks)
    assert "related articles" in reasons
    assert "comments" in reasons
    assert page.outlet == "The Harbour Post"
    assert page.reviewer == "Maren Oduya"


def test_line_ends_and_spacing_do_not_matter() -> None:
    wanted = BODY.split()
    for text in (PAGE.replace("\n", "\r\n"), PAGE.replace("\n", "\r"), PAGE.replace("\n\n", "\n")):
        page = read_page(text)
        assert_well_formed(text, page)
        assert body_of(text, page).split() == wanted


def test_clean_text_is_all_body() -> None:
    page = read_page(BODY)
    assert [(b.kind, b.start, b.end) for b in page.blocks] == [("body", 0, len(BODY))]


def test_one_line_page() -> None:
    text = " ".join(PARAGRAPHS)
    page = read_page(f"top of page\n\n\n{text}\n\n\nbottom of page")
    assert [block.kind for block in page.blocks] == ["furniture", "body", "furniture"]


def test_hard_wrapped_text_is_one_body() -> None:
    import textwrap

    wrapped = "\n\n".join(textwrap.fill(paragraph, 66) for paragraph in PARAGRAPHS)
    page = read_page(f"{TITLE}\n{BYLINE}\n\n{wrapped}\n")
    assert [block.kind for block in page.blocks] == ["title", "byline", "body"]


def test_two_reviews_are_split() -> None:
    one, two = "\n\n".join(PARAGRAPHS[:3]), "\n\n".join(PARAGRAPHS[2:])
    first = f"THE SALT FERRY (2019)\n***\n\n{one}"
    second = f"GREY QUAY (2018)\n****\n\n{two}"
    text = f"The Harbour Post\n\n{first}\n\n{second}\n\nLeave a comment\n"
    spans = split_reviews(text)
    assert [text[a:b].split("\n")[0] for a, b in spans] == ["THE SALT FERRY (2019)", "GREY QUAY (2018)"]
    assert all(
        text[a:b].rstrip().endswith(p)
        for (a, b), p in zip(spans, (PARAGRAPHS[2], PARAGRAPHS[3]), strict=True)
    )
    page = read_page(text)
    assert page.parts == spans
    assert page.film in {"THE SALT FERRY", "The Salt Ferry"}


def test_one_review_is_not_split() -> None:
    assert split_reviews(PAGE) == ((0, len(PAGE)),)
    assert read_page(PAGE).parts == ()


def test_text_without_a_review_says_so() -> None:
    page = read_page("Home\nAbout\nContact\nLog in\n")
    assert page.warnings or all(block.kind != "body" for block in page.blocks)


@settings(max_examples=150)
@given(st.text(max_size=400))
def test_any_string(text: str) -> None:
    page = read_page(text)
    assert_well_formed(text, page)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from([*PAGE.split("\n"), "(Maren Oduya)", "★★★", "\u200b", "[", "4/5"]), max_size=40)
)
def test_any_order_of_lines(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert_well_formed(text, read_page(text))


def test_a_very_long_line() -> None:
    text = "It was a film about a boat. " * 180_000
    started = time.perf_counter()
    page = read_page(text)
    assert time.perf_counter() - started < 20
    assert [block.kind for block in page.blocks] == ["body"]


@pytest.mark.real_seeds
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real reviews (../shared/seeds) are not here")
class TestRealSeeds:
    """The four real files: facts exactly right, nothing of the page counted as review."""

    @staticmethod
    def readings() -> list[tuple[str, PageReading]]:
        texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
        return [(text, read_page(text)) for text in texts]

    def test_facts(self) -> None:
        pages = [page for _, page in self.readings()]
        assert [page.reviewer for page in pages] == [None, "Erin Huebscher", "Juho Kuosmanen", "Emma Kiely"]
        assert [(page.film or "").title() for page in pages] == ["Red Rocket"] * 4
        assert [page.year for page in pages] == [None, 2021, 2020, None]
        assert [page.country for page in pages] == [None, "U.S.A.", "USA", None]
        assert pages[2].running_time_minutes == 130
        assert [page.rating for page in pages] == [None] * 4
        assert pages[1].outlet in {None, "KinoCritics"}
        assert [page.outlet for page in (pages[0], *pages[2:])] == [None] * 3

    def test_furniture(self) -> None:
        unwanted = (
            "of page",
            "theaters below",
            "Interviews with",
            "newsletter",
            "Laura",
            "Watch the trailer",
            "BFI",
            "©",
        )
        for text, page in self.readings():
            body = body_of(text, page)
            assert not [words for words in unwanted if words in body]
            assert all(
                text[b.start : b.end].strip("()") == page.reviewer for b in page.blocks if b.kind == "byline"
            )

    def test_credits(self) -> None:
        pages = [page for _, page in self.readings()]
        assert [(c.job, c.name) for c in pages[2].credits] == [("director", "Sean Baker")]
        assert [c.name for c in pages[1].credits if c.job == "cast"][:2] == ["Simon Rex", "Bree Elrod"]


def test_a_hidden_unit_knows_what_two_features_mean_together() -> None:
    """Two features say nothing alone and `title` together; so many lines that they come in several lots."""
    n = len(STATES)
    of_a = of_b = [*[0] * n, 1000]
    of_prose, of_all = [*[0] * 4, 3000, 0, 0, 0, 0], [*[0] * n, -1000]
    weights = unpacked(
        StoredWeights(
            features=("a", "b", "prose"),
            table=struct.pack(f"<{4 * (n + 1)}h", *of_a, *of_b, *of_prose, *of_all),
            hidden=((5000, *[0] * (n - 1)),),
            start=(0,) * n,
            end=(0,) * n,
            steps=(((0,) * n,) * n,) * 2,
        )
    )
    rows = [["a", "b"], ["prose", "unknown"], ["a", "prose"], ["b", "prose"]] * 200
    assert best_states(rows, [False] * 800, weights) == ["title", "body", "body", "body"] * 200
    assert best_states([], [], weights) == []


def test_a_lone_sentence_beside_nothing_but_text_is_text() -> None:
    text = (
        "Ida Falk plays a harbour pilot in The Salt Ferry, which was shot in Bergen. She hardly speaks.\n"
        "The boat comes in late, the fog stays, and nobody on the quay wants to be the first to go home.\n"
    )
    assert set(classify(text)[1]) == {"body"}


@pytest.mark.parametrize("title", ["Red Rocket", "The Salt Ferry", "PARASITE", "Tár (2022)"])
@pytest.mark.parametrize("byline", ["By Ada Reed", "Reviewed by Ada Reed"])
def test_the_first_line_of_a_bare_review_is_its_title(title: str, byline: str) -> None:
    """Nothing stands around it, and the text does not name the film."""
    assert classify(f"{title}\n\n{byline}\n\n{PARAGRAPHS[1]}\n")[1] == ["title", "byline", "body"]
