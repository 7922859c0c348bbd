"""Exit statuses, and the one line on standard error that goes with a bad one."""

from __future__ import annotations

import sys

from rocket_cli.errors import PipelineError, RocketError, UsageError

OK = 0
PARTIAL = 1  # an input failed, or there was nothing to analyse
USAGE = 2  # the request makes no sense, or no pipeline can be used
INTERRUPTED = 130  # 128 + SIGINT, as shells have it
PIPE_CLOSED = 141  # 128 + SIGPIPE: the reader of our output went away, which is no fault of ours


def status_of(error: RocketError) -> int:
    """The exit status that `error` ends a run with."""
    return USAGE if isinstance(error, UsageError | PipelineError) else PARTIAL


def say(message: str) -> None:
    """One line for the person at the terminal, on standard error."""
    from rocket_cli.render.safe import visible

    # The reader of our messages may have gone away too: there is nobody left to tell.
    try:
        print(f"rocket: {visible(message)}", file=sys.stderr)  # noqa: T201
    except BrokenPipeError:
        return
