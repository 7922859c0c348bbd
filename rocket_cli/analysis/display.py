"""Which of several printed forms is shown: the fullest, in ordinary case, used most."""

from __future__ import annotations

from collections.abc import Sequence

from rocket_cli.analysis import names
from rocket_cli.records import Kind


def spelling_rank(surface: str) -> int:
    """0 for ordinary case, 1 for capitals throughout, 2 for no capital at all."""
    if names.is_capitals(surface):
        return 1
    return 0 if any(c.isupper() for c in surface) or not any(c.islower() for c in surface) else 2


def n_spelt_words(surface: str, kind: Kind) -> int:
    """Words that are more than an initial: "U.S.A." has none and is less than "United States"."""
    words = names.person_words(surface) if kind == "people" else names.words_of(surface)
    return sum(len(word) > 1 for word in words)


def canonical_form(
    forms: Sequence[tuple[str, int, bool]], *, preferred: Sequence[str] = (), kind: Kind
) -> int:
    """Index of the form to show, of (text, count, is a nickname stated in the text) triples."""
    wanted = {names.base_key(name, kind) for name in preferred}

    def rank(n: int) -> tuple[bool, bool, int, int, int, int]:
        text, count, is_nickname = forms[n]
        chosen = names.base_key(text, kind) in wanted
        return (not chosen, is_nickname, -n_spelt_words(text, kind), -count, -len(text), n)

    return min(range(len(forms)), key=rank)
