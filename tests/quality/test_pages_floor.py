"""Raw pages are read no worse than before, and no worse than was asked for."""

from __future__ import annotations

import json

import pytest

from tests.quality.pages import FLOORS, MARGIN, PAGES, PageScores, data_sha256, score_pages

pytestmark = pytest.mark.skipif(
    not PAGES.is_dir(), reason="the labelled pages (../shared/pages) are not here"
)


@pytest.fixture(scope="module")
def scores() -> PageScores:
    return score_pages()


def test_no_figure_drops(scores: PageScores) -> None:
    kept = json.loads(FLOORS.read_text(encoding="utf-8"))
    if kept["sha256"] != data_sha256():
        pytest.skip("the labelled pages have changed since the floors were measured")
    figures = scores.figures()
    lower = {name: figures[name] for name, floor in kept["floors"].items() if figures[name] < floor - MARGIN}
    assert not lower, "\n".join(scores.wrong)


def test_what_was_asked_for(scores: PageScores) -> None:
    assert scores.body_f1 >= 0.97
    assert scores.line_accuracy >= 0.92
    assert scores.facts["reviewer"].recall >= 0.95
    assert scores.facts["reviewer"].wrong <= 1
    assert scores.facts["outlet"].recall >= 0.85
    for fact in ("film", "year", "running_time_minutes", "rating"):
        assert scores.facts[fact].recall >= 0.95, fact
