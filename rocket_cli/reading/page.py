"""Read a page of plain text: its blocks, who wrote it where, and what it states about the film."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from rocket_cli.reading.blocks import Classified, classify, make_blocks
from rocket_cli.reading.bylines import end_at_sign_off, find_signature
from rocket_cli.reading.credits import find_credits
from rocket_cli.reading.facts import find_country, find_minutes, find_year
from rocket_cli.reading.lines import Line, fold
from rocket_cli.reading.multi import review_spans
from rocket_cli.reading.outlets import find_outlet, score_outlets
from rocket_cli.reading.own_rating import own_rating
from rocket_cli.reading.ratings import find_rating
from rocket_cli.reading.titles import find_film, possible_titles
from rocket_cli.records import Block, BlockKind, Byline, Credit, PossibleTitle, Rating

# A reading that sets this share of the characters aside, or more, may have gone wrong: say so.
MOST_FURNITURE = 0.9
_HEADLINE = re.compile(r"^(?:.{1,80}? (?:movie|film) review\b|(?:movie|film) review: )", re.IGNORECASE)
_HEADLINE_WITHIN = 40  # lines: menus may stand above it
_LONGEST_HEADLINE = 200  # characters


class PageHints(Struct, frozen=True):
    """What is known from elsewhere (HTML metadata, front matter, table columns); it wins over guesses."""

    title: str | None = None
    reviewer: str | None = None
    outlet: str | None = None
    film: str | None = None
    year: int | None = None
    rating: str | None = None


class PageReading(Struct, frozen=True):
    """What a page says. Offsets index the text that was read; `parts` are its reviews if it holds several."""

    blocks: tuple[Block, ...]
    reviewer: str | None = None
    byline: Byline | None = None
    outlet: str | None = None
    film: str | None = None
    year: int | None = None
    country: str | None = None
    running_time_minutes: int | None = None
    rating: Rating | None = None
    credits: tuple[Credit, ...] = ()
    warnings: tuple[str, ...] = ()
    parts: tuple[tuple[int, int], ...] = ()
    titles: tuple[PossibleTitle, ...] = ()


def read_page(
    text: str, *, hints: PageHints | None = None, classified: Classified | None = None
) -> PageReading:
    """Read one page. Any string will do; what it does not plainly say is None. Time is linear in length.

    `classified` is what `classify` gives for `text`, where that has been asked already."""
    hints = hints or PageHints()
    lines, kinds = classified or classify(text)
    kinds = end_at_sign_off(text, lines, _with_headline(lines, kinds))
    signature = find_signature(text, lines, kinds)
    inside = (signature.byline.start, signature.byline.end) if signature and signature.inside else None
    blocks = make_blocks(text, lines, kinds, inside)
    reviewer = hints.reviewer or (signature.name if signature else None)
    named = find_credits(lines, kinds)
    parts = review_spans(lines, kinds)
    own_lines, own_kinds = _first_review(lines, kinds, parts)
    people = frozenset(credit.name.lower() for credit in named)
    writer = {reviewer.lower()} if reviewer else set()
    outlets = score_outlets(lines, kinds)
    titles = possible_titles(own_lines, own_kinds, people | writer, outlets)
    guess = find_film(titles, own_lines)
    film = hints.film or (guess.film if guess else None) or _title_alone(hints.title)
    beside = (
        guess.year if guess and (hints.film is None or guess.film.lower() == hints.film.lower()) else None
    )
    return PageReading(
        blocks=blocks,
        reviewer=reviewer,
        byline=None if hints.reviewer or signature is None else signature.byline,
        outlet=hints.outlet
        or find_outlet(outlets, film=film if _is_headed(film, lines, kinds) else None, reviewer=reviewer),
        film=film,
        year=hints.year or find_year(own_lines, own_kinds, film, beside),
        country=find_country(own_lines, own_kinds),
        running_time_minutes=find_minutes(own_lines, own_kinds),
        rating=_hinted_rating(hints.rating) or own_rating(own_lines, own_kinds, film),
        credits=named,
        warnings=tuple(_warnings(text, blocks)),
        parts=parts if len(parts) > 1 else (),
        titles=() if hints.film else titles,
    )


def _is_headed(film: str | None, lines: Sequence[Line], kinds: Sequence[BlockKind]) -> bool:
    """Whether headline or credits name the film: then it is hardly the name of the site too."""
    sought = film.lower() if film else ""
    return bool(sought) and any(
        sought in line.folded.lower()
        for line, kind in zip(lines, kinds, strict=True)
        if kind in {"title", "credits"}
    )


def _with_headline(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> list[BlockKind]:
    """`kinds` with a line that calls itself a review as the title, where nothing else is one: a headline that
    goes on for a whole sentence ("X Movie Review: Y is a joy in ...") reads like body."""
    kinds = list(kinds)
    if "title" in kinds:
        return kinds
    for i, line in enumerate(lines[:_HEADLINE_WITHIN]):
        if kinds[i] == "body" and len(line.folded) <= _LONGEST_HEADLINE and _HEADLINE.match(line.folded):
            kinds[i] = "title"
            break
    return kinds


def split_reviews(text: str, classified: Classified | None = None) -> tuple[tuple[int, int], ...]:
    """Half-open offsets of each review of a page that plainly holds several; a single span otherwise."""
    lines, kinds = classified or classify(text)
    return review_spans(lines, kinds) or ((0, len(text)),)


def _first_review(
    lines: Sequence[Line], kinds: Sequence[BlockKind], parts: Sequence[tuple[int, int]]
) -> tuple[list[Line], list[BlockKind]]:
    """Without the lines of every review but the first."""
    if len(parts) < 2:
        return list(lines), list(kinds)
    kept = [
        (line, kind)
        for line, kind in zip(lines, kinds, strict=True)
        if line.start < parts[0][1] or line.start >= parts[-1][1]
    ]
    return [line for line, _ in kept], [kind for _, kind in kept]


def _title_alone(title: str | None) -> str | None:
    """A title from metadata as the film's, where it says that it is one: `Film review: X`, `X (2021)`."""
    if not title:
        return None
    match = re.match(r"^(?:(?:film|movie) )?review: (.+)$|^(.+?) \((?:19|20)\d\d\)", title, re.IGNORECASE)
    return (match[1] or match[2]) if match else None


def _hinted_rating(printed: str | None) -> Rating | None:
    if not printed or not str(printed).strip():
        return None
    printed = str(printed).strip()
    return find_rating(fold(printed), printed, lone=True) or Rating(printed=printed, value=None)


def _warnings(text: str, blocks: Sequence[Block]) -> list[str]:
    total = sum(block.end - block.start for block in blocks)
    body = sum(block.end - block.start for block in blocks if block.kind == "body")
    if total and not body:
        return ["no running text was found: nothing here reads as a review"]
    if total and body / total < 1 - MOST_FURNITURE:
        return [f"only {body / total:.0%} of the text reads as the review: check what was set aside"]
    return []
