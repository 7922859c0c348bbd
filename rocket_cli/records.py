"""Frozen records: what rocket knows about a review and about a comparison, and their JSON form.

Those of which a record has many are `gc=False`: nothing in them can lead back to them, so that the garbage
collector need not walk through a million of them again and again.

The wire format is a contract. Keys may be added within a schema version, never renamed or removed.
Offsets are half-open and index the decoded text of the file: `text[start:end] == mention.text`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import msgspec
from msgspec import Struct

BlockKind = Literal["title", "byline", "credits", "rating", "body", "furniture"]
Label = Literal["PERSON", "CHARACTER", "FILM", "PLACE"]
Kind = Literal["people", "films", "places"]
Role = Literal["cast_crew", "character", "other"]
Direction = Literal["easier", "harder", "more", "neutral"]
GroupKey = Literal["reviewer", "outlet", "film"]

KINDS: tuple[Kind, ...] = ("people", "films", "places")
KIND_OF_LABEL: dict[Label, Kind] = {
    "PERSON": "people",
    "CHARACTER": "people",
    "FILM": "films",
    "PLACE": "places",
}
# What a reviewer is held to have written or vouched for. Furniture is the page's, bylines name the writer.
COUNTED_BLOCKS: frozenset[BlockKind] = frozenset({"title", "credits", "rating", "body"})


class Source(Struct, frozen=True, gc=False):
    """Where a review came from. `path` is as given (`-` for standard input); `member` is the row or part
    of a file that holds several reviews, counted from 1, else None."""

    path: str
    sha256: str
    encoding: str
    n_bytes: int
    member: int | None = None


class Byline(Struct, frozen=True, gc=False):
    """The line or words, as printed, that say who wrote the review."""

    text: str
    start: int
    end: int


class Rating(Struct, frozen=True, gc=False):
    """The reviewer's own score: as printed, and as a share of the most that could be given (0-1)."""

    printed: str
    value: float | None


# Why a block was set aside of whose names and sentences this review has none: they are in the other's record.
ANOTHER_REVIEW = "another review on this page"


class Block(Struct, frozen=True, gc=False):
    """A run of neighbouring lines of one kind. `reason` says why a furniture block was set aside."""

    kind: BlockKind
    start: int
    end: int
    reason: str | None = None


def own_blocks(blocks: Iterable[Block]) -> list[Block]:
    """`blocks` without those that are another review of the same file."""
    return [block for block in blocks if block.reason != ANOTHER_REVIEW]


class Credit(Struct, frozen=True, gc=False):
    """One name of a credit block: `job` is `director`, `writer` or `cast`; `character` the part played."""

    job: str
    name: str
    character: str | None = None


class PossibleTitle(Struct, frozen=True, gc=False):
    """A title that the film under review may have: as printed but for quotation marks and dashes, which are
    straight, with what the page says for and against it, and the year printed beside it."""

    form: str
    features: tuple[str, ...]
    year: int | None = None


class Review(Struct, frozen=True):
    """One review as read, before any language processing. `text` is the whole decoded file;
    `blocks` are in order and do not overlap; white space between them belongs to none. `titles` are what
    `film` was chosen from; empty where somebody said which film it is."""

    id: str
    source: Source
    text: str
    blocks: tuple[Block, ...]
    reviewer: str | None = None
    byline: Byline | None = None
    outlet: str | None = None
    film: str | None = None
    year: int | None = None
    country: str | None = None
    running_time_minutes: int | None = None
    rating: Rating | None = None
    credits: tuple[Credit, ...] = ()
    warnings: tuple[str, ...] = ()
    titles: tuple[PossibleTitle, ...] = ()


class Mention(Struct, frozen=True, gc=False):
    """One name in one place. `sentence` counts from 0 through the record's `sentences`. `confidence` is the
    calibrated probability (0-1) that span and label are right, None where the pipeline gives none."""

    text: str
    label: Label
    start: int
    end: int
    block: BlockKind
    sentence: int | None = None
    confidence: float | None = None


