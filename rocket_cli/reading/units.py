"""What one run makes of what it reads: pure reviews, and beside them what only the run knows.

A *unit* is the smallest piece that is read by itself: a text or page (which may hold several reviews), or
one row of a table. What comes of a unit depends on its content and the options alone, so it can be
remembered; the id that a review is given in a run, and what is said of it there, cannot.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

import msgspec
from msgspec import Struct

from rocket_cli.records import Failure, Review, ReviewAnalysis, Source

Item = TypeVar("Item", bound=Review | ReviewAnalysis)


class Unit(Struct, frozen=True):
    """A text, page or row, before it is read. `content` is the sha256 of all that reading makes use of,
    `kind` the input format. `source` is that of its file, with the encoding where it is known already
    (tables), else ""; `row` is the number of the row, None for a file of one."""

    content: str
    kind: str
    source: Source
    row: int | None = None


class Remembered(Struct, frozen=True):
    """A record of an earlier run: `overruled` is what `reviewers.toml` said then (None: nothing), `text_key`
    stands for its text and blocks."""

    record: ReviewAnalysis
    overruled: str | None
    text_key: bytes


class Memory(Protocol):
    """What knows records of earlier runs."""

    def find(self, unit: Unit) -> Sequence[Remembered] | None:
        """The records of all reviews of `unit`, as if made of it now; None where they are not known."""

    def keep(self, origin: Origin, review: Review, record: ReviewAnalysis) -> None:
        """Remember `record`, made of `review`."""


class Origin(Struct, frozen=True):
    """Where a review was read: number `position` (from 0) of the `n_reviews` in `unit`."""

    unit: Unit
    position: int
    n_reviews: int
    overruled: str | None = None


class Found(Struct, frozen=True):
    """One item of a run. `item` is as it would be if nothing else were read; `id` is its own in this run,
    `before` and `after` are warnings of the run. `origin` is set where a Review was read from a unit."""

    item: Review | ReviewAnalysis | Failure
    id: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    origin: Origin | None = None

    def placed(self, item: Item) -> Item:
        """`item` (this review, or the record made of it) with the id and warnings of the run."""
        warnings = (*self.before, *item.warnings, *self.after)
        return msgspec.structs.replace(item, id=self.id, warnings=warnings)


def text_key(review: Review) -> bytes:
    """The same for two reviews of the same text, read the same way; 16 bytes."""
    digest = hashlib.blake2b(review.text.encode("utf-8", "surrogatepass"), digest_size=16)
    digest.update(msgspec.msgpack.encode(review.blocks))
    return digest.digest()


def by_text(found: Iterable[Found]) -> Iterator[list[Found]]:
    """The items of a run, those together that are reviews of one text: a page may hold several."""
    group: list[Found] = []
    for one in found:
        if group and not _share_text(group[-1].item, one.item):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _share_text(item: object, following: object) -> bool:
    return isinstance(item, Review) and isinstance(following, Review) and item.text == following.text


def text_of(group: Sequence[Found]) -> str | None:
    """The text that the reviews of a group share, None where it is a record or a failure."""
    item = group[0].item
    return item.text if isinstance(item, Review) else None
