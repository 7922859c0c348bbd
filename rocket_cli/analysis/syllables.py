"""Syllables of English words, offline: the CMU Pronouncing Dictionary in a compact form, handed to textstat.

textstat (0.7.9 to 0.7.13) fetches NLTK's copy of the dictionary over the network at its first score, and
imports the whole of NLTK to do so. It needs far less: of the first pronunciation of a word it counts the
phones that end in a stress digit, one for each vowel. The file `rocket_cli/data/cmudict-syllables.bin`
holds that number for every word of the dictionary; `SyllableMapping` looks words up in it, and
`use_offline_syllables` makes it textstat's dictionary.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import resources
from types import ModuleType

from rocket_cli.errors import RocketError

DATA_FILE = "cmudict-syllables.bin"
# Words are searched within the words that share their first two letters: some 700 groups, of 2 kB as a rule.
N_GROUP_LETTERS = 2
# Words are remembered up to here (some 10 MB), then forgotten.
MOST_ASKED = 100_000
TEXTSTAT_LOOKUP_MODULE = "textstat.backend.utils._get_cmudict"


class SyllableMapping(Mapping[str, list[list[str]]]):
    """The dictionary as textstat wants it, `word -> [[phone, …]]`, but with one pronunciation a word and
    vowels only: `mapping[word][0]` has as many phones, each ending in a stress digit, as the word has
    syllables.

    `data` is what `pack` made. Nothing is parsed but the index of groups; a look-up searches one group.
    """

    def __init__(self, data: bytes) -> None:
        index, _, self._words = zlib.decompress(data).partition(b"\n\n")
        # Common words are asked for again and again, and textstat does not remember them.
        self._found: dict[str, list[list[str]]] = {}
        self._asked: dict[str, bool] = {}
        self._groups: dict[bytes, tuple[int, int]] = {}
        self._n_words = 0
        start = 0
        for line in index.split(b"\n"):
            group, n_bytes, n_words = line.split(b"\t")
            self._groups[group] = (start, start + int(n_bytes))
            self._n_words += int(n_words)
            start += int(n_bytes)

    def __getitem__(self, word: str) -> list[list[str]]:
        """The pronunciation of lower-case `word`; KeyError where the dictionary has none."""
        if word in self._found:
            return self._found[word]
        n_syllables = self._look_up(word)
        if n_syllables is None:
            raise KeyError(word)
        return self._found.setdefault(word, _phones(n_syllables))

    def _look_up(self, word: str) -> int | None:
        key = word.encode("utf-8", "surrogatepass")
        start, end = self._groups.get(key[:N_GROUP_LETTERS], (0, 0))
        found = self._words.find(b"\n" + key + b"\t", start, end)
        if found < 0:
            return None
        figure = found + len(key) + 2
        return int(self._words[figure : self._words.index(b"\n", figure)])

    def __contains__(self, word: object) -> bool:
        if word in self._found:
            return True
        return isinstance(word, str) and self._look_up(word) is not None

    def count_known(self, words: Iterable[str]) -> int:
        """How many of `words` the dictionary has. Their answers are remembered: common words come again."""
        asked = self._asked
        if len(asked) > MOST_ASKED:
            asked.clear()
        n_known = 0
        for word in words:
            known = asked.get(word)
            if known is None:
                known = asked[word] = word in self
            n_known += known
        return n_known

    def __iter__(self) -> Iterator[str]:
        for line in self._words.split(b"\n"):
            if line:
                yield line.partition(b"\t")[0].decode("utf-8")

    def __len__(self) -> int:
        return self._n_words


@lru_cache(maxsize=1)
def syllable_mapping() -> SyllableMapping:
    """The shipped dictionary, read once a process (about 5 ms)."""
    data = resources.files("rocket_cli").joinpath("data", DATA_FILE).read_bytes()
    return SyllableMapping(data)


def use_offline_syllables() -> None:
    """Make `syllable_mapping` the dictionary that textstat counts syllables with. Call before any score.

    Doing so twice does no harm. RocketError where this textstat keeps its dictionary elsewhere: better no
    figures than a silent download.
    """
    if "textstat" not in sys.modules:
        # textstat imports NLTK (0.3 s) in this one small module; with ours in its place NLTK is never loaded.
        sys.modules.setdefault(TEXTSTAT_LOOKUP_MODULE, _lookup_module())
    from textstat.backend.counts import _count_syllables

    if not hasattr(_count_syllables, "get_cmudict"):
        raise RocketError(
            "this textstat keeps its syllable dictionary where rocket cannot replace it",
            hint="pip install 'textstat>=0.7.9,<0.8'",
        )
    if _count_syllables.get_cmudict is not textstat_dictionary:
        _count_syllables.get_cmudict = textstat_dictionary
        # Counts that another dictionary gave before now.
        _count_syllables.count_syllables.cache_clear()


def textstat_dictionary(lang: str) -> SyllableMapping | None:
    """What textstat's `get_cmudict` promises: the dictionary where `lang` is English, None otherwise."""
    return syllable_mapping() if lang.partition("_")[0] == "en" else None


def parse_cmudict(lines: Iterable[str]) -> dict[str, list[list[str]]]:
    """The lines of a `cmudict.dict` as `word -> pronunciations`, in file order. `word(2)` is the second one
    of `word`; what follows a `#` is a comment."""
    pronunciations: dict[str, list[list[str]]] = {}
    for line in lines:
        entry, *phones = line.partition("#")[0].split()
        word = re.sub(r"\(\d+\)$", "", entry) if entry.endswith(")") else entry
        pronunciations.setdefault(word, []).append(phones)
    return pronunciations


def pack(lines: Iterable[str]) -> bytes:
    """The data file, from the lines of a `cmudict.dict`; the tests hold the shipped file to this function.

    Compressed: an index, one line `group, bytes, words` for each pair of first letters, an empty line, then
    for every word in order a line `word, syllables`; tabs stand between. Each group begins with the line
    break before its first word, so that a word is always found between two of them.
    """
    groups: dict[str, list[str]] = {}
    for word, pronunciations in sorted(parse_cmudict(lines).items()):
        n_syllables = sum(phone[-1].isdigit() for phone in pronunciations[0])
        groups.setdefault(word[:N_GROUP_LETTERS], []).append(f"\n{word}\t{n_syllables}")
    # The closing break belongs to the last group; in all others it is the first of the next.
    bodies = {group: "".join(words) for group, words in groups.items()}
    index = "\n".join(f"{group}\t{len(bodies[group])}\t{len(groups[group])}" for group in groups)
    return zlib.compress(f"{index}\n\n{''.join(bodies.values())}\n".encode("ascii"), 9)


@lru_cache(maxsize=32)
def _phones(n_syllables: int) -> list[list[str]]:
    """One pronunciation of so many vowels; which vowel and stress is of no concern to a count."""
    return [["AH0"] * n_syllables]


def _lookup_module() -> ModuleType:
    module = ModuleType(TEXTSTAT_LOOKUP_MODULE, "Stands for textstat's module, without NLTK.")
    module.get_cmudict = textstat_dictionary  # type: ignore[attr-defined]
    return module
