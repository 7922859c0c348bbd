"""`rocket show`: a review with its names coloured and its furniture dimmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rocket_cli.cli.options import OutputOptions, PipelineOptions, ReadingOptions, command

if TYPE_CHECKING:
    from rocket_cli.records import ReviewAnalysis
    from rocket_cli.render.surface import Surface


@command
def show(
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", show_default=False, help="A review file; - reads standard input."),
    ] = None,
    pipeline: PipelineOptions = PipelineOptions(),  # noqa: B008 (frozen)
    reading: ReadingOptions = ReadingOptions(),  # noqa: B008
    output: OutputOptions = OutputOptions(),  # noqa: B008
) -> int:
    """The text of a review with the names in it coloured.

    Page furniture is dimmed. In a pipe, names are marked in brackets: [Ada Nilsen|person].
    """
    from rocket_cli.cli import inputs
    from rocket_cli.cli.output import deliver_records, plan_output
    from rocket_cli.cli.progress import wanted
    from rocket_cli.settings import load_settings

    settings = load_settings()
    plan = plan_output(output, settings, from_settings=False)
    given = inputs.require_paths([file] if file else None, "show")
    options = inputs.analyse_options(pipeline, reading, settings, with_text=True)
    found = inputs.analyse(given, options, progress=wanted(quiet=output.quiet))
    return deliver_records(found, plan, given, {"table": as_text, "markdown": as_markdown})


def as_text(record: ReviewAnalysis, surface: Surface) -> str:
    """`record` with its names marked as `surface` allows. Raises UsageError where it carries no text."""
    from rocket_cli.render import show as rendered
    from rocket_cli.render.console import draw_text

    _require_text(record)
    if surface.color:
        return draw_text(rendered.coloured(record), surface)
    text = rendered.marked(record)
    return draw_text(text, surface) if surface.drawn else text


def as_markdown(record: ReviewAnalysis, surface: Surface) -> str:
    """`record` as Markdown with its names in bold. Raises UsageError where it carries no text."""
    from rocket_cli.render import show as rendered

    _require_text(record)
    return rendered.as_markdown(record)


def _require_text(record: ReviewAnalysis) -> None:
    from rocket_cli.errors import UsageError

    if record.text is None:
        raise UsageError(
            "the record has no text to show",
            hint="make it with: rocket analyse --with-text",
            path=record.source.path,
        )
