"""Options that several commands share, each declared once.

A command names the groups that it takes; `command` spreads their fields over its signature, so that Typer
sees every option, and hands them over grouped:

    @command
    def entities(paths: Paths, selection: SelectionOptions, output: OutputOptions) -> int: ...
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from typing import Annotated, Any, NoReturn, get_type_hints

import typer

from rocket_cli.cli.completion import (
    INPUT_FORMATS,
    complete_formats,
    complete_group_keys,
    complete_input_formats,
    complete_kinds,
    complete_sort_keys,
)
from rocket_cli.settings import FORMATS

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATHS",
        show_default=False,
        help="Review files, folders of them, or records from `rocket analyse`; - reads standard input.",
    ),
]

_READING = "Reading files"
_NAMING = "Finding names"
_SHOWING = "What to show"
_OUTPUT = "Output"


Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        "-k",
        metavar="KINDS",
        help="Only these kinds, with commas: people, films, places.",
        autocompletion=complete_kinds,
        rich_help_panel=_SHOWING,
    ),
]


@dataclass(frozen=True)
class SelectionOptions:
    """Which names to show."""

    kind: Kinds = None
    min_count: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, help="Only names that occur at least N times.", rich_help_panel=_SHOWING
        ),
    ] = None
    top: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help="Only the first N names of each kind, and the first N rows of more than 12 reviewers.",
            rich_help_panel=_SHOWING,
        ),
    ] = None


@dataclass(frozen=True)
class WhoseOptions:
    """Which reviewers to show."""

    only_reviewer: Annotated[
        list[str] | None,
        typer.Option(
            "--only-reviewer",
            metavar="NAME",
            help="Only this reviewer, by a name or a part of it; again for another.",
            rich_help_panel=_SHOWING,
        ),
    ] = None


@dataclass(frozen=True)
class ReviewerOptions(WhoseOptions):
    """Which reviewers to show, and in what order."""

    sort: Annotated[
        str | None,
        typer.Option(
            "--sort",
            "-s",
            metavar="KEY",
            help="Reviewers in order of a figure (words, gunning_fog, …), low to high, or of name, outlet,"
            " film, year or rating.",
            autocompletion=complete_sort_keys,
            rich_help_panel=_SHOWING,
        ),
    ] = None
    reverse: Annotated[
        bool,
        typer.Option("--reverse", "-r", help="With --sort: from high to low.", rich_help_panel=_SHOWING),
    ] = False


By = Annotated[
    str | None,
    typer.Option(
        "--by",
        "-b",
        metavar="WHAT",
        help="Reviews of one reviewer, outlet or film taken together: means and their spread.",
        autocompletion=complete_group_keys,
        rich_help_panel=_SHOWING,
    ),
]


NoCache = Annotated[
    bool,
    typer.Option(
        "--no-cache",
        help="Analyse anew; take and keep no records of earlier runs.",
        rich_help_panel=_NAMING,
    ),
]


@dataclass(frozen=True)
class PipelineOptions:
    """How names are found."""

    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="A spaCy pipeline to use in place of rocket's own: a name or a folder.",
            rich_help_panel=_NAMING,
        ),
    ] = None
    min_confidence: Annotated[
        float | None,
        typer.Option(
            metavar="P",
            min=0.0,
            max=1.0,
            help="Drop names that the pipeline is less sure of than this, from 0 to 1.",
            rich_help_panel=_NAMING,
        ),
    ] = None
    include_furniture: Annotated[
        bool,
        typer.Option(
            "--include-furniture",
            help="Count names in menus, listings and related articles too.",
            rich_help_panel=_NAMING,
        ),
    ] = False
    no_cache: NoCache = False


def _column(what: str) -> Any:
    return typer.Option(metavar="COLUMN", help=f"Column or key that holds {what}.", rich_help_panel=_READING)


@dataclass(frozen=True)
class ReadingOptions:
    """How files are read. The field names are those of `reading.InputOptions`."""

    encoding: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Encoding of the files, such as cp1252, where guessing goes wrong.",
            rich_help_panel=_READING,
        ),
    ] = None
    input_format: Annotated[
        str | None,
        typer.Option(
            metavar="FORMAT",
            help=f"Format of the files, where their names do not tell: {', '.join(INPUT_FORMATS)}.",
            autocompletion=complete_input_formats,
            rich_help_panel=_READING,
        ),
    ] = None
    text_column: Annotated[str | None, _column("the text of a review")] = None
    reviewer_column: Annotated[str | None, _column("the reviewer")] = None
    outlet_column: Annotated[str | None, _column("the outlet")] = None
    film_column: Annotated[str | None, _column("the film")] = None
    year_column: Annotated[str | None, _column("the film's year")] = None
    rating_column: Annotated[str | None, _column("the rating")] = None
    reviewer: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Who wrote these reviews, whatever they say.", rich_help_panel=_READING
        ),
    ] = None


@dataclass(frozen=True)
class OutputOptions:
    """Where the answer goes and what it looks like."""

    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"One of {', '.join(FORMATS)}.",
            autocompletion=complete_formats,
            rich_help_panel=_OUTPUT,
        ),
    ] = None
    json: Annotated[
        bool, typer.Option("--json", help="The same as --format json.", rich_help_panel=_OUTPUT)
    ] = False
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write to FILE; its ending chooses the format, unless --format does.",
            rich_help_panel=_OUTPUT,
        ),
    ] = None
    quiet: Annotated[
        bool,
        typer.Option("--quiet", "-q", help="No progress, warnings or hints.", rich_help_panel=_OUTPUT),
    ] = False
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour.", rich_help_panel=_OUTPUT)] = False
    plain: Annotated[
        bool,
        typer.Option(
            "--plain",
            help="No lines, bars, colour or pager: words only, as in a pipe. Suits screen readers.",
            rich_help_panel=_OUTPUT,
        ),
    ] = False
    no_pager: Annotated[
        bool,
        typer.Option("--no-pager", help="Never open the pager for long tables.", rich_help_panel=_OUTPUT),
    ] = False


def command(function: Callable[..., int]) -> Callable[..., NoReturn]:
    """`function` as a Typer command: option groups spread out, its result the exit status."""
    hints = get_type_hints(function, include_extras=True)
    groups: dict[str, Any] = {}
    parameters: list[inspect.Parameter] = []
    for name, parameter in inspect.signature(function).parameters.items():
        if is_dataclass(hints[name]):
            groups[name] = hints[name]
            parameters.extend(_parameters_of(hints[name]))
        else:
            parameters.append(parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY))

    @functools.wraps(function)
    def run(**values: Any) -> NoReturn:
        grouped = {
            name: group(**{item.name: values.pop(item.name) for item in fields(group)})
            for name, group in groups.items()
        }
        raise typer.Exit(function(**values, **grouped))

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _parameters_of(group: Any) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            item.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=item.default,
            annotation=hints[item.name],
        )
        for item in fields(group)
    ]
