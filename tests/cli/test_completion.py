"""What the shell is told when the Tab key is pressed, through the scripts that rocket installs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("spacy", "numpy", "textstat", "onnxruntime", "pydantic", "trafilatura", "rich.console")


def completed(*words: str) -> list[str]:
    """What can follow `words`, of which the last is not finished, as bash is told."""
    typed = " ".join(words)
    done = rocket(
        {"COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1), "_ROCKET_COMPLETE": "complete_bash"}
    )
    assert done.stderr == ""
    return done.stdout.split()


def rocket(variables: dict[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    words = [sys.executable, *options, "-m", "rocket_cli.cli"]
    return subprocess.run(words, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["rocket", "comp"], ["compare"]),
        (["rocket", "doc"], ["doctor"]),
        (["rocket", "compare", "--only"], ["--only-reviewer"]),
        (["rocket", "compare", "--by", ""], ["reviewer", "outlet", "film"]),
        (["rocket", "compare", "--sort", "gun"], ["gunning_fog"]),
        (["rocket", "compare", "--sort", "w"], ["words"]),
        (["rocket", "compare", "--kind", "films,p"], ["films,people", "films,places"]),
        (["rocket", "compare", "-f", "m"], ["markdown"]),
        (["rocket", "compare", "--input-format", "t"], ["txt", "tsv"]),
        (["rocket", "schema", "comp"], ["comparison"]),
        (["rocket", "schema", "doc"], ["doctor"]),
        (["rocket", "cache", ""], ["info", "clear", "path"]),
        (["rocket", "model", "ev"], ["evaluate"]),
    ],
)
def test_what_can_follow(words: list[str], expected: list[str]) -> None:
    assert completed(*words) == expected


@pytest.mark.parametrize(
    "words",
    [
        ["rocket", "compare", "se"],
        ["rocket", "compare", "seeds/", ""],
        ["rocket", "quotes", "Lexi", "se"],
        ["rocket", "show", ""],
        ["rocket", "compare", "--output", "x"],
    ],
)
def test_where_a_file_is_wanted_the_shell_is_left_to_offer_files(words: list[str]) -> None:
    assert completed(*words) == []


@pytest.mark.parametrize(
    ("shell", "leaves_files_to_the_shell"),
    [("bash", "complete -o default"), ("zsh", "compdef"), ("fish", "is-args")],
)
def test_scripts_leave_files_to_the_shell(shell: str, leaves_files_to_the_shell: str) -> None:
    assert leaves_files_to_the_shell in rocket({"_ROCKET_COMPLETE": f"source_{shell}"}).stdout


def test_zsh_and_fish_are_told_to_offer_files() -> None:
    typed = {"_TYPER_COMPLETE_ARGS": "rocket compare se"}
    assert rocket({**typed, "_ROCKET_COMPLETE": "complete_zsh"}).stdout.strip() == "_files"
    asked = {**typed, "_ROCKET_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "is-args"}
    assert rocket(asked).returncode == 1


def test_bash_completes_with_the_script(tmp_path: Path) -> None:
    if not shutil.which("bash"):
        pytest.skip("bash is not installed here")
    (tmp_path / "rocket").write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m rocket_cli.cli "$@"\n', encoding="utf-8"
    )
    (tmp_path / "rocket").chmod(0o755)
    script = (
        'eval "$(_ROCKET_COMPLETE=source_bash rocket)"\n'
        "COMP_WORDS=(rocket compare --sort coleman); COMP_CWORD=3\n"
        '_rocket_completion rocket; printf "%s\\n" "${COMPREPLY[@]}"; complete -p rocket\n'
    )
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "coleman_liau_index\ncomplete -o default -F _rocket_completion rocket\n"


def test_completing_imports_nothing_heavy() -> None:
    typed = {
        "COMP_WORDS": "rocket compare --sort gun",
        "COMP_CWORD": "3",
        "_ROCKET_COMPLETE": "complete_bash",
    }
    imported = {line.split("|")[-1].strip() for line in rocket(typed, "-X", "importtime").stderr.splitlines()}
    assert "rocket_cli.cli.ordering" in imported
    assert imported.isdisjoint(HEAVY)
