"""Page furniture with names in it, made from templates and put around annotated reviews.

Annotated reviews are mostly clean prose; saved pages are not. Menus, credit blocks, screening times and
lists of related articles name people, films and places too, in ways that prose never does.
"""

from __future__ import annotations

import random
import re
from typing import Any

from models.scripts.augment import Exchanger

Row = dict[str, Any]
LABEL_OF = {"P": "PERSON", "C": "CHARACTER", "F": "FILM", "L": "PLACE"}

FESTIVALS = (
    "Berlin Film Festival|Sundance|Toronto International Film Festival|Rotterdam|Locarno Film Festival|"
    "Karlovy Vary|Tribeca Film Festival|SXSW|Busan International Film Festival|Sarajevo Film Festival|"
    "Edinburgh Film Festival|Sitges|Fantastic Fest|Tallinn Black Nights|Glasgow Film Festival"
).split("|")
CINEMAS = (
    "Odeon|Curzon|Vue|Cineworld|Picturehouse|Everyman|Rio|Filmhouse|Watershed|Showroom|Regal|Plaza|Roxy|Astoria|"
    "Electric|Phoenix|Ritzy|Kino|Capitol|Majestic|Orpheum|Palace|Gaumont|Lumen|Arsenal|Metrograph|Landmark|Savoy"
).split("|")
STREETS = "Road|Street|Park|Square|Hill|Lane|Green|Gate|Avenue|Bridge".split("|")
COUNTRIES = (
    "UK|USA|US|U.S.A.|France|Germany|Italy|Spain|Ireland|Denmark|Sweden|Norway|Finland|Japan|South Korea|India|"
    "Mexico|Brazil|Argentina|Canada|Australia|New Zealand|Iran|Turkey|Poland|Belgium|Senegal|Nigeria|Kenya|China|"
    "Hong Kong|Taiwan|Chile|Colombia|Austria|Switzerland|Portugal|Greece|Romania|Ukraine|Georgia|Lebanon|Egypt"
).split("|")
LANGUAGES = "English|French|German|Spanish|Japanese|Hindi|Danish|Arabic|Pashto|Farsi|Wolof|Korean|Mandarin|Tamil".split("|")
COMPANIES = "Films|Pictures|Productions|Entertainment|Media|Film|Studios|Collective|International|Releasing".split("|")
OUTLETS = (
    "The {s} Review|{s} Cinema Journal|The {s} Herald|Film {s}|The Daily {s}|Reel {s}|The {s} Lantern|Screen {s}|"
    "Front Row {s}|The Back Row|Aisle Seat|Popcorn and {s}|Notes from the {s}"
).split("|")
MENUS = (
    "Home|About|Contact|News|Reviews|Features|Interviews|Festivals|Archive|Podcast|Subscribe|Sign in|Log in|Search|"
    "Menu|Skip to main content|Newsletter|Film|TV|Music|Books|Culture|Sport|Opinion|Entertainment|Hollywood news|"
    "Share this:|Tweet|Facebook|Email|Print|Advertisement|Privacy policy|Terms of use|Cookie settings|A to Z|Shop|"
    "Leave a comment|Related|Recent posts|See all|More from this author|You may also like|Read more|Trending|Tags"
).split("|")

