"""What the tables look like, compared with golden text, and what must hold for every one of them.

After a change that is meant: UPDATE_GOLDEN=1 pytest tests/render, then read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len

from rocket_cli.analysis.grouping import group_comparison
from rocket_cli.records import Comparison, Failure
from rocket_cli.render import markdown, plain
from rocket_cli.render.console import draw
from rocket_cli.render.payloads import ReadabilityReport, ReadingReport, ReadReview, SetAside
from rocket_cli.render.surface import PIPE, Surface
from rocket_cli.render.tables import sections_of
from tests import factories

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


def readability(n_reviews: int) -> ReadabilityReport:
    made = factories.comparison(n_reviews)
    return ReadabilityReport(made.reviews, made.metrics, (), ())


def reading() -> ReadingReport:
    def review(path: str, reviewer: str | None, reasons: tuple[SetAside, ...]) -> ReadReview:
        ratio = sum(reason.ratio for reason in reasons)
        return ReadReview(
            id=path,
            path=path,
            member=None,
            encoding="utf-8",
            reviewer=reviewer,
            byline=None,
            outlet="Quayside Weekly" if reviewer else None,
            film="The Salt Road",
            year=2020,
            country=None,
            running_time_minutes=112,
            rating=None,
            n_words=412,
            furniture_ratio=ratio,
            furniture=reasons,
            warnings=(),
        )

    menus = SetAside("menu", 0.125, 2)
    related = SetAside("related articles", 0.031, 1)
    found = (review("a.txt", "Ada Nilsen", (menus, related)), review("b.txt", None, ()))
    return ReadingReport(found, (Failure("lost.txt", "no such file", None),))


def by_reviewer(n_reviews: int, n_reviewers: int) -> Comparison:
    """A grouped comparison in which every reviewer wrote several of the reviews."""
    made = factories.comparison(n_reviews)
    names = [factories.reviewer(i % n_reviewers) for i in range(n_reviews)]
    signed = (replace(r, reviewer=n, display_name=n) for r, n in zip(made.reviews, names, strict=True))
    return group_comparison(replace(made, reviews=tuple(signed)), "reviewer")


PAYLOADS: dict[str, Struct] = {
    **{f"compare-{n}": factories.comparison(n) for n in (1, 2, 4, 7, 12, 40)},
    "compare-by-reviewer": by_reviewer(9, 3),
    "compare-by-reviewer-24": by_reviewer(48, 24),
    "compare-by-outlet": group_comparison(factories.comparison(7), "outlet"),
    "compare-names": factories.comparison(4, factories.LONG_NAMES),
    **{f"entities-{n}": factories.entity_report(n) for n in (1, 4, 12)},
    "readability-1": readability(1),
    "readability-4": readability(4),
    "reviews": reading(),
}
WIDTHS = (80, 140)


def plain_text(payload: Struct) -> str:
    return "".join(f"{line}\n" for line in plain.lines(sections_of(payload, PIPE)))


def drawn(payload: Struct, width: int, *, color: bool = False, top: int | None = None) -> str:
    surface = Surface(width=width, color=color, top=top)
    return draw(sections_of(payload, surface), surface)


def markdown_text(payload: Struct) -> str:
    return "".join(f"{line}\n" for line in markdown.lines(sections_of(payload, PIPE)))


def agrees_with_golden(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAYLOADS)
def test_on_a_screen(name: str, width: int) -> None:
    agrees_with_golden(f"{name}.{width}.txt", drawn(PAYLOADS[name], width))


@pytest.mark.parametrize("name", PAYLOADS)
def test_in_a_pipe(name: str) -> None:
    agrees_with_golden(f"{name}.pipe.txt", plain_text(PAYLOADS[name]))


@pytest.mark.parametrize("name", ["compare-2", "compare-by-reviewer", "entities-4", "reviews"])
def test_as_markdown(name: str) -> None:
    agrees_with_golden(f"{name}.md", markdown_text(PAYLOADS[name]))


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140, 200])
@pytest.mark.parametrize("name", PAYLOADS)
def test_nothing_is_cut_and_nothing_overflows(name: str, width: int) -> None:
    text = drawn(PAYLOADS[name], width)
    assert "…" not in text
    assert max(cell_len(line) for line in text.splitlines()) <= width


@pytest.mark.parametrize(
    ("name", "width"),
    [
        *[(name, width) for name in ("compare-4", "compare-12", "compare-40") for width in (80, 140, None)],
        *[("compare-names", width) for width in (140, None)],
    ],
)
def test_every_word_of_every_reviewer_and_entity_is_there(name: str, width: int | None) -> None:
    payload = PAYLOADS[name]
    assert isinstance(payload, Comparison)
    text = plain_text(payload) if width is None else drawn(payload, width)
    names = [review.display_name for review in payload.reviews] + [entity.name for entity in payload.entities]
    assert [word for one in names for word in one.split() if word not in text] == []


@pytest.mark.parametrize("name", PAYLOADS)
def test_every_row_has_a_cell_for_every_column(name: str) -> None:
    for surface in (PIPE, Surface(width=80), Surface(width=140)):
        for section in sections_of(PAYLOADS[name], surface):
            assert {len(row) for row in section.rows} == {len(section.columns)}


def test_figures_stand_under_each_other() -> None:
    lines = drawn(readability(4), 80).splitlines()
    grades = [line for line in lines if line.startswith(("Flesch", "Gunning", "Coleman", "Linsear"))]
    assert len({line.index(".") for line in grades}) == 1


def test_no_colour_codes_unless_asked() -> None:
    assert "\x1b" not in drawn(PAYLOADS["compare-4"], 80)
    assert "\x1b[32m" in drawn(PAYLOADS["compare-4"], 80, color=True)


def test_markup_in_names_is_shown_as_it_is() -> None:
    report = factories.entity_report(2, ("[bold]Ada[/bold]", "\x1b[31mBo\x1b[0m"))
    for text in (drawn(report, 140), plain_text(report)):
        assert "[bold]Ada[/bold]" in " ".join(text.split())
        assert "\x1b" not in text
    assert r"\[bold\]Ada\[/bold\]" in markdown_text(report)


def test_marks_are_words_in_a_pipe_and_symbols_on_a_screen() -> None:
    text = plain_text(PAYLOADS["compare-4"])
    assert "70.7 easiest" in text
    assert not set(text) & set("▲▼█▏▎▍▌▋▊▉─")
    assert "70.7 ████ ▲" in drawn(PAYLOADS["compare-4"], 80)


def test_a_low_grade_is_the_easiest_and_a_high_ease_too() -> None:
    section = sections_of(readability(2), PIPE)[0]
    cells = {row[0].text: row[1:] for row in section.rows}
    ada, bo = cells["Flesch reading ease"]
    assert (ada.text, ada.mark, bo.text, bo.mark) == ("52.2", "hardest", "70.7", "easiest")
    ada, bo = cells["Gunning fog"]
    assert (ada.text, ada.mark, bo.text, bo.mark) == ("12.1", "hardest", "9.6", "easiest")
    assert {cell.mark for cell in cells["Words"]} == {""}


def test_of_more_than_twelve_reviewers_the_first_rows_are_enough() -> None:
    text = drawn(PAYLOADS["compare-40"], 80, top=5)
    assert text.count("40 rows") == 1
    how = text[text.index("How they read") : text.index("Whom and what")]
    assert sum(line.startswith("E   Emil Sørensen ") for line in how.splitlines()) == 4
    assert "Ada Nilsen" not in how
    assert drawn(PAYLOADS["compare-12"], 80, top=5) == drawn(PAYLOADS["compare-12"], 80)


def test_rows_that_were_sorted_stay_in_order() -> None:
    made = factories.comparison(13)
    sections = sections_of(replace(made, sorted_by="n_words"), PIPE)
    assert [row[0].text for row in sections[1].rows] == [r.display_name for r in made.reviews]


def test_figures_by_which_rows_are_ranked_have_bars() -> None:
    made = replace(factories.comparison(13), sorted_by="gunning_fog")
    barred = {
        column.header
        for section in sections_of(made, Surface(width=140))
        for position, column in enumerate(section.columns)
        for row in section.rows
        if row[position].bar is not None
    }
    assert barred == {"Gunning fog"}


def test_means_say_how_far_and_of_how_many() -> None:
    rows = {row[0].text: row[1:] for row in sections_of(PAYLOADS["compare-by-reviewer"], PIPE)[2].rows}
    assert [cell.text for cell in rows["SMOG"]] == ["11.4 ± 0.4", "10.3 ± 1.3", "10.0 ± 0.3 (2)"]
    assert rows["Films"][0].text.startswith("3.0 ± 1.0")


def test_reviews_that_stand_alone_are_said_to() -> None:
    who = sections_of(PAYLOADS["compare-by-outlet"], PIPE)[0]
    assert who.title == "6 outlets, 7 reviews of The Salt Road"
    assert "2 reviews do not say their outlet and stand alone, each under its own name." in who.notes


def test_reviewers_beyond_six_are_ranked_by_ease() -> None:
    (section,) = sections_of(readability(7), PIPE)
    column = [head.header for head in section.columns].index("Flesch ease")
    eases = [float(row[column].text) for row in section.rows]
    assert eases == sorted(eases, reverse=True)
    assert len(eases) == 7


@pytest.mark.parametrize("name", ["compare-2", "entities-4", "reviews"])
def test_markdown_tables_have_as_many_cells_in_every_line(name: str) -> None:
    tables: list[set[int]] = []
    for line in markdown_text(PAYLOADS[name]).splitlines():
        if line.startswith("##"):
            tables.append(set())
        elif line.startswith("|"):
            tables[-1].add(line.replace(r"\|", "").count("|"))
    assert tables
    assert all(len(widths) == 1 for widths in tables)


def test_no_review_gives_no_table() -> None:
    empty = ReadingReport((), ())
    assert sections_of(empty, PIPE) == []
    assert sections_of(factories.comparison(0), PIPE) == []


def test_records_without_tables_are_refused() -> None:
    with pytest.raises(TypeError, match="Failure"):
        sections_of(Failure("a", "b", None), PIPE)


def test_the_sections_of_a_comparison_come_in_the_order_in_which_they_are_read() -> None:
    titles = [section.title for section in sections_of(PAYLOADS["compare-4"], PIPE)]
    assert titles == [
        "4 reviews of The Salt Road",
        "How they read",
        "Whom and what they name",
        "What only one names",
        "How much every two share",
        "Where they disagree",
    ]
