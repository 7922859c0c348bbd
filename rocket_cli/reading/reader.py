"""Read reviews, and records of analysed reviews, from files, folders and standard input."""

from __future__ import annotations

import hashlib
import io
import os
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

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
from rocket_cli.records import Failure, Review, ReviewAnalysis, Source

Found = Review | ReviewAnalysis | InputError
_SNIFFED = 4096


def read_inputs(
    paths: Sequence[str], options: InputOptions | None = None, *, stdin: BinaryIO | None = None
) -> Iterator[Review | ReviewAnalysis | Failure]:
    """Every review and every analysed record behind `paths`, as they are read, and a Failure for each input
    that cannot be. Ids are unique within the run; a text that came before has a warning.

    Raises UsageError, before anything is read, where an option can hold for no input.
    """
    options = options or InputOptions()
    check_options(options)
    run = _Run(options)
    n_found = 0
    for found in discover(paths):
        each = [found] if isinstance(found, Failure) else run.read(found, stdin)
        for item in each:
            n_found += 1
            yield item
    if not n_found and paths:
        error = NoReviewsError("no reviews there", hint="no file has a text column or text", path=paths[0])
        yield failure_from(error)


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
        if isinstance(found, Review):
            reviews.append(found)
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

    def __init__(self, options: InputOptions) -> None:
        self._options = options
        self._ids: set[str] = set()
        self._texts: dict[int, str] = {}
        self._overrules: dict[str, Overrules] = {}

    def read(self, file: FileToRead, stdin: BinaryIO | None) -> Iterator[Review | ReviewAnalysis | Failure]:
        try:
            with _opened(file.path, stdin) as handle:
                for found in _reviews_in(handle, file.path, self._options):
                    if isinstance(found, InputError):
                        if file.named or not _is_data_beside(found):
                            yield failure_from(found)
                    elif isinstance(found, Review):
                        yield self._told_apart(self._overruled(found, file))
                    else:
                        yield replace(found, id=self._unique(found.id))
        except InputError as error:
            if file.named or not _is_data_beside(error):
                yield failure_from(error)
        except OSError as error:
            if error.filename is not None and os.fspath(error.filename) != file.path:
                raise  # a file of our own is missing: a fault of the installation, not of this input
            hint = "check that it is a file that you may read"
            yield failure_from(
                InputError(f"cannot be read: {error.strerror or error}", hint=hint, path=file.path)
            )

    def _overruled(self, review: Review, file: FileToRead) -> Review:
        if file.path == STDIN:
            return review
        folder, name = os.path.split(file.path)
        known = self._overrules.get(folder)
        if known is None:
            known = self._overrules[folder] = read_overrules(folder)
            # Said once, by the first review of the folder, not by each of a thousand.
            review = replace(review, warnings=(*known.warnings, *review.warnings))
        reviewer = known.lookup(name, review.source.member)
        return review if reviewer is None or self._options.reviewer is not None else signed(review, reviewer)

    def _told_apart(self, review: Review) -> Review:
        """`review` with an id of its own, and a warning where its text was read before."""
        key = hash((review.text, review.blocks))
        before = self._texts.get(key)
        review = replace(review, id=self._unique(review.id))
        if before is None:
            self._texts[key] = review.id
            return review
        return replace(review, warnings=(*review.warnings, f"the same text as {before}"))

    def _unique(self, wanted: str) -> str:
        number = 1
        unique = wanted
        while unique in self._ids:
            unique = f"{wanted}-copy" + (str(number) if number > 1 else "")
            number += 1
        self._ids.add(unique)
        return unique


def _reviews_in(handle: BinaryIO, path: str, options: InputOptions) -> Iterator[Found]:
    """What one input holds. Raises an InputError where all of it cannot be read."""
    path = shown(path)
    kind = format_of(path, handle.read(_SNIFFED), options)
    handle.seek(0)
    if kind in TABLES:
        yield from _in_table(handle, path, kind, options)
        return
    data = handle.read()
    piece, decoded = read_piece(data, path, options)
    source = source_of(data, path, decoded.encoding)
    yield from reviews_of(_warned(piece, decoded), source, reviewer=options.reviewer)


def _in_table(handle: BinaryIO, path: str, kind: str, options: InputOptions) -> Iterator[Found]:
    digest = hashlib.file_digest(handle, "sha256").hexdigest()  # type: ignore[arg-type]  # any binary handle
    n_bytes = handle.seek(0, os.SEEK_END)
    handle.seek(0)
    rows, decoded = read_rows(handle, path, kind, options)
    source = Source(path, digest, decoded.encoding, n_bytes)
    for row in _numbered(rows):
        if not isinstance(row, Piece):
            yield row
            continue
        try:
            yield from reviews_of(_warned(row, decoded), source, reviewer=options.reviewer)
        except EmptyFileError as error:  # a row of zero-width spaces
            yield error


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
