"""Names on lines that the line model takes for bylines, though no usual form of words says so: `Dez writes:`,
`Kim Ash takes the tram`, `Juror: gazza (203 reviews)`. Elsewhere such words name nobody."""

from __future__ import annotations

import re

from rocket_cli.reading.byline_forms import Form
from rocket_cli.reading.byline_rests import what_follows
from rocket_cli.reading.byline_wording import NOBODY, NOT_AUTHORS, name_at_head, name_or_none
from rocket_cli.reading.caseless import lower
from rocket_cli.reading.cues import is_date
from rocket_cli.reading.names import NOT_NAMES, is_name, title_cased

_LONGEST = 140  # characters
_WORD = r"[^\W\d_][\w'’.-]*"
_FULL = r"[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*){1,3}"
_LABELLED = re.compile(r"^[^\w(]*[^:@]{2,30}:\s+(?P<who>[@\w].*)$")
_WRITE_UP = re.compile(
    rf"^[^\w(]*(?P<who>{_WORD}(?: {_WORD})?)['’]s? (?:[\w-]+ ){{0,3}}(?:write-?up|review|verdict|take|notes?"
    r"|pick|choice|card|column|diary|corner)\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    rf"^[^\w(]*(?P<who>{_WORD}) (?:writes|says|reviews|reports|watches|here)\b", re.IGNORECASE
)
_SUBJECT = re.compile(rf"^[^\w(]*(?P<who>{_FULL}) (?=[a-z])")
_BEFORE_MARK = re.compile(rf"^[^\w(]*(?P<who>{_FULL})\s+(?=[^\w\s.'’-])")
_BEFORE_BRACKET = re.compile(rf"^[^\w(]*(?P<who>{_WORD}(?: [A-ZÀ-Þ][\w'’.-]*){{0,3}}) \(")
_BEFORE_HANDLE = re.compile(r"^[^\w(]*(?P<who>[\w.-]{2,30})\s+@\w+")
_AFTER_DATE = re.compile(
    rf"\d{{4}}\W{{1,3}}(?P<who>{_FULL}?)(?= (?:Leave|Comments?|No|Reply|Uncategori[sz]ed|Reviews?|\d)\b)"
)
_SHOUTED = re.compile(r"^(?P<who>[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ'’.-]+){1,2}) (?=[A-Z][a-z])")
_PARTING = re.compile(
    rf"^(?:x{{1,3}}|love|yours|cheers|best|ciao|bises),? (?P<who>{_WORD}(?: {_WORD})?)$", re.IGNORECASE
)
_SMALL = re.compile(r"^[^\w(]*(?P<who>[a-z][\w.'-]*(?: [a-z][\w.'-]*){0,2})(?:,.*)?$")
_PATTERNS = (
    ("loose-label", _LABELLED),
    ("loose-write-up", _WRITE_UP),
    ("loose-speaks", _SPEAKS),
    ("loose-handle", _BEFORE_HANDLE),
    ("loose-date", _AFTER_DATE),
    ("loose-shouted", _SHOUTED),
    ("loose-subject", _SUBJECT),
    ("loose-mark", _BEFORE_MARK),
    ("loose-bracket", _BEFORE_BRACKET),
    ("loose-parting", _PARTING),
    ("loose-small", _SMALL),
)


def loose_forms(folded: str, plain: str) -> tuple[Form, ...]:
    """The name that a line of few words may give; at most one."""
    if len(folded) > _LONGEST or NOT_AUTHORS.match(lower(folded)) or is_date(folded):
        return ()
    for wording, pattern in _PATTERNS:
        match = pattern.search(folded)
        if match is None:
            continue
        a, b = match.span("who")
        name = _name(folded[a:b], plain[a:b], wording)
        if name is not None:
            return (Form(name, a, a + len(name), wording, what_follows(lower(folded), a + len(name))),)
    return ()


def _name(folded: str, plain: str, wording: str) -> str | None:
    if wording == "loose-label":
        return name_at_head(folded, plain, explicit=True)
    words = folded.lower().split()
    if any(word.strip(".") in NOT_NAMES or word in NOBODY for word in words):
        return None
    if is_name(folded):
        return title_cased(plain)
    if wording in {"loose-small", "loose-handle"}:
        return plain.rstrip(",")
    if len(words) == 1 and folded[0].isupper():
        return plain.capitalize() if folded.isupper() else plain
    return name_or_none(plain, explicit=True)
