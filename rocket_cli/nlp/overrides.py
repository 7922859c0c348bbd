"""`overrides.toml`: names that the person at the keyboard knows better than any pipeline.

# strings that are never a name, in any case (TOML wants this above the first heading)
never = ["Menu"]

# strings that are always this, wherever they stand as whole words, in this case
[always]
films = ["Sink", "It"]
people = ["Weird Al"]
characters = ["Strawberry"]
places = ["the Valley"]
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from rocket_cli.errors import UsageError

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

FILE_NAME = "overrides.toml"
LABEL_OF_KEY = {"people": "PERSON", "characters": "CHARACTER", "films": "FILM", "places": "PLACE"}


class NameRules(Struct, frozen=True):
    """`always`: string and label; `never`: strings, casefolded."""

    always: tuple[tuple[str, str], ...] = ()
    never: frozenset[str] = frozenset()


def read_name_rules(path: Path) -> NameRules:
    """The rules in the file at `path`. UsageError names the file where it cannot be read as rules."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(
            f"cannot be read: {error}", hint="see overrides.toml in the README", path=str(path)
        ) from error
    always, never = data.get("always", {}), data.get("never", [])
    wrong = sorted(set(data) - {"always", "never"}) + sorted(set(always) - set(LABEL_OF_KEY))
    if wrong:
        raise UsageError(
            f"unknown key {wrong[0]!r}",
            hint=f"the keys are never, and under [always] {', '.join(LABEL_OF_KEY)}",
            path=str(path),
        )
    for names in (never, *always.values()):
        if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
            raise UsageError("names are written as a list of strings", hint='["Sink", "It"]', path=str(path))
    return NameRules(
        always=tuple((name, LABEL_OF_KEY[key]) for key, names in always.items() for name in names),
        never=frozenset(name.casefold() for name in never),
    )


def apply_name_rules(doc: Doc, rules: NameRules) -> Doc:
    """Give `doc` the entities that the rules ask for and take those away that they forbid. Longer names win
    over shorter ones, and all of them over what the pipeline found."""
    from spacy.util import filter_spans

    wanted: list[Span] = []
    for name, label in rules.always:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", doc.text):
            span = doc.char_span(match.start(), match.end(), label=label)
            if span is not None:
                wanted.append(span)
    wanted = filter_spans(wanted)
    taken = {token for span in wanted for token in range(span.start, span.end)}
    found = [
        ent
        for ent in doc.ents
        if ent.text.casefold() not in rules.never and taken.isdisjoint(range(ent.start, ent.end))
    ]
    for span in wanted:
        if span.has_extension("confidence"):
            span._.confidence = 1.0
    doc.set_ents([*found, *wanted])
    return doc
