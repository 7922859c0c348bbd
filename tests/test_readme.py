"""Every session in the README is run and must print what the README says it prints.

A session is a ```console block: lines that start with `$ ` are run one by one, a line `…` stands for any
lines. A ```python block is a session too, and the ```text block after it what it prints. They run in a folder
that holds nothing but seeds/. What a session needs beyond rocket (jq, DuckDB, csvkit, pandas) may be absent:
it is skipped and says so.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
OUTSIDE_TOOLS = ("jq", "sqlite-utils", "duckdb", "csvlook")
OUTSIDE_MODULES = ("pandas", "polars")
ANY_LINES = "…"


def sessions() -> list[tuple[str, str]]:
    blocks = re.findall(r"```console\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    found = []
    for block in blocks:
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            while command.endswith("\\"):
                more, _, output = output.partition("\n")
                command = f"{command[:-1]} {more.strip()}"
            found.append((command, output.rstrip("\n")))
    return found


def programs() -> list[tuple[str, str]]:
    text = README.read_text(encoding="utf-8")
    return re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)\n```", text, re.DOTALL)


def agrees(printed: str, expected: str) -> bool:
    """Whether `printed` is `expected`, in which a line `…` stands for any lines."""
    parts = [
        re.escape(part.strip("\n")) for part in re.split(rf"^ *{ANY_LINES}$", expected, flags=re.MULTILINE)
    ]
    return re.fullmatch("(?s:.*?)".join(parts), printed) is not None


def test_the_readme_has_sessions() -> None:
    assert len(sessions()) >= 8
    assert all(expected.strip() for _, expected in (*sessions(), *programs()))


def test_every_program_in_the_readme_says_what_it_prints() -> None:
    assert len(programs()) == README.read_text(encoding="utf-8").count("```python\n") >= 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    return tmp_path


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all sessions: what they print is the same with a warm one."""
    return tmp_path_factory.mktemp("cache")


def printed_by(words: list[str], folder: Path, cache: Path) -> tuple[str, str]:
    """What `words` print on standard output, without blanks at line ends, and on standard error."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "ROCKET_CACHE_DIR": str(cache),
    }
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return "\n".join(line.rstrip() for line in done.stdout.rstrip("\n").split("\n")), done.stderr


@pytest.mark.pipeline
@pytest.mark.parametrize(("command", "expected"), sessions(), ids=lambda value: value[:50])
def test_session(command: str, expected: str, folder: Path, cache: Path) -> None:
    words = shlex.split(command, comments=True)
    if words[:1] in (["make"], ["pip"], ["pipx"], ["git"], ["python"]):
        pytest.skip(f"{words[0]} sets things up; .ci/run does so on every run")
    for tool in OUTSIDE_TOOLS:
        if tool in words and not shutil.which(
            tool, path=f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        ):
            pytest.skip(f"{tool} is not installed here")
    printed, complaints = printed_by(["bash", "-c", command], folder, cache)
    assert agrees(printed, expected), (
        f"{command}\nprinted:\n{printed}\nthe README says:\n{expected}\n{complaints}"
    )
    assert [path.name for path in folder.iterdir()] == ["seeds"], "a session leaves a file behind"


@pytest.mark.pipeline
@pytest.mark.parametrize(("program", "expected"), programs(), ids=["pandas", "polars", "spacy"])
def test_program(program: str, expected: str, folder: Path, cache: Path) -> None:
    for module in OUTSIDE_MODULES:
        if f"import {module}" in program and find_spec(module) is None:
            pytest.skip(f"{module} is not installed here")
    printed, complaints = printed_by([sys.executable, "-c", program], folder, cache)
    assert agrees(printed, expected), (
        f"{program}\nprinted:\n{printed}\nthe README says:\n{expected}\n{complaints}"
    )
    for page in folder.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert text.count("<mark") == 4
        assert all(f">{label}<" in text for label in ("PERSON", "CHARACTER", "FILM", "PLACE"))