# {P} a person, {C} a character, {F} a film, {L} a place; the small ones have no label.
FACTS = (
    "Director: {P}|Directed by: {P}|Dir: {P}|Dir. {P}|Director {P}|Directors: {P}, {P}|Regie: {P}|"
    "Cast: {P}, {P}, {P}, {P}|Starring: {P}, {P}, {P}|With: {P}, {P} and {P}|Stars: {P}, {P}|Principal actors: {P}, {P}, {P}|"
    "Screenplay: {P}|Screenwriter: {P}|Writer: {P}|Written by: {P}, {P}|Writing credits: {P}, {P}|Cinematography: {P}|"
    "Producers: {P}, {P}|Producer: {P}|Music: {P}|Editing: {P}|Editor: {P}|"
    "Country: {K}|Country: {K}, {K}|Countries: {K}, {K}, {K}|Country of origin: {K}|Country/Year: {K}, {y}|Location: {L}, {K}|"
    "Language: {g}|Language: {g}, {g}|Languages: {g} with English subtitles|Year: {y}|Released: {y}|Running time: {m} mins|"
    "Duration: {m} min|Runtime: {m} minutes|Certificate: 15|Rated: PG-13|Genre: Drama|Original title: {F}|Original name: {F}|"
    "Production companies: {o}, {o}|Production company: {o}|Distributor: {o}|International sales: {o}|Director: {o}|"
    "{P} as {C}|{P} ... {C}|{P} ({C})|Cast: {P} ({C}), {P} ({C}), {P} ({C})|"
    "Screenings: {V} Screen {n}, {d} {t}|Screenings: {V} Screen {n}, {d} {t} & {d} {t} \\| {V}, {d} {t}|"
    "Screening: {V}, {L}, {d} {t}|Venue: {V}|Venue: {V}, {L}|{V} Screen {n}, {d}, {t}|Showing at {V} and {V} from {d}|"
    "{K} {y}|{K}/{K} {y}|{K}, {y}, {m} mins|{y} \\| {K} \\| {m}' \\| DCP|{F} ({y})|{F}|{F}, {K} {y}"
).replace("\\|", "\0").split("|")
ONE_LINERS = (
    "Dir. {P}. {K}. {y}. {m}mins|Dir: {P} \0 {y} \0 {K}/{K} \0 {m} mins \0 Cert 15|{F} (Dir. {P}, {K}, {y})|"
    "{y}, {m} minutes. Directed by {P}. Written by {P}. With {P}, {P}, {P}.|Directed by {P}. Starring {P}, {P}, {P}."
).split("|")
RELATED = (
    "{F} review|{F} Review|{F} Movie Review: {P} {q}|{F} Movie Review|Review: {F}|Film review: {F}|‘{F}’ Review: {q}|"
    "{F} review – {q}|{F} – {q}|{F} - {q}|{f} {y}: {F}|{f} {y}: {F} \0 Review|“{q}”: {P} on {F} at {f} {y}|“{q}”: {P} on {F}|"
    "“{q}”: {P}, {P} and {P} on {F} at {f} {y}|{P} on {F}|{P} and {P} on {F}|Interview: {P} on {F}|Interview with {P}|"
    "Watch the trailer for {F} here:|Trailer: {F}|{F} ({y})|← {F} ({y})|{F} ({y}) →|Next: {F}|Previous: {F}|{P}’s {F}: {q}|"
    "{F}, {F} and {F}: what to see this week|{f} {y}: ten titles to look out for, from {P} to {P} and {P}|"
    "{f} {y}: Highlights and interviews with {P}, {P} and {P}|{P} on her first feature, {F}, at {f}|{F}: {q}|Read more: {F}|"
    "In pictures: {P} at {f}|{P} to star in {F}|{P} to direct {P} in {F}|{F}, {P} and {P} lead nominations|The making of {F}|"
    "{F} is released on {d}|{F} does not have a release date yet.|{F} will be shown in {V} on {d}.|{o} picks up {F}"
).split("|")
BYLINES = (
    "By {P}|by {P}|Words by {P}|Reviewed by {P}|Written by {P}|{P}|{P} \0 {m} min read|Posted by {P} on {d}|{P}, Film critic|"
    "{P} for {u}|Text: {P}|Review by {P}|{P} \0 {u}|By {P} \0 {d}"
).split("|")
COMMENTS = (
    "{P} says:|{p} said...|{P}|Try {F} instead, {P}.|Have you seen {F}? Even better.|I saw {F} in {L} last week.|"
    "{P} was robbed.|{P} should direct the next one.|Not as good as {F}, but {P} is great.|It reminded me of {F} and {F}."
).split("|")
PROSE = (
    "{P}’s {F} {q}.|As in {P}’s {F}, {q}.|{P} ({F}, {F}) {q}.|The director of {F} and {F} {q}.|If you have seen {F} you know {q}.|"
    "{F} is currently showing in {L} and {L}.|In {L}, {L}, {q}.|Shot in {L}, {F} {q}.|{C} leaves {L} for {L}.|He meets {C} in {L}.|"
    "{C} ({P}) lives in {L} with {C} ({P}).|{P} plays {C}, who {q}.|{P} is {C}.|Not since {F} has {P} {q}."
).split("|")


def surround(row: Row, exchanger: Exchanger, rng: random.Random) -> Row:
    """`row` with page furniture before and after its text, and now and then a sentence full of names."""
    maker = Maker(exchanger, rng, row["text"])
    for part in rng.sample(["menu", "facts", "one_line", "title"], rng.randint(1, 3)):
        getattr(maker, part)()
    if rng.random() < 0.6:
        maker.line(rng.choice(BYLINES))
    maker.paste(row["text"], row["ents"])
    if rng.random() < 0.25:
        maker.line(" ".join(rng.choice(PROSE) for _ in range(rng.randint(1, 3))))
    for part in rng.sample(["facts", "related", "related", "menu", "comments"], rng.randint(1, 3)):
        getattr(maker, part)()
    return {**row, "text": "".join(maker.text), "ents": maker.ents}


