from __future__ import annotations

from pathlib import Path

import pytest

from rocket_cli.analysis.aliases_file import AliasRules, parse_rules, read_rules
from rocket_cli.errors import UsageError


def test_rules_are_read(tmp_path: Path) -> None:
    path = tmp_path / "aliases.toml"
    path.write_text('same = [["Nell", "Wren"]]\nnever = [["Lil", "Lexi", "Moth"]]\n', encoding="utf-8")
    assert read_rules(path) == AliasRules(same=(("Nell", "Wren"),), never=(("Lil", "Lexi", "Moth"),))
    assert not AliasRules()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("same = [", "not valid TOML"),
        ('sane = [["A", "B"]]', "unknown key 'sane'"),
        ('same = "A"', "not a list of lists"),
        ('same = [["A"]]', "two or more"),
        ("never = [[1, 2]]", "two or more"),
        ('same = [["Ada", "Bo"]]\nnever = [["ada", "BO"]]', "both the same and never"),
    ],
)
def test_what_cannot_be_read_is_said_with_the_file_name(text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        parse_rules(text, "films/aliases.toml")
    assert caught.value.path == "films/aliases.toml"
    assert caught.value.hint


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_rules(tmp_path / "aliases.toml")
