"""Tidy rows and JSON: complete, safe in a spreadsheet, and saying the same as the records."""

from __future__ import annotations

import csv
import io
import json

import pytest
from msgspec import Struct

from rocket_cli.analysis.grouping import group_comparison
from rocket_cli.records import Failure
from rocket_cli.render.delimited import RowWriter, columns_of, observations
from rocket_cli.render.jsonout import document, json_lines
from rocket_cli.render.payloads import ReadabilityReport, ReadableReview, ReadingReport
from rocket_cli.render.surface import PIPE
from rocket_cli.render.tables import sections_of
from rocket_cli.render.words import figure, metric_name
from tests import factories

COMPARISON = factories.comparison(4)
GROUPED = group_comparison(COMPARISON, "outlet")
ENTITIES = factories.entity_report(4)
RECORD = factories.analysis("Old Hob met Ada Lind.", [("Old Hob", "CHARACTER"), ("Ada Lind", "PERSON")])


def written(payload: Struct, *, tabs: bool = False) -> str:
    stream = io.StringIO()
    writer = RowWriter(stream, columns_of(payload), tabs=tabs)
    writer.write(observations(payload))
    return stream.getvalue()


def rows_of(payload: Struct) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(payload))))


def test_an_entity_has_a_row_for_each_review_that_names_it() -> None:
    rows = rows_of(ENTITIES)
    assert len(rows) == sum(len(entity.by_review) for entity in ENTITIES.entities)
    vale = [row for row in rows if row["name"] == "Marguerite Vale"]
    assert [(row["review_id"], row["reviewer"], row["count"]) for row in vale] == [
        ("r00", "Ada Nilsen", "1"),
        ("r01", "Bo Marsh", "2"),
        ("r02", "Cy Ng", "3"),
        ("r03", "review-04", "4"),
    ]
    assert vale[0]["aliases"] == "Vale; MARGUERITE VALE"


def test_the_csv_of_a_comparison_holds_every_number_of_its_json() -> None:
    rows = rows_of(COMPARISON)
    values = {(row["topic"], row["name"], row["kind"], row["review_id"]): row["value"] for row in rows}
    for metric in COMPARISON.metrics:
        for id_, value in metric.values.items():
            assert values["metric", metric.name, "", id_] == ("" if value is None else str(value))
    for entity in COMPARISON.entities:
        for id_, count in entity.by_review.items():
            assert values["entity", entity.name, entity.kind, id_] == str(count)
    overlaps = [row for row in rows if row["topic"] == "overlap" and row["name"] == "jaccard"]
    assert [(row["review_id"], row["other_review_id"], row["kind"]) for row in overlaps] == [
        (found.a, found.b, found.kind) for found in COMPARISON.overlap
    ]


def test_table_json_and_csv_say_the_same_figures() -> None:
    table = {row[0].text: [cell.text for cell in row[1:]] for row in sections_of(COMPARISON, PIPE)[1].rows}
    in_json = {metric["name"]: metric["values"] for metric in json.loads(document(COMPARISON))["metrics"]}
    in_csv: dict[str, list[float | None]] = {}
    for row in rows_of(COMPARISON):
        if row["topic"] == "metric":
            in_csv.setdefault(row["name"], []).append(float(row["value"]) if row["value"] else None)
    assert set(in_json) == set(in_csv)
    for name, values in in_json.items():
        assert list(values.values()) == in_csv[name]
        assert table[metric_name(name)] == [figure(name, value) for value in values.values()]


def test_groups_have_their_own_columns_with_spread_and_number() -> None:
    rows = rows_of(GROUPED)
    metrics = {(row["name"], row["group_id"]): row for row in rows if row["topic"] == "metric"}
    for metric in GROUPED.metrics:
        for group in GROUPED.groups:
            row, spread = metrics[metric.name, group.id], metric.spread[group.id]
            value = metric.values[group.id]
            assert row["value"] == ("" if value is None else str(value))
            assert row["spread"] == ("" if spread is None else str(spread))
            assert (row["n_reviews"], row["group"]) == (str(metric.n_reviews[group.id]), group.name)
    counted = {(row["name"], row["group_id"]): row["value"] for row in rows if row["topic"] == "entity"}
    assert counted == {
        (e.name, id_): str(count) for e in GROUPED.entities for id_, count in e.by_group.items()
    }
    reviews = {(row["review_id"], row["group_id"]) for row in rows if row["topic"] == "review"}
    assert reviews == {(id_, group.id) for group in GROUPED.groups for id_ in group.reviews}


