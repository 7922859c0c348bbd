"""Mend decoded text: what no reader sees is removed, what was garbled on the way is put right.

All offsets of the records index the text that `mend` gives.
"""

from __future__ import annotations

# Line ends of every system, page breaks included: a dropped form feed would glue two words together.
_LINE_ENDS = {"\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
# Spaces that forbid a line break; they stand inside names and keep them from being found.
_PLAIN_SPACES = dict.fromkeys(("\u00a0", "\u2007", "\u202f"), " ")
# Soft hyphen, zero-width space and joiners, word joiner, byte-order mark, direction marks, variation
# selectors (they follow stars and hearts): none of them is seen, each of them splits a word in two.
_UNSEEN = dict.fromkeys(
    [
        0x00AD,
        0x180E,
        0x200B,
        0x200C,
        0x200D,
        0x200E,
        0x200F,
        0x2060,
        0xFE0E,
        0xFE0F,
        0xFEFF,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)
_CONTROLS = dict.fromkeys([*range(0x20), 0x7F, *range(0x80, 0xA0)])
del _CONTROLS[0x09], _CONTROLS[0x0A]
_SEEN_ONLY = str.maketrans({**_CONTROLS, **_UNSEEN, **str.maketrans({**_LINE_ENDS, **_PLAIN_SPACES})})


def mend(text: str) -> str:
    """`text` with line ends as \\n, mojibake repaired, NFC, and nothing unseen in it but tab and newline.

    Curly quotes, dashes, HTML entities and full-width forms stay as they are: they are the writer's.
    Mending what is mended changes nothing.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():  # ASCII has no mojibake, and ftfy takes a second for each megabyte
        text = _repair_mojibake(text)
    return _compose(text.translate(_SEEN_ONLY))


def _repair_mojibake(text: str) -> str:
    """UTF-8 that was read as Windows-1252 and the like, line by line (a quoted line cannot spoil others)."""
    from ftfy import TextFixerConfig, fix_text

    config = TextFixerConfig(
        unescape_html=False,  # `&lt;` in plain text is what its writer typed; HTML has its own parser
        remove_terminal_escapes=True,
        fix_encoding=True,
        fix_latin_ligatures=True,  # "ﬁlm" out of a PDF is no word to any pipeline
        fix_character_width=False,
        uncurl_quotes=False,  # offsets and quotations show what was printed
        fix_line_breaks=False,
        fix_surrogates=True,
        remove_control_chars=False,  # done here, with line ends kept
        normalization=None,
        explain=False,
    )
    return fix_text(text, config)


def _compose(text: str) -> str:
    """NFC, last of all: removing a joiner may bring a letter and its accent together."""
    if text.isascii():
        return text
    import unicodedata

    return unicodedata.normalize("NFC", text)
