"""`rocket schema`: the JSON Schema of each wire format."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from rocket_cli.cli.options import command

NAMES = (
    "review",
    "entities",
    "why",
    "comparison",
    "quotes",
    "readability",
    "reviews",
    "model",
    "cache",
    "doctor",
    "evaluation",
)


@command
def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            show_default=False,
            help=f"One of {', '.join(NAMES)}.",
            autocompletion=lambda incomplete: [name for name in NAMES if name.startswith(incomplete)],
        ),
    ] = None,
) -> int:
    """The JSON Schema of what rocket prints as JSON."""
    import json
    import sys

    from rocket_cli.cli.exits import OK
    from rocket_cli.cli.suggest import hint_for
    from rocket_cli.errors import UsageError

    if name is None:
        raise UsageError("say which schema", hint=f"the schemas are {', '.join(NAMES)}")
    if name not in NAMES:
        raise UsageError(f"there is no schema called {name!r}", hint=hint_for(name, NAMES, plural="schemas"))
    sys.stdout.write(json.dumps(schema_of(name), indent=2, ensure_ascii=False) + "\n")
    return OK


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the wire format called `name`, one of NAMES."""
    import msgspec

    from rocket_cli import records
    from rocket_cli.render import payloads

    if name in records.SCHEMAS:
        return records.json_schema(name)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"rocket.{name}/1",
        **msgspec.json.schema(payloads.SCHEMAS[name]),
    }
