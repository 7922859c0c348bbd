"""Film, year, country, running time, rating and credits as pages print them."""

from __future__ import annotations

import pytest

from rocket_cli.reading.facts import find_country, find_year, minutes_on
from rocket_cli.reading.headlines import headline_parts
from rocket_cli.reading.lines import split_lines
from rocket_cli.reading.page import PageHints, read_page
from rocket_cli.reading.titles import possible_titles
from rocket_cli.records import BlockKind
from tests.reading.samples import PARAGRAPHS

BODY = "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("Running time: 104 minutes", 104),
        ("Running Time: 137", 137),
        ("104 mins", 104),
        ("Norway | 2019 | 104' | DCP", 104),
        ("Duration: 2.10", 130),
        ("Duration: 2:10", 130),
        ("Runtime: 2h 10m", 130),
        ("2 H 15 MIN", 135),
        ("2 hours 41 minutes", 161),
        ("1h44", 104),
        ("PT130M", 130),
        ("PT2H10M", 130),
        ("Länge: 120 min.  FSK: 12", 120),
        ("Durée : 1h38", 98),
        ("Dir. Ida Falk. Norway. 2019. 113mins", 113),
        ("(director: Ida Falk; cast: Per Aas; Runtime: 86; MPAA Rating: NR)", 86),
        ("5 min read", None),
        ("Duration: 7 minutes 31 seconds", None),
        ("Norway 2019", None),
    ],
)
def test_running_times(line: str, minutes: int | None) -> None:
    assert minutes_on(line) == minutes


@pytest.mark.parametrize(
    ("headline", "film"),
    [
        ("The Salt Ferry", "The Salt Ferry"),
        ("The Salt Ferry (2019)", "The Salt Ferry"),
        ("The Salt Ferry review - all at sea", "The Salt Ferry"),
        ("'The Salt Ferry' Review: all at sea", "The Salt Ferry"),
        ("Film Review: The Salt Ferry (Saltfergen)", "The Salt Ferry"),
        ("#27: The Salt Ferry", "The Salt Ferry"),
        ("Harbour Festival 2021: The Salt Ferry | Review", "The Salt Ferry"),
        ("THE SALT FERRY (2019) REVIEW: ALL AT SEA", "THE SALT FERRY"),
        ("The Salt Ferry is a crossing worth the sickness", "The Salt Ferry"),
        ("Why nobody in Harbourmaster (1997) ever sits down", "Harbourmaster"),
        ("451. Salt Ferry, White Gull/Saltfergen (2019)", "Salt Ferry, White Gull"),
        ("Salt Ferry by Ida Falk (2019)", "Salt Ferry"),
        ("Salt Ferry on Netflix review: all at sea", "Salt Ferry"),
        ("Parent review of Salt Ferry", "Salt Ferry"),
        ("Falk versus the sea? Salt Ferry is all at it", "Salt Ferry"),
        ("Nobody ever sits down on Salt Ferry", "Salt Ferry"),
    ],
)
def test_headlines_hold_the_title(headline: str, film: str) -> None:
    assert film in {part.text for part in headline_parts(headline)}


@pytest.mark.parametrize("film", ["Afterswell", "Before the Ferry", "The Good Anchor", "The Story of Kelp"])
def test_titles_that_begin_like_headings_of_sections(film: str) -> None:
    page = read_page(
        f"{film} review - all at sea\nBy Maren Oduya\n\n{BODY.replace('The Salt Ferry', film)}\n"
    )
    assert page.film == film


@pytest.mark.parametrize(
    ("line", "film"),
    [
        ("Tom Arrowsmith and Lena Okafor in The Salt Ferry. Photograph: Gull Pictures", "The Salt Ferry"),
        ("Lena Okafor waits as Ida in “The Salt Ferry,” which opens on Friday", "The Salt Ferry"),
        ("Tom Arrowsmith in Ida Falk's The Salt Ferry (2019)", "The Salt Ferry"),
        ("Still from The Salt Ferry.", "The Salt Ferry"),
        ("The Salt Ferry [Blu-ray] [2019]", "The Salt Ferry"),
    ],
)
def test_captions_and_shops_name_the_film(line: str, film: str) -> None:
    lines = split_lines(f"Sick to the stomach\n{line}\n{'It rained on the crossing, all of it. ' * 9}")
    titles = possible_titles(lines, ["title", "furniture", "body"], frozenset(), {})
    assert film in {title.form for title in titles}


