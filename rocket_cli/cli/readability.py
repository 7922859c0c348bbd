"""`rocket readability`: how reviews read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rocket_cli.cli.options import NoCache, OutputOptions, Paths, ReadingOptions, ReviewerOptions, command

if TYPE_CHECKING:
    from rocket_cli.cli.ordering import Order
    from rocket_cli.cli.output import CommandResult
    from rocket_cli.workflow import AnalyseOptions


@command
def readability(
    paths: Paths = None,
    no_cache: NoCache = False,
    reviewers: ReviewerOptions = ReviewerOptions(),  # noqa: B008 (frozen)
    reading: ReadingOptions = ReadingOptions(),  # noqa: B008
    output: OutputOptions = OutputOptions(),  # noqa: B008
) -> int:
    """How easy each review is to read, how varied its words are.

    Page furniture (menus, listings, related articles) is left out.
    """
    from rocket_cli.cli.inputs import analyse_options, require_paths
    from rocket_cli.cli.options import PipelineOptions
    from rocket_cli.cli.ordering import order_of
    from rocket_cli.cli.output import deliver, plan_output
    from rocket_cli.cli.progress import wanted
    from rocket_cli.settings import load_settings

    settings = load_settings()
    plan = plan_output(output, settings)
    order = order_of(reviewers)
    given = require_paths(paths, "readability")
    options = analyse_options(PipelineOptions(no_cache=no_cache), reading, settings)
    result = measure_readability(given, options, order=order, progress=wanted(quiet=output.quiet))
    return deliver(result, plan, given)


def measure_readability(
    paths: Sequence[str], options: AnalyseOptions, *, order: Order | None = None, progress: bool = False
) -> CommandResult:
    """How the reviews in `paths` read, those that `order` chooses, and in that order. The payload is a
    ReadabilityReport."""
    from rocket_cli.analysis.comparison import compare
    from rocket_cli.cli.inputs import analyse, apart, slim, warnings_of
    from rocket_cli.cli.ordering import NO_ORDER, chosen_records, sorted_readability
    from rocket_cli.cli.output import CommandResult, failures_said_first
    from rocket_cli.render.payloads import ReadabilityReport, ReadableReview

    order = order or NO_ORDER
    found, failures = apart(slim(analyse(paths, options, progress=progress)))
    with failures_said_first(failures):
        records = chosen_records(found, order.only)
    compared = compare(records, failures)
    details = tuple(
        ReadableReview(
            id=record.id,
            display_name=record.display_name,
            path=record.source.path,
            counts=record.counts,
            readability=record.readability,
            lexical=record.lexical,
        )
        for record in records
    )
    report = ReadabilityReport(compared.reviews, compared.metrics, details, failures)
    if order.sort is not None:
        report = sorted_readability(report, order.sort, reverse=order.reverse)
    return CommandResult(report, len(records), failures, warnings_of(records))
