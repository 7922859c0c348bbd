"""What to say to a command line that Typer cannot take."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from typing import Any

from rocket_cli.cli.suggest import closest


def explain(error: Any, arguments: Sequence[str], commands: Collection[str]) -> str:
    """One line: what is wrong, what was probably meant, where to read more. `error` is Typer's."""
    context = getattr(error, "ctx", None)
    first = next((word for word in arguments if not word.startswith("-")), "")
    path = context.command_path if context is not None else f"rocket {first}".strip()
    wrong = getattr(error, "option_name", None)
    known = _options_of(context)
    if wrong is not None and context is not None and wrong not in known:
        command = next((name for name in commands if wrong in _options_of_command(context, name)), None)
        if command is not None:
            name = first if first in commands else command
            return f"{wrong} goes after the command: rocket {name} {wrong}"
        return _unknown(f"{path} has no option {wrong}", closest(wrong, known), path)
    if path == "rocket" and first and first not in commands:
        return _unknown_command(first, commands)
    message = error.format_message().rstrip(".")
    return f"{message[:1].lower()}{message[1:]}; see {path} --help"


def _unknown(message: str, near: str | None, path: str) -> str:
    return f"{message}; did you mean {near}?" if near else f"{message}; see {path} --help"


def _unknown_command(word: str, commands: Collection[str]) -> str:
    near = closest(word, commands)
    if near is None and os.path.exists(word):
        return f"{word} is no command; to see what it holds: rocket reviews {word}"
    return _unknown(f"there is no command called {word!r}", near and f"rocket {near}", "rocket")


def _options_of(context: Any) -> list[str]:
    if context is None:
        return []
    return [option for parameter in context.command.get_params(context) for option in parameter.opts]


def _options_of_command(context: Any, name: str) -> list[str]:
    command = getattr(context.command, "commands", {}).get(name)
    return [] if command is None else [option for parameter in command.params for option in parameter.opts]