class Entity(Struct, frozen=True, gc=False):
    """What mentions refer to. `name` is the canonical name, `aliases` every other surface form in order of
    use, `mentions` indexes the record's mentions that count, `count` is their number. `role` is for people
    only. `plays` is the canonical name of the character an actor plays, where the review says so."""

    name: str
    kind: Kind
    role: Role | None
    aliases: tuple[str, ...]
    count: int
    mentions: tuple[int, ...]
    plays: str | None = None


class Counts(Struct, frozen=True):
    """The counts every figure rests on, of the body alone. Words exclude punctuation, tokens do not.
    `n_characters` are those of the whole file less its other reviews, `n_furniture_characters` what of them
    was set aside.

    `n_textstat_words` and `n_textstat_sentences` are textstat's own, which its formulas rest on; they differ
    a little from spaCy's `n_words` and `n_sentences`.
    """

    n_words: int
    n_sentences: int
    n_syllables: int
    n_polysyllables: int
    n_letters: int
    n_tokens: int
    n_types: int
    n_body_characters: int
    n_furniture_characters: int
    n_characters: int
    n_textstat_words: int = 0
    n_textstat_sentences: int = 0


class Readability(Struct, frozen=True):
    """Scores of the body, None where the text is too short or not English enough to have one."""

    flesch_reading_ease: float | None = None
    flesch_kincaid_grade: float | None = None
    gunning_fog: float | None = None
    smog_index: float | None = None
    coleman_liau_index: float | None = None
    automated_readability_index: float | None = None
    dale_chall_readability_score: float | None = None
    linsear_write_formula: float | None = None
    reading_time_seconds: float | None = None
    mean_sentence_length: float | None = None
    mean_syllables_per_word: float | None = None


class Lexical(Struct, frozen=True):
    """Variety of words in the body. `type_token_ratio` falls with length; `mtld` and `mattr` do not."""

    type_token_ratio: float | None = None
    mattr: float | None = None
    mtld: float | None = None


class PipelineInfo(Struct, frozen=True):
    """Which spaCy pipeline spoke."""

    name: str
    version: str


