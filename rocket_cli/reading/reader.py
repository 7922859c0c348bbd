"""Read reviews, and records of analysed reviews, from files, folders and standard input."""

from __future__ import annotations

import hashlib
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from rocket_cli.errors import EmptyFileError, InputError, NoReviewsError
from rocket_cli.reading.assemble import reviews_of, signed, source_of
from rocket_cli.reading.decode import Decoded
from rocket_cli.reading.discover import STDIN, FileToRead, discover, failure_from, shown
from rocket_cli.reading.formats import TABLES, format_of, read_piece, read_rows
from rocket_cli.reading.options import InputOptions, check_options
from rocket_cli.reading.overrules import Overrules, read_overrules
from rocket_cli.reading.pieces import Piece
from rocket_cli.reading.tables import Row
from rocket_cli.reading.units import Found, Memory, Origin, Remembered, Unit, text_key
from rocket_cli.records import Failure, Review, ReviewAnalysis, Source

_SNIFFED = 4096


class _Fresh(Struct, frozen=True):
    """A review just read, and the part of its unit that it is."""

    review: Review
    origin: Origin


_InFile = _Fresh | Remembered | ReviewAnalysis | InputError
_Recall = Callable[[Unit], Sequence[Remembered] | None]


def read_inputs(
    paths: Sequence[str], options: InputOptions | None = None, *, stdin: BinaryIO | None = None
) -> Iterator[Review | ReviewAnalysis | Failure]:
    """Every review and every analysed record behind `paths`, as they are read, and a Failure for each input
    that cannot be. Ids are unique within the run; a text that came before has a warning.

    Raises UsageError, before anything is read, where an option can hold for no input.
    """
    for found in read_units(paths, options, stdin=stdin):
        yield found.item if isinstance(found.item, Failure) else found.placed(found.item)


def read_units(
    paths: Sequence[str],
    options: InputOptions | None = None,
    *,
    stdin: BinaryIO | None = None,
    memory: Memory | None = None,
) -> Iterator[Found]:
    """As `read_inputs`, with what only the run knows kept apart from each item, and records that `memory`
    knows in place of the reviews that they were made of. Raises as `read_inputs`."""
    options = options or InputOptions()
    check_options(options)
    run = _Run(options, memory)
    n_found = 0
    for found in discover(paths):
        each = [Found(found)] if isinstance(found, Failure) else run.read(found, stdin)
        for item in each:
            n_found += 1
            yield item
    if not n_found and paths:
        error = NoReviewsError("no reviews there", hint="no file has a text column or text", path=paths[0])
        yield Found(failure_from(error))


def read_reviews(
    paths: Sequence[str], options: InputOptions | None = None, *, stdin: BinaryIO | None = None
) -> Iterator[Review | Failure]:
    """As `read_inputs`, for commands that need the text: an analysed record is a Failure."""
    for found in read_inputs(paths, options, stdin=stdin):
        if isinstance(found, ReviewAnalysis):
            hint = "give the review itself; only comparing commands take records"
            yield Failure(found.source.path, f"{found.id} is an analysed record, without its text", hint)
        else:
            yield found


def read_bytes(data: bytes, path: str, options: InputOptions | None = None) -> list[Review]:
    """The reviews in the bytes of one file; nothing else is read (no `reviewers.toml`).

    Raises an InputError where there are none. Rows that cannot be read are named in a warning of the first
    review; analysed records are no reviews.
    """
    options = options or InputOptions()
    reviews: list[Review] = []
    errors: list[InputError] = []
    for found in _reviews_in(io.BytesIO(data), path, options):
        if isinstance(found, _Fresh):
            reviews.append(found.review)
        elif isinstance(found, InputError):
            errors.append(found)
    if not reviews:
        raise errors[0] if errors else NoReviewsError("no reviews in this file", path=path)
    if errors:
        left_out = "left out: " + "; ".join(error.message for error in errors)
        reviews[0] = replace(reviews[0], warnings=(*reviews[0].warnings, left_out))
    return reviews


