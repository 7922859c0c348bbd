"""The map step: what is read together, in what order, and on how many threads makes no difference."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from rocket_cli import workflow
from rocket_cli.cache import remembering
from rocket_cli.nlp import chapters, tagger
from rocket_cli.nlp.chapters import chapter_borders
from rocket_cli.records import ANOTHER_REVIEW, Failure, ReviewAnalysis, to_json
from rocket_cli.workflow import AnalyseOptions, analyse_paths

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
PARAGRAPH = (
    "Marguerite Vale leaves Port Ellis at dawn. Vale isn't in a hurry; the well-made road is long.\n\n"
)
_BODY = "Marguerite Vale walks out of Port Ellis and keeps walking, and we walk with her. " * 8
PAGE = "\n".join(f"{film}\nRating: 4/5\n\n{_BODY}\n" for film in ("SALT ROAD (2020)", "NIGHT FERRY (2019)"))


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A pipeline that decides about each place by itself, with rocket's own sentence boundaries."""
    import spacy

    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Marguerite Vale"}])
    ruler.add_patterns([{"label": "PERSON", "pattern": "Vale"}, {"label": "GPE", "pattern": "Port Ellis"}])
    folder = tmp_path_factory.mktemp("pipelines") / "rules"
    nlp.to_disk(folder)
    return str(folder)


def analysed(*paths: Path, options: AnalyseOptions) -> list[str]:
    """The records as they would be printed; every input must have one."""
    found = list(analyse_paths([str(path) for path in paths], options))
    assert all(isinstance(item, ReviewAnalysis) for item in found)
    return [to_json(item) for item in found]


@pytest.mark.parametrize(
    ("text", "borders"),
    [
        ("", [(0, 0)]),
        ("short", [(0, 5)]),
        ("0123456789", [(0, 10)]),
        ("one two\n\nthree", [(0, 9), (9, 14)]),
        ("one\n\ntwo three", [(0, 9), (9, 14)]),
        ("one two\nthree", [(0, 8), (8, 13)]),
        ("0123456789abcdefghijklmn", [(0, 10), (10, 20), (20, 24)]),
    ],
)
def test_chapter_borders(text: str, borders: list[tuple[int, int]]) -> None:
    assert chapter_borders(text, 10) == borders


def test_white_space_goes_with_what_stands_before_it() -> None:
    text = "one two\n\n   \n\nthree"
    assert chapter_borders(text, 16) == [(0, 14), (14, 19)]


def test_a_book_in_chapters_has_the_record_of_the_whole(
    rules: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, page = tmp_path / "book.txt", tmp_path / "page.txt"
    book.write_text("The Salt Road (2020)\nBy Ada Nilsen\n\n" + PARAGRAPH * 60, encoding="utf-8")
    page.write_text(PAGE, encoding="utf-8")
    options = AnalyseOptions(model=rules)
    whole = analysed(book, page, options=options)
    monkeypatch.setattr(chapters, "chapter_borders", partial(chapter_borders, most=700))
    assert len(chapters.chapter_borders(book.read_text(encoding="utf-8"))) > 5
    assert analysed(book, page, options=options) == whole
    assert len(whole) == 3  # a book, and a page of two


def test_reviews_of_one_page_share_no_name_and_no_sentence(tmp_path: Path, rules: str) -> None:
    path = tmp_path / "week.txt"
    path.write_text(PAGE, encoding="utf-8")
    records = [
        item
        for item in analyse_paths([str(path)], AnalyseOptions(model=rules, with_text=True))
        if isinstance(item, ReviewAnalysis)
    ]
    assert len(records) == 2
    for field in ("mentions", "sentences"):
        starts = [{getattr(item, "start", item) for item in getattr(record, field)} for record in records]
        assert all(starts)
        assert sum(map(len, starts)) == len(set().union(*starts))
    for record in records:
        assert record.text is not None
        own = [block for block in record.blocks if block.reason != ANOTHER_REVIEW]
        for mention in record.mentions:
            assert any(block.start <= mention.start < block.end for block in own)
            assert mention.sentence is not None
            assert record.sentences[mention.sentence] <= mention.start
            assert record.text[mention.start : mention.end] == mention.text
        # Nothing but the reviews stands on the page, so none of a review's own characters is furniture.
        assert record.counts.n_furniture_characters == 0
        assert record.counts.n_characters < 0.6 * len(record.text)


def test_found_and_new_records_come_in_order(
    rules: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workflow, "ZONE_KNOWN", 2)
    monkeypatch.setattr(workflow, "ZONE_CHARACTERS", 3000)
    for number in range(24):
        kind = number % 4
        text = PAGE if kind == 3 else f"{PARAGRAPH * 6}It is number {number}.\n"
        (tmp_path / f"r{number:02}.txt").write_text("" if kind == 2 else text, encoding="utf-8")
    options = AnalyseOptions(model=rules)
    steps: list[int] = []
    plain = list(analyse_paths([str(tmp_path)], options, on_progress=steps.append))
    assert [Path(_path_of(item)).name for item in plain] == sorted(Path(_path_of(i)).name for i in plain)
    assert sum(isinstance(item, Failure) for item in plain) == 6
    assert sum(steps) == len(plain) == 6 * (1 + 1 + 1 + 2)
    for number in range(0, 24, 5):  # a fifth of the files is known beforehand, then all of them
        _remembered(str(tmp_path / f"r{number:02}.txt"), options)
    for _ in range(2):
        assert _remembered(str(tmp_path), options) == plain


def _path_of(item: ReviewAnalysis | Failure) -> str:
    return item.path if isinstance(item, Failure) else item.source.path


def _remembered(path: str, options: AnalyseOptions) -> list[ReviewAnalysis | Failure]:
    with remembering(options, lambda message: None) as memory:
        return list(analyse_paths([path], options, memory=memory))


def _zones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workflow, "ZONE_CHARACTERS", 1)


def _one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagger, "MOST_WAITING", 1)


def _threads(n: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from rocket_cli.nlp.pipeline import load_pipeline

    component = load_pipeline().get_pipe("review_tagger")
    monkeypatch.setattr(component, "threads", n)
    monkeypatch.setattr(component, "_network", None)


@pytest.mark.pipeline
@pytest.mark.parametrize(
    "change",
    [_zones, _one_by_one, partial(_threads, 1), partial(_threads, 3)],
    ids=["one a zone", "one by one", "1 thread", "3 threads"],
)
def test_batches_and_threads_change_no_answer(
    change: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    options = AnalyseOptions()
    before = analysed(SEEDS, options=options)
    change(monkeypatch)
    assert analysed(SEEDS, options=options) == before


@pytest.mark.pipeline
def test_neither_company_nor_the_cache_changes_an_answer() -> None:
    options = AnalyseOptions()
    together = analysed(SEEDS, options=options)
    files = sorted(SEEDS.glob("*.txt"))
    assert [record for file in files for record in analysed(file, options=options)] == together
    for _ in range(2):
        found = _remembered(str(SEEDS), options)
        assert [to_json(item) for item in found] == together
