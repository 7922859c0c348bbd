"""Sentence boundaries by rule, for reviews: abbreviations, initials, headlines, credits, lists, wrapped
lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

# spaCy itself loads this module, through the entry point; nothing else of rocket imports it at start-up.
from spacy.language import Language

from rocket_cli.nlp.abbreviations import (
    CALENDAR,
    ENDING_OR_NOT,
    INTRODUCING,
    NUMBERING,
    OPENING,
    SPEAKING,
    TRAILING,
)
from rocket_cli.nlp.lines import continued_lines

if TYPE_CHECKING:
    from spacy.tokens import Doc

_STOPS = frozenset(".!?…。！？")
_EXCLAMATIONS = frozenset("!?！？")
_QUOTES = frozenset("\"'”’»")
_CLOSERS = _QUOTES | frozenset(")]}*_")
_OPENERS = frozenset("\"'“‘«([{–—-*_•·")
_ACRONYM = re.compile(r"\w(\.\w)+")
# Flags of a token; plain integers, since the whole text runs through them.
SPACE, BREAK, STOP, DOTTED, CLOSER, OPENER, CAPITALISED, LOWER = (1 << bit for bit in range(8))
# Below this share of capitalised words a text is written all in lower case, and its sentences begin so too.
MIN_CAPITALISED_RATIO = 0.02
# How far to look for the verb in "“Who is it?” asks Lexi", and for the word behind quotes and brackets.
N_TOKENS_AHEAD = 4
# What tokens look like is remembered up to here (some 10 MB), then forgotten.
MAX_REMEMBERED = 100_000


@Language.factory("review_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_review_sentences(nlp: Language, name: str) -> ReviewSentences:
    """The component `review_sentences`; it has no settings."""
    return ReviewSentences(name)


class ReviewSentences:
    """Sets `token.is_sent_start` for every token of a Doc; white space belongs to the sentence before it.

    A sentence ends at a paragraph break (an empty line), at a line break that is not within wrapped prose
    (see `lines.continued_lines`), and after `.`, `!`, `?` or `…` with what closes there (quotes, brackets),
    unless an abbreviation, an initial, the number of a list or a lower-case word after it tells otherwise.
    """

    def __init__(self, name: str = "review_sentences") -> None:
        self.name = name
        self._remembered: dict[int, tuple[int, str]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """`doc`, with its sentence starts set."""
        import numpy as np

        if len(doc):
            starts = np.full(len(doc), -1, dtype=np.int64)
            starts[sorted(self._find_starts(doc))] = 1
            doc.from_array(["SENT_START"], starts.astype(np.uint64))  # type: ignore[arg-type]
        return doc

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Nothing: the rules are code."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> ReviewSentences:
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Nothing: the rules are code."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> ReviewSentences:
        return self

    def _find_starts(self, doc: Doc) -> set[int]:
        """The indexes of the tokens that begin a sentence."""
        orths: list[int] = doc.to_array("ORTH").tolist()
        remembered = self._remembered
        known = list(map(remembered.get, orths))
        if None in known:
            if len(remembered) > MAX_REMEMBERED:
                remembered.clear()
            strings = doc.vocab.strings
            for orth in set(orths).difference(remembered):
                remembered[orth] = _look(strings[orth]), strings[orth]
            known = list(map(remembered.get, orths))
        looks, texts = zip(*known, strict=True)
        tokens = _Tokens(looks, texts, doc.to_array("SPACY").tolist())
        return {0, *tokens.starts_after_breaks(), *tokens.starts_after_stops()}


class _Tokens:
    """The tokens of one Doc as plain sequences: flags, text, and whether a space follows."""

    def __init__(self, looks: Sequence[int], texts: Sequence[str], spaces: Sequence[int]) -> None:
        self.looks = looks
        self.texts = texts
        self.spaces = spaces
        self._flags = bytes(looks)

    @cached_property
    def is_lower_case_style(self) -> bool:
        """Whether the text is written without capitals, so that its sentences begin in lower case."""
        n_by_look = Counter(self._flags)
        n_lower = sum(n for look, n in n_by_look.items() if look & LOWER)
        n_capitalised = sum(n for look, n in n_by_look.items() if look & CAPITALISED)
        return n_capitalised < MIN_CAPITALISED_RATIO * (n_lower + n_capitalised)

    def starts_after_breaks(self) -> Iterator[int]:
        """The first token of every line that does not continue the one before."""
        breaks = [match.start() for match in _with_flag(BREAK).finditer(self._flags)]
        n_lines = [self.texts[index].count("\n") for index in breaks]
        continued = self._continued_lines() if 1 in n_lines else [False] * (sum(n_lines) + 1)
        number = 0
        first_word = self._skip_space(-1)
        for index, n in zip(breaks, n_lines, strict=True):
            following = self._skip_space(index)
            if first_word < following < len(self.looks) and (n > 1 or not continued[number]):
                yield following
            number += n

    def _continued_lines(self) -> list[bool]:
        pieces = [f"{text} " if space else text for text, space in zip(self.texts, self.spaces, strict=True)]
        return continued_lines([line.strip() for line in "".join(pieces).split("\n")])

    def starts_after_stops(self) -> Iterator[int]:
        """The first token after every stop that ends a sentence."""
        for match in _with_flag(STOP | DOTTED).finditer(self._flags):
            stop = match.start()
            closed = self._skip_closers(stop)
            following = self._skip_space(closed)
            if following < len(self.looks) and self._ends(stop, closed, following):
                yield following

    def _skip_space(self, index: int) -> int:
        """The index of the next token that is not white space."""
        index += 1
        while index < len(self.looks) and self.looks[index] & SPACE:
            index += 1
        return index

    def _skip_closers(self, index: int) -> int:
        """The index of the last of the stops, quotes and brackets that stand at the stop unspaced."""
        last = len(self.looks) - 1
        while index < last and not self.spaces[index] and self.looks[index + 1] & (STOP | CLOSER):
            index += 1
        return index

    def _ends(self, stop: int, closed: int, following: int) -> bool:
        """Whether the stop at `stop`, closed at `closed`, ends a sentence, so that `following` begins one."""
        if self.looks[following] & STOP:
            return self._is_leading_ellipsis(stop, following)
        if following == closed + 1 and not self.spaces[closed]:
            return self._is_glued_end(stop, closed, following)
        if self._is_year_in_brackets(following):
            return False
        word_ahead = self._word_ahead(following)
        is_lower = self.looks[word_ahead] & LOWER != 0
        printed = "".join(self.texts[stop : closed + 1])
        if not _EXCLAMATIONS.isdisjoint(printed):
            is_quoted = not _QUOTES.isdisjoint(printed)
            if is_lower:
                return self.is_lower_case_style and not is_quoted
            return not (is_quoted and self._is_reported(word_ahead))
        if is_lower and closed > stop:
            return self.is_lower_case_style
        if "…" in printed or ".." in printed or self._follows_stop(stop):
            return not is_lower
        return self._full_stop_ends(stop, word_ahead)

    def _follows_stop(self, stop: int) -> bool:
        """Whether this is one of several stops, as in ". . ."."""
        return stop > 0 and self.looks[stop] & self.looks[stop - 1] & STOP != 0

    def _is_leading_ellipsis(self, stop: int, following: int) -> bool:
        """ "It ended. …Then it began": the dots belong to the next word. Dots with a space between go on:
        ". . .".
        """
        is_ellipsis = self.texts[following].startswith(("..", "…"))
        return is_ellipsis and not self.spaces[following] and not self._follows_stop(stop)

    def _is_year_in_brackets(self, following: int) -> bool:
        """ "Mamma Mia! (2008)": the stop is the title's."""
        if self.texts[following] != "(":
            return False
        year, bracket = (*self.texts[following + 1 : following + 3], "", "")[:2]
        return bracket == ")" and year.isdigit() and len(year) == len("2008")

    def _is_glued_end(self, stop: int, closed: int, following: int) -> bool:
        """ "…the end.Then he…": a space was lost between a word and a capitalised one."""
        return (
            stop == closed
            and stop > 0
            and (self.texts[stop] in {".", "!", "?"} or self._opens(following))
            and self.looks[stop - 1] & LOWER != 0
            and self.looks[following] & CAPITALISED != 0
            and len(self.texts[following]) > 1
        )

    def _word_ahead(self, index: int) -> int:
        """The index of the first word from `index` on, past opening quotes, brackets and dashes."""
        for candidate in range(index, min(index + N_TOKENS_AHEAD, len(self.looks))):
            if not self.looks[candidate] & (OPENER | SPACE):
                return candidate
        return index

    def _is_reported(self, word_ahead: int) -> bool:
        return any(text in SPEAKING for text in self.texts[word_ahead : word_ahead + N_TOKENS_AHEAD])

    def _full_stop_ends(self, stop: int, word_ahead: int) -> bool:
        """Whether a single full stop, after a word that may be an abbreviation, ends the sentence."""
        before = stop if self.looks[stop] & DOTTED else stop - 1
        if before < 0:
            return False
        printed = self.texts[before].rstrip(".")
        word = printed.lower()
        ahead = self.texts[word_ahead]
        opens = self._opens(word_ahead)
        if self._is_list_number(before) or word in INTRODUCING:
            return False
        if word in NUMBERING or (word in CALENDAR and printed != word):
            return not ahead[0].isdigit()
        if word in TRAILING:
            return not self.looks[word_ahead] & LOWER
        if len(word) == 1 and word.isalpha():
            return self._letter_ends(before, printed, opens)
        if word in ENDING_OR_NOT or _ACRONYM.fullmatch(word):
            return opens
        return True

    def _opens(self, index: int) -> bool:
        """Whether the word is one that often begins a sentence, and is capitalised."""
        return self.looks[index] & CAPITALISED != 0 and self.texts[index].lower() in OPENING

    def _letter_ends(self, before: int, printed: str, opens: bool) -> bool:
        """Initials ("J. K.", "b. 1971") do not end a sentence; "so do I." and "plan B." do."""
        if printed == "I" and before > 0 and self.looks[before - 1] & LOWER:
            return True
        return opens and printed.isupper()

    def _is_list_number(self, before: int) -> bool:
        """Whether the word is a number at the head of its line: "3. Tangerine"."""
        at_head = before == 0 or self.looks[before - 1] & BREAK != 0
        return at_head and self.texts[before].rstrip(".").isdigit() and len(self.texts[before]) <= len("100.")


def _look(text: str) -> int:
    """The flags of a token."""
    if text.isspace():
        return SPACE | (BREAK if "\n" in text else 0)
    if _STOPS.issuperset(text):
        return STOP
    look = 0
    if _CLOSERS.issuperset(text):
        look |= CLOSER
    if _OPENERS.issuperset(text):
        look |= OPENER
    if text[-1] == "." and any(map(str.isalnum, text)):
        look |= DOTTED
    if text[0].isupper():
        look |= CAPITALISED
    elif text[0].islower():
        look |= LOWER
    return look


@cache
def _with_flag(flags: int) -> re.Pattern[bytes]:
    """Finds the tokens with any of `flags`, among the flags of all tokens as bytes: much faster than a
    loop.
    """
    return re.compile(b"[" + b"".join(b"\\x%02x" % look for look in range(256) if look & flags) + b"]")
