"""The line model: a CRF that gives every line of a page the likeliest kind, read by Viterbi.

What speaks for each kind is a sum over the features of a line, straight and through one layer of hidden
units, which know what two features mean together.

Inside, furniture is three states, before, between and after the body, because a page that has left its body
hardly ever comes back to it. The weights are data (block_weights.bin); training is in models/scripts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from operator import add
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from rocket_cli.records import BlockKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

STATES = ("title", "byline", "credits", "rating", "body", "before", "between", "after")
KIND_OF_STATE: dict[str, BlockKind] = {
    "title": "title",
    "byline": "byline",
    "credits": "credits",
    "rating": "rating",
    "body": "body",
    "before": "furniture",
    "between": "furniture",
    "after": "furniture",
}
# Weights are stored as whole thousandths.
SCALE = 1000.0
_AT_ONCE = 256  # lines whose features are summed at once: a book has a hundred thousand


class Weights(Struct, frozen=True):
    """Scores by state: of features, of the first and last line, of neighbours `[blank between][from][to]`.

    `rows` says which row of `table` a feature has: its scores by state, then what it adds to each hidden
    unit. The last row is what every line begins with. `hidden` (units, states) is what the units add in turn.
    """

    rows: dict[str, int]
    table: Floats
    hidden: Floats
    start: tuple[float, ...]
    end: tuple[float, ...]
    steps: tuple[tuple[tuple[float, ...], ...], ...]


class StoredWeights(Struct, frozen=True):
    """Weights as they are stored, in whole thousandths. `table` has a row for each of `features`, then one
    that every line begins with, as 16-bit integers, lower byte first: as JSON it would be slow to read."""

    features: tuple[str, ...]
    table: bytes
    hidden: tuple[tuple[int, ...], ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    steps: tuple[tuple[tuple[int, ...], ...], ...]


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The weights that ship with rocket."""
    data = (files("rocket_cli.reading") / "block_weights.bin").read_bytes()
    return unpacked(msgspec.msgpack.decode(data, type=StoredWeights))


def unpacked(stored: StoredWeights) -> Weights:
    """Weights ready for use."""
    import numpy as np

    def row(values: Sequence[int]) -> tuple[float, ...]:
        return tuple(value / SCALE for value in values)

    table = np.frombuffer(stored.table, "<i2").reshape(len(stored.features) + 1, -1)
    return Weights(
        rows={name: n for n, name in enumerate(stored.features)},
        table=table / SCALE,
        hidden=np.array(stored.hidden, np.float64).reshape(-1, len(STATES)) / SCALE,
        start=row(stored.start),
        end=row(stored.end),
        steps=tuple(tuple(row(values) for values in matrix) for matrix in stored.steps),
    )


def best_states(rows: Iterable[Sequence[str]], blanks: Sequence[bool], weights: Weights) -> list[str]:
    """The likeliest state of each line, given its features and whether a blank line stands above it."""
    emissions = _emissions(rows, weights)
    first = next(emissions, None)
    if first is None:
        return []
    # [blank][to][from]: for each target, what it costs to come from anywhere.
    columns = [tuple(zip(*matrix, strict=True)) for matrix in weights.steps]
    scores = [a + b for a, b in zip(weights.start, first, strict=True)]
    back: list[bytes] = []
    for emission, blank in zip(emissions, islice(blanks, 1, None), strict=True):
        came: list[int] = []
        scores_now: list[float] = []
        for to, column in enumerate(columns[blank]):
            reached = list(map(add, scores, column))
            best = max(reached)
            came.append(reached.index(best))
            scores_now.append(best + emission[to])
        scores = scores_now
        back.append(bytes(came))
    scores = [a + b for a, b in zip(scores, weights.end, strict=True)]
    state = max(range(len(STATES)), key=scores.__getitem__)
    path = [state]
    for origins in reversed(back):
        state = origins[state]
        path.append(state)
    return [STATES[state] for state in reversed(path)]


def _emissions(rows: Iterable[Sequence[str]], weights: Weights) -> Iterator[list[float]]:
    """What the features of each line say for each state."""
    import numpy as np

    known, n_states = weights.rows, len(STATES)
    rows = iter(rows)
    while group := list(islice(rows, _AT_ONCE)):
        at: list[int] = []
        begins: list[int] = []
        for row in group:
            begins.append(len(at))
            at.append(len(known))
            at += [known[name] for name in row if name in known]
        summed = np.add.reduceat(weights.table[at], begins)
        said = summed[:, :n_states] + np.maximum(summed[:, n_states:], 0.0) @ weights.hidden
        yield from said.tolist()
