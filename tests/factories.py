"""Records built by hand, so that nothing here needs a pipeline. Reviews and reviewers are invented."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import combinations

from rocket_cli.records import (
    Block,
    Comparison,
    CorpusEntity,
    Counts,
    Disagreement,
    Entity,
    EntityReport,
    Failure,
    Kind,
    Lexical,
    Mention,
    Metric,
    Overlap,
    PipelineInfo,
    Rating,
    Readability,
    ReviewAnalysis,
    ReviewSummary,
    Role,
    Source,
)

PIPELINE = PipelineInfo("en_review_entities", "0.1.0")
REVIEWERS = (
    "Ada Nilsen",
    "Bo Marsh",
    "Cy Ng",
    "Dorothea Winterbottom",
    "Emil Sørensen",
    "Fay Okonkwo",
    "Gus Petridis",
    "Hana Kowalczyk",
    "Ines de la Fuente y Robles",
    "Jo",
    "Kit Abernathy",
    "Lou Zhang",
)
OUTLETS = ("Quayside Weekly", None, "The Projectionist’s Almanac", "North Pier Film Society", "Reel", None)
# (name, kind, role, aliases)
NAMES: tuple[tuple[str, Kind, Role | None, tuple[str, ...]], ...] = (
    ("Marguerite Vale", "people", "cast_crew", ("Vale", "MARGUERITE VALE")),
    ("Tomás Quiroga", "people", "cast_crew", ("Quiroga",)),
    ("Old Hob", "people", "character", ("Hob",)),
    ("Lighthouse Annie", "people", "character", ()),
    ("Queen Victoria", "people", "other", ()),
    ("The Salt Road", "films", None, ("THE SALT ROAD",)),
    ("Night Ferry", "films", None, ()),
    ("Port Ellis", "places", None, ()),
    ("Lisbon", "places", None, ()),
)
# (name, unit, direction, value of the first review, step to the next)
METRICS = (
    ("n_words", "words", "more", 400.0, 37.0),
    ("n_sentences", "sentences", "more", 20.0, 2.0),
    ("flesch_reading_ease", "points", "easier", 52.2, 3.7),
    ("flesch_kincaid_grade", "US school grade", "harder", 10.4, -0.6),
    ("gunning_fog", "US school grade", "harder", 12.1, -0.5),
    ("smog_index", "US school grade", "harder", 11.8, -0.4),
    ("coleman_liau_index", "US school grade", "harder", 9.9, 0.3),
    ("automated_readability_index", "US school grade", "harder", 11.0, -0.7),
    ("dale_chall_readability_score", "points", "harder", 8.6, 0.1),
    ("linsear_write_formula", "US school grade", "harder", 12.9, -0.9),
    ("mean_sentence_length", "words", "harder", 21.4, -1.1),
    ("reading_time_seconds", "seconds", "more", 71.0, 9.0),
    ("type_token_ratio", "ratio", "more", 0.55, 0.02),
    ("mattr", "ratio", "more", 0.81, 0.01),
    ("mtld", "words", "more", 92.3, 4.4),
    ("n_people", "people", "more", 5.0, 1.0),
    ("n_films", "films", "more", 2.0, 1.0),
    ("n_places", "places", "more", 3.0, 0.0),
    ("furniture_ratio", "ratio", "neutral", 0.04, 0.07),
)


def reviewer(position: int) -> str:
    """The invented reviewer at `position`; past the end of the list the names repeat with a number."""
    name = REVIEWERS[position % len(REVIEWERS)]
    return name if position < len(REVIEWERS) else f"{name} {position // len(REVIEWERS) + 1}"


def summary(position: int, display_name: str | None = None) -> ReviewSummary:
    """The review at `position` of a made-up corpus; every fourth is unsigned."""
    unsigned = position % 4 == 3
    name = display_name or ("review-04" if unsigned and position == 3 else reviewer(position))
    return ReviewSummary(
        id=f"r{position:02d}",
        display_name=name,
        reviewer=None if unsigned else name,
        outlet=OUTLETS[position % len(OUTLETS)],
        path=f"reviews/{position:02d}.txt",
        film="The Salt Road",
        year=2019 if position % 5 == 2 else 2020,
        running_time_minutes=112 if position % 3 == 0 else None,
        rating=Rating("4/5", 0.8) if position % 3 == 1 else None,
        n_words=400 + 37 * position,
        n_sentences=20 + 2 * position,
        furniture_ratio=(4 + position * 7 % 50) / 100,
    )


def corpus_entities(reviews: Sequence[ReviewSummary]) -> tuple[CorpusEntity, ...]:
    """The names of NAMES, spread over `reviews` so that some are in all, some in a few, some in one."""
    found = []
    for position, (name, kind, role, aliases) in enumerate(NAMES):
        chosen = [
            review for i, review in enumerate(reviews) if not position or (i + position) % (position + 1)
        ]
        by_review = {review.id: 1 + (i + position) % 5 for i, review in enumerate(chosen)}
        count = sum(by_review.values())
        plays = "Old Hob" if name == "Tomás Quiroga" else None
        found.append(CorpusEntity(name, kind, role, aliases, count, by_review, plays))
    if reviews:
        found.append(CorpusEntity("Bridge of Sighs", "places", None, (), 2, {reviews[-1].id: 2}))
    return tuple(found)


def metrics(reviews: Sequence[ReviewSummary]) -> tuple[Metric, ...]:
    """Figures for `reviews` that differ; the third review is too short for SMOG."""
    made = []
    for name, unit, higher_is, base, step in METRICS:
        values: dict[str, float | None] = {
            review.id: base + step * ((i * 5) % 7) for i, review in enumerate(reviews)
        }
        if name == "smog_index" and len(reviews) > 2:
            values[reviews[2].id] = None
        made.append(Metric(name, unit, higher_is, values))  # type: ignore[arg-type]
    return tuple(made)


def comparison(n_reviews: int, names: Sequence[str] = ()) -> Comparison:
    """A comparison of `n_reviews` made-up reviews, the first of them by `names`."""
    reviews = tuple(summary(i, names[i] if i < len(names) else None) for i in range(n_reviews))
    entities = corpus_entities(reviews)
    sets = {(r.id, e.kind): set[str]() for r in reviews for e in entities}
    for entity in entities:
        for id_ in entity.by_review:
            sets[id_, entity.kind].add(entity.name)
    kinds: tuple[Kind, ...] = ("people", "films", "places")
    overlap = tuple(_overlap(a.id, b.id, kind, sets) for a, b in combinations(reviews, 2) for kind in kinds)
    alone = {r.id: tuple(e.name for e in entities if tuple(e.by_review) == (r.id,)) for r in reviews}
    years = {review.id: str(review.year) for review in reviews}
    disagreements = []
    if n_reviews > 1:
        spellings = {reviews[0].id: "Old Hob", reviews[-1].id: "Auld Hob"}
        disagreements.append(Disagreement("spelling", "the name of Old Hob", spellings))
    if len(set(years.values())) > 1:
        disagreements.append(Disagreement("year", "the year of the film", years))
    return Comparison(
        reviews=reviews,
        metrics=metrics(reviews),
        entities=entities,
        only_in=alone,
        overlap=overlap,
        disagreements=tuple(disagreements),
        failed=(Failure("lost.txt", "not UTF-8 at byte 310", "try --encoding cp1252"),),
        pipeline=(PIPELINE,),
    )


def entity_report(n_reviews: int, names: Sequence[str] = ()) -> EntityReport:
    """The entities of the same made-up reviews."""
    made = comparison(n_reviews, names)
    return EntityReport(made.reviews, made.entities, made.failed, made.pipeline)


def analysis(
    text: str,
    names: Sequence[tuple[str, str]] = (),
    *,
    furniture: str | None = None,
    reviewer: str | None = "Ada Nilsen",
    path: str = "reviews/00.txt",
    with_text: bool = True,
    warnings: tuple[str, ...] = (),
) -> ReviewAnalysis:
    """A record of `text` whose mentions are the first places of `names` (text, label) in it; `furniture` is
    the part of the text that was set aside."""
    start = text.index(furniture) if furniture else len(text)
    aside = (start, start + len(furniture or ""))
    blocks = [Block("body", 0, start)]
    if furniture:
        blocks.append(Block("furniture", *aside, "related articles"))
        if text[aside[1] :].strip():
            blocks.append(Block("body", aside[1], len(text)))
    mentions = []
    for name, label in names:
        at = text.index(name)
        block = "furniture" if aside[0] <= at < aside[1] else "body"
        mentions.append(Mention(name, label, at, at + len(name), block, 0, 0.97))  # type: ignore[arg-type]
    entities = tuple(
        Entity(m.text, "films" if m.label == "FILM" else "people", None, (), 1, (i,))
        for i, m in enumerate(mentions)
    )
    n_words = len(text.split())
    return ReviewAnalysis(
        id=path.replace("/", "-"),
        source=Source(path, hashlib.sha256(text.encode()).hexdigest(), "utf-8", len(text.encode())),
        reviewer=reviewer,
        byline=None,
        display_name=reviewer or "00",
        outlet=None,
        film="The Salt Road",
        year=2020,
        country=None,
        running_time_minutes=112,
        rating=None,
        blocks=tuple(blocks),
        mentions=tuple(mentions),
        entities=entities,
        counts=Counts(n_words, 1, 12, 2, 50, n_words + 1, n_words, start, aside[1] - aside[0], len(text)),
        readability=Readability(flesch_reading_ease=61.5, flesch_kincaid_grade=8.0),
        lexical=Lexical(0.9, 0.9, 80.0),
        pipeline=PIPELINE,
        warnings=warnings,
        text=text if with_text else None,
    )


LONG_NAMES = (
    "Wilhelmina Cholmondeley-Featherstonehaugh van der Kloosterman",  # 60 cells and one
    "山田太郎",
    "נועה בן־דוד",
    "ليلى المنصوري",
)


def _overlap(a: str, b: str, kind: Kind, sets: dict[tuple[str, Kind], set[str]]) -> Overlap:
    either, both = sets[a, kind] | sets[b, kind], sets[a, kind] & sets[b, kind]
    return Overlap(a, b, kind, len(both) / len(either) if either else None, len(both))
