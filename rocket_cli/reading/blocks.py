"""Tell review from page furniture: every line gets a kind, neighbours of one kind become a block.

Nothing is deleted. A furniture block says in plain words what it seems to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rocket_cli.reading import cues
from rocket_cli.reading.features import each_lines_features
from rocket_cli.reading.lines import Line, split_lines
from rocket_cli.reading.sequence import KIND_OF_STATE, best_states, load_weights
from rocket_cli.records import Block, BlockKind

# At most so many reasons are named for one block; the first ones, in the order of the page.
_MOST_REASONS = 3
# Fewer words than this, alone on a page, are a label.
_SHORTEST_SENTENCE = 4
_SENTENCE_WORDS = 12  # of a line that is a sentence rather than a control
# Cues that only say how a line looks, not what it is for; used where nothing better is known.
_WEAK_CUES = ("date", "chrome", "link", "notes", "nav")

Classified = tuple[list[Line], list[BlockKind]]


def classify(text: str) -> Classified:
    """The lines of `text` that are not blank, and the kind of each."""
    lines = split_lines(text)
    rows = each_lines_features(lines)
    states = best_states(rows, [line.blank_above for line in lines], load_weights())
    kinds = [KIND_OF_STATE[state] for state in states]
    return lines, _with_all_prose(lines, _with_some_body(lines, kinds))


def make_blocks(
    text: str, lines: Sequence[Line], kinds: Sequence[BlockKind], inside: tuple[int, int] | None = None
) -> tuple[Block, ...]:
    """Blocks of neighbouring lines of one kind; `inside` is a byline in a body line, cut out as its own."""
    blocks: list[Block] = []
    for kind, group in groupby(zip(lines, kinds, strict=True), key=lambda pair: pair[1]):
        run = [line for line, _ in group]
        reason = (
            _reason(run, before=not any(block.kind == "body" for block in blocks))
            if kind == "furniture"
            else None
        )
        blocks.append(Block(kind=kind, start=run[0].start, end=run[-1].end, reason=reason))
    return _carved(text, blocks, lines, inside) if inside else tuple(blocks)


def _with_all_prose(lines: Sequence[Line], kinds: list[BlockKind]) -> list[BlockKind]:
    """`kinds`, save that a text with no furniture but a sentence or two has none: a caption needs a page."""
    aside = [line for line, kind in zip(lines, kinds, strict=True) if kind == "furniture"]
    if all(
        line.n_words >= _SENTENCE_WORDS and line.ends_sentence and not cues.heads(line.folded)
        for line in aside
    ):
        return ["body" if kind == "furniture" else kind for kind in kinds]
    return kinds


def _with_some_body(lines: Sequence[Line], kinds: list[BlockKind]) -> list[BlockKind]:
    """`kinds`, save that a text with no body keeps its prose, or failing that its longest sentence."""
    if "body" in kinds or not lines:
        return kinds
    prose = [line.n_words >= 12 and line.lower_ratio > 0.5 for line in lines]
    if not any(prose):
        longest = max(range(len(lines)), key=lambda i: lines[i].n_words)
        is_sentence = lines[longest].n_words >= _SHORTEST_SENTENCE and not cues.heads(lines[longest].folded)
        prose = [i == longest and is_sentence and kinds[i] == "furniture" for i in range(len(lines))]
    return ["body" if is_prose else kind for is_prose, kind in zip(prose, kinds, strict=True)]


def _reason(run: Sequence[Line], *, before: bool) -> str:
    named: dict[str, None] = {}
    weak: dict[str, None] = {}
    for line in run:
        found = cues.heads(line.folded)
        strong = [name for name in found if name not in _WEAK_CUES]
        if strong:
            named.setdefault(cues.REASONS[strong[0]])
        elif found:
            weak.setdefault(cues.REASONS[found[0]])
    reasons = list(named)[:_MOST_REASONS] or list(weak)[:1]
    return ", ".join(reasons) if reasons else ("head of the page" if before else "not part of the review")


def _carved(
    text: str, blocks: Sequence[Block], lines: Sequence[Line], inside: tuple[int, int]
) -> tuple[Block, ...]:
    start, end = inside
    carved: list[Block] = []
    for block in blocks:
        if block.kind != "body" or not block.start <= start < block.end:
            carved.append(block)
            continue
        before = len(text[block.start : start].rstrip())
        if before:
            carved.append(Block(kind="body", start=block.start, end=block.start + before))
        carved.append(Block(kind="byline", start=start, end=end))
        after = [line for line in lines if end <= line.start and line.end <= block.end]
        if after:
            carved.append(Block(kind="body", start=after[0].start, end=block.end))
    return tuple(carved)
