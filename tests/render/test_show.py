"""A review with its names marked."""

from __future__ import annotations

import msgspec
import pytest

from rocket_cli.records import ANOTHER_REVIEW, Block, Source
from rocket_cli.render.console import draw_text
from rocket_cli.render.show import as_markdown, coloured, marked, pieces
from rocket_cli.render.surface import Surface
from tests import factories

TEXT = "Marguerite Vale plays Old Hob in Night Ferry.\n\nRead more: ten films set in Lisbon"
RECORD = factories.analysis(
    TEXT,
    [("Marguerite Vale", "PERSON"), ("Old Hob", "CHARACTER"), ("Night Ferry", "FILM"), ("Lisbon", "PLACE")],
    furniture="Read more: ten films set in Lisbon",
)


def test_the_pieces_are_the_text() -> None:
    assert "".join(piece.text for piece in pieces(RECORD)) == TEXT
    assert [piece.text for piece in pieces(RECORD) if piece.mention] == [m.text for m in RECORD.mentions]


def test_names_are_marked_in_brackets_and_furniture_between_lines() -> None:
    assert marked(RECORD) == (
        "[Marguerite Vale|person] plays [Old Hob|character] in [Night Ferry|film].\n\n"
        "[page furniture: related articles]\n"
        "Read more: ten films set in [Lisbon|place]\n"
        "[end of page furniture]\n"
    )


def test_colours_by_kind_and_dim_furniture() -> None:
    text = draw_text(coloured(RECORD), Surface(width=80, color=True))
    assert "\x1b[1;36mMarguerite Vale\x1b[0m" in text
    assert "\x1b[3;35mOld Hob\x1b[0m" in text
    assert "\x1b[4;33mNight Ferry\x1b[0m" in text
    assert "\x1b[2mRead more" in text
    assert "person  " in text.splitlines()[1].replace("\x1b[1;36m", "").replace("\x1b[0m", "")


def test_escape_sequences_of_a_review_are_shown_and_not_obeyed() -> None:
    record = factories.analysis("A \x1b[31mred\x1b[0m [bold]light[/bold]")
    assert marked(record) == "A ␛[31mred␛[0m [bold]light[/bold]\n"
    assert "[bold]light[/bold]" in draw_text(coloured(record), Surface(width=80, color=True))


def test_as_markdown_names_are_bold_and_furniture_struck_through() -> None:
    lines = as_markdown(RECORD).splitlines()
    assert lines[0].startswith("## Ada Nilsen on The Salt Road: 4 mentions")
    assert lines[2] == "**Marguerite Vale** (person) plays **Old Hob** (character) in **Night Ferry** (film)."
    assert lines[4] == "~~Read more: ten films set in **Lisbon** (place)~~"


def test_of_a_file_with_several_reviews_only_this_one_is_shown() -> None:
    second = msgspec.structs.replace(
        factories.analysis("First review.\nSecond review."),
        source=Source("many.csv", "0", "utf-8", 10, member=2),
        blocks=(Block("body", 14, 28),),
    )
    assert marked(second) == "Second review.\n"
    middle = msgspec.structs.replace(
        factories.analysis("Films\nFirst.\nSecond.\nThird."),
        source=Source("many.txt", "0", "utf-8", 10, member=2),
        blocks=(
            Block("furniture", 0, 5, "navigation"),
            Block("furniture", 6, 12, ANOTHER_REVIEW),
            Block("body", 13, 20),
            Block("furniture", 21, 27, ANOTHER_REVIEW),
        ),
    )
    assert marked(middle) == "[page furniture: navigation]\nFilms\n[end of page furniture]\nSecond.\n"


def test_a_title_is_a_heading_in_markdown() -> None:
    record = msgspec.structs.replace(
        factories.analysis("THE SALT ROAD\n\nA film."), blocks=(Block("title", 0, 13), Block("body", 15, 22))
    )
    assert as_markdown(record).splitlines()[2:] == ["### THE SALT ROAD", "", "A film."]


def test_a_record_without_text_cannot_be_shown() -> None:
    with pytest.raises(ValueError, match="no text"):
        marked(factories.analysis("A film.", with_text=False))