def test_the_title_stands_above_controls_and_facts() -> None:
    controls = "\n".join(
        f"{word} it" for word in ("Rate", "Save", "Buy", "Rent", "Stream", "Own", "Lend", "Gift")
    )
    text = f"The Salt Ferry\nAll at sea.\n{controls}\n{'It rained on the crossing, all of it. ' * 9}"
    kinds: list[BlockKind] = ["furniture", "body", *["furniture"] * 8, "body"]
    titles = possible_titles(split_lines(text), kinds, frozenset(), {})
    assert "The Salt Ferry" in {title.form for title in titles}


def test_pieces_of_names_and_mastheads_are_known_as_such() -> None:
    body = "I saw Salt and Gulls last night. Everybody in Salt and Gulls is at sea, and Anchor is too. " * 4
    lines = split_lines(f"And the Winner Was\nSalt and Gulls (2019)\n{body}")
    titles = possible_titles(lines, ["title", "title", "body"], frozenset(), {})
    features = {title.form: set(title.features) for title in titles}
    assert "piece-never-alone" in features["Salt"]
    assert {"whole-of-piece", "headline-dated:self"} <= features["Salt and Gulls"]
    assert "headline-dated:other" in features["And the Winner Was"]


def test_credit_block() -> None:
    text = (
        "The Salt Ferry\nNorway/Denmark 2019\nDirector: Ida Falk\nWriting credits: Ida Falk, Per Aas\n"
        f"Cast: Tom Arrowsmith (Jonas), Lena Okafor\nRunning time: 1h 44m\n\nRating: 3½/5\n\n{BODY}\n"
    )
    page = read_page(text)
    assert page.film == "The Salt Ferry"
    assert page.year == 2019
    assert page.country == "Norway/Denmark"
    assert page.running_time_minutes == 104
    assert page.rating is not None
    assert page.rating.value == 0.7
    assert [(c.job, c.name, c.character) for c in page.credits] == [
        ("director", "Ida Falk", None),
        ("writer", "Ida Falk", None),
        ("writer", "Per Aas", None),
        ("cast", "Tom Arrowsmith", "Jonas"),
        ("cast", "Lena Okafor", None),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Movie Release Year: 2019",
        "Year  2019",
        "(Norway, 2019)",
        "(Ida Falk, 2019)",
        "D 2019",
        "Harbour Pictures, 2019",
        "(director: Ida Falk; cast: Per Aas; Runtime: 86; Harbour; 2019)",
        "Genre: comedy. Norway, 2019.",
    ],
)
def test_years_on_credit_lines(line: str) -> None:
    lines = split_lines(f"The Salt Ferry\n{line}\nOpening 3 May 2020\n{BODY}")
    kinds: list[BlockKind] = ["title", "credits", "credits", *["body"] * (len(lines) - 3)]
    assert find_year(lines, kinds, "The Salt Ferry", None) == 2019


@pytest.mark.parametrize(
    "title",
    [
        "The Salt Ferry (2019)",
        "SALT FERRY (THE) (2019)",
        "The Salt Ferry. 2019",
        "The Salt Ferry (Saltfergen), 2019",
    ],
)
def test_years_beside_the_title(title: str) -> None:
    lines = split_lines(f"{title}\n{BODY}")
    kinds: list[BlockKind] = ["title", *["body"] * (len(lines) - 1)]
    assert find_year(lines, kinds, "Salt Ferry", None) == 2019


def test_the_year_of_a_festival_is_not_the_films() -> None:
    lines = split_lines(f"The Salt Ferry (OIFF 2019)\n{BODY}")
    assert find_year(lines, ["title", *["body"] * (len(lines) - 1)], "The Salt Ferry", None) is None


