"""From files to records: read, tag, link, measure. The map step; the same function for every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import msgspec

from rocket_cli.reading.options import InputOptions
from rocket_cli.records import Failure, Review, ReviewAnalysis, Source

if TYPE_CHECKING:
    from typing import BinaryIO

    from spacy.language import Language
    from spacy.tokens import Doc

    from rocket_cli.analysis.aliases_file import AliasRules
    from rocket_cli.nlp.overrides import NameRules
    from rocket_cli.reading.units import Found, Memory

# Reviews tagged at a time: enough to keep the pipeline busy, few enough to show the first results soon.
BATCH = 32


class AnalyseOptions(msgspec.Struct, frozen=True):
    """How to read and analyse. `model` None is the pipeline that ships; mentions below `min_confidence`
    (0-1) are left out. `use_cache` changes no answer: it says whether records of earlier runs are taken."""

    model: str | None = None
    include_furniture: bool = False
    with_text: bool = False
    min_confidence: float = 0.0
    input: InputOptions = InputOptions()
    use_cache: bool = True


def read_paths(
    paths: Sequence[str], options: AnalyseOptions, *, stdin: BinaryIO | None = None
) -> Iterator[Review | Failure]:
    """The reviews in `paths`, not analysed, and what could not be read."""
    from rocket_cli.reading import read_reviews

    return read_reviews(paths, options.input, stdin=stdin)


def analyse_paths(
    paths: Sequence[str],
    options: AnalyseOptions,
    *,
    stdin: BinaryIO | None = None,
    on_progress: Callable[[int], None] | None = None,
    memory: Memory | None = None,
) -> Iterator[ReviewAnalysis | Failure]:
    """One record a review, in the order of the files, and a Failure for each input that could not be read.

    `on_progress` is called with the number of reviews done since the last call; records that `memory` knows
    are not made again, those that it does not are given to it. Raises PipelineError where the pipeline cannot
    be loaded.
    """
    from rocket_cli.reading import read_units

    found = read_units(paths, options.input, stdin=stdin, memory=memory)
    while batch := list(islice(found, BATCH)):
        done = _analyse_batch(batch, options, memory)
        if on_progress:
            on_progress(len(batch))
        yield from done


def _analyse_batch(
    batch: Sequence[Found], options: AnalyseOptions, memory: Memory | None
) -> list[ReviewAnalysis | Failure]:
    made = _analyse_reviews([found for found in batch if isinstance(found.item, Review)], options, memory)
    records = iter(made)
    done: list[ReviewAnalysis | Failure] = []
    for found in batch:
        if isinstance(found.item, Review):
            done.append(found.placed(next(records)))
        else:
            done.append(found.item if isinstance(found.item, Failure) else found.placed(found.item))
    return done


def _analyse_reviews(
    batch: Sequence[Found], options: AnalyseOptions, memory: Memory | None
) -> list[ReviewAnalysis]:
    """The records of the reviews in `batch`, as they would be if nothing else were read."""
    reviews = [found.item for found in batch if isinstance(found.item, Review)]
    if not reviews:
        return []
    from rocket_cli.nlp.pipeline import load_pipeline

    nlp = load_pipeline(options.model)
    with nlp.memory_zone():  # or spaCy would keep every word of 100 000 reviews
        records = _records_of(reviews, nlp, options)
    for found, review, record in zip(batch, reviews, records, strict=True):
        if memory and found.origin:
            memory.keep(found.origin, review, record)
    return records


def _records_of(reviews: Sequence[Review], nlp: Language, options: AnalyseOptions) -> list[ReviewAnalysis]:
    texts = {review.text: None for review in reviews}  # the reviews of one page share their text
    docs = dict(zip(texts, nlp.pipe(texts), strict=True))
    return [analyse_review(review, docs[review.text], nlp, options) for review in reviews]


def analyse_review(review: Review, doc: Doc, nlp: Language, options: AnalyseOptions) -> ReviewAnalysis:
    """The record of one review whose text `doc` has been through the pipeline `nlp`."""
    from rocket_cli.analysis.body import measure_body
    from rocket_cli.analysis.entities import link_mentions
    from rocket_cli.analysis.film_under_review import settle_film
    from rocket_cli.analysis.mentions import collect_mentions
    from rocket_cli.nlp.overrides import apply_name_rules
    from rocket_cli.nlp.pipeline import describe, map_labels

    doc = map_labels(doc)
    if rules := name_rules(review.source):
        doc = apply_name_rules(doc, rules)
    mentions = collect_mentions(doc, review.blocks)
    if options.min_confidence > 0:
        mentions = tuple(
            m for m in mentions if m.confidence is None or m.confidence >= options.min_confidence
        )
    film = settle_film(review.film, mentions, review.blocks)
    entities = link_mentions(
        review.text,
        mentions,
        credits=review.credits,
        film=film,
        reviewer=review.reviewer,
        include_furniture=options.include_furniture,
        overrules=alias_rules([review.source]),
    )
    body = [(block.start, block.end) for block in review.blocks if block.kind == "body"]
    n_furniture = sum(block.end - block.start for block in review.blocks if block.kind == "furniture")
    counts, readability, lexical, warnings = measure_body(doc, body, len(review.text), n_furniture)
    return ReviewAnalysis(
        id=review.id,
        source=review.source,
        reviewer=review.reviewer,
        byline=review.byline,
        display_name=display_name_of(review),
        outlet=review.outlet,
        film=film,
        year=review.year,
        country=review.country,
        running_time_minutes=review.running_time_minutes,
        rating=review.rating,
        blocks=review.blocks,
        mentions=mentions,
        entities=entities,
        counts=counts,
        readability=readability,
        lexical=lexical,
        pipeline=describe(nlp),
        warnings=(*review.warnings, *warnings),
        credits=review.credits,
        text=review.text if options.with_text else None,
        sentences=tuple(sentence.start_char for sentence in doc.sents),
    )


def display_name_of(review: Review | ReviewAnalysis) -> str:
    """What to call a review: its reviewer; of an unsigned one its outlet, else its file."""
    if review.reviewer:
        return review.reviewer
    if review.outlet:
        return review.outlet
    path = review.source.path
    name = "standard input" if path == "-" else PurePath(path).stem
    return f"{name} ({review.source.member})" if review.source.member else name


def alias_rules(sources: Iterable[Source]) -> AliasRules | None:
    """What the `aliases.toml` files beside these sources say together, None where there is none. Raises
    UsageError for one that cannot be read."""
    from rocket_cli.analysis.aliases_file import AliasRules

    folders = dict.fromkeys(PurePath(source.path).parent for source in sources if source.path != "-")
    found = [rules for folder in folders if (rules := _rules_in(folder))]
    if not found:
        return None
    return AliasRules(
        same=tuple(group for rules in found for group in rules.same),
        never=tuple(group for rules in found for group in rules.never),
    )


def name_rules(source: Source) -> NameRules | None:
    """What the `overrides.toml` beside the source says, None where there is none. Raises UsageError for one
    that cannot be read."""
    return None if source.path == "-" else _name_rules_in(PurePath(source.path).parent)


@lru_cache(maxsize=1024)
def _name_rules_in(folder: PurePath) -> NameRules | None:
    from rocket_cli.nlp.overrides import FILE_NAME, read_name_rules

    path = Path(folder, FILE_NAME)
    return read_name_rules(path) if path.is_file() else None


@lru_cache(maxsize=1024)
def _rules_in(folder: PurePath) -> AliasRules | None:
    from rocket_cli.analysis.aliases_file import FILE_NAME, read_rules

    path = Path(folder, FILE_NAME)
    return read_rules(path) if path.is_file() else None
