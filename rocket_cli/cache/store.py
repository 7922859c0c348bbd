"""A bounded store of bytes by key in one SQLite file. It may forget anything; it never breaks a run."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from rocket_cli.errors import UsageError

FOLDER_VARIABLE = "ROCKET_CACHE_DIR"
SIZE_VARIABLE = "ROCKET_CACHE_MB"
# 3 kB a review of 500 words: some 150 000 reviews, more than anybody has of one kind.
DEFAULT_MEGABYTES = 512
FILE_NAME = "records-1.sqlite3"  # the number is that of the tables: another rocket has a file of its own

_APPLICATION_ID = 0x726F636B  # "rock": tells our files from others'
_TABLES_VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS entries (
    key BLOB PRIMARY KEY, value BLOB NOT NULL, digest BLOB NOT NULL,
    size INTEGER NOT NULL, used INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS entries_by_use ON entries (used, size);
"""
_BUSY_SECONDS = 5.0  # longer than any run holds the file, which is while it writes a batch
_OVERHEAD = 160  # bytes that a row takes beside its value: keys, digests and the two indexes
# After this many seconds a hit is written down as a new use: runs over cached reviews write next to nothing.
_USE_RESOLUTION = 3600
_BATCH = 64  # entries written at a time
_KEPT_AFTER_TRIM = 0.9  # so that not every run has to trim
_BROKEN = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class StoreFacts(Struct, frozen=True):
    """What a store holds: entries, bytes of them, and the file's size on disk (0 where there is none)."""

    n_entries: int
    n_bytes: int
    n_bytes_on_disk: int


class _ForeignError(Exception):
    """The file is of something else."""


def cache_file() -> Path:
    """Where the cache lies, whether or not there is one: `ROCKET_CACHE_DIR`, else the user's cache folder."""
    given = os.environ.get(FOLDER_VARIABLE)
    if given:
        return Path(given).expanduser() / FILE_NAME
    from platformdirs import user_cache_path

    return user_cache_path("rocket", appauthor=False) / FILE_NAME


def size_limit() -> int:
    """The most bytes that the cache may hold (`ROCKET_CACHE_MB`). Raises UsageError for what is no number."""
    given = os.environ.get(SIZE_VARIABLE) or str(DEFAULT_MEGABYTES)
    try:
        megabytes = float(given)
    except ValueError:
        megabytes = -1.0
    if not 0 <= megabytes < 1e9:
        raise UsageError(f"{given!r} is no size in megabytes", hint="try 512", path=SIZE_VARIABLE)
    return int(megabytes * 1_000_000)


