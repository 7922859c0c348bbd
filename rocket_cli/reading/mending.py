"""Mend decoded text: what no reader sees is removed, what was garbled on the way is put right.

All offsets of the records index the text that `mend` gives.
"""

from __future__ import annotations

import re

# Line ends of every system, page breaks included: a dropped form feed would glue two words together.
_LINE_ENDS = dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")
# Spaces that forbid a line break; they stand inside names and keep them from being found.
_PLAIN_SPACES = dict.fromkeys((0xA0, 0x2007, 0x202F), " ")
# Soft hyphen, zero-width space and joiners, word joiner, byte-order mark, direction marks, variation
# selectors (they follow stars and hearts): none of them is seen, each of them splits a word in two.
_UNSEEN = (0xAD, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A))
_TERMINAL_ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")  # colours of a log or of `rocket show`
_MARKS = (0xFE0E, 0xFE0F, 0xFEFF)
_CONTROLS = (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0))
_SEEN_ONLY: dict[int, str | None] = {
    **dict.fromkeys((*_CONTROLS, *_UNSEEN, *_MARKS)),
    **_LINE_ENDS,
    **_PLAIN_SPACES,
}


def mend(text: str) -> str:
    """`text` with line ends as \\n, mojibake repaired, NFC, and nothing unseen in it but tab and newline.

    Curly quotes, dashes, HTML entities and full-width forms stay as they are: they are the writer's.
    """
    text = _TERMINAL_ESCAPE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.isascii():  # ASCII has no mojibake, and ftfy takes a second for each megabyte
        text = _repair_mojibake(text)
    return _compose(text.translate(_SEEN_ONLY))


def _repair_mojibake(text: str) -> str:
    """UTF-8 that was read as Windows-1252 and the like, line by line (a quoted line cannot spoil others)."""
    from ftfy import TextFixerConfig, fix_text

    config = TextFixerConfig(
        unescape_html=False,  # `&lt;` in plain text is what its writer typed; HTML has its own parser
        remove_terminal_escapes=False,
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
    # ftfy goes line by line; a line of ASCII is as it should be.
    lines = text.split("\n")
    return "\n".join([line if line.isascii() else fix_text(line, config) for line in lines])


def _compose(text: str) -> str:
    """NFC, last of all: removing a joiner may bring a letter and its accent together."""
    if text.isascii():
        return text
    import unicodedata

    return unicodedata.normalize("NFC", text)
