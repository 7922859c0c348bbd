"""Name lists as features: which tokens could be part of a known title, person or place.

A list helps the tagger and never decides: "It", "Her" and "Nice" are in the lists, so a match only sets
bits that the network weighs against everything else it sees.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

# One bit a feature; the order is part of the trained weights.
FILM_BEGIN, FILM_INSIDE, FILM_SINGLE = 1, 2, 4
GIVEN_NAME, SURNAME = 8, 16
PERSON_BEGIN, PERSON_INSIDE = 32, 64
PLACE_BEGIN, PLACE_INSIDE = 128, 256
N_NAME_FEATURES = 9

SECTIONS = ("films", "people", "places", "given_names", "surnames")
# Longer titles exist (Dr. Strangelove's has 15 words) but their first ten tokens already tell them.
MAX_TOKENS = 10


class NameLists:
    """Titles, people and places by their lower-cased tokens.

    `sections` maps each of SECTIONS to lower-cased names, tokens joined by one space.
    """

    def __init__(self, sections: dict[str, list[str]]) -> None:
        self.sections = {name: sections.get(name, []) for name in SECTIONS}
        self._single: dict[str, int] = {}
        self._phrases: dict[str, int] = {}
        self._longest: dict[str, int] = {}
        for name in self.sections["given_names"]:
            self._single[name] = self._single.get(name, 0) | GIVEN_NAME
        for name in self.sections["surnames"]:
            self._single[name] = self._single.get(name, 0) | SURNAME
        self._add_phrases(self.sections["films"], FILM_BEGIN, FILM_SINGLE)
        self._add_phrases(self.sections["people"], PERSON_BEGIN, 0)
        self._add_phrases(self.sections["places"], PLACE_BEGIN, PLACE_BEGIN)

    def _add_phrases(self, phrases: Iterable[str], begin: int, single: int) -> None:
        for phrase in phrases:
            space = phrase.find(" ")
            if space < 0:
                if single:
                    self._single[phrase] = self._single.get(phrase, 0) | single
                continue
            first = phrase[:space]
            n_tokens = phrase.count(" ") + 1
            self._phrases[phrase] = self._phrases.get(phrase, 0) | begin
            if n_tokens > self._longest.get(first, 0):
                self._longest[first] = n_tokens

    def mark(self, lowered: Sequence[str], capital: Sequence[bool]) -> list[int]:
        """Feature bits of each token, given its lower-cased text and whether it starts with a capital.

        Single tokens match only with a capital (else "it" would be a film everywhere); phrases match in
        any case, the longest one first, separately for films, people and places.
        """
        single, phrases = self._single, self._phrases
        bits = [single.get(word, 0) if may_be else 0 for word, may_be in zip(lowered, capital, strict=True)]
        for i, reach in enumerate(map(self._longest.get, lowered)):
            if reach is None:
                continue
            done = 0
            phrase = lowered[i]
            matches: list[tuple[int, int]] = []
            for j, word in enumerate(lowered[i + 1 : i + reach], i + 2):
                phrase = f"{phrase} {word}"
                begin = phrases.get(phrase)
                if begin:
                    matches.append((begin, j))
            for begin, end in reversed(matches):
                new = begin & ~done
                if new:
                    done |= begin
                    bits[i] |= new
                    for k in range(i + 1, end):
                        bits[k] |= new << 1
        return bits

    def to_bytes(self) -> bytes:
        """All lists, compressed."""
        blocks = ["\n".join([f"#{name}", *self.sections[name]]) for name in SECTIONS]
        return zlib.compress("\n".join(blocks).encode("utf-8"), 9)

    @classmethod
    def from_bytes(cls, data: bytes) -> NameLists:
        """The lists that `to_bytes` wrote."""
        sections: dict[str, list[str]] = {}
        for block in ("\n" + zlib.decompress(data).decode("utf-8")).split("\n#")[1:]:
            name, *entries = block.split("\n")
            sections[name] = entries
        return cls(sections)

    @classmethod
    def from_path(cls, path: Path) -> NameLists:
        """The lists stored at `path`."""
        return cls.from_bytes(path.read_bytes())
