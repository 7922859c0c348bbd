"""What a page says for each possible title: headlines, credit lines, headings, the text itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from rocket_cli.reading import cues
from rocket_cli.reading.candidates import Candidate, Candidates
from rocket_cli.reading.credits import label_of
from rocket_cli.reading.film_lines import (
    BRACKET,
    INITIAL_LAST,
    LONGEST_LONE,
    of_credits,
    of_head,
    of_heading,
    of_other_line,
    of_title,
    of_unmarked,
)
from rocket_cli.reading.film_names import add_names_of_text
from rocket_cli.reading.film_rivals import mark_dated, mark_longer, mark_outlets
from rocket_cli.reading.line_features import is_byline_form, is_dated
from rocket_cli.reading.lines import Line, count_whole
from rocket_cli.reading.list_features import is_certificate
from rocket_cli.reading.places import is_country_and_year
from rocket_cli.reading.vocabulary import vocabulary
from rocket_cli.records import BlockKind

_SMALL = vocabulary().small_title_words
# So much of a page is searched, so that time stays in proportion to its length.
_BODY_SAMPLE = 60_000
_MOST_LINES = 300
_FEW_HEAD_LINES = 2
_LONGEST_HEADLINE = 18
# From so many lines of furniture on, a text counts as a page of a site.
_FURNISHED = 3
_MOST_HEADS, _MOST_ABOVE_STANDFIRST = 8, 5
_LONGEST_HEAD = 26  # words: some portals put the whole verdict into the headline
# Of the body, what may stand above the headline.
_HEAD_SHARE = 0.1
_MENU_WORDS = 3
_DIGIT = re.compile(r"\d")
_EVENT = re.compile(
    r"\b(?:festival|fest|berlinale|cannes|venice|sundance|tiff|locarno|rotterdam|iffr|sxsw|lff|biff|tribeca|oscars?)\b"
    r"|\b(?:19|20)\d\d$",
    re.IGNORECASE,
)
_HEADLINE = ("title:", "later-title:", "credits:", "heading:")
_NAMED = {"headline-named"}


class _Prose(Struct, frozen=True):
    text: str
    lowered: str


class _Beside(Struct, frozen=True):
    """Short lines beside the text, and all of them as one string, which tells fast what none holds."""

    texts: list[str]
    lowered: list[str]
    together: str
    lowered_together: str
    foot: str
    lowered_foot: str


def film_candidates(
    lines: Sequence[Line],
    kinds: Sequence[BlockKind],
    people: frozenset[str],
    outlets: Mapping[str, float],
) -> list[Candidate]:
    """Every possible title with its features."""
    found = Candidates()
    pairs = list(zip(lines, kinds, strict=True))
    body = " ".join(line.folded for line, kind in pairs if kind == "body")[:_BODY_SAMPLE]
    near = [line.folded for line, kind in pairs if kind != "body" and line.n_words < 30][:_MOST_LINES]
    first = next((i for i, kind in enumerate(kinds) if kind == "body"), len(lines))
    titles = [i for i, kind in enumerate(kinds) if kind == "title"]
    # With hardly any furniture above the text, the first line is a title rather than a masthead.
    bare = kinds[:first].count("furniture") <= _FEW_HEAD_LINES
    for rank, i in enumerate(titles[:4]):
        of_title(found, lines[i].folded, body, near, rank, _surroundings(lines, kinds, i))
    lowered = body.lower()
    for i, (line, kind) in enumerate(pairs[:_MOST_LINES]):
        if i <= first and line.n_words <= _LONGEST_HEADLINE and kind in {"furniture", "body", "byline"}:
            of_unmarked(found, line, lowered)
        if kind == "credits" and len(line.folded) < 500:
            above = pairs[i - 1] if i else None
            under = label_of(above[0].folded) if above and above[1] == "credits" else None
            of_credits(found, line, under, opens=not above or above[1] != "credits")
        elif kind == "furniture" and i < first and line.n_words <= 12:
            of_heading(found, line.folded)
            lone = i == 0 and bare
            if line.n_words <= 8 and not cues.heads(line.folded) and (lone or line.folded in body):
                found.add(line.folded, "heading:first-line" if lone else "heading:line")
    begins = _text_begins(lines, kinds)
    heads = _plain_heads(lines, kinds, begins, _MOST_HEADS)
    if first < begins:  # controls and facts may stand between a standfirst, under the headline, and the text
        heads += [i for i in _plain_heads(lines, kinds, first, _MOST_ABOVE_STANDFIRST) if i not in heads]
    for rank, i in enumerate(heads):
        of_head(found, lines[i], min(rank, 3), _surroundings(lines, kinds, i))
    for i, (line, kind) in enumerate(pairs[:_MOST_LINES]):
        if kind in {"furniture", "byline", "rating"}:
            of_other_line(found, line)
            if line.n_words <= LONGEST_LONE and kinds[i + 1 : i + 2] == ["credits"]:
                found.add(BRACKET.sub("", line.folded), "heading:above-credits")
    add_names_of_text(found, body)
    kept = [c for key, c in found.by_key.items() if c.form.lower() not in people]
    page = {f"page:{kind}" for kind in ("rating", "credits", "byline", "title") if kind in kinds}
    page |= {"page:furnished"} if kinds.count("furniture") >= _FURNISHED else set()
    together = "\n".join(near)
    last = len(kinds) - 1 - kinds[::-1].index("body") if body else len(kinds)
    foot = "\n".join(line.folded for line in lines[last + 1 :] if line.n_words < 30)[:_BODY_SAMPLE]
    beside = _Beside(near, [text.lower() for text in near], together, together.lower(), foot, foot.lower())
    prose = _Prose(body, lowered)
    for candidate in kept:
        _finish(candidate, prose, beside, bool(titles))
        candidate.features |= page
    if not any(_NAMED & c.features for c in kept):
        for candidate in kept:
            candidate.features.add("no-headline-named:" + ("headline" if candidate.is_headline else "text"))
    mark_dated(kept)
    mark_longer(kept)
    mark_outlets(kept, outlets)
    return kept


def _text_begins(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> int:
    """The line under which nearly all of the body stands: a notice above the headline may read like body."""
    sizes = [
        len(line.folded) if kind == "body" and line.n_words > _LONGEST_HEAD else 0
        for line, kind in zip(lines, kinds, strict=True)
    ]
    if not any(sizes):  # hard-wrapped
        sizes = [len(line.folded) if kind == "body" else 0 for line, kind in zip(lines, kinds, strict=True)]
    passed, enough = 0, _HEAD_SHARE * sum(sizes)
    for i, size in enumerate(sizes):
        passed += size
        if passed > enough:
            return i
    return len(lines)


def _plain_heads(lines: Sequence[Line], kinds: Sequence[BlockKind], begins: int, most: int) -> list[int]:
    """At most so many short lines above the text that are neither controls, dates, labels, facts nor bylines,
    the nearest first: a title in the midst of a page's controls is taken for one of them."""
    found: list[int] = []
    for i in range(min(begins, _MOST_LINES) - 1, -1, -1):
        line = lines[i]
        if len(found) == most:
            break
        if (
            kinds[i] in {"title", "credits"}
            or (kinds[i] == "body" and line.ends_sentence)
            or line.n_words > _LONGEST_HEAD
            or (line.folded[-1] in ".:;" and not INITIAL_LAST.search(line.folded))
        ):
            continue
        said = cues.heads(line.folded) or cues.date_in(line.folded) or label_of(line.folded)
        if said or is_byline_form(line.folded) or is_certificate(line.folded):
            continue
        if not is_country_and_year(line.folded):
            found.append(i)
    return found


