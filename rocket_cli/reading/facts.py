"""What a page states about the film: year, country, running time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rocket_cli.reading.caseless import caseless, lower
from rocket_cli.reading.credits import label_of
from rocket_cli.reading.lines import Line, find_whole
from rocket_cli.reading.places import country_before_year, country_list, is_country_and_year
from rocket_cli.records import BlockKind

# Shorter is a clip or a slot, longer is a series or a price: films under review run 30 minutes to 9 hours.
SHORTEST_MINUTES, LONGEST_MINUTES = 30, 540
# Running prose speaks of many spans of minutes; only a whole film's length is believed there.
SHORTEST_IN_PROSE = 60
# Lines above and below the text on which facts of its film may stand.
_ABOVE, _BELOW = 12, 5
_LONGEST_FACTS = 200  # characters
_LONGEST_CREDITS = 1500
SHORTEST_OF_ANYTHING = 75  # "for 45 minutes" may be a wait or a scene
EARLIEST_YEAR, LATEST_YEAR = 1888, 2035
_BODY_SAMPLE = 60_000
_FIELD = re.compile(r"[^\s|](?:(?! \| ).)*")  # of `Run time: 90 min | Country: USA`
_YEAR = re.compile(r"(?<![\d$£€.,/:-])(1[89]\d\d|20[0-3]\d)(?![\d:]|[.,/-]\d)")
_ISO = re.compile(r"\bPT(?:(\d)H)?(?:(\d{1,3})M)?", re.ASCII)
_HOURS = re.compile(
    r"(?<![\d.:])(\d)\s?(?:h(?:ours?|rs?|r)?\.?|stunden?|std\.?|heures?|ore|horas?)(?:,"
    r"|\sand)?\s?(?:(\d{1,2})(?:\s?(?:m(?:in(?:ute)?[sn]?)?|')?\.?)(?!\w))?(?!\w)",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"(?<![\d.:,/£$€])(\d{2,3})\s?-?\s?(?:min(?:ute)?[sn]?\b\.?|minuten\b|minuti\b|minutos\b"
    r"|mins\b\.?|m\b|')(?![\w\d])",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^\W*(?:approx\.?\s|ca\.?\s|about\s)?(?:(\d)[.:](\d\d)(?::\d\d)?|(\d{2,3}))(?!\d|[.:,]\d)"
)
_YEAR_AFTER = re.compile(
    r"[\"'*_]*(?: [(\[][^()\[\]\d]{1,40}[)\]])?(?:,?\s*[(\[](?:[^()\[\]]{0,40}?[\s,])?|[.,]\s)"
    r"(?P<year>1[89]\d\d|20[0-3]\d)(?:[)\],]|$)"
)
# The last of several facts: `MGM, 1955`, `...; United Artists; 1951)`.
_YEAR_LAST = re.compile(r"[^\W\d_]\)?[;,.|·•] \(?(?P<year>1[89]\d\d|20[0-3]\d)\W*$")
_FESTIVAL_YEAR = re.compile(
    r"\b(?:[A-Z]{1,5}FF|[Ff]est(?:ival)?|Cannes|Venice|Berlinale|Sundance|SXSW) (?:19|20)\d\d"
)
# Credits that are a year and whose: `Movie Release Year: 1990`, `(Aust, 2006)`, `D 2016`.
_YEAR_LINE = re.compile(
    r"^(?:[^\d:]{0,25}\b(?:year|jahr|ann[ée]e|anno|año|yılı|rok)\b[\s:]*|\((?:[^()\d]{2,40}, ?)?"
    r"|(?-i:[A-Z]{1,3}(?:/[A-Z]{1,3})*) )"
    r"(?P<year>1[89]\d\d|20[0-3]\d)\)?\W*$",
    re.IGNORECASE,
)
_IN_PROSE = caseless(
    r"\b(?:at|runs?(?:\sfor|\sto|\sat)?|running\s(?:time\sof|at|for)|clocks?\s(?:in\s)?at"
    r"|clocking\sin\sat|lasts?|length\sof|runtime\sof|duration\sof|tops?\sout\sat|comes\sin\sat"
    r"|in\sa|its|it's|is|for|spans|the|keeps?\sit\s(?:to|at|under))\s(?:(?:roughly|about|just|over|around|under|nearly|almost|a|an|some"
    r"|only|approximately|mere|brisk|lean|whole|tight|compact|full|well|more than|less than"
    r"|its)\s){0,3}"
    r"(?:(?P<minutes>\d{2,3})[\s-](?:minutes?|mins?)\b|(?P<hours>\d)\s?(?:hours?|h"
    r"|hrs?)(?:\sand)?(?:\s?(?P<rest>\d{1,2})\s?(?:minutes?|mins?|m))?\b)(?!\s(?:in|into|of"
    r"|or\sso\sof|late|before|after|mark|ago|read|drive|walk))"
)
_NOT_THE_FILM = re.compile(
    r"\b\d+ ?min(?:ute)?s?\.? read\b|audio|episode|podcast|broadcast|seconds|\d:\d\d:\d\d|\d\d:\d\d",
    re.IGNORECASE,
)
_RELEASE_WORDS = re.compile(
    r"\b(?:opening|opens|release[ds]?|released|kinostart|start|sortie|uscita|estreno|from"
    r"|cinemas|dvd|blu-ray|posted|published|updated|watched|copyright|streaming|premiere)\b|©",
    re.IGNORECASE,
)


def find_minutes(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> int | None:
    """The running time in minutes: from credit and title lines first, else as the text plainly says it."""
    for wanted in (("credits",), ("title", "rating", "byline")):
        for line, kind in zip(lines, kinds, strict=True):
            if kind in wanted and len(line.folded) < _LONGEST_CREDITS:
                minutes = minutes_on(line.folded)
                if minutes:
                    return minutes
    for line, kind in zip(lines, kinds, strict=True):
        if kind == "furniture":
            labelled = label_of(line.folded)
            if labelled and labelled[0] == "length" and not _NOT_THE_FILM.search(line.folded):
                minutes = minutes_on(line.folded)
                if minutes:
                    return minutes
    body = " ".join(line.folded for line, kind in zip(lines, kinds, strict=True) if kind == "body")[
        :_BODY_SAMPLE
    ]
    return _minutes_in_prose(body) or _minutes_beside(lines, kinds)


def _minutes_beside(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> int | None:
    """The one running time close to the text, on lines that were taken for furniture."""
    found = {
        minutes
        for i in near_text(kinds)
        if kinds[i] == "furniture"
        and len(lines[i].folded) < _LONGEST_FACTS
        and (minutes := minutes_on(lines[i].folded))
        and minutes >= SHORTEST_IN_PROSE
    }
    return found.pop() if len(found) == 1 else None


def near_text(kinds: Sequence[BlockKind]) -> list[int]:
    """The lines close to the body, where facts of its film stand: above it, in it, a few below it."""
    body = [i for i, kind in enumerate(kinds) if kind == "body"]
    if not body:
        return []
    return [*range(max(0, body[0] - _ABOVE), min(len(kinds), body[-1] + 1 + _BELOW))]


def minutes_on(folded: str) -> int | None:
    """The running time that a credit line states in any of its printed forms, or None."""
    iso = _ISO.search(folded)
    if iso and (iso[1] or iso[2]):
        return _sensible(int(iso[1] or 0) * 60 + int(iso[2] or 0))
    labels = map(label_of, re.split(r"\s\|\s|;\s", folded))
    labelled = next((label for label in labels if label and label[0] == "length"), None)
    if _NOT_THE_FILM.search(folded) and not labelled:
        return None
    for stated in ([labelled[1]] if labelled else []) + [folded]:
        hours = _HOURS.search(stated)
        if hours:
            return _sensible(int(hours[1]) * 60 + int(hours[2] or 0))
        for match in _MINUTES.finditer(stated):
            minutes = _sensible(int(match[1]))
            if minutes:
                return minutes
        bare = _BARE.match(stated) if labelled and stated is labelled[1] else None
        if bare and "second" not in stated:
            return _sensible(int(bare[1]) * 60 + int(bare[2]) if bare[1] else int(bare[3]))
    return None


def _minutes_in_prose(body: str) -> int | None:
    found: list[int] = []
    for match in _IN_PROSE.finditer(lower(body)):
        lead = match.group().split()[0]
        minutes = (
            int(match["minutes"]) if match["minutes"] else int(match["hours"]) * 60 + int(match["rest"] or 0)
        )
        bare_the = lead in {"the", "its"} and "-" not in match.group()
        least = SHORTEST_OF_ANYTHING if lead in {"for", "it's", "is"} else SHORTEST_IN_PROSE
        if (
            least <= minutes <= LONGEST_MINUTES
            and not bare_the
            and not (match["hours"] and not match["rest"])
        ):
            found.append(minutes)
    return found[0] if found and len(set(found)) == 1 else None


def _sensible(minutes: int) -> int | None:
    return minutes if SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES else None


def find_year(
    lines: Sequence[Line], kinds: Sequence[BlockKind], film: str | None, beside_title: int | None
) -> int | None:
    """The film's year: labelled, beside its title, on a country line; never the page's own date."""
    credit_lines = [
        line
        for line, kind in zip(lines, kinds, strict=True)
        if (kind == "credits" and len(line.folded) < _LONGEST_CREDITS)
        or (kind == "title" and is_country_and_year(line.folded))
    ]
    for line in credit_lines:
        if match := _YEAR_LINE.match(line.folded):
            return int(match["year"])
        labelled = label_of(line.folded)
        if labelled and labelled[0] == "year" and (match := _YEAR.search(labelled[1])):
            return int(match[1])
    if beside_title is not None:
        return beside_title
    for line in credit_lines:
        labelled = label_of(line.folded)
        if labelled and labelled[0] in {"release", "other", "length", "certificate"}:
            if labelled[0] == "release" and re.fullmatch(r"(?:19|20)\d\d", labelled[1]):
                return int(labelled[1])
            if labelled[0] == "release" or not country_before_year(line.folded):
                continue
        year = _year_of_credit(line.folded)
        if year:
            return year
    year = _year_beside_film(lines, kinds, film)
    return year or next(
        filter(None, (_year_of_credit(line.folded) for line, _ in _like_credits(lines, kinds))), None
    )


def _year_of_credit(folded: str) -> int | None:
    place = country_list().search(folded)
    for match in _YEAR.finditer(folded):
        around = folded[max(0, match.start() - 30) : match.start()]
        if _RELEASE_WORDS.search(around) or re.search(
            r"\b(?:\d{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? $",
            around,
            re.IGNORECASE,
        ):
            continue
        lone = re.match(r"^\W*(?:\(\s*)?\d{4}\b", folded) and len(folded) < 80
        if place or lone or re.search(r"\bdir\b|directed|\bmin", folded, re.IGNORECASE):
            return int(match[1])
        if (last := _YEAR_LAST.search(folded)) and last.start("year") == match.start():
            return int(match[1])
    return None


def _year_beside_film(lines: Sequence[Line], kinds: Sequence[BlockKind], film: str | None) -> int | None:
    if not film:
        return None
    sought = lower(film)
    for line, kind in zip(lines, kinds, strict=True):
        if kind not in {"title", "credits", "body", "rating"}:
            continue
        lowered = lower(line.folded[:_BODY_SAMPLE])
        for at in find_whole(sought, lowered):
            match = _YEAR_AFTER.match(lowered, at + len(sought))
            if match and not _FESTIVAL_YEAR.search(line.folded[at : match.end()]):
                return int(match["year"])
    return None


def find_country(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> str | None:
    """The country or countries as a credit line prints them."""
    credit_lines = [
        line for line, kind in zip(lines, kinds, strict=True) if kind == "credits" and len(line.folded) < 600
    ]
    for line in credit_lines:
        for field in _FIELD.finditer(line.folded):
            labelled = label_of(field[0])
            if labelled and labelled[0] == "country" and labelled[1]:
                value = line.plain[field.end() - len(labelled[1]) : field.end()].strip(" .;")
                if len(value) < 80:
                    return value
    for line in credit_lines:
        labelled = label_of(line.folded)
        if labelled and labelled[0] not in {"director", "title", "other"}:
            continue
        if labelled and labelled[0] == "other" and not labelled[1].startswith("("):
            if place := country_before_year(line.folded):
                return line.plain[place.start(1) : place.end(1)]
            continue
        for match in country_list().finditer(line.folded):
            if _stands_alone(line.folded, match.start(1), match.end(1)):
                return line.plain[match.start(1) : match.end(1)]
    for line, place in _like_credits(lines, kinds):
        return line.plain[place.start(1) : place.end(1)]
    return None


def _like_credits(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> Iterator[tuple[Line, re.Match[str]]]:
    """Lines close to the text that give country and year, though they were taken for furniture, and where the
    country stands."""
    for i in near_text(kinds):
        line = lines[i]
        stated = kinds[i] == "furniture" and len(line.folded) < _LONGEST_FACTS and _YEAR.search(line.folded)
        if stated and (place := country_before_year(line.folded)):
            yield line, place


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Whether the country is a field of its own, between start or separator and year, separator or end."""
    before, after = folded[:start].rstrip(), folded[end:].lstrip()
    opened = not before or before[-1] in "|.,;(·•-/:\u2022" or re.search(r"(?:19|20)\d\d$", before)
    closed = (
        not after or after[0] in "|.,;)·•-/:" or re.match(r"\(?(?:19|20)\d\d|\d{2,3}\s?(?:min|m\b|')", after)
    )
    return bool(opened and closed)
