"""Analysed records of earlier runs, so that nothing is analysed twice: one SQLite file of the user's.

    store.py    the file: keys to bytes, bounded, safe under concurrent runs, set aside where it is broken
    origin.py   what a record was made from: content, code, libraries, pipeline, options
    memory.py   what reading and analysing ask: records of this unit, please; keep this record

Nothing here imports spaCy or any other heavy library.
"""

from __future__ import annotations

from rocket_cli.cache.memory import CacheMemory, remembering
from rocket_cli.cache.store import Store, StoreFacts, cache_file, size_limit

__all__ = ["CacheMemory", "Store", "StoreFacts", "cache_file", "remembering", "size_limit"]
