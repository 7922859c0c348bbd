"""What reading and analysing ask of the cache: the records of a unit, and to keep a new one."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import zlib
from collections.abc import Callable, Iterator, Sequence

import msgspec
from msgspec import Struct

from rocket_cli.cache.origin import MadeFrom, Making, making_of
from rocket_cli.cache.store import Store, cache_file, size_limit
from rocket_cli.reading.assemble import review_id
from rocket_cli.reading.units import Origin, Remembered, Unit, text_key
from rocket_cli.records import Review, ReviewAnalysis, Source
from rocket_cli.workflow import AnalyseOptions, alias_rules, display_name_of, name_rules

_COMPRESSION = 1  # halves a record; more takes time and gains little


class _Entry(Struct, frozen=True, array_like=True):
    """What is kept of a unit: its records, and all that they were made from."""

    made_from: MadeFrom
    reviews: tuple[Remembered, ...]


class CacheMemory:
    """A `reading.Memory` that rests on a store."""

    def __init__(self, store: Store, making: Making) -> None:
        self._store = store
        self._making = making
        self._unfinished: dict[Unit, dict[int, Remembered]] = {}
        self._rules = functools.cache(_rules_beside)

    def find(self, unit: Unit) -> Sequence[Remembered] | None:
        """The records of `unit`, each with the path, id and name that it has now; None where none are known
        that were made from all that it would be made from now. Raises UsageError for a broken
        `aliases.toml` or `overrides.toml`."""
        made_from = self._made_from(unit)
        data = self._store.get(_key_of(made_from))
        if data is None:
            return None
        try:
            entry = msgspec.msgpack.decode(zlib.decompress(data), type=_Entry)
        except (zlib.error, msgspec.MsgspecError, ValueError):
            return None
        if entry.made_from != made_from or not entry.reviews:
            return None
        return [_as_of(known, unit) for known in entry.reviews]

    def keep(self, origin: Origin, review: Review, record: ReviewAnalysis) -> None:
        """Remember `record`, made of `review`, once the other reviews of its unit are there too."""
        unit = origin.unit
        parts = self._unfinished.setdefault(unit, {})
        parts[origin.position] = Remembered(record, origin.overruled, text_key(review))
        if len(parts) < origin.n_reviews:
            return
        del self._unfinished[unit]
        made_from = self._made_from(unit)
        entry = _Entry(made_from, tuple(parts[n] for n in sorted(parts)))
        with contextlib.suppress(UnicodeEncodeError):  # half a character in a field: never mind
            self._store.put(_key_of(made_from), zlib.compress(msgspec.msgpack.encode(entry), _COMPRESSION))

    def _made_from(self, unit: Unit) -> MadeFrom:
        rules = "" if unit.source.path == "-" else self._rules(os.path.dirname(unit.source.path))
        return MadeFrom(self._making, unit.content, unit.kind, rules)


@contextlib.contextmanager
def remembering(options: AnalyseOptions, warn: Callable[[str], None]) -> Iterator[CacheMemory | None]:
    """The memory for a run with `options`; None where they want none, or where their pipeline is not found
    (loading it will say so). `warn` is told in a sentence of a cache that cannot be used."""
    making = making_of(options) if options.use_cache else None
    limit = size_limit()
    if making is None or not limit:
        yield None
        return
    store = Store(cache_file(), limit=limit, warn=warn)
    try:
        yield CacheMemory(store, making)
    finally:
        store.close()


def _key_of(made_from: MadeFrom) -> bytes:
    return hashlib.sha256(msgspec.msgpack.encode(made_from)).digest()


def _rules_beside(folder: str) -> str:
    source = Source(os.path.join(folder, "review"), "", "", 0)
    aliases, names = alias_rules([source]), name_rules(source)
    if not aliases and names is None:
        return ""
    forbidden = sorted(names.never) if names else []
    rules = (aliases, names.always if names else (), forbidden)
    return hashlib.sha256(msgspec.msgpack.encode(rules)).hexdigest()


def _as_of(known: Remembered, unit: Unit) -> Remembered:
    """`known` with what depends on where the unit lies now rather than on what it says."""
    before = known.record.source
    source = msgspec.structs.replace(
        unit.source,
        encoding=unit.source.encoding or before.encoding,
        member=before.member if unit.row is None else unit.row,
    )
    id_ = review_id(source.path, source.sha256, source.member)
    record = msgspec.structs.replace(known.record, source=source, id=id_)
    return msgspec.structs.replace(
        known, record=msgspec.structs.replace(record, display_name=display_name_of(record))
    )
