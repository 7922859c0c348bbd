"""Which site, paper or festival a page comes from: the likeliest of the names it offers, if one is likely.

A linear model weighs what speaks for each (outlet_weights.json; training in models/scripts/train_outlets.py);
"none" competes too.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from rocket_cli.reading.lines import Line
from rocket_cli.reading.outlet_features import outlet_candidates
from rocket_cli.reading.vocabulary import vocabulary
from rocket_cli.records import BlockKind

_SMALL = vocabulary().small_outlet_words


def find_outlet(
    lines: Sequence[Line], kinds: Sequence[BlockKind], *, film: str | None, reviewer: str | None
) -> str | None:
    """The outlet's name, or None where the page hardly gives it."""
    weights, none = _weights()
    barred = {value.lower() for value in (film, reviewer, *(reviewer or "").split()) if value}
    scores = {
        name: sum(weights.get(feature, 0.0) for feature in features) - none
        for name, features in outlet_candidates(lines, kinds).items()
        if name.lower() not in barred
    }
    best = max(scores, key=scores.__getitem__, default=None)
    return _cased(best) if best is not None and scores[best] > 0 else None


def _cased(name: str) -> str:
    if not name.isupper() or len(name.split()) < 2:
        return name
    return " ".join(
        word.lower() if i and word.lower() in _SMALL else word.capitalize()
        for i, word in enumerate(name.split())
    )


@lru_cache(maxsize=1)
def _weights() -> tuple[dict[str, float], float]:
    raw = json.loads((files("rocket_cli.reading") / "outlet_weights.json").read_text(encoding="utf-8"))
    return raw["features"], raw["none"]