class Store:
    """Bytes by key. A file that is broken or not ours is set aside, which `warn` is told, and begun anew;
    where no file can be had (read-only, full, locked for long) nothing is found and nothing kept."""

    def __init__(self, path: Path, *, limit: int, warn: Callable[[str], None] = lambda message: None) -> None:
        self.path = path
        self._limit = limit
        self._warn = warn
        self._waiting: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self._n_unchecked = 0  # bytes written since the size was looked at
        self._connection: sqlite3.Connection | None = None
        self._opened: os.stat_result | None = None
        self._set_aside_already = False
        self._open()

    def get(self, key: bytes) -> bytes | None:
        """What was put under `key`, None where nothing is known or what is known is damaged."""
        if key in self._waiting:
            return self._waiting[key]
        with self._guarded() as connection:
            if connection is None:
                return None
            row = connection.execute(
                "SELECT value, digest, used FROM entries WHERE key = ?", (key,)
            ).fetchone()
            if row is None or not isinstance(row[0], bytes) or _digest(key, row[0]) != row[1]:
                return None
            if not isinstance(row[2], int) or row[2] < time.time() - _USE_RESOLUTION:
                self._used.add(key)
            return bytes(row[0])
        return None

    def put(self, key: bytes, value: bytes) -> None:
        """Keep `value` under `key`, in place of what was there."""
        if len(value) > self._limit // 4:  # one giant would push out everything else
            return
        self._waiting[key] = value
        if len(self._waiting) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting."""
        now = int(time.time())
        rows = [(k, v, _digest(k, v), len(v) + _OVERHEAD, now) for k, v in self._waiting.items()]
        used = [(now, key) for key in self._used]
        self._waiting.clear()
        self._used.clear()
        if not rows and not used:
            return
        with self._guarded() as connection:
            if connection is None:
                return
            with _transaction(connection):
                connection.executemany("UPDATE entries SET used = ? WHERE key = ?", used)
                connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?)", rows)
            self._n_unchecked += sum(row[3] for row in rows)
            if self._n_unchecked > self._limit // 16:
                self._trim(connection)

    def close(self) -> None:
        """Write what is waiting, forget what is too much, and let go of the file."""
        self.flush()
        if self._n_unchecked:
            with self._guarded() as connection:
                if connection is not None:
                    self._trim(connection)
        self._disconnect()

    def clear(self) -> int:
        """Forget everything; gives how many entries there were."""
        self._waiting.clear()
        with self._guarded() as connection:
            if connection is None:
                return 0
            with _transaction(connection):
                n_entries = connection.execute("SELECT count(*) FROM entries").fetchone()[0]
                connection.execute("DELETE FROM entries")
            _give_back(connection)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return int(n_entries)
        return 0

    def facts(self) -> StoreFacts:
        """What is in the store now."""
        with self._guarded() as connection:
            if connection is not None:
                row = connection.execute("SELECT count(*), coalesce(sum(size), 0) FROM entries").fetchone()
                return StoreFacts(int(row[0]), int(row[1]), _on_disk(self.path))
        return StoreFacts(0, 0, _on_disk(self.path))

    def _trim(self, connection: sqlite3.Connection) -> None:
        """Down to the limit: what has not been used for longest goes first."""
        self._n_unchecked = 0
        total = connection.execute("SELECT coalesce(sum(size), 0) FROM entries").fetchone()[0]
        if total <= self._limit:
            return
        with _transaction(connection):
            connection.execute(
                "DELETE FROM entries WHERE rowid IN (SELECT rowid FROM (SELECT rowid, sum(size) OVER"
                " (ORDER BY used DESC, rowid DESC) AS running FROM entries) WHERE running > ?)",
                (int(self._limit * _KEPT_AFTER_TRIM),),
            )
        _give_back(connection)

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[sqlite3.Connection | None]:
        """The connection, None where there is none. A fault of the file ends the block and no more."""
        try:
            yield self._connection
        except sqlite3.Error as error:
            if _code_of(error) in _BROKEN:
                self._set_aside(str(error))
            elif _code_of(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                self._disconnect()  # read-only or full: not this time

    def _open(self) -> None:
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # names of what a person reads
            self._connection = _connect(self.path)
            self._opened = self.path.stat()
        except _ForeignError:
            self._set_aside("it is not a cache of rocket's")
        except sqlite3.Error as error:
            if _code_of(error) in _BROKEN:
                self._set_aside(str(error))
        except OSError as error:
            if os.environ.get(FOLDER_VARIABLE):  # asked for by name, so its absence is worth a word
                self._warn(f"no cache: {error.filename or self.path}: {error.strerror or error}")

    def _set_aside(self, reason: str) -> None:
        """Move the file out of the way, once a run, unless another run has done so already."""
        self._disconnect()
        if self._set_aside_already:
            return
        self._set_aside_already = True
        aside = self.path.with_name(self.path.name + ".broken")
        try:
            now = self.path.stat()
            if self._opened is None or (now.st_dev, now.st_ino) == (self._opened.st_dev, self._opened.st_ino):
                for suffix in ("-wal", "-shm"):  # they belong to the file; beside a new one they would harm
                    Path(f"{self.path}{suffix}").unlink(missing_ok=True)
                os.replace(self.path, aside)
                self._warn(f"the cache cannot be used and is begun anew: {reason}; the old one is {aside}")
        except OSError:
            return
        self._open()

    def _disconnect(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        if not _is_ours(connection):
            _prepare(connection)
        connection.execute(
            "PRAGMA synchronous = NORMAL"
        )  # with WAL: safe but for the last writes before a power cut
        return connection
    except BaseException:
        connection.close()
        raise


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Whether the tables are there; False for a new file. Raises _ForeignError for any other."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if (application, version) == (_APPLICATION_ID, _TABLES_VERSION):
        return True
    n_tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application or version or n_tables:
        raise _ForeignError
    return False


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables of a new file; several runs may do so at once."""
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    for _ in range(50):  # going over to WAL does not wait for others by itself
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            break
        except sqlite3.OperationalError as error:
            if _code_of(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            time.sleep(0.02)
    with _transaction(connection):
        for statement in filter(str.strip, _TABLES.split(";")):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {_TABLES_VERSION}")


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _give_back(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA incremental_vacuum").fetchall()  # one page a step


def _digest(key: bytes, value: bytes) -> bytes:
    return hashlib.blake2b(value, key=key[:64], digest_size=16).digest()


def _code_of(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _on_disk(path: Path) -> int:
    return sum(file.stat().st_size for file in (path, Path(f"{path}-wal")) if file.is_file())
