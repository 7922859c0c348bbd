"""Which site, paper or festival a page comes from: the likeliest of the names it offers, if one is likely.

A linear model weighs what speaks for each (outlet_weights.json; training in models/scripts/train_outlets.py);
"none" competes too.
"""

from __future__ import annotations

from collections.abc import Sequence

from rocket_cli.reading.linear import load_model
from rocket_cli.reading.lines import Line
from rocket_cli.reading.outlet_features import outlet_candidates
from rocket_cli.reading.vocabulary import vocabulary
from rocket_cli.records import BlockKind

_SMALL = vocabulary().small_outlet_words


def find_outlet(
    lines: Sequence[Line], kinds: Sequence[BlockKind], *, film: str | None, reviewer: str | None
) -> str | None:
    """The outlet's name, or None where the page hardly gives it."""
    model = load_model("rocket_cli.reading", "outlet_weights.json")
    barred = {value.lower() for value in (film, reviewer, *(reviewer or "").split()) if value}
    scores = {
        name: model.score(features)
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
