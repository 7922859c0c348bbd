"""Countries as credit lines print them, and the way a country, or several, stands on such a line."""

from __future__ import annotations

import re
from functools import lru_cache

from rocket_cli.reading.vocabulary import vocabulary


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
