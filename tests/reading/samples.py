"""A review written for these tests, of a film that does not exist, and a reader of pages that is simple
enough to predict."""

from __future__ import annotations

import re
import sys
from types import ModuleType
from typing import Any

import pytest
from msgspec import Struct

from rocket_cli.records import Block, Byline, Rating

TITLE = "The Salt Ferry review"
BYLINE = "By Maren Oduya"
PARAGRAPHS = (
    "Nobody in The Salt Ferry is in a hurry, least of all its director, Ida Falk, who lets the boat "
    "leave the quay twice before anybody has said a word. It is a film about two brothers who "
    "inherit a ferry that has no passengers, and about the island that would rather they sold it.",
    "Tom Arrowsmith plays the elder, Jonas, with the patience of a man who has counted every plank. "
    "Lena Okafor has less to do as the harbour master, but she gets the best line of the film and "
    "the only laugh. When the two of them sit in the empty saloon and share a tin of peaches, the "
    "picture stops being a sketch of a dying trade and becomes something warmer, a story of what "
    "people keep when there is no reason to keep it.",
    "The photography is plain and good. Grey water, grey sky, one red coat: you could hang any frame "
    "of it on the wall of a bank, and I do not mean that as an insult. What does not work is the "
    "last half hour, in which a storm arrives that everyone on the island has plainly read about in "
    "the script. The music swells, the lamp swings, and Falk, who until then trusted her actors, "
    "begins to trust the weather instead.",
    "Still, I came out of it wanting to be on the water, and I have thought of those peaches every "
    "day since. That is more than most films of this size can say, and a good deal more than the "
    "larger ones.",
)
TEXT = "\n\n".join((TITLE, BYLINE, *PARAGRAPHS)) + "\n"
MARKDOWN = "\n\n".join((f"# {TITLE}", BYLINE, *PARAGRAPHS)) + "\n"
MARKDOWN = MARKDOWN.replace("The Salt Ferry is", "*The Salt Ferry* is").replace(
    "Ida Falk", "[Ida Falk](https://films.example/falk)"
)
HTML = (
    "<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8><title>The Salt Ferry review</title>"
    "<style>p { margin: 0 }</style></head>\n<body><nav><a href=/>Home</a> <a href=/film>Film</a></nav>\n"
    f"<article><h1>{TITLE}</h1>\n<p class=byline>{BYLINE}</p>\n"
    + "\n".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS).replace("Ida Falk", "<b>Ida\n Falk</b>")
    + "</article><script>track()</script></body></html>\n"
)


class PageHints(Struct, frozen=True):
    title: str | None = None
    reviewer: str | None = None
    outlet: str | None = None
    film: str | None = None
    year: int | None = None
    rating: str | None = None


class PageReading(Struct, frozen=True):
    blocks: tuple[Block, ...]
    reviewer: str | None = None
    byline: Byline | None = None
    outlet: str | None = None
    film: str | None = None
    year: int | None = None
    country: str | None = None
    running_time_minutes: int | None = None
    rating: Rating | None = None
    credits: tuple[Any, ...] = ()
    warnings: tuple[str, ...] = ()
    titles: tuple[Any, ...] = ()


def read_page(text: str, *, hints: PageHints | None = None, classified: object = None) -> PageReading:
    """Each line is a block of the body, but `By X` is a byline, `# x` a title and `~x` furniture."""
    hints = hints or PageHints()
    blocks: list[Block] = []
    byline: Byline | None = None
    for found in re.finditer(r"[^\n]*\S[^\n]*", text):
        kinds = {"By ": "byline", "# ": "title"}
        kind: Any = (
            "furniture" if found[0].startswith("~") else kinds.get(found[0][:2] + found[0][2:3], "body")
        )
        kind = "title" if found[0].startswith("# ") else kind
        blocks.append(Block(kind, found.start(), found.end()))
        if kind == "byline" and byline is None:
            byline = Byline(found[0], found.start(), found.end())
    reviewer = byline.text.removeprefix("By ").strip() if byline else hints.reviewer
    return PageReading(tuple(blocks), reviewer, byline, hints.outlet, hints.film, hints.year)


def split_reviews(text: str, classified: object = None) -> tuple[tuple[int, int], ...]:
    """Each line `# x` begins a review."""
    starts = [found.start() for found in re.finditer(r"^# ", text, re.MULTILINE)]
    return tuple(zip(starts, [*starts[1:], len(text)], strict=True)) if len(starts) > 1 else ()


def use_simple_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read lines by the three rules above, so that a test of inputs does not hang on the line classifier."""
    module = ModuleType("rocket_cli.reading.page")
    module.__dict__.update(PageHints=PageHints, read_page=read_page, split_reviews=split_reviews)
    monkeypatch.setitem(sys.modules, "rocket_cli.reading.page", module)
