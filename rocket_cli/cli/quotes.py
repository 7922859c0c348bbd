"""`rocket quotes`: what each reviewer says about one person, film or place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from rocket_cli.cli.options import (
    Kinds,
    OutputOptions,
    Paths,
    PipelineOptions,
    ReadingOptions,
    WhoseOptions,
    command,
)

if TYPE_CHECKING:
    from rocket_cli.cli.output import CommandResult
    from rocket_cli.records import Kind
    from rocket_cli.workflow import AnalyseOptions


@command
def quotes(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME", show_default=False, help="A person, film or place, by any of its names."
        ),
    ] = None,
    paths: Paths = None,
    kind: Kinds = None,
    whose: WhoseOptions = WhoseOptions(),  # noqa: B008 (frozen)
    pipeline: PipelineOptions = PipelineOptions(),  # noqa: B008
    reading: ReadingOptions = ReadingOptions(),  # noqa: B008
    output: OutputOptions = OutputOptions(),  # noqa: B008
) -> int:
    """What each reviewer says about one name, sentence by sentence.

    It finds the name under every alias. Without PATHS it looks in the folder seeds/, if there is one here.
    """
    from rocket_cli.cli.compare import samples
    from rocket_cli.cli.inputs import analyse_options, kinds_of, require_name, require_paths
    from rocket_cli.cli.output import deliver, plan_output
    from rocket_cli.cli.progress import wanted
    from rocket_cli.settings import load_settings

    settings = load_settings()
    plan = plan_output(output, settings)
    asked = require_name(name, paths, "quotes")
    given = require_paths(paths or [samples("quote from", 'quotes "Ada Reed"')], "quotes")
    result = quote_reviews(
        asked,
        given,
        analyse_options(pipeline, reading, settings, with_text=True),
        only=whose.only_reviewer,
        kinds=kinds_of(kind),
        progress=wanted(quiet=output.quiet),
    )
    return deliver(result, plan, given)


def quote_reviews(
    name: str,
    paths: Sequence[str],
    options: AnalyseOptions,
    *,
    only: Sequence[str] | None = None,
    kinds: Sequence[Kind] | None = None,
    progress: bool = False,
) -> CommandResult:
    """What the reviews in `paths` by the reviewers `only` (None: all) say about `name`, if it is one of
    `kinds` (None: any). The payload is a QuoteReport. Raises UsageError, with the nearest names, where no
    review names it."""
    from rocket_cli.analysis.quotes import collect_quotes
    from rocket_cli.cli.inputs import analyse, apart, warnings_of
    from rocket_cli.cli.ordering import chosen_records
    from rocket_cli.cli.output import CommandResult, failures_said_first
    from rocket_cli.workflow import alias_rules

    found, failures = apart(analyse(paths, options, progress=progress))
    with failures_said_first(failures):
        records = chosen_records(found, only)
        overrules = alias_rules(record.source for record in records)
        report = collect_quotes(records, name, failures, kinds=kinds, overrules=overrules)
    return CommandResult(report, len(records), failures, warnings_of(records))
