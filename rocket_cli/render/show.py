"""The text of a review with its names marked and its furniture set back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rocket_cli.records import ANOTHER_REVIEW, Block, Label, Mention, ReviewAnalysis, own_blocks
from rocket_cli.render.safe import fenced, markdown, visible, visible_lines
from rocket_cli.render.words import count_of, percent

if TYPE_CHECKING:
    from rich.text import Text

# Colours of the 16 that every terminal theme makes readable, each with a second sign for eyes that see none.
STYLES: dict[Label, str] = {
    "PERSON": "bold cyan",
    "CHARACTER": "italic magenta",
    "FILM": "underline yellow",
    "PLACE": "bold green",
}
NAMES: dict[Label, str] = {
    "PERSON": "person",
    "CHARACTER": "character",
    "FILM": "film",
    "PLACE": "place",
}
FURNITURE = "dim"


@dataclass(frozen=True)
class Piece:
    """A run of the text that looks the same throughout: in one block, in one mention or in none."""

    text: str
    block: Block | None
    mention: Mention | None


def pieces(record: ReviewAnalysis) -> Iterator[Piece]:
    """The text of `record` from end to end, cut where a block or a mention begins or ends.

    Of a file with several reviews only this one's part. ValueError where the record carries no text.
    """
    if record.text is None:
        raise ValueError("the record carries no text")
    first, last = _extent(record)
    mentions = sorted((m for m in record.mentions if first <= m.start < m.end <= last), key=lambda m: m.start)
    spans = [(block.start, block.end) for block in record.blocks] + [(m.start, m.end) for m in mentions]
    borders = {first, last, *(border for span in spans for border in span if first <= border <= last)}
    ordered = sorted(borders)
    blocks, named = iter(record.blocks), iter(mentions)
    block, mention = next(blocks, None), next(named, None)
    left_out = False
    for start, end in pairwise(ordered):
        while block is not None and block.end <= start:
            block = next(blocks, None)
        while mention is not None and mention.end <= start:
            mention = next(named, None)
        inside = block if block is not None and block.start <= start else None
        if inside is not None and inside.reason == ANOTHER_REVIEW:
            left_out = True
            continue
        if left_out and inside is None and record.text[start:end].isspace():
            continue
        left_out = False
        within = mention if mention is not None and mention.start <= start else None
        yield Piece(record.text[start:end], inside, within)


def coloured(record: ReviewAnalysis) -> Text:
    """`record` for a terminal with colour, with a legend above the text."""
    from rich.text import Text

    text = Text(fenced(heading(record)) + "\n", style="", end="")
    for label, style in STYLES.items():
        text.append(NAMES[label], style=style)
        text.append("  ")
    text.append("page furniture, counted for nobody", style=FURNITURE)
    text.append("\n\n")
    for piece in pieces(record):
        text.append(visible_lines(piece.text), style=_style_of(piece))
    text.append("\n")
    return text


def marked(record: ReviewAnalysis) -> str:
    """`record` as plain text: `[Ada Nilsen|person]` for a name, a line before and after furniture."""
    parts = []
    furniture: Block | None = None
    for piece in pieces(record):
        block = piece.block if piece.block is not None and piece.block.kind == "furniture" else None
        if block is not furniture:
            if furniture is not None:
                parts.append("\n[end of page furniture]")
            if block is not None:
                reason = f": {visible(block.reason)}" if block.reason else ""
                parts.append(f"[page furniture{reason}]\n")
            furniture = block
        text = visible_lines(piece.text)
        parts.append(f"[{text}|{NAMES[piece.mention.label]}]" if piece.mention else text)
    if furniture is not None:
        parts.append("\n[end of page furniture]")
    return "".join(parts).rstrip("\n") + "\n"


def as_markdown(record: ReviewAnalysis) -> str:
    """`record` as Markdown: names in bold with what they are, titles headings, furniture struck through."""
    parts = [f"## {markdown(heading(record))}"]
    paragraph: list[str] = []
    block: Block | None = None
    for piece in pieces(record):
        if piece.block is not block and paragraph:
            parts.append(_paragraph(paragraph, block))
            paragraph = []
        block = piece.block
        text = "\n\n".join(_markdown_line(part) for part in visible_lines(piece.text).split("\n\n"))
        paragraph.append(f"**{text}** ({NAMES[piece.mention.label]})" if piece.mention else text)
    if paragraph:
        parts.append(_paragraph(paragraph, block))
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def heading(record: ReviewAnalysis) -> str:
    """One line that says what is shown."""
    whole = record.counts.n_characters
    share = record.counts.n_furniture_characters / whole if whole else 0.0
    film = f" on {visible(record.film)}" if record.film else ""
    n_names = count_of(len(record.mentions), "mention")
    return f"{visible(record.display_name)}{film}: {n_names} of names, {percent(share)} of the page set aside"


def _extent(record: ReviewAnalysis) -> tuple[int, int]:
    own = own_blocks(record.blocks)
    if record.source.member is None or not own:
        return 0, len(record.text or "")
    return min(block.start for block in own), max(block.end for block in own)


def _style_of(piece: Piece) -> str:
    quiet = piece.block is not None and piece.block.kind == "furniture"
    styles = [FURNITURE] if quiet else []
    if piece.mention is not None:
        styles.append(STYLES[piece.mention.label])
    elif piece.block is not None and piece.block.kind == "title":
        styles.append("bold")
    return " ".join(styles)


def _markdown_line(text: str) -> str:
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{markdown(text)}{after}" if text.strip() else " "


def _paragraph(parts: list[str], block: Block | None) -> str:
    kind = block.kind if block is not None else None
    paragraphs = [part.strip() for part in "".join(parts).split("\n\n") if part.strip()]
    if kind == "furniture":
        paragraphs = [f"~~{paragraph}~~" for paragraph in paragraphs]
    elif kind == "title":
        paragraphs = [f"### {paragraph}" for paragraph in paragraphs]
    return "\n\n".join(paragraphs)
