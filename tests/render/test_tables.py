"""What the tables look like, compared with golden text, and what must hold for every one of them.

After a change that is meant: UPDATE_GOLDEN=1 pytest tests/render, then read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec import Struct
from rich.cells import cell_len

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


PAYLOADS: dict[str, Struct] = {
    **{f"compare-{n}": factories.comparison(n) for n in (1, 2, 4, 7, 12, 40)},
    "compare-names": factories.comparison(4, factories.LONG_NAMES),
    **{f"entities-{n}": factories.entity_report(n) for n in (1, 4, 12)},
    "readability-1": readability(1),
    "readability-4": readability(4),
    "reviews": reading(),
}
WIDTHS = (80, 140)


def plain_text(payload: Struct) -> str:
    return "".join(f"{line}\n" for line in plain.lines(sections_of(payload, PIPE)))


def drawn(payload: Struct, width: int, *, color: bool = False) -> str:
    surface = Surface(width=width, color=color)
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


@pytest.mark.parametrize("name", ["compare-2", "entities-4", "reviews"])
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
