"""Read a page of plain text: its blocks, who wrote it where, and what it states about the film."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from rocket_cli.reading.blocks import Classified, classify, make_blocks
from rocket_cli.reading.bylines import end_at_sign_off, find_signature
from rocket_cli.reading.facts import find_country, find_credits, find_minutes, find_year, near_text
from rocket_cli.reading.lines import Line, fold
from rocket_cli.reading.multi import review_spans
from rocket_cli.reading.outlets import find_outlet, score_outlets
from rocket_cli.reading.ratings import find_rating, is_others, label_value
from rocket_cli.reading.titles import find_film, possible_titles
from rocket_cli.records import Block, BlockKind, Byline, Credit, PossibleTitle, Rating

# A reading that sets this share of the characters aside, or more, may have gone wrong: say so.
MOST_FURNITURE = 0.9
_STARS_AT_END = re.compile(r"(?<=\s)[*★☆]{1,6}(?:½| and a half)?$")
# After the full stop of a text's last sentence: `... the one I'd call first. 4.5/5`.
_SCORE_AT_END = re.compile(
    r"(?<=[.!?…\"'”’)] )(?:\d{1,3}(?:[.,]\d)?\s?/\s?(?:4|5|10|100)|[★⭐*☆]{2,6}½?)\W*$"
)
_RATING_IN_PROSE = re.compile(
    r"\b(?:give|gives|giving|rate|rated|rating|score|scores|going|award|grade|verdict"
    r"|earns?|deserves?|gets?)\b",
    re.IGNORECASE,
)
_OWN_RATING = re.compile(
    r"\b(?:I|we)(?:'d|'ll|'m|'re| would| will| am| are)? (?:\w+ )?(?:giv(?:e|ing)|gave|rat(?:e|ed|ing)|award"
    r"|going with|scor(?:e|ed|ing))\b|\bmy (?:rating|score|grade|verdict)\b|\bwhy \S+ out of\b",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"\bout of\b|\d\s?/\s?\d|\bstars?\b", re.IGNORECASE)
_MOST_BODY_LINES = 200
_LABELLED = re.compile(r"(?:[^\W\d_]+ ){0,2}[^\W\d_]+:\s")
_MAY_SCORE = re.compile(r"\d|[★☆⭐✭✮✯♥❤○●*½🍿🍅]|\bstars?\b|\bout of\b|\b[Tt]humbs?\b")
_BREAK = "* * *"  # between two parts of a text
_LONGEST_SCORE = 25  # words of a line that is a score
_LIKE_A_SCORE = re.compile(r"(?!0\d)(?!.*%$).{3,}")  # neither `02 / 4` of a gallery nor a heart to click on
_TAIL = 400
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
        rating=_hinted_rating(hints.rating) or _rating(own_lines, own_kinds, film),
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


def _rating(lines: Sequence[Line], kinds: Sequence[BlockKind], film: str | None) -> Rating | None:
    found: list[tuple[float, Rating]] = []
    body = [i for i, kind in enumerate(kinds) if kind == "body"]
    for i, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind != "rating" or len(line.folded) > 300:
            continue
        if line.folded == _BREAK and body and body[0] < i < body[-1]:
            continue
        rating = find_rating(line.folded, line.plain, lone=True)
        if rating:
            overall = bool(re.search(r"\b(?:overall|total|final|film|movie)\b", line.folded, re.IGNORECASE))
            found.append(((rating.value is not None) + overall - 2.0 * is_others(line.folded), rating))
    if found:
        return max(found, key=lambda pair: pair[0])[1]
    for line, kind in zip(lines, kinds, strict=True):
        if kind in {"title", "byline"} and len(line.folded) < 200:
            rating = _rating_after_words(line)
            if rating and rating.value is not None and "%" not in rating.printed:
                return rating
    return _rating_in_body(lines, kinds) or _rating_beside(lines, kinds, film)


def _rating_after_words(line: Line) -> Rating | None:
    """The score on a line that has other words before it: asterisks count only where they end the line."""
    if stars := _STARS_AT_END.search(line.plain):
        return find_rating(fold(stars[0]), stars[0], lone=True)
    return find_rating(line.folded, line.plain, lone=False)


def _rating_beside(lines: Sequence[Line], kinds: Sequence[BlockKind], film: str | None) -> Rating | None:
    """The one score close to the text, alone on a line or after the name of the film, though the line was
    taken for furniture."""
    found: list[Rating] = []
    first = kinds.index("body") if "body" in kinds else len(kinds)
    for i in near_text(kinds):
        line = lines[i]
        if kinds[i] != "furniture" or line.n_words > _LONGEST_SCORE or not _MAY_SCORE.search(line.plain):
            continue
        if is_others(line.folded):
            continue
        headed = film is not None and i < first and film.lower() in line.folded.lower()
        rating = _rating_after_words(line) if headed else find_rating(line.folded, line.plain, lone=False)
        if rating is None or rating.value is None or not _LIKE_A_SCORE.match(rating.printed):
            continue
        printed = line.plain.startswith(rating.printed) or len(rating.printed) * 2 >= len(line.plain)
        ends = line.plain.endswith(rating.printed) and (headed or _LABELLED.match(line.plain))
        if printed or ends or label_value(line.folded) is not None or _OWN_RATING.search(line.folded):
            found.append(rating)
    values = {rating.value for rating in found}
    return found[0] if len(values) == 1 else None


def _rating_in_body(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> Rating | None:
    """A score in the closing words of the text, spoken or printed: `I give it 4 out of 5 stars`; further up
    only where the writer says that it is theirs."""
    body = [line for line, kind in zip(lines, kinds, strict=True) if kind == "body"]
    if body and (score := _SCORE_AT_END.search(body[-1].plain[-_TAIL:])):
        return find_rating(fold(score[0]), score[0], lone=True)
    for line in reversed(body[-3:]):
        if rating := _rating_in(line.folded[-_TAIL:], line.plain[-_TAIL:], _RATING_IN_PROSE):
            return rating
    for line in reversed(body[-_MOST_BODY_LINES:-3]):
        if _OUT_OF.search(line.folded) and (rating := _rating_in(line.folded, line.plain, _OWN_RATING)):
            return rating
    return None


def _rating_in(folded: str, plain: str, spoken: re.Pattern[str]) -> Rating | None:
    for a, b in _sentences(folded):
        sentence = folded[a:b]
        if not (spoken.search(sentence) or label_value(sentence) is not None) or is_others(sentence):
            continue
        rating = find_rating(sentence, plain[a:b], lone=False)
        if rating and rating.value is not None and not rating.printed.endswith("%"):
            return rating
    return None


def _sentences(folded: str) -> list[tuple[int, int]]:
    ends = [match.end() for match in re.finditer(r"[.!?][\"')]*(?=\s+[A-Z]|\s*$)", folded)]
    starts = [0, *ends]
    return [(a, b) for a, b in zip(starts, [*ends, len(folded)], strict=True) if b > a][::-1]


def _warnings(text: str, blocks: Sequence[Block]) -> list[str]:
    total = sum(block.end - block.start for block in blocks)
    body = sum(block.end - block.start for block in blocks if block.kind == "body")
    if total and not body:
        return ["no running text was found: nothing here reads as a review"]
    if total and body / total < 1 - MOST_FURNITURE:
        return [f"only {body / total:.0%} of the text reads as the review: check what was set aside"]
    return []
