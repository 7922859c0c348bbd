"""Patterns that ignore case, matched in lower case: with `re.IGNORECASE` Python's engine tries every
alternative letter by letter, which takes two to four times as long."""

from __future__ import annotations

import re

# What must stay as it is in a pattern that is put into lower case: escapes (`\S` is not `\s`), `(?P<...>`.
_KEPT_OR_LETTER = re.compile(r"\\.|\(\?P|[^\W\d_]")


def caseless(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """`pattern` for text that `lower` has put into lower case. A class such as `[A-Z]` means any letter."""
    return re.compile(_KEPT_OR_LETTER.sub(_lower_letter, pattern), flags)


def lower(text: str) -> str:
    """`text` in lower case, character for character, so that a span in one is the same span in the other."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)  # İ is two characters in lower case


def _lower_letter(match: re.Match[str]) -> str:
    return match.group() if len(match.group()) > 1 else match.group().lower()
