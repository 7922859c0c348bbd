"""The wording of bylines: which name a line such as `Words by X` or `X | 3 min read` gives."""

from __future__ import annotations

import re

from rocket_cli.reading.cues import date_at, date_in
from rocket_cli.reading.lines import fold
from rocket_cli.reading.names import HANDLE, INITIALS, is_name, title_cased

_LEAD = re.compile(
    r"""^[^\w(@]*(?:writer's\ picture\s*)?(?:
      (?:(?:film|movie|guest|a|our|my)\s)?(?:words|text|texte|texto|testo|story|notes|reviewed|review|written
        |posted|published|report|reported|submitted|compiled|penned|kritik|critique|recensione|reseña
        |guest\ post|guest\ review)
        (?:\s(?:on\s)?(?=[^:]{0,30}\d)[^:]{4,40}?)??\s?(?:\bby\b|\bvon\b|\bpar\b|\bdi\b|\bpor\b|:)\s*:?
      | (?:guest\ )?(?:author|critic|reviewer|writer|autor|auteur|autore|kritiker)\s*(?::|-)
      | words\s(?=[A-Z])
      | by\b\s*:? | (?:von|par|di|por)\s(?=[A-ZÀ-Þ]) | with\s(?=[A-Z])
    )\s*(?:u/(?=\w))?(?P<who>\S.*)$""",
    re.IGNORECASE | re.VERBOSE,
)
_DATED_BY = re.compile(
    r"^[^\w(]*(?:(?:posted|published"
    r"|written)\s)?(?:on\s)?(?P<date>.{4,45}?)[,|·\s]+by\s(?P<who>[A-Z@a-z].{1,60}?)"
    r"(?:,? (?:posted|filed|published|tagged) (?:in|under).{0,80})?$",
    re.IGNORECASE,
)
# The alternative text of an author's portrait, glued to the name.
_PORTRAIT = re.compile(r"^[^\w(]*writer's picture\s*(?P<who>\S.*)$", re.IGNORECASE)
_CUT = re.compile(
    r"""\s*(?:\||·|•|›|\s"\s|\s-\s|\(|\[|;|\s{2,}|,\s|/|📅|💬|\b(?:on|at|for|in|from|is|with|stills|photos?
      |photographs?|pictures|published|updated|posted|screening|special|follow|@\ )\b|:\s|\d{1,2}[:.]\d\d
      |\d{4}\b|\d+\s(?:second|minute|hour|day|week|month|year|yr|mo)s?\b)\s?.*$""",
    re.IGNORECASE | re.VERBOSE,
)
_TWO = re.compile(r"\s+(?:and|&|und|et|y)\s+|\s*,\s*", re.IGNORECASE)
# Signatures that name nobody.
NOBODY = frozenset(
    {"admin", "administrator", "staff", "editor", "editors", "editorial", "team", "guest", "anonymous"}
    | {"webmaster", "reporter", "us", "the", "author", "me", "him", "her", "them"}
)
NOT_AUTHORS = re.compile(
    r"^[^\w(]*(?:directed|produced|photographed|edited|photos?|photography|image|illustrat\w+"
    r"|music|screenplay|screen play|cinematography|starring|translated|hosted|recommended"
    r"|powered|supported|sponsored|distributed|based|interview)\b",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(r"[^\w@(]*(?:Writer's picture\s*)?")
_AFTER_DATE = re.compile(r"[\s,|·•-]*")
POSSESSIVE = re.compile(r"^([A-Z]\w+)'s? (?:review|verdict|take|thoughts|notes)\b", re.IGNORECASE)


def name_on(folded: str, plain: str, *, explicit_only: bool = False) -> tuple[str, bool] | None:
    """The name that a byline of this wording gives, and whether a word such as `by` introduces it."""
    if NOT_AUTHORS.match(folded):
        return None
    for pattern in (_LEAD, _DATED_BY, _PORTRAIT):
        match = pattern.match(folded)
        if match and (pattern is not _DATED_BY or date_in(match["date"])):
            start = match.start("who")
            name = _name_at_head(folded[start:], plain[start:], explicit=True)
            if name:
                return name, True
    if explicit_only:
        return None
    possessive = POSSESSIVE.match(folded)
    if possessive:
        return possessive[1], True
    start = _end_of_match(_BEFORE_NAME, folded, 0)
    dated = date_at(folded, start)
    if dated:
        start = _end_of_match(_AFTER_DATE, folded, dated.end())
    name = _name_at_head(folded[start:].rstrip(" )~"), plain[start:].rstrip(" )~"), explicit=False)
    return (name, False) if name else None


def _end_of_match(pattern: re.Pattern[str], folded: str, start: int) -> int:
    match = pattern.match(folded, start)
    return match.end() if match else start


def _name_at_head(folded: str, plain: str, *, explicit: bool) -> str | None:
    cut = _CUT.sub("", folded).rstrip(" ,-")
    dated = date_in(cut)
    if dated and dated.start() > 2:
        cut = cut[: dated.start()].rstrip(" ,-")
    two = _TWO.split(folded)[:2]
    if len(two) == 2:
        second = _CUT.sub("", two[1]).strip()
        joined = re.match(re.escape(two[0]) + r"(?:\s+(?:and|&|und|et|y)\s+)" + re.escape(second), folded)
        if joined and is_name(two[0].strip()) and is_name(second):
            return title_cased(plain[: joined.end()].strip())
    name = plain[: len(cut)].strip().rstrip(",")
    if not re.search(r"\b[A-Za-z]\.$|\b(?:jr|sr)\.$", name, re.IGNORECASE):
        name = name.rstrip(".")
    return name_or_none(name, explicit=explicit)


def name_or_none(name: str, *, explicit: bool) -> str | None:
    """`name` tidied if it can be a writer's, else None; less is believed unless `explicit`, after `by`."""
    folded = fold(name)
    if folded.lower() in NOBODY or not folded:
        return None
    if is_name(folded) or INITIALS.fullmatch(folded + ("" if folded.endswith(".") else ".")):
        return title_cased(name)
    if HANDLE.fullmatch(folded) and (explicit or re.search(r"[_\d]", folded)):
        return name
    if (
        explicit
        and re.fullmatch(r"[^\W\d_][\w'.-]*(?: [^\W\d_][\w'.&-]*){0,3}", folded)
        and len(folded) <= 32
    ):
        words = folded.split()
        capitals = sum(word[0].isupper() for word in words)
        if capitals == len(words) and not (len(words) == 1 and words[0].lower() in NOBODY):
            return title_cased(name)
        if len(words) == 2 and re.fullmatch(r"[a-z]\.", words[1]):
            return name
    return None
