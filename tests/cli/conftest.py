"""Files for commands to read: records, so that no test here needs the pipeline."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rocket_cli.records import to_json
from tests import factories

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A file of two records with text, as `rocket analyse --with-text` writes it."""
    path = tmp_path / "records.jsonl"
    made = [
        factories.analysis(
            "Marguerite Vale is Annie.",
            [("Marguerite Vale", "PERSON"), ("Annie", "CHARACTER")],
            path="reviews/ada.txt",
        ),
        factories.analysis(
            "Vale is better in Night Ferry.",
            [("Vale", "PERSON"), ("Night Ferry", "FILM")],
            reviewer="Bo Marsh",
            path="reviews/bo.txt",
            warnings=("too short for SMOG",),
        ),
    ]
    path.write_text("".join(to_json(record) + "\n" for record in made), encoding="utf-8")
    return path


@pytest.fixture
def rocket(tmp_path: Path) -> Run:
    """Runs `rocket` in a process of its own, in `tmp_path`, with no settings of the person who tests."""

    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "HOME": str(tmp_path),
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
            "LANG": "C.UTF-8",
            **variables,
        }
        return subprocess.run(
            [sys.executable, "-m", "rocket_cli.cli", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    return run
