"""Nothing in a review moves the cursor, reorders a line, starts a formula or a tag."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from rocket_cli.render.safe import fenced, markdown, spreadsheet, visible, visible_lines


def test_white_space_becomes_single_blanks() -> None:
    assert visible("Ada \t\n  Nilsen\r\n") == "Ada Nilsen"


@pytest.mark.parametrize("code", [*range(0x20), *range(0x7F, 0xA0)])
def test_no_control_character_is_left(code: int) -> None:
    shown = visible(f"a{chr(code)}b")
    assert chr(code) not in shown
    assert shown.startswith("a")
    assert shown.endswith("b")


def test_an_escape_sequence_is_shown_and_not_obeyed() -> None:
    assert visible("\x1b[31mred\x1b[0m") == "␛[31mred␛[0m"


@pytest.mark.parametrize("code", [0x202E, 0x202D, 0x2066, 0x200F, 0x061C, 0xFEFF, 0x200B, 0xE0041])
def test_overrides_and_unseen_characters_are_dropped(code: int) -> None:
    assert visible(f"a{chr(code)}b") == "ab"


def test_joiners_stay_for_the_scripts_that_need_them() -> None:
    assert visible("می\u200cخواهم") == "می\u200cخواهم"


def test_a_file_name_that_is_not_utf8_can_be_printed() -> None:
    assert visible("kane\udce9.txt").encode() == "kane\ufffd.txt".encode()


def test_lines_keep_their_ends_and_tabs() -> None:
    assert visible_lines("a\r\nb\rc\td\x07") == "a\nb\nc\td␇"


def test_a_right_to_left_name_ends_in_a_mark_of_no_width() -> None:
    assert fenced("נועה") == "נועה\u200e"
    assert cell_len(fenced("נועה")) == cell_len("נועה")
    assert fenced("Ada") == "Ada"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_could_be_a_formula_gets_an_apostrophe(start: str) -> None:
    assert spreadsheet(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ["Ada", "2001: A Space Odyssey", "", "E=mc2", "'quoted'"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert spreadsheet(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a|b", r"a\|b"),
        ("*Jaws*", r"\*Jaws\*"),
        ("<script>", r"\<script\>"),
        ("[x](http://y)", r"\[x\](http://y)"),
        ("# one", r"\# one"),
        ("- dash", r"\- dash"),
        ("12. item", r"12\. item"),
        ("12 Monkeys", "12 Monkeys"),
        ("12.5", "12.5"),
        ("-3.1", "-3.1"),
        ("---", r"--\-"),
        ("two\nlines", "two lines"),
        ("Amélie", "Amélie"),
    ],
)
def test_markdown_markup_is_escaped(text: str, expected: str) -> None:
    assert markdown(text) == expected
