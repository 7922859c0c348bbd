"""What of a byline's words is the name: where it ends, two names, names that name nobody."""

from __future__ import annotations

import re

from rocket_cli.reading.caseless import caseless, lower
from rocket_cli.reading.cues import date_in
from rocket_cli.reading.lines import fold
from rocket_cli.reading.names import HANDLE, INITIALS, is_name, title_cased

# What ends a name, for text in lower case.
_CUT = caseless(
    r"""\s*(?:\||\s\S+@\S|\s@\w|\s\d{1,2}[/.]\d|·|•|›|»|❘|\s"\s|\s-\s|\(|[\[\]]|<|;|\s{2,}|,\s|/|📅|💬
      |\b(?:on|at|for|in|from|is|with|stills
      |photos?|photographs?|pictures|published|updated|posted|screening|special|follow|under|says|said
      |wrote|@\ )\b|:\s|:$
      |\d{1,2}[:.]\d\d|\d{4}\b
      |\d+\s(?:second|minute|hour|day|week|month|year|yr|mo)s?\b|(?<=[a-z]{4})\.\s(?=[a-z]{3})).*$""",
    re.VERBOSE,
)
_WEEKDAY = re.compile(r" (?:mon|tues|wednes|thurs|fri|satur|sun)day$", re.IGNORECASE)
_TWO = re.compile(r"\s+(?:and|&|und|et|y)\s+|\s*,\s*", re.IGNORECASE)
_FIRST_NAME = re.compile(r"[A-Z][a-z]{2,}")  # of a couple: `Adele and Martin Corrigan`
_JOINED = re.compile(r"\S+ \S.* (?:and|&|und|et|y) \S")
# Those who sign for a paper as a whole.
STAFF = re.compile(
    r"(?:The )?[A-Z][\w'&-]*(?: [A-Z][\w'&-]*){0,3} (?:Team|Staff|Desk|Crew|Bureau)|Team \w[\w'.&-]*",
    re.IGNORECASE,
)
# What somebody does, printed right after the name, at times without a space: `By ADA REED Movie Reporter`.
_JOB = re.compile(
    r"(?:(?<=\w\w) |(?-i:(?<=[a-z])(?=[A-Z])))(?:(?:film|movie|staff|arts|senior|chief|lead|deputy|tv|culture"
    r"|entertainment|guest|contributing|special)\s)*(?:critic|writer|reporter|editor|reviewer|correspondent"
    r"|columnist|contributor|author)$",
    re.IGNORECASE,
)
# For whom he does it, the job aside: `By Ada Reed Examiner Staff`, `By ADA REED Allied Press`.
_PAPER = re.compile(
    r"^(?P<name>\S+ \S+) (?:[A-Z][\w&'.-]* ){1,3}(?i:staff)$"
    r"|^(?P<shouted>[A-ZÀ-Þ]{2}[A-ZÀ-Þ'’.-]*(?: [A-ZÀ-Þ]{2}[A-ZÀ-Þ'’-]*){1,2}) (?=[A-Z][a-z])"
)
# What members of a site have paid for: `Review by damp_matchbook Pro`.
_MEMBERSHIP = re.compile(r"^(\S+) (?:Pro|Patron|HQ)$")
_LONGEST_NAME = 32  # characters of a name that is believed only because `by` stands before it
_ABBREVIATED = re.compile(r"\b[A-Za-z]\.$|\b(?:jr|sr)\.$", re.IGNORECASE)
_HANDLE_MARK = re.compile(r"[_\d]")
_WORDS = re.compile(r"[^\W\d_][\w'.-]*(?: [^\W\d_][\w'.&-]*){0,3}")
# Signatures that name nobody.
NOBODY = frozenset(
    {"admin", "administrator", "staff", "editor", "editors", "editorial", "team", "guest", "anonymous"}
    | {"webmaster", "reporter", "us", "the", "author", "me", "him", "her", "them"}
    | {"posted", "published", "written", "reviewed", "updated", "filed", "permalink"}
)
# For text in lower case.
NOT_AUTHORS = caseless(
    r"^[^\w(]*(?:directed|produced|photographed|edited|photos?|photography|image|illustrat\w+"
    r"|music|screenplay|screen play|cinematography|starring|translated|hosted|recommended"
    r"|powered|supported|sponsored|distributed|based|interview)\b"
)
POSSESSIVE = caseless(
    r"^(?P<who>[A-Z][\w-]+(?: [A-Z][\w-]+){0,2}?(?: [A-Z]\.)?)'s? (?:full )?(review|verdict|take|thoughts"
    r"|notes|two (?:cents|minutes)|(?:case|field) notes|write-?up)\b"
)


