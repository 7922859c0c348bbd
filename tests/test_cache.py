"""The cache: what is found again, what is not, and that nothing that lies in its folder can break a run."""

from __future__ import annotations

import io
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rocket_cli import workflow
from rocket_cli.cache import CacheMemory, Store, cache_file, memory, remembering, size_limit, store
from rocket_cli.cache.origin import MadeFrom, Making, fingerprint_folder, making_of, pipeline_folder
from rocket_cli.cli import main as cli
from rocket_cli.errors import PipelineError, UsageError
from rocket_cli.reading.options import InputOptions
from rocket_cli.records import Failure, ReviewAnalysis, to_json
from rocket_cli.workflow import AnalyseOptions, analyse_paths

ROOT = Path(__file__).resolve().parents[1]
REVIEW = """The Salt Road (2020)
By Ada Nilsen

Marguerite Vale walks out of Port Ellis and keeps walking. The Salt Road follows her for two hours, and it is
never in a hurry. Vale says little. When she does speak, the sea answers, and the film is better for it.
"""
BODY = "Marguerite Vale walks out of Port Ellis and keeps walking, and we walk with her. " * 8
PAGE = f"""SALT ROAD (2020)
Rating: 4/5

{BODY}

NIGHT FERRY (2019)
Rating: 2/5

{BODY}
"""
HEAVY = ("spacy", "textstat", "nltk", "onnxruntime", "numpy", "tokenizers", "trafilatura", "lxml", "ftfy")
SAID: list[str] = []


@pytest.fixture(scope="session")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A pipeline of rules alone: loads at once, and is another than ours."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    rules = {"PERSON": ["Marguerite Vale", "Vale"], "WORK_OF_ART": ["The Salt Road"], "GPE": ["Port Ellis"]}
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [{"label": label, "pattern": name} for label, names in rules.items() for name in names]
    )
    folder = tmp_path_factory.mktemp("pipelines") / "rules"
    nlp.to_disk(folder)
    return str(folder)


@pytest.fixture
def reviews(tmp_path: Path) -> Path:
    folder = tmp_path / "reviews"
    folder.mkdir()
    (folder / "ada.txt").write_text(REVIEW, encoding="utf-8")
    (folder / "bo.txt").write_text(REVIEW.replace("Ada Nilsen", "Bo Marsh"), encoding="utf-8")
    rows = [{"text": REVIEW.replace("two", number), "reviewer": "Cy Ng"} for number in ("three", "four")]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def run(*paths: Path | str, options: AnalyseOptions) -> list[ReviewAnalysis | Failure]:
    """What a command would get, all of it."""
    with remembering(options, SAID.append) as known:
        return list(analyse_paths([str(path) for path in paths], options, memory=known))


