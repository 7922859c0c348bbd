"""Make labelled pages for the line model: real review bodies in invented surroundings.

What stands around a review (menus, share bars, bylines, credits, related articles, comments, ...) is put
together from the phrase banks of page_phrases.json in varying orders; names are drawn from census lists. The
bodies come from the corpus and stay out of the project, as do the pages made.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

Pairs = list[tuple[str, str]]
PHRASES: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("page_phrases.json").read_text(encoding="utf-8")
)


class Facts(NamedTuple):
    """What a made page is about."""

    film: str
    year: int
    reviewer: str
    outlet: str
    people: list[str]
    country: str
    minutes: int


class _Fields(dict[str, Callable[[], object]]):
    """Template fields, worked out only where a template asks for them."""

    def __missing__(self, key: str) -> str:
        raise KeyError(key)

    def __getitem__(self, key: str) -> Any:
        return str(super().__getitem__(key)())


class Maker:
    """Draws pages; everything random comes from one generator. `films` are titles for related articles."""

    def __init__(self, names: Path, films: list[str], rng: random.Random) -> None:
        self.rng = rng
        self.films = films
        women, men = names / "census1990_first_female.tsv", names / "census1990_first_male.tsv"
        self.first_names = _column(women) + _column(men)
        self.surnames = _column(names / "census1990_surnames.tsv", 4000)

    def page(self, review: dict[str, Any]) -> tuple[list[str], list[str]]:
        """Lines and kinds of one page around the body of a corpus review."""
        self.facts = self._facts(review)
        return self._one_review(review)

    def double_page(self, first: dict[str, Any], second: dict[str, Any]) -> tuple[list[str], list[str]]:
        """Lines and kinds of a page that holds two short reviews, each under a title of the same form."""
        form = self.rng.choice(["{FILM} ({year})", "{film} ({year})", "{FILM}", "{film}", "{film}, {year}"])
        rated, listed = self.rng.random() < 0.6, self.rng.random() < 0.6
        pairs: Pairs = []
        for review in (first, second):
            self.facts = self._facts(review)._replace(outlet=self.outlet())
            pairs += [] if pairs else [*self._above(), ("", "blank")]
            pairs.append((self._fill(form), "title"))
            pairs += [(self._form("credit_lines"), "credits")] if listed else []
            pairs += [(self._form("rating_forms"), "rating")] if rated else []
            pairs += [*self._body(review["body"][: self.rng.randint(2, 4)]), ("", "blank")]
        if self.rng.random() < 0.5:
            pairs.append((self._form("foot_byline_forms"), "byline"))
        pairs = self._respaced(pairs + self._below())
        return [line for line, _ in pairs], [kind for _, kind in pairs]

    def _one_review(self, review: dict[str, Any]) -> tuple[list[str], list[str]]:
        body = [line for line in review["body"] if line.strip()]
        if self.rng.random() < 0.4 and len(body) > 3:
            body = body[: self.rng.randint(2, len(body))]
        pairs = self._above() + self._head() + self._body(body) + self._foot() + self._below()
        pairs = self._respaced(pairs)
        return [line for line, _ in pairs], [kind for _, kind in pairs]

    def name(self) -> str:
        """A person's name, at times with an initial or a double surname."""
        r = self.rng
        first, last = r.choice(self.first_names).title(), r.choice(self.surnames).title()
        initial = r.choice("ABCDEFGHJKLMRSTW")
        style = r.random()
        forms = (
            (0.08, f"{first} {initial}. {last}"),
            (0.13, f"{first} {last}-{r.choice(self.surnames).title()}"),
            (0.16, f"{first[0]}. {initial}. {last}"),
            (0.18, f"{first} {r.choice(['de', 'van', 'von'])} {last}"),
            (0.2, f"{first} {r.choice(['O’', 'Mc'])}{last}"),
        )
        return next((form for below, form in forms if style < below), f"{first} {last}")

    def outlet(self) -> str:
        """A site's name."""
        a, b = self._one("outlet_a"), self._one("outlet_b")
        forms = [f"{a} {b}", f"The {a} {b}", f"{a}{b.replace(' ', '')}", f"{b} {a}", f"{a} {b} Blog"]
        return self.rng.choice(forms)

    def handle(self) -> str:
        """A user name."""
        a, b = self.rng.choice(self.first_names).lower(), self.rng.choice(self.surnames).lower()
        return self.rng.choice([f"{a}{self.rng.randint(1, 99)}", f"{a}_{b}", f"{b}fan", f"the{b}", f"{a}{b}"])

    def date(self) -> str:
        """A date as sites print it."""
        r = self.rng
        d, m, y = r.randint(1, 28), r.randint(1, 12), r.randint(1999, 2025)
        month, day = PHRASES["months"][m - 1], self._one("days")
        numbers = [f"{d:02}/{m:02}/{y}", f"{d:02}.{m:02}.{y}", f"{y}-{m:02}-{d:02}"]
        plain = [
            f"{d} {month} {y}",
            f"{month} {d}, {y}",
            f"{month[:3]} {d}, {y}",
            f"{month[:3].upper()} {d} {y}",
        ]
        clock = f"{r.randint(1, 12)}:{r.randint(10, 59)} {r.choice(['am', 'PM'])}"
        long = [f"{day}, {month} {d}, {y}", f"{day} {d} {month} {y}", f"{month} {d}, {y} at {clock}"]
        return r.choice(numbers + plain + long)

    def _facts(self, review: dict[str, Any]) -> Facts:
        r = self.rng
        people = list(review["people"])
        while len(people) < 4:
            people.append(self.name())
        film = review["film"].upper() if r.random() < 0.12 else review["film"]
        reviewer = self.name() if r.random() < 0.9 else self.handle()
        country = self._one("countries")
        return Facts(
            film, r.randint(1930, 2025), reviewer, self.outlet(), people, country, r.randint(71, 190)
        )

    def _one(self, bank: str) -> str:
        return self.rng.choice(PHRASES[bank])

    def _some(self, bank: str, low: int, high: int) -> list[str]:
        lines = self.rng.sample(PHRASES[bank], min(self.rng.randint(low, high), len(PHRASES[bank])))
        return [self._fill(line) for line in lines]

    def _form(self, bank: str) -> str:
        return self._fill(self._one(bank))

    def _fill(self, template: str) -> str:
        return template.format_map(self._fields()) if "{" in template else template

    def _fields(self) -> _Fields:
        r, f = self.rng, self.facts
        score = r.randint(1, 5)
        minutes = f.minutes
        signed = f.reviewer if r.random() < 0.93 else self._one("desks")
        return _Fields(
            film=lambda: f.film,
            FILM=lambda: f.film.upper(),
            year=lambda: f.year,
            director=lambda: f.people[0],
            cast=lambda: ", ".join(f.people[1 : r.randint(3, 7)]) or self.name(),
            actor=lambda: r.choice(f.people),
            other=self.name,
            someone=self.name,
            country=lambda: f.country,
            length=lambda: self._form("lengths"),
            minutes=lambda: minutes,
            hours=lambda: minutes // 60,
            rest=lambda: minutes % 60,
            rest2=lambda: f"{minutes % 60:02}",
            name=lambda: signed,
            NAME=lambda: signed.upper(),
            first=lambda: f.reviewer.split()[0],
            handle=self.handle,
            outlet=lambda: f.outlet,
            outlet_a=lambda: self._one("outlet_a"),
            section=lambda: self._one("sections"),
            studio=lambda: self._one("studios"),
            date=self.date,
            month=lambda: self._one("months"),
            small=lambda: r.randint(2, 10),
            minute=lambda: r.randint(10, 59),
            n=lambda: r.randint(1, 60),
            percent=lambda: r.randint(20, 98),
            score=lambda: score,
            stars=lambda: "★" * score + ("½" if score < 5 and r.random() < 0.3 else ""),
            blanks=lambda: "☆" * (5 - score),
            asterisks=lambda: "*" * score,
            letter=lambda: self._one("letters"),
            verdict=lambda: self._one("verdicts"),
            cert=lambda: self._one("certs"),
            genre=lambda: self._one("genres"),
            language=lambda: self._one("languages"),
            pun=lambda: self._one("puns"),
            pithy=lambda: self._one("pithy"),
            Pithy=lambda: self._one("pithy").capitalize(),
            elsewhere=lambda: r.choice(self.films),
        )

    def _above(self) -> Pairs:
        r, f = self.rng, self.facts
        style = r.random()
        if style < 0.15:
            return []
        if style < 0.22:
            studio = self._one("studios")
            first = r.choice([f"© {studio}", f"Photo: {studio}", f"© {f.year} {studio} GmbH"])
            return [(first, "furniture")]
        if style < 0.29:
            return [(" ".join([*self._some("kickers", 1, 2), *r.choice([[], [f.outlet]])]), "furniture")]
        lines: list[str] = self._some("chrome", 1, 6) if r.random() < 0.4 else []
        if r.random() < 0.7:
            lines.append(f.outlet if r.random() < 0.8 else f.outlet.upper())
            lines += [self._one("taglines")] if r.random() < 0.3 else []
        if r.random() < 0.6:
            lines += self._menu()
        if r.random() < 0.3:
            lines += self._some("chrome", 1, 5)
        if r.random() < 0.25:
            crumbs = ["Home", *self._some("sections", 1, 2), *([f.film] if r.random() < 0.4 else [])]
            lines.append(r.choice([" > ", " / ", " » ", " › "]).join(crumbs))
        if r.random() < 0.15:
            lines.append(self._one("news"))
        if r.random() < 0.1:
            lines += [f"{f.film} ({f.year})", r.choice(["User reviews", "Member reviews", "Write a review"])]
        return [(line, "furniture") for line in lines]

    def _menu(self) -> list[str]:
        menu = self._some("sections", 3, 12)
        if self.rng.random() < 0.5:
            return [self.rng.choice([" | ", " · ", "  ", " / ", " ", "", "   "]).join(menu)]
        return menu

    def _title(self) -> str:
        if self.rng.random() < 0.2:
            return self._form(self.rng.choice(["puns", "pithy"])).capitalize()
        return self._form("title_forms")

    def _credits(self) -> list[str]:
        r = self.rng
        style = r.random()
        if style < 0.35:
            return [self._form("credit_lines" if r.random() < 0.6 else "credit_sentences")]
        chosen = self._some("credit_forms", 2, 9)
        if style < 0.45:
            return [self._form("credit_lines"), *chosen]
        if style < 0.55:
            dots = r.choice(["...", ".....", "…"])
            cast = [f"{r.choice(self.first_names).title()} {dots} {who}" for who in self.facts.people[1:6]]
            return chosen + cast
        return [" | ".join(chosen)] if style < 0.62 else chosen

    def _head(self) -> Pairs:
        r = self.rng
        title: Pairs = [(self._title(), "title")] if r.random() < 0.92 else []
        if title and r.random() < 0.15:
            title.append(
                (r.choice([self._one("puns"), self._one("pithy"), f"({self._one('puns')})"]), "title")
            )
        parts: list[Pairs] = []
        if r.random() < 0.62:
            after = [(r.choice([self.date(), f"{r.randint(2, 9)} min read"]), "furniture")]
            parts.append([(self._form("byline_forms"), "byline"), *(after if r.random() < 0.35 else [])])
        elif r.random() < 0.5:
            parts.append([(self.date(), "furniture")])
        makers: list[tuple[float, Callable[[], list[str]], str]] = [
            (0.3, lambda: [self._form("rating_forms")], "rating"),
            (0.35, self._credits, "credits"),
            (0.25, lambda: [self._form("standfirsts")], "body"),
            (0.3, lambda: [self._form("captions")], "furniture"),
            (0.25, lambda: self._some("share", 1, 6), "furniture"),
        ]
        parts += [[(line, kind) for line in make()] for chance, make, kind in makers if r.random() < chance]
        r.shuffle(parts)
        joined: Pairs = [(self._one("kickers"), "furniture")] if r.random() < 0.35 else []
        joined += title
        for part in parts:
            joined += ([("", "blank")] if r.random() < 0.4 and joined else []) + part
        return [*joined, ("", "blank")]

    def _body(self, body: list[str]) -> Pairs:
        r = self.rng
        spaced, interrupted = r.random() < 0.8, r.random() < 0.35
        style = r.random()
        pairs: Pairs = []
        for i, line in enumerate(body):
            pairs += [(line, "body"), *([("", "blank")] if spaced else [])]
            if interrupted and 0 < i < len(body) - 1 and r.random() < 0.3:
                if style > 0.9:
                    extra = [self._form("headlines"), "Read more"]
                elif style > 0.75:
                    extra = ["Related: " + self._form("headlines")]
                else:
                    extra = [self._form("ad_mid" if style < 0.5 else "captions")]
                pairs += [(one, "furniture") for one in extra] + [("", "blank")]
        return pairs

    def _foot(self) -> Pairs:
        makers: list[tuple[float, Callable[[], list[str]], str]] = [
            (0.35, lambda: [self._form("foot_byline_forms")], "byline"),
            (0.3, lambda: [self._form("rating_forms")], "rating"),
            (0.3, self._credits, "credits"),
            (0.2, lambda: [self._form("releases")], "credits"),
        ]
        parts = [[(x, kind) for x in make()] for chance, make, kind in makers if self.rng.random() < chance]
        self.rng.shuffle(parts)
        return [pair for part in parts for pair in (("", "blank"), *part)]

    def _below(self) -> Pairs:
        r = self.rng
        makers: list[tuple[float, Callable[[], list[str]]]] = [
            (0.3, self._bio),
            (0.3, lambda: self._some("share", 1, 6)),
            (0.25, self._tags),
            (0.5, self._related),
            (0.4, self._comments),
            (0.25, lambda: self._some("news", 1, 3)),
            (0.5, self._footer),
            (0.1, self._screenings),
            (0.3, lambda: self._some("afterwords", 1, 3)),
        ]
        groups = [make() for chance, make in makers if r.random() < chance]
        if r.random() < 0.4:
            r.shuffle(groups)
        pairs: Pairs = []
        for group in groups:
            pairs += [("", "blank")] if r.random() < 0.6 else []
            pairs += [(line, "furniture") for line in group if line.strip()]
        return pairs

    def _bio(self) -> list[str]:
        lines = self._some("bios", 1, 3)
        return lines if self.rng.random() < 0.6 else [self.facts.reviewer, *lines]

    def _tags(self) -> list[str]:
        r = self.rng
        tags = r.sample([*self.facts.people, self.facts.film, *PHRASES["kickers"]], r.randint(2, 6))
        style = r.random()
        if style < 0.3:
            label = r.choice(["Tags: ", "Labels: ", "Filed under: ", "Tagged ", "Topics: ", "Categories: "])
            return [label + ", ".join(tags)]
        if style < 0.5:
            return [" ".join("#" + tag.replace(" ", "") for tag in tags)]
        return [r.choice(["Tags", "Topics", "Filed under", "Tags:"]), *tags]

    def _related(self) -> list[str]:
        r = self.rng
        lines = [self._one("related")]
        style = r.random()
        for _ in range(r.randint(2, 7)):
            lines.append(self._form("headlines"))
            if style < 0.3:
                name = self.name()
                lines.append(r.choice([f"By {name}", f"by {name}", name]))
            elif style < 0.5:
                lines.append(self.date())
            elif style < 0.6:
                lines += [f"{self.date()} By {self.name()}", PHRASES["standfirsts"][r.randint(0, 6)]]
            elif style < 0.7:
                lines.append(r.choice(["★★★", "★★★★", "7/10", "3 stars"]))
        return lines

    def _comments(self) -> list[str]:
        r = self.rng
        lines = self._some("comment_heads", 1, 2)
        style = r.random()
        for _ in range(r.choice([0, 0, 1, 2, 3, 5])):
            who = r.choice([self.name(), self.handle(), r.choice(self.first_names).title()])
            said = self._one("comments")
            if style < 0.3:
                lines += [f"{who} says:", self.date(), said, "Reply"]
            elif style < 0.5:
                lines += [who, self.date(), said]
            elif style < 0.7:
                lines.append(f"{who}: {said}")
            else:
                lines += [f"{who} said...", said, self.date()]
        return lines + (self._some("form", 2, 6) if r.random() < 0.4 else [])

    def _screenings(self) -> list[str]:
        r = self.rng
        slots = []
        for _ in range(r.randint(1, 4)):
            day, month, room = (
                self._one("days")[:3],
                self._one("months")[:3],
                r.choice(["Screen 1", "Main house"]),
            )
            slots.append(
                f"{day} {r.randint(1, 28)} {month} {r.randint(10, 22)}:{r.choice(['00', '15'])} {room}"
            )
        return ["Screenings", *slots, r.choice(["Book tickets", "Buy tickets", "Book now", "£9 / £7"])]

    def _footer(self) -> list[str]:
        r = self.rng
        lines = self._some("footer", 2, 9)
        if r.random() < 0.4:
            lines = [r.choice([" | ", "  ", " · ", " "]).join(lines)]
        return lines + ([self._form("copyrights")] if r.random() < 0.6 else [])

    def _respaced(self, pairs: Pairs) -> Pairs:
        style = self.rng.random()
        if style < 0.75:
            return pairs
        filled = [pair for pair in pairs if pair[1] != "blank"]
        return filled if style < 0.87 else [spaced for pair in filled for spaced in (pair, ("", "blank"))]


def _column(path: Path, most: int = 1200) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()[:most]
    return [line.split("\t")[0].strip() for line in lines if line.strip()]
