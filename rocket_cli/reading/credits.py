"""Credit lines: their labels in six languages, and the names, years, countries and lengths they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rocket_cli.reading.caseless import caseless, lower
from rocket_cli.reading.cues import DATE
from rocket_cli.reading.lines import Line
from rocket_cli.reading.places import countries, country_list
from rocket_cli.reading.vocabulary import vocabulary
from rocket_cli.records import BlockKind, Credit

_CAST_DOTS = re.compile(
    r"^([A-Z][\w'. -]{0,40}?)\s*(?:\.{2,}|…+|\.\.\.\.| as | - |:)\s*([A-Z][\w'.-]+(?: [\w'.-]+){1,3})$"
)
# Facts whose labels also stand without a colon, and what must follow them then.
_UNPUNCTUATED = {
    "release": re.compile(rf" {DATE.pattern}", re.IGNORECASE),
    "length": re.compile(r" \d{1,3}\s?(?:h|m|')", re.IGNORECASE),
    "year": re.compile(r" (?:19|20)\d\d$"),
    "certificate": re.compile(r" (?:U|PG|PG-13|R|12A?|15|18|M|MA15\+|FSK \d+|NC-17)\b"),
}
# Labels that may stand on a line of their own with the value below.
_ALONE = frozenset(
    {"director", "writer", "cast", "length", "country", "year", "release", "certificate", "director+writer"}
)
_SHORT = 200  # characters of a line that is kept in mind
_LONGEST_LABEL = 100
_PUNCTUATED = re.compile(r"\s*(?::|=|\.{2,}|…|\s-\s)\s*")
_NAME_END = re.compile(r"\s*(?:,|;|/|&| and | und | et | y | e |\|| \+ | och | og )\s*")


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    return {label: job for job, labels in vocabulary().credit_labels.items() for label in labels}


@lru_cache(maxsize=1)
def _label_pattern() -> re.Pattern[str]:
    known = sorted(_labels(), key=len, reverse=True)
    return caseless(rf"(?:{'|'.join(re.escape(label) for label in known)})(?:\(s\))?(?![\w])")


def label_of(folded: str) -> tuple[str, str] | None:
    """The job that the label at the head of a line stands for, and what follows it, or None.

    A label counts when a colon, dash or dots follow it, or when it ends in `by`, or when it is `Dir`, `d.`.
    """
    return _label_of_short(folded) if len(folded) <= _SHORT else _label_of(folded)


@lru_cache(maxsize=8_192)  # each line is asked for its label by several
def _label_of_short(folded: str) -> tuple[str, str] | None:
    return _label_of(folded)


def _label_of(folded: str) -> tuple[str, str] | None:
    bare = folded.lstrip("•*- ·\t")
    match = _label_pattern().match(lower(bare[:_LONGEST_LABEL]))
    if match is None:
        return None
    label = match.group().removesuffix("(s)")
    job = _labels().get(label, "other")
    rest = bare[match.end() :]
    punctuated = _PUNCTUATED.match(rest)
    if punctuated:
        return job, rest[punctuated.end() :].strip()
    if not rest.strip() and job in _ALONE and label not in {"title", "film", "movie", "stars", "start"}:
        return job, ""
    if rest[:1] == " " and (follows := _UNPUNCTUATED.get(job)) and follows.match(rest):
        return job, rest.strip()
    if job == "country" and country_list().fullmatch(rest.strip()):
        return job, rest.strip()
    if label.endswith(" by") and rest[:1] == " ":
        return job, rest.strip()
    if label in {"dir", "d"} and re.match(r"\.? [A-Z]", rest) and (label == "dir" or rest[0] == "."):
        return job, rest.lstrip(". ").strip()
    if label in {"with", "starring", "mit", "avec", "cast", "voices"} and re.match(
        r" [A-Z][\w'.-]+ [A-Z][\w'. -]+,", rest
    ):
        return job, rest.strip()
    return None


def names_in(value: str) -> list[str]:
    """Person names of a comma list, brackets and trailing sentences removed."""
    value = re.sub(r"\([^)]*\)|\[[^\]]*\]", "", value)
    value = re.split(r"(?<=[a-zé]{3})\.\s|\s\|\s|\s{2,}", value)[0]
    names = []
    for part in _NAME_END.split(value):
        part = part.strip(" .,;:\"'")
        if (
            re.fullmatch(r"[^\W\d_][\w'.\-]*(?: [^\W\d_][\w'.\-]*){0,4}", part)
            and part[0].isupper()
            and part.lower() not in {"others", "more"}
        ):
            names.append(part)
    return names


def credits_of(folded: str, plain: str) -> list[Credit]:
    """The director, writer and cast names that one credit line states."""
    found: list[Credit] = []
    for sentence in re.split(r"\s\|\s|\s·\s|(?<=[^\W\d_]{3})\.\s+(?=[A-Z])", plain):
        labelled = label_of(sentence)
        if labelled is None:
            continue
        job, value = labelled
        for one in job.split("+"):
            if one in {"director", "writer", "cast"}:
                found += _credits(one, value)
    if not found and (match := _CAST_DOTS.match(folded)) and ("..." in folded or "…" in folded):
        found.append(
            Credit(
                job="cast",
                name=plain[match.start(2) : match.end(2)],
                character=plain[match.start(1) : match.end(1)].strip(),
            )
        )
    return found


def _credits(job: str, value: str) -> list[Credit]:
    found: list[Credit] = []
    for part in re.split(r",\s*(?![^(]*\))", value):
        played = re.match(r"(.+?)\s*\((?:as )?([A-Z][^)]*)\)", part)
        if played and job == "cast" and len(names := names_in(played[1])) == 1:
            found.append(Credit(job=job, name=names[0], character=played[2]))
        else:
            found += [Credit(job=job, name=name) for name in names_in(part)]
    return found


def find_credits(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> tuple[Credit, ...]:
    """Directors, writers and cast that credit lines name, each once per job, in their order."""
    found: dict[tuple[str, str], Credit] = {}
    waiting: str | None = None
    for line, kind in zip(lines, kinds, strict=True):
        if kind != "credits" or len(line.folded) > 2000:
            waiting = None
            continue
        labelled = label_of(line.folded)
        if labelled and not labelled[1]:
            waiting = labelled[0]
            continue
        stated = credits_of(line.folded, line.plain)
        if not stated and waiting and labelled is None:
            stated = credits_of(
                f"{_SPOKEN.get(waiting, '')}: {line.folded}", f"{_SPOKEN.get(waiting, '')}: {line.plain}"
            )
        for credit in stated:
            if credit.name.lower() not in countries():
                found.setdefault((credit.job, credit.name.lower()), credit)
        if labelled:
            waiting = None
    return tuple(found.values())


# How a label that stood alone on the line above is put before its value.
_SPOKEN = {"director": "Director", "writer": "Writer", "cast": "Cast", "director+writer": "Writer/Director"}
