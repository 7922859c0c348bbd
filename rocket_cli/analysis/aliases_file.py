"""`aliases.toml`: what the person at the keyboard knows better. It wins over everything else.

# names of one and the same, the one to show first
same = [["Raylee", "Strawberry"], ["Mikey Saber", "Mike Saber"]]
# names that are never the same, however alike they look
never = [["Lil", "Lexi"]]
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from msgspec import Struct

from rocket_cli.errors import UsageError

FILE_NAME = "aliases.toml"


class AliasRules(Struct, frozen=True):
    """Groups of names that are one (`same`, canonical name first) and groups that are all different
    (`never`)."""

    same: tuple[tuple[str, ...], ...] = ()
    never: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.same or self.never)


def parse_rules(text: str, path: str = FILE_NAME) -> AliasRules:
    """The rules written in `text` (TOML). Raises UsageError, naming `path`, where it cannot be read as
    rules."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"not valid TOML: {error}", hint="see `same` and `never` in the README", path=path
        ) from error
    unknown = sorted(set(data) - {"same", "never"})
    if unknown:
        raise UsageError(f"unknown key {unknown[0]!r}", hint="the keys are `same` and `never`", path=path)
    rules = AliasRules(same=_groups(data, "same", path), never=_groups(data, "never", path))
    _refuse_contradictions(rules, path)
    return rules


def read_rules(path: Path) -> AliasRules:
    """The rules in the file at `path`. Raises UsageError where it cannot be read."""
    try:
        return parse_rules(path.read_text(encoding="utf-8-sig"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"cannot be read: {error}", hint="aliases.toml is UTF-8 text", path=str(path)
        ) from error


def _groups(data: dict[str, object], key: str, path: str) -> tuple[tuple[str, ...], ...]:
    groups = data.get(key, [])
    hint = f'write {key} = [["One Name", "Another"]]'
    if not isinstance(groups, list):
        raise UsageError(f"`{key}` is not a list of lists of names", hint=hint, path=path)
    for group in groups:
        is_names = isinstance(group, list) and all(isinstance(name, str) and name.strip() for name in group)
        if not is_names or len(group) < 2:
            raise UsageError(f"`{key}` has {group!r}, not a list of two or more names", hint=hint, path=path)
    return tuple(tuple(name.strip() for name in group) for group in groups)


def _refuse_contradictions(rules: AliasRules, path: str) -> None:
    for group in rules.same:
        for apart in rules.never:
            both = [name for name in apart if name.casefold() in {other.casefold() for other in group}]
            if len(both) > 1:
                raise UsageError(
                    f"{both[0]!r} and {both[1]!r} are both the same and never the same",
                    hint="take them out of `same` or of `never`",
                    path=path,
                )
