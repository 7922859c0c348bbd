"""`rocket report`: the comparison as one page to look at, print and pass on."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rocket_cli.cli.exits import say
from rocket_cli.cli.options import (
    Paths,
    PipelineOptions,
    ReadingOptions,
    ReviewerOptions,
    SelectionOptions,
    command,
)
from rocket_cli.errors import UsageError

if TYPE_CHECKING:
    from rocket_cli.cli.ordering import Order
    from rocket_cli.cli.output import CommandResult
    from rocket_cli.records import Kind, ReviewAnalysis
    from rocket_cli.workflow import AnalyseOptions

_PANEL = "Output"


@dataclass(frozen=True)
class PageOptions:
    """Where the page goes and what stands on top of it."""

    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write the page to FILE; - is standard output.",
            rich_help_panel=_PANEL,
        ),
    ] = None
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What the page is called.", rich_help_panel=_PANEL)
    ] = None
    open: Annotated[
        bool,
        typer.Option("--open", help="Open the page in the browser when it is done.", rich_help_panel=_PANEL),
    ] = False
    quiet: Annotated[
        bool,
        typer.Option("--quiet", "-q", help="No progress, warnings or hints.", rich_help_panel=_PANEL),
    ] = False


@command
def report(
    paths: Paths = None,
    reviewers: ReviewerOptions = ReviewerOptions(),  # noqa: B008 (frozen)
    selection: SelectionOptions = SelectionOptions(),  # noqa: B008
    pipeline: PipelineOptions = PipelineOptions(),  # noqa: B008
    reading: ReadingOptions = ReadingOptions(),  # noqa: B008
    output: PageOptions = PageOptions(),
) -> int:
    """The comparison as an HTML page with charts and quotes.

    The page is one file that needs no network: look at it in a browser, print it, send it on. Without
    PATHS it is about the reviews in the folder seeds/, if there is one here.
    """
    from rocket_cli.cli.compare import samples
    from rocket_cli.cli.inputs import analyse_options, kinds_of, require_paths
    from rocket_cli.cli.ordering import order_of
    from rocket_cli.cli.output import deliver_page, report_failures
    from rocket_cli.cli.progress import wanted
    from rocket_cli.settings import load_settings

    settings = load_settings()
    target = _target(output)
    order = order_of(reviewers)
    given = require_paths(paths or [samples("report on", "report")], "report")
    html, result = report_reviews(
        given,
        analyse_options(pipeline, reading, settings, with_text=True),
        order=order,
        kinds=kinds_of(selection.kind, settings),
        min_count=selection.min_count or settings.min_count or 1,
        top=selection.top,
        title=output.title,
        progress=wanted(quiet=output.quiet),
    )
    if html is not None:
        deliver_page(html, target, given)
    report_failures(result.failures)
    if not output.quiet:
        for warning in result.warnings:
            say(warning)
    if html is not None and target is not None:
        _announce(html, target, output)
    return result.status


def report_reviews(
    paths: Sequence[str],
    options: AnalyseOptions,
    *,
    order: Order | None = None,
    kinds: Sequence[Kind] | None = None,
    min_count: int = 1,
    top: int | None = None,
    title: str | None = None,
    progress: bool = False,
) -> tuple[str | None, CommandResult]:
    """The page on the reviews in `paths`, None where none could be analysed, and the comparison that it
    shows: the one `rocket compare` gives for the same choice of entities. What the reviews warn of is on
    the page; the warnings here are about the page."""
    from rocket_cli.analysis.comparison import compare
    from rocket_cli.analysis.report import gather_report
    from rocket_cli.cli.inputs import analyse, apart
    from rocket_cli.cli.ordering import NO_ORDER, arranged, chosen_records
    from rocket_cli.cli.output import CommandResult, failures_said_first
    from rocket_cli.cli.selection import part_of_comparison
    from rocket_cli.workflow import alias_rules

    order = order or NO_ORDER
    found, failures = apart(analyse(paths, options, progress=progress))
    with failures_said_first(failures):
        records = chosen_records(found, order.only)
    overrules = alias_rules(record.source for record in records)
    whole = arranged(compare(records, failures, overrules), order)
    place = {review.id: n for n, review in enumerate(whole.reviews)}
    records.sort(key=lambda record: place[record.id])
    part = part_of_comparison(whole, kinds=kinds, min_count=min_count, top=top)
    result = CommandResult(part, len(records), failures, tuple(_missing_texts(records)))
    if not records:
        return None, result
    from rocket_cli.render.report import page

    return page(gather_report(records, part, overrules), title), result


def _missing_texts(records: Sequence[ReviewAnalysis]) -> Iterator[str]:
    n_missing = sum(record.text is None for record in records)
    if n_missing:
        from rocket_cli.render.words import count_of

        yield (
            f"{count_of(n_missing, 'record')} of {len(records)} without text: no quotes from there; "
            "make them with: rocket analyse --with-text"
        )


def _target(output: PageOptions) -> str | None:
    """The file to write, None for standard output. Raises UsageError where there is no sense in either."""
    if output.output is None and sys.stdout.isatty():
        raise UsageError(
            "a page is not for the terminal",
            hint="say where to write it: rocket report seeds/ -o report.html",
        )
    target = None if output.output in (None, "-") else output.output
    if output.open and target is None:
        raise UsageError("--open needs a file to open", hint="add -o report.html")
    return target


def _announce(html: str, target: str, output: PageOptions) -> None:
    if not output.quiet:
        say(f"wrote {target}, {len(html.encode('utf-8')) / 1000:.0f} kB; open it in a browser")
    if output.open and sys.stderr.isatty():
        import webbrowser

        webbrowser.open(Path(target).resolve().as_uri())
