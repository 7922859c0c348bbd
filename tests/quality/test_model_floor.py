"""The shipped pipeline may not get worse: F1 by label on development reviews, floors with the data's hash.

python -m tests.quality.test_model_floor      raise the floors to what is measured now
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from rocket_cli.nlp.evaluation import evaluate
from rocket_cli.nlp.pipeline import load_pipeline, shipped_pipeline

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT.parent / "shared" / "corpus" / "dev.jsonl"
FLOORS = ROOT / "models" / "quality_pipeline.json"
# Quantised arithmetic differs a little between processors.
MARGIN = 0.002
MAX_MEGABYTES = 25


def measured_now() -> dict[str, Any]:
    result = evaluate(load_pipeline(), DEV)
    return {
        "data_sha256": result.data_sha256,
        "f1": {label: score.f1 for label, score in result.exact.items()},
        "calibration_error": result.calibration_error,
    }


@pytest.mark.pipeline
def test_figures_do_not_fall() -> None:
    if not DEV.exists():
        pytest.skip("the annotated corpus (../shared/corpus) is not here")
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert hashlib.sha256(DEV.read_bytes()).hexdigest() == floors["data_sha256"]
    now = measured_now()
    for label, floor in floors["f1"].items():
        assert now["f1"][label] >= floor - MARGIN, label
    assert now["calibration_error"] <= floors["calibration_error"] + 2 * MARGIN


def test_the_folder_is_small_and_whole() -> None:
    folder = shipped_pipeline()
    sums = dict(reversed(line.split("  ", 1)) for line in (folder / "SHA256SUMS").read_text().splitlines())
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    assert set(files) - {"SHA256SUMS"} == set(sums)
    for name, wanted in sums.items():
        assert hashlib.sha256(files[name].read_bytes()).hexdigest() == wanted, name
    assert sum(p.stat().st_size for p in files.values()) <= MAX_MEGABYTES * 1e6


def raise_floors() -> None:
    """Write what is measured now, refusing to lower any floor."""
    now = measured_now()
    old = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else now
    for label, floor in old["f1"].items():
        if now["f1"][label] < floor - MARGIN:
            raise SystemExit(f"{label} fell from {floor} to {now['f1'][label]}: floors only rise")
    FLOORS.write_text(json.dumps(now, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise_floors()
