"""Other texts with the same annotation: names and titles exchanged, case and punctuation lost.

A tagger that has learned `Sean Baker` has learned nothing; one that has seen a thousand other names in
his place has learned where directors stand.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from models.scripts.prepare import _column

Row = dict[str, Any]
Ents = list[tuple[int, int, str]]
SYLLABLES = [
    "ka",
    "ri",
    "mo",
    "na",
    "ta",
    "shi",
    "ko",
    "ya",
    "lu",
    "be",
    "do",
    "fa",
    "mi",
    "no",
    "ra",
    "sa",
    "te",
    "vi",
    "zo",
    "an",
    "el",
    "or",
    "un",
    "im",
    "ak",
    "ech",
    "ush",
    "bal",
    "dar",
    "gor",
    "hal",
    "jin",
    "kov",
    "lev",
    "mar",
    "nur",
    "ost",
    "pol",
    "qua",
    "rus",
    "sen",
    "tov",
    "ulf",
    "wen",
    "xi",
    "yun",
    "zan",
    "adé",
    "olu",
    "chi",
    "ngo",
    "ifé",
    "mbe",
    "ndi",
    "thi",
    "nguy",
    "øs",
    "å",
    "ä",
    "ö",
    "ü",
    "é",
    "ç",
    "ñ",
    "ı",
    "ş",
    "ł",
    "ska",
    "wicz",
    "sson",
    "dottir",
    "mäki",
    "nen",
    "berg",
    "poulos",
    "akis",
    "escu",
    "oğlu",
    "yan",
    "dze",
    "ani",
]


class Exchanger:
    """Draws names and titles to put in the place of those of a text."""

    def __init__(self, names: Path) -> None:
        people = _column(names / "people.tsv") + _column(names / "directors.tsv")
        parts = [name.split() for name in people if len(name.split()) == 2]
        self.given = [p[0] for p in parts] + _column(names / "census1990_first_female.tsv")[:1500]
        self.family = [p[1] for p in parts] + _column(names / "census1990_surnames.tsv")[:6000]
        self.films = _column(names / "films.tsv")
        self.places = [p for p in _column(names / "places.tsv")[1:] if len(p) > 3]
        self._given = {g.lower() for g in self.given}

    def new_name(self, old: str, rng: random.Random, *, is_first: bool) -> str:
        """A name token for `old`, often of another culture, sometimes of none."""
        draw = rng.random()
        if draw < 0.25:
            name = "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(2, 3))).capitalize()
        else:
            is_given = is_first and old.lower() in self._given
            name = rng.choice(self.given if is_given or (is_first and draw < 0.7) else self.family)
        if old.isupper() and len(old) > 2:
            return name.upper()
        return name.lower() if old.islower() else name

    def exchange(self, row: Row, rng: random.Random, *, people: float, films: float, places: float) -> Row:
        """`row` with each person's name, title or place exchanged with the given probabilities, the same
        old name always for the same new one."""
        tokens: dict[str, str] = {}
        whole: dict[tuple[str, str], str] = {}
        swap_people = rng.random() < people

        def replace(surface: str, label: str) -> str:
            if label in ("PERSON", "CHARACTER"):
                return self._rename(surface, tokens, rng) if swap_people else surface
            key = (label, surface.casefold())
            if key not in whole:
                pool, chance = (self.films, films) if label == "FILM" else (self.places, places)
                whole[key] = rng.choice(pool) if rng.random() < chance else ""
            new = whole[key]
            if not new:
                return surface
            return new.upper() if surface.isupper() and len(surface) > 4 else new

        return rewrite(row, replace)

    def _rename(self, surface: str, tokens: dict[str, str], rng: random.Random) -> str:
        words = surface.split(" ")
        for i, word in enumerate(words):
            if len(word) < 3 or not word[:1].isalpha() or (word.islower() and len(words) > 1):
                continue
            key = word.casefold()
            if key not in tokens:
                tokens[key] = self.new_name(word, rng, is_first=i == 0)
            words[i] = tokens[key]
        return " ".join(words)


def rewrite(row: Row, replace: Callable[[str, str], str]) -> Row:
    """`row` with the text of each span replaced and all offsets moved along."""
    text, out, ents, at = row["text"], [], [], 0
    length = 0
    for start, end, label in sorted(row["ents"]):
        if start < at:
            continue
        new = replace(text[start:end], label)
        out += [text[at:start], new]
        length += start - at
        ents.append((length, length + len(new), label))
        length += len(new)
        at = end
    return {**row, "text": "".join(out) + text[at:], "ents": ents}


def upper(row: Row) -> Row:
    """All capitals. Letters whose capital is two letters long (ß) stay, so that offsets hold."""
    return {**row, "text": "".join(c.upper() if len(c.upper()) == 1 else c for c in row["text"])}


def lower(row: Row) -> Row:
    """All lower case."""
    return {**row, "text": "".join(c.lower() if len(c.lower()) == 1 else c for c in row["text"])}


def no_punctuation(row: Row) -> Row:
    """Punctuation outside names left out, as in hasty notes. What holds a word together stays (`Leia's`,
    `well-made`), and so do line breaks: without an apostrophe no span could end at `Leia`."""
    text: str = row["text"]
    inside = set()
    for start, end, _ in row["ents"]:
        inside.update(range(start, end))
    drop = [
        m.start()
        for m in re.finditer(r"(?<!\w)[^\w\s]|[^\w\s](?!\w)|[^\w\s'’-]", text)
        if m.start() not in inside
    ]
    dropped, kept, before = set(drop), [], []
    n = 0
    for i, c in enumerate(text):
        before.append(n)
        if i not in dropped:
            kept.append(c)
            n += 1
    before.append(n)
    return {**row, "text": "".join(kept), "ents": [(before[s], before[e], x) for s, e, x in row["ents"]]}


def vary(row: Row, exchanger: Exchanger, rng: random.Random, rates: dict[str, float]) -> Row:
    """One random variation of `row`, or `row` itself."""
    if rng.random() < rates["exchange"]:
        row = exchanger.exchange(row, rng, people=0.7, films=0.35, places=0.25)
    draw = rng.random()
    for name, change in (("upper", upper), ("lower", lower), ("no_punctuation", no_punctuation)):
        if draw < rates[name]:
            return change(row)
        draw -= rates[name]
    return row
