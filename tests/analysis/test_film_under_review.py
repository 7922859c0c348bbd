from __future__ import annotations

import pytest

from rocket_cli.analysis.film_under_review import settle_film
from rocket_cli.records import Block, Label, Mention


def mentions(text: str, *names: tuple[str, Label]) -> list[Mention]:
    found, at = [], 0
    for name, label in names:
        start = text.index(name, at)
        at = start + len(name)
        found.append(Mention(name, label, start, at, "title" if "\n" not in text[:start] else "body"))
    return found


def settle(printed: str | None, text: str, *names: tuple[str, Label]) -> str | None:
    end = text.find("\n")
    blocks = [Block("title", 0, end), Block("body", end + 1, len(text))]
    return settle_film(printed, mentions(text, *names), blocks)


def test_a_title_that_is_named_in_the_text_stays() -> None:
    text = "Night Bus\nNight Bus is no Stalker."
    assert settle("Night Bus", text, ("Night Bus", "FILM"), ("Stalker", "FILM")) == "Night Bus"


def test_a_headline_gives_way_to_the_title_in_it() -> None:
    text = "Night Bus Movie Review: Ada Reed\nShe drives."
    assert settle("Night Bus Movie Review: Ada Reed", text, ("Night Bus", "FILM")) == "Night Bus"


def test_a_part_of_a_title_gives_way_to_the_whole() -> None:
    text = "Everybody Loves Ada\nAda loves nobody."
    names: list[tuple[str, Label]] = [("Everybody Loves Ada", "FILM"), ("Ada", "CHARACTER")]
    assert settle("Ada", text, *names) == "Everybody Loves Ada"


def test_a_known_subtitle_is_not_lost() -> None:
    assert settle("Night Bus: Part Two", "Night Bus, again\nIt drives.", ("Night Bus", "FILM")) == (
        "Night Bus: Part Two"
    )


@pytest.mark.parametrize(("n", "film"), [(3, "Stalker"), (2, None)])
def test_without_a_title_the_film_that_is_named_over_and_over(n: int, film: str | None) -> None:
    text = "On trains\n" + "Stalker. " * n + "Night Bus."
    names: list[tuple[str, Label]] = [("Stalker", "FILM")] * n + [("Night Bus", "FILM")]
    assert settle(None, text, *names) == film


def test_nothing_is_made_up() -> None:
    assert settle(None, "On trains\nI like trains.") is None
