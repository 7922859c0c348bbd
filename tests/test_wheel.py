"""The built wheel carries everything: it works from an empty folder with no checkout around."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.pipeline


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    # hatchling builds in this process's environment: no network, nothing installed.
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_the_wheel_carries_the_pipeline_and_the_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "rocket_cli/models/en_review_entities/review_tagger/tagger.onnx" in names
    assert "rocket_cli/data/cmudict-syllables.bin" in names
    assert "rocket_cli/py.typed" in names
    templates = "rocket_cli/render/report/templates"
    assert {f"{templates}/{name}" for name in ("page.html.j2", "report.css", "report.js")} <= names
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert not any(name.startswith(("tests/", "seeds/", "models/")) for name in names)


def test_it_works_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    site, work = tmp_path / "site", tmp_path / "work"
    work.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    review = work / "review.txt"
    review.write_text(
        "Red Rocket\n\nBy Ada Reed\n\nSimon Rex plays Mikey Saber, a man who comes home to Texas City with "
        "nothing, and Sean Baker films him as if he were the sun. It is a hard film to like and a harder one "
        "to forget.\n",
        encoding="utf-8",
    )
    # -P and PYTHONPATH: what is imported is the wheel, not the checkout.
    command = [sys.executable, "-P", "-m", "rocket_cli.cli", "entities", "review.txt", "--json"]
    done = subprocess.run(
        command,
        cwd=work,
        env={"PYTHONPATH": str(site), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    names = {entity["name"] for entity in json.loads(done.stdout)["entities"]}
    assert {"Simon Rex", "Mikey Saber", "Sean Baker", "Texas City", "Red Rocket"} <= names