class ReviewAnalysis(Struct, frozen=True, rename={"schema_version": "schema"}):
    """Everything rocket says about one review: the self-contained record that comparing rests on.

    `sentences` are the offsets at which the sentences of the text start, less those of other reviews in it,
    which `Mention.sentence` counts; each goes on to the next, the white space between belongs to the one
    before. `sentence_lengths` are the words in each sentence of the body that has any, `counts.n_sentences`
    of them. Both are empty in records that know of none.
    """

    id: str
    source: Source
    reviewer: str | None
    byline: Byline | None
    display_name: str
    outlet: str | None
    film: str | None
    year: int | None
    country: str | None
    running_time_minutes: int | None
    rating: Rating | None
    blocks: tuple[Block, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    counts: Counts
    readability: Readability
    lexical: Lexical
    pipeline: PipelineInfo
    warnings: tuple[str, ...]
    credits: tuple[Credit, ...] = ()
    text: str | None = None
    sentences: tuple[int, ...] = ()
    sentence_lengths: tuple[int, ...] = ()
    schema_version: Literal["rocket.review/1"] = "rocket.review/1"


class Failure(Struct, frozen=True):
    """An input that could not be analysed."""

    path: str
    error: str
    hint: str | None


class ReviewSummary(Struct, frozen=True):
    """One review, as the tables of many reviews name it."""

    id: str
    display_name: str
    reviewer: str | None
    outlet: str | None
    path: str
    film: str | None
    year: int | None
    running_time_minutes: int | None
    rating: Rating | None
    n_words: int
    n_sentences: int
    furniture_ratio: float


class CorpusEntity(Struct, frozen=True):
    """An entity over several reviews. `by_review` maps review id to its count there; `by_group` does
    so for the groups of a grouped comparison and is empty otherwise."""

    name: str
    kind: Kind
    role: Role | None
    aliases: tuple[str, ...]
    count: int
    by_review: dict[str, int]
    plays: str | None = None
    by_group: dict[str, int] = {}


class EntityReport(Struct, frozen=True, rename={"schema_version": "schema"}):
    """What `rocket entities` says."""

    reviews: tuple[ReviewSummary, ...]
    entities: tuple[CorpusEntity, ...]
    failed: tuple[Failure, ...]
    pipeline: tuple[PipelineInfo, ...]
    schema_version: Literal["rocket.entities/1"] = "rocket.entities/1"


class Metric(Struct, frozen=True):
    """One figure for every review. `higher_is` says what a higher value means to a reader.

    In a grouped comparison `values` are the means over the reviews of each group that have the figure,
    `spread` their sample standard deviations (None for fewer than two), `n_reviews` how many have it; the
    keys of all three are group ids. The latter two are empty otherwise.
    """

    name: str
    unit: str
    higher_is: Direction
    values: dict[str, float | None]
    spread: dict[str, float | None] = {}
    n_reviews: dict[str, int] = {}


class Overlap(Struct, frozen=True):
    """How much two reviews name the same: Jaccard (0-1) on canonical names of one kind."""

    a: str
    b: str
    kind: Kind
    jaccard: float | None
    n_shared: int


class Disagreement(Struct, frozen=True):
    """One thing on which reviews differ: a spelling, a year, a running time, a country, a rating.
    `what` is a sentence fragment for people, `topic` a stable key for programs."""

    topic: Literal["spelling", "year", "running_time_minutes", "country", "rating"]
    what: str
    values: dict[str, str]


class ReviewGroup(Struct, frozen=True):
    """Reviews that are compared as one: those of one reviewer, outlet or film. `name` is as shown; `reviews`
    are their ids."""

    id: str
    name: str
    reviews: tuple[str, ...]
    n_words: int


class Comparison(Struct, frozen=True, rename={"schema_version": "schema"}):
    """What `rocket compare` says.

    With `by`, the reviews are compared in `groups`, and the keys of `metrics`, `only_in`, `overlap` and
    `disagreements` are group ids; `reviews` stay single. Without it they are review ids, `groups` is empty.
    `sorted_by` is the figure or fact that `groups` or `reviews` are in order of, None as they were given.
    """

    reviews: tuple[ReviewSummary, ...]
    metrics: tuple[Metric, ...]
    entities: tuple[CorpusEntity, ...]
    only_in: dict[str, tuple[str, ...]]
    overlap: tuple[Overlap, ...]
    disagreements: tuple[Disagreement, ...]
    failed: tuple[Failure, ...]
    pipeline: tuple[PipelineInfo, ...]
    by: GroupKey | None = None
    groups: tuple[ReviewGroup, ...] = ()
    sorted_by: str | None = None
    schema_version: Literal["rocket.comparison/1"] = "rocket.comparison/1"


SCHEMAS: dict[str, type[Struct]] = {
    "review": ReviewAnalysis,
    "entities": EntityReport,
    "comparison": Comparison,
}


def to_json(record: Struct, *, indent: int | None = None) -> str:
    """`record` as one JSON document, in the key order of the record, without a final newline."""
    data = msgspec.json.encode(record)
    return (msgspec.json.format(data, indent=indent) if indent else data).decode("utf-8")


def review_from_json(data: str | bytes) -> ReviewAnalysis:
    """Read back what `rocket analyse` wrote; raises msgspec.ValidationError where it does not fit."""
    return msgspec.json.decode(data, type=ReviewAnalysis)


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the wire format called `name`, one of SCHEMAS; KeyError otherwise."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"rocket.{name}/1",
        **msgspec.json.schema(SCHEMAS[name]),
    }
