"""Raw pages are read no worse than before, and no worse than was asked for."""

from __future__ import annotations

import json
from functools import lru_cache

import pytest

from tests.quality.pages import FLOORS, MARGIN, PAGES, SETS, PageScores, data_sha256, score_pages

pytestmark = pytest.mark.pipeline


@lru_cache(maxsize=2)
def scores_of(name: str) -> PageScores:
    if not SETS[name].is_dir():
        pytest.skip("the labelled pages (../shared/pages) are not here")
    return score_pages(SETS[name])


@pytest.mark.parametrize("name", SETS)
def test_no_figure_drops(name: str) -> None:
    scores = scores_of(name)
    kept = json.loads(FLOORS.read_text(encoding="utf-8"))[name]
    if kept["sha256"] != data_sha256(SETS[name]):
        pytest.skip("the labelled pages have changed since the floors were measured")
    figures = scores.figures()
    lower = {key: figures[key] for key, floor in kept["floors"].items() if figures[key] < floor - MARGIN}
    assert not lower, "\n".join(scores.wrong)


@pytest.mark.skipif(not PAGES.is_dir(), reason="the labelled pages (../shared/pages) are not here")
def test_what_was_asked_for() -> None:
    scores = scores_of("trained_on")
    assert scores.body_f1 >= 0.97
    assert scores.line_accuracy >= 0.92
    assert scores.facts["reviewer"].recall >= 0.95
    assert scores.facts["reviewer"].wrong <= 1
    assert scores.facts["outlet"].recall >= 0.85
    for fact in ("film", "year", "running_time_minutes", "rating"):
        assert scores.facts[fact].recall >= 0.95, fact
