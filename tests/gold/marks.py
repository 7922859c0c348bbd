"""Read hand-written mark files: one surface form a line, resolved to exact spans of the text.

P Sean Baker            a real person            C Mikey Saber     a character
F Red Rocket            a film title             L Texas City      a place
F Carol @1,3            only these matches       ~ Sean Baker | Baker     one entity
= reviewer: Emma Stone  a fact, `none` if the document does not say
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

LABELS = {"P": "PERSON", "C": "CHARACTER", "F": "FILM", "L": "PLACE"}


class Gold(NamedTuple):
    """What a person marked in one document."""

    text: str
    spans: list[tuple[int, int, str]]
    aliases: list[list[str]]
    facts: dict[str, str | None]

    def as_row(self, name: str) -> dict[str, object]:
        """In the form of the annotated corpora: characters are persons whose string is in `characters`."""
        return {
            "id": name,
            "text": self.text,
            "ents": [[s, e, "PERSON" if x == "CHARACTER" else x] for s, e, x in self.spans],
            "characters": sorted({self.text[s:e] for s, e, x in self.spans if x == "CHARACTER"}),
            "aliases": self.aliases,
            "facts": self.facts,
        }


def read_gold(text_path: Path, marks_path: Path) -> Gold:
    """The text and its marks as spans; longer marks win over shorter ones, `@` over none."""
    text = text_path.read_bytes().decode("utf-8")
    found: list[tuple[int, int, str, bool]] = []
    aliases: list[list[str]] = []
    facts: dict[str, str | None] = {}
    for line in marks_path.read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.strip().partition(" ")
        if kind in LABELS:
            found += _matches(text, rest.strip(), LABELS[kind])
        elif kind == "~":
            aliases.append([form.strip() for form in rest.split("|")])
        elif kind == "=":
            key, _, value = rest.partition(":")
            facts[key.strip()] = None if value.strip().lower() == "none" else value.strip()
    kept: list[tuple[int, int, str]] = []
    for start, end, label, _ in sorted(found, key=lambda m: (-(m[1] - m[0]), not m[3])):
        if not any(start < e and s < end for s, e, _ in kept):
            kept.append((start, end, label))
    return Gold(text, sorted(kept), aliases, facts)


def _matches(text: str, mark: str, label: str) -> list[tuple[int, int, str, bool]]:
    numbered = re.fullmatch(r"(.*?)\s+@([\d,\s]+)", mark)
    surface = numbered[1] if numbered else mark
    wanted = {int(n) for n in numbered[2].split(",")} if numbered else None
    head = r"(?<!\w)" if surface[:1].isalnum() else ""
    tail = r"(?!\w)" if surface[-1:].isalnum() else ""
    places = re.finditer(head + re.escape(surface) + tail, text)
    return [
        (m.start(), m.end(), label, wanted is not None)
        for number, m in enumerate(places, 1)
        if wanted is None or number in wanted
    ]
