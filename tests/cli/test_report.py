"""`rocket report` as a person runs it: where the page goes, and what is said about it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from rocket_cli.cli import report as cli
from rocket_cli.cli.main import main
from rocket_cli.errors import UsageError
from rocket_cli.records import review_from_json, to_json

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `rocket` in this process, which has spaCy at hand, in `tmp_path`: status, output, messages."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def rocket(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        said = capsys.readouterr()
        return status, said.out, said.err

    return rocket


def test_it_writes_a_page_and_says_where(run: Run, records: Path) -> None:
    status, out, err = run("report", str(records), "-o", "report.html")
    text = Path("report.html").read_text(encoding="utf-8")
    n_kilobytes = round(len(text.encode()) / 1000)
    assert (status, out) == (0, "")
    assert err == f"rocket: wrote report.html, {n_kilobytes} kB; open it in a browser\n"
    assert lxml_html.document_fromstring(text).findtext(".//title") == "2 reviews of The Salt Road"


def test_quietly_and_under_a_title_of_ones_own(run: Run, records: Path) -> None:
    assert run("report", str(records), "-o", "page.html", "--quiet", "--title", "Two & two") == (0, "", "")
    assert "<title>Two &amp; two</title>" in Path("page.html").read_text(encoding="utf-8")


def test_in_a_pipe_the_page_is_the_output(run: Run, records: Path) -> None:
    run("report", str(records), "-o", "report.html")
    page = Path("report.html").read_text(encoding="utf-8")
    assert run("report", str(records)) == run("report", str(records), "-o", "-") == (0, page, "")


def test_another_process_writes_the_same_bytes(run: Run, rocket: Callable[..., Any], records: Path) -> None:
    assert rocket("report", str(records)).stdout == run("report", str(records))[1]


def test_the_names_are_those_that_compare_gives(run: Run, records: Path) -> None:
    choice = [str(records), "--kind", "people", "--top", "1"]
    page = lxml_html.document_fromstring(run("report", *choice)[1])
    compared = json.loads(run("compare", *choice, "--json")[1])
    shown = [" ".join(a.text_content().split()) for a in page.xpath("//table[@id='names-table']//th/a")]
    assert shown == [entity["name"] for entity in compared["entities"]]
    assert len(shown) == 1


def test_an_input_that_fails_is_on_the_page_and_in_the_status(run: Run, records: Path) -> None:
    status, out, err = run("report", str(records), "lost.txt")
    assert status == 1
    assert "lost.txt: no such file or folder" in err
    assert "lost.txt" in lxml_html.document_fromstring(out).find_class("notice")[0].text_content()


def test_without_a_review_there_is_no_page(run: Run) -> None:
    assert run("report", "lost.txt", "-o", "report.html")[0] == 1
    assert not Path("report.html").exists()
    status, _, err = run("report")
    assert status == 2
    assert "rocket report reviews/" in err


def test_records_without_text_still_make_a_page(run: Run, records: Path) -> None:
    lean = records.with_name("lean.jsonl")
    with lean.open("w", encoding="utf-8") as stream:
        for line in records.read_text(encoding="utf-8").splitlines():
            data = json.loads(line) | {"text": None}
            stream.write(to_json(review_from_json(json.dumps(data))) + "\n")
    status, out, err = run("report", str(lean))
    assert status == 0
    assert err.startswith("rocket: 2 records of 2 without text: no quotes from there;")
    assert "rocket analyse --with-text" in out


def test_no_input_is_overwritten(run: Run, records: Path) -> None:
    before = records.read_bytes()
    status, _, err = run("report", str(records), "-o", str(records))
    assert status == 2
    assert "is one of the inputs" in err
    assert records.read_bytes() == before


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_hint_and_no_page(monkeypatch: pytest.MonkeyPatch, records: Path) -> None:
    screen = Screen()
    monkeypatch.setattr("sys.stdout", screen)
    with pytest.raises(UsageError, match=r"rocket report seeds/ -o report\.html"):
        cli._target(cli.PageOptions())
    assert cli._target(cli.PageOptions(output="-")) is None
    with pytest.raises(UsageError, match="--open needs a file"):
        cli._target(cli.PageOptions(output="-", open=True))
    assert main(["report", str(records)]) == 2
    assert screen.getvalue() == ""


@pytest.mark.parametrize("watched", [True, False])
def test_it_opens_the_page_only_where_a_person_watches(
    monkeypatch: pytest.MonkeyPatch, records: Path, tmp_path: Path, watched: bool
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("sys.stderr", Screen() if watched else io.StringIO())
    target = tmp_path / "report.html"
    assert main(["report", str(records), "-o", str(target), "--open", "--no-cache"]) == 0
    assert opened == ([target.as_uri()] if watched else [])