def name_at_head(folded: str, plain: str, *, explicit: bool) -> str | None:
    """The name with which words begin, one person's or two joined by `and`."""
    cut = folded[: len(_CUT.sub("", lower(folded)))].rstrip(" ,-")
    dated = date_in(cut)
    if dated and dated.start() > 2:
        cut = cut[: dated.start()].rstrip(" ,-")
    cut = _WEEKDAY.sub("", cut)
    joint = _TWO.search(folded)
    if joint and joint.group().strip() != ",":
        second = folded[joint.end() :]
        second = second[: len(_CUT.sub("", lower(second)))].strip()
        first = folded[: joint.start()].strip()
        if is_name(second) and (is_name(first) or (explicit and _FIRST_NAME.fullmatch(first))):
            return title_cased(plain[: joint.end() + len(second)].strip())
    name = plain[: len(cut)].strip().rstrip(",")
    if name.endswith(".") and not _ABBREVIATED.search(name):
        name = name.rstrip(".")
    if " " in name:
        name = _MEMBERSHIP.sub(r"\1", _JOB.sub("", name))
        if paper := _PAPER.match(name):
            name = paper["name"] or paper["shouted"]
    return name_or_none(name, explicit=explicit)


def is_two(name: str) -> bool:
    """Whether a name is two persons'."""
    return bool(_JOINED.match(name))


def name_or_none(name: str, *, explicit: bool) -> str | None:
    """`name` tidied if it can be a writer's, else None; less is believed unless `explicit`, after `by`."""
    folded = fold(name)
    if explicit and folded in {"Staff", "STAFF"}:
        return "Staff"
    if folded.lower() in NOBODY or not folded:
        return None
    if is_name(folded) or ("." in folded and INITIALS.fullmatch(folded.rstrip(".") + ".")):
        return title_cased(name)
    if STAFF.fullmatch(folded) and folded[0].isupper():
        return title_cased(name)
    if HANDLE.fullmatch(folded) and (explicit or _HANDLE_MARK.search(folded)):
        return name
    if explicit and len(folded) <= _LONGEST_NAME and _WORDS.fullmatch(folded):
        words = folded.split()
        capitals = sum(word[0].isupper() for word in words)
        if capitals == len(words) and not (len(words) == 1 and words[0].lower() in NOBODY):
            return title_cased(name)
        if len(words) == 2 and re.fullmatch(r"[a-z]\.", words[1]):
            return name
    return None


def shape_of_name(name: str) -> str:
    """What a name looks like: `full`, `capitals`, `initials`, `handle`, `word`, `two`, `other`."""
    if is_two(name):
        return "two"
    if STAFF.fullmatch(name):
        return "staff"
    if INITIALS.fullmatch(name if name.endswith(".") else f"{name}."):
        return "initials"
    if is_name(name):
        return "capitals" if name.isupper() else "full" if len(name.split()) < 4 else "long"
    if " " not in name:
        if name.isalpha() and name[0].isupper() and (name[1:].islower() or name.isupper()):
            return "word" if not name.isupper() or len(name) < 4 else "capital-word"
        if name.replace("-", "").isalpha() and name.istitle():
            return "word"
        return "handle" if re.search(r"[\d_@.-]|[a-z][A-Z]", name) else "lower-word"
    if re.fullmatch(r"[A-Z][\w'-]+ [A-Z]\.?", name):
        return "word-initial"
    return "other"