class _Run:
    """What one run remembers: the ids given out, the texts seen, the `reviewers.toml` of each folder."""

    def __init__(self, options: InputOptions, memory: Memory | None) -> None:
        self._options = options
        self._memory = memory
        self._ids: set[str] = set()
        self._texts: dict[bytes, str] = {}
        self._overrules: dict[str, Overrules] = {}
        self._begun: set[str] = set()

    def read(self, file: FileToRead, stdin: BinaryIO | None) -> Iterator[Found]:
        try:
            with _opened(file.path, stdin) as handle:
                # A name that cannot be printed is read under another: what lies beside it is not looked up.
                recall = self._recall if self._memory and shown(file.path) == file.path else None
                for found in _reviews_in(handle, file.path, self._options, recall):
                    if isinstance(found, InputError):
                        if file.named or not _is_data_beside(found):
                            yield Found(failure_from(found))
                    elif isinstance(found, ReviewAnalysis):
                        yield Found(found, self._unique(found.id))
                    else:
                        yield self._placed(found, file.path)
        except InputError as error:
            if file.named or not _is_data_beside(error):
                yield Found(failure_from(error))
        except OSError as error:
            if error.filename is not None and os.fspath(error.filename) != file.path:
                raise  # a file of our own is missing: a fault of the installation, not of this input
            hint = "check that it is a file that you may read"
            failure = InputError(f"cannot be read: {error.strerror or error}", hint=hint, path=file.path)
            yield Found(failure_from(failure))

    def _recall(self, unit: Unit) -> Sequence[Remembered] | None:
        """What is remembered of `unit`, if `reviewers.toml` says the same of its reviews as then."""
        known = self._memory.find(unit) if self._memory else None
        if known and all(
            self._overruled(unit.source.path, one.record.source.member) == one.overruled for one in known
        ):
            return known
        return None

    def _placed(self, found: _Fresh | Remembered, path: str) -> Found:
        """The review or record with its place in the run: said of it is what was wrong with `reviewers.toml`,
        by the first review of the folder and not by each of a thousand, and that its text came before."""
        before = self._folder(path).warnings if self._is_first_of(path) else ()
        if isinstance(found, Remembered):
            return self._told_apart(found.record, found.text_key, before, None)
        overruled = self._overruled(path, found.review.source.member)
        review = found.review if overruled is None else signed(found.review, overruled)
        return self._told_apart(review, text_key(review), before, replace(found.origin, overruled=overruled))

    def _overruled(self, path: str, member: int | None) -> str | None:
        """Who wrote it, by `reviewers.toml`: "" for nobody, None where nothing is said that counts."""
        if self._options.reviewer is not None:
            return None
        return self._folder(path).lookup(os.path.basename(path), member)

    def _folder(self, path: str) -> Overrules:
        if path == STDIN:
            return Overrules()
        folder = os.path.dirname(path)
        known = self._overrules.get(folder)
        if known is None:
            known = self._overrules[folder] = read_overrules(folder)
        return known

    def _is_first_of(self, path: str) -> bool:
        folder = os.path.dirname(path)
        if path == STDIN or folder in self._begun:
            return False
        self._begun.add(folder)
        return True

    def _told_apart(
        self, item: Review | ReviewAnalysis, key: bytes, before: tuple[str, ...], origin: Origin | None
    ) -> Found:
        """`item` with an id of its own, and a warning where its text was read before."""
        unique = self._unique(item.id)
        first = self._texts.setdefault(key, unique)
        after = () if first == unique else (f"the same text as {first}",)
        return Found(item, unique, before, after, origin)

    def _unique(self, wanted: str) -> str:
        number = 1
        unique = wanted
        while unique in self._ids:
            unique = f"{wanted}-copy" + (str(number) if number > 1 else "")
            number += 1
        self._ids.add(unique)
        return unique


def _reviews_in(
    handle: BinaryIO, path: str, options: InputOptions, recall: _Recall | None = None
) -> Iterator[_InFile]:
    """What one input holds. Raises an InputError where all of it cannot be read."""
    path = shown(path)
    kind = format_of(path, handle.read(_SNIFFED), options)
    handle.seek(0)
    if kind in TABLES:
        yield from _in_table(handle, path, kind, options, recall)
        return
    data = handle.read()
    source = source_of(data, path, "")
    unit = Unit(source.sha256, kind, source)
    known = recall(unit) if recall else None
    if known:
        yield from known
        return
    piece, decoded = read_piece(data, path, options)
    source = replace(source, encoding=decoded.encoding)
    yield from _fresh(_warned(piece, decoded), source, unit, options)


def _in_table(
    handle: BinaryIO, path: str, kind: str, options: InputOptions, recall: _Recall | None
) -> Iterator[_InFile]:
    digest = hashlib.file_digest(handle, "sha256").hexdigest()  # type: ignore[arg-type]  # any binary handle
    n_bytes = handle.seek(0, os.SEEK_END)
    handle.seek(0)
    rows, decoded = read_rows(handle, path, kind, options)
    source = Source(path, digest, decoded.encoding, n_bytes)
    for row in _numbered(rows):
        if not isinstance(row, Piece):
            yield row
            continue
        piece = _warned(row, decoded)
        unit = Unit(_content_of(piece), kind, source, piece.row)
        known = recall(unit) if recall else None
        try:
            yield from known or _fresh(piece, source, unit, options)
        except EmptyFileError as error:  # a row of zero-width spaces
            yield error


def _fresh(piece: Piece, source: Source, unit: Unit, options: InputOptions) -> list[_Fresh]:
    reviews = reviews_of(piece, source, reviewer=options.reviewer)
    return [_Fresh(review, Origin(unit, n, len(reviews))) for n, review in enumerate(reviews)]


def _content_of(row: Piece) -> str:
    """The sha256 of all that a row says, wherever in the table it stands."""
    said = (row.row is None, replace(row, row=None))
    return hashlib.sha256(repr(said).encode()).hexdigest()  # repr, as a cell may hold half a character


def _numbered(rows: Iterator[Row]) -> Iterator[Row]:
    """`rows`, without the number where there is one alone: that is a file of one review."""
    first, second = next(rows, None), next(rows, None)
    if first is None:
        return
    yield replace(first, row=None) if second is None and isinstance(first, Piece) else first
    if second is not None:
        yield second
    yield from rows


def _warned(piece: Piece, decoded: Decoded) -> Piece:
    return replace(piece, warnings=(*decoded.warnings, *piece.warnings)) if decoded.warnings else piece


def _is_data_beside(error: InputError) -> bool:
    """Whether a file found in a folder is data of something else (JSON without texts), not a broken input."""
    return isinstance(error, NoReviewsError) and (error.path or "").lower().endswith(".json")


def _opened(path: str, stdin: BinaryIO | None) -> BinaryIO:
    """A handle that can be set back. Pipes, standard input among them, are read to their end first."""
    if path == STDIN:
        return io.BytesIO((stdin or sys.stdin.buffer).read())
    handle = open(path, "rb")  # noqa: SIM115  (the caller closes it)
    if handle.seekable():
        return handle
    with handle:
        return io.BytesIO(handle.read())
