"""Each command from its options to its output, on records."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from rocket_cli.cli import main as cli
from rocket_cli.cli.schema import NAMES, schema_of

COMMANDS_WITH_SCHEMA = {"entities": "entities", "compare": "comparison", "readability": "readability"}


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("NO_COLOR", "FORCE_COLOR", "ROCKET_FORMAT", "ROCKET_KINDS", "ROCKET_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("command", COMMANDS_WITH_SCHEMA)
def test_json_is_one_document_that_fits_its_schema(
    command: str, records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([command, str(records), "--json"]) == 0
    out, err = capsys.readouterr()
    document = json.loads(out)
    jsonschema.validate(document, schema_of(COMMANDS_WITH_SCHEMA[command]))
    assert document["schema"] == f"rocket.{COMMANDS_WITH_SCHEMA[command]}/1"
    assert [review["display_name"] for review in document["reviews"]] == ["Ada Nilsen", "Bo Marsh"]
    assert err == ""


def test_entities_of_one_kind(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["entities", str(records), "--json", "--kind", "films"]) == 0
    assert [entity["name"] for entity in json.loads(capsys.readouterr().out)["entities"]] == ["Night Ferry"]


def test_kinds_can_be_listed_with_commas(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["entities", str(records), "--json", "-k", "places,films"]) == 0
    assert {entity["kind"] for entity in json.loads(capsys.readouterr().out)["entities"]} == {"films"}


def test_min_count_and_top_choose_entities(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["entities", str(records), "--json", "--min-count", "99"]) == 0
    assert json.loads(capsys.readouterr().out)["entities"] == []
    assert cli.main(["entities", str(records), "--json", "--top", "1"]) == 0
    kinds = [entity["kind"] for entity in json.loads(capsys.readouterr().out)["entities"]]
    assert sorted(kinds) == sorted(set(kinds))


def test_compare_leaves_out_other_kinds_everywhere(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compare", str(records), "--json", "--kind", "films"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert {entity["kind"] for entity in document["entities"]} == {"films"}
    assert {found["kind"] for found in document["overlap"]} == {"films"}
    assert [name for names in document["only_in"].values() for name in names] == ["Night Ferry"]


def test_compare_in_a_pipe_is_plain_and_complete(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compare", str(records)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("2 reviews of The Salt Road\n")
    assert "How they read" in out
    assert not set(out) & set("─█▲\x1b")


def test_compare_takes_seeds_where_no_path_is_given(
    records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["compare"]) == 2
    assert "no folder seeds/ here" in capsys.readouterr().err
    (tmp_path / "seeds").mkdir()
    records.rename(tmp_path / "seeds" / "records.jsonl")
    assert cli.main(["compare", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["reviews"]) == 2


@pytest.mark.parametrize("name", ["analyse", "analyze"])
def test_analyse_prints_a_record_a_line(name: str, records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([name, str(records)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["display_name"] for line in lines] == ["Ada Nilsen", "Bo Marsh"]
    for line in lines:
        jsonschema.validate(json.loads(line), schema_of("review"))


def test_analyse_as_one_json_array(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["analyse", str(records), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_analyse_as_csv_has_a_row_a_mention(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["analyse", str(records), "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["text"] for row in rows] == ["Marguerite Vale", "Annie", "Vale", "Night Ferry"]


def test_analyse_follows_no_format_from_settings(
    records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rocket.toml").write_text('format = "csv"\n')
    assert cli.main(["analyse", str(records)]) == 0
    assert capsys.readouterr().out.startswith("{")
    assert cli.main(["entities", str(records)]) == 0
    assert capsys.readouterr().out.startswith("name,kind,")


def test_show_marks_names_in_brackets(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["show", str(records)]) == 0
    out = capsys.readouterr().out
    assert "[Marguerite Vale|person] is [Annie|character]." in out
    assert "[Vale|person] is better in [Night Ferry|film]." in out


def test_show_as_markdown_and_json(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["show", str(records), "-f", "markdown"]) == 0
    assert "**Night Ferry** (film)" in capsys.readouterr().out
    assert cli.main(["show", str(records), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["text"] == "Marguerite Vale is Annie."


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_a_schema(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["schema", name]) == 0
    schema = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"] == f"rocket.{name}/1"


def test_rocket_alone_says_what_to_do_next(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 0
    out = capsys.readouterr().out
    assert "rocket compare FOLDER" in out
    assert "Try:  rocket reviews ." in out
    assert len(out.splitlines()) < 15


@pytest.mark.parametrize("arguments", [["--version"], ["-V"], ["version"]])
def test_the_version(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    from rocket_cli import __version__

    assert cli.main(arguments) == 0
    assert capsys.readouterr().out == f"rocket {__version__}\n"


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_has_help_in_one_short_sentence(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([command, "--help"]) == 0
    assert f"Usage: rocket {command}" in capsys.readouterr().out
    assert cli.main(["--help"]) == 0
    listed = next(
        line for line in capsys.readouterr().out.splitlines() if line.strip().startswith(f"{command} ")
    )
    assert not listed.endswith("...")
