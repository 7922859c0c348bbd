"""Sentence boundaries by rule, for reviews: abbreviations, initials, headlines, credits, lists and wrapped lines."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntFlag
from pathlib import Path
from typing import TYPE_CHECKING, Any

# spaCy itself loads this module, through the entry point; nothing else of rocket imports it at start-up.
from spacy.language import Language

from rocket_cli.nlp.abbreviations import ENDING_OR_NOT, INTRODUCING, NUMBERING, OPENING, SPEAKING
from rocket_cli.nlp.lines import continued_lines

if TYPE_CHECKING:
    from spacy.tokens import Doc

STOPS = frozenset(".!?…。！？")
CLOSERS = frozenset("\"'”’»)]}*_")
OPENERS = frozenset("\"'“‘«([{–—-*_•·")
QUOTES = frozenset("\"'”’»")
# Below this share of capitalised words a text is written all in lower case, and its sentences begin so too.
MAX_LOWER_CASE_STYLE_RATIO = 0.02
# The cache of what tokens look like is emptied at this size, some 20 MB.
MAX_CACHED_TOKENS = 100_000


class Look(IntFlag):
    """What the loop needs to know of a token."""

    WORD = 0
    SPACE = 1
    BREAK = 2  # white space with a line break in it
    STOP = 4  # nothing but . ! ? …
    CLOSER = 8
    DOTTED = 16  # a word that ends in a full stop: "Mr.", "U.S.A.", "J."
    CAPITALISED = 32
    LOWER = 64


@Language.factory("review_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_review_sentences(nlp: Language, name: str) -> ReviewSentences:
    """The component `review_sentences`; it has no settings."""
    return ReviewSentences(name)


class ReviewSentences:
    """Sets `token.is_sent_start` on every token of a Doc. White space belongs to the sentence before it.

    A sentence ends
    - at a paragraph break (an empty line), and at a line break that does not fall within wrapped prose;
    - after `.`, `!`, `?` or `…` and what closes there (quotes, brackets), unless an abbreviation, an initial, a list number
      or a following word in lower case says otherwise.
    """

    def __init__(self, name: str = "review_sentences") -> None:
        self.name = name
        self._looks: dict[int, Look] = {}

    def __call__(self, doc: Doc) -> Doc:
        import numpy as np

        if len(doc):
            starts = np.full(len(doc), -1, dtype="int32")
            starts[list(self.find_starts(doc))] = 1
            doc.from_array(["SENT_START"], starts.astype("uint64"))
        return doc

    # The rules are code: there is nothing to store.
    def to_bytes(self, **kwargs: Any) -> bytes:
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> ReviewSentences:
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        return None

    def from_disk(self, path: str | Path, **kwargs: Any) -> ReviewSentences:
        return self