class Maker:
    """Writes lines, and remembers where the names in them stand."""

    def __init__(self, exchanger: Exchanger, rng: random.Random, prose: str) -> None:
        self.exchanger, self.rng = exchanger, rng
        self.words = [w for w in re.findall(r"[a-z]{2,}", prose)] or ["so", "it", "goes"]
        self.text: list[str] = []
        self.ents: list[tuple[int, int, str]] = []
        self.length = 0
        self.gap = rng.choice(["\n", "\n", "\n\n"])
        # A page comes back to the same few people and films.
        self.people = [self._person() for _ in range(6)]
        self.films = [rng.choice(exchanger.films) for _ in range(6)]

    def menu(self) -> None:
        """Some entries of a menu, a line each or all on one."""
        entries = self.rng.sample(MENUS, self.rng.randint(3, 9))
        if self.rng.random() < 0.3:
            self.put("{u}")
            self.put(self.gap)
        self.put(self.rng.choice(["\n", "\n", " | ", "  "]).join(entries) + self.gap)

    def facts(self) -> None:
        """A block of facts."""
        for fact in self.rng.sample(FACTS, self.rng.randint(3, 9)):
            self.line(fact)

    def one_line(self) -> None:
        """The facts in one line."""
        self.line(self.rng.choice(ONE_LINERS))

    def title(self) -> None:
        """A headline."""
        self.line(self.rng.choice(RELATED[:12]))

    def related(self) -> None:
        """Other articles, often with a byline each."""
        signed = self.rng.random() < 0.6
        byline = self.rng.choice(BYLINES)
        for _ in range(self.rng.randint(2, 8)):
            self.line(self.rng.choice(RELATED))
            if signed:
                self.line(byline)

    def comments(self) -> None:
        """What readers say."""
        for _ in range(self.rng.randint(1, 4)):
            self.line(self.rng.choice(COMMENTS))

    def line(self, template: str) -> None:
        """One line from a template."""
        at = 0
        template = template.replace("\0", "|")
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
            self.put(rng.choice(COUNTRIES), "PLACE")
        elif slot == "V":
            street = f"{rng.choice(exchanger.family)} {rng.choice(STREETS)}"
            self.put(rng.choice(CINEMAS) if rng.random() < 0.6 else street, "PLACE")
        else:
            self.put(self._plain(slot))

    def _plain(self, slot: str) -> str:
        rng = self.rng
        if slot == "q":
            start = rng.randrange(len(self.words))
            return " ".join(self.words[start : start + rng.randint(3, 9)]) or "so it goes"
        if slot == "d":
            day, month = rng.randint(1, 28), rng.choice("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
            return rng.choice([f"{rng.choice(['Fri', 'Sat', 'Mon'])} {day} {month}", f"{day} {month} 2022"])
        simple = {
            "y": lambda: str(rng.randint(1925, 2025)),
            "m": lambda: str(rng.randint(62, 214)),
            "n": lambda: rng.choice(["1", "2", "4", "7", "11", "12", "One", "Two"]),
            "t": lambda: f"{rng.randint(10, 23)}:{rng.choice(['00', '15', '30', '45'])}",
            "g": lambda: rng.choice(LANGUAGES),
            "f": lambda: rng.choice(FESTIVALS),
            "o": lambda: f"{rng.choice(self.exchanger.family)} {rng.choice(COMPANIES)}",
            "p": lambda: f"{rng.choice(self.words)}{rng.randint(1, 99)}",
            "u": self._outlet,
        }
        return simple[slot]()

    def _outlet(self) -> str:
        return self.rng.choice(OUTLETS).replace("{s}", self.rng.choice(self.exchanger.family))

    def _person(self) -> str:
        given, family = self.rng.choice(self.exchanger.given), self.rng.choice(self.exchanger.family)
        middle = f" {self.rng.choice('ABCDEFGHJKLMRST')}." if self.rng.random() < 0.06 else ""
        double = f"-{self.rng.choice(self.exchanger.family)}" if self.rng.random() < 0.06 else ""
        return f"{given}{middle} {family}{double}"