def test_table_json_and_csv_say_the_same_means() -> None:
    table = {row[0].text: [cell.text for cell in row[1:]] for row in sections_of(GROUPED, PIPE)[2].rows}
    for metric in json.loads(document(GROUPED))["metrics"]:
        for printed, value in zip(table[metric_name(metric["name"])], metric["values"].values(), strict=True):
            forms = (figure(metric["name"], value), f"{value or 0:.1f}")  # means of counts have a decimal
            assert printed.startswith(forms)


def test_names_that_look_like_formulas_do_not_run_and_numbers_stay_numbers() -> None:
    record = factories.analysis("=cmd|x -1 +2", [("=cmd|x", "PERSON"), ("-1", "FILM")])
    rows = rows_of(record)
    assert [row["text"] for row in rows] == ["'=cmd|x", "'-1"]
    assert [row["start"] for row in rows] == ["0", "7"]
    stream = io.StringIO()
    RowWriter(stream, ("value",)).write([{"value": -12.5}])
    assert stream.getvalue() == "value\n-12.5\n"


def test_csv_quotes_and_tsv_has_no_need_to() -> None:
    record = factories.analysis('Say "Yes,\tGod" now', [('"Yes,\tGod"', "FILM")])
    assert rows_of(record)[0]["text"] == '"Yes,\tGod"'
    header, row = written(record, tabs=True).splitlines()
    assert len(header.split("\t")) == len(row.split("\t"))
    assert '"Yes, God"' in row


def test_mentions_are_a_row_each() -> None:
    assert [(row["text"], row["label"], row["start"], row["end"]) for row in rows_of(RECORD)] == [
        ("Old Hob", "CHARACTER", "0", "7"),
        ("Ada Lind", "PERSON", "12", "20"),
    ]


def test_readability_is_a_row_a_figure() -> None:
    detail = ReadableReview("r00", "Ada", "a.txt", RECORD.counts, RECORD.readability, RECORD.lexical)
    made = factories.comparison(1)
    rows = rows_of(ReadabilityReport(made.reviews, made.metrics, (detail,), ()))
    assert [row["metric"] for row in rows] == [metric.name for metric in made.metrics]
    ease = next(row for row in rows if row["metric"] == "flesch_reading_ease")
    assert (ease["value"], ease["unit"], ease["higher_is"]) == ("52.2", "points", "easier")


@pytest.mark.parametrize("payload", [COMPARISON, GROUPED, ENTITIES, RECORD, ReadingReport((), ())])
def test_every_answer_has_distinct_columns(payload: Struct) -> None:
    columns = columns_of(payload)
    assert len(set(columns)) == len(columns)


def test_no_observation_has_a_key_without_a_column() -> None:
    for payload in (COMPARISON, GROUPED, ENTITIES, RECORD):
        known = set(columns_of(payload))
        assert all(set(found) <= known for found in observations(payload))


def test_what_has_no_rows_is_refused() -> None:
    failure = Failure("a", "b", None)
    with pytest.raises(TypeError, match="Failure"):
        columns_of(failure)
    with pytest.raises(TypeError, match="Failure"):
        list(observations(failure))
    with pytest.raises(TypeError, match="Failure"):
        list(json_lines(failure))


def test_a_document_is_one_json_object_that_names_its_schema() -> None:
    assert json.loads(document(COMPARISON))["schema"] == "rocket.comparison/1"
    assert json.loads(document(ENTITIES))["entities"][0]["name"] == "Marguerite Vale"


def test_json_lines_are_one_object_a_line() -> None:
    assert [json.loads(line)["name"] for line in json_lines(ENTITIES)] == [e.name for e in ENTITIES.entities]
    assert json.loads("".join(json_lines(RECORD)))["id"] == RECORD.id
    observed = [json.loads(line) for line in json_lines(COMPARISON)]
    assert len(observed) == len(list(observations(COMPARISON)))
    assert all(None not in found.values() for found in observed)
