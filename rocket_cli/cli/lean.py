"""Typer made to start at once and say less: values read without Pydantic, types left out of the help.

Recent versions of Typer (0.29 among them) read every option through Pydantic, whose import takes longer than
a whole run that finds its answers in the cache. Our options are text, numbers and flags, so `PlainValue`
reads them. A Typer without that hook (`_runtime_param`) is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin

import typer

_NUMBERS = {int: "a whole number", float: "a number"}


class PlainValue:
    """Reads what was typed for one parameter. Stands in for Typer's own reader."""

    def __init__(self, annotation: Any) -> None:
        many = get_origin(annotation) is list
        self._type = get_args(annotation)[0] if many else annotation

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """`value` (text, texts or a default) as what the command wants; BadParameter where it is not that."""
        many = param.multiple or param.nargs == -1
        if value is None:
            return () if many else None
        if many:
            return [self._read(one, param, ctx) for one in value]
        return self._read(value, param, ctx)

    def _read(self, value: Any, param: Any, ctx: Any) -> Any:
        if self._type not in _NUMBERS:
            return value
        try:
            number = self._type(value)
        except ValueError as error:
            message = f"{value!r} is not {_NUMBERS[self._type]}"
            raise typer.BadParameter(message, ctx=ctx, param=param) from error
        low, high = getattr(param, "min", None), getattr(param, "max", None)
        if low is not None and not number >= low:
            raise typer.BadParameter(f"{value} is less than {low}", ctx=ctx, param=param)
        if high is not None and not number <= high:
            raise typer.BadParameter(f"{value} is more than {high}", ctx=ctx, param=param)
        return number


def make_lean(group: Any) -> Any:
    """`group`, a Typer application as a command, and its commands, changed in place."""
    context = typer.Context(group, **group.context_settings)
    for command in _with_members(group):
        # All parameters, --help included, which Typer makes for a context and then keeps.
        for parameter in command.get_params(context):
            _make_parameter_lean(parameter)
    return group


def _with_members(command: Any) -> Iterator[Any]:
    yield command
    for member in getattr(command, "commands", {}).values():
        yield from _with_members(member)


def _make_parameter_lean(parameter: Any) -> None:
    if hasattr(parameter, "_runtime_param"):
        parameter._runtime_param = PlainValue(parameter.type_descriptor.annotation)
    # Typer would print `PATHS <list[str]>` and `--json <bool>`, which mean nothing to a person.
    is_value = parameter.param_type_name == "option" and not parameter.is_flag
    if not is_value and hasattr(parameter, "display_type_rich"):
        parameter.display_type_rich = lambda ctx: None
