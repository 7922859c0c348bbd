"""What commands answer with where the answer is neither one review nor a comparison.

Like the records, these are frozen, and their JSON form is a contract.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from rocket_cli.analysis.quotes import QuoteReport
from rocket_cli.analysis.reasons import WhyReport
from rocket_cli.nlp.evaluation import Evaluation
from rocket_cli.records import (
    Byline,
    Counts,
    Failure,
    Lexical,
    Metric,
    Rating,
    Readability,
    ReviewSummary,
)


class ReadableReview(Struct, frozen=True):
    """How one review reads, with the counts that the figures rest on."""

    id: str
    display_name: str
    path: str
    counts: Counts
    readability: Readability
    lexical: Lexical


class ReadabilityReport(Struct, frozen=True, rename={"schema_version": "schema"}):
    """What `rocket readability` says. `details` has for each review what `metrics` has for each figure;
    `sorted_by` is what the reviews are in order of, None as they were given."""

    reviews: tuple[ReviewSummary, ...]
    metrics: tuple[Metric, ...]
    details: tuple[ReadableReview, ...]
    failed: tuple[Failure, ...]
    sorted_by: str | None = None
    schema_version: Literal["rocket.readability/1"] = "rocket.readability/1"


class SetAside(Struct, frozen=True):
    """Page furniture of one sort: why it was set aside, and its share (0-1) of the characters read."""

    reason: str
    ratio: float
    n_blocks: int


class ReadReview(Struct, frozen=True):
    """What was read of one review before any language processing. `n_words` counts the words of the body by
    white space; `furniture_ratio` (0-1) is the share of characters set aside as page furniture."""

    id: str
    path: str
    member: int | None
    encoding: str
    reviewer: str | None
    byline: Byline | None
    outlet: str | None
    film: str | None
    year: int | None
    country: str | None
    running_time_minutes: int | None
    rating: Rating | None
    n_words: int
    furniture_ratio: float
    furniture: tuple[SetAside, ...]
    warnings: tuple[str, ...]


class ReadingReport(Struct, frozen=True, rename={"schema_version": "schema"}):
    """What `rocket reviews` says."""

    reviews: tuple[ReadReview, ...]
    failed: tuple[Failure, ...]
    schema_version: Literal["rocket.reviews/1"] = "rocket.reviews/1"


class ModelFacts(Struct, frozen=True, rename={"schema_version": "schema"}):
    """What `rocket model info` says: the pipeline, where it lies, its size, labels and how it scored where
    it was measured (F1, 0-1)."""

    name: str
    version: str
    description: str
    license: str
    path: str
    n_bytes: int
    components: tuple[str, ...]
    labels: tuple[str, ...]
    performance: dict[str, float | str | None]
    schema_version: Literal["rocket.model/1"] = "rocket.model/1"


class CacheFacts(Struct, frozen=True, rename={"schema_version": "schema"}):
    """What `rocket cache info` says: where the cache lies, how many texts' records it has, their bytes, the
    size of the file and the most that the records may take. `n_removed` is what `rocket cache clear` took
    out."""

    path: str
    n_entries: int
    n_bytes: int
    n_bytes_on_disk: int
    limit_bytes: int
    n_removed: int | None = None
    schema_version: Literal["rocket.cache/1"] = "rocket.cache/1"


State = Literal["fine", "note", "wrong"]


class Check(Struct, frozen=True):
    """One thing that `rocket doctor` looked at: what was found, whether that is well, and if not what to do.
    `note` is something to know that is not wrong."""

    topic: str
    name: str
    state: State
    found: str
    fix: str | None = None


class Diagnosis(Struct, frozen=True, rename={"schema_version": "schema"}):
    """What `rocket doctor` says. `ok` where nothing is wrong."""

    ok: bool
    checks: tuple[Check, ...]
    schema_version: Literal["rocket.doctor/1"] = "rocket.doctor/1"


SCHEMAS: dict[str, type[Struct]] = {
    "why": WhyReport,
    "quotes": QuoteReport,
    "readability": ReadabilityReport,
    "reviews": ReadingReport,
    "model": ModelFacts,
    "cache": CacheFacts,
    "doctor": Diagnosis,
    "evaluation": Evaluation,
}
