"""What a misspelt word was probably meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A part of a name ("flesch" of flesch_reading_ease) is short, so that more of it must be right.
NEAR_PART = 0.75


def closest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that `word` is most likely a misspelling or the start of, None where none is near."""
    from difflib import get_close_matches

    choices = list(choices)
    close = get_close_matches(word.lower(), choices, n=1, cutoff=0.6)
    if close:
        return close[0]
    starts = [choice for choice in choices if word and choice.startswith(word.lower())]
    if len(starts) == 1:
        return starts[0]
    parts = {part: choice for choice in reversed(choices) for part in re.split(r"[_\s]+", choice)}
    near = get_close_matches(word.lower(), list(parts), n=1, cutoff=NEAR_PART)
    return parts[near[0]] if near else None


def hint_for(word: str, choices: Iterable[str], *, plural: str) -> str:
    """What to try in place of `word`: the nearest choice, else the list of all `plural`."""
    choices = list(choices)
    near = closest(word, choices)
    return f"did you mean {near}?" if near else f"the {plural} are {', '.join(choices)}"
