"""`rocket doctor` on what is whole, and on everything that can be broken."""

from __future__ import annotations

import importlib.metadata
import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from rocket_cli.cli import checks
from rocket_cli.cli.doctor import examine
from rocket_cli.cli.schema import schema_of
from rocket_cli.render.payloads import Check, Diagnosis
from rocket_cli.render.surface import PIPE, Surface
from rocket_cli.render.tables import sections_of
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def _nobody_s_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)


def only(found: object, name: str) -> Check:
    (check,) = [check for check in found if check.name == name]  # type: ignore[attr-defined]
    return check  # type: ignore[no-any-return]


@pytest.mark.pipeline
def test_all_is_well_here() -> None:
    payload = examine().payload
    assert isinstance(payload, Diagnosis)
    assert [check for check in payload.checks if check.state == "wrong"] == []
    assert payload.ok
    assert {check.topic for check in payload.checks} == {
        "Installed",
        "Pipeline",
        "Settings",
        "Cache",
        "Terminal",
        "Completion",
    }
    assert only(payload.checks, "spacy").found == importlib.metadata.version("spacy")


def test_a_library_that_is_missing_or_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.metadata.version

    def version(name: str) -> str:
        if name == "textstat":
            raise importlib.metadata.PackageNotFoundError(name)
        return "0.1" if name == "onnxruntime" else real(name)

    monkeypatch.setattr(importlib.metadata, "version", version)
    found = list(checks.of_installation())
    assert only(found, "textstat").state == "wrong"
    old = only(found, "onnxruntime")
    assert (old.state, old.found.startswith("0.1, but rocket needs")) == ("wrong", True)
    assert old.fix is not None
    assert old.fix.startswith("pip install 'onnxruntime")
    assert only(found, "spacy").state == "fine"


def test_rocket_run_from_its_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def distribution(name: str) -> None:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "distribution", distribution)
    assert [check.state for check in checks.of_installation()] == ["note", "fine"]


def test_a_pipeline_that_is_not_there() -> None:
    (found,) = checks.of_pipeline("en_no_such_pipeline")
    assert (found.name, found.state) == ("Works", "wrong")
    assert "en_no_such_pipeline" in found.found
    assert found.fix


def test_a_pipeline_that_is_broken(tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "meta.json").write_text('{"name": "broken", "lang": "en"', encoding="utf-8")
    (found,) = checks.of_pipeline(str(tmp_path / "broken"))
    assert (found.name, found.state) == ("Works", "wrong")


def test_a_library_that_does_not_load(monkeypatch: pytest.MonkeyPatch) -> None:
    from rocket_cli.nlp import pipeline

    def load(model: str | None) -> None:
        raise ImportError("libgomp.so.1: cannot open\nshared object file")

    monkeypatch.setattr(pipeline, "load_pipeline", load)
    (found,) = checks.of_pipeline(None)
    assert found.found == "ImportError: libgomp.so.1: cannot open shared object file"
    assert found.fix == checks.REINSTALL


@pytest.mark.pipeline
def test_a_pipeline_that_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "REVIEW", checks.REVIEW.replace("Ada Reed", "It rains"))
    found = only(list(checks.of_pipeline(None)), "Finds a name")
    assert found.state == "wrong"


@pytest.mark.parametrize(
    ("text", "state", "says"),
    [
        ('kinds = ["films"]\nmin_count = 2\n', "fine", "sets kinds, min_count"),
        ("", "fine", "sets nothing"),
        ("min_cuont = 2\n", "wrong", "rocket.toml:1: there is no setting called 'min_cuont'"),
        ("min_count = \n", "wrong", "not valid TOML"),
        ("min_count = 0\n", "wrong", "min_count = 0 will not do"),
    ],
)
def test_settings_of_a_project(tmp_path: Path, text: str, state: str, says: str) -> None:
    (tmp_path / "rocket.toml").write_text(text, encoding="utf-8")
    found = only(list(checks.of_settings()), "Project file")
    assert (found.state, says in found.found) == (state, True), found
    assert (found.fix is None) == (state == "fine")


def test_settings_that_are_no_file(tmp_path: Path) -> None:
    (tmp_path / "rocket.toml").mkdir()
    assert only(list(checks.of_settings()), "Project file").state == "wrong"
    assert only(list(checks.of_settings()), "Your file").found.startswith("none at ")


