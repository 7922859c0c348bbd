"""Annotated text in, training examples out: what each annotation allows and what it forbids."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rocket_cli.nlp.pieces import LABELS, TAGS

if TYPE_CHECKING:
    from spacy.tokens import Doc

Row = dict[str, Any]
TAG = {tag: i for i, tag in enumerate(TAGS)}
ANY = (1 << len(TAGS)) - 1
OUTSIDE = 1 << TAG["O"]


def bits(*labels: str) -> tuple[int, int]:
    """Allowed tags of the first and of the later tokens of a span that is one of `labels`."""
    begin = inside = 0
    for label in labels:
        if label == "O":
            begin |= OUTSIDE
            inside |= OUTSIDE
        else:
            begin |= 1 << TAG[f"B-{label}"]
            inside |= 1 << TAG[f"I-{label}"]
    return begin, inside


def outside(*perhaps: str) -> int:
    """Allowed tags outside all spans, in a corpus that does not label `perhaps`."""
    mask = OUTSIDE
    for label in perhaps:
        begin, inside = bits(label)
        mask |= begin | inside
    return mask


# What an unmarked token may still be, for each corpus: what a corpus does not label is unknown, not O.
UNMARKED = {
    "review": outside(),
    "ab_redial": outside("PERSON", "CHARACTER", "PLACE"),
    "sgd": outside("PERSON", "CHARACTER", "PLACE"),
    "wiki_movies": outside("PLACE", "CHARACTER"),
    **dict.fromkeys(["btc", "crossner", "gum", "litbank", "uner_ewt", "wikigold", "wnut17"], outside("FILM")),
}
SPAN = {
    "PERSON": bits("PERSON", "CHARACTER"),  # general corpora do not tell characters from people
    "PLACE": bits("PLACE"),
    "FILM": bits("FILM"),
    "WORK": bits("O", "FILM"),
    "MISC": bits("O", "FILM"),
    "ORG": bits("O"),
}
REVIEW_SPAN = {label: bits(label) for label in LABELS}
LITBANK_SPAN = {**SPAN, "PERSON": bits("CHARACTER")}


def read_rows(path: Path) -> list[Row]:
    """One row a line of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_reviews(path: Path) -> list[Row]:
    """Annotated reviews as rows of `text` and `ents` with the four labels, characters told from people."""
    rows = []
    for row in read_rows(path):
        characters = set(row["characters"])
        ents = [
            (start, end, "CHARACTER" if label == "PERSON" and row["text"][start:end] in characters else label)
            for start, end, label in row["ents"]
        ]
        rows.append({"id": row["id"], "text": row["text"], "ents": ents, "src": "review"})
    return rows


def read_general(folder: Path, limits: dict[str, int], rng: random.Random) -> list[Row]:
    """Rows of the general corpora, at most `limits[name]` of each, in random order."""
    rows = []
    for path in sorted(folder.glob("*.jsonl")):
        found = read_rows(path)
        rng.shuffle(found)
        found = found[: limits.get(path.stem, len(found))]
        if path.stem == "wiki_movies":
            found = [rotate_sentences(row, rng) for row in found]
        rows += [
            {"id": row["doc"], "text": row["text"], "ents": [tuple(e) for e in row["ents"]], "src": path.stem}
            for row in found
        ]
    rng.shuffle(rows)
    return rows


def rotate_sentences(row: Row, rng: random.Random) -> Row:
    """The same text begun at another sentence: in film articles the title is nearly always the first words,
    and a tagger that learns the place instead of the title is no use."""
    text, ents = row["text"], row["ents"]
    borders = [
        i + 2
        for i in range(len(text) - 2)
        if text[i : i + 2] == ". " and not any(s <= i + 1 < e for s, e, _ in ents) and text[i + 2].isupper()
    ]
    if not borders or rng.random() < 0.3:
        return row
    at = rng.choice(borders)
    rest = len(text) - at + 1
    moved = [(s - at, e - at, label) if s >= at else (s + rest, e + rest, label) for s, e, label in ents]
    return {**row, "text": text[at:] + " " + text[: at - 1], "ents": sorted(moved)}


def allowed_tags(doc: Doc, ents: Iterable[tuple[int, int, str]], source: str) -> list[int]:
    """A bit mask of the tags that the annotation allows, for each token of `doc`.

    A token that a span's border cuts in two may be anything.
    """
    table = REVIEW_SPAN if source == "review" else LITBANK_SPAN if source == "litbank" else SPAN
    allowed = [UNMARKED[source]] * len(doc)
    for start, end, label in ents:
        span = doc.char_span(start, end)
        if span is None:
            loose = doc.char_span(start, end, alignment_mode="expand")
            for i in range(loose.start, loose.end) if loose is not None else ():
                allowed[i] = ANY
            continue
        begin, inside = table[label]
        for i in range(span.start, span.end):
            allowed[i] = begin if i == span.start else inside
    return allowed


def batches(lengths: list[int], max_pieces: int, rng: random.Random) -> Iterator[list[int]]:
    """Indices in batches of similar length, at most `max_pieces` padded pieces each, in random order."""
    order = sorted(range(len(lengths)), key=lambda i: (lengths[i] + rng.random() * 24, i))
    groups: list[list[int]] = []
    longest = 0
    for i in order:
        longest = max(longest, lengths[i])
        if not groups or longest * (len(groups[-1]) + 1) > max_pieces:
            groups.append([])
            longest = lengths[i]
        groups[-1].append(i)
    rng.shuffle(groups)
    yield from groups
