from __future__ import annotations

import pytest

from rocket_cli.analysis.film_evidence import film_evidence
from rocket_cli.analysis.film_under_review import settle_film
from rocket_cli.reading.page import read_page
from rocket_cli.records import Block, Label, Mention, PossibleTitle, Review, Source

# Prose long enough to be taken for the body of a review.
PROSE = (
    "She drives all night through a city that has forgotten her, and the camera never leaves her face while "
    "the wipers go and the radio sings of somebody else. It is a small story told with patience, and at "
    "the end of it there is hardly a thing about her that one would not believe."
)


def review_of(text: str) -> Review:
    page = read_page(text)
    return Review(
        id="a",
        source=Source("a.txt", "0" * 64, "utf-8", len(text)),
        text=text,
        blocks=page.blocks,
        film=page.film,
        year=page.year,
        titles=page.titles,
    )


def mentions(review: Review, *names: tuple[str, Label]) -> list[Mention]:
    """Each name wherever it stands in the text."""
    found = []
    for name, label in names:
        at = review.text.find(name)
        while at >= 0:
            block = next((b.kind for b in review.blocks if b.start <= at < b.end), "body")
            found.append(Mention(name, label, at, at + len(name), block))
            at = review.text.find(name, at + 1)
    return sorted(found, key=lambda mention: mention.start)


def settle(text: str, *names: tuple[str, Label]) -> str | None:
    review = review_of(text)
    return settle_film(review, mentions(review, *names)).title


def test_a_title_that_the_text_names_stays() -> None:
    text = f"Night Bus review\n\nNight Bus is no Stalker. {PROSE}\n\nNight Bus will stay with you. {PROSE}"
    assert settle(text, ("Night Bus", "FILM"), ("Stalker", "FILM")) == "Night Bus"


def test_a_headline_gives_way_to_the_film_that_the_text_names() -> None:
    text = (
        f"The long way home\n\nBy Ada Reed\n\nIn Night Bus, a nurse goes to work. {PROSE}\n\n"
        f"Night Bus was shot in a week, and Night Bus is the better for it. {PROSE}"
    )
    assert settle(text, ("Night Bus", "FILM")) == "Night Bus"


def test_what_somebody_declared_stands() -> None:
    review = review_of(f"Night Bus review\n\nNight Bus is a film. {PROSE}")
    declared = Review(
        id="a", source=review.source, text=review.text, blocks=review.blocks, film="Stalker", year=1979
    )
    settled = settle_film(declared, mentions(review, ("Night Bus", "FILM")))
    assert (settled.title, settled.year) == ("Stalker", 1979)


def test_a_title_in_capitals_is_given_as_the_text_has_it() -> None:
    text = f"NIGHT BUS\n\nBy Ada Reed\n\nNight Bus is about a nurse. {PROSE}\n\nNight Bus ends well. {PROSE}"
    assert settle(text, ("Night Bus", "FILM"), ("NIGHT BUS", "FILM")) == "Night Bus"


def test_quotation_marks_are_those_of_the_page() -> None:
    text = f"Nobody’s Night review\n\nNobody’s Night is a film. {PROSE}\n\nNobody’s Night ends well. {PROSE}"
    assert settle(text, ("Nobody’s Night", "FILM")) == "Nobody’s Night"


def test_nothing_is_made_up() -> None:
    assert settle(f"I like trains very much. {PROSE}") is None


@pytest.mark.parametrize(
    ("label", "feature"), [("FILM", "film:n=1"), ("PERSON", "film:as-PERSON"), ("PLACE", "film:as-PLACE")]
)
def test_the_pipelines_label_is_evidence(label: Label, feature: str) -> None:
    found = film_evidence(
        [PossibleTitle("Margaret", ("title:whole",))],
        [Mention("Margaret", label, 10, 18, "body")],
        [Block("body", 9, 40)],
    )
    assert feature in found[0].features
    assert (found[0].mention is not None) == (label == "FILM")


def test_a_film_that_only_the_pipeline_saw_competes() -> None:
    found = film_evidence([], [Mention("the Stalker", "FILM", 0, 11, "body")], [Block("body", 0, 40)])
    assert [(evidence.title.form, evidence.key) for evidence in found] == [("the Stalker", ("stalker",))]


def test_a_title_within_a_longer_one_says_so() -> None:
    found = film_evidence(
        [PossibleTitle("Ada", ("title:whole",))],
        [Mention("Everybody Loves Ada", "FILM", 0, 19, "title")],
        [Block("title", 0, 19)],
    )
    assert {"film:within:headline", "film:within-title"} <= found[0].features
