"""`rocket analyse`: one self-contained record a review, for other programs and for comparing later."""

from __future__ import annotations

from typing import Annotated

import typer

from rocket_cli.cli.options import OutputOptions, Paths, PipelineOptions, ReadingOptions, command


@command
def analyse(
    paths: Paths = None,
    with_text: Annotated[
        bool,
        typer.Option("--with-text", help="Put the text, which all offsets index, into each record."),
    ] = False,
    pipeline: PipelineOptions = PipelineOptions(),  # noqa: B008 (frozen)
    reading: ReadingOptions = ReadingOptions(),  # noqa: B008
    output: OutputOptions = OutputOptions(),  # noqa: B008
) -> int:
    """One record a review, as JSON Lines, for other programs.

    It holds everything that rocket found, with offsets. Every other command reads these records in place of
    the reviews, and then needs no pipeline.
    """
    import sys

    from rocket_cli.cli import inputs
    from rocket_cli.cli.output import deliver_records, plan_output
    from rocket_cli.cli.progress import wanted
    from rocket_cli.settings import load_settings

    settings = load_settings()
    plan = plan_output(output, settings, default="jsonl", from_settings=False)
    given = inputs.require_paths(paths, "analyse")
    options = inputs.analyse_options(pipeline, reading, settings, with_text=with_text)
    # Records that run down the same screen are progress enough.
    progress = wanted(quiet=output.quiet) and not (plan.path is None and sys.stdout.isatty())
    return deliver_records(inputs.analyse(given, options, progress=progress), plan, given)
