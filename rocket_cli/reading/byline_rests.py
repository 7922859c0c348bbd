"""What follows a name on a line: a date, a job, `says:`; it tells writers from commenters and casts."""

from __future__ import annotations

from rocket_cli.reading.caseless import caseless
from rocket_cli.reading.cues import date_in

# For text in lower case; the first that matches counts.
_AFTER_NAME = (
    ("says", caseless(r"\s*(?:\(.{0,20}\)\s*)?(?:says?|said|writes|wrote|replie[ds]|comment(?:ed|s)|liked"
                      r"|likes|reblogged|answered|posted|thinks|replying)\b")),
    ("job", caseless(
        r"\s*(?:\([a-z]{2,4}/[a-z/]{2,9}\))?\s*(?:[,|·•/-]|is)\s*(?:the |our |an? )?(?:[\w&'-]+\s){0,4}"
        r"(?:critics?|writer|reviewer|editor|journalist|columnist|contributor|correspondent|reporter|blogger"
        r"|anchor|staff|desk|team|commander|volunteer|programmer|curator|intern|publisher|host|manager)\b")),
    ("pronouns", caseless(r"\s*\([a-z]{2,4}/[a-z/]{2,9}\)")),
    ("director", caseless(
        r"\s*[,(-]?\s*\(?(?:director|dir\.|writer/director|cinematograph|producer|actor|screenw)")),
    ("read", caseless(r".{0,60}\b\d+ min")),
    ("ago", caseless(r".{0,30}\b(?:\d+|an?) ?(?:mo|yr|h|d|w|[a-z]+) ago\b")),
    ("comments", caseless(r".{0,70}\b(?:\d+|no) comments?\b")),
    ("role", caseless(r"\s*(?:as|in|and|plays|stars?)\s|\s*\.{3}|\s*…")),
    ("age", caseless(r"\s*,?\s*(?:age|aged)?\s*\d\d?\b(?![:./]|\s[a-z]{3})")),
    ("for", caseless(r"\s*,?\s*(?:for|at|of|in)\s")),
    ("filed", caseless(r".{0,40}\b(?:in|under)\b")),
    ("photo", caseless(r".{0,40}\b(?:photo|image|stills?|pictures)\b")),
    ("year", caseless(r"\s*,?\s*\(?(?:19|20)\d\d\)?$")),
    ("colon", caseless(r"\s*:")),
    ("bar", caseless(r"\s*[|·•/❘»>]")),
    ("comma", caseless(r"\s*,")),
    ("stop", caseless(r"\s*[.!?]")),
    ("bracket", caseless(r"\s*[(\[]")),
    ("dash", caseless(r"\s*-")),
)  # fmt: skip


def what_follows(lowered: str, end: int) -> str:
    """What follows a name, in one word; empty where nothing does."""
    if end >= len(lowered):
        return ""
    rest = lowered[end:]
    if not rest.strip(" .)]~"):
        return ""
    for kind, pattern in _AFTER_NAME[:2]:
        if pattern.match(rest):
            return kind
    if date_in(rest):
        return "date"
    return next((kind for kind, pattern in _AFTER_NAME[2:] if pattern.match(rest)), "words")
