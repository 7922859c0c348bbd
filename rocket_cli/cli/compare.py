"""`rocket compare`: the reviewers side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rocket_cli.cli.options import (
    By,
    OutputOptions,
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
    from rocket_cli.records import Kind
    from rocket_cli.workflow import AnalyseOptions

SAMPLES = "seeds"


@command
def compare(
    paths: Paths = None,
    by: By = None,
    reviewers: ReviewerOptions = ReviewerOptions(),  # noqa: B008 (frozen)
    selection: SelectionOptions = SelectionOptions(),  # noqa: B008
    pipeline: PipelineOptions = PipelineOptions(),  # noqa: B008
    reading: ReadingOptions = ReadingOptions(),  # noqa: B008
    output: OutputOptions = OutputOptions(),  # noqa: B008
) -> int:
    """The reviewers side by side: how they read, what they name.

    It shows too what every two share and where they disagree. Without PATHS it compares the reviews in the
    folder seeds/, if there is one here.
    """
    from rocket_cli.cli.inputs import analyse_options, kinds_of, require_paths
    from rocket_cli.cli.ordering import order_of
    from rocket_cli.cli.output import deliver, plan_output
    from rocket_cli.cli.progress import wanted
    from rocket_cli.settings import load_settings

    settings = load_settings()
    plan = plan_output(output, settings, top=selection.top)
    kinds = kinds_of(selection.kind, settings)
    order = order_of(reviewers, by)
    given = require_paths(paths or [samples()], "compare")
    result = compare_reviews(
        given,
        analyse_options(pipeline, reading, settings),
        order=order,
        kinds=kinds,
        min_count=selection.min_count or settings.min_count or 1,
        top=selection.top,
        progress=wanted(quiet=output.quiet),
    )
    return deliver(result, plan, given)


def samples(purpose: str = "compare", command: str = "compare") -> str:
    """The folder that is read where none is given; UsageError where it is not here."""
    if Path(SAMPLES).is_dir():
        return SAMPLES
    raise UsageError(
        f"say which reviews to {purpose}; there is no folder seeds/ here to fall back on",
        hint=f"for example: rocket {command} reviews/",
    )


def compare_reviews(
    paths: Sequence[str],
    options: AnalyseOptions,
    *,
    order: Order | None = None,
    kinds: Sequence[Kind] | None = None,
    min_count: int = 1,
    top: int | None = None,
    progress: bool = False,
) -> CommandResult:
    """The comparison of the reviews in `paths`. `order` chooses, groups and sorts the reviewers; `kinds`,
    `min_count` and `top` choose among the entities. The payload is a Comparison."""
    from rocket_cli.analysis import comparison
    from rocket_cli.cli.inputs import analyse, apart, slim, warnings_of
    from rocket_cli.cli.ordering import NO_ORDER, arranged, chosen_records
    from rocket_cli.cli.output import CommandResult, failures_said_first
    from rocket_cli.cli.selection import part_of_comparison
    from rocket_cli.workflow import alias_rules

    order = order or NO_ORDER
    found, failures = apart(slim(analyse(paths, options, progress=progress)))
    with failures_said_first(failures):
        records = chosen_records(found, order.only)
    overrules = alias_rules(record.source for record in records)
    whole = arranged(comparison.compare(records, failures, overrules), order)
    part = part_of_comparison(whole, kinds=kinds, min_count=min_count, top=top)
    return CommandResult(part, len(records), failures, warnings_of(records))
