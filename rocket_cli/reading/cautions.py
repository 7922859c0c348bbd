"""Warnings about what was read: too short, not English, nothing of the reviewer's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rocket_cli.records import Block

OTHER_LANGUAGE = (
    "reads as another language than English: readability figures do not hold, names are less certain"
)
NO_BODY = "no text of a review found: every line looks like title, credits or page furniture"

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Readability formulas were fitted on passages of 100 words.
_LEAST_WORDS = 100
# Fewer words say nothing sure about the language.
_LEAST_WORDS_FOR_LANGUAGE = 30
# What a book is written in its first pages tell, at the latest those of so many words or characters.
_ENOUGH_WORDS, _SAMPLE = 20_000, 200_000
# Function words that no other large language of Latin script has among its commonest: no "in", "die", "on".
_FUNCTION_WORDS = """
the of and to is that it with as his this but he by from be are at not have an who her they which their
has for its it's what there you she we all about when would could into than been how if out up were had
him more one some these through those where while will your our my can or only just also after
"""
_ENGLISH = frozenset(_FUNCTION_WORDS.split())
# English prose has 30-50 % of these words, other languages below 10 %.
_LEAST_ENGLISH_SHARE = 0.17


def cautions(text: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    """What a reader of the figures has to know about the body of one review."""
    words: list[str] = []
    for block in blocks:
        if block.kind == "body" and len(words) < _ENOUGH_WORDS:
            words += words_of(text[block.start : min(block.end, block.start + _SAMPLE)])
    if not words:
        return (NO_BODY,)
    warnings: list[str] = []
    if len(words) < _LEAST_WORDS:
        noun = "word" if len(words) == 1 else "words"
        warnings.append(f"only {len(words)} {noun}: readability figures are rough")
    if not is_english(words):
        warnings.append(OTHER_LANGUAGE)
    return tuple(warnings)


def words_of(text: str) -> list[str]:
    """The words of `text` in lower case, without figures: enough to judge by, not to count."""
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def is_english(words: Sequence[str]) -> bool:
    """Whether `words` can be English prose; True where they are too few to tell."""
    if len(words) < _LEAST_WORDS_FOR_LANGUAGE:
        return sum(word.isascii() for word in words) >= len(words) / 2
    return sum(word in _ENGLISH for word in words) / len(words) >= _LEAST_ENGLISH_SHARE
