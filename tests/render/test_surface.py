"""Where colour, lines and bars are welcome."""

from __future__ import annotations

import io

import pytest

from rocket_cli.render.surface import PIPE, Surface, surface_of


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


SIZE = {"COLUMNS": "100", "LINES": "30", "TERM": "xterm"}


def test_a_terminal_has_its_width_and_colour() -> None:
    assert surface_of(Terminal(), environ=SIZE) == Surface(width=100, height=30, color=True)


def test_a_pipe_has_neither() -> None:
    assert surface_of(io.StringIO(), environ=SIZE) is PIPE
    assert not PIPE.drawn
    assert PIPE.at_least(10_000)


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_variables_that_turn_colour_off(variables: dict[str, str]) -> None:
    surface = surface_of(Terminal(), environ={**SIZE, **variables})
    assert surface.drawn
    assert not surface.color


def test_an_empty_no_color_says_nothing() -> None:
    assert surface_of(Terminal(), environ={**SIZE, "NO_COLOR": ""}).color


@pytest.mark.parametrize("options", [{"no_color": True}, {"color": "never"}])
def test_options_that_turn_colour_off(options: dict[str, object]) -> None:
    assert not surface_of(Terminal(), environ=SIZE, **options).color  # type: ignore[arg-type]


def test_force_color_makes_a_terminal_of_a_pipe() -> None:
    assert surface_of(io.StringIO(), environ={**SIZE, "FORCE_COLOR": "1"}).color
    assert surface_of(io.StringIO(), color="always", environ=SIZE).color
    assert surface_of(io.StringIO(), environ={**SIZE, "FORCE_COLOR": "0"}) is PIPE


def test_plain_wins_over_everything() -> None:
    assert surface_of(Terminal(), plain=True, color="always", environ={**SIZE, "FORCE_COLOR": "1"}) is PIPE


def test_a_very_narrow_terminal_is_taken_as_forty_cells() -> None:
    assert surface_of(Terminal(), environ={**SIZE, "COLUMNS": "7"}).width == 40


def test_a_closed_stream_is_no_terminal() -> None:
    stream = Terminal()
    stream.close()
    stream.isatty = lambda: (_ for _ in ()).throw(ValueError("closed"))  # type: ignore[method-assign]
    assert surface_of(stream, environ=SIZE) is PIPE
