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

# Reviews tagged at a time: enough to keep the pipeline busy, few enough to show the first results soon.
BATCH = 32


class AnalyseOptions(msgspec.Struct, frozen=True):
    """How to read and analyse. `model` None is the pipeline that ships; mentions below `min_confidence`
    (0-1) are left out."""

    model: str | None = None
    include_furniture: bool = False
    with_text: bool = False
    min_confidence: float = 0.0
    input: InputOptions = InputOptions()


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
) -> Iterator[ReviewAnalysis | Failure]:
    """One record a review, in the order of the files, and a Failure for each input that could not be read.

    `on_progress` is called with the number of reviews done since the last call. Raises PipelineError where
    the pipeline cannot be loaded.
    """
    from rocket_cli.reading import read_inputs

    inputs = read_inputs(paths, options.input, stdin=stdin)
    while batch := list(islice(inputs, BATCH)):
        done = _analyse_batch(batch, options)
        if on_progress:
            on_progress(len(batch))
        yield from done


def _analyse_batch(
    batch: Sequence[Review | ReviewAnalysis | Failure], options: AnalyseOptions
) -> list[ReviewAnalysis | Failure]:
    reviews = [item for item in batch if isinstance(item, Review)]
    if not reviews:
        return [item for item in batch if not isinstance(item, Review)]
    from rocket_cli.nlp.pipeline import load_pipeline

    nlp = load_pipeline(options.model)
    texts = {review.text: None for review in reviews}  # the reviews of one page share their text
    docs = dict(zip(texts, nlp.pipe(texts), strict=True))
    return [
        analyse_review(item, docs[item.text], nlp, options) if isinstance(item, Review) else item
        for item in batch
    ]


def analyse_review(review: Review, doc: Doc, nlp: Language, options: AnalyseOptions) -> ReviewAnalysis:
    """The record of one review whose text `doc` has been through the pipeline `nlp`."""
    from rocket_cli.analysis.body import measure_body
    from rocket_cli.analysis.entities import link_mentions
    from rocket_cli.analysis.mentions import collect_mentions
    from rocket_cli.nlp.pipeline import describe, map_labels

    mentions = collect_mentions(map_labels(doc), review.blocks)
    if options.min_confidence > 0:
        mentions = tuple(
            m for m in mentions if m.confidence is None or m.confidence >= options.min_confidence
        )
    entities = link_mentions(
        review.text,
        mentions,
        credits=review.credits,
        film=review.film,
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
        display_name=review.reviewer or _name_of(review),
        outlet=review.outlet,
        film=review.film,
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


def _name_of(review: Review) -> str:
    """What to call an unsigned review: its outlet, else its file."""
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


@lru_cache(maxsize=1024)
def _rules_in(folder: PurePath) -> AliasRules | None:
    from rocket_cli.analysis.aliases_file import FILE_NAME, read_rules

    path = Path(folder, FILE_NAME)
    return read_rules(path) if path.is_file() else None