@pytest.mark.parametrize(
    ("line", "country"),
    [
        ("Production: Norway / UK 2018", "Norway / UK"),
        ("Run Time - 103 min. | Countries - Norway | Rating - G", "Norway"),
        ("Country Norway", "Norway"),
        ("Country Gulls", None),
        ("Opens: Norway 2018", None),
    ],
)
def test_countries(line: str, country: str | None) -> None:
    assert find_country(split_lines(line), ["credits"]) == country


def test_page_dates_and_certificates_are_no_facts_of_the_film() -> None:
    text = f"The Salt Ferry review\nBy Maren Oduya\n3 May 2020\n\n{BODY}\n\n© 2021 The Quay\n"
    page = read_page(text)
    assert page.year is None
    assert page.rating is None
    assert page.country is None
    assert page.running_time_minutes is None


def test_hints_win() -> None:
    hints = PageHints(reviewer="R. Marsh", outlet="The Quay", film="Saltfergen", year=2018, rating="4/5")
    page = read_page(f"The Salt Ferry (2019)\nBy Maren Oduya\n\n{BODY}\n", hints=hints)
    assert (page.reviewer, page.outlet, page.film, page.year) == ("R. Marsh", "The Quay", "Saltfergen", 2018)
    assert page.byline is None
    assert page.rating is not None
    assert (page.rating.printed, page.rating.value) == ("4/5", 0.8)


def test_film_named_only_in_the_text() -> None:
    page = read_page(
        "THE LONG QUAY is directed by Ida Falk. The film stars Tom Arrowsmith. "
        + BODY.replace("The Salt Ferry", "THE LONG QUAY")
    )
    assert page.film == "THE LONG QUAY"


BODY = (
    "The ferry leaves at six and nobody on it talks, which suits the director, who would rather look at "
    "hands and ropes and wet steel for as long as we will let her, and longer.\n\n"
    "By the second crossing you know each face on deck, and by the third you know what every one of them "
    "has left on the other side, though not a word of it has been spoken in the whole of the film so far.\n"
)


@pytest.mark.parametrize(
    "head",
    [
        "Harbour Film Society\nHome\nNotes\n\nFilm: The Salt Ferry (Saltfergen)\n\n",
        "Disc Corner\nHome\nShop\n\nThe Salt Ferry [Blu-ray] [1987]\n\n",
        "Home >> Reviews >> The Salt Ferry\nMenu\nSearch\n\nAll at Sea\nBy Ida Falk\n\n",
    ],
)
def test_titles_beside_the_text_are_candidates(head: str) -> None:
    assert "The Salt Ferry" in {title.form for title in read_page(head + BODY).titles}


def test_names_between_commas_are_candidates() -> None:
    page = (
        f"So, Salt Ferry, 1983, which I saw on Sunday, is about a boat and those who cannot leave it. {BODY}"
    )
    assert "Salt Ferry" in {title.form for title in read_page(page).titles}


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("It goes on for 162 minutes.", 162),
        ("It's 156 minutes and earns them.", 156),
        ("I waited for 45 minutes in the rain.", None),
        ("It is 90 minutes of joy, after 120 minutes of queueing for it; it's 120 minutes in all.", None),
    ],
)
def test_running_time_in_prose(said: str, minutes: int | None) -> None:
    assert read_page(f"The Salt Ferry (1987)\nBy Ida Falk\n\n{BODY}{said}\n").running_time_minutes == minutes


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("I'd give it seven out of 10, and an eighth for the ropes.", "seven out of 10"),
        ("A friend gave the book 2 out of 10 once, and then lost it.", None),
    ],
)
def test_rating_further_up_in_the_text(said: str, printed: str | None) -> None:
    page = read_page(f"The Salt Ferry (1987)\nBy Ida Falk\n\n{said} {BODY}\n{BODY}\n{BODY}")
    assert (page.rating.printed if page.rating else None) == printed
