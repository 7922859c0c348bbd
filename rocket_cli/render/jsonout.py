"""Answers as one JSON document, or as JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from rocket_cli.records import to_json
from rocket_cli.render.delimited import columns_of, items_of, observations

INDENT = 2  # spaces: a document is read by people too; lines are for programs


def document(payload: Struct) -> str:
    """`payload` whole, indented, with a final newline."""
    return to_json(payload, indent=INDENT) + "\n"


def json_lines(payload: Struct) -> Iterator[str]:
    """`payload` as one JSON object a line, with line ends: what it holds many of (reviews, entities,
    quotes), or the observations of a comparison."""
    items = items_of(payload)
    if items is not None:
        yield from (to_json(item) + "\n" for item in items)
        return
    columns = columns_of(payload)
    for observation in observations(payload):
        found = {column: observation[column] for column in columns if observation.get(column) is not None}
        yield msgspec.json.encode(found).decode("utf-8") + "\n"
