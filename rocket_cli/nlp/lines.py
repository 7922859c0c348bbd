"""Which lines of a text go on in the next: prose that was wrapped by hand, as against headlines, credits
and lists.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rocket_cli.nlp.abbreviations import LEANING

# Between these widths prose is wrapped; longer lines are whole paragraphs, shorter ones are lists.
MIN_WRAP_WIDTH = 40
MAX_WRAP_WIDTH = 130
# Of ten lines of wrapped prose six or seven begin in lower case; of ten credits or menu entries hardly one.
MIN_LOWER_CASE_RATIO = 0.25
# Shorter lines are verse, captions or one-line posts, whatever case the next begins with.
MIN_CONTINUED_LENGTH = 30

# A bullet, a number of a list, a byline.
_NEW_START = re.compile(r"[•·∙▪►▶→»*★☆✓✔–—-]\s|\(?\d{1,3}[.)]\s|#\d|by [A-Z]")
# What cannot begin a sentence: the rest of one that a link or a title was cut out of.
_TAIL = re.compile(r"[,;)\]]|\.(?!\.)|['’]s\b")
_FINISHED = re.compile(r"[.!?…:;|]['\"’”)\]»*_]*$")
_LABEL = re.compile(r"[A-Z][\w' /]{1,24}:(\s|$)")
_LAST_WORD = re.compile(r"(\w+)$")


def continued_lines(lines: Sequence[str]) -> list[bool]:
    """For each of `lines` (white space at the ends taken off) whether its sentence may go on in the next
    line.

    True after a line that was filled before its sentence was done; False after the last line of a
    paragraph, a headline, an entry of a list, a credit. A line that ends in prose punctuation may be
    either: the sentence ends there anyhow.
    """
    continued = [False] * len(lines)
    start = 0
    for number in range(len(lines) + 1):
        if number < len(lines) and lines[number]:
            continue
        if number - start > 1:
            continued[start : number - 1] = _continued_in_block(lines[start:number])
        start = number + 1
    return continued


def _continued_in_block(block: Sequence[str]) -> list[bool]:
    """The same for all but the last of a run of lines with no empty line between them."""
    width = max(map(len, block))
    is_wrapped = MIN_WRAP_WIDTH <= width <= MAX_WRAP_WIDTH and _looks_wrapped(block)
    return [_goes_on(line, following, width if is_wrapped else None) for line, following in pairwise(block)]


def _looks_wrapped(block: Sequence[str]) -> bool:
    """Whether most lines are filled, and enough of them begin within a sentence."""
    width = max(map(len, block))
    pairs = list(pairwise(block))
    n_lower = sum(following[0].islower() for _, following in pairs)
    n_filled = sum(_is_filled(line, following, width) for line, following in pairs)
    return n_lower >= MIN_LOWER_CASE_RATIO * len(pairs) and 2 * n_filled >= len(pairs)


def _is_filled(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line found no room; one word's length of grace for ragged
    wrapping.
    """
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width - 8


def _goes_on(line: str, following: str, width: int | None) -> bool:
    """`width` is that of the wrapped block, None where the block was not wrapped."""
    if _NEW_START.match(following):
        return False
    if _TAIL.match(following):
        return True
    if width is not None and _is_filled(line, following, width):
        return True
    if _FINISHED.search(line) or _LABEL.match(following) or len(line) < MIN_CONTINUED_LENGTH:
        return False
    last_word = _LAST_WORD.search(line)
    leans = line.endswith((",", "-")) or (last_word is not None and last_word[1] in LEANING)
    return leans or (following[0].islower() and len(line) >= MIN_WRAP_WIDTH)
