"""`rocket entities --why`, on records."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from rocket_cli.cli import main as cli
from rocket_cli.cli.schema import schema_of
from rocket_cli.records import to_json
from tests.analysis.building import record


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("NO_COLOR", "FORCE_COLOR", "ROCKET_FORMAT", "ROCKET_KINDS", "ROCKET_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def wren(tmp_path: Path) -> str:
    """A file of two records; the second is the only one that prints the full name."""
    made = [
        record("[C Nell], who calls herself [C Wren], sings. [P Ada Voss] and [P Ben Voss] act.", id="a"),
        record("[C Nell Marsh] bakes. [P Voss] is better.", id="b"),
    ]
    path = tmp_path / "two.jsonl"
    path.write_text("".join(to_json(one) + "\n" for one in made), encoding="utf-8")
    return str(path)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.main(["entities", *arguments]) == 0
    return capsys.readouterr().out


def test_json_fits_its_schema(wren: str, capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(printed(capsys, "--why", "Wren", wren, "--json"))
    jsonschema.validate(document, schema_of("why"))
    assert document["schema"] == "rocket.why/1"
    (nell,) = document["entities"]
    assert nell["entity"]["name"] == "Nell Marsh"
    assert [mention["text"] for mention in nell["mentions"]] == ["Nell", "Wren", "Nell Marsh"]
    assert [(step["review"], step["alias"], step["into"]) for step in nell["merges"]] == [
        ("a", "Wren", "Nell"),
        (None, "Nell", "Nell Marsh"),
    ]


def test_a_pipe_has_mentions_and_merges(wren: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, wren, "--why", "Nell Marsh")
    assert out.startswith("Nell Marsh, a character: 3 mentions in 2 of 2 reviews\n")
    assert "Why these are one" in out
    assert "the text says so: 'who calls herself'" in out


def test_markdown_has_a_table_each(wren: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, wren, "--why", "Nell Marsh", "-f", "markdown")
    assert out.count("\n| --- |") == 2


def test_csv_says_what_each_row_is(wren: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(printed(capsys, wren, "--why", "Nell", "-f", "csv"))))
    assert [row["topic"] for row in rows] == ["mention"] * 3 + ["merge"] * 2
    assert rows[0]["path"] == "a.txt"
    assert rows[-1]["review_id"] == ""


def test_a_name_printed_one_way_only_needs_no_reason(wren: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, wren, "--why", "Ben Voss")
    assert "nothing had to be merged" in out
    assert "Why these are one" not in out


def test_an_unknown_name_has_status_2(wren: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["entities", wren, "--why", "Nel Marsh"]) == 2
    assert capsys.readouterr().err == "rocket: no review names 'Nel Marsh'; did you mean 'Nell Marsh'?\n"
