"""Settings: defaults < user file < project file < environment < options of the command line.

The user file is `config.toml` in the user's configuration folder (`user_settings_file`), the project file
`rocket.toml` in the current folder; a variable is `ROCKET_` and the key in capitals (`ROCKET_MIN_COUNT=2`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from rocket_cli.errors import UsageError

PROJECT_FILE = "rocket.toml"
ENVIRONMENT_PREFIX = "ROCKET_"
COLORS = ("auto", "always", "never")
FORMATS = ("table", "json", "jsonl", "csv", "tsv", "markdown")
KIND_NAMES = ("people", "films", "places")
GROUP_KEYS = ("reviewer", "outlet", "film")


@dataclass(frozen=True)
class Settings:
    """What a person set once, so as not to type it every time. None means: not set.

    `origins` says for each key that is set where it was set: a file's path or a variable's name.
    """

    model: str | None = None
    format: str | None = None
    color: str = "auto"
    kinds: tuple[str, ...] | None = None
    min_count: int | None = None
    min_confidence: float | None = None
    encoding: str | None = None
    origins: Mapping[str, str] = field(default_factory=dict)


KEYS = tuple(item.name for item in fields(Settings) if item.name != "origins")


def load_settings(
    *,
    environ: Mapping[str, str] | None = None,
    user_file: Path | None = None,
    project_file: Path | None = None,
) -> Settings:
    """The settings that hold here.

    Raises UsageError naming the file and line (or the variable) where a file is broken, a key is unknown
    or a value cannot be meant.
    """
    environ = os.environ if environ is None else environ
    settings = Settings()
    for path in (user_file or user_settings_file(), project_file or Path(PROJECT_FILE)):
        settings = _with_file(settings, path)
    for key in KEYS:
        variable = ENVIRONMENT_PREFIX + key.upper()
        if environ.get(variable):
            settings = _with_value(settings, key, environ[variable], variable)
    return settings


def user_settings_file() -> Path:
    """Where the user's own settings file is looked for, whether or not there is one."""
    from platformdirs import user_config_path

    return user_config_path("rocket", appauthor=False) / "config.toml"


def _with_file(settings: Settings, path: Path) -> Settings:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError, PermissionError, IsADirectoryError):
        return settings
    except UnicodeDecodeError as error:
        raise UsageError(f"not UTF-8 at byte {error.start}", path=str(path)) from error
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"not valid TOML: {error}", path=str(path)) from error
    for key, value in values.items():
        settings = _with_value(settings, key, value, f"{path}:{_line_of(key, text)}")
    return replace(settings, origins={k: _without_line(v, path) for k, v in settings.origins.items()})


def _line_of(key: str, text: str) -> int:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().lstrip("[\"'").startswith(key):
            return number
    return 1


def _without_line(origin: str, path: Path) -> str:
    return str(path) if origin.startswith(f"{path}:") else origin


def _with_value(settings: Settings, key: str, value: Any, where: str) -> Settings:
    if key not in _READERS:
        from difflib import get_close_matches

        close = get_close_matches(key, KEYS, n=1)
        hint = f"did you mean {close[0]}?" if close else f"the settings are {', '.join(KEYS)}"
        raise UsageError(f"there is no setting called {key!r}", hint=hint, path=where)
    try:
        read = _READERS[key](value)
    except (TypeError, ValueError) as error:
        raise UsageError(f"{key} = {value!r} will not do", hint=str(error), path=where) from error
    changes: dict[str, Any] = {key: read, "origins": {**settings.origins, key: where}}
    return replace(settings, **changes)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("it must be text in quotation marks")
    return value


def _one_of(choices: tuple[str, ...]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in choices:
            raise ValueError(f"it must be one of {', '.join(choices)}")
        return str(value)

    return read


def _kinds(value: Any) -> tuple[str, ...]:
    parts = [part.strip() for part in value.split(",")] if isinstance(value, str) else value
    if not isinstance(parts, list) or not parts or any(part not in KIND_NAMES for part in parts):
        raise ValueError(f"it must name some of {', '.join(KIND_NAMES)}")
    return tuple(kind for kind in KIND_NAMES if kind in parts)


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str) or int(value) < 1:
        raise ValueError("it must be a whole number from 1 up")
    return int(value)


def _confidence(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str) or not 0 <= float(value) <= 1:
        raise ValueError("it must be a number from 0 to 1")
    return float(value)


_READERS: dict[str, Callable[[Any], Any]] = {
    "model": _text,
    "format": _one_of(FORMATS),
    "color": _one_of(COLORS),
    "kinds": _kinds,
    "min_count": _count,
    "min_confidence": _confidence,
    "encoding": _text,
}
