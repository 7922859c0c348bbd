"""Which site, paper or festival a page comes from: the likeliest of the names it offers, if one is likely.

A linear model weighs what speaks for each (outlet_weights.json; training in models/scripts/train_outlets.py);
"none" competes too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rocket_cli.reading.linear import load_model
from rocket_cli.reading.lines import Line
from rocket_cli.reading.outlet_features import outlet_candidates
from rocket_cli.reading.vocabulary import vocabulary
from rocket_cli.records import BlockKind

_SMALL = vocabulary().small_outlet_words


def score_outlets(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> dict[str, float]:
    """Every name that may be the outlet's with what speaks for it; above 0 more does than against it."""
    model = load_model("rocket_cli.reading", "outlet_weights.json")
    return {name: model.score(features) for name, features in outlet_candidates(lines, kinds).items()}


def find_outlet(scores: Mapping[str, float], *, film: str | None, reviewer: str | None) -> str | None:
    """The outlet's name among those of `score_outlets`, or None where the page hardly gives it."""
    barred = {value.lower() for value in (film, reviewer, *(reviewer or "").split()) if value}
    names = [name for name in scores if name.lower() not in barred]
    best = max(names, key=scores.__getitem__, default=None)
    return _cased(best) if best is not None and scores[best] > 0 else None


def _cased(name: str) -> str:
    if not name.isupper() or len(name.split()) < 2:
        return name
    return " ".join(
        word.lower() if i and word.lower() in _SMALL else word.capitalize()
        for i, word in enumerate(name.split())
    )