@pytest.mark.parametrize(
    ("variable", "value", "state"),
    [
        ("ROCKET_MIN_COUNT", "2", "fine"),
        ("ROCKET_PAGER", "less", "fine"),
        ("ROCKET_MIN_COUNT", "two", "wrong"),
        ("ROCKET_MIN_CUONT", "2", "wrong"),
    ],
)
def test_variables(monkeypatch: pytest.MonkeyPatch, variable: str, value: str, state: str) -> None:
    monkeypatch.setenv(variable, value)
    found = only(list(checks.of_settings()), "Variables")
    assert (found.state, variable in found.found) == (state, True), found
    if variable.endswith("CUONT"):
        assert found.fix == "did you mean ROCKET_MIN_COUNT?"


def test_a_cache_that_is_damaged_or_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rocket_cli.cache.store import cache_file

    monkeypatch.setenv("ROCKET_CACHE_DIR", str(tmp_path / "cache"))
    assert only(list(checks.of_cache()), "File").found.startswith("none yet")
    cache_file().parent.mkdir()
    cache_file().write_bytes(b"not a database, but long enough to be taken for one" * 50)
    damaged = only(list(checks.of_cache()), "File")
    assert (damaged.state, "is damaged" in damaged.found) == ("wrong", True)
    assert cache_file().read_bytes().startswith(b"not a database")
    monkeypatch.setenv("ROCKET_CACHE_DIR", str(tmp_path / "cache" / cache_file().name / "below a file"))
    assert only(list(checks.of_cache()), "File").state == "wrong"
    monkeypatch.setenv("ROCKET_CACHE_MB", "many")
    assert only(list(checks.of_cache()), "Size").state == "wrong"


def test_completion_of_each_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/zsh")
    (found,) = checks.of_completion()
    assert (found.state, found.fix) == ("note", "rocket --install-completion")
    (tmp_path / ".zfunc").mkdir()
    (tmp_path / ".zfunc" / "_rocket").touch()
    (found,) = checks.of_completion()
    assert found.state == "fine"
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    (found,) = checks.of_completion()
    assert found.found == "tcsh"


def test_a_pager_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "no-such-pager -x")
    assert only(list(checks.of_terminal()), "Pager").state == "note"
    monkeypatch.setenv("PAGER", "less '")
    assert only(list(checks.of_terminal()), "Pager").state == "note"


def test_the_table_says_what_is_wrong_and_what_to_do() -> None:
    fine = Check("Installed", "rocket", "fine", "0.1.0")
    wrong = Check("Cache", "File", "wrong", "[bold]x is damaged", "delete it")
    (section,) = sections_of(Diagnosis(False, (fine, wrong)), PIPE)
    assert section.notes == ("1 thing is wrong.",)
    assert [[cell.text for cell in row] for row in section.rows] == [
        ["fine", "rocket", "0.1.0", ""],
        ["wrong", "File", "[bold]x is damaged", "delete it"],
    ]
    (drawn,) = sections_of(Diagnosis(True, (fine,)), Surface(width=80))
    assert (drawn.notes, drawn.rows[0][0].text) == (("Nothing is wrong.",), "✓")


@pytest.mark.pipeline
def test_a_broken_settings_file_is_found_and_does_not_stop_it(rocket: Run, tmp_path: Path) -> None:
    (tmp_path / "rocket.toml").write_text("colour = 1\n", encoding="utf-8")
    done = rocket("doctor", "--json")
    assert (done.returncode, done.stderr) == (1, "")
    data = json.loads(done.stdout)
    Draft202012Validator(schema_of("doctor")).validate(data)
    assert data["schema"] == "rocket.doctor/1"
    assert [check["name"] for check in data["checks"] if check["state"] == "wrong"] == ["Project file"]
    assert "did you mean color?" in done.stdout


@pytest.mark.parametrize("module", ["spacy", "onnxruntime", "packaging", "textstat"])
def test_a_library_that_cannot_be_imported_does_not_stop_it(rocket: Run, tmp_path: Path, module: str) -> None:
    (tmp_path / "blocked").mkdir()
    (tmp_path / "blocked" / f"{module}.py").write_text(f"raise ImportError('no {module} here')")
    path = os.pathsep.join([str(tmp_path / "blocked"), str(Path(__file__).resolve().parents[2])])
    done = rocket("doctor", PYTHONPATH=path)
    assert "Traceback" not in done.stderr
    assert done.returncode == 1, done.stdout
    assert f"no {module} here" in done.stdout or module == "packaging"
