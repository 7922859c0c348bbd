"""textstat's counts of a text, all in one pass.

Each of textstat's formulas cuts the text into words anew, strips their punctuation, and asks for the
syllables of every one; ten formulas took a fifth of the time of a run. Here every different word is asked
about once, by textstat's own means, and is remembered. Tests hold each count, and each score that rests on
them, to what textstat gives for the whole text, to the last digit.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from msgspec import Struct

from rocket_cli.analysis.syllables import syllable_mapping, use_offline_syllables
from rocket_cli.nlp.chapters import chapter_borders

LANG = "en_US"  # textstat's own default
# Linsear Write grades the first words of a text.
N_LINSEAR_WORDS = 100
# A book is cut up so many characters at a time, so that its words are never all in memory. It is cut at white
# space, which none of the expressions on words looks across.
PIECE = 500_000
# What textstat holds for a polysyllable; and below so many words a sentence does not count.
POLYSYLLABLE, SHORTEST_SENTENCE = 3, 3
# Words are remembered up to here (some 15 MB), then forgotten.
MAX_REMEMBERED = 100_000

# textstat's own expressions. Only an apostrophe before t, s, d, ve, ll or re belongs to its word.
_STRAY_APOSTROPHE = re.compile(r"'(?![tsd]|ve|ll|re)")
_MARK = re.compile(r"[^\w\s']")
_NOT_LETTER = re.compile(r"\W+")
_CHUNK = re.compile(r"\S+")
_SENTENCE = re.compile(r"\b[^.!?]+[.!?]*")
# What stands between spaces and has a letter or digit; apostrophes alone may be a word to textstat too.
_WORDY = re.compile(r"\w\S*")


class Wording(Struct, frozen=True):
    """What the formulas rest on. `n_letters` counts letters and digits, `n_characters` all but spaces,
    `n_chunks` what stands between spaces. `n_hard` words have three syllables or more and `n_unfamiliar` any
    number, and neither are on the Dale-Chall list of easy words. `linsear` are the easy and hard words
    among the first hundred, and their sentences."""

    n_words: int
    n_sentences: int
    n_syllables: int
    n_polysyllables: int
    n_letters: int
    n_characters: int
    n_chunks: int
    n_hard: int
    n_unfamiliar: int
    linsear: tuple[int, int, int]


class _Known(Struct, frozen=True, gc=False):
    """One word. textstat counts the syllables of a text and those of a word alone in two ways, which differ
    where the word has apostrophes."""

    n_syllables: int
    n_syllables_alone: int
    is_hard: bool
    is_unfamiliar: bool


_remembered: dict[str, _Known] = {}


def count_wording(text: str) -> Wording | None:
    """textstat's counts of `text`, None where it holds no word."""
    use_offline_syllables()
    counted: Counter[str] = Counter()
    n_letters = n_characters = n_chunks = 0
    for start, end in chapter_borders(text, PIECE):
        piece = text[start:end]
        counted.update(_words(piece))
        n_letters += len(_NOT_LETTER.sub("", piece))
        chunks = piece.split()
        n_characters += sum(map(len, chunks))
        n_chunks += len(chunks)
    if not counted:
        return None
    known = [(_look_up(word), n) for word, n in counted.items()]
    return Wording(
        n_words=counted.total(),
        n_sentences=count_sentences(text),
        n_syllables=sum(n * word.n_syllables for word, n in known),
        n_polysyllables=sum(n for word, n in known if word.n_syllables_alone >= POLYSYLLABLE),
        n_letters=n_letters,
        n_characters=n_characters,
        n_chunks=n_chunks,
        n_hard=sum(n for word, n in known if word.is_hard),
        n_unfamiliar=sum(n for word, n in known if word.is_unfamiliar),
        linsear=_linsear(text, n_chunks),
    )


def count_sentences(text: str) -> int:
    """textstat's sentences: what ends in `.`, `!` or `?` and has three words or more; 1 where none has."""
    if not text:
        return 0
    return max(1, sum(_is_sentence(found[0]) for found in _SENTENCE.finditer(text)))


def _is_sentence(text: str) -> bool:
    if len(_WORDY.findall(text)) >= SHORTEST_SENTENCE:
        return True
    return "'" in text and len(_words(text)) >= SHORTEST_SENTENCE


def _words(text: str) -> list[str]:
    return _stripped(text).split()


def _stripped(text: str) -> str:
    return _MARK.sub("", _STRAY_APOSTROPHE.sub("", text))


def _linsear(text: str, n_chunks: int) -> tuple[int, int, int]:
    if n_chunks <= N_LINSEAR_WORDS:
        chunks = text.split()
        words = _words(text)
    else:
        chunks, words = [], []
        for found in _CHUNK.finditer(text):
            chunks.append(found[0])
            word = found[0] if found[0].isalnum() else _stripped(found[0])
            if word:
                words.append(word)
            if len(words) == N_LINSEAR_WORDS:
                break
    syllables = [_look_up(word).n_syllables_alone for word in words]
    n_hard = sum(n >= POLYSYLLABLE for n in syllables)
    n_easy = sum(n > 0 for n in syllables) - n_hard
    return n_easy, n_hard, count_sentences(" ".join(chunks))


def _look_up(word: str) -> _Known:
    known = _remembered.get(word)
    if known is None:
        if len(_remembered) > MAX_REMEMBERED:
            _remembered.clear()
        known = _remembered[word] = _ask_textstat(word)
    return known


def _ask_textstat(word: str) -> _Known:
    from textstat.backend.counts import count_syllables
    from textstat.backend.validations import is_difficult_word

    lower = word.lower()
    n_syllables = _syllables_of(lower)
    if word.isascii() and word.isalnum():  # nothing that textstat would strip: one count for all
        is_unfamiliar = lower not in _easy_words()
        is_hard = is_unfamiliar and n_syllables >= _hard_from()
        return _Known(n_syllables, n_syllables, is_hard, is_unfamiliar)
    return _Known(
        n_syllables,
        count_syllables(word, LANG),
        is_difficult_word(word, _hard_from(), LANG),
        is_difficult_word(word, 0, LANG),
    )


def _syllables_of(lower: str) -> int:
    """Of a word in lower case, as it stands: what the dictionary says, else one more than its hyphens."""
    found = syllable_mapping().get(lower)
    return len(found[0]) if found else len(_hyphenation().positions(lower)) + 1


@cache
def _hyphenation():  # type: ignore[no-untyped-def]  # a pyphen.Pyphen, which has no types
    from textstat.backend.utils._get_pyphen import get_pyphen

    return get_pyphen(LANG)


@cache
def _easy_words() -> frozenset[str]:
    from textstat.backend.utils._get_lang_easy_words import get_lang_easy_words

    return frozenset(get_lang_easy_words(LANG))


@cache
def _hard_from() -> int:
    from textstat.backend.utils._get_lang_cfg import get_lang_cfg

    return int(get_lang_cfg(LANG, "syllable_threshold"))
