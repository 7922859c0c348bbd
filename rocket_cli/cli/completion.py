"""What can follow what has been typed of an option's value. Where files can, nothing does: shells offer them.

A shell asks at every press of Tab, so nothing here imports anything heavy.
"""

from __future__ import annotations

from rocket_cli.settings import FORMATS, GROUP_KEYS, KIND_NAMES

INPUT_FORMATS = ("txt", "md", "html", "jsonl", "json", "csv", "tsv")  # those of reading.options


def complete_kinds(incomplete: str) -> list[str]:
    """The kinds that can follow what has been typed of a list with commas."""
    done, comma, last = incomplete.rpartition(",")
    left = [kind for kind in KIND_NAMES if kind not in done.split(",")]
    return [f"{done}{comma}{kind}" for kind in left if kind.startswith(last)]


def complete_formats(incomplete: str) -> list[str]:
    """The output formats that start so."""
    return [name for name in FORMATS if name.startswith(incomplete)]


def complete_group_keys(incomplete: str) -> list[str]:
    """What reviews can be grouped by that starts so."""
    return [key for key in GROUP_KEYS if key.startswith(incomplete.lower())]


def complete_sort_keys(incomplete: str) -> list[str]:
    """What reviewers can be sorted by that starts so."""
    from rocket_cli.cli.ordering import sort_keys

    shown = [key.removeprefix("n_") for key in sort_keys()]
    return [key for key in shown if key.startswith(incomplete.lower())]


def complete_input_formats(incomplete: str) -> list[str]:
    """The input formats that start so."""
    return [name for name in INPUT_FORMATS if name.startswith(incomplete)]
