"""Widths of columns, bars, and the pager."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from rocket_cli.render.console import draw, page
from rocket_cli.render.sections import Cell, Column, Section, section
from rocket_cli.render.surface import Surface
from rocket_cli.render.widths import GAP, column_widths


def names_and_counts(*names: str) -> Section:
    columns = (Column("Name", wide=True), Column("Also", wide=True), Column("Count", "right"))
    return section("Names", columns, tuple((Cell(name), Cell("x" * 5), Cell("12")) for name in names))


def test_columns_get_what_they_want_where_there_is_room() -> None:
    assert column_widths(names_and_counts("Ada Nilsen"), 80) == [10, 5, 5]


def test_words_wrap_before_they_break_and_figures_never() -> None:
    table = names_and_counts("Wilhelmina van der Kloosterman")
    widths = column_widths(table, 26)
    assert widths is not None
    assert sum(widths) + GAP * 2 <= 26
    text = draw([table], Surface(width=26))
    assert "Wilhelmina" in text
    assert "Kloosterman" in text
    assert " 12" in text


def test_a_screen_too_narrow_for_the_table_gets_a_line_a_value() -> None:
    columns = tuple(Column(f"Column {n}", wide=True) for n in range(6))
    rows = (tuple(Cell("somewhat longish words") for _ in columns),)
    table = section("Wide", columns, rows)
    assert column_widths(table, 40) is None
    text = draw([table], Surface(width=40))
    assert "Column 5: somewhat longish words" in text
    assert max(cell_len(line) for line in text.splitlines()) <= 40


def test_bars_are_as_long_as_their_share() -> None:
    shares = (1.0, 0.5, 0.25, 0.0, None)
    rows = tuple((Cell("x"), Cell("1", bar=share)) for share in shares)
    text = draw([section("Bars", (Column("Name"), Column("Figure", "right")), rows)], Surface(width=80))
    assert [line.split(maxsplit=1)[1] for line in text.splitlines()[3:]] == [
        "1 ████",
        "1 ██",
        "1 █",
        "1",
        "1",
    ]


def test_wide_characters_and_right_to_left_names_keep_the_columns() -> None:
    table = names_and_counts("山田太郎", "נועה", "Ada")
    lines = [line for line in draw([table], Surface(width=80)).splitlines() if line.endswith("12")]
    assert {cell_len(line) for line in lines} == {cell_len(lines[0])}


def pager_into(path: Path) -> dict[str, str]:
    code = f"import sys; open({str(path)!r}, 'w').write(sys.stdin.read())"
    return {**os.environ, "ROCKET_PAGER": f'{sys.executable} -c "{code}"', "TERM": "xterm"}


def test_long_text_goes_to_the_pager_of_the_person(tmp_path: Path) -> None:
    text = "line\n" * 50
    assert page(text, Surface(width=80, height=20), pager_into(tmp_path / "paged"))
    assert (tmp_path / "paged").read_text() == text


def test_short_text_does_not(tmp_path: Path) -> None:
    assert not page("line\n" * 5, Surface(width=80, height=20), pager_into(tmp_path / "paged"))
    assert not (tmp_path / "paged").exists()


@pytest.mark.parametrize("pager", ["", "cat", "no-such-pager --fast"])
def test_no_pager_no_paging(pager: str) -> None:
    surface = Surface(width=80, height=20)
    assert not page("line\n" * 50, surface, {"PAGER": pager, "PATH": os.environ["PATH"]})


def test_a_pager_that_is_left_early_is_no_error() -> None:
    variables = {**os.environ, "ROCKET_PAGER": f'{sys.executable} -c "pass"', "TERM": "xterm"}
    assert page("a long line\n" * 20_000, Surface(width=80, height=20), variables)
