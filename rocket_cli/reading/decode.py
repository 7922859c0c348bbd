"""Bytes to text: byte-order marks, UTF-8, UTF-16, what the page declares, Windows-1252 and its like,
and a detector for the rest."""

from __future__ import annotations

import codecs
import re
import unicodedata

from msgspec import Struct

from rocket_cli.errors import UndecodableError
from rocket_cli.reading.binary import refuse_binary, unmarked_utf16
from rocket_cli.reading.options import is_text_encoding

# Longest marks first: that of UTF-32 LE begins with that of UTF-16 LE.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})"
)
_DECLARED_WITHIN = 4096  # the HTML standard asks for the first 1024 bytes; saved pages stretch it
# What the detector sees: its cost grows with length, its answer no longer does.
_DETECTOR_BYTES = 200_000
# Below this many bytes beyond ASCII the detector guesses wildly; English text is Windows-1252 then.
_LEAST_FOR_DETECTOR = 8
# English with foreign names has 0-2 % letters beyond ASCII, other languages mostly more.
_MOST_FOREIGN_LETTERS = 0.03
# The commonest words of languages written in Windows-1252; a fifth and more of any text in one of them.
_WESTERN = """
the of and to in is de la le les et un une des du est pas qui dans pour au en que el los las por con y der die
und das ist nicht ein eine mit zu von och att det som en på het van een di il che e della non per os não uma
com og er til
"""
_WESTERN_WORDS = frozenset(_WESTERN.split())
_LEAST_WESTERN_WORDS = 0.1
_FIRST_CJK = "\u2e80"
_LEAST_PLAUSIBLE = 0.85
# A file is broken UTF-8, rather than something else, where good sequences outnumber bad bytes by this.
_GOOD_TO_BAD = 2
_PUNCTUATION = frozenset("‘’‚“”„…–—•·©®™£€½¼¾°§«»‹›¿¡†×\xa0\xad")


