"""The page of `rocket report`: what is on it, that it is safe, and that it is the same every time.

After a change that is meant: UPDATE_GOLDEN=1 pytest tests/render, then read the difference.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html
from msgspec.structs import replace
from rich.cells import cell_len

from rocket_cli import __version__
from rocket_cli.analysis.comparison import compare
from rocket_cli.analysis.report import ReportData, gather_report
from rocket_cli.records import Failure, ReviewAnalysis
from rocket_cli.render.report import page
from rocket_cli.render.report.charts import Dot, dot_plot, length_plot, shares
from rocket_cli.render.report.layers import wrapped
from rocket_cli.render.report.names import name_rows, quote_book
from rocket_cli.render.report.svg import draw
from rocket_cli.render.words import reviewer_labels
from tests import factories
from tests.browser import made_up

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "report-2.html"
HEADINGS = [
    "Who is compared",
    "How they read",
    "Whom and what they name",
    "What only one names",
    "Who shares what",
    "Where they disagree",
    "The reviews",
]


def small_records() -> list[ReviewAnalysis]:
    """Two short reviews that share a name, differ in the year, and one of which has furniture."""
    one = factories.analysis(
        "Marguerite Vale is Annie. She lights the lamp & nobody comes.\nMore by Bo Marsh",
        [("Marguerite Vale", "PERSON"), ("Annie", "CHARACTER"), ("Bo Marsh", "PERSON")],
        furniture="More by Bo Marsh",
        warnings=("too short for SMOG",),
    )
    two = factories.analysis(
        "Marguerite Vale is better in Night Ferry. Far better.",
        [("Marguerite Vale", "PERSON"), ("Night Ferry", "FILM")],
        reviewer="Bo Marsh",
        path="reviews/bo.txt",
    )
    counted = replace(one, entities=one.entities[:2], sentence_lengths=(4, 6))
    harder = replace(two.readability, flesch_reading_ease=40.25)
    return [counted, replace(two, year=2019, readability=harder, sentence_lengths=(7, 2))]


def data_of(records: Sequence[ReviewAnalysis], failed: Sequence[Failure] = ()) -> ReportData:
    return gather_report(records, compare(records, failed))


def tree(text: str) -> Any:
    return lxml_html.document_fromstring(text)


@pytest.fixture(scope="module")
def four() -> tuple[ReportData, str]:
    failed = [Failure("lost<b>.txt", "not UTF-8 at byte 310", "try --encoding cp1252")]
    data = data_of(made_up.records(4, made_up.STRAINING), failed)
    return data, page(data)


def test_the_page_of_two_short_reviews() -> None:
    text = page(data_of(small_records()))
    text = re.sub(r"(<style>).*?(</style>)", r"\1…\2", text, flags=re.DOTALL)
    text = re.sub(r'("use strict";).*?(</script>)', r"\1…\2", text, flags=re.DOTALL)
    text = re.sub(r"(</desc>).*?(</svg>)", r"\1…\2", text, flags=re.DOTALL)
    text = re.sub(r"sha256-[\w+/=]+", "sha256-…", text).replace(f"rocket {__version__}", "rocket …")
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_the_same_reviews_give_the_same_bytes(four: tuple[ReportData, str]) -> None:
    data, text = four
    assert page(data) == text


def test_every_section_is_there(four: tuple[ReportData, str]) -> None:
    root = tree(four[1])
    assert [" ".join(h.text_content().split()) for h in root.findall(".//main//h2")] == HEADINGS
    assert root.findtext(".//title") == "4 reviews of The Salt Road"
    notices = [" ".join(n.text_content().split()) for n in root.find_class("notice")]
    assert notices[0] == "Not read lost<b>.txt: not UTF-8 at byte 310; try --encoding cp1252"
    footer = root.find(".//footer").text_content()
    assert f"rocket {__version__}" in footer
    assert "en_review_entities 0.1.0" in footer


def test_one_review_has_no_comparison() -> None:
    root = tree(page(data_of(made_up.records(1))))
    headings = [h.text_content() for h in root.findall(".//main//h2")]
    assert headings == ["The review", "How it reads", "Whom and what it names", "The text"]
    assert root.get_element_by_id("names-table").findall(".//thead//th")[-1].text_content() == "Count"


def test_of_many_names_the_shared_ones_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    data = data_of(made_up.records(3))

    def selected() -> list[str]:
        options = tree(page(data)).get_element_by_id("at-least")
        return [option.get("value") for option in options if option.get("selected") is not None]

    assert selected() == []
    monkeypatch.setattr("rocket_cli.render.report.NAMES_SHOWN", 5)
    assert selected() == ["2"]


def test_a_title_of_ones_own_and_none_without_reviews() -> None:
    records = made_up.records(2)
    assert tree(page(data_of(records), "A <b> title")).findtext(".//h1/bdi") == "A <b> title"
    shouted = [replace(records[0], film="THE SALT ROAD"), records[1]]
    assert tree(page(data_of(shouted))).findtext(".//h1/bdi") == "2 reviews of The Salt Road"
    apart = [records[0], replace(records[1], film="Night Ferry")]
    assert tree(page(data_of(apart))).findtext(".//h1/bdi") == "2 reviews, side by side"
    with pytest.raises(ValueError, match="no review"):
        page(data_of([]))


def test_the_policy_names_the_one_style_and_the_one_script(four: tuple[ReportData, str]) -> None:
    text = four[1]
    root = tree(text)
    policy = root.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    for part in (style, script):
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_nothing_points_out_of_the_page(four: tuple[ReportData, str]) -> None:
    root = tree(four[1])
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in ("img", "iframe", "object", "embed")
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name not in ("style", "src", "action", "srcset")
            if name.endswith("href"):
                assert value.startswith("#") or value == "data:,"
    assert [s.get("type") for s in root.findall(".//script")] == ["application/json", None]


def test_every_link_leads_somewhere(four: tuple[ReportData, str]) -> None:
    root = tree(four[1])
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = {a.get("href")[1:] for a in root.iter("a")}
    assert links <= set(ids)
    assert len(links) > 20


def test_every_name_of_a_review_is_marked_and_its_furniture_folded() -> None:
    data = data_of(small_records())
    root = tree(page(data))
    article = root.get_element_by_id("review-1")
    marks = [(m.get("class"), m.get("data-label"), m.text_content()) for m in article.iter("mark")]
    assert marks == [
        ("entity person", "person", "Marguerite Vale"),
        ("entity character", "character", "Annie"),
        ("entity person uncounted", "person", "Bo Marsh"),
    ]
    (furniture,) = article.find_class("furniture")
    assert furniture.findtext("summary") == "Set aside: related articles"
    assert "Bo Marsh" in furniture.text_content()


def test_reviews_without_text_say_so() -> None:
    records = [*made_up.records(1), *made_up.records(2, with_text=False)[1:]]
    data = data_of(records)
    root = tree(page(data))
    assert "Bo Marsh: these were analysed earlier" in " ".join(
        root.find_class("notice")[-1].text_content().split()
    )
    assert root.get_element_by_id("review-2").find_class("note")[0].text == "The text is not at hand."
    assert not list(root.get_element_by_id("review-2").iter("mark"))
    book = json.loads(root.get_element_by_id("quote-book").text)
    assert book["without_text"] == [1]
    assert {quote[0] for entry in book["names"].values() for quote in entry["quotes"]} == {0}


def test_quotes_are_cut_as_scripts_count() -> None:
    text = "😀 Marguerite Vale, 🎬 then Marguerite Vale\x1b again."
    name = "Marguerite Vale"
    record = factories.analysis(text, [(name, "PERSON")])
    at = text.rindex(name)
    second = replace(record.mentions[0], start=at, end=at + len(name))
    entity = replace(record.entities[0], count=2, mentions=(0, 1))
    record = replace(record, mentions=(record.mentions[0], second), entities=(entity,))
    data = data_of([record])
    rows, labels = name_rows(data.comparison), reviewer_labels(data.comparison.reviews)
    book = quote_book(data, rows, labels)
    (sentence,) = book["sentences"]
    assert sentence.endswith(f"{name}␛ again.")
    units = sentence.encode("utf-16-le")
    ((_, _, spans, first),) = book["names"]["name-marguerite-vale"]["quotes"]
    assert [units[2 * start : 2 * end].decode("utf-16-le") for start, end in spans] == [name, name]
    assert first == 0


def test_names_alike_have_addresses_of_their_own() -> None:
    names = [("Strawberry", "CHARACTER"), ("Red Rocket", "FILM")]
    record = factories.analysis("Strawberry, of Red Rocket.", names)
    film = replace(record.entities[0], kind="films")
    other = replace(record, id="other", entities=(film,))
    rows = name_rows(compare([record, other]))
    slugs = [row.slug for row in rows]
    assert len(set(slugs)) == len(slugs)
    assert {"name-strawberry", "name-strawberry--2"} <= set(slugs)


def test_charts_take_their_colours_from_the_page_and_carry_no_style() -> None:
    dots = [Dot("Ada", 50.0, "50.0", "hardest"), Dot("Bo", 70.0, "70.0", "easiest"), Dot("Cy", None, "–", "")]
    (svg,) = draw([dot_plot("Flesch", dots, "Higher is easier")])
    assert "style=" not in svg
    assert not re.search(r'(fill|stroke)="#', svg)
    assert 'fill="var(--good)"' in svg
    root = lxml_html.fromstring(svg)
    assert root.get("role") == "img"
    assert root.findtext("title") == "Flesch"
    assert root.findtext("desc") == "Higher is easier. Ada 50.0 hardest; Bo 70.0 easiest; Cy –."
    assert {"Ada", "Bo", "Cy", "50.0 ▼", "70.0 ▲", "–"} <= {text.text_content() for text in root.iter("text")}


def test_figures_that_are_all_the_same_are_charted_too() -> None:
    dots = [Dot("Ada", 50.0, "50.0", ""), Dot("Bo", 50.0, "50.0", "")]
    (svg,) = draw([dot_plot("Flesch", dots, "Higher is easier")])
    assert "NaN" not in svg
    assert draw([]) == []


@pytest.mark.parametrize(
    "name", [*made_up.STRAINING, "Jo", "", "a" * 61, "é" * 30, "Anna-Lena von der Heide"]
)
def test_long_names_wrap_and_lose_nothing(name: str) -> None:
    lines = wrapped(name)
    assert all(cell_len(line) <= 20 for line in lines)
    assert "".join(lines).replace(" ", "") == name.replace(" ", "")


def test_the_longest_sentences_do_not_crowd_the_axis() -> None:
    charts = [length_plot("Ada", [5, n], "5", 5.0, n, 0.5) for n in (9, 44, 190, 3000)]
    for svg in draw(charts):
        labels = [text.text_content() for text in lxml_html.fromstring(svg).iter("text")]
        assert "median 5" in labels
        assert 2 <= len(labels) - 1 <= 9


def test_shares_of_sentences_add_up() -> None:
    found = shares([1, 5, 6, 10, 11, 11, 23])
    assert found == {0: 2 / 7, 5: 2 / 7, 10: 2 / 7, 20: 1 / 7}
