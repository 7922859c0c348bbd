"""Whether the words of a name are everyday words, first names, or neither."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from rocket_cli.reading.lines import FUNCTION_WORDS
from rocket_cli.reading.names import NOT_NAMES
from rocket_cli.reading.vocabulary import vocabulary


def word_set(words: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(words.split())


# Words of the names of things that reviews seldom have in lower case.
_THINGS = word_set(
    "calendar library repertory gallery museum archive archives centre center council company studios "
    "entertainment english international online network guide digest society project productions "
    "thumbs quarterly gazette cinematheque street avenue road lane"
)
_DATES = word_set("jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun")
_JOINING = frozenset(
    {"and", "the", "von", "van", "del", "und", "de", "la", "le", "di", "da", "do", "du", "el", "y"}
)


def commonness(key: str) -> str:
    """How many words of a name are everyday words."""
    words = [word for word in key.split() if len(word) > 1 and word not in _JOINING]
    n_common = sum(word in common_words() for word in words)
    if n_common:
        return "all" if n_common == len(words) else "some"
    return "first-name" if not first_names().isdisjoint(words[:2]) else "none"


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Words that are hardly ever names: of page furniture, and those which reviews often have in lower case
    (models/scripts/count_words)."""
    counted = (files("rocket_cli.reading") / "common_words.txt").read_text(encoding="utf-8").split()
    furniture = (cue.words for cue in vocabulary().cues.values())
    countries = " ".join(vocabulary().countries).lower().split()
    return (
        frozenset(counted).union(_DATES, _THINGS, NOT_NAMES, FUNCTION_WORDS, countries, *furniture) - _JOINING
    )


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """Common first names in lower case (models/scripts/count_words)."""
    return frozenset((files("rocket_cli.reading") / "first_names.txt").read_text(encoding="utf-8").split())