def _surroundings(lines: Sequence[Line], kinds: Sequence[BlockKind], i: int) -> list[str]:
    """Where a line stands: what comes right below it, whether it has room around it or is one of a menu."""
    line = lines[i]
    follows = lines[i + 1] if i + 1 < len(lines) else None
    said = [f"row={min(i, 2)}"]
    if follows is None:
        below = "nothing"
    elif kinds[i + 1] != "furniture":
        below = kinds[i + 1]
    elif is_byline_form(follows.folded):
        below = "by"
    elif is_dated(follows.folded):
        below = "date"
    else:
        below = "furniture"
    said.append(f"below={below}")
    room = line.blank_above + (follows is None or follows.blank_above)
    said.append(f"room={room}")
    if not room and follows and follows.n_words <= _MENU_WORDS and i and lines[i - 1].n_words <= _MENU_WORDS:
        said.append("in-menu")
    return said


def _finish(candidate: Candidate, body: _Prose, near: _Beside, has_title: bool) -> None:
    """Features that need all of the page: how often, how it is written, whether it behaves like a person."""
    form, features = candidate.form, candidate.features
    words = form.split()
    hows = candidate.stated = tuple(name for name in features if name.startswith(_HEADLINE))
    title = candidate.is_headline = any(name.startswith(("title", "later-title")) for name in hows)
    any_case = len(words) > 1 or title
    sought = form.lower() if any_case else form
    times = count_whole(sought, body.lowered if any_case else body.text)
    others = near.lowered if any_case else near.texts
    if sought not in (near.lowered_together if any_case else near.together):
        others = []
    # The headline itself, or a copy of it, does not count as naming the film elsewhere.
    longer = [text for text in others if sought in text and len(text) > len(form) + 3]
    beside = sum([bool(count_whole(sought, text, 1)) for text in longer])
    features.add(f"times={_bucket(times)}")
    features.add(f"{'headline' if title else 'text'}:times={_bucket(times)}")
    # A piece of a headline has its own line beside it; a caption or tag more counts as naming it.
    stated = any(name.startswith(("credits:", "heading:")) for name in hows)
    own_line = stated or (title and not any(name.startswith("title:whole") for name in hows))
    named = times > 0 or beside > own_line
    for how in hows:
        features.add(f"{how}&{'named' if named else 'unnamed'}")
    if title and named:
        features |= _NAMED
    features.add(f"near={min(beside, 3)}:{'headline' if title else 'text'}")
    for name, n in candidate.contexts.items():
        features.add(f"body:{name}")
        if n > 1:
            features.add(f"body:{name}:2")
        if n * 2 >= max(times, 1) and name != "times":
            features.add(f"body:{name}:mostly")
    features.add(f"words={min(len(words), 6)}:{'headline' if title else 'text'}")
    plain = sum(word[0].islower() and word.lower() not in _SMALL for word in words)
    features.add(f"lower-words={min(plain, 3)}")
    if words[0] in {"The", "A", "An", "My"}:
        features.add("starts-article")
    if any(word in _SMALL for word in words[1:]):
        features.add("small-inside")
    if form.isupper() and len(form) > 3:
        features.add("capitals")
    if _DIGIT.search(form):
        features.add("digits")
    if _EVENT.search(form):
        features.add("event")
    if stated or title:
        features |= {f"cue:{name}" for name in cues.heads(form)}
        if is_certificate(form):
            features.add("certificate")
        if cues.date_in(form):
            features.add("dated")
        if "  " in form or " | " in form or ": " in form:
            features.add("row")
    if sought in (near.lowered_foot if any_case else near.foot):
        features.add(f"in-foot:{'headline' if title else 'heading' if stated else 'text'}")
    features.add(f"page-has-title={has_title}:{'headline' if title else 'text'}")
    if (
        2 <= len(words) <= 3
        and all(word[0].isupper() for word in words)
        and words[0] not in {"The", "A", "An", "My"}
    ):
        alone = count_whole(words[-1], body.text) - times
        features.add(f"last-word-alone={min(max(alone, 0), 2)}")
        head = count_whole(words[0], body.text) - times
        features.add(f"first-word-alone={min(max(head, 0), 2)}")


def _bucket(n: int) -> str:
    return str(n) if n < 4 else "4-6" if n < 7 else "7+"
