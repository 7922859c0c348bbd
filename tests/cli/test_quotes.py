"""`rocket quotes`, on records."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import jsonschema
import pytest

from rocket_cli.cli import main as cli
from rocket_cli.cli.schema import schema_of
from rocket_cli.records import to_json
from tests import factories


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("NO_COLOR", "FORCE_COLOR", "ROCKET_FORMAT", "ROCKET_KINDS", "ROCKET_COLOR"):
        monkeypatch.delenv(name, raising=False)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert cli.main(["quotes", *arguments]) == status
    return capsys.readouterr().out


def test_json_fits_its_schema_and_offsets_the_text(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(printed(capsys, "Marguerite Vale", str(records), "--json"))
    jsonschema.validate(document, schema_of("quotes"))
    assert document["schema"] == "rocket.quotes/1"
    assert [(quote["reviewer"], quote["text"]) for quote in document["quotes"]] == [
        ("Ada Nilsen", "Marguerite Vale is Annie."),
        ("Bo Marsh", "Vale is better in Night Ferry."),
    ]
    assert document["quotes"][1]["mentions"] == [[0, 4]]


def test_any_alias_in_any_case_will_do(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = printed(capsys, "Marguerite Vale", str(records), "--format", "csv")
    assert printed(capsys, "vale", str(records), "--format", "csv") == whole


def test_plain_lines_have_file_and_offsets(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "Vale", str(records)).splitlines()
    assert lines[0] == "Marguerite Vale: 2 sentences in 2 of 2 reviews"
    assert re.split(r"\s{2,}", lines[2]) == [
        "Ada Nilsen",
        "reviews/ada.txt",
        "0",
        "25",
        "Marguerite Vale is Annie.",
    ]


def test_csv_and_json_lines_have_one_sentence_each(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(printed(capsys, "Vale", str(records), "-f", "csv"))))
    assert [(row["path"], row["start"], row["end"]) for row in rows] == [
        ("reviews/ada.txt", "0", "25"),
        ("reviews/bo.txt", "0", "30"),
    ]
    lines = printed(capsys, "Vale", str(records), "-f", "jsonl").splitlines()
    assert [json.loads(line)["text"] for line in lines] == [row["text"] for row in rows]


def test_markdown_has_the_name_in_bold(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "**Vale** is better in Night Ferry." in printed(capsys, "Vale", str(records), "-f", "markdown")


def test_nothing_is_capped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = factories.analysis("Vale acts. Vale bows.", [("Vale", "PERSON")])
    many = "".join(
        to_json(factories.analysis("Vale acts.", [("Vale", "PERSON")], path=f"{n}.txt")) + "\n"
        for n in range(300)
    )
    (tmp_path / "many.jsonl").write_text(to_json(one) + "\n" + many, encoding="utf-8")
    assert len(printed(capsys, "Vale", "many.jsonl", "-f", "jsonl").splitlines()) == 301


def test_furniture_is_no_quote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Vale acts. Read more: Vale in rehab"
    record = factories.analysis(text, [("Vale", "PERSON")], furniture="Read more: Vale in rehab")
    (tmp_path / "one.jsonl").write_text(to_json(record) + "\n", encoding="utf-8")
    document = json.loads(printed(capsys, "Vale", "one.jsonl", "--json"))
    assert [quote["text"] for quote in document["quotes"]] == ["Vale acts."]


def test_a_misspelt_name_gets_the_nearest_and_status_2(
    records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["quotes", "Margerite Vale", str(records)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "rocket: no review names 'Margerite Vale'; did you mean 'Marguerite Vale'?\n"


def test_inputs_that_failed_are_said_before_that_the_name_is_unknown(
    records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["quotes", "Nobody", str(records), "lost.txt"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("rocket: lost.txt: ")
    assert lines[1].startswith("rocket: no review names 'Nobody'")


def test_no_readable_input_is_no_fault_of_the_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["quotes", "Vale", "lost.txt"]) == 1
    assert "no review names" not in capsys.readouterr().err


def test_without_paths_it_looks_in_seeds(
    records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["quotes", "Vale"]) == 2
    assert "no folder seeds/ here" in capsys.readouterr().err
    (tmp_path / "seeds").mkdir()
    records.rename(tmp_path / "seeds" / "records.jsonl")
    assert len(printed(capsys, "Vale", "-f", "jsonl").splitlines()) == 2


def test_a_path_in_place_of_the_name_is_explained(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["quotes", str(records)]) == 2
    assert "the name comes before it" in capsys.readouterr().err
    assert cli.main(["quotes"]) == 2
    assert 'for example: rocket quotes "Ada Reed" reviews/' in capsys.readouterr().err


def test_kinds_choose_what_the_name_means(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(printed(capsys, "Night Ferry", str(records), "-k", "films", "-f", "jsonl").splitlines()) == 1
    assert cli.main(["quotes", "Night Ferry", str(records), "-k", "people"]) == 2


def test_kinds_in_the_settings_do_not_hide_a_name(
    records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rocket.toml").write_text('kinds = ["places"]\n', encoding="utf-8")
    assert "Night Ferry: 1 sentence in 1 of 2 reviews" in printed(capsys, "Night Ferry", str(records))


def test_records_without_text_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = [
        factories.analysis("Vale acts.", [("Vale", "PERSON")], path="a.txt"),
        factories.analysis(
            "Vale bows.", [("Vale", "PERSON")], path="b.txt", with_text=False, reviewer="Bo Marsh"
        ),
    ]
    (tmp_path / "r.jsonl").write_text("".join(to_json(one) + "\n" for one in made), encoding="utf-8")
    document = json.loads(printed(capsys, "Vale", "r.jsonl", "--json"))
    assert document["without_text"] == ["b.txt"]
    assert "Named by Bo Marsh too, in records without text" in printed(capsys, "Vale", "r.jsonl")


def test_aliases_beside_the_records_are_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = [
        factories.analysis("Old Hob waits.", [("Old Hob", "CHARACTER")], path=str(tmp_path / "a.txt")),
        factories.analysis("Robert sleeps.", [("Robert", "CHARACTER")], path=str(tmp_path / "b.txt")),
    ]
    (tmp_path / "r.jsonl").write_text("".join(to_json(one) + "\n" for one in made), encoding="utf-8")
    assert len(printed(capsys, "Robert", "r.jsonl", "-f", "jsonl").splitlines()) == 1
    (tmp_path / "aliases.toml").write_text('same = [["Old Hob", "Robert"]]\n', encoding="utf-8")
    from rocket_cli import workflow

    workflow._rules_in.cache_clear()
    assert len(printed(capsys, "Robert", "r.jsonl", "-f", "jsonl").splitlines()) == 2
