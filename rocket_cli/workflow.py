"""From files to records: read, tag, link, measure. The map step; the same function for every engine."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import msgspec

from rocket_cli.reading.options import InputOptions
from rocket_cli.records import ANOTHER_REVIEW, Failure, Mention, Review, ReviewAnalysis, Source, own_blocks

if TYPE_CHECKING:
    from typing import BinaryIO

    from spacy.language import Language
    from spacy.tokens import Doc

    from rocket_cli.analysis.aliases_file import AliasRules
    from rocket_cli.nlp.overrides import NameRules
    from rocket_cli.reading.units import Found, Memory

# What spaCy learns of words is forgotten after so much text, some 800 reviews: it takes 20 MB by then, and
# common words need not be looked at anew too often.
ZONE_CHARACTERS = 4_000_000
# Records that are found in the cache while reviews are being tagged wait for those before them.
ZONE_KNOWN = 256


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
    from rocket_cli.reading.units import by_text, text_of

    groups = by_text(read_units(paths, options.input, stdin=stdin, memory=memory))
    for first in groups:
        # A run that finds everything in the cache never loads the pipeline.
        is_new = text_of(first) is not None
        done = _analyse_zone(chain([first], groups), options, memory) if is_new else _known(first)
        for item in done:
            if on_progress:
                on_progress(1)
            yield item


def _known(group: Iterable[Found]) -> Iterator[ReviewAnalysis | Failure]:
    for found in group:
        if isinstance(found.item, Failure):
            yield found.item
        elif isinstance(found.item, ReviewAnalysis):
            yield found.placed(found.item)


def _analyse_zone(
    groups: Iterator[list[Found]], options: AnalyseOptions, memory: Memory | None
) -> Iterator[ReviewAnalysis | Failure]:
    """What becomes of as many `groups` as go into one memory zone. Reading, linking and measuring are done
    while the network is busy with the reviews that come next."""
    from rocket_cli.nlp.pipeline import load_pipeline

    nlp = load_pipeline(options.model)
    waiting: deque[_Waiting] = deque()
    with nlp.memory_zone():  # or spaCy would keep every word of 100 000 reviews
        for doc in nlp.pipe(_texts(groups, waiting, options)):
            while not waiting[0].reviews:
                yield from _known(waiting.popleft().group)
            first = waiting[0]
            first.add(doc)
            del doc
            if not first.chapters:
                waiting.popleft()
                yield from first.records(nlp, memory)
        for rest in waiting:
            yield from _known(rest.group)


def _texts(groups: Iterator[list[Found]], waiting: deque[_Waiting], options: AnalyseOptions) -> Iterator[str]:
    """The texts to tag, up to the size of a zone; every group goes to the end of `waiting`."""
    from rocket_cli.reading.units import text_of

    n_characters = n_known = 0
    while n_characters < ZONE_CHARACTERS and n_known < ZONE_KNOWN and (group := next(groups, None)):
        text = text_of(group)
        waiting.append(_Waiting(group, options))
        if text is None:
            n_known += 1
            continue
        n_characters += len(text)
        for start, end in list(waiting[-1].chapters):
            yield text[start:end]


class _Waiting:
    """A group of items until all `chapters` of its text have been through the pipeline."""

    def __init__(self, group: list[Found], options: AnalyseOptions) -> None:
        from rocket_cli.nlp.chapters import chapter_borders
        from rocket_cli.reading.units import text_of

        text = text_of(group)
        self.group = group
        self.reviews = [_Making(one.item, options) for one in group if isinstance(one.item, Review)]
        self.chapters = deque(chapter_borders(text) if text is not None else ())

    def add(self, doc: Doc) -> None:
        """The next chapter."""
        start, end = self.chapters.popleft()
        for made in self.reviews:
            made.add(doc, made.review.text[start:end], start)

    def records(self, nlp: Language, memory: Memory | None) -> Iterator[ReviewAnalysis]:
        """The records of all reviews, which `memory` keeps."""
        for found, made in zip(self.group, self.reviews, strict=True):
            record = made.record(nlp)
            if memory and found.origin:
                memory.keep(found.origin, made.review, record)
            yield found.placed(record)


def analyse_review(review: Review, doc: Doc, nlp: Language, options: AnalyseOptions) -> ReviewAnalysis:
    """The record of one review whose text `doc` has been through the pipeline `nlp`."""
    made = _Making(review, options)
    made.add(doc, review.text, 0)
    return made.record(nlp)


class _Making:
    """The record of a review in the making, while the chapters of its text come out of the pipeline."""

    def __init__(self, review: Review, options: AnalyseOptions) -> None:
        from rocket_cli.analysis.body import BodyTally

        self.review, self.options = review, options
        self._mentions: list[Mention] = []
        self._sentences: list[int] = []
        self._body = [(block.start, block.end) for block in review.blocks if block.kind == "body"]
        self._others = [(block.start, block.end) for block in review.blocks if block.reason == ANOTHER_REVIEW]
        self._tally = BodyTally()

    def add(self, doc: Doc, text: str, offset: int) -> None:
        """The Doc of a chapter, whose text `text` begins at `offset`."""
        from rocket_cli.analysis.mentions import collect_mentions, is_of_another
        from rocket_cli.nlp.overrides import apply_name_rules
        from rocket_cli.nlp.pipeline import map_labels, starts_of_sentences

        end = offset + len(text)
        if any(start <= offset and end <= stop for start, stop in self._others):
            return
        doc = map_labels(doc)
        if rules := name_rules(self.review.source):
            doc = apply_name_rules(doc, rules)
        sentences: Sequence[int] = starts_of_sentences(doc)
        if self._others:
            blocks, borders = self.review.blocks, [block.start for block in self.review.blocks]
            sentences = [n for n in sentences if not is_of_another(blocks, borders, offset + n)]
        self._mentions += collect_mentions(
            doc,
            self.review.blocks,
            text=text,
            sentences=sentences,
            offset=offset,
            n_sentences=len(self._sentences),
        )
        self._sentences += [offset + start for start in sentences]
        self._tally.add(doc, self._body, offset)

    def record(self, nlp: Language) -> ReviewAnalysis:
        """The record, once all chapters are there."""
        from rocket_cli.analysis.entities import link_mentions
        from rocket_cli.analysis.film_under_review import settle_film
        from rocket_cli.nlp.pipeline import describe

        review, options = self.review, self.options
        least = options.min_confidence
        mentions = tuple(
            m for m in self._mentions if not least or m.confidence is None or m.confidence >= least
        )
        film = settle_film(review, mentions)
        entities = link_mentions(
            review.text,
            mentions,
            credits=review.credits,
            film=film.title,
            reviewer=review.reviewer,
            include_furniture=options.include_furniture,
            overrules=alias_rules([review.source]),
        )
        n_others = sum(end - start for start, end in self._others)
        set_aside = (block for block in own_blocks(review.blocks) if block.kind == "furniture")
        counts, readability, lexical, warnings = self._tally.measure(
            review.text,
            self._body,
            len(review.text) - n_others,
            sum(block.end - block.start for block in set_aside),
        )
        return ReviewAnalysis(
            id=review.id,
            source=review.source,
            reviewer=review.reviewer,
            byline=review.byline,
            display_name=display_name_of(review),
            outlet=review.outlet,
            film=film.title,
            year=film.year,
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
            sentences=tuple(self._sentences),
            sentence_lengths=tuple(self._tally.sentence_lengths),
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
