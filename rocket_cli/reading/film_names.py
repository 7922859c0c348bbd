"""Names in running text that may be films: where they stand, and in what company."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rocket_cli.reading.candidates import MOST_WORDS, Candidate, Candidates
from rocket_cli.reading.caseless import caseless, lower
from rocket_cli.reading.vocabulary import vocabulary

_SMALL = vocabulary().small_title_words
_CAP = r"(?:(?:[A-Z]\.)+(?!\w)|(?:Mr|Mrs|Ms|Dr|St|Jr|Vol|Pt)\.(?= )|[A-ZÀ-ÞĀ-Ž0-9][\w'\-&]*(?:\.\w+)*)"
_SMALL_WORDS = "|".join(re.escape(word) for word in sorted(_SMALL, key=len, reverse=True))
_SEQUENCE = re.compile(rf"(?<![\w'])(?:{_CAP})(?:(?:[:,]? (?:(?:{_SMALL_WORDS}) ){{0,3}}|: ){_CAP}[!?]?)*")
_QUOTED = re.compile(r"(?<![\w\"])[\"']\s?([A-Z0-9][^\"]{1,60}?)[,.]?\s?[\"'](?!\w)")
_YEAR_AFTER = re.compile(r"[\"'_*]*,?\s*[(\[](?:[^()\[\]]{0,30}?[\s,])?((?:18|19|20)\d\d)[)\],]")
_FILM_BEFORE = caseless(
    r"\b(?:film|movie|picture|titled|called|directs?|directed|named|adaptation|sequel|debut"
    r"|masterpiece|documentary|drama|comedy|thriller)\s\W?$"
)
_SEEN_BEFORE = caseless(
    r"\b(?:see|saw|seen|seeing|watch|watched|watching|make|made|making|review of|enjoyed|loved"
    r"|liked|recommend|call|for|time for|viewing of|screening of)\s\W?$"
)
_IN_BEFORE = caseless(r"\b(?:in|of|on|throughout|with|about)\s\W?$")
_OTHER_BEFORE = caseless(
    r"\b(?:like|than|recalls?|echoes|from|after|since|also|maker of|director of|between|remember"
    r"|unlike|behind|made)\s\W?$"
)
_PERSON_BEFORE = caseless(
    r"\b(?:director|actor|actress|stars?|starring|by|writer|composer|cinematographer|producer|mr"
    r"|mrs|ms|miss|sir|dame|dr|plays?|played by|filmmaker|uncle|aunt|king|captain|professor|as"
    r"|named)\.?\s$"
)
_BEFORE = (
    ("film-before", _FILM_BEFORE),
    ("seen-before", _SEEN_BEFORE),
    ("in-before", _IN_BEFORE),
    ("other-before", _OTHER_BEFORE),
    ("person-before", _PERSON_BEFORE),
)
_LISTED = re.compile(r"(?:,|and|,\s\w+) $")
_SUBJECT = re.compile(
    r"^[\"'_*]*,? (?:is|was|has|isn't|doesn't|opens|tells|follows|stars|begins|works|takes|feels"
    r"|manages|does|deserves|looks|succeeds|leaves|marks|wants|starts|makes|comes|might|may|will"
    r"|could|ends|gives|had|offers|remains|centers|centres|explores|delivers|never|also|still"
    r"|proves|finds)\b"
)
_A_FILM = caseless(
    r"^[\"'_*]*,? (?:is|was|,) ?(?:directed|an? (?:\w+[ -]){0,3}(?:film|movie|comedy|drama"
    r"|thriller|documentary|western|horror|romance)|the (?:\w+ )?(?:film|movie|latest|new|first"
    r"|second|third|feature|debut|story|tale))"
)
_CERTIFICATE = re.compile(r" \((?:cert\.? )?(?:U|PG(?:-13)?|12A?|15|18|M|MA15\+|R|G|NC-17)\)")
_POSSESSIVE = re.compile(r"^'s?\b")
_OF_OWNER = re.compile(r"(.+?)'s? ([A-Z].+)$")
_OPENERS = vocabulary().sentence_openers


def add_names_of_text(found: Candidates, body: str) -> None:
    for start, name, opens in _names(body):
        candidate = found.add(name, None)
        if candidate is not None:
            _note_context(candidate, body, start, start + len(name), opens=opens)
    for match in _QUOTED.finditer(body):
        if len(match[1].split()) <= 8:
            candidate = found.add(match[1], None)
            if candidate is not None:
                _count(candidate, "quoted")


def _names(body: str) -> Iterator[tuple[int, str, bool]]:
    """Runs of capitalised words: where, what, and whether they open a sentence."""
    for match in _SEQUENCE.finditer(body):
        name, start = match.group(), match.start()
        opens = start == 0 or body[max(0, start - 3) : start].rstrip()[-1:] in '.!?:"'
        yield from _forms(name.rstrip(" .,:'-"), start, opens)


def _forms(name: str, start: int, opens: bool) -> Iterator[tuple[int, str, bool]]:
    name = name.removesuffix("'s") if name.endswith("'s") else name.removesuffix("'")
    if len(name) < 2 or len(name.split()) > MOST_WORDS:
        return
    first, _, rest = name.partition(" ")
    article = first.lower() in {"the", "a", "an", "my"}
    if not opens or first.lower() not in _OPENERS or article or first in {"It", "Her", "I"}:
        yield start, name, opens
    if rest and first.lower() in _OPENERS and not article and opens and rest[0].isupper():
        yield start + len(first) + 1, rest, False
    possessive = _OF_OWNER.match(name) if "'" in name else None
    if possessive:
        yield start + possessive.start(2), possessive[2], False
    for joint in (" the ", " and "):
        if joint in name:
            yield start, name.split(joint)[0], opens
    at = start
    pieces = name.split(", ")
    for piece in pieces if len(pieces) > 1 else ():
        if len(piece) > 2 or at == start:
            yield at, piece, opens and at == start
        at += len(piece) + 2


def _note_context(candidate: Candidate, body: str, start: int, end: int, *, opens: bool) -> None:
    before, after = body[max(0, start - 26) : start], body[end : end + 60]
    _count(candidate, "times")
    if start < 250:
        candidate.features.add("body:in-first-words")
    elif start < 1000:
        candidate.features.add("body:early")
    year = _YEAR_AFTER.match(after)
    if year:
        _count(candidate, "year")
        if candidate.year is None:
            candidate.year = int(year[1])
    if not opens:
        lowered = lower(before)
        for name, pattern in _BEFORE:
            if pattern.search(lowered):
                _count(candidate, name)
        if _LISTED.search(before):
            _count(candidate, "listed")
        if before.endswith("("):
            _count(candidate, "bracketed")
    elif _SUBJECT.match(after):
        _count(candidate, "opens-sentence-as-subject")
    if _A_FILM.match(lower(after)):
        _count(candidate, "is-a-film")
    elif _SUBJECT.match(after):
        _count(candidate, "subject")
    if _POSSESSIVE.match(after):
        _count(candidate, "possessive")
    if after.startswith(" (") and not year:
        _count(candidate, "bracket-after")
        if _CERTIFICATE.match(after):
            _count(candidate, "certificate-after")


def _count(candidate: Candidate, name: str) -> None:
    candidate.contexts[name] = candidate.contexts.get(name, 0) + 1
