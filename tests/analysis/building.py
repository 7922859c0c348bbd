"""Records built by hand for the tests of who is who."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any

from rocket_cli.analysis.aliases_file import AliasRules
from rocket_cli.analysis.entities import link_mentions
from rocket_cli.records import (
    Block,
    BlockKind,
    Counts,
    Credit,
    Entity,
    Label,
    Lexical,
    Mention,
    PipelineInfo,
    Readability,
    ReviewAnalysis,
    Source,
)

LABELS: dict[str, Label] = {"P": "PERSON", "C": "CHARACTER", "F": "FILM", "L": "PLACE"}
_MARKED = re.compile(r"\[([PCFL]) ([^\]]+)\]")


def marked(
    source: str, *, confidence: float | None = 0.9, block: BlockKind = "body"
) -> tuple[str, list[Mention]]:
    """Text and mentions of "[P Ada Voss] plays [C Nell]"."""
    text, mentions, reached = "", [], 0
    for match in _MARKED.finditer(source):
        text += source[reached : match.start()]
        start = len(text)
        text += match[2]
        mentions.append(Mention(match[2], LABELS[match[1]], start, len(text), block, 0, confidence))
        reached = match.end()
    return text + source[reached:], mentions


def link(source: str, **options: Any) -> tuple[Entity, ...]:
    """Entities of a marked text."""
    text, mentions = marked(source)
    return link_mentions(text, mentions, **options)


def by_name(entities: Sequence[Entity]) -> dict[str, Entity]:
    """Entities by canonical name, which must tell them apart."""
    found = {entity.name: entity for entity in entities}
    assert len(found) == len(entities)
    return found


def record(
    source: str,
    *,
    id: str = "r1",
    film: str | None = "Paper Kites",
    path: str | None = None,
    rules: AliasRules | None = None,
    credits: tuple[Credit, ...] = (),
    with_text: bool = True,
    **fields: Any,
) -> ReviewAnalysis:
    """The record of a review whose whole text is the marked `source`, all of it body."""
    text, mentions = marked(source)
    given: dict[str, Any] = {
        "id": id,
        "source": Source(path or f"{id}.txt", hashlib.sha256(text.encode()).hexdigest(), "utf-8", len(text)),
        "reviewer": None,
        "byline": None,
        "display_name": id,
        "outlet": None,
        "film": film,
        "year": None,
        "country": None,
        "running_time_minutes": None,
        "rating": None,
        "blocks": (Block("body", 0, len(text)),),
        "mentions": tuple(mentions),
        "entities": link_mentions(text, mentions, film=film, credits=credits, overrules=rules),
        "counts": Counts(*[10] * 10),
        "readability": Readability(),
        "lexical": Lexical(),
        "pipeline": PipelineInfo("by_hand", "1"),
        "warnings": (),
        "text": text if with_text else None,
    }
    return ReviewAnalysis(**(given | fields))
