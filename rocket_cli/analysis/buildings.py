"""Kinds of buildings and grounds that a reviewer drops from a name on second mention: Moss Hotel, then Moss.

Not "city": Texas City is not Texas.
"""

from __future__ import annotations

BUILDINGS: frozenset[str] = frozenset(
    [
        "hotel",
        "inn",
        "motel",
        "mansion",
        "manor",
        "asylum",
        "prison",
        "penitentiary",
        "academy",
        "hospital",
        "castle",
        "town",
        "park",
        "road",
        "street",
        "bar",
        "pub",
        "tavern",
        "saloon",
        "cafe",
        "diner",
        "restaurant",
        "nightclub",
        "cinema",
        "theatre",
        "theater",
        "ranch",
        "farm",
        "estate",
        "plantation",
    ]
)
