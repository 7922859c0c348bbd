"""Page furniture with names in it, made from templates and put around annotated reviews.

Annotated reviews are mostly clean prose; saved pages are not. Menus, credit blocks, screening times and
lists of related articles name people, films and places too, in ways that prose never does.
"""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path
from typing import Any

from models.scripts.augment import Exchanger

Row = dict[str, Any]
LABEL_OF = {"P": "PERSON", "C": "CHARACTER", "F": "FILM", "L": "PLACE"}

TEMPLATES: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parents[1] / "configs" / "page_templates.toml").read_text(encoding="utf-8")
)


def surround(row: Row, exchanger: Exchanger, rng: random.Random) -> Row:
    """`row` with page furniture before and after its text, and now and then a sentence full of names."""
    maker = Maker(exchanger, rng, row["text"])
    for part in rng.sample(["menu", "facts", "one_line", "title"], rng.randint(1, 3)):
        getattr(maker, part)()
    if rng.random() < 0.6:
        maker.line(rng.choice(TEMPLATES["bylines"]))
    maker.paste(row["text"], row["ents"])
    if rng.random() < 0.25:
        maker.line(" ".join(rng.choice(TEMPLATES["prose"]) for _ in range(rng.randint(1, 3))))
    for part in rng.sample(["facts", "related", "related", "menu", "comments"], rng.randint(1, 3)):
        getattr(maker, part)()
    return {**row, "text": "".join(maker.text), "ents": maker.ents}


class Maker:
    """Writes lines, and remembers where the names in them stand."""

    def __init__(self, exchanger: Exchanger, rng: random.Random, prose: str) -> None:
        self.exchanger, self.rng = exchanger, rng
        self.words = re.findall(r"[a-z]{2,}", prose) or ["so", "it", "goes"]
        self.text: list[str] = []
        self.ents: list[tuple[int, int, str]] = []
        self.length = 0
        self.gap = rng.choice(["\n", "\n", "\n\n"])
        # A page comes back to the same few people and films.
        self.people = [self._person() for _ in range(6)]
        self.films = [rng.choice(exchanger.films) for _ in range(6)]

    def menu(self) -> None:
        """Some entries of a menu, a line each or all on one."""
        entries = self.rng.sample(TEMPLATES["menus"], self.rng.randint(3, 9))
        if self.rng.random() < 0.3:
            self.put("{u}")
            self.put(self.gap)
        self.put(self.rng.choice(["\n", "\n", " | ", "  "]).join(entries) + self.gap)

    def facts(self) -> None:
        """A block of facts."""
        for fact in self.rng.sample(TEMPLATES["facts"], self.rng.randint(3, 9)):
            self.line(fact)

    def one_line(self) -> None:
        """The facts in one line."""
        self.line(self.rng.choice(TEMPLATES["one_liners"]))

    def title(self) -> None:
        """A headline."""
        self.line(self.rng.choice(TEMPLATES["related"][:12]))

    def related(self) -> None:
        """Other articles, often with a byline each."""
        signed = self.rng.random() < 0.6
        byline = self.rng.choice(TEMPLATES["bylines"])
        for _ in range(self.rng.randint(2, 8)):
            self.line(self.rng.choice(TEMPLATES["related"]))
            if signed:
                self.line(byline)

    def comments(self) -> None:
        """What readers say."""
        for _ in range(self.rng.randint(1, 4)):
            self.line(self.rng.choice(TEMPLATES["comments"]))

    def line(self, template: str) -> None:
        """One line from a template."""
        at = 0
        for slot in re.finditer(r"\{(\w)\}", template):
            self.put(template[at : slot.start()])
            self._fill(slot[1])
            at = slot.end()
        self.put(template[at:] + self.gap)

    def paste(self, text: str, ents: list[tuple[int, int, str]]) -> None:
        """Annotated text as it is."""
        self.ents += [(s + self.length, e + self.length, label) for s, e, label in ents]
        self.put(text if text.endswith("\n") else text + self.gap)

    def put(self, text: str, label: str | None = None) -> None:
        """Text, and what it names."""
        if "{u}" in text:
            text = text.replace("{u}", self._outlet())
        if label:
            self.ents.append((self.length, self.length + len(text), label))
        self.text.append(text)
        self.length += len(text)

    def _fill(self, slot: str) -> None:
        rng, exchanger = self.rng, self.exchanger
        if slot == "P":
            self.put(rng.choice(self.people) if rng.random() < 0.6 else self._person(), "PERSON")
        elif slot == "C":
            name = rng.choice(exchanger.given)
            self.put(name if rng.random() < 0.6 else f"{name} {rng.choice(exchanger.family)}", "CHARACTER")
        elif slot == "F":
            film = rng.choice(self.films) if rng.random() < 0.5 else rng.choice(exchanger.films)
            self.put(film.upper() if rng.random() < 0.12 else film, "FILM")
        elif slot == "L":
            self.put(rng.choice(exchanger.places), "PLACE")
        elif slot == "K":
            self.put(rng.choice(TEMPLATES["countries"]), "PLACE")
        elif slot == "V":
            street = f"{rng.choice(exchanger.family)} {rng.choice(TEMPLATES['streets'])}"
            self.put(rng.choice(TEMPLATES["cinemas"]) if rng.random() < 0.6 else street, "PLACE")
        else:
            self.put(self._plain(slot))

    def _plain(self, slot: str) -> str:
        rng = self.rng
        if slot == "q":
            start = rng.randrange(len(self.words))
            return " ".join(self.words[start : start + rng.randint(3, 9)]) or "so it goes"
        if slot == "d":
            day, month = (
                rng.randint(1, 28),
                rng.choice(
                    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
                ),
            )
            return rng.choice([f"{rng.choice(['Fri', 'Sat', 'Mon'])} {day} {month}", f"{day} {month} 2022"])
        simple = {
            "y": lambda: str(rng.randint(1925, 2025)),
            "m": lambda: str(rng.randint(62, 214)),
            "n": lambda: rng.choice(["1", "2", "4", "7", "11", "12", "One", "Two"]),
            "t": lambda: f"{rng.randint(10, 23)}:{rng.choice(['00', '15', '30', '45'])}",
            "g": lambda: rng.choice(TEMPLATES["languages"]),
            "f": lambda: rng.choice(TEMPLATES["festivals"]),
            "o": lambda: f"{rng.choice(self.exchanger.family)} {rng.choice(TEMPLATES['companies'])}",
            "p": lambda: f"{rng.choice(self.words)}{rng.randint(1, 99)}",
            "u": self._outlet,
        }
        return simple[slot]()

    def _outlet(self) -> str:
        return self.rng.choice(TEMPLATES["outlets"]).replace("{s}", self.rng.choice(self.exchanger.family))

    def _person(self) -> str:
        given, family = self.rng.choice(self.exchanger.given), self.rng.choice(self.exchanger.family)
        middle = f" {self.rng.choice('ABCDEFGHJKLMRST')}." if self.rng.random() < 0.06 else ""
        double = f"-{self.rng.choice(self.exchanger.family)}" if self.rng.random() < 0.06 else ""
        return f"{given}{middle} {family}{double}"