def fresh(*paths: Path | str, options: AnalyseOptions) -> list[ReviewAnalysis | Failure]:
    """The same without a cache."""
    return run(*paths, options=msgspec.structs.replace(options, use_cache=False))


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of reviews that are analysed rather than found, as the test goes on."""
    ids: list[str] = []
    original = workflow._Making.record

    def noting(made, nlp):  # type: ignore[no-untyped-def]
        ids.append(made.review.id)
        return original(made, nlp)

    monkeypatch.setattr(workflow._Making, "record", noting)
    workflow._rules_in.cache_clear()
    SAID.clear()
    return ids


def test_a_second_run_analyses_nothing_and_says_the_same(
    reviews: Path, pipeline: str, analysed: list[str]
) -> None:
    options = AnalyseOptions(model=pipeline)
    without = fresh(reviews, options=options)
    first = run(reviews, options=options)
    n_analysed = len(analysed)
    assert n_analysed == 2 * len(first) == 8
    assert run(reviews, options=options) == first == without
    assert len(analysed) == n_analysed
    assert SAID == []


def test_what_depends_on_the_place_of_a_file_is_of_now(
    reviews: Path, pipeline: str, analysed: list[str], tmp_path: Path
) -> None:
    options = AnalyseOptions(model=pipeline)
    run(reviews, options=options)
    moved = tmp_path / "elsewhere"
    reviews.rename(moved)
    (moved / "ada.txt").rename(moved / "Ünsigned.txt")
    analysed.clear()
    found = run(moved, options=options)
    assert analysed == []
    assert found == fresh(moved, options=options)
    assert {Path(record.source.path).name for record in found} == {"Ünsigned.txt", "bo.txt", "rows.jsonl"}


def test_an_unsigned_review_is_called_by_its_file_of_now(
    pipeline: str, analysed: list[str], tmp_path: Path
) -> None:
    options = AnalyseOptions(model=pipeline)
    path = tmp_path / "one.txt"
    path.write_text(REVIEW.replace("By Ada Nilsen\n", ""), encoding="utf-8")
    assert run(path, options=options)[0].display_name == "one"
    path = path.rename(tmp_path / "two.txt")
    assert run(path, options=options)[0].display_name == "two"
    assert len(analysed) == 1


def test_a_row_more_is_one_review_more(reviews: Path, pipeline: str, analysed: list[str]) -> None:
    options = AnalyseOptions(model=pipeline)
    table = reviews / "rows.jsonl"
    run(table, options=options)
    analysed.clear()
    row = json.dumps({"text": REVIEW.replace("two", "five"), "reviewer": "Cy Ng"})
    table.write_text(f"{row}\n{table.read_text(encoding='utf-8')}", encoding="utf-8")
    found = run(table, options=options)
    assert len(analysed) == 1
    assert found == fresh(table, options=options)
    assert [record.source.member for record in found] == [1, 2, 3]


def test_standard_input_is_remembered_too(pipeline: str, analysed: list[str]) -> None:
    options = AnalyseOptions(model=pipeline)
    found = []
    for _ in range(2):
        with remembering(options, SAID.append) as known:
            stdin = io.BytesIO(REVIEW.encode())
            found += analyse_paths(["-"], options, stdin=stdin, memory=known)
    assert found[0] == found[1]
    assert len(analysed) == 1


def test_a_page_of_several_reviews_is_found_whole(pipeline: str, analysed: list[str], tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    options = AnalyseOptions(model=pipeline, with_text=True)
    first = run(page, options=options)
    assert len(first) == len(analysed) == 2
    assert run(page, options=options) == first == fresh(page, options=options)


def test_the_same_text_twice_is_said_so_in_any_run(reviews: Path, pipeline: str, analysed: list[str]) -> None:
    options = AnalyseOptions(model=pipeline)
    run(reviews / "ada.txt", options=options)
    (reviews / "copy.txt").write_bytes((reviews / "ada.txt").read_bytes())
    analysed.clear()
    found = run(reviews, options=options)
    assert len(analysed) == 3
    assert found == fresh(reviews, options=options) == run(reviews, options=options)
    assert [record.warnings[-1:] for record in found if "copy" in record.id] == [
        (f"the same text as {found[0].id}",)
    ]
    assert run(reviews / "copy.txt", options=options)[0].warnings == found[0].warnings


def test_a_text_is_given_where_it_is_asked_for(reviews: Path, pipeline: str) -> None:
    without, with_text = AnalyseOptions(model=pipeline), AnalyseOptions(model=pipeline, with_text=True)
    assert run(reviews / "ada.txt", options=without)[0].text is None
    for _ in range(2):
        assert run(reviews / "ada.txt", options=with_text)[0].text == REVIEW
    assert run(reviews / "ada.txt", options=without)[0].text is None


@pytest.mark.parametrize(
    "change",
    [
        {"include_furniture": True},
        {"min_confidence": 0.5},
        {"with_text": True},
        {"input": InputOptions(reviewer="Dot Oyelaran")},
        {"input": InputOptions(input_format="md")},
        {"input": InputOptions(encoding="latin-1")},
    ],
)
def test_another_option_is_another_record(
    change: dict[str, object], reviews: Path, pipeline: str, analysed: list[str]
) -> None:
    options = AnalyseOptions(model=pipeline)
    path = reviews / "ada.txt"
    run(path, options=options)
    analysed.clear()
    changed = msgspec.structs.replace(options, **change)
    assert run(path, options=changed) == fresh(path, options=changed)
    assert len(analysed) == 2


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("reviewers.toml", '"ada.txt" = "Eve Stone"', '"ada.txt" = "Fay Ito"'),
        ("reviewers.toml", '"*.txt" = "Eve Stone"', ""),
        ("reviewers.toml", "", '"*" = ""'),
        ("aliases.toml", "", 'same = [["Marguerite Vale", "Port Ellis"]]'),
        ("aliases.toml", 'never = [["Marguerite Vale", "Vale"]]', 'never = [["Vale", "Ellis"]]'),
    ],
)
def test_what_is_said_beside_the_files_counts_at_once(
    name: str, before: str, after: str, reviews: Path, pipeline: str, analysed: list[str]
) -> None:
    options, file = AnalyseOptions(model=pipeline), reviews / name
    for said in (before, after, before):
        file.write_text(said, encoding="utf-8")
        workflow._rules_in.cache_clear()  # kept for the length of a run; here are several in one process
        assert run(reviews, options=options) == fresh(reviews, options=options)


def test_a_member_that_is_overruled_is_not_taken_from_before(pipeline: str, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    options = AnalyseOptions(model=pipeline)
    assert [record.reviewer for record in run(page, options=options)] == [None, None]
    (tmp_path / "reviewers.toml").write_text('"page.txt#2" = "Ada Nilsen"', encoding="utf-8")
    for _ in range(2):
        assert [record.reviewer for record in run(page, options=options)] == [None, "Ada Nilsen"]


def test_a_broken_aliases_file_is_refused_on_a_hit_as_on_a_miss(reviews: Path, pipeline: str) -> None:
    options = AnalyseOptions(model=pipeline)
    run(reviews, options=options)
    (reviews / "aliases.toml").write_text("same = 3", encoding="utf-8")
    workflow._rules_in.cache_clear()
    with pytest.raises(UsageError, match="same"):
        run(reviews, options=options)


def _making(pipeline: str = "p") -> Making:
    return Making("s", "1", "3.11", "c", ("spacy-3",), pipeline, False, False, 0.0, InputOptions())


@pytest.mark.parametrize("field", Making.__struct_fields__)
def test_every_part_of_the_making_is_part_of_the_key(field: str) -> None:
    making = _making()
    other: object = {bool: True, float: 0.5, str: "x", tuple: ("spacy-4",)}.get(
        type(getattr(making, field)), InputOptions(encoding="cp1252")
    )
    before = MadeFrom(making, "0" * 64, "txt", "")
    after = MadeFrom(msgspec.structs.replace(making, **{field: other}), "0" * 64, "txt", "")
    assert memory._key_of(before) != memory._key_of(after)


parts = st.text(max_size=4)


@given(*[st.tuples(parts, parts, parts, parts)] * 2)
def test_two_keys_are_the_same_only_for_the_same_making(a: tuple[str, ...], b: tuple[str, ...]) -> None:
    keys = [memory._key_of(MadeFrom(_making(x[0]), *x[1:])) for x in (a, b)]  # type: ignore[arg-type]
    assert (keys[0] == keys[1]) is (a == b)


def test_a_pipeline_whose_files_change_is_another(pipeline: str, tmp_path: Path) -> None:
    before = fingerprint_folder(Path(pipeline))
    assert before == fingerprint_folder(Path(pipeline))
    meta = Path(pipeline, "meta.json")
    stat = meta.stat()
    text = meta.read_text(encoding="utf-8")
    try:
        meta.write_text(text.replace('"0.0.0"', '"0.0.1"'), encoding="utf-8")
        os.utime(meta, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # the same size and time
        assert fingerprint_folder(Path(pipeline)) != before
    finally:
        meta.write_text(text, encoding="utf-8")


def test_pipelines_are_found_without_being_imported() -> None:
    shipped = pipeline_folder(None)
    assert shipped is not None
    assert (shipped / "meta.json").is_file()
    assert pipeline_folder("no_such_pipeline_here") is None
    assert pipeline_folder(str(ROOT)) is None
    making = making_of(AnalyseOptions())
    assert making is not None
    assert any(name.startswith("spacy-") for name in making.libraries)
    assert any(name.startswith("textstat-") for name in making.libraries)


def test_a_pipeline_that_is_not_there_is_an_error_as_ever(reviews: Path) -> None:
    with pytest.raises(PipelineError):
        run(reviews, options=AnalyseOptions(model="no_such_pipeline_here"))


# ---- the store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "cache.sqlite3"


def opened(path: Path, limit: int = 10_000_000) -> Store:
    return Store(path, limit=limit, warn=SAID.append)


def filled(path: Path, n: int = 100) -> dict[bytes, bytes]:
    held = {bytes([i]) * 32: random.Random(i).randbytes(500) for i in range(n)}
    made = opened(path)
    for key, value in held.items():
        made.put(key, value)
    made.close()
    return held


def test_what_is_put_is_there_in_the_next_run(path: Path) -> None:
    held = filled(path)
    again = opened(path)
    assert {key: again.get(key) for key in held} == held
    assert again.get(b"nobody") is None
    assert again.facts().n_entries == 100
    assert again.clear() == 100
    assert again.facts().n_entries == 0
    again.close()
    assert path.parent.stat().st_mode & 0o077 == 0


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 5), st.one_of(st.none(), st.binary(max_size=50)), st.booleans())))
def test_a_store_is_a_dictionary_that_lasts(steps: list[tuple[int, bytes | None, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        kept, model = opened(Path(folder, "c")), dict[bytes, bytes]()
        for number, value, reopen in steps:
            key = bytes([number]) * 32
            if value is not None:
                kept.put(key, value)
                model[key] = value
            if reopen:
                kept.close()
                kept = opened(Path(folder, "c"))
            assert kept.get(key) == model.get(key)
        kept.close()


def test_it_is_bounded_and_the_longest_unused_go_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000_000.0
    monkeypatch.setattr(store.time, "time", lambda: now)
    for number in range(40):
        now += store._USE_RESOLUTION + 1
        kept = opened(path, limit=20_000)
        kept.put(bytes([number]) * 32, random.Random(number).randbytes(1000))
        assert number == 0 or kept.get(bytes(32)) is not None  # the first is used all the time
        kept.close()
        assert kept.facts().n_bytes_on_disk < 120_000
    kept = opened(path, limit=20_000)
    assert kept.facts().n_bytes <= 20_000
    held = [number for number in range(40) if kept.get(bytes([number]) * 32)]
    assert held[0] == 0
    assert held[1:] == list(range(held[1], 40))
    kept.put(b"giant" * 7, bytes(19_000))
    kept.close()
    assert opened(path).get(b"giant" * 7) is None


WRITER = """
import sys
from pathlib import Path
from rocket_cli.cache import Store
store = Store(Path(sys.argv[1]), limit=10**8, warn=lambda m: print("WARNED", m))
for number in range(300):
    store.put((sys.argv[2] + str(number)).encode(), bytes(2000) + sys.argv[2].encode())
    store.put(b"both%d" % number, b"both")
    assert store.get(b"both%d" % (number // 2)) == b"both"
store.close()
"""


def test_two_runs_may_write_at_once(path: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), name],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for name in ("left", "right")
    ]
    for process in processes:
        out, _ = process.communicate(timeout=60)
        assert (process.returncode, out) == (0, b"")
    kept = opened(path)
    assert kept.facts().n_entries == 900
    assert all(kept.get(f"{name}{n}".encode()) for name in ("left", "right", "both") for n in range(300))
    kept.close()


@pytest.mark.parametrize("rubbish", [b"not a database at all" * 99, b"SQLite format 3\0" + bytes(4000)])
def test_a_broken_file_is_set_aside_with_a_warning(path: Path, rubbish: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(rubbish)
    _is_begun_anew(path)
    assert path.with_name(path.name + ".broken").read_bytes() == rubbish


def test_a_file_of_another_program_is_set_aside_and_kept(path: Path) -> None:
    path.parent.mkdir()
    theirs = sqlite3.connect(path)
    theirs.execute("CREATE TABLE bookmarks (url TEXT)")
    theirs.execute("INSERT INTO bookmarks VALUES ('x')")
    theirs.commit()
    theirs.close()
    _is_begun_anew(path)
    theirs = sqlite3.connect(path.with_name(path.name + ".broken"))
    assert theirs.execute("SELECT url FROM bookmarks").fetchall() == [("x",)]
    theirs.close()


def test_tables_of_another_form_are_set_aside(path: Path) -> None:
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.executescript(
        f"CREATE TABLE entries (a); PRAGMA application_id={store._APPLICATION_ID}; PRAGMA user_version=1"
    )
    other.close()
    SAID.clear()
    kept = opened(path)
    assert kept.get(b"a" * 32) is None
    assert len(SAID) == 1
    kept.put(b"a" * 32, b"new")
    kept.close()
    assert opened(path).get(b"a" * 32) == b"new"


def _is_begun_anew(path: Path) -> None:
    SAID.clear()
    kept = opened(path)
    assert len(SAID) == 1
    assert str(path) in SAID[0]
    kept.put(b"a" * 32, b"new")
    kept.close()
    again = opened(path)
    assert again.get(b"a" * 32) == b"new"
    again.close()
    assert len(SAID) == 1


@pytest.mark.parametrize("seed", range(6))
def test_pages_that_rot_never_give_a_wrong_answer(path: Path, seed: int) -> None:
    held = filled(path)
    data, rng = bytearray(path.read_bytes()), random.Random(seed)
    for _ in range(200):
        data[rng.randrange(100, len(data))] ^= 1 << rng.randrange(8)
    path.write_bytes(data)
    kept = opened(path)
    assert all(kept.get(key) in (None, value) for key, value in held.items())
    kept.put(b"b" * 32, b"new")
    kept.close()
    opened(path).close()


def test_a_value_that_is_whole_but_of_another_is_not_taken(reviews: Path, pipeline: str) -> None:
    """Whoever writes into the file with the right digests: each record still says what it was made from."""
    options = AnalyseOptions(model=pipeline)
    wanted = fresh(reviews / "ada.txt", options=options)
    run(reviews, options=options)
    connection = sqlite3.connect(cache_file())
    rows = connection.execute("SELECT key, value FROM entries").fetchall()
    swapped = [
        (value, store._digest(key, value), key)
        for (key, _), (_, value) in zip(rows, rows[1:] + rows[:1], strict=True)
    ]
    connection.executemany("UPDATE entries SET value = ?, digest = ? WHERE key = ?", swapped)
    connection.commit()
    connection.close()
    assert run(reviews / "ada.txt", options=options) == wanted


@pytest.mark.parametrize("value", [b"", zlib.compress(b"\xc1"), zlib.compress(b"\x92\x00\x00")])
def test_an_entry_that_cannot_be_read_is_no_entry(value: bytes, reviews: Path, pipeline: str) -> None:
    options = AnalyseOptions(model=pipeline)
    wanted = run(reviews, options=options)
    connection = sqlite3.connect(cache_file())
    keys = [key for (key,) in connection.execute("SELECT key FROM entries").fetchall()]
    rows = [(value, store._digest(key, value), key) for key in keys]
    connection.executemany("UPDATE entries SET value = ?, digest = ? WHERE key = ?", rows)
    connection.commit()
    connection.close()
    assert run(reviews, options=options) == wanted


def test_a_folder_that_cannot_be_had_is_no_reason_to_stop(
    reviews: Path, pipeline: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("ROCKET_CACHE_DIR", str(tmp_path / "file" / "cache"))
    SAID.clear()
    options = AnalyseOptions(model=pipeline)
    assert run(reviews, options=options) == fresh(reviews, options=options)
    assert len(SAID) == 1
    assert SAID[0].startswith("no cache: ")


def test_a_file_that_is_locked_is_waited_for_and_then_done_without(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = filled(path, 3)
    monkeypatch.setattr(store, "_BUSY_SECONDS", 0.1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    kept = opened(path)
    assert all(kept.get(key) == value for key, value in held.items())
    kept.put(b"c" * 32, b"lost")
    kept.close()
    other.execute("ROLLBACK")
    other.close()
    assert opened(path).get(b"c" * 32) is None


@pytest.mark.parametrize("size", ["many", "-1", "nan", "1e12"])
def test_a_size_that_is_none_is_refused(size: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROCKET_CACHE_MB", size)
    with pytest.raises(UsageError, match="megabytes"):
        size_limit()


def test_no_room_at_all_is_no_cache(reviews: Path, pipeline: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROCKET_CACHE_MB", "0")
    assert len(run(reviews, options=AnalyseOptions(model=pipeline))) == 4
    assert not cache_file().exists()


# ---- the commands


@pytest.fixture
def here(reviews: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(reviews.parent)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(reviews.parent))
    return reviews


def test_cache_commands(here: Path, pipeline: str, capsys: pytest.CaptureFixture[str]) -> None:
    def cache(*words: str) -> str:
        assert cli.main(["cache", *words]) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return out

    assert cache("path") == f"{cache_file()}\n"
    assert json.loads(cache("info", "--json"))["n_entries"] == 0
    assert json.loads(cache("clear", "--json"))["n_removed"] == 0
    assert not cache_file().exists()  # asking makes none
    assert cli.main(["analyse", str(here), "--model", pipeline, "--no-cache"]) == 0
    assert not cache_file().exists()
    capsys.readouterr()
    assert cli.main(["analyse", str(here), "--model", pipeline]) == 0
    capsys.readouterr()
    facts = json.loads(cache("info", "--json"))
    assert (facts["schema"], facts["n_entries"]) == ("rocket.cache/1", 4)
    assert facts["n_bytes"] <= facts["n_bytes_on_disk"]
    assert "4 analysed texts" in cache("info")
    assert "n_entries,4" in cache("info", "-f", "csv")
    assert json.loads(cache("clear", "-f", "jsonl"))["n_removed"] == 4
    assert json.loads(cache("info", "--json"))["n_entries"] == 0


@pytest.mark.parametrize(
    "arguments", [["compare"], ["entities"], ["analyse"], ["readability", "--no-cache"]], ids=lambda a: a[0]
)
def test_output_is_the_same_to_the_last_byte(
    arguments: list[str],
    here: Path,
    pipeline: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ROCKET_MODEL", pipeline)
    outputs = []
    for more in (["--no-cache"], [], []):
        assert cli.main([*dict.fromkeys([*arguments, *more]), str(here), "--format", "jsonl"]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1] == outputs[2] != ""


@pytest.mark.pipeline
def test_a_run_over_cached_reviews_imports_nothing_heavy(tmp_path: Path) -> None:
    """With the pipeline that ships, each run a process of its own."""
    (tmp_path / "a.txt").write_text(REVIEW, encoding="utf-8")
    code = (
        "import atexit, sys\n"
        f"atexit.register(lambda: print(*[n for n in {HEAVY!r} if n in sys.modules], file=sys.stderr))\n"
        f"sys.argv = ['rocket', 'compare', {str(tmp_path)!r}, '--json']\n"
        "from rocket_cli.cli.main import run\n"
        "run()\n"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert "spacy" in runs[0].stderr.split()
    assert runs[1].stderr.split() == []
    assert runs[1].stdout == runs[0].stdout


def test_records_are_kept_without_text_unless_asked(reviews: Path, pipeline: str) -> None:
    run(reviews, options=AnalyseOptions(model=pipeline))
    connection = sqlite3.connect(cache_file())
    values = [zlib.decompress(value) for (value,) in connection.execute("SELECT value FROM entries")]
    connection.close()
    assert values
    assert not any(b"keeps walking" in value for value in values)
    assert all(b"Port Ellis" in value for value in values)


def test_records_given_as_input_pass_through(reviews: Path, pipeline: str, analysed: list[str]) -> None:
    options = AnalyseOptions(model=pipeline)
    made = run(reviews, options=options)
    assert all(isinstance(record, ReviewAnalysis) for record in made)
    file = reviews / "records.jsonl"
    file.write_text("".join(to_json(record) + "\n" for record in made if isinstance(record, ReviewAnalysis)))
    analysed.clear()
    assert run(file, options=options) == made
    assert analysed == []


def test_a_memory_that_is_cut_short_keeps_what_is_whole(
    reviews: Path, pipeline: str, analysed: list[str]
) -> None:
    """A pipe that closes ends the run in its middle."""
    options = AnalyseOptions(model=pipeline)
    with remembering(options, SAID.append) as known:
        assert isinstance(known, CacheMemory)
        assert next(analyse_paths([str(reviews / "ada.txt"), str(reviews)], options, memory=known))
    analysed.clear()
    run(reviews / "ada.txt", options=options)
    assert analysed == []
