"""Countries as credit lines print them, and the way a country, or several, stands on such a line."""

from __future__ import annotations

import re
from functools import lru_cache

from rocket_cli.reading.vocabulary import vocabulary

_BARE_YEAR_NEXT = re.compile(r"[\s,|]*(?:18|19|20)\d\d\b")
_YEAR_NEXT = re.compile(r"[\s,.(|]*(?:18|19|20)\d\d\b")


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """Names of countries, past ones and those in other languages included, in lower case."""
    return frozenset(name.lower() for name in vocabulary().countries)


@lru_cache(maxsize=1)
def country_list() -> re.Pattern[str]:
    """One country or several parted by `/`, comma, `&`, dash: `Germany/France`, `Kenya, South Africa`."""
    longest_first = sorted(vocabulary().countries, key=len, reverse=True)
    one = rf"(?:{'|'.join(re.escape(name) for name in longest_first)})"
    return re.compile(rf"(?<![\w.])({one}(?:\s?(?:/|,|&|\+|-|·|and)\s?{one})*)(?!\w)")


def country_before_year(folded: str) -> re.Match[str] | None:
    """The first country, or several, on a line if a year follows: `South Africa/UK 2005`, `Italy, 1952`."""
    place = country_list().search(folded)
    return place if place and _YEAR_NEXT.match(folded, place.end()) else None


def is_country_and_year(folded: str) -> bool:
    """Whether a line begins with a country and a year without brackets (`Germany 2019`): facts, no title."""
    place = country_list().match(folded)
    return bool(place and _BARE_YEAR_NEXT.match(folded, place.end()))
