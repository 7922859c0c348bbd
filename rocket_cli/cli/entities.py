"""`rocket entities`: whom and what reviews name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from rocket_cli.cli.options import (
    OutputOptions,
    Paths,
    PipelineOptions,
    ReadingOptions,
    SelectionOptions,
    WhoseOptions,
    command,
)

if TYPE_CHECKING:
    from rocket_cli.cli.output import CommandResult
    from rocket_cli.records import Kind
    from rocket_cli.workflow import AnalyseOptions


@command
def entities(
    paths: Paths = None,
    why: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            show_default=False,
            help="One name only: its mentions, and why they are one.",
            rich_help_panel="What to show",
        ),
    ] = None,
    whose: WhoseOptions = WhoseOptions(),  # noqa: B008 (frozen)
    selection: SelectionOptions = SelectionOptions(),  # noqa: B008
    pipeline: PipelineOptions = PipelineOptions(),  # noqa: B008
    reading: ReadingOptions = ReadingOptions(),  # noqa: B008
    output: OutputOptions = OutputOptions(),  # noqa: B008
) -> int:
    """Who and what is named: people, films and places, by reviewer."""
    from rocket_cli.cli.inputs import analyse_options, kinds_of, require_paths
    from rocket_cli.cli.output import deliver, plan_output
    from rocket_cli.cli.progress import wanted
    from rocket_cli.settings import load_settings

    settings = load_settings()
    plan = plan_output(output, settings)
    given = require_paths(paths, "entities")
    progress = wanted(quiet=output.quiet)
    if why is not None:
        options = analyse_options(pipeline, reading, settings, with_text=True)
        reasons = give_reasons(
            why,
            given,
            options,
            only=whose.only_reviewer,
            kinds=kinds_of(selection.kind),
            progress=progress,
        )
        return deliver(reasons, plan, given)
    result = list_entities(
        given,
        analyse_options(pipeline, reading, settings),
        only=whose.only_reviewer,
        kinds=kinds_of(selection.kind, settings),
        min_count=selection.min_count or settings.min_count or 1,
        top=selection.top,
        progress=progress,
    )
    return deliver(result, plan, given)


def list_entities(
    paths: Sequence[str],
    options: AnalyseOptions,
    *,
    only: Sequence[str] | None = None,
    kinds: Sequence[Kind] | None = None,
    min_count: int = 1,
    top: int | None = None,
    progress: bool = False,
) -> CommandResult:
    """The entities of the reviews in `paths`: by the reviewers `only` (None: all), of `kinds` (None: all),
    with at least `min_count` mentions, the `top` of each kind (None: all). The payload is an
    EntityReport."""
    from rocket_cli.analysis.comparison import summarise_entities
    from rocket_cli.cli.inputs import analyse, apart, slim, warnings_of
    from rocket_cli.cli.ordering import chosen_records
    from rocket_cli.cli.output import CommandResult, failures_said_first
    from rocket_cli.cli.selection import part_of_report
    from rocket_cli.workflow import alias_rules

    found, failures = apart(slim(analyse(paths, options, progress=progress)))
    with failures_said_first(failures):
        records = chosen_records(found, only)
    overrules = alias_rules(record.source for record in records)
    report = summarise_entities(records, failures, kinds=kinds, min_count=min_count, overrules=overrules)
    return CommandResult(part_of_report(report, top), len(records), failures, warnings_of(records))


def give_reasons(
    name: str,
    paths: Sequence[str],
    options: AnalyseOptions,
    *,
    only: Sequence[str] | None = None,
    kinds: Sequence[Kind] | None = None,
    progress: bool = False,
) -> CommandResult:
    """The mentions and merges of `name` in the reviews in `paths` by the reviewers `only` (None: all), with
    reasons, if it is one of `kinds` (None: any). The payload is a WhyReport. Raises UsageError, with the
    nearest names, where no review names it."""
    from rocket_cli.analysis import reasons
    from rocket_cli.cli.inputs import analyse, apart, warnings_of
    from rocket_cli.cli.ordering import chosen_records
    from rocket_cli.cli.output import CommandResult, failures_said_first
    from rocket_cli.workflow import alias_rules

    found, failures = apart(analyse(paths, options, progress=progress))
    with failures_said_first(failures):
        records = chosen_records(found, only)
        report = reasons.give_reasons(
            records,
            name,
            failures,
            kinds=kinds,
            overrules=alias_rules(record.source for record in records),
            rules_of=lambda record: alias_rules([record.source]),
        )
    return CommandResult(report, len(records), failures, warnings_of(records))
