"""Records made up by the thousand, to see how the time of linking grows with their number.

    python -m tests.synthetic 10000      seconds of processor time that linking takes

Five reviews a film. As in real reviews, people are named in full and then by surname, characters by first
name, some by a nickname or a misspelling; a few directors, films and cities are in hundreds of reviews, and
most names in the reviews of one film only.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator

from rocket_cli.analysis.linking import link_reviews
from rocket_cli.records import (
    Counts,
    Entity,
    Kind,
    Label,
    Lexical,
    Mention,
    PipelineInfo,
    Readability,
    ReviewAnalysis,
    Role,
    Source,
)

REVIEWS_OF_A_FILM = 5
N_ACTORS, N_CHARACTERS = 6, 5  # named in a review
GIVEN = "Ada Ben Cleo Dov Edda Finn Gus Hana Ines Jo Kit Lou Mab Nell Otto Pia Quin Rosa Sven Tess"
FIRST_PARTS = "Bar Cor Dan El Fal Gar Hol Ing Jen Kar Lin Mor Nor Os Pel Quar Rud Sel Tor Ul Van Wes"
MIDDLES = ("", "de", "la", "mi", "no", "ra", "shi", "ta", "vo", "wi")
LAST_PARTS = "berg by court don dottir er field gren ham ic land mann o quist ring sen ton ut ville wood"
WELL_KNOWN_PEOPLE, WELL_KNOWN_FILMS, CITIES = 300, 300, 200


def made_up_records(n: int) -> list[ReviewAnalysis]:
    """`n` records, always the same."""
    rng = random.Random(0)
    well_known = [f"{_word(GIVEN, rng)} {_surname(rng)}" for _ in range(WELL_KNOWN_PEOPLE)]
    films = [f"The {_surname(rng)} {_surname(rng)}" for _ in range(WELL_KNOWN_FILMS)]
    cities = [_surname(rng) for _ in range(CITIES)]
    records = []
    while len(records) < n:
        film = f"{_surname(rng)} {_surname(rng)}"
        cast = [f"{_word(GIVEN, rng)} {_surname(rng)}" for _ in range(N_ACTORS)]
        parts = [f"{_word(GIVEN, rng)} {_surname(rng)}" for _ in range(N_CHARACTERS)]
        for _ in range(REVIEWS_OF_A_FILM):
            named = _Named()
            named.add(film, "FILM", 3)
            for actor, part in zip(rng.sample(cast, 4), rng.sample(parts, 4), strict=True):
                named.add(_slip(actor, rng), "PERSON", 3, "cast_crew", short=actor.split()[1], plays=part)
                shown = part if rng.random() < 0.5 else part.split()[0]
                named.add(_slip(shown, rng), "CHARACTER", 4, "character", short=part.split()[0])
            for person in rng.sample(well_known, 2):
                named.add(person if rng.random() < 0.7 else person.split()[1], "PERSON", 1, "cast_crew")
            for title in rng.sample(films, 2):
                named.add(title.removeprefix("The ") if rng.random() < 0.2 else title, "FILM", 1)
            for city in rng.sample(cities, 2):
                named.add(city, "PLACE", 1)
            records.append(_record(len(records), film, named))
    return records[:n]


class _Named:
    """The mentions and entities of one record."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self.entities: list[Entity] = []

    def add(
        self,
        name: str,
        label: Label,
        times: int,
        role: Role | None = None,
        *,
        short: str | None = None,
        plays: str | None = None,
    ) -> None:
        kinds: dict[str, Kind] = {"FILM": "films", "PLACE": "places"}
        forms = [name] + [short or name] * (times - 1)
        first = len(self.mentions)
        for form in forms:
            start = 20 * len(self.mentions)
            self.mentions.append(Mention(form, label, start, start + len(form), "body", 0, 0.9))
        aliases = (short,) if short and short != name and times > 1 else ()
        own = tuple(range(first, first + times))
        self.entities.append(Entity(name, kinds.get(label, "people"), role, aliases, times, own, plays))


def _surname(rng: random.Random) -> str:
    return _word(FIRST_PARTS, rng) + rng.choice(MIDDLES) + _word(LAST_PARTS, rng)


def _word(words: str, rng: random.Random) -> str:
    return rng.choice(words.split())


def _slip(name: str, rng: random.Random) -> str:
    """Now and then a letter doubled, as reviewers do."""
    at = rng.randrange(2, len(name) - 1) if len(name) > 4 else 0
    return name[:at] + name[at] + name[at:] if at and rng.random() < 0.05 and name[at].isalpha() else name


def _record(number: int, film: str, named: _Named) -> ReviewAnalysis:
    return ReviewAnalysis(
        id=f"r{number}",
        source=Source(f"{number}.txt", f"{number:064x}", "utf-8", 1),
        reviewer=None,
        byline=None,
        display_name=f"r{number}",
        outlet=None,
        film=film,
        year=None,
        country=None,
        running_time_minutes=None,
        rating=None,
        blocks=(),
        mentions=tuple(named.mentions),
        entities=tuple(named.entities),
        counts=Counts(*[10] * 10),
        readability=Readability(),
        lexical=Lexical(),
        pipeline=PipelineInfo("made_up", "1"),
        warnings=(),
    )


def seconds_to_link(sizes: list[int]) -> Iterator[float]:
    """The processor time that linking takes for each number of records, making them not included."""
    for n in sizes:
        records = made_up_records(n)
        began = time.process_time()
        link_reviews(records)
        yield time.process_time() - began


if __name__ == "__main__":
    print(*seconds_to_link([int(size) for size in sys.argv[1:]]))
