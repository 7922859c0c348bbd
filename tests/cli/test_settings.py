"""Defaults < user file < project file < environment, and mistakes named by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from rocket_cli import settings as module
from rocket_cli.cli.inputs import analyse_options, kinds_of
from rocket_cli.cli.options import INPUT_FORMATS, PipelineOptions, ReadingOptions
from rocket_cli.errors import UsageError
from rocket_cli.reading.options import FORMATS as READING_FORMATS
from rocket_cli.records import KINDS
from rocket_cli.settings import FORMATS, KIND_NAMES, Settings, load_settings


def load(tmp_path: Path, user: str = "", project: str = "", **environ: str) -> Settings:
    (tmp_path / "config.toml").write_text(user, encoding="utf-8")
    (tmp_path / "rocket.toml").write_text(project, encoding="utf-8")
    return load_settings(
        environ=environ, user_file=tmp_path / "config.toml", project_file=tmp_path / "rocket.toml"
    )


def test_nothing_is_set_where_there_is_no_file(tmp_path: Path) -> None:
    nowhere = tmp_path / "none" / "config.toml"
    assert load_settings(environ={}, user_file=nowhere, project_file=nowhere) == Settings()


def test_the_nearer_wins(tmp_path: Path) -> None:
    user = 'model = "user"\nformat = "csv"\nencoding = "cp1252"\n'
    found = load(tmp_path, user, 'model = "project"\nformat = "json"\n', ROCKET_MODEL="environment")
    assert (found.model, found.format, found.encoding) == ("environment", "json", "cp1252")
    assert found.origins == {
        "model": "ROCKET_MODEL",
        "format": str(tmp_path / "rocket.toml"),
        "encoding": str(tmp_path / "config.toml"),
    }


def test_every_key_can_be_set_in_a_file_and_in_the_environment(tmp_path: Path) -> None:
    in_file = load(
        tmp_path,
        'model = "m"\nformat = "tsv"\ncolor = "never"\nkinds = ["places", "people"]\n'
        'min_count = 2\nmin_confidence = 0.5\nencoding = "latin-1"\n',
    )
    in_environment = load(
        tmp_path,
        ROCKET_MODEL="m",
        ROCKET_FORMAT="tsv",
        ROCKET_COLOR="never",
        ROCKET_KINDS="places, people",
        ROCKET_MIN_COUNT="2",
        ROCKET_MIN_CONFIDENCE="0.5",
        ROCKET_ENCODING="latin-1",
    )
    for found in (in_file, in_environment):
        assert found.kinds == ("people", "places")
        assert set(found.origins) == set(module.KEYS)
        assert (found.min_count, found.min_confidence, found.color) == (2, 0.5, "never")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('model = "m"\nmodle = "x"\n', 2, "there is no setting called 'modle'; did you mean model?"),
        ("zzz = 1\n", 1, "there is no setting called 'zzz'; the settings are model, format"),
        ('format = "xml"\n', 1, "format = 'xml' will not do; it must be one of table, json"),
        ("\n\nmin_count = 0\n", 3, "min_count = 0 will not do; it must be a whole number from 1 up"),
        ("min_count = true\n", 1, "min_count = True will not do; it must be a whole number"),
        ("min_confidence = 2\n", 1, "min_confidence = 2 will not do; it must be a number from 0 to 1"),
        ("model = 3\n", 1, "model = 3 will not do; it must be text in quotation marks"),
        ('kinds = ["people", "dogs"]\n', 1, "it must name some of people, films, places"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, line: int, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        load(tmp_path, project=text)
    assert str(caught.value).startswith(f"{tmp_path / 'rocket.toml'}:{line}: ")
    assert said in str(caught.value)


def test_toml_that_is_broken_names_the_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"config\.toml: not valid TOML: .*line 2"):
        load(tmp_path, 'model = "m"\nformat = \n')


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rocket.toml"
    path.write_bytes(b'model = "caf\xe9"\n')
    with pytest.raises(UsageError, match=r"rocket\.toml: not UTF-8 at byte 12"):
        load_settings(environ={}, user_file=tmp_path / "none", project_file=path)


def test_a_variable_that_will_not_do_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ROCKET_MIN_COUNT: min_count = 'many' will not do"):
        load(tmp_path, ROCKET_MIN_COUNT="many")


def test_options_win_over_settings() -> None:
    settings = Settings(model="set", min_confidence=0.9, encoding="cp1252", kinds=("films",))
    typed = analyse_options(
        PipelineOptions(model="typed", min_confidence=0.0), ReadingOptions(encoding="utf-8"), settings
    )
    assert (typed.model, typed.min_confidence, typed.input.encoding) == ("typed", 0.0, "utf-8")
    left = analyse_options(PipelineOptions(), ReadingOptions(), settings)
    assert (left.model, left.min_confidence, left.input.encoding) == ("set", 0.9, "cp1252")
    assert kinds_of(None, settings) == ("films",)
    assert kinds_of(["places"], settings) == ("places",)
    assert kinds_of(None, Settings()) is None


def test_names_that_are_listed_twice_agree() -> None:
    assert KIND_NAMES == KINDS
    assert INPUT_FORMATS == READING_FORMATS
    assert len(set(FORMATS)) == 6
