"""From the text of one file or row to its reviews: mended, read as a page, split, facts put together."""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rocket_cli.errors import EmptyFileError
from rocket_cli.reading.cautions import cautions
from rocket_cli.reading.mending import mend
from rocket_cli.reading.pieces import Given, Piece
from rocket_cli.records import ANOTHER_REVIEW, Block, Byline, Rating, Review, Source

if TYPE_CHECKING:
    from rocket_cli.reading.page import PageHints, PageReading

OUTSIDE = "outside the reviews on this page"
_MOST_SLUG_CHARACTERS = 40  # ids stand in tables
_HASH_DIGITS = 8  # told apart: 65 000 reviews of one name before two are likely to share an id


def source_of(data: bytes, path: str, encoding: str) -> Source:
    """Where a file's reviews come from: hash and size of its bytes as they lie on the disk."""
    return Source(path=path, sha256=hashlib.sha256(data).hexdigest(), encoding=encoding, n_bytes=len(data))


def reviews_of(piece: Piece, source: Source, *, reviewer: str | None = None) -> list[Review]:
    """The review of `piece`, or each of them where it is a page of several (never a row of a table).

    `reviewer` overrules everything. Raises EmptyFileError where there is no text.
    """
    text = mend(piece.text)
    if not text.strip():
        where = "the file" if piece.row is None else f"row {piece.row}"
        raise EmptyFileError(f"{where} has no text", path=source.path)
    piece = replace(piece, given=_mended(piece.given))
    from rocket_cli.reading.blocks import classify
    from rocket_cli.reading.page import read_page, split_reviews

    aside = _aside(text, piece)
    shown = _without(text, aside)
    classified = classify(shown)
    spans = split_reviews(shown, classified) if piece.row is None else ()
    page = read_page(shown, hints=_hints(piece), classified=classified)
    if len(spans) > 1:
        found = list(_several(shown, page, spans, piece, source))
    else:
        found = [_single(shown, page, piece, source)]
    if aside:
        found = [_with_aside(review, text, aside) for review in found]
    return [signed(review, reviewer) for review in found] if reviewer is not None else found


def signed(review: Review, reviewer: str) -> Review:
    """`review` by `reviewer` ("" for nobody), whatever the page says; a byline that names others goes."""
    name = " ".join(reviewer.split())
    return replace(review, reviewer=name or None, byline=_naming(review.byline, name))


def review_id(path: str, sha256: str, member: int | None) -> str:
    """A short name for people and programs: `red-rocket-1a2b3c4d`, with `-2` for a file's second review.

    Two files of one name and one content share it; the reader of a run tells them apart.
    """
    stem = "stdin" if path == "-" else os.path.splitext(os.path.basename(path.rstrip("/\\")))[0]
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode("ascii").lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_MOST_SLUG_CHARACTERS].rstrip("-") or "review"
    return f"{slug}-{sha256[:_HASH_DIGITS]}" + (f"-{member}" if member is not None else "")


def _aside(text: str, piece: Piece) -> list[Block]:
    """The lines that the page's markup sets aside, as blocks over the mended text."""
    if not piece.aside or piece.text.count("\n") != text.count("\n"):
        return []
    zones = dict(piece.aside)
    blocks: list[Block] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        zone = zones.get(number)
        if zone and line.strip():
            if blocks and blocks[-1].reason == zone and not text[blocks[-1].end : start].strip():
                blocks[-1] = replace(blocks[-1], end=start + len(line.rstrip()))
            else:
                first = start + len(line) - len(line.lstrip())
                blocks.append(Block("furniture", first, start + len(line.rstrip()), zone))
        start += len(line) + 1
    return blocks


def _without(text: str, aside: Sequence[Block]) -> str:
    """`text` with the blocks of `aside` blank: nothing in them is read, and every offset holds."""
    parts: list[str] = []
    at = 0
    for block in aside:
        hidden = re.sub(r"[^\n]", " ", text[block.start : block.end])
        parts += (text[at : block.start], hidden)
        at = block.end
    return "".join((*parts, text[at:]))


def _with_aside(review: Review, text: str, aside: Sequence[Block]) -> Review:
    blocks = sorted((*review.blocks, *aside), key=lambda block: block.start)
    return replace(review, text=text, blocks=tuple(blocks))


def _single(text: str, page: PageReading, piece: Piece, source: Source) -> Review:
    source = replace(source, member=piece.row)
    review = _review(text, page, page.blocks, source, piece.warnings)
    if review.reviewer is None:
        review = replace(review, reviewer=piece.given.reviewer)
    return _with_declared(review, piece)


