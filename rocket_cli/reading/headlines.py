"""Headlines of reviews taken apart: `Film Review: X (2021) - clause`, `'X' Review`, `#27: X`, and puns."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from rocket_cli.reading.lines import count_whole
from rocket_cli.reading.vocabulary import vocabulary

_YEAR = r"(?:19|20)\d\d"
_KICKER = re.compile(
    r"""^(?:
      [^\w"'(\[]*(?:\#|no\.?\s?|week\s|day\s|ep(?:isode|\.)?\s|part\s|letter\s|issue\s|s\d+\s?e)?\d+[.)]?\s*
        (?::|\s-|\|)\s*(?=\S)
      | (?:\#\d+|\d{1,4}\.)\s(?-i:(?=[A-Z"']))
      | \[[^\[\]]{2,30}\]\s*
      | (?:(?:anime|horror|indie|sundance|cannes|berlin|venice|tiff|sxsw|lff|blu-?ray|dvd|netflix
        |festival|film|movie|cinema|classic|short|quick|mini|advance|early|capsule|guest|my|a|the|brief
        |book|retro|spoiler-free|short\sfilm|tv|4k|uhd|parent|kid|user|customer|reader|member|staff)\s)*
        (?:reviews?|film|movie|cinema|kritik|critique|recensione|reseña|thoughts(?:\son)?|notes\son
          |rewatch|essay|analysis)\s*(?:of|on|for)?\s*(?::|\||\s-|/|\bof\b|\bon\b|(?=["']))\s*
      | (?:film\s)?review\s*/\s*
      | (?:on|about|watched|watching|seen|saw|revisiting|rewatching|remembering)\s(?-i:(?=[A-Z"']))
      | (?:brief\s|short\s|quick\s|some\s)*(?:review\sof|thoughts\son|notes\son)\s
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_YEAR_FORM = re.compile(
    rf"^(?P<film>.+?)\s*(?:[(\[](?:[^()\[\]]{{0,40}}?[, ])?(?P<a>{_YEAR})[)\]]"
    rf"|\s?[,|-]\s?(?P<b>{_YEAR})\s*$"
    rf"|(?<!\bof)(?<!\bin)(?<!from)(?<!month)(?<!best)\s(?P<c>{_YEAR})\s*(?:$|[★*]))"
)
# `LFF 2017`, `Sundance 2020`: a year that is the festival's.
_EVENT = re.compile(
    r"(?:\b[A-Z]{2,5}|[Ff]estival|Sundance|Cannes|Berlinale|Berlin|Venice|Toronto|Telluride|Locarno|Tribeca"
    r"|Rotterdam|Fantasia|Best of|Oscars)\W*$"
)
_REVIEW_FORM = re.compile(
    r"""^(?P<film>.+?)\s*["']?\s*(?:[-:|,]\s*)?(?:\b(?:film|movie|blu-ray|dvd|4k|uhd|festival
      |spoiler-free|theatrical|cannes|venice|berlin|sundance|tiff|a|telugu|hindi|tamil
      |on\s(?:netflix|amazon|prime|disney\+?|hulu|max|apple\stv\+?|shudder|mubi|tv))\s)*\b(?:reviews?
      |reviewed|kritik|critique|recensione)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_QUOTED = re.compile(
    r"(?<!\w)(?:\"\s?([A-Z0-9][^\"]{0,70}?)[,.]?\s?\"|'\s?([A-Z0-9][^\"]{0,70}?)[,.]?\s?'(?!\w))"
)
_STRONG = re.compile(r":\s|\s\|\s|\s-\s|\s/\s|\|\s|(?<=[^\W\d_]{3})/(?=[A-Z][^\W\d_]{2})")
_WEAK = re.compile(r",\sor\s|,\s|!\s|\s&\s")
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_STARS = re.compile(r"\s*[★☆½*⭐]{1,6}\s*\S{0,6}$|\s+\d(?:\.\d)?/\d+$")
_POSSESSIVE = re.compile(r"[A-Za-z]'s? (?P<film>[A-Z0-9].+)$")
# Whose film it is: `At Sea by Peter Hutton`, `Good Bye, Lenin! directed by Wolfgang Becker`.
_MAKER = re.compile(r"\s[(\[]?(?i:directed by|dir\.(?: by)?|by)\s(?=[A-Z][\w'.-]+ [A-Z])")
_NEXT_SENTENCE = re.compile(r"(?<=[.?!])\s(?=[A-Z])")
# The last name in a headline that goes on in lower case before it: `Nobody in Cure (1997) has an answer`.
_LAST_NAME = re.compile(r"\s[a-z]+\s[\"']?(?P<film>[A-Z0-9][^\"']*)[\"']?$")
_VERB = re.compile(
    r"(?<=[\w\"'!?])\s(?:is|are|was|has|isn't|doesn't|does|makes|finds|gets|goes|takes|turns|brings|comes|offers"
    r"|delivers|shows|tells|gives|leaves|remains|proves|puts|plays|lets|will|would|could|can|may|still|never"
    r"|needs|wants|works|fails|falls|stays|keeps|looks|feels|knows|asks|hits|sings|soars|wins|loses)\b"
)
_LONGEST = 200
# At most this share of the words of a title is in lower case, small words aside.
_FEW_LOWER = 0.2


class HeadlinePart(Struct, frozen=True):
    """A piece of a headline that may be the title, how it was found, and the year beside it."""

    text: str
    how: str
    year: str | None = None


def headline_parts(line: str) -> tuple[HeadlinePart, ...]:
    """Every piece of a folded headline that may be the film's title."""
    return _parts_of(line[:_LONGEST])


@lru_cache(maxsize=256)  # a line above the text is taken apart for several reasons
def _parts_of(line: str) -> tuple[HeadlinePart, ...]:
    bare = _STARS.sub("", line).strip()
    stripped = _without_kickers(bare)
    kicked = "after-kicker" if stripped != bare else "whole"
    parts: list[HeadlinePart] = []
    year_form = _YEAR_FORM.match(stripped)
    core, how_year = stripped, None
    if year_form and not _EVENT.search(stripped[: year_form.start("c")] if year_form["c"] else ""):
        how_year = year_form["a"] or year_form["b"] or year_form["c"]
        core = year_form["film"]
        parts.append(HeadlinePart(core, "year", how_year))
    review_form = _REVIEW_FORM.match(stripped)
    if review_form and len(review_form["film"]) > 1:
        core = _BRACKET.sub("", review_form["film"]).rstrip(" ([")
        parts.append(HeadlinePart(core, "review", how_year))
    parts += [HeadlinePart(match[1] or match[2], "quoted", how_year) for match in _QUOTED.finditer(stripped)]
    core = _BRACKET.sub("", core)
    marked = "" if not (year_form or review_form) else "-marked"
    if not marked:
        parts.append(HeadlinePart(core, f"{kicked}-of-names" if goes_on_in_names(core) else kicked))
    parts += _pieces(core, marked, how_year)
    parts += _before_verb(core)
    for sentence in _NEXT_SENTENCE.split(core)[1:]:
        parts += _before_verb(sentence)
    if maker := _MAKER.search(core):
        parts.append(HeadlinePart(core[: maker.start()], "before-maker", how_year))
    if not marked and (last := _LAST_NAME.search(core)):
        parts.append(HeadlinePart(last["film"], "last-name"))
    if year_form and (last := _LAST_NAME.search(year_form["film"])):
        parts.append(HeadlinePart(last["film"], "year-after-name", how_year))
    if marked and year_form and review_form:
        parts.append(HeadlinePart(_BRACKET.sub("", core), "year-review", how_year))
    possessive = _POSSESSIVE.search(core)
    if possessive:
        parts.append(HeadlinePart(possessive["film"], "after-possessive", how_year))
    return tuple(parts)


def starts_named(line: str, elsewhere: str) -> list[str]:
    """The longest beginning of a headline, kicker aside, that the page also uses elsewhere as a name."""
    words = _without_kickers(line[:_LONGEST].strip()).split()
    for n in range(min(len(words) - 1, 8), 0, -1):
        piece = " ".join(words[:n]).strip(" ,.:;!?\"'")
        if len(piece) > 3 and piece[0].isupper() and count_whole(piece, elsewhere, 1):
            return [piece]
    return []


def goes_on_in_names(title: str) -> bool:
    """Whether what follows a comma is written as a title goes on (`Paris, Texas`), not as a clause."""
    _, comma, rest = title.partition(", ")
    words = rest.split()
    if not comma or not words or _STRONG.search(title) or words[0].lower() == "or":
        return False
    lower = [word for word in words if word[0].islower() and word not in vocabulary().small_title_words]
    return len(lower) <= _FEW_LOWER * len(words)


def _before_verb(core: str) -> list[HeadlinePart]:
    """What a headline makes the subject of a sentence: `Local Hero is still a wonder`."""
    match = _VERB.search(core)
    return [HeadlinePart(core[: match.start()], "before-verb")] if match else []


def _pieces(core: str, marked: str, year: str | None) -> list[HeadlinePart]:
    parts = []
    strong = [piece for piece in _STRONG.split(core) if piece.strip()]
    if len(strong) > 1:
        places = ["first", *["middle"] * (len(strong) - 2), "last"]
        for piece, place in zip(strong, places, strict=True):
            parts.append(
                HeadlinePart(
                    _without_kickers(piece.strip()), f"{place}-piece{marked}", year if marked else None
                )
            )
    weak = [piece for piece in _WEAK.split(strong[0] if strong else core) if piece.strip()]
    if len(weak) > 1:
        names = "-of-names" if goes_on_in_names(core) else ""
        parts.append(HeadlinePart(weak[0].strip(), f"before-comma{names}{marked}", year if marked else None))
    return parts


def _without_kickers(title: str) -> str:
    for _ in range(3):
        shorter = _KICKER.sub("", title, count=1).strip()
        if shorter == title or len(shorter) < 2:
            break
        title = shorter
    return title
