"""Signatures within the text: in its last words, in what a writer says of themselves, in standfirsts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from rocket_cli.reading.byline_wording import name_or_none
from rocket_cli.reading.lines import FUNCTION_WORDS, Line, count_whole, fold, plain_text
from rocket_cli.reading.names import NOT_NAMES, is_name

# A byline in brackets or a closing sentence stands in the last words of the text.
_TAIL = 110
_HEAD = 220  # characters of a paragraph in which a writer introduces themselves
_IN_BRACKETS = re.compile(
    r"(?<=[.!?…\"”’'\])\s])\s*[(\[]((?:by |reviewed by |review by |words by "
    r"|notes by )?[^()\[\]]{2,50})[)\]]\s*\.?\s*$",
    re.IGNORECASE,
)
_AFTER_DASH = re.compile(r"[.!?…\"”’]\s+[–—~-]{1,2}\s?([^\W\d_][^.!?\n]{2,40})\s*$")
_CLOSING = re.compile(
    r"(?:^|[.!?…\"”’)])\s+((?:this (?:review|film) (?:was|is) )?(?:reviewed|review|written"
    r"|words) by:? ([^.!?,\n]{2,40}(?:\b[A-Z]\.)?)(?:,[^.!?\n]{0,40})?)[.!]?\s*$",
    re.IGNORECASE,
)
_INITIALS = re.compile(
    r"[.!?…][\"”’)]*(?:\s+(?:[–—~-]{1,2}\s?)?|\s?[–—]\s?)((?:[A-Z]\.\s?){2,4}|[A-Z]{2,3}|[a-z]{2,3})$"
)
_PATTERNS = {
    "end-bracket": _IN_BRACKETS,
    "end-dash": _AFTER_DASH,
    "end-closing": _CLOSING,
    "end-initials": _INITIALS,
}
ENDINGS = frozenset(_PATTERNS)
# Initials without their stops: `(GP)`, `hk`.
_MAY_BE_SHORT = {"end-bracket", "end-initials"}
_SHORT = re.compile(r"(?!(?:sic|etc|tba|ish|n/a|UK|US|TV|PG|DVD|USA)$)(?:[A-Z]{2,3}|[a-z]{2,3})")
_ENDED = re.compile(r"[.!?…][\"”’')]*\s*$")
_LEAD = re.compile(r"^(?:reviewed by|review by|words by|notes by|by)\s+", re.IGNORECASE)
_NAME = r"(?P<who>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’.-]+){0,3})"
_I_AM = re.compile(
    rf"\b(?:I'm|I am|[Mm]y name is|[Mm]y name's|[Tt]his is) {_NAME}(?=[,.!;:]| and | here\b| with )"
)
_HERE = re.compile(rf"(?:^|[.!?,:] ){_NAME} here(?=[,.!;:]| and )")
_STANDFIRST = re.compile(
    rf"(?:^|\b(?:and|critic|editor|reviewer|writer),? ){_NAME},? (?:reviews?|on|finds?|takes?|looks?|goes"
    r"|lets|gets|says|thinks|explains|sees|asks|meets|watches|reports?|writes|argues|wonders|gives|enjoys)\b"
)
_LONGEST_STANDFIRST = 45  # words


class Tail(Struct, frozen=True):
    """A name within a line: the offsets, in the text, of the words that give it, and their sort."""

    name: str
    start: int
    end: int
    wording: str


def tails_of(text: str, last: Line) -> Iterator[Tail]:
    """Signatures in the last words of the line `last`: in brackets, after a dash, `Reviewed by X.`"""
    start = max(last.start, last.end - _TAIL)
    tail = text[start : last.end]
    for wording, pattern in _PATTERNS.items():
        match = pattern.search(tail)
        if match is None or (wording == "end-bracket" and not _ENDED.search(tail[: match.start()])):
            continue
        lead = _LEAD.sub("", plain_text(match[match.re.groups]))
        name = name_or_none(lead.strip(), explicit=wording == "end-closing")
        if name is None and wording in _MAY_BE_SHORT and _SHORT.fullmatch(lead.strip()):
            name = lead.strip()
        if name is None:
            continue
        a = start + (match.start(1) if wording in {"end-closing", "end-initials"} else match.start())
        while text[a].isspace():
            a += 1
        if wording == "end-dash":
            a = start + match.end(1) - len(match.group().split(maxsplit=1)[1].rstrip())
        yield Tail(name, a, last.end, wording)


def intros_of(text: str, line: Line) -> Iterator[Tail]:
    """Names that a paragraph gives to who is speaking (`I'm Ada Reed,`, `Ada here.`), or that a standfirst to
    who wrote (`Ada Reed finds it cold`)."""
    head = line.folded[:_HEAD]
    sorts = [("i-am", _I_AM), ("here", _HERE)] if "I" in head or " here" in head or "is " in head else []
    if line.n_words <= _LONGEST_STANDFIRST:
        sorts.append(("standfirst", _STANDFIRST))
    for wording, pattern in sorts:
        match = pattern.search(head)
        if match is None or match["who"].lower() in NOT_NAMES | FUNCTION_WORDS:
            continue
        if wording != "here" and not is_name(match["who"]):
            continue
        name = line.plain[match.start("who") : match.end("who")]
        at = text.find(name, line.start, line.end)
        if at >= 0:
            yield Tail(name, at, at + len(name), wording)


def named_above(name: str, lines: Sequence[Line], last: Line) -> bool:
    """Whether the body names that person elsewhere: then brackets hold an actor, not the writer."""
    surname = fold(name).split()[-1]
    if len(surname) < 3 or "." in surname:
        return False
    return any(count_whole(surname, line.folded, 2) > (line is last) for line in lines if line.n_words > 20)
