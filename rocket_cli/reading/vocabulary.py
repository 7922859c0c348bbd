"""Words and phrases that reading rests on, kept as data (vocabulary.json): cues of furniture, labels, names.

Written from general knowledge of how blogs, newspapers, portals, festivals and shops print their pages, in
English with the commonest German, French, Italian and Spanish labels. None names a site.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import msgspec
from msgspec import Struct


class Cue(Struct, frozen=True):
    """One purpose of furniture: its reason in plain words, regular expressions that a line of it begins with,
    and single words that it holds."""

    reason: str
    begins: tuple[str, ...]
    words: frozenset[str]


class Vocabulary(Struct, frozen=True):
    """Everything in vocabulary.json. Words are in lower case; countries as they are printed."""

    cues: dict[str, Cue]
    function_words: frozenset[str]
    name_particles: frozenset[str]
    not_names: frozenset[str]
    small_title_words: frozenset[str]
    sentence_openers: frozenset[str]
    never_titles: frozenset[str]
    small_outlet_words: frozenset[str]
    countries: tuple[str, ...]
    credit_labels: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with rocket."""
    data = (files("rocket_cli.reading") / "vocabulary.json").read_bytes()
    return msgspec.json.decode(data, type=Vocabulary)
