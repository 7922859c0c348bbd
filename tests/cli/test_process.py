"""What only shows in a process of its own: statuses, streams, closed pipes, start-up."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rocket_cli.cli.schema import NAMES
from tests.cli.conftest import ROOT, Run

HEAVY = ("spacy", "textstat", "nltk", "onnxruntime", "numpy", "pydantic", "msgspec", "trafilatura")


def test_a_missing_path_is_one_line_and_status_one(rocket: Run) -> None:
    done = rocket("entities", "nowhere.txt")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("rocket: nowhere.txt: no such file or folder; ")
    assert done.stderr.count("\n") == 1


def test_a_run_that_half_failed_says_so_in_status_and_document(rocket: Run, records: Path) -> None:
    done = rocket("entities", str(records), "nowhere.txt", "--json")
    assert done.returncode == 1
    document = json.loads(done.stdout)
    assert len(document["reviews"]) == 2
    assert document["failed"][0]["path"] == "nowhere.txt"
    assert "nowhere.txt" in done.stderr


def test_nothing_to_analyse_is_still_one_json_document(rocket: Run) -> None:
    done = rocket("compare", "nowhere.txt", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["reviews"] == []


def test_analyse_goes_on_after_a_failure(rocket: Run, records: Path) -> None:
    done = rocket("analyse", "nowhere.txt", str(records))
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2


def test_warnings_are_not_for_programs(rocket: Run, records: Path) -> None:
    assert rocket("compare", str(records)).stderr == ""


@pytest.mark.parametrize("command", ["compare", "analyse", "entities"])
def test_a_closed_pipe_ends_quietly(command: str, records: Path, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    lines = records.read_text(encoding="utf-8").splitlines()
    numbered = (
        line.replace('"id":"', f'"id":"{n}-') for n in range(150) for line in lines
    )  # more than a pipe holds
    many.write_text("\n".join(numbered) + "\n", encoding="utf-8")
    format_ = "jsonl" if command == "analyse" else "csv"
    process = subprocess.Popen(
        [sys.executable, "-m", "rocket_cli.cli", command, str(many), "-f", format_],
        env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(tmp_path)},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    error = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 141
    assert error == b""


def test_ctrl_c_ends_with_one_line_and_status_130(tmp_path: Path) -> None:
    fifo = tmp_path / "slow"
    os.mkfifo(fifo)
    process = subprocess.Popen(
        [sys.executable, "-m", "rocket_cli.cli", "compare", "-"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(tmp_path)},
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(2)  # long enough to be waiting for its input
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == b""
    assert err == b"rocket: stopped\n"


def test_output_to_a_full_device_is_an_error_in_words(rocket: Run, records: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    done = rocket("entities", str(records), "--json", "-o", "/dev/full")
    assert done.returncode == 1
    assert done.stderr == "rocket: /dev/full: cannot be written: No space left on device\n"


def test_a_terminal_gets_lines_and_colour_and_a_pipe_gets_none(records: Path, tmp_path: Path) -> None:
    shown = _on_a_terminal(["compare", str(records), "--no-pager"], tmp_path)
    assert "─" in shown
    assert "\x1b[1m" in shown
    assert "warning: reviews/bo.txt: too short for SMOG" in shown
    assert "\x1b" not in _on_a_terminal(["compare", str(records), "--no-pager"], tmp_path, NO_COLOR="1")
    plain = _on_a_terminal(["compare", str(records), "--plain", "--quiet"], tmp_path)
    assert not set(plain) & set("\x1b─█▲")
    assert "warning" not in plain


def _on_a_terminal(arguments: list[str], folder: Path, **variables: str) -> str:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "rocket_cli.cli", *arguments],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "HOME": str(folder),
            "TERM": "xterm",
            "COLUMNS": "100",
            "LANG": "C.UTF-8",
            **variables,
        },
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    parts = []
    while select.select([ours], [], [], 30)[0]:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        parts.append(part)
    os.close(ours)
    assert process.wait() == 0
    return b"".join(parts).decode("utf-8")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], [], ["entities", "--help"], ["entites"], ["compare", "--jsn"]]
)
def test_what_needs_no_analysis_imports_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    assert _heavy_imports(arguments, tmp_path) == []


def test_completion_imports_nothing_heavy(tmp_path: Path) -> None:
    words = {
        "_ROCKET_COMPLETE": "complete_bash",
        "COMP_WORDS": "rocket entities --kind pe",
        "COMP_CWORD": "3",
    }
    assert _heavy_imports([], tmp_path, **words) == []


def _heavy_imports(arguments: list[str], folder: Path, **variables: str) -> list[str]:
    code = (
        "import atexit, sys\n"
        f"heavy = {HEAVY!r}\n"
        "found = lambda: [name for name in heavy if name in sys.modules]\n"
        "atexit.register(lambda: print('IMPORTED', *found(), file=sys.stderr))\n"
        f"sys.argv = ['rocket', *{arguments!r}]\n"
        "from rocket_cli.cli.main import run\n"
        "run()\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    last = done.stderr.splitlines()[-1]
    assert last.startswith("IMPORTED")
    return last.split()[1:]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("rocket ent", ["entities"]),
        ("rocket entities --kind fi", ["films"]),
        ("rocket entities --kind people,", ["people,films", "people,places"]),
        ("rocket compare --format j", ["json", "jsonl"]),
        ("rocket compare --min-", ["--min-count", "--min-confidence"]),
        ("rocket schema ", [*NAMES]),
        ("rocket show ", []),  # the shell completes file names by itself
    ],
)
def test_completion(line: str, expected: list[str], rocket: Run) -> None:
    n_words = len(line.split(" ")) - 1
    done = rocket(_ROCKET_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=str(n_words))
    assert done.stdout.split() == expected
