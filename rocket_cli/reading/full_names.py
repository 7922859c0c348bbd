"""Who is meant by a first name, by initials, or by the note on the author: the full name the page gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rocket_cli.reading.caseless import caseless, lower
from rocket_cli.reading.lines import Line, find_whole, fold
from rocket_cli.reading.names import INITIALS, is_name

# A stop belongs to a name after an initial; after a word it ends the sentence.
_SURNAMES = re.compile(r"(?: [A-ZÀ-Þ](?:[\w'’-]+|\.)){1,3}")
_LONGEST_BIO = 60  # words; longer is an article
_SHORT = 40  # words of a line in which somebody's full name is given in passing
_MOST_TEXT = 60_000  # characters in which full names are looked for
_BIO = caseless(
    r"""^(?:(?:about\sthe\s(?:author|writer|critic)|sobre\s(?:el\sautor|la\sautora)|à\spropos\sde\sl'auteure?
      |über\s(?:den\sautor|die\sautorin))\s?:?\s)?(?P<who>[^,.:|(]{3,40}?)(?:\s\([a-z]{2,4}/[a-z/]{2,9}\))?,?\s(?:
      (?:is|was)\s(?:an?|the|our|one|(?:\w+\s){1,3}an?)\s.{0,80}?\b(?:critic|writer|reviewer|journalist|editor
        |contributor|blogger|columnist|author|poet|novelist|programmer|essayist|reporter|translator
        |correspondent)\b
      | (?:writes|reviews|blogs|covers|has\swritten)\s(?:about|on|for|(?:\w+\s)?films?|movies?)\b
      | has\s(?:written|reviewed|been\s(?:writing|reviewing))\b
      | (?:has\s)?(?:lives?|grew\sup|studied|teaches)\s(?:in|at|film|english)\b
      | nació\b | escribe\b | écrit\b | schreibt\b | scrive\b)""",
    re.VERBOSE,
)


def short_text(lines: Sequence[Line]) -> str:
    """The short lines of a page, where full names are looked for; no more than so much of a long page."""
    return "\n".join(line.plain for line in lines if line.n_words < _SHORT)[:_MOST_TEXT]


def full_name(name: str, short: str) -> str:
    """`name` as the page's `short_text` has it in full, where it gives exactly one that fits: a first name
    with its surname, initials with what they stand for. Else `name`."""
    if INITIALS.fullmatch(fold(name) + ("" if name.endswith(".") else ".")):
        known = _spelt_out(name, short)
    elif name[:1].isupper() and "." not in name and len(name.split()) <= 2 and not is_name(fold(name)):
        known = _surnamed(name, short)
    else:
        return name
    return known.pop() if len(known) == 1 else name


def bio_match(line: Line) -> re.Match[str] | None:
    """How a line introduces somebody who writes, `who` being their name as it stands there, or None."""
    return _BIO.match(lower(line.folded[:200])) if 3 < line.n_words <= _LONGEST_BIO else None


def _surnamed(name: str, short: str) -> set[str]:
    if f"{name} " not in short:
        return set()
    surnames = (_SURNAMES.match(short, at + len(name)) for at in find_whole(name, short))
    found = (f"{name}{match.group()}".strip(" .") for match in surnames if match)
    return {full for full in found if is_name(fold(full))}


def _spelt_out(initials: str, short: str) -> set[str]:
    """Names that stand beside the initials in a key: `H.B. (Hilary Bostock)`, `J. K. T., John K. Tull`."""
    letters = "".join(c for c in fold(initials) if c.isupper())
    pattern = re.compile(
        rf"{re.escape(fold(initials).rstrip('.'))}\.?[\s,(=:-]+([A-Z][\w'.-]*{_SURNAMES.pattern})"
    )
    found = set()
    folded = fold(short)
    for match in pattern.finditer(folded):
        name = short[match.start(1) : match.end(1)].strip(" .,")
        if "".join(re.findall(r"(?<![^\W_])[A-Z]|(?<=')[A-Z]", fold(name))) == letters:
            found.add(name)
    return found
