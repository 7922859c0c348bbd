"""Who is meant by a first name, by initials, or by the note on the author: the full name the page gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rocket_cli.reading.lines import Line, fold
from rocket_cli.reading.names import INITIALS, is_name

# A stop belongs to a name after an initial; after a word it ends the sentence.
_SURNAMES = r"((?: [A-ZÀ-Þ](?:[\w'’-]+|\.)){1,3})"
_LONGEST_BIO = 60  # words; longer is an article
_SHORT = 40  # words of a line in which somebody's full name is given in passing
_BIO = re.compile(
    r"""^(?:(?:about\sthe\s(?:author|writer|critic)|sobre\s(?:el\sautor|la\sautora)|à\spropos\sde\sl'auteure?
      |über\s(?:den\sautor|die\sautorin))\s?:?\s)?(?P<who>[^,.:|]{4,40}?)\s(?:
      (?:is|was)\s(?:an?|the|our)\s.{0,80}?\b(?:critic|writer|reviewer|journalist|editor|contributor|blogger
        |columnist)\b
      | (?:writes|reviews|blogs)\s(?:about|on|for|films?|movies?)\b
      | nació\b | escribe\b | écrit\b | schreibt\b | scrive\b)""",
    re.IGNORECASE | re.VERBOSE,
)


def full_name(name: str, lines: Sequence[Line], signed: Sequence[str] = ()) -> str:
    """`name` as the page has it in full, where it gives exactly one that fits: a first name with its surname
    (one of those who `signed` before any other), initials with what they stand for. Else `name`."""
    if INITIALS.fullmatch(fold(name) + ("" if name.endswith(".") else ".")):
        known = _spelt_out(name, lines)
    elif name[:1].isupper() and "." not in name and len(name.split()) <= 2 and not is_name(fold(name)):
        known = {other for other in signed if " " in other and other.split()[0] == name}
        known = known or _surnamed(name, lines)
    else:
        return name
    return known.pop() if len(known) == 1 else name


def name_in_bio(line: Line) -> str | None:
    """The person whom a line introduces as somebody who writes, or None."""
    match = _BIO.match(line.folded) if line.n_words <= _LONGEST_BIO else None
    if match is None or not is_name(match["who"]):
        return None
    return line.plain[match.start("who") : match.end("who")]


def _surnamed(name: str, lines: Sequence[Line]) -> set[str]:
    pattern = re.compile(rf"(?<!\w){re.escape(name)}{_SURNAMES}")
    found = (
        match.group().strip(" .")
        for line in lines
        if line.n_words < _SHORT
        for match in pattern.finditer(line.plain)
    )
    return {full for full in found if is_name(fold(full))}


def _spelt_out(initials: str, lines: Sequence[Line]) -> set[str]:
    """Names that stand beside the initials in a key: `H.B. (Hilary Bostock)`, `J. K. T., John K. Tull`."""
    letters = "".join(c for c in fold(initials) if c.isupper())
    pattern = re.compile(
        rf"{re.escape(fold(initials).rstrip('.'))}\.?[\s,(=:-]+([A-Z][\w'.-]*{_SURNAMES[1:-1]})"
    )
    found = set()
    for line in lines:
        for match in pattern.finditer(line.folded):
            name = line.plain[match.start(1) : match.end(1)].strip(" .,")
            if "".join(re.findall(r"(?<![^\W_])[A-Z]|(?<=')[A-Z]", fold(name))) == letters:
                found.add(name)
    return found
