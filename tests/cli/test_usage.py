"""Command lines that make no sense: one line that says what is wrong and what to try, status 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from rocket_cli.cli import main as cli


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "a.txt").write_text("A film.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["entites"], "there is no command called 'entites'; did you mean rocket entities?"),
        (["zzz"], "there is no command called 'zzz'; see rocket --help"),
        (["a.txt"], "a.txt is no command; to see what it holds: rocket reviews a.txt"),
        (["entities", "--jsn", "a.txt"], "rocket entities has no option --jsn; did you mean --json?"),
        (["--json", "compare"], "--json goes after the command: rocket compare --json"),
        (["entities"], "say which files or folders to read; for example: rocket entities reviews/"),
        (["entities", "a.txt", "-k", "peopel"], "there is no kind called 'peopel'; did you mean people?"),
        (
            ["entities", "a.txt", "-k", "x"],
            "there is no kind called 'x'; the kinds are people, films, places",
        ),
        (["entities", "a.txt", "-f", "jsn"], "there is no format called 'jsn'; did you mean json?"),
        (
            ["entities", "a.txt", "--json", "-f", "csv"],
            "--json and --format csv ask for two different things; choose one",
        ),
        (["schema", "comparson"], "there is no schema called 'comparson'; did you mean comparison?"),
        (
            ["entities", "a.txt", "--top", "0"],
            "invalid value for '--top': 0 is less than 1; see rocket entities --help",
        ),
        (
            ["entities", "a.txt", "--top", "many"],
            "invalid value for '--top': 'many' is not a whole number; see rocket entities --help",
        ),
        (
            ["entities", "a.txt", "--min-confidence", "1.5"],
            "invalid value for '--min-confidence': 1.5 is more than 1.0; see rocket entities --help",
        ),
        (["entities", "a.txt", "--top"], "option '--top' requires an argument; see rocket entities --help"),
        (["show", "a.txt", "b.txt"], "got unexpected extra argument(s) (b.txt); see rocket show --help"),
        (["entities", "a.txt", "-o", "a.txt"], "a.txt: is one of the inputs; write to another file"),
    ],
)
def test_one_line_and_status_two(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if arguments[-1] == "a.txt" and "-o" in arguments:  # the answer is refused, whatever it would be
        monkeypatch.setattr("rocket_cli.cli.entities.list_entities", lambda *_, **__: _empty_result())
    assert cli.main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"rocket: {said}\n"


def test_a_settings_file_that_is_broken_is_a_usage_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rocket.toml").write_text('model = "x"\nkinds = "peple"\n')
    assert cli.main(["reviews", "a.txt"]) == 2
    assert capsys.readouterr().err == (
        "rocket: rocket.toml:2: kinds = 'peple' will not do; it must name some of people, films, places\n"
    )


def test_a_control_character_in_an_argument_does_not_reach_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["entities", "a.txt", "-f", "\x1b[31m"]) == 2
    assert "\x1b" not in capsys.readouterr().err


def _empty_result() -> object:
    from rocket_cli.cli.output import CommandResult
    from tests import factories

    return CommandResult(factories.entity_report(1), 1)
