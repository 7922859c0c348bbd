"""Tell text from what is not text, and say what it is."""

from __future__ import annotations

from rocket_cli.errors import BinaryFileError

_COPY = "save the page as text or HTML first"
_UNPACK = "unpack it first"
# First bytes, what they open, what to try. The registered signatures of each format.
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", _COPY),
    (
        b"PK\x03\x04",
        "a zip archive or an office document (.docx, .odt, .epub)",
        "save it as plain text first",
    ),
    (b"{\\rtf", "a rich-text document", "save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an office document (.doc)", "save it as plain text first"),
    (b"\x89PNG", "a PNG image", _COPY),
    (b"\xff\xd8\xff", "a JPEG image", _COPY),
    (b"GIF8", "a GIF image", _COPY),
    (b"RIFF", "an image, sound or video file", _COPY),
    (b"II*\x00", "a TIFF image", _COPY),
    (b"MM\x00*", "a TIFF image", _COPY),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ", "an xz archive", _UNPACK),
    (b"7z\xbc\xaf", "a 7-Zip archive", _UNPACK),
    (b"Rar!", "a RAR archive", _UNPACK),
    (b"bplist00", "a web archive of Safari", "save the page as HTML (page source) instead"),
    (b"SQLite format 3\x00", "an SQLite database", "export the reviews as CSV first"),
    (b"\x7fELF", "a program", "give the review as text"),
    (b"MZ\x90\x00", "a program", "give the review as text"),
    (b"ID3", "a sound file", "give the review as text"),
    (b"OggS", "a sound or video file", "give the review as text"),
)
# How much of a file is looked at: enough for any header, quick for any size.
_SAMPLE = 65_536
# A text may hold a stray NUL or two (a broken transfer pads with them); programs and images hold far more.
_MOST_NULS = 1 / 1000
# Control characters other than tab, line ends, page feed, end-of-file (DOS) and escape.
_MOST_CONTROLS = 0.02
_CONTROL_BYTES = bytes(sorted(set(range(32)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B}))
# In UTF-16 every second byte of Latin text is NUL; prose in it has 90 % and more.
_LEAST_UTF16_NULS = 0.7


def refuse_binary(data: bytes, path: str) -> None:
    """Raise BinaryFileError, saying what it looks like, unless `data` can be text in some encoding."""
    for signature, what, hint in _SIGNATURES:
        if data.startswith(signature):
            raise BinaryFileError(f"looks like {what}, not text", hint=hint, path=path)
    if data[4:8] == b"ftyp":
        raise BinaryFileError("looks like a video or an image, not text", hint=_COPY, path=path)
    if _marked(data) or unmarked_utf16(data):
        return
    sample = data[:_SAMPLE]
    n_controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    if sample.count(0) > len(sample) * _MOST_NULS or n_controls > len(sample) * _MOST_CONTROLS:
        raise BinaryFileError("not a text file", hint="give the review as text, Markdown or HTML", path=path)


def _marked(data: bytes) -> bool:
    """Whether a byte-order mark of UTF-16 or UTF-32 explains the NULs."""
    return data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))


def unmarked_utf16(data: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` where bytes without a mark are plainly that, else None."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    half = len(sample) // 2
    if half < 2 or b"\x00" not in sample:
        return None
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd >= _LEAST_UTF16_NULS and even == 0:
        return "utf-16-le"
    if even >= _LEAST_UTF16_NULS and odd == 0:
        return "utf-16-be"
    return None
