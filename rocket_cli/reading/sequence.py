"""The line model: a linear-chain CRF that gives every line of a page the likeliest kind, read by Viterbi.

Inside, furniture is three states, before, between and after the body, because a page that has left its body
hardly ever comes back to it. The weights are data (block_weights.json); training is in models/scripts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from operator import add

from msgspec import Struct

from rocket_cli.records import BlockKind

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


class Weights(Struct, frozen=True):
    """Scores by state: of features, of the first and last line, of neighbours `[blank between][from][to]`."""

    features: dict[str, tuple[float, ...]]
    start: tuple[float, ...]
    end: tuple[float, ...]
    steps: tuple[tuple[tuple[float, ...], ...], ...]


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The weights that ship with rocket."""
    return weights_from_json((files("rocket_cli.reading") / "block_weights.json").read_text(encoding="utf-8"))


def weights_from_json(data: str) -> Weights:
    """Weights as `models/scripts/train_blocks.py` writes them."""
    raw = json.loads(data)

    def row(values: Sequence[int]) -> tuple[float, ...]:
        return tuple(value / SCALE for value in values)

    return Weights(
        features={name: row(values) for name, values in raw["features"].items()},
        start=row(raw["start"]),
        end=row(raw["end"]),
        steps=tuple(tuple(row(values) for values in matrix) for matrix in raw["steps"]),
    )


def best_states(rows: Iterable[Sequence[str]], blanks: Sequence[bool], weights: Weights) -> list[str]:
    """The likeliest state of each line, given its features and whether a blank line stands above it."""
    emissions = (_emission(row, weights) for row in rows)
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


def _emission(row: Sequence[str], weights: Weights) -> list[float]:
    features = weights.features
    known = [features[name] for name in row if name in features]
    return list(map(sum, zip(*known, strict=True))) if known else [0.0] * len(STATES)
