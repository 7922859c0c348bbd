"""Progress on standard error: nothing for short work, nothing where nobody is watching."""

from __future__ import annotations

import os
import sys
import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

PATIENCE_SECONDS = 1.0  # people wait this long without asking what goes on


def wanted(*, quiet: bool) -> bool:
    """Whether to show progress: a person is watching standard error and did not say --quiet."""
    return not quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


class Progress:
    """A bar with rate and time left that appears once the work has lasted `PATIENCE_SECONDS`."""

    def __init__(self, n_files: int | None = None) -> None:
        self._total = n_files
        self._done = 0
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None
        self._over = False
        self._started = 0.0
        self._lock = threading.Lock()
        self._timer = threading.Timer(PATIENCE_SECONDS, self._appear)
        self._timer.daemon = True

    def __enter__(self) -> Progress:
        self._started = time.monotonic()
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._over = True  # the timer may be firing at this very moment
            if self._bar is not None:
                self._bar.stop()
        self._timer.join()

    def advance(self, n_reviews: int) -> None:
        """`n_reviews` more are done."""
        with self._lock:
            self._done += n_reviews
            if self._bar is not None and self._task is not None:
                self._bar.update(self._task, completed=self._done, rate=self._rate())

    def _rate(self) -> str:
        return f"{self._done / (time.monotonic() - self._started):.1f} reviews/s"

    def _appear(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        bar = RichProgress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        with self._lock:
            if self._over:
                return
            self._bar = bar
            self._task = bar.add_task(
                "Reading reviews", total=self._total, completed=self._done, rate=self._rate()
            )
            bar.start()
