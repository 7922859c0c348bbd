"""The text of a review, cut into the parts that the page shows: furniture, headings, paragraphs, names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rocket_cli.records import Mention, ReviewAnalysis
from rocket_cli.render.report.names import NameRow
from rocket_cli.render.safe import visible, visible_lines
from rocket_cli.render.show import NAMES, Piece, pieces


@dataclass(frozen=True)
class Run:
    """A stretch of text: plain, or a name (`look` is its class). `slug` is where the name's quotes are,
    nothing where it counts for no entity of the page; `mention` is its position in the record."""

    text: str
    look: str = ""
    slug: str = ""
    mention: int | None = None


@dataclass(frozen=True)
class Passage:
    """A block of the text: its kind, why it was set aside, and its runs."""

    kind: str
    reason: str
    runs: tuple[Run, ...]


def passages(record: ReviewAnalysis, named: Mapping[int, int], rows: Sequence[NameRow]) -> list[Passage]:
    """The text of `record`, block by block; [] where the record carries none. White space between blocks is
    left out."""
    if record.text is None:
        return []
    places = {(m.start, m.end): i for i, m in enumerate(record.mentions)}
    found = []
    for _, group in groupby(pieces(record), key=lambda piece: id(piece.block)):
        members = list(group)
        runs = tuple(_run(piece, places, named, rows) for piece in members)
        if not "".join(run.text for run in runs).strip():
            continue
        block = members[0].block
        reason = visible(block.reason or "") if block else ""
        found.append(Passage(block.kind if block else "between", reason, runs))
    return found


def _run(
    piece: Piece,
    places: Mapping[tuple[int, int], int],
    named: Mapping[int, int],
    rows: Sequence[NameRow],
) -> Run:
    text = visible_lines(piece.text)
    if piece.mention is None:
        return Run(text)
    position = places[_place(piece.mention)]
    entity = named.get(position)
    slug = rows[entity].slug if entity is not None else ""
    return Run(text, NAMES[piece.mention.label], slug, position)


def _place(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end
