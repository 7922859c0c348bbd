"""The table, the JSON, the CSV and the page of one comparison say the same."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import html as lxml_html

from rocket_cli.analysis.comparison import compare
from rocket_cli.analysis.report import gather_report
from rocket_cli.records import Comparison
from rocket_cli.render import jsonout
from rocket_cli.render.delimited import RowWriter, columns_of, observations
from rocket_cli.render.report import page
from rocket_cli.render.sections import Section
from rocket_cli.render.surface import PIPE
from rocket_cli.render.tables import sections_of
from rocket_cli.render.words import METRICS, figure, metric_name, percent, reviewer_labels
from tests.browser import made_up

Figures = dict[tuple[str, str], str]
Marks = dict[tuple[str, str], str]
Counts = dict[tuple[str, str], int]


@pytest.fixture(scope="module", params=[3, 9])
def comparison(request: pytest.FixtureRequest) -> Comparison:
    return compare(made_up.records(request.param))


@pytest.fixture(scope="module")
def root(comparison: Comparison) -> Any:
    records = made_up.records(len(comparison.reviews))
    return lxml_html.document_fromstring(page(gather_report(records, comparison)))


@pytest.fixture(scope="module")
def document(comparison: Comparison) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(jsonout.document(comparison))
    return found


@pytest.fixture(scope="module")
def rows(comparison: Comparison) -> list[dict[str, str]]:
    stream = io.StringIO()
    writer = RowWriter(stream, columns_of(comparison))
    writer.write(observations(comparison))
    return list(csv.DictReader(io.StringIO(stream.getvalue())))


def labels_of(comparison: Comparison) -> dict[str, str]:
    return reviewer_labels(comparison.reviews)


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def cells(table: Any) -> Iterator[list[Any]]:
    for row in table.iterfind("tbody/tr"):
        if row.get("class") != "group":
            yield list(row)


def page_figures(root: Any) -> tuple[Figures, Marks]:
    """(metric, reviewer) to the figure and its mark, whichever of the two heads the rows."""
    table = root.get_element_by_id("figures-table")
    heads = [words(th) for th in table.findall("thead/tr")[-1].iterchildren()]
    figures: Figures = {}
    marks: Marks = {}
    for first, *rest in cells(table):
        for head, cell in zip(heads[1:], rest, strict=True):
            key = (words(first), head) if heads[0] == "Metric" else (head, words(first))
            text, _, mark = words(cell).partition(" ")
            figures[key], marks[key] = text, mark
    return figures, marks


def table_figures(comparison: Comparison) -> tuple[Figures, Marks]:
    figures: Figures = {}
    marks: Marks = {}
    for section in sections_titled(comparison, "How they read"):
        heads = [column.header for column in section.columns]
        long_names = {short: name for name, short in headings().items()}
        for row in section.rows:
            for head, cell in zip(heads[1:], row[1:], strict=True):
                key = (row[0].text, head) if heads[0] == "Metric" else (long_names[head], row[0].text)
                figures[key], marks[key] = cell.text, cell.mark
    return figures, marks


def headings() -> dict[str, str]:
    return {name: heading for name, heading, _ in METRICS.values()}


def sections_titled(comparison: Comparison, title: str) -> list[Section]:
    found = [section for section in sections_of(comparison, PIPE) if section.title.startswith(title)]
    assert found
    return found


def test_figures(
    comparison: Comparison, root: Any, document: dict[str, Any], rows: list[dict[str, str]]
) -> None:
    labels = labels_of(comparison)
    in_json = {
        (metric_name(metric["name"]), labels[id_]): figure(metric["name"], value)
        for metric in document["metrics"]
        for id_, value in metric["values"].items()
    }
    in_csv = {
        (metric_name(row["name"]), row["reviewer"]): figure(
            row["name"], float(row["value"]) if row["value"] else None
        )
        for row in rows
        if row["topic"] == "metric"
    }
    in_page, marks_in_page = page_figures(root)
    in_table, marks_in_table = table_figures(comparison)
    assert in_page == in_json == in_csv == in_table
    assert marks_in_page == marks_in_table
    assert "easiest" in marks_in_page.values()
    assert len(in_page) == len(comparison.metrics) * len(comparison.reviews)


def test_counts_of_names(
    comparison: Comparison, root: Any, document: dict[str, Any], rows: list[dict[str, str]]
) -> None:
    labels = labels_of(comparison)
    in_json = {
        (entity["name"], labels[id_]): count
        for entity in document["entities"]
        for id_, count in entity["by_review"].items()
    }
    in_csv = {
        (row["name"].removeprefix("'"), row["reviewer"]): int(row["value"])
        for row in rows
        if row["topic"] == "entity"
    }
    table = root.get_element_by_id("names-table")
    heads = [words(th) for th in table.findall("thead/tr/th")]
    in_page: Counts = {}
    for first, _, total, n_reviews, *rest in cells(table):
        name = words(first.find("a"))
        own = {
            (name, head): int(words(cell)) for head, cell in zip(heads[4:], rest, strict=True) if words(cell)
        }
        assert (int(words(total)), int(words(n_reviews))) == (sum(own.values()), len(own))
        in_page |= own
    assert in_page == in_json == in_csv
    book = json.loads(root.get_element_by_id("quote-book").text)
    quoted = Counter(
        (entry["name"], book["reviews"][review])
        for entry in book["names"].values()
        for review, _, spans, _ in entry["quotes"]
        for _ in spans
    )
    assert quoted == in_page


def test_what_only_one_names(comparison: Comparison, root: Any, document: dict[str, Any]) -> None:
    labels = labels_of(comparison)
    in_json = {(labels[id_], name) for id_, names in document["only_in"].items() for name in names}
    in_page = {
        (words(part.find("dt/bdi")), words(link))
        for part in (root.get_element_by_id("alone").iterfind("dl/div") if in_json else ())
        for link in part.iter("a")
    }
    assert in_page == in_json


def test_overlap(
    comparison: Comparison, root: Any, document: dict[str, Any], rows: list[dict[str, str]]
) -> None:
    labels = labels_of(comparison)
    in_json = {
        (frozenset((labels[pair["a"]], labels[pair["b"]])), pair["kind"]): (
            "–" if pair["jaccard"] is None else percent(pair["jaccard"])
        )
        for pair in document["overlap"]
    }
    in_csv = {
        (frozenset((row["reviewer"], row["other_reviewer"])), row["kind"]): percent(float(row["value"]))
        for row in rows
        if row["topic"] == "overlap" and row["name"] == "jaccard" and row["value"]
    }
    in_page: dict[tuple[frozenset[str], str], str] = {}
    if len(comparison.reviews) == 3:
        for a, b, *rest in cells(root.get_element_by_id("pairs-table")):
            for kind, cell in zip(("people", "films", "places"), rest, strict=True):
                in_page[frozenset((words(a), words(b))), kind] = words(cell).split()[0]
    else:
        for table in root.find_class("matrix"):
            kind = words(table.find("caption")).split()[0].lower()
            heads = [words(head) for head in table.findall("thead/tr/*")]
            for first, *rest in cells(table):
                for head, cell in zip(heads[1:], rest, strict=True):
                    if words(cell):
                        in_page[frozenset((words(first), head)), kind] = words(cell)
    assert in_page == in_json
    assert in_csv == {pair: text for pair, text in in_page.items() if text != "–"}
    in_table = {
        (frozenset((row[0].text, row[1].text)), column.header.lower()): cell.text.split()[0]
        for section in sections_titled(comparison, "How much every two share")
        for row in section.rows
        for column, cell in zip(section.columns[2:], row[2:], strict=True)
    }
    assert in_table == in_page


def test_disagreements(comparison: Comparison, root: Any, document: dict[str, Any]) -> None:
    labels = labels_of(comparison)
    in_json = {
        (one["what"], value, labels[id_])
        for one in document["disagreements"]
        for id_, value in one["values"].items()
    }
    in_page = {
        (words(part.find("h3/bdi")), words(side.find("dt")), words(who))
        for part in root.get_element_by_id("disagreements").iterfind("div/div")
        for side in part.iterfind("dl/div")
        for who in side.iterfind("dd/bdi")
    }
    assert in_page == in_json
    assert {what for what, _, _ in in_page} >= {"the year of The Salt Road"}
