"""Progress appears for long work only."""

from __future__ import annotations

import threading

import pytest

from rocket_cli.cli import progress
from rocket_cli.cli.progress import Progress, wanted


def test_short_work_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(n_files=3) as shown:
        shown.advance(3)
    assert capsys.readouterr() == ("", "")
    assert not any(isinstance(thread, threading.Timer) for thread in threading.enumerate())


def test_long_work_shows_how_far_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("FORCE_COLOR", "1")  # what makes Rich take the captured stream for a terminal
    monkeypatch.setenv("TERM", "xterm")
    with Progress(n_files=40) as shown:
        shown._timer.join()
        shown.advance(10)
        shown.advance(15)
        assert shown._bar is not None
        shown._bar.refresh()
    out, err = capsys.readouterr()
    assert out == ""
    assert "25/40" in err
    assert "reviews/s" in err


def test_nobody_watches_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not wanted(quiet=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    assert wanted(quiet=False)
    assert not wanted(quiet=True)
    monkeypatch.setenv("TERM", "dumb")
    assert not wanted(quiet=False)
