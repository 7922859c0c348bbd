"""Which format an input has, and its pieces: one for a text or a page, one for each row of a table."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import re
from collections.abc import Iterator
from typing import IO, BinaryIO

from msgspec import structs

from rocket_cli.errors import EmptyFileError, NoReviewsError
from rocket_cli.reading.binary import refuse_binary
from rocket_cli.reading.decode import Decoded, declared_encoding, decode
from rocket_cli.reading.markdown import read_markdown
from rocket_cli.reading.options import InputOptions, is_text_encoding
from rocket_cli.reading.pieces import Piece
from rocket_cli.reading.tables import Row, read_delimited, read_json
from rocket_cli.reading.web import read_html

TABLES = frozenset(["jsonl", "json", "csv", "tsv"])
_FORMAT_OF_SUFFIX = {
    ".md": "md",
    ".markdown": "md",
    ".mdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
}
_SNIFFED = 4096  # bytes: enough for a doctype behind comments, or the first key of a record
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n[\w -]+:")
_RECORD = re.compile(r'\s*(?:\[\s*)?\{\s*"')


def format_of(path: str, head: bytes, options: InputOptions) -> str:
    """The format of an input: as told, by its suffix, or (`.txt`, no suffix, stdin) by its first bytes."""
    if options.input_format:
        return options.input_format
    suffix = os.path.splitext(path)[1].lower()
    if suffix in _FORMAT_OF_SUFFIX:
        return _FORMAT_OF_SUFFIX[suffix]
    start = _beginning(head)
    if _HTML.match(start):  # saved pages are given all kinds of names
        return "html"
    if suffix == ".txt":
        return "txt"
    if _RECORD.match(start):
        return "jsonl"
    return "md" if _FRONT_MATTER.match(start) else "txt"


def read_piece(data: bytes, path: str, options: InputOptions) -> tuple[Piece, Decoded]:
    """The one piece of a text, Markdown file or page. Raises an InputError where it cannot be read."""
    if not data.strip(b" \t\r\n\f\v"):
        raise EmptyFileError("the file is empty", hint="nothing was saved in it", path=path)
    kind = format_of(path, data[:_SNIFFED], options)
    if kind == "mhtml":
        data = _page_of_archive(data, path)
    if kind in {"html", "mhtml"}:
        decoded = _decoded_page(data, path, options.encoding)
        return read_html(decoded.text), decoded
    decoded = decode(data, path, options.encoding)
    if kind == "md":
        return read_markdown(decoded.text.replace("\r\n", "\n").replace("\r", "\n")), decoded
    return Piece(decoded.text), decoded


def read_rows(handle: BinaryIO, path: str, kind: str, options: InputOptions) -> tuple[Iterator[Row], Decoded]:
    """The rows of a table of format `kind`, read as they are asked for; the text of `Decoded` is empty.

    `handle` stands at the start of the bytes and can be set back. Raises an InputError, at once or with the
    first row, where nothing of it can be read.
    """
    lines, decoded = _open_table(handle, path, options.encoding)
    return _rows_of(lines, path, kind, options), decoded


def _rows_of(lines: IO[str], path: str, kind: str, options: InputOptions) -> Iterator[Row]:
    try:
        if kind in {"csv", "tsv"}:
            yield from read_delimited(lines, path, options, "\t" if kind == "tsv" else None)
        else:
            yield from read_json(lines, path, options)
    finally:
        with contextlib.suppress(ValueError, io.UnsupportedOperation):  # closed already, or a plain string
            lines.detach()  # type: ignore[attr-defined]  # whoever opened the bytes closes them


def _beginning(head: bytes) -> str:
    """The first characters, of whatever encoding, well enough to see ASCII in them."""
    return head.replace(b"\x00", b"").decode("utf-8", "ignore").lstrip("\ufeff")


def _decoded_page(data: bytes, path: str, encoding: str | None) -> Decoded:
    """A page says its encoding; it is believed where the bytes are not UTF-8 anyway and fit."""
    refuse_binary(data, path)
    declared = declared_encoding(data)
    if encoding is None and declared and not _is_utf8(data):
        try:
            return Decoded(data.decode(declared), declared)
        except UnicodeError:
            pass
    return decode(data, path, encoding)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _page_of_archive(data: bytes, path: str) -> bytes:
    """The page in a web archive (.mhtml), which is a mail with the page and its pictures as parts."""
    from email import message_from_bytes

    for part in message_from_bytes(data).walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            page = part.get_payload(decode=True)
            charset = part.get_content_charset()
            if isinstance(page, bytes):
                known = charset is not None and is_text_encoding(charset)
                return page.decode(charset or "utf-8", "replace").encode("utf-8") if known else page
    raise NoReviewsError("no page in this web archive", hint="save the page as HTML instead", path=path)


def _open_table(handle: BinaryIO, path: str, encoding: str | None) -> tuple[IO[str], Decoded]:
    """The lines of a table and their encoding. UTF-8 is read a piece at a time, now to be checked and again
    for its rows; anything else is decoded whole."""
    start = handle.read(_SNIFFED)
    if not start:
        raise EmptyFileError("the file is empty", hint="nothing was saved in it", path=path)
    handle.seek(0)
    if encoding is None:
        refuse_binary(start, path)
        if _is_utf8_throughout(handle):
            handle.seek(0)
            codec = "utf-8-sig" if start.startswith(codecs.BOM_UTF8) else "utf-8"
            return io.TextIOWrapper(handle, encoding=codec, newline=""), Decoded("", codec)
        handle.seek(0)
    decoded = decode(handle.read(), path, encoding)
    return io.StringIO(decoded.text.removeprefix("\ufeff"), newline=""), structs.replace(decoded, text="")


def _is_utf8_throughout(handle: BinaryIO) -> bool:
    utf8 = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := handle.read(1 << 20):
            if "\x00" in utf8.decode(chunk):
                return False
        utf8.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
