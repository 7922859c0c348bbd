"""Reviews in rows: JSON Lines, JSON, CSV and TSV, read one row at a time."""

from __future__ import annotations

import csv
import io
import itertools
import json
import sys
from collections.abc import Iterator, Mapping
from typing import IO, Any

import msgspec

from rocket_cli.errors import EmptyFileError, InputError, NoReviewsError
from rocket_cli.reading.options import InputOptions
from rocket_cli.reading.pieces import Given, Piece, one_line, person, year
from rocket_cli.records import ReviewAnalysis

RECORD_SCHEMA = "rocket.review/1"
_MOST_COLUMNS_NAMED = 8  # in a message; more do not help to see a wrong name

Row = Piece | ReviewAnalysis | InputError


def read_delimited(lines: IO[str], path: str, options: InputOptions, delimiter: str | None) -> Iterator[Row]:
    """A review from each row of a table with a header.

    `delimiter` None stands for comma, semicolon or tab, whichever the header has most of.
    Raises NoReviewsError where the table has no text column; a row without text is an error of its own.
    """
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))  # a review is longer than the default of 131 072
    head = _first_line(lines, path)
    rows = csv.reader(itertools.chain([head], lines), delimiter=delimiter or max(",;\t", key=head.count))
    header: list[str] = []
    number = 0
    try:
        header = [name.strip() for name in next(rows, [])]
        column = _column(header, options.text_column, path)
        for cells in rows:
            if any(cell.strip() for cell in cells):
                number += 1
                yield _from_cells(cells, header, column, number, path, options)
    except csv.Error as error:
        yield InputError(f"row {number + 1} cannot be read: {error}", hint="check its quotes", path=path)


def _from_cells(
    cells: list[str], header: list[str], column: str, number: int, path: str, options: InputOptions
) -> Row:
    row = dict(zip(header, cells, strict=False))
    if column not in row:
        return InputError(f"row {number} has only {len(cells)} of {len(header)} columns", path=path)
    found = _piece(row, column, number, path, options)
    if isinstance(found, Piece) and len(cells) > len(header):
        warning = f"row {number} has {len(cells)} cells for {len(header)} columns: is its text in quotes?"
        return msgspec.structs.replace(found, warnings=(*found.warnings, warning))
    return found


def _first_line(lines: IO[str], path: str) -> str:
    line = lines.readline()
    while line and not line.strip():
        line = lines.readline()
    if not line.strip("\ufeff"):
        raise EmptyFileError("the file is empty", hint="nothing was saved in it", path=path)
    return line


def read_json(lines: IO[str], path: str, options: InputOptions) -> Iterator[Row]:
    """A review, or an analysed record, from each object of JSON Lines or of one JSON array or object."""
    first = _first_line(lines, path)
    objects = _json_lines(first, lines, path) if _is_object(first) else _json_document(first, lines, path)
    for number, found in enumerate(objects, start=1):
        yield found if isinstance(found, InputError) else _from_object(found, number, path, options)


def _column(there: list[str], wanted: str, path: str) -> str:
    """The name of the text column as the header writes it (letter case apart)."""
    for name in there:
        if name == wanted:
            return name
    for name in there:
        if name.casefold() == wanted.casefold():
            return name
    raise NoReviewsError(f"no column {wanted!r}; {_columns(there)}", hint=_which_column(), path=path)


def _columns(there: list[str]) -> str:
    names = [repr(name) for name in there[:_MOST_COLUMNS_NAMED]]
    more = ", …" if len(there) > _MOST_COLUMNS_NAMED else ""
    return f"there are {', '.join(names)}{more}" if names else "there are no columns"


def _which_column() -> str:
    return "name the one that holds the reviews with --text-column"


def _piece(row: Mapping[str, Any], column: str, number: int, path: str, options: InputOptions) -> Row:
    text = row[column]
    if text is None or (isinstance(text, str) and not text.strip()):
        return EmptyFileError(f"row {number} has no text in {column!r}", path=path)
    if not isinstance(text, str):
        what = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
        return InputError(f"row {number} has {what.get(type(text), 'no text')} in {column!r}", path=path)
    given, warnings = _given(row, options)
    return Piece(text, given, declared=True, row=number, warnings=warnings)


def _given(row: Mapping[str, Any], options: InputOptions) -> tuple[Given, tuple[str, ...]]:
    by_name = {name.casefold(): value for name, value in row.items()}

    def cell(name: str) -> Any:
        return row.get(name, by_name.get(name.casefold()))

    printed_year = one_line(cell(options.year_column))
    given = Given(
        title=one_line(cell("title")),
        reviewer=person(cell(options.reviewer_column)),
        outlet=one_line(cell(options.outlet_column)),
        film=one_line(cell(options.film_column)),
        year=year(printed_year),
        rating=one_line(cell(options.rating_column)),
    )
    if printed_year and given.year is None:
        return given, (f"{options.year_column!r} holds {printed_year[:20]!r}, which is no year",)
    return given, ()


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _json_lines(first: str, lines: IO[str], path: str) -> Iterator[dict[str, Any] | InputError]:
    number = 0
    line = first
    while line:
        if line.strip():
            number += 1
            try:
                found = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield InputError(f"row {number} is not JSON: {error}", path=path)
            else:
                yield found if isinstance(found, dict) else _no_object(number, path)
        line = lines.readline()


def _json_document(first: str, lines: IO[str], path: str) -> Iterator[dict[str, Any] | InputError]:
    text = first + lines.read()
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        if any(map(_is_object, text.splitlines())):  # JSON Lines whose first line is broken
            yield from _json_lines("\n", io.StringIO(text), path)
            return
        hint = "give JSON Lines (one object a line), an array of objects, or --input-format txt"
        raise InputError(f"not JSON: {error}", hint=hint, path=path) from error
    for number, each in enumerate(found if isinstance(found, list) else [found], start=1):
        yield each if isinstance(each, dict) else _no_object(number, path)


def _no_object(number: int, path: str) -> InputError:
    return InputError(
        f"row {number} is no JSON object", hint="each review is an object with a text", path=path
    )


def _from_object(found: dict[str, Any], number: int, path: str, options: InputOptions) -> Row:
    schema = found.get("schema")
    if isinstance(schema, str) and schema.startswith("rocket."):
        return _record(found, schema, number, path)
    try:
        column = _column(list(found), options.text_column, path)
    except NoReviewsError as error:
        return NoReviewsError(f"row {number} has {error.message}", hint=error.hint, path=path)
    return _piece(found, column, number, path, options)


def _record(found: dict[str, Any], schema: str, number: int, path: str) -> ReviewAnalysis | InputError:
    """A record that `rocket analyse` wrote."""
    if schema != RECORD_SCHEMA:
        hint = f"give reviews, or records of `rocket analyse` ({RECORD_SCHEMA})"
        return NoReviewsError(f"row {number} is {schema}, not an analysed review", hint=hint, path=path)
    try:
        return msgspec.convert(found, ReviewAnalysis)
    except (msgspec.ValidationError, RecursionError) as error:
        hint = "write it again with `rocket analyse`"
        return InputError(f"row {number} is not a whole analysed record: {error}", hint=hint, path=path)
