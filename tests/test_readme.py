"""Every session in the README is run and must print what the README says it prints.

A session is a ```console block: lines that start with `$ ` are run one by one, a line `…` stands for any
lines. What a session needs beyond rocket (jq, sqlite-utils, duckdb) may be absent: it is skipped and says so.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
OUTSIDE_TOOLS = ("jq", "sqlite-utils", "duckdb", "xsv", "csvlook")
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


def agrees(printed: str, expected: str) -> bool:
    """Whether `printed` is `expected`, in which a line `…` stands for any lines."""
    parts = [
        re.escape(part.strip("\n")) for part in re.split(rf"^ *{ANY_LINES}$", expected, flags=re.MULTILINE)
    ]
    return re.fullmatch("(?s:.*?)".join(parts), printed) is not None


def test_the_readme_has_sessions() -> None:
    assert len(sessions()) >= 8


@pytest.mark.pipeline
@pytest.mark.parametrize(("command", "expected"), sessions(), ids=lambda value: value[:50])
def test_session(command: str, expected: str) -> None:
    words = shlex.split(command, comments=True)
    if words[:1] in (["make"], ["pip"], ["pipx"], ["git"], ["python"]):
        pytest.skip(f"{words[0]} sets things up; .ci/run does so on every run")
    for tool in OUTSIDE_TOOLS:
        if tool in words and not shutil.which(tool):
            pytest.skip(f"{tool} is not installed here")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    printed = "\n".join(line.rstrip() for line in done.stdout.rstrip("\n").split("\n"))
    assert agrees(printed, expected), (
        f"{command}\nprinted:\n{printed}\nthe README says:\n{expected}\n{done.stderr}"
    )