def _several(
    text: str, whole: PageReading, spans: Sequence[tuple[int, int]], piece: Piece, source: Source
) -> Iterator[Review]:
    """Each review of a page as a record over the whole text, the others' lines set aside.

    What stands outside all of them (the head of a column, its writer's name) holds for each.
    """
    from rocket_cli.reading.page import read_page

    pages = [read_page(text[start:end]) for start, end in spans]
    shared, reviewer = _shared_signature(whole, pages, spans)
    outside = _outside(text, whole.blocks, spans)
    others = [
        Block("furniture", start, start + len(text[start:end].rstrip()), ANOTHER_REVIEW)
        for start, end in spans
    ]
    for member, (page, (start, _)) in enumerate(zip(pages, spans, strict=True), start=1):
        own_blocks = (_moved(block, start) for block in page.blocks)
        blocks = [*outside, *others[: member - 1], *others[member:], *own_blocks]
        blocks.sort(key=lambda block: block.start)
        warning = f"review {member} of {len(spans)} in this file; the others are set aside"
        warnings = (*piece.warnings, *whole.warnings, warning)
        review = _review(text, page, blocks, replace(source, member=member), warnings)
        own = page.byline and _moved_byline(page.byline, start)
        yield replace(
            review,
            reviewer=page.reviewer or reviewer or piece.given.reviewer,
            byline=own or (None if page.reviewer else shared),
            outlet=page.outlet or whole.outlet,
        )


def _shared_signature(
    whole: PageReading, pages: Sequence[PageReading], spans: Sequence[tuple[int, int]]
) -> tuple[Byline | None, str | None]:
    """Byline and reviewer of all reviews of a page: printed outside each of them, or once, under the last."""
    last, (start, _) = pages[-1], spans[-1]
    end_of_prose = max((block.end for block in last.blocks if block.kind == "body"), default=0)
    if last.byline and last.byline.start >= end_of_prose and not any(page.reviewer for page in pages[:-1]):
        return _moved_byline(last.byline, start), last.reviewer
    byline = whole.byline
    if byline is None or any(start <= byline.start < end for start, end in spans):
        return None, None
    return byline, whole.reviewer


def _outside(text: str, blocks: Sequence[Block], spans: Sequence[tuple[int, int]]) -> list[Block]:
    """What of the page's blocks lies in none of `spans`, cut at their borders."""
    borders = sorted({border for span in spans for border in span})
    starts = [start for start, _ in spans]
    found: list[Block] = []
    for block in blocks:
        within = borders[bisect_right(borders, block.start) : bisect_left(borders, block.end)]
        for start, end in itertools.pairwise((block.start, *within, block.end)):
            holder = bisect_right(starts, start) - 1
            if holder >= 0 and start < spans[holder][1]:
                continue
            part = text[start:end]
            start, end = start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
            if start >= end:
                continue
            if block.kind in {"furniture", "byline"}:
                found.append(replace(block, start=start, end=end))
            else:
                found.append(Block("furniture", start, end, OUTSIDE))
    return found


def _review(
    text: str, page: PageReading, blocks: Sequence[Block], source: Source, warnings: Sequence[str]
) -> Review:
    said = dict.fromkeys((*warnings, *page.warnings, *cautions(text, blocks)))  # each once, in order
    return Review(
        id=review_id(source.path, source.sha256, source.member),
        source=source,
        text=text,
        blocks=tuple(blocks),
        reviewer=page.reviewer,
        byline=page.byline,
        outlet=page.outlet,
        film=page.film,
        year=page.year,
        country=page.country,
        running_time_minutes=page.running_time_minutes,
        rating=page.rating,
        credits=tuple(page.credits),
        warnings=tuple(said),
        titles=page.titles,
    )


def _with_declared(review: Review, piece: Piece) -> Review:
    """What a person wrote in columns or front matter stands above what the text seems to say."""
    if not piece.declared:
        return review
    given = piece.given
    if given.reviewer:
        review = signed(review, given.reviewer)
    return replace(
        review,
        outlet=given.outlet or review.outlet,
        film=given.film or review.film,
        titles=() if given.film else review.titles,
        year=given.year or review.year,
        rating=_rating(given.rating, review.rating),
    )


def _rating(declared: str | None, printed: Rating | None) -> Rating | None:
    if declared is None:
        return printed
    from rocket_cli.reading.ratings import find_rating

    found = find_rating(declared, declared, lone=True)
    if found is None or found.value is None:  # "4" alone: the text may say of how many
        return printed or Rating(declared, None)
    return replace(found, printed=declared)


def _naming(byline: Byline | None, name: str) -> Byline | None:
    surname = name.casefold().split()[-1:]
    return byline if byline and surname and surname[0] in byline.text.casefold() else None


def _moved_byline(byline: Byline, by: int) -> Byline:
    return replace(byline, start=byline.start + by, end=byline.end + by)


def _moved(block: Block, by: int) -> Block:
    return replace(block, start=block.start + by, end=block.end + by)


def _mended(given: Given) -> Given:
    lines = {
        name: " ".join(mend(value).split()) or None
        for name in given.__struct_fields__
        if isinstance(value := getattr(given, name), str)
    }
    return replace(given, **lines)


def _hints(piece: Piece) -> PageHints | None:
    """What helps to read the page. The reviewer is not of it: what is printed comes before metadata, and is
    the evidence where the two agree."""
    given = replace(piece.given, reviewer=None, rating=None if piece.declared else piece.given.rating)
    if given == Given():
        return None
    from rocket_cli.reading.page import PageHints

    return PageHints(**{name: getattr(given, name) for name in given.__struct_fields__})
