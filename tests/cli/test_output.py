"""Files are written whole or not at all, and never over what was read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from rocket_cli.cli.options import OutputOptions
from rocket_cli.cli.output import (
    MOST_WARNINGS,
    CommandResult,
    deliver,
    deliver_records,
    plan_output,
    report_warnings,
)
from rocket_cli.errors import RocketError, UsageError
from rocket_cli.records import Failure
from rocket_cli.settings import Settings
from tests import factories

RESULT = CommandResult(factories.entity_report(2), 2)


def write(path: Path, *, inputs: tuple[str, ...] = ()) -> int:
    return deliver(RESULT, plan_output(OutputOptions(output=str(path)), Settings()), inputs)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.json", "{"),
        ("a.jsonl", '{"name"'),
        ("a.csv", "name,kind"),
        ("a.tsv", "name\tkind"),
        ("a.md", "## "),
    ],
)
def test_the_ending_of_the_file_chooses_the_format(name: str, start: str, tmp_path: Path) -> None:
    assert write(tmp_path / name) == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_an_option_wins_over_the_ending_and_the_ending_over_settings() -> None:
    settings = Settings(format="tsv")
    assert plan_output(OutputOptions(output="a.csv", format="json"), settings).format == "json"
    assert plan_output(OutputOptions(output="a.csv"), settings).format == "csv"
    assert plan_output(OutputOptions(output="a.xyz"), settings).format == "tsv"
    assert plan_output(OutputOptions(), Settings()).format == "table"


def test_a_dash_is_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert deliver(RESULT, plan_output(OutputOptions(output="-", json=True), Settings())) == 0
    assert capsys.readouterr().out.startswith("{")


def test_an_old_answer_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("old")
    path.chmod(0o640)
    write(path)
    assert path.read_text(encoding="utf-8").startswith("{")
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["a.json"]


def test_a_new_file_has_the_mode_that_the_person_chose(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "a.json")
    finally:
        os.umask(before)
    assert (tmp_path / "a.json").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to("real.json")
    write(tmp_path / "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text(encoding="utf-8").startswith("{")


def test_no_input_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    inside = tmp_path / "folder" / "review.txt"
    inside.write_text("A film.")
    (tmp_path / "alias").symlink_to(inside)
    for target, given in ((inside, inside), (inside, tmp_path / "folder"), (tmp_path / "alias", inside)):
        with pytest.raises(UsageError, match="one of the inputs"):
            write(target, inputs=(str(given),))
    assert inside.read_text() == "A film."


def test_a_folder_is_no_file_to_write(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        write(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RocketError, match="No such file or directory"):
        write(tmp_path / "missing" / "a.json")


def test_a_run_that_breaks_off_leaves_the_old_answer_and_no_scraps(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("old")

    def breaking() -> object:
        yield factories.analysis("A film.")
        raise KeyboardInterrupt

    plan = plan_output(OutputOptions(output=str(path)), Settings())
    with pytest.raises(KeyboardInterrupt):
        deliver_records(breaking(), plan, [])  # type: ignore[arg-type]
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.jsonl"]


def test_records_come_out_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    seen: list[str] = []

    def found() -> object:
        yield factories.analysis("One film.")
        seen.append(capsys.readouterr().out)
        yield Failure("b.txt", "not UTF-8 at byte 3", "try --encoding cp1252")
        yield factories.analysis("Another film.")

    assert deliver_records(found(), plan_output(OutputOptions(format="jsonl"), Settings()), []) == 1  # type: ignore[arg-type]
    out, err = capsys.readouterr()
    assert seen[0].count("\n") == 1
    assert out.count("\n") == 1
    assert err == "rocket: b.txt: not UTF-8 at byte 3; try --encoding cp1252\n"


def test_an_empty_run_of_records_is_an_empty_array(capsys: pytest.CaptureFixture[str]) -> None:
    assert deliver_records([], plan_output(OutputOptions(json=True), Settings()), []) == 1
    assert capsys.readouterr().out == "[]\n"


def test_the_status_of_a_result() -> None:
    failure = Failure("a", "b", None)
    payload = factories.entity_report(1)
    assert CommandResult(payload, 1).status == 0
    assert CommandResult(payload, 1, (failure,)).status == 1
    assert CommandResult(payload, 0).status == 1


def test_a_table_of_nothing_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    result = CommandResult(factories.entity_report(0), 0, (Failure("a", "b", None),))
    assert deliver(result, plan_output(OutputOptions(), Settings())) == 1
    assert capsys.readouterr() == ("", "rocket: a: b\n")


def test_of_many_warnings_the_first_are_said_and_how_many_more(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    plan = plan_output(OutputOptions(), Settings())
    report_warnings([f"{n}.txt: short" for n in range(MOST_WARNINGS)], plan)
    assert capsys.readouterr().err.count("warning: ") == MOST_WARNINGS
    report_warnings([f"{n}.txt: short" for n in range(MOST_WARNINGS + 2)], plan)
    assert capsys.readouterr().err.splitlines()[-1] == "rocket: 2 more warnings; rocket analyse has them all"
