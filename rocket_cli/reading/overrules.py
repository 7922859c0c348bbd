"""`reviewers.toml`: what people know about who wrote which file, kept beside the files.

    "kane.txt" = "Ada Lind"            a file of this folder
    "festival-*.md" = "Bo Marsh"       a pattern; the first that fits counts, exact names come before
    "pages.txt#2" = "Cy Ng"            the second review of a file
    "unsigned.txt" = ""                nobody, whatever the page seems to say

The lines may also stand under a heading `[reviewers]`.
"""

from __future__ import annotations

import fnmatch
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

OVERRULES_FILE = "reviewers.toml"


class Overrules(Struct, frozen=True):
    """The lines of one `reviewers.toml`, in order, and what was wrong with it."""

    names: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()

    def lookup(self, file_name: str, member: int | None = None) -> str | None:
        """Who wrote `file_name` (or its review `member`): "" for nobody, None where nothing is said."""
        wanted = [file_name] if member is None else [f"{file_name}#{member}", file_name]
        for name in wanted:
            for key, reviewer in self.names:
                if key == name:
                    return reviewer
        for name in wanted:
            for key, reviewer in self.names:
                if fnmatch.fnmatchcase(name, key):
                    return reviewer
        return None


def read_overrules(folder: str) -> Overrules:
    """The `reviewers.toml` of `folder`; nothing where there is none, a warning where it cannot be used."""
    path = Path(folder) / OVERRULES_FILE
    try:
        data = path.read_bytes()
    except OSError as error:
        if isinstance(error, (FileNotFoundError, NotADirectoryError)):
            return Overrules()
        return Overrules(warnings=(f"{path} cannot be read and is left out: {error.strerror}",))
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Overrules(warnings=(f"{path}, line {line}: not UTF-8; the file is left out",))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        # The parser's message ends in "(at line 2, column 5)".
        return Overrules(warnings=(f"{path} is left out: {error or 'nested too deeply'}",))
    names: list[tuple[str, str]] = []
    warnings: list[str] = []
    for key, value in _entries(table):
        if isinstance(value, str):
            names.append((key, " ".join(value.split())))
        else:
            warnings.append(f'{path}: {key!r} is no name in quotes and is left out; write "file" = "Name"')
    return Overrules(tuple(names), tuple(warnings))


def _entries(table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if key == "reviewers" and isinstance(value, Mapping):
            yield from value.items()
        else:
            yield key, value
