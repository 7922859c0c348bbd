"""`rocket version`."""

from __future__ import annotations

import sys

from rocket_cli import __version__
from rocket_cli.cli.exits import OK
from rocket_cli.cli.options import command


@command
def version() -> int:
    """The version of rocket."""
    sys.stdout.write(f"rocket {__version__}\n")
    return OK
