"""Several reviews on one page: where each begins and ends, only where that is plain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rocket_cli.reading.lines import Line
from rocket_cli.records import BlockKind

# A review has at least this much text under its title; less is a list of capsules or a subhead.
_FEWEST_WORDS = 40
_YEAR = re.compile(r"[(\[,]\s?(?:19|20)\d\d\b")
_SUBHEADS = re.compile(
    r"^(?:the )?(?:film|movie|picture|video|audio|sound|extras|verdict|story|plot|good|bad|ugly"
    r"|conclusion|acting|music|direction|summary|synopsis|introduction|final thoughts?"
    r"|bottom line|review|spoilers?.*|pros|cons)\W*$",
    re.IGNORECASE,
)


def review_spans(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> tuple[tuple[int, int], ...]:
    """Half-open offsets of each review; () unless titles of one form each have facts or a score and text."""
    heads = [i for i, kind in enumerate(kinds) if kind == "title" and (i == 0 or kinds[i - 1] != "title")]
    heads = [i for i in heads if not _SUBHEADS.match(lines[i].folded)]
    if len(heads) < 2:
        return ()
    spans: list[tuple[int, int]] = []
    for head, following in zip(heads, [*heads[1:], len(lines)], strict=True):
        own = range(head, following)
        words = sum(lines[i].n_words for i in own if kinds[i] == "body")
        if words < _FEWEST_WORDS or not _plain_head(lines, kinds, head):
            return ()
        last = max(i for i in own if kinds[i] in {"body", "credits", "rating", "byline"})
        if following == len(lines):
            last = _end_of_last(kinds, head, last)
        spans.append((lines[head].start, lines[last].end))
    return tuple(spans) if len({_form(lines[i].folded) for i in heads}) == 1 else ()


def _plain_head(lines: Sequence[Line], kinds: Sequence[BlockKind], head: int) -> bool:
    """Whether a score or facts stand right under the title, or a year in it."""
    below = next((kinds[i] for i in range(head + 1, len(kinds)) if kinds[i] != "title"), None)
    return below in {"credits", "rating"} or bool(_YEAR.search(lines[head].folded))


def _end_of_last(kinds: Sequence[BlockKind], head: int, last: int) -> int:
    """The last review ends before what follows a stretch of furniture, unless its text goes on."""
    body = [i for i in range(head, last + 1) if kinds[i] == "body"]
    end = body[-1]
    while end + 1 <= last and kinds[end + 1] in {"credits", "rating", "byline"}:
        end += 1
    return end


def _form(title: str) -> str:
    year = "year" if _YEAR.search(title) else "plain"
    return f"{year}-{'capitals' if title.isupper() else 'mixed'}"
