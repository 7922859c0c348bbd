"""From a command's result to bytes on standard output or in a file: the one place that prints answers."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from rocket_cli.cli.exits import OK, PARTIAL, say
from rocket_cli.cli.options import OutputOptions
from rocket_cli.cli.suggest import hint_for
from rocket_cli.errors import RocketError, UsageError
from rocket_cli.settings import FORMATS, Settings

if TYPE_CHECKING:
    from msgspec import Struct

    from rocket_cli.records import Failure, ReviewAnalysis
    from rocket_cli.render.surface import Surface

FORMAT_OF_SUFFIX = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "table",
}
MOST_WARNINGS = 5  # lines; below a table of many reviews nobody reads on


class OutputClosedError(Exception):
    """Whoever read our standard output has gone (`| head -1`)."""


@dataclass(frozen=True)
class CommandResult:
    """What a command found out: the answer, the inputs that failed, and what deserves a warning."""

    payload: Struct
    n_analysed: int
    failures: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def status(self) -> int:
        """The exit status that fits."""
        return OK if self.n_analysed and not self.failures else PARTIAL


@dataclass(frozen=True)
class OutputPlan:
    """Where the answer goes and in what form, with every default filled in."""

    format: str
    path: str | None
    quiet: bool
    plain: bool
    no_color: bool
    color: str
    pager: bool
    top: int | None = None


def plan_output(
    options: OutputOptions,
    settings: Settings,
    *,
    default: str = "table",
    from_settings: bool = True,
    top: int | None = None,
) -> OutputPlan:
    """`options` with defaults from `settings`, which commands with a form of their own do not follow. `top`
    is how many rows of ranked reviewers a table may have, None for all.

    Raises UsageError for a format that there is not, and for two formats at once.
    """
    chosen = options.format
    if chosen is not None and chosen not in FORMATS:
        raise UsageError(
            f"there is no format called {chosen!r}", hint=hint_for(chosen, FORMATS, plural="formats")
        )
    if options.json:
        if chosen not in (None, "json"):
            raise UsageError(f"--json and --format {chosen} ask for two different things", hint="choose one")
        chosen = "json"
    if chosen is None and options.output:
        chosen = FORMAT_OF_SUFFIX.get(Path(options.output).suffix.lower())
    if chosen is None and from_settings:
        chosen = settings.format
    return OutputPlan(
        format=chosen or default,
        path=options.output if options.output != "-" else None,
        quiet=options.quiet,
        plain=options.plain,
        no_color=options.no_color,
        color=settings.color,
        pager=not options.no_pager,
        top=top,
    )


def deliver(result: CommandResult, plan: OutputPlan, inputs: Iterable[str] = ()) -> int:
    """Print or write the answer, then say what failed; gives the exit status.

    Raises UsageError where the answer would overwrite one of `inputs`.
    """
    with _sink(plan.path, inputs) as stream:
        if result.n_analysed or plan.format != "table":
            _render(result.payload, plan, stream)
    report_failures(result.failures)
    report_warnings(result.warnings, plan)
    return result.status


def deliver_records(
    found: Iterable[ReviewAnalysis | Failure],
    plan: OutputPlan,
    inputs: Iterable[str],
    renderers: Mapping[str, Callable[[ReviewAnalysis, Surface], str]] | None = None,
) -> int:
    """Print or write records one by one as they come, so that memory does not grow with their number.

    `renderers` give the text of one record in a format; the formats `table` and `markdown` without one show
    the mentions.
    """
    from rocket_cli.cli.stream import RecordPrinter
    from rocket_cli.records import Failure

    n_records = n_failed = 0
    with _sink(plan.path, inputs) as stream:
        printer = RecordPrinter(stream, plan, _surface(plan, stream), renderers or {})
        for item in found:
            if isinstance(item, Failure):
                n_failed += 1
                report_failures([item])
            else:
                n_records += 1
                printer.print(item)
                report_warnings([f"{item.source.path}: {warning}" for warning in item.warnings], plan)
        printer.close()
    return OK if n_records and not n_failed else PARTIAL


def deliver_page(html: str, target: str | None, inputs: Iterable[str]) -> None:
    """Print a finished page, or write it to the file `target`.

    Raises UsageError where it would overwrite one of `inputs`.
    """
    with _sink(target, inputs) as stream:
        stream.write(html)


def report_failures(failures: Iterable[Failure]) -> None:
    """One line on standard error for each input that failed, wherever standard error goes."""
    for failure in failures:
        hint = f"; {failure.hint}" if failure.hint else ""
        say(f"{failure.path}: {failure.error}{hint}")


@contextlib.contextmanager
def failures_said_first(failures: Iterable[Failure]) -> Iterator[None]:
    """A request that turns out to make no sense may owe that to inputs that failed: they are reported then
    too, before it."""
    try:
        yield
    except UsageError:
        report_failures(failures)
        raise


def report_warnings(warnings: Iterable[str], plan: OutputPlan) -> None:
    """Warnings are for people: printed only where standard error is a terminal, and no more than are read."""
    if plan.quiet or not sys.stderr.isatty():
        return
    found = list(warnings)
    for warning in found[:MOST_WARNINGS]:
        say(f"warning: {warning}")
    if len(found) > MOST_WARNINGS:
        n_more = len(found) - MOST_WARNINGS
        say(f"{n_more} more {'warning' if n_more == 1 else 'warnings'}; rocket analyse has them all")


def _render(payload: Struct, plan: OutputPlan, stream: TextIO) -> None:
    from rocket_cli.render import jsonout

    if plan.format == "json":
        stream.write(jsonout.document(payload))
    elif plan.format == "jsonl":
        stream.writelines(jsonout.json_lines(payload))
    elif plan.format in ("csv", "tsv"):
        from rocket_cli.render.delimited import RowWriter, columns_of, observations

        writer = RowWriter(stream, columns_of(payload), tabs=plan.format == "tsv")
        writer.write(observations(payload))
    elif plan.format == "markdown":
        from rocket_cli.render import markdown
        from rocket_cli.render.surface import PIPE
        from rocket_cli.render.tables import sections_of

        surface = replace(PIPE, top=plan.top)
        stream.writelines(f"{line}\n" for line in markdown.lines(sections_of(payload, surface)))
    else:
        _render_table(payload, plan, stream)


def _render_table(payload: Struct, plan: OutputPlan, stream: TextIO) -> None:
    from rocket_cli.render.tables import sections_of

    surface = _surface(plan, stream)
    sections = sections_of(payload, surface)
    if not surface.drawn:
        from rocket_cli.render import plain

        stream.writelines(f"{line}\n" for line in plain.lines(sections))
        return
    from rocket_cli.render.console import draw, page

    text = draw(sections, surface)
    if not (plan.pager and stream.isatty() and page(text, surface)):
        stream.write(text)


def _surface(plan: OutputPlan, stream: TextIO) -> Surface:
    from rocket_cli.render.surface import PIPE, surface_of

    if plan.path is not None:
        return replace(PIPE, top=plan.top)
    surface = surface_of(stream, plain=plan.plain, no_color=plan.no_color, color=plan.color)
    return replace(surface, top=plan.top)


@contextlib.contextmanager
def _sink(target: str | None, inputs: Iterable[str]) -> Iterator[TextIO]:
    """Standard output, or the file `target`, which is there whole or not at all."""
    if target is None:
        try:
            yield sys.stdout
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise OutputClosedError from error
        return
    path = Path(target)
    _refuse_inputs(path, inputs)
    try:
        with _replaced(path) as stream:
            yield stream
    except OSError as error:
        raise RocketError(f"cannot be written: {error.strerror or error}", path=target) from error


def _refuse_inputs(path: Path, inputs: Iterable[str]) -> None:
    if not path.exists():
        return
    if path.is_dir():
        raise UsageError("is a folder", hint="--output wants the name of a file", path=str(path))
    target = path.resolve()
    for given in inputs:
        source = Path(given)
        if given == "-" or not source.exists():
            continue
        if source.resolve() == target or (source.is_dir() and source.resolve() in target.parents):
            raise UsageError("is one of the inputs", hint="write to another file", path=str(path))


@contextlib.contextmanager
def _replaced(path: Path) -> Iterator[TextIO]:
    if path.exists() and not path.is_file():  # /dev/null, a named pipe: nothing to replace
        with path.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        return
    import tempfile

    path = path.resolve()  # a link stays a link, its target is replaced
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with open(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            yield stream
        os.chmod(name, _mode_for(path))
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _mode_for(path: Path) -> int:
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
