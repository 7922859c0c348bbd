"""What single lines of a page say of the film's title: headlines, credits, labels, tags, release notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rocket_cli.reading import cues
from rocket_cli.reading.candidates import Candidates
from rocket_cli.reading.caseless import caseless, lower
from rocket_cli.reading.credits import label_of
from rocket_cli.reading.headlines import goes_on_in_names, headline_parts, starts_named
from rocket_cli.reading.lines import Line, count_whole
from rocket_cli.reading.list_features import is_certificate
from rocket_cli.reading.places import country_before_year, country_list, is_country_and_year

_MOST_TAGS = 20
INITIAL_LAST = re.compile(r"\s[A-Z]\.$")  # as in `Umberto D.`
_LONGEST_NOTE = 300  # characters of a line about a release
# What the film is printed on stands after its title: `Carol [Blu-ray] [2015]`, `Thief 4K Blu-ray Review`.
_FORMAT = re.compile(
    r"\s*(?:-\s*)?[(\[]?\b(?:(?:in|on) )?(?:4k|uhd|ultra hd|blu-?ray|dvd|vhs|dcp|35 ?mm|digital"
    r"|criterion)\b.*$",
    re.IGNORECASE,
)
_THIS_WEEK = caseless(
    r"(?:this (?:week|month)'?s? ?(?:film|movie|pick|choice)?|now (?:showing|playing|screening)"
    r"|(?:film|movie) of the (?:week|month|day)|(?:film|movie)s? (?:seen|watched|reviewed)"
    r"|tonight'?s? ?(?:film|movie)?|we (?:watched|saw)|reviewed|under review|re)"
    r"\s*[:\-]\s*(?P<film>\S.{1,70}?)(?:\s\(.*)?$"
)
_OUT = caseless(
    r"\b(?:released?|cinemas?|theaters?|theatres?|screens?|blu-ray|dvd|vod|stream(?:s|ing)?|demand|netflix|rent"
    r"|distributed|distributor|opens|shows|showing|playing|dir(?:ected)?\b|certificate|cert|rated|mins?|minutes)\b"
)
# What a caption shows: `Still from Kessler.`, `Ada Reed and Tom Orr in "Kessler." Photo: ...`.
_CAPTION = {
    how: re.compile(
        rf"{lead}[\"']?(?P<film>[A-Z0-9](?:[^.,|(\"']|'(?=\w)){{0,60}}?)[\"']?"
        r"(?=[.,][\"']?(?:\s|$)|[\"']?(?:\s?[|(]|$)|\s(?i:photo|credit|courtesy|image|picture)[\w ]*\W)"
    )
    for how, lead in {
        "from": r"\b(?i:still|scene|frame|image|photo|poster|trailer|clip|shot)s?\s(?:from|of|for)\s",
        "in": r"[A-Z][\w'.-]+ [A-Z][\w'.-]+[^.]{0,80}?\s(?:in|from)\s",
    }.items()
}
_TAG_MARK = re.compile(r"\s*[,;|·•/#]\s*|\s{2,}")
_TAG_LABEL = re.compile(
    r"^(?:tag(?:s|ged)?|labels?|filed (?:under|in|to)|categor(?:y|ies)|topics?)\b:?\s*", re.IGNORECASE
)
BRACKET = re.compile(r"\s*[(\[][^()\[\]]{2,30}[)\]]$")
# A line of so many words with nothing else on it may be a title.
LONGEST_LONE = 9
_RELEASED = re.compile(
    r"^[\W_]*[\"']?(?P<film>[A-Z0-9][^()]{0,70}?)[\"']?\s+(?:\([^)]*\),?\s*(?:\d+ min\w*,?\s*)?)?(?:is"
    r"|are|opens?|plays|screens|runs|will|was|has|does|can|premiered|releases|hits|arrives|starts)\b"
)
_STATED = re.compile(
    r"^[\W_]*[\"']?(?P<film>[A-Z0-9][^.|(]{0,70}?)[\"']?\s*(?:\([^)]*\))?\s*(?:\."
    r"|,)?\s*(?:Directed by|Dir(?:ector)?\b|Rated|Not rated|[A-Z][\w, ]+\. \d+|\(|\d{2,3} min)"
)
_HEADING_YEAR = re.compile(r"^(?P<film>.{2,60}?) \((?:[^()]{0,30}, )?(?P<year>(?:19|20)\d\d)\)$")


def of_head(found: Candidates, line: Line, rank: int, where: Sequence[str]) -> None:
    """A line above the text that may be its headline, though the line model did not take it for one."""
    if line.n_words <= LONGEST_LONE and (not line.ends_sentence or INITIAL_LAST.search(line.folded)):
        found.add(BRACKET.sub("", line.folded), f"heading:plain-{rank}")
    for part in headline_parts(line.folded):
        if candidate := found.add(part.text, f"heading:part-{part.how}", part.year):
            candidate.features |= {f"heading:near-{rank}", *(f"head-{name}" for name in where)}
    if bare := _before_format(line.folded):
        found.add(bare, "heading:before-format")


def _before_format(folded: str) -> str | None:
    """What stands before the format that the film is printed on, None where no format is named."""
    bare = _FORMAT.sub("", folded)
    return BRACKET.sub("", bare) if bare != folded else None


def _of_country(found: Candidates, line: str) -> None:
    """What stands before country and year, as in `Tsotsi, South Africa/UK 2005, directed by ...`."""
    place = country_before_year(line)
    if place and place.start() > 2:
        found.add(BRACKET.sub("", line[: place.start()].rstrip(" ,.(|-:")), "credits:before-country")


def of_other_line(found: Candidates, line: Line) -> None:
    """Titles that tags, labels (`Film: X`), captions and lines about a release give beside the text."""
    if len(line.folded) <= _LONGEST_NOTE:
        for form, how in _given_beside(line.folded, line.n_words):
            found.add(form, f"heading:{how}")


@lru_cache(maxsize=4_096)  # the pages of one site have most of their furniture in common
def _given_beside(folded: str, n_words: int) -> tuple[tuple[str, str], ...]:
    if "tags" in cues.heads(folded):
        return tuple((tag, "tag") for tag in _tags(folded))
    found: list[tuple[str, str]] = []
    labelled = label_of(folded)
    if labelled and labelled[0] == "title" and labelled[1]:
        found.append((BRACKET.sub("", labelled[1]), "labelled"))
    for how, pattern in _CAPTION.items():
        if shown := pattern.search(folded):
            found.append((shown["film"].rpartition("'s ")[2], f"caption-{how}"))
    lowered = lower(folded)
    if not labelled and (titled := _THIS_WEEK.match(lowered)):
        found.append((folded[titled.start("film") : titled.end("film")], "labelled"))
    if n_words <= LONGEST_LONE and (bare := _before_format(folded)):
        found.append((bare, "format-left"))
    if _OUT.search(lowered):
        for how, pattern in (("released", _RELEASED), ("stated", _STATED)):
            match = pattern.match(folded)
            if match and _OUT.search(lowered, match.end("film")):
                found.append((BRACKET.sub("", match["film"]), how))
    return tuple(found)


def _tags(line: str) -> Iterator[str]:
    for tag in _TAG_MARK.split(line)[:_MOST_TAGS]:
        if len(tag) > 2:
            yield _TAG_LABEL.sub("", tag)


def of_title(
    found: Candidates, line: str, body: str, near: Sequence[str], rank: int, where: Sequence[str]
) -> None:
    place = "title" if rank == 0 else "later-title"
    if bare := _before_format(line):
        found.add(bare, f"{place}:before-format")
    for part in headline_parts(line):
        if candidate := found.add(part.text, f"{place}:{part.how}", part.year):
            candidate.features |= {f"headline-{name}" for name in where}
    elsewhere = body + " \n " + " \n ".join(text for text in near if text != line)
    for prefix in starts_named(line, elsewhere):
        in_names = goes_on_in_names(line) and f"{prefix}," in line
        found.add(prefix, f"{place}:named-start" + ("-of-names" if in_names else ""))


def of_credits(found: Candidates, printed: Line, under: tuple[str, str] | None, *, opens: bool) -> None:
    """Titles in a credit line: stated, labelled (here or on the line above: `under`), or alone on it."""
    line = printed.folded
    labelled = label_of(line)
    if labelled:
        if labelled[0] == "title" and labelled[1]:
            original = re.match(
                r"\W*(?:original|titre orig|titolo orig|título orig|aka)", line, re.IGNORECASE
            )
            for form in dict.fromkeys((labelled[1], BRACKET.sub("", labelled[1]))):
                found.add(form, "credits:original-title" if original else "credits:title")
        return
    if under and not under[1]:
        if under[0] == "title":
            found.add(line, "credits:title")
        return
    _of_country(found, line)
    if printed.n_words <= LONGEST_LONE and not printed.ends_sentence and not is_certificate(line):
        year = _HEADING_YEAR.match(line)
        name = year["film"] if year else line
        found.add(name, "credits:opens" if opens else "credits:line", year["year"] if year else None)
        if bare := _before_format(line):
            found.add(bare, "credits:before-format")
    for how, pattern in (("released", _RELEASED), ("stated", _STATED)):
        match = pattern.match(line)
        if (
            match
            and not re.match(
                r"(?:directed|dir|rated|cert|written|opening|released)\b", match["film"], re.IGNORECASE
            )
            and not country_list().match(match["film"])
        ):
            found.add(re.sub(r"\s*\([^()]*\)$", "", match["film"]).rstrip(" ."), f"credits:{how}")


def of_unmarked(found: Candidates, line: Line, lowered_body: str) -> None:
    """A headline that the line model took for something else: its pieces that the text uses as names."""
    folded = line.folded
    if line.ends_sentence or cues.heads(folded) or cues.date_in(folded) or is_country_and_year(folded):
        return
    for part in headline_parts(folded):
        sought = part.text.strip(" \"',.:;!?").lower()
        if len(sought) > 3 and count_whole(sought, lowered_body, 1):
            how = "year" if part.year else "words" if " " in sought else "word"
            found.add(part.text, f"heading:named-{how}", part.year)


def of_heading(found: Candidates, line: str) -> None:
    """Furniture above the text in the form of a title: `Ikiru (1952)`, or the end of a breadcrumb."""
    year = _HEADING_YEAR.match(line)
    if year:
        found.add(year["film"], "heading:year", year["year"])
    crumbs = re.split(r"\s(?:>{1,2}|»|›|/|→)\s", line)
    if len(crumbs) > 2 and len(crumbs[-1]) > 3:
        found.add(crumbs[-1], "heading:crumb")
