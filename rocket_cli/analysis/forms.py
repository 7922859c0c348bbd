"""Mentions of one kind gathered by printed form: what linking works on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from rocket_cli.analysis import names
from rocket_cli.analysis.roles import lean, sure_lean
from rocket_cli.records import COUNTED_BLOCKS, KIND_OF_LABEL, Kind, Mention


class Form(Struct, frozen=True):
    """All mentions (indices) that are printed alike but for case, accents and marks; `text` is the commonest
    print."""

    key: str
    text: str
    mentions: tuple[int, ...]
    surfaces: tuple[str, ...]
    leaning: float

    @property
    def size(self) -> tuple[int, int]:
        """Words, then letters: what makes one form longer than another."""
        words = names.words_of(self.text)
        return len(words), sum(map(len, words))


def counted_mentions(mentions: Sequence[Mention], *, include_furniture: bool = False) -> tuple[int, ...]:
    """Indices of the mentions that count, in reading order: in counted blocks, and not inside a longer
    mention."""
    order = sorted(range(len(mentions)), key=lambda i: (mentions[i].start, -mentions[i].end, i))
    kept: list[int] = []
    reached = -1
    for i in order:
        if not include_furniture and mentions[i].block not in COUNTED_BLOCKS:
            continue
        if mentions[i].end > reached:
            kept.append(i)
            reached = mentions[i].end
    return tuple(kept)


def gather_forms(mentions: Sequence[Mention], counted: Iterable[int], kind: Kind) -> list[Form]:
    """The forms of one kind in order of first appearance. A bare name that is said of a real person and of a
    character, when a fuller name of each is there, is two forms."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for i in counted:
        if KIND_OF_LABEL[mentions[i].label] == kind:
            by_key[names.base_key(mentions[i].text, kind) or mentions[i].text].append(i)
    shared = _names_of_two(mentions, by_key.values()) if kind == "people" else frozenset()
    forms = []
    for key, own in by_key.items():
        parts = _by_label(mentions, own) if key in shared else [own]
        forms += [_form(mentions, key, part) for part in parts]
    return sorted(forms, key=lambda form: form.mentions[0])


def _form(mentions: Sequence[Mention], key: str, own: Sequence[int]) -> Form:
    counts = Counter(names.without_possessive(mentions[i].text) for i in own)
    surfaces = tuple(sorted(counts, key=lambda surface: (-counts[surface], list(counts).index(surface))))
    leaning = sum(sure_lean(mentions[i]) for i in own) / len(own)
    return Form(key, surfaces[0], tuple(own), surfaces, leaning)


def _by_label(mentions: Sequence[Mention], own: Sequence[int]) -> list[list[int]]:
    made_up = [i for i in own if mentions[i].label == "CHARACTER"]
    return [part for part in ([i for i in own if i not in set(made_up)], made_up) if part]


def _names_of_two(mentions: Sequence[Mention], groups: Collection[list[int]]) -> frozenset[str]:
    """Keys of single words that are part of a longer real name and of a longer character name."""
    real: set[str] = set()
    made_up: set[str] = set()
    for own in groups:
        words = names.person_words(mentions[own[0]].text)
        if len(words) > 1:
            leaning = sum(lean(mentions[i]) for i in own)
            (made_up if leaning > 0 else real).update(words)
    return frozenset(real & made_up)
