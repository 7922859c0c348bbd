"""Reading: from bytes to reviews. Files are found and decoded, body is told from page furniture, and the
byline, credits and facts of the film are read off the page. Nothing here knows of language processing.

Libraries are imported where they are used, so importing this room is cheap.
"""

from __future__ import annotations

from rocket_cli.reading.discover import FileToRead, discover, failure_from
from rocket_cli.reading.options import FORMATS, InputOptions, check_options
from rocket_cli.reading.reader import read_bytes, read_inputs, read_reviews, read_units
from rocket_cli.reading.units import Found, Memory, Origin, Remembered, Unit, text_key

__all__ = [
    "FORMATS",
    "FileToRead",
    "Found",
    "InputOptions",
    "Memory",
    "Origin",
    "Remembered",
    "Unit",
    "check_options",
    "discover",
    "failure_from",
    "read_bytes",
    "read_inputs",
    "read_reviews",
    "read_units",
    "text_key",
]
