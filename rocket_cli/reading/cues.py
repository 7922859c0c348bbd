"""Phrases of page furniture, by what they are for. They are evidence for the line model, not a verdict.

The phrases are data (vocabulary.json): for each purpose a reason in plain words, patterns that a line of that
sort begins with, and single words that it holds.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rocket_cli.reading.caseless import caseless, lower
from rocket_cli.reading.vocabulary import vocabulary

_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|januar|februar|märz|mai|juni|juli|august|dezember"
    r"|oktober|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|gennaio|febbraio|aprile|maggio|giugno|luglio|agosto|ottobre)[a-z]*\.?"
)
# For text in lower case, see `date_in`.
DATE = caseless(
    r"(?:\b(?:posted|published|updated|last (?:updated|modified)|date|first published|on|created|edited"
    r"|modified|broadcast|recorded|watched|reviewed|added)\b[: ]*(?:on )?)?"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? ?)?(?:the )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\.? ?(?:of |de )?{_MONTH},?(?: (?:de )?\d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,?(?: \d{{4}}| \d\d\b)?|{_MONTH},? \d{{4}}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[-/]\d{1,2}[-/]\d{1,2})"
)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[\w©'-]+")


REASONS = {name: cue.reason for name, cue in vocabulary().cues.items()}


@lru_cache(maxsize=1)
def _heads() -> tuple[tuple[str, re.Pattern[str]], ...]:
    cues = vocabulary().cues.items()
    return tuple((name, caseless("|".join(cue.begins))) for name, cue in cues)


@lru_cache(maxsize=1)
def _any_head() -> re.Pattern[str]:
    return caseless("|".join(begin for cue in vocabulary().cues.values() for begin in cue.begins))


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return {word: name for name, cue in vocabulary().cues.items() for word in cue.words}


_BULLET = re.compile(r"^[\s•·*×\-|►▼◄▶★☆✍📅💬🖨>]+(?=\w)")
# A line longer than this is judged by its prose, not by how it begins.
LONGEST_CUED_LINE = 260


@lru_cache(maxsize=8_192)  # the pages of one site have most of their furniture in common
def heads(folded: str) -> tuple[str, ...]:
    """Names of the cues whose phrases the line begins with, strongest layout first."""
    if len(folded) > LONGEST_CUED_LINE:
        return ()
    bare = lower(_BULLET.sub("", folded))
    if not _any_head().match(bare):  # as most lines: one look instead of twenty
        return ()
    return tuple(name for name, pattern in _heads() if pattern.match(bare))


def words(folded: str) -> set[str]:
    """Names of the cues of which the line holds a word."""
    if len(folded) > LONGEST_CUED_LINE:
        return set()
    known = _words()
    return {known[token] for token in _WORD.findall(folded.lower()) if token in known}


def date_in(folded: str, start: int = 0) -> re.Match[str] | None:
    """The first date in a line, from `start` on."""
    return DATE.search(lower(folded), start) if _DIGIT.search(folded, start) else None


def date_at(folded: str, start: int = 0) -> re.Match[str] | None:
    """The date that a line has at `start`."""
    return DATE.match(lower(folded), start) if _DIGIT.search(folded, start) else None


def is_date(folded: str) -> bool:
    """Whether a line is a date and nothing else."""
    return bool(DATE.fullmatch(lower(folded)))
