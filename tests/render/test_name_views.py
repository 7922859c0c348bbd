"""What reviewers say about one name, and why its forms are one, compared with golden text."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from rocket_cli.analysis.quotes import QuoteReport, collect_quotes
from rocket_cli.analysis.reasons import WhyReport, give_reasons
from rocket_cli.nlp.evaluation import Evaluation, LinkEvaluation, Score
from rocket_cli.records import Block, ReviewAnalysis
from rocket_cli.render.delimited import columns_of, observations
from rocket_cli.render.surface import PIPE
from rocket_cli.render.tables import sections_of
from tests.analysis.building import record
from tests.render.test_tables import agrees_with_golden, drawn, markdown_text, plain_text

ADA = (
    "[F The Salt Road]\n[C Old Hob], whom everybody calls *mad*,\nkeeps the light. Nobody asks [C HOB] why "
    "| or how; [P Tomás Quiroga] plays [C Hob] as a man who has read every book in the lighthouse twice and "
    "would rather talk about any of them than about the one ship that he did not see."
)
BO = "[C Hob] is the reason to go. Stay for [P Quiroga]."
CY = "[P Marguerite Vale] is wasted here."
NAMES = ("quotes", "why")


def records() -> list[ReviewAnalysis]:
    return [
        record(ADA, id="a", display_name="Ada Nilsen", path="reviews/ada.txt", film="The Salt Road"),
        record(BO, id="b", display_name="Bo Marsh", path="reviews/bo.txt", film="The Salt Road"),
        record(CY, id="c", display_name="Cy Ng", path="reviews/cy.txt", film="The Salt Road"),
        record("[C Old Hob], [C Hob].", id="d", display_name="Jo", film="The Salt Road", with_text=False),
    ]


def report(name: str) -> QuoteReport | WhyReport:
    made = records()
    return collect_quotes(made, "Old Hob") if name == "quotes" else give_reasons(made, "Old Hob")


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("name", NAMES)
def test_on_a_screen(name: str, width: int) -> None:
    agrees_with_golden(f"{name}.{width}.txt", drawn(report(name), width))


@pytest.mark.parametrize("name", NAMES)
def test_in_a_pipe_and_as_markdown(name: str) -> None:
    agrees_with_golden(f"{name}.pipe.txt", plain_text(report(name)))
    agrees_with_golden(f"{name}.md", markdown_text(report(name)))


@pytest.mark.parametrize("width", [40, 60, 80, 140])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_and_nothing_overflows(name: str, width: int) -> None:
    text = drawn(report(name), width)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert "did not see." in " ".join(text.split()) or name == "why"


@pytest.mark.parametrize("name", NAMES)
def test_rows_have_the_columns_that_are_announced(name: str) -> None:
    made = report(name)
    columns = columns_of(made)
    rows = list(observations(made))
    assert rows
    assert {key for row in rows for key in row} - {"review"} <= set(columns)


def test_names_stand_out_where_there_is_colour() -> None:
    assert "\x1b[1mOld Hob\x1b[0m, whom" in drawn(report("quotes"), 140, color=True)
    assert "\x1b" not in drawn(report("quotes"), 140)


def test_control_characters_before_a_name_do_not_move_its_mark() -> None:
    one = record("\x1b[31m  the\n\u202eold [C Hob] waits", id="a", sentences=(0,))
    (section,) = sections_of(collect_quotes([one], "Hob"), PIPE)
    cell = section.rows[0][-1]
    assert [cell.text[start:end] for start, end in cell.strong] == ["Hob"]


def test_lines_that_are_no_prose_say_what_they_are() -> None:
    blocks = (Block("title", 0, 13), Block("body", 14, 25))
    one = record("[F The Salt Road]\nIt is long.", id="a", blocks=blocks)
    titled = replace(one, mentions=tuple(replace(m, block="title") for m in one.mentions))
    (section,) = sections_of(collect_quotes([titled], "The Salt Road"), PIPE)
    assert section.rows[0][-1].note == "title"


def evaluation() -> Evaluation:
    score = Score(0.9, 0.8, 0.84706, 20, 18, 16)
    scores = dict.fromkeys(("ALL", "PERSON", "FILM", "PLACE", "CHARACTER", "CAST_CREW"), score)
    by_kind = dict.fromkeys(("people", "films", "places", "films and places"), score)
    links = LinkEvaluation(by_kind, by_kind, 0.9, 0.95, 20, 19)
    return Evaluation("gold.jsonl", "0" * 64, "by_hand 1", 3, scores, scores, 0.01, {}, (), links)


def test_links_are_part_of_an_evaluation() -> None:
    text = plain_text(evaluation())
    assert "Who is who, end to end" in text
    assert "Characters told from real people: 90.0% of 20 mentions, 95.0% of the 19 found." in text
    rows = [row for row in observations(evaluation()) if str(row["match"]).startswith("links")]
    assert [row["label"] for row in rows] == ["people", "films", "places", "films and places"] * 2
    assert "Who is who" not in plain_text(replace(evaluation(), links=None))
