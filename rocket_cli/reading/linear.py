"""Linear models that choose one of several candidates, or none: weights by feature, stored as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from math import fsum

from msgspec import Struct


class LinearModel(Struct, frozen=True):
    """The weight of each feature, and the score of "none", which a candidate must beat."""

    features: dict[str, float]
    none: float

    def score(self, features: Iterable[str]) -> float:
        """How far a candidate with these features stands above "none"; the same in whatever order they come,
        so that equal candidates stay equal from run to run."""
        return fsum(filter(None, map(self.features.get, features))) - self.none


@lru_cache(maxsize=8)
def load_model(package: str, name: str) -> LinearModel:
    """The model in the file `name` of `package`."""
    raw = json.loads((files(package) / name).read_text(encoding="utf-8"))
    return LinearModel(raw["features"], raw["none"])
