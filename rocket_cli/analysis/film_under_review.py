"""Which film a review is of, once its names are known: what the page said, held against the pipeline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rocket_cli.analysis.names import fold
from rocket_cli.records import COUNTED_BLOCKS, Block, Mention

# Named this often, and twice as often as any other, a film is what the text is about.
OFTEN = 3


def settle_film(printed: str | None, mentions: Sequence[Mention], blocks: Sequence[Block]) -> str | None:
    """The film under review: `printed`, as the layout of the page has it, unless the names found in the text
    say better. A headline is more than its title ("X Movie Review: Y is a joy"), and a title that the layout
    did not show may be the film that the whole text names."""
    films = [m for m in mentions if m.label == "FILM" and m.block in COUNTED_BLOCKS]
    if printed is not None and any(_same(printed, film.text) for film in films):
        return printed
    headline = _in_headline(films, blocks)
    if printed is None:
        return headline or _named_most(films)
    if headline is None:
        return printed
    is_headline = re.search(r"\breview\b", printed, re.IGNORECASE) and _holds(printed, headline)
    is_part = _holds(headline, printed)
    is_other_name = any(m.label != "FILM" and _same(printed, m.text) for m in mentions)
    return headline if is_headline or is_part or is_other_name else printed


def _in_headline(films: Sequence[Mention], blocks: Sequence[Block]) -> str | None:
    titles = [block for block in blocks if block.kind == "title"]
    for film in films:
        if any(block.start <= film.start < block.end for block in titles):
            return film.text
    return None


def _named_most(films: Sequence[Mention]) -> str | None:
    counts = Counter(fold(film.text) for film in films).most_common(2)
    if not counts or counts[0][1] < OFTEN or (len(counts) > 1 and counts[0][1] < 2 * counts[1][1]):
        return None
    forms = Counter(film.text for film in films if fold(film.text) == counts[0][0])
    return forms.most_common(1)[0][0]


def _same(one: str, other: str) -> bool:
    return fold(one) == fold(other)


def _holds(longer: str, shorter: str) -> bool:
    return f" {fold(shorter)} " in f" {fold(longer)} "