class Decoded(Struct, frozen=True):
    """`text` as decoded, not yet mended; `encoding` is the Python name of the codec that worked."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, path: str, encoding: str | None = None) -> Decoded:
    """`data` as text, by `encoding` where it is given.

    Raises BinaryFileError for what is no text at all and UndecodableError, with the position of the first
    bad byte (counted from 0) and a likely encoding in its hint, for text that cannot be decoded.
    """
    if encoding is not None:
        return _as_told(data, path, encoding)
    refuse_binary(data, path)
    marked = next((codec for mark, codec in _MARKS if data.startswith(mark)), None)
    if marked:
        return _marked(data, path, marked)
    unmarked = unmarked_utf16(data)
    if unmarked:
        return _marked(data, path, unmarked)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        found = _cut_short(data, error) or _patched(data) or _guessed(data)
        if found is None:
            hint = f"try --encoding {_last_resort(data)}"
            raise UndecodableError(f"not UTF-8 at byte {error.start}", hint=hint, path=path) from error
        return found


def declared_encoding(data: bytes) -> str | None:
    """The encoding that an HTML or XML page says it has, None where it says none that Python knows."""
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    if not found:
        return None
    name = found[1].decode("ascii").lower()
    # By the HTML standard these labels mean Windows-1252, which is what such pages are in.
    name = "cp1252" if name in {"ascii", "us-ascii", "latin1", "iso-8859-1", "iso8859-1"} else name
    return name if is_text_encoding(name) else None


def _as_told(data: bytes, path: str, encoding: str) -> Decoded:
    codec = codecs.lookup(encoding).name
    if "16" not in codec and "32" not in codec:  # those two are full of NULs
        refuse_binary(data, path)
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        where = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        raise UndecodableError(
            f"not {encoding}{where}", hint=_likely_instead(data, path, encoding), path=path
        ) from error
    return Decoded(text, codec)


def _likely_instead(data: bytes, path: str, encoding: str) -> str:
    try:
        likely = decode(data, path).encoding
    except UndecodableError:
        likely = _last_resort(data)
    if codecs.lookup(likely).name == codecs.lookup(encoding).name:
        return "leave --encoding out"
    return f"try --encoding {likely}"


def _last_resort(data: bytes) -> str:
    """An encoding that does not fail, for a hint: five bytes are no Windows-1252, Latin-1 has all 256."""
    return "latin-1" if re.search(rb"[\x81\x8d\x8f\x90\x9d]", data) else "cp1252"


def _marked(data: bytes, path: str, codec: str) -> Decoded:
    """Text whose mark, or pattern of NULs, says what it is: a break in it is damage, not another encoding."""
    try:
        return Decoded(data.decode(codec), codec)
    except UnicodeDecodeError as error:
        if len(data) - error.start < 4:  # the file was cut within its last character
            return Decoded(data[: error.start].decode(codec), codec, (_cut_warning(),))
        if codec == "utf-8-sig":
            patched = _patched(data.removeprefix(codecs.BOM_UTF8))
            if patched:
                return patched
        name = codec.removesuffix("-sig").upper()
        raise UndecodableError(
            f"starts as {name} but is not {name} at byte {error.start}",
            hint="save it again as UTF-8",
            path=path,
        ) from error


def _cut_short(data: bytes, error: UnicodeDecodeError) -> Decoded | None:
    """UTF-8 that ends within a character: everything before is good."""
    if error.reason != "unexpected end of data" or data[: error.start].isascii():
        return None
    return Decoded(data[: error.start].decode("utf-8"), "utf-8", (_cut_warning(),))


def _cut_warning() -> str:
    return "the file ends within a character: it was cut short"


def _patched(data: bytes) -> Decoded | None:
    """UTF-8 into which a few Windows-1252 bytes were pasted, each of them read as such."""
    text = data.decode("utf-8", "surrogateescape")
    n_bad = sum("\udc80" <= char <= "\udcff" for char in text)
    n_good = sum(char > "\x7f" for char in text) - n_bad
    if n_good < _GOOD_TO_BAD * n_bad:
        return None
    stray = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
    warning = f"{n_bad} {'bytes are' if n_bad > 1 else 'byte is'} not UTF-8 and read as Windows-1252"
    return Decoded(text.translate(stray), "utf-8", (warning,))


def _guessed(data: bytes) -> Decoded | None:
    """The encoding of bytes that are neither UTF-8 nor marked; None where none is likely."""
    western = _western(data)
    n_high = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    if western and (n_high < _LEAST_FOR_DETECTOR or _reads_western(western.text)):
        return western
    detected = _detected(data)
    if western and (detected is None or detected.text == western.text):
        return western
    return detected


def _western(data: bytes) -> Decoded | None:
    """Windows-1252 (Latin-1 where none of its own characters is used) or Mac Roman, whichever reads well."""
    best: tuple[float, Decoded] | None = None
    for codec in ("cp1252", "mac_roman"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        share = _plausible_share(text)
        if share >= _LEAST_PLAUSIBLE and (best is None or share > best[0]):
            best = (share, Decoded(text, codec))
    if best is None:
        return None
    if best[1].encoding == "cp1252" and not any(0x80 <= byte < 0xA0 for byte in data):
        return Decoded(best[1].text, "latin-1")
    return best[1]


def _plausible_share(text: str) -> float:
    """Share (0-1) of the characters beyond ASCII that stand where a Western writer would put them."""
    places = [i for i, char in enumerate(text) if char > "\x7f"]
    return sum(_plausible(text, i) for i in places) / len(places) if places else 1.0


def _plausible(text: str, i: int) -> bool:
    char, before, after = text[i], text[i - 1 : i], text[i + 1 : i + 2]
    if char in _PUNCTUATION:
        return True
    if not char.isalpha() or not unicodedata.name(char, "").startswith("LATIN"):
        return False
    if char.isupper():  # "DonÕt" is a Mac's apostrophe
        return not before.islower()
    return before.isalpha() or after.isalpha() or char in "àéóèá"


def _reads_western(text: str) -> bool:
    """Whether letters or words say that this is English or a neighbour of it: there the detector errs more
    often than it helps (it takes French for Central European)."""
    n_letters = sum(map(str.isalpha, text))
    n_foreign = sum(char > "\x7f" and char.isalpha() for char in text)
    words = re.findall(r"[^\W\d_]+", text.lower())
    n_western = sum(word in _WESTERN_WORDS for word in words)
    return n_foreign <= n_letters * _MOST_FOREIGN_LETTERS or n_western >= len(words) * _LEAST_WESTERN_WORDS


def _detected(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_DETECTOR_BYTES], enable_fallback=False).best()
    if best is None:
        return None
    try:
        text = data.decode(best.encoding)
    except UnicodeDecodeError:
        return None
    letters = [char for char in text if char.isalpha()]
    if len(letters) <= len(text) / 2:  # prose is letters, whatever the alphabet
        return None
    is_cjk = sum(char >= _FIRST_CJK for char in letters) > len(letters) / 2
    if not best.coherence and not is_cjk:  # letters that make no known language; CJK is not measured
        return None
    warning = f"read as {best.encoding}, a guess: if letters look wrong, give --encoding"
    return Decoded(text, best.encoding, (warning,))
