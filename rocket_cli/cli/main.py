"""The command `rocket`: which commands there are, and how a run ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from rocket_cli import __version__
from rocket_cli.cli import cache, exits
from rocket_cli.cli.analyse import analyse
from rocket_cli.cli.compare import compare
from rocket_cli.cli.doctor import doctor
from rocket_cli.cli.entities import entities
from rocket_cli.cli.lean import make_lean
from rocket_cli.cli.model import evaluate, info, package, train
from rocket_cli.cli.output import OutputClosedError
from rocket_cli.cli.quotes import quotes
from rocket_cli.cli.readability import readability
from rocket_cli.cli.report import report
from rocket_cli.cli.reviews import reviews
from rocket_cli.cli.schema import schema
from rocket_cli.cli.show import show
from rocket_cli.cli.version import version
from rocket_cli.errors import RocketError

# What Typer raises for options and arguments that it cannot take; click's own class or Typer's copy of it.
TyperUsageError: type[Exception] = typer.BadParameter.__mro__[1]

# Seconds. The threads that run the network wait for their turn while another thread reads and links in
# Python; with Python's own 5 ms a big folder takes 8 % longer.
SWITCH_INTERVAL = 0.0005

WELCOME = """\
rocket reads film reviews and says who wrote them, whom and what they name, and how they read.

  rocket reviews FOLDER       what was read: reviewer, film, words, and what was set aside
  rocket entities FOLDER      the people, films and places they name
  rocket compare FOLDER       the reviewers side by side
  rocket report FOLDER -o report.html   the same as a page, with charts and every quote
  rocket quotes NAME FOLDER   what each of them says about a person, film or place
  rocket show FILE            one review with the names in it marked

{next_step}
rocket --help lists every command, rocket COMMAND --help its options, rocket doctor what is wrong.
"""


def make_app() -> typer.Typer:
    """The Typer application. Help has panels and colour on a terminal only; it is plain text in a pipe."""
    drawn = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    app = typer.Typer(
        name="rocket",
        rich_markup_mode="rich" if drawn else None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(welcome)
    for name, function in COMMANDS.items():
        app.command(name)(function)
    app.command("analyze", hidden=True)(analyse)
    for name, (text, members) in GROUPS.items():
        group = typer.Typer(
            name=name, help=text, no_args_is_help=True, rich_markup_mode="rich" if drawn else None
        )
        for member, function in members.items():
            group.command(member)(function)
        app.add_typer(group)
    return app


COMMANDS = {
    "reviews": reviews,
    "entities": entities,
    "compare": compare,
    "quotes": quotes,
    "report": report,
    "readability": readability,
    "show": show,
    "analyse": analyse,
    "schema": schema,
    "doctor": doctor,
    "version": version,
}
GROUPS = {
    "model": (
        "Which pipeline speaks, and how right it is.",
        {"info": info, "evaluate": evaluate, "train": train, "package": package},
    ),
    "cache": (
        "Analysed records of earlier runs, which make the next run fast.",
        {"info": cache.info, "clear": cache.clear, "path": cache.path},
    ),
}


def welcome(
    context: typer.Context,
    show_version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version and leave.")
    ] = False,
) -> None:
    """Who wrote a film review, whom and what it names, how it reads, how reviewers differ."""
    if show_version:
        sys.stdout.write(f"rocket {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        here = (
            "Try it on the samples here:  rocket compare"
            if os.path.isdir("seeds")
            else "Try:  rocket reviews ."
        )
        sys.stdout.write(WELCOME.format(next_step=here))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `rocket` with `arguments` (None: those of the process); gives the exit status.

    Everything that goes wrong on purpose ends as one line on standard error; anything else is a bug and
    ends as a traceback.
    """
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without UTF-8 shows escapes
    try:
        status = make_lean(typer.main.get_command(make_app())).main(
            args=arguments, prog_name="rocket", standalone_mode=False
        )
        sys.stdout.flush()
    except TyperUsageError as error:
        return _refuse(error, arguments)
    except RocketError as error:
        exits.say(str(error))
        return exits.status_of(error)
    except (OutputClosedError, BrokenPipeError):
        return _leave_quietly()
    except KeyboardInterrupt:
        status = exits.INTERRUPTED
    if status == exits.INTERRUPTED:
        exits.say("stopped")
    return int(status or exits.OK)


def run() -> NoReturn:
    """The entry point of the command."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    raise SystemExit(main())


def _leave_quietly() -> int:
    # Python flushes standard output once more on its way out, and would complain there.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return exits.PIPE_CLOSED


def _refuse(error: Exception, arguments: Sequence[str]) -> int:
    """Say what Typer could not take; gives the exit status."""
    from rocket_cli.cli.usage import explain

    exits.say(explain(error, arguments, {**COMMANDS, **GROUPS}))
    return exits.USAGE
