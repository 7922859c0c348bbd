"""What the readers of the formats hand on: text with what was said about it outside the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

# Names that content systems put where a person's name belongs.
_NOBODY_NAMES = "admin administrator author editor guest none root unknown user webmaster wordpress"
_NOBODY = frozenset(_NOBODY_NAMES.split())
_MOST_NAME_CHARACTERS = 80  # longer is a sentence that landed in the wrong field
_YEAR = re.compile(r"(?:18|19|20)\d\d(?:\.0+)?")  # "2021.0" is what spreadsheets make of 2021


class Given(Struct, frozen=True):
    """Facts that came beside the text: columns, front matter, a page's metadata."""

    title: str | None = None
    reviewer: str | None = None
    outlet: str | None = None
    film: str | None = None
    year: int | None = None
    rating: str | None = None


class Piece(Struct, frozen=True):
    """The text of one file or row, not yet mended.

    `declared` says that a person wrote the facts down (columns, front matter): they overrule what the text
    seems to say. A page's metadata only help where the text is silent. `row` counts from 1 in files of many.
    `aside` has the numbers (from 0) of lines that the page's markup calls something else, and what.
    """

    text: str
    given: Given = Given()
    declared: bool = False
    row: int | None = None
    aside: tuple[tuple[int, str], ...] = ()
    warnings: tuple[str, ...] = ()


def one_line(value: Any) -> str | None:
    """`value` as one line of text; None for what is empty or no plain value. Lists are joined with "and"."""
    if isinstance(value, (list, tuple)):
        names = [name for name in map(one_line, value) if name]
        return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names) or None
    if isinstance(value, Mapping):
        return one_line(value.get("name"))
    if value is None or isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return " ".join(str(value).split()) or None


def person(value: Any) -> str | None:
    """`value` as the name of whoever wrote the review; None for addresses and for "admin" and its like."""
    name = one_line(value)
    if name is None or len(name) > _MOST_NAME_CHARACTERS or "@" in name or "://" in name:
        return None
    name = re.sub(r"(?i)^(?:written |words |review(?:ed)? )?by\b:?\s+", "", name)
    return None if name.casefold() in _NOBODY else name


def year(value: Any) -> int | None:
    """`value` as a year of the cinema's age (1800-2099), None where it is none."""
    text = one_line(value)
    return int(text[:4]) if text and _YEAR.fullmatch(text) else None
