"""Records of made-up reviews with texts, names that strain a page, and figures of rocket's own making.

No pipeline is needed: the texts are put together here, so that where each name stands is known.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from functools import lru_cache

from spacy.language import Language

from rocket_cli.analysis.body import BodyTally
from rocket_cli.records import (
    Block,
    Entity,
    Kind,
    Label,
    Mention,
    Rating,
    ReviewAnalysis,
    Role,
    Source,
)
from tests import factories

# (name, label); the first of each label are in every review.
NAMES: tuple[tuple[str, Label], ...] = (
    ("Marguerite Vale", "PERSON"),
    ("Tomás Quiroga", "PERSON"),
    ("Zofia Wiśniewska-Brandt", "PERSON"),
    ("Aurelio Fontanarrosa", "PERSON"),
    ("Bess Tolliver", "PERSON"),
    ("黒沢 明美", "PERSON"),
    ("ليلى المنصوري", "PERSON"),
    ("Old Hob", "CHARACTER"),
    ("Lighthouse Annie", "CHARACTER"),
    ("Captain Strand", "CHARACTER"),
    ("The Boy from Quay Nine", "CHARACTER"),
    ("The Salt Road", "FILM"),
    ("Night Ferry", "FILM"),
    ("The Long and Entirely True History of the Lamplighters of Ellis", "FILM"),
    ("海の道", "FILM"),
    ("<script>document.title='owned'</script>", "FILM"),
    ('"><img src=x onerror=alert(1)> & Sons', "FILM"),
    ("Port Ellis", "PLACE"),
    ("Lisbon", "PLACE"),
    ("חיפה", "PLACE"),
    ("javascript:alert(1)", "PLACE"),
    ("Cape Sorrow", "PLACE"),
)
STRAINING = (
    *factories.LONG_NAMES,
    "<b>Bold</b> & “Quoted” 'Critic'",
    "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewis",
)
OPENINGS = (
    "Nobody in the harbour believes a word of it, and that is the joy of",
    "For an hour the rain does all the acting, and then there is",
    "What holds this together, more than the plot deserves, is",
    "It begins quietly with",
    "You will have guessed by the second reel what becomes of",
    "The camera cannot look away from",
    "I kept thinking of",
    "There is no scene without",
)
MIDDLES = (
    ", and never once asks us to like",
    ", who is worth the ticket alone, and beside that",
    ". Compare",
    "; so much for",
    ", with a nod to",
)
ENDINGS = (
    ".",
    ", which is more than can be said of the ending.",
    ", and the sea goes on as if nothing had happened, as it does in every picture of this kind.",
    "!",
    ", or so the old men say.",
)
FURNITURE = "Home\nReviews\nSubscribe to our newsletter\nMore about Night Ferry"


def records(n: int, reviewers: Sequence[str] = (), *, with_text: bool = True) -> list[ReviewAnalysis]:
    """`n` reviews, always the same; the first of them by `reviewers`, the others by those of `factories`."""
    return [
        _record(i, reviewers[i] if i < len(reviewers) else factories.reviewer(i), with_text=with_text)
        for i in range(n)
    ]


def _record(i: int, reviewer: str, *, with_text: bool) -> ReviewAnalysis:
    rng = random.Random(i)
    text, found, blocks = _text(rng, reviewer)
    mentions = tuple(
        Mention(text[start:end], label, start, end, _block_at(blocks, start), None, 0.95)
        for start, end, label in found
    )
    doc = _splitter()(text)
    body = [(block.start, block.end) for block in blocks if block.kind == "body"]
    n_aside = sum(block.end - block.start for block in blocks if block.kind == "furniture")
    tally = BodyTally()
    tally.add(doc, body)
    counts, readability, lexical, warnings = tally.measure(text, body, len(text), n_aside)
    rated = Rating(f"{1 + i % 5}/5", (1 + i % 5) / 5) if i % 3 else None
    return ReviewAnalysis(
        id=f"review-{i:02d}",
        source=Source(f"reviews/{i:02d}.txt", hashlib.sha256(text.encode()).hexdigest(), "utf-8", len(text)),
        reviewer=reviewer,
        byline=None,
        display_name=reviewer,
        outlet=factories.OUTLETS[i % len(factories.OUTLETS)],
        film="The Salt Road",
        year=2019 if i % 5 == 2 else 2020,
        country=None,
        running_time_minutes=112 if i % 4 else 114,
        rating=rated,
        blocks=tuple(blocks),
        mentions=mentions,
        entities=tuple(_entities(mentions)),
        counts=counts,
        readability=readability,
        lexical=lexical,
        pipeline=factories.PIPELINE,
        warnings=tuple(warnings),
        text=text if with_text else None,
        sentences=tuple(sentence.start_char for sentence in doc.sents),
        sentence_lengths=tuple(tally.sentence_lengths),
    )


def _text(rng: random.Random, reviewer: str) -> tuple[str, list[tuple[int, int, Label]], list[Block]]:
    always = [
        pair for pair in NAMES if pair[0] in ("Marguerite Vale", "Old Hob", "The Salt Road", "Port Ellis")
    ]
    chosen = always + rng.sample([pair for pair in NAMES if pair not in always], 4 + rng.randrange(8))
    parts: list[str] = []
    found: list[tuple[int, int, Label]] = []

    def put(words: str, label: Label | None = None) -> None:
        start = sum(map(len, parts))
        parts.append(words)
        if label:
            found.append((start, start + len(words), label))

    put(f"{FURNITURE[:-11]}")
    put("Night Ferry", "FILM")
    n_furniture = sum(map(len, parts))
    put("\n\n")
    start = sum(map(len, parts))
    put("The Salt Road", "FILM")
    title = Block("title", start, sum(map(len, parts)))
    put("\n\n")
    line = sum(map(len, parts))
    put(f"By {reviewer}")
    byline = Block("byline", line, sum(map(len, parts)))
    put("\n\n")
    body = sum(map(len, parts))
    for n in range(10 + rng.randrange(16)):
        put(rng.choice(OPENINGS) + " ")
        put(*(chosen[n] if n < len(chosen) else rng.choice(chosen)))
        for _ in range(rng.randrange(3)):
            put(rng.choice(MIDDLES) + " ")
            put(*rng.choice(chosen))
        put(rng.choice(ENDINGS))
        put("\n\n" if n % 5 == 4 else " ")
    text = "".join(parts).rstrip()
    furniture = Block("furniture", 0, n_furniture, "navigation")
    return text, found, [furniture, title, byline, Block("body", body, len(text))]


def _entities(mentions: Sequence[Mention]) -> list[Entity]:
    kinds: dict[Label, tuple[Kind, Role | None]] = {
        "PERSON": ("people", "cast_crew"),
        "CHARACTER": ("people", "character"),
        "FILM": ("films", None),
        "PLACE": ("places", None),
    }
    by_name: dict[str, list[int]] = {}
    for i, mention in enumerate(mentions):
        if mention.block != "furniture":
            by_name.setdefault(mention.text, []).append(i)
    return [
        Entity(name, *kinds[mentions[own[0]].label], (), len(own), tuple(own))
        for name, own in by_name.items()
    ]


def _block_at(blocks: Sequence[Block], at: int) -> str:
    return next(block.kind for block in blocks if block.start <= at < block.end)


@lru_cache(maxsize=1)
def _splitter() -> Language:
    import spacy

    from rocket_cli.nlp import sentences  # noqa: F401 - importing registers the factory

    nlp = spacy.blank("en")
    nlp.add_pipe("review_sentences")
    return nlp
