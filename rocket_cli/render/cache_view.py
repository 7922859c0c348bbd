"""The cache, as a table."""

from __future__ import annotations

from rocket_cli.render.payloads import CacheFacts
from rocket_cli.render.safe import visible
from rocket_cli.render.sections import Cell, Column, Section, section
from rocket_cli.render.words import count_of


def cache_sections(facts: CacheFacts) -> list[Section]:
    """Where the cache lies, what is in it and how large it may grow."""
    rows = [
        ("Where", visible(facts.path)),
        ("Holds", count_of(facts.n_entries, "analysed text")),
        ("Size", f"{_megabytes(facts.n_bytes)} of at most {_megabytes(facts.limit_bytes)}"),
        ("On disk", _megabytes(facts.n_bytes_on_disk)),
    ]
    if facts.n_removed is not None:
        rows.append(("Removed", count_of(facts.n_removed, "analysed text")))
    columns = (Column(""), Column("", wide=True))
    return [section("The cache", columns, tuple((Cell(name), Cell(value)) for name, value in rows))]


def _megabytes(n_bytes: int) -> str:
    return f"{n_bytes / 1e6:.1f} MB"
