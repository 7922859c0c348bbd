from __future__ import annotations

import json
from typing import Any

import pytest

from tests.quality import aliases

# Scoring is exact arithmetic on fixed data; the margin only forgives the fourth decimal.
MARGIN = 0.0001
# What issue 5 asks for: a wrong merge is worse than a missed one.
LEAST_F1, LEAST_PRECISION, LEAST_ROLE_ACCURACY = 0.95, 0.97, 0.93

FLOORS: dict[str, Any] = json.loads(aliases.FLOORS.read_text(encoding="utf-8"))


# Of train every tenth document: the whole takes the better part of a minute on a busy machine.
@pytest.fixture(scope="module", params=["dev/1", "dev_extra/1", "train/10"])
def measured(request: pytest.FixtureRequest) -> tuple[dict[str, Any], dict[str, Any]]:
    """Figures now, and the floors, on one split."""
    floors = FLOORS[request.param]
    if not (aliases.CORPUS / f"{floors['split']}.jsonl").exists():
        pytest.skip("the annotated corpus is not beside the project (../shared/corpus)")
    if aliases.data_hash(floors["split"]) != floors["sha256"]:
        pytest.fail(f"{floors['split']}.jsonl is not the data the floors were measured on")
    return aliases.measure(floors["split"], every=floors["every"]), floors


def test_figures_do_not_fall(measured: tuple[dict[str, Any], dict[str, Any]]) -> None:
    now, floors = measured
    for section, figure in (("links", "f1"), ("links", "precision"), ("roles", "accuracy")):
        for name, row in floors[section].items():
            assert now[section][name][figure] >= row[figure] - MARGIN, (section, name, figure)


def test_committed_floors_are_good_enough() -> None:
    for split in ("dev/1", "dev_extra/1", "train/1"):
        for kind in ("people", "films", "places"):
            row = FLOORS[split]["links"][kind]
            assert row["f1"] >= LEAST_F1, (split, kind)
            assert row["precision"] >= LEAST_PRECISION, (split, kind)
        assert FLOORS[split]["roles"]["gold"]["accuracy"] >= LEAST_ROLE_ACCURACY
