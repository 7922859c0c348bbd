"""From paths to reviews: ids, overrules, several reviews on a page, records, failures."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from rocket_cli.errors import EmptyFileError, InputError, NoReviewsError, PathNotFoundError, UsageError
from rocket_cli.reading import InputOptions, failure_from, read_bytes, read_inputs, read_reviews
from rocket_cli.reading.assemble import OUTSIDE, review_id
from rocket_cli.reading.overrules import Overrules, read_overrules
from rocket_cli.records import (
    ANOTHER_REVIEW,
    Byline,
    Counts,
    Failure,
    Lexical,
    PipelineInfo,
    Readability,
    Review,
    ReviewAnalysis,
    Source,
    to_json,
)
from tests.reading.samples import BYLINE, HTML, MARKDOWN, PARAGRAPHS, TEXT, TITLE, use_simple_page

SIMPLE = f"# {TITLE}\n{BYLINE}\n{PARAGRAPHS[0]}\n{PARAGRAPHS[1]}\n"


@pytest.fixture
def simple_page(monkeypatch: pytest.MonkeyPatch) -> None:
    use_simple_page(monkeypatch)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], str]:
    def write_file(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return str(path)

    return write_file


Write = Callable[[str, str | bytes], str]


def reviews(*paths: str | Path, **options: str) -> list[Review]:
    found = list(read_reviews([str(path) for path in paths], InputOptions(**options)))
    assert not [item for item in found if isinstance(item, Failure)]
    return [item for item in found if isinstance(item, Review)]


def failures(*paths: str | Path, **options: str) -> list[Failure]:
    found = list(read_reviews([str(path) for path in paths], InputOptions(**options)))
    assert not [item for item in found if isinstance(item, Review)]
    return [item for item in found if isinstance(item, Failure)]


# The same review, whatever it was saved as


def test_one_review_in_every_format_is_one_record(write: Write) -> None:
    paths = [
        write("a.txt", TEXT),
        write("a.md", MARKDOWN),
        write("a.html", HTML),
        write("a.jsonl", json.dumps({"text": TEXT})),
        write("a.csv", 'id,text\n1,"' + TEXT.replace('"', '""') + '"\n'),
        write("utf16.txt", TEXT.encode("utf-16")),
        write("windows.txt", TEXT.replace("\n", "\r\n").encode("cp1252")),
        write("mac.txt", TEXT.replace("\n", "\r").encode("mac_roman")),
    ]
    found = [read_bytes(Path(path).read_bytes(), path)[0] for path in paths]
    found += [
        item
        for text in (TEXT, HTML, json.dumps({"text": TEXT}))
        for item in read_reviews(["-"], stdin=io.BytesIO(text.encode()))
        if isinstance(item, Review)
    ]
    assert len(found) == len(paths) + 3
    first = found[0]
    assert first.reviewer == "Maren Oduya"
    assert first.warnings == ()
    for review in found[1:]:
        assert review.text.rstrip("\n") == first.text.rstrip("\n")
        assert replace(review, id=first.id, source=first.source, text=first.text) == first


@pytest.mark.usefixtures("simple_page")
def test_source_and_offsets_say_where_everything_is(write: Write) -> None:
    path = write("The Salt Ferry.txt", "\ufeff" + SIMPLE.replace("\n", "\r\n"))
    (review,) = reviews(path)
    assert review.source.path == path
    assert review.source.encoding == "utf-8-sig"
    assert review.source.n_bytes == Path(path).stat().st_size
    assert review.source.member is None
    assert review.id == f"the-salt-ferry-{review.source.sha256[:8]}"
    assert review.text == SIMPLE
    assert [(block.kind, review.text[block.start : block.end]) for block in review.blocks] == [
        ("title", f"# {TITLE}"),
        ("byline", BYLINE),
        ("body", PARAGRAPHS[0]),
        ("body", PARAGRAPHS[1]),
    ]
    assert review.byline == Byline(BYLINE, len(TITLE) + 3, len(TITLE) + 3 + len(BYLINE))


@pytest.mark.parametrize(
    ("path", "member", "slug"),
    [
        ("a/Élan & Co..txt", None, "elan-co-abcdef01"),
        ("-", None, "stdin-abcdef01"),
        ("映画.txt", 3, "review-abcdef01-3"),
        ("x" * 200, 1, "x" * 40 + "-abcdef01-1"),
    ],
)
def test_ids_are_short_and_readable(path: str, member: int | None, slug: str) -> None:
    assert review_id(path, "abcdef0123456789", member) == slug


@pytest.mark.usefixtures("simple_page")
def test_the_same_text_twice_has_two_ids_and_a_warning(write: Write, tmp_path: Path) -> None:
    write("a/kane.txt", SIMPLE)
    write("b/kane.txt", SIMPLE)
    write("c/other.txt", SIMPLE)
    first, second, third = reviews(tmp_path)
    assert second.id == f"{first.id}-copy"
    assert third.id.startswith("other-")
    assert not any("same text" in warning for warning in first.warnings)
    assert second.warnings[-1] == third.warnings[-1] == f"the same text as {first.id}"


# Who wrote it


@pytest.mark.usefixtures("simple_page")
def test_reviewers_toml_overrules_the_byline_and_the_option_overrules_it(
    write: Write, tmp_path: Path
) -> None:
    names = ("exact.txt", "festival-1.md", "silent.txt", "unsigned.txt")
    for name in names:
        write(name, SIMPLE.replace(PARAGRAPHS[1], name))
    write(
        "reviewers.toml",
        '"exact.txt" = "Ada Lind"\n[reviewers]\n"festival-*" = "Bo Marsh"\n"unsigned.txt" = ""\n',
    )
    assert [review.reviewer for review in reviews(tmp_path)] == ["Ada Lind", "Bo Marsh", "Maren Oduya", None]
    assert [review.byline is None for review in reviews(tmp_path)] == [True, True, False, True]
    assert {review.reviewer for review in reviews(tmp_path, reviewer="Cy Ng")} == {"Cy Ng"}


def test_exact_names_come_before_patterns_and_members_before_files() -> None:
    overrules = Overrules((("*.txt", "A"), ("a.txt", "B"), ("a.txt#2", "C"), ("b.*#1", "D")))
    assert overrules.lookup("a.txt") == "B"
    assert overrules.lookup("a.txt", 2) == "C"
    assert overrules.lookup("a.txt", 1) == "B"
    assert overrules.lookup("b.txt", 1) == "D"
    assert overrules.lookup("c.txt") == "A"
    assert overrules.lookup("c.md") is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'"a.txt" = "Ada"\n"b.txt" = Bo\n', "line 2"),
        (b'"a.txt" = "Ada"\n"b.txt" = "Bj\xf6rn"\n', "line 2"),
        (b'"a.txt" = 7\n', "'a.txt' is no name"),
    ],
)
@pytest.mark.usefixtures("simple_page")
def test_a_broken_reviewers_toml_is_a_warning_of_the_first_review(
    write: Write, tmp_path: Path, content: bytes, said: str
) -> None:
    write("a.txt", SIMPLE)
    write("b.txt", SIMPLE + "More.")
    path = write("reviewers.toml", content)
    first, second = reviews(tmp_path)
    assert [path in warning and said in warning for warning in first.warnings].count(True) == 1
    assert not any("reviewers.toml" in warning for warning in second.warnings)
    assert first.reviewer == "Maren Oduya"


def test_no_overrules_where_there_is_no_file(tmp_path: Path) -> None:
    assert read_overrules(str(tmp_path)) == Overrules()
    assert read_overrules(str(tmp_path / "none")) == Overrules()


@pytest.mark.usefixtures("simple_page")
def test_columns_and_front_matter_overrule_the_page(write: Write) -> None:
    row = {"text": SIMPLE, "reviewer": "Ada Lind", "film": "Ferry", "year": "2018", "outlet": "Tidewater"}
    table = write("a.jsonl", json.dumps(row))
    page = write("b.md", f"---\nauthor: Ada Lind\nfilm: Ferry\nyear: 2018\noutlet: Tidewater\n---\n{SIMPLE}")
    for path in (table, page):
        (review,) = reviews(path)
        assert (review.reviewer, review.film, review.year, review.outlet) == (
            "Ada Lind",
            "Ferry",
            2018,
            "Tidewater",
        )
        assert review.byline is None


@pytest.mark.usefixtures("simple_page")
def test_metadata_of_a_page_do_not_overrule_its_byline(write: Write) -> None:
    head = "<html><head><meta name=author content='Ada Lind'></head>"
    signed = write("a.html", f"{head}<p>{BYLINE}</p><p>{PARAGRAPHS[0]}</p>")
    unsigned = write("b.html", f"{head}<p>{PARAGRAPHS[0]}</p>")
    assert [review.reviewer for review in reviews(signed, unsigned)] == ["Maren Oduya", "Ada Lind"]


@pytest.mark.usefixtures("simple_page")
def test_what_a_page_calls_comments_is_furniture_and_signs_nothing(write: Write) -> None:
    page = (
        f"<p>{PARAGRAPHS[0]}</p><div id=comments><p>By Ada Lind</p><p>No,\u00a0no.</p></div><p>The end.</p>"
    )
    (review,) = reviews(write("a.html", page))
    assert (review.reviewer, review.byline) == (None, None)
    assert [(block.kind, block.reason, review.text[block.start : block.end]) for block in review.blocks] == [
        ("body", None, PARAGRAPHS[0]),
        ("furniture", "comments", "By Ada Lind\n\nNo, no."),
        ("body", None, "The end."),
    ]


# Several reviews


@pytest.mark.usefixtures("simple_page")
def test_each_review_of_a_page_sets_the_others_aside(write: Write) -> None:
    text = "~menu\nThis week's films.\nBy Bo Marsh\n# One\nFirst body.\n# Two\nBy Ada Lind\nSecond body."
    text += "\n# Three\nEnd"
    first, second, third = reviews(write("week.txt", text))
    assert first.text == second.text == third.text == text
    assert [review.source.member for review in (first, second, third)] == [1, 2, 3]
    assert [review.id[-2:] for review in (first, second, third)] == ["-1", "-2", "-3"]
    assert [review.reviewer for review in (first, second, third)] == ["Bo Marsh", "Ada Lind", "Bo Marsh"]
    assert [(block.kind, block.reason, text[block.start : block.end]) for block in second.blocks] == [
        ("furniture", None, "~menu"),
        ("furniture", OUTSIDE, "This week's films."),
        ("byline", None, "By Bo Marsh"),
        ("furniture", ANOTHER_REVIEW, "# One\nFirst body."),
        ("title", None, "# Two"),
        ("byline", None, "By Ada Lind"),
        ("body", None, "Second body."),
        ("furniture", ANOTHER_REVIEW, "# Three\nEnd"),
    ]
    assert second.byline is not None
    assert text[second.byline.start : second.byline.end] == second.byline.text == "By Ada Lind"
    assert "review 2 of 3 in this file; the others are set aside" in second.warnings


@pytest.mark.usefixtures("simple_page")
def test_one_byline_under_the_last_review_signs_them_all(write: Write) -> None:
    text = "# One\nFirst.\n# Two\nSecond.\nBy Bo Marsh"
    first, second = reviews(write("week.txt", text))
    assert (first.reviewer, second.reviewer) == ("Bo Marsh", "Bo Marsh")
    assert first.byline == second.byline == Byline("By Bo Marsh", text.index("By"), len(text))


@pytest.mark.usefixtures("simple_page")
def test_a_byline_of_one_review_is_not_its_neighbours(write: Write) -> None:
    first, second = reviews(write("week.txt", "# One\nBy Bo Marsh\nFirst.\n# Two\nSecond."))
    assert (first.reviewer, second.reviewer) == ("Bo Marsh", None)


@pytest.mark.usefixtures("simple_page")
def test_rows_are_members_and_bad_rows_are_failures(write: Write) -> None:
    path = write(
        "a.jsonl", '{"text": "One."}\n{"body": "Two."}\n{"text": "\\u200b"}\n{"text": "# A\\n# B"}\n'
    )
    first, second, third, fourth = read_reviews([path])
    assert isinstance(first, Review)
    assert isinstance(fourth, Review)
    assert (first.source.member, fourth.source.member) == (1, 4)
    assert first.source.sha256 == fourth.source.sha256
    assert isinstance(second, Failure)
    assert (second.path, second.error) == (path, "row 2 has no column 'text'; there are 'body'")
    assert isinstance(third, Failure)
    assert third.error == "row 3 has no text"


# Records of analysed reviews


def analysed(review_id: str) -> ReviewAnalysis:
    return ReviewAnalysis(
        id=review_id,
        source=Source("kane.txt", "0" * 64, "utf-8", 10),
        reviewer="Ada Lind",
        byline=None,
        display_name="Ada Lind",
        outlet=None,
        film="Ferry",
        year=2018,
        country=None,
        running_time_minutes=None,
        rating=None,
        blocks=(),
        mentions=(),
        entities=(),
        counts=Counts(*range(10)),
        readability=Readability(),
        lexical=Lexical(),
        pipeline=PipelineInfo("en_review_entities", "1.0"),
        warnings=(),
    )


def test_records_are_read_back_as_they_were(write: Write) -> None:
    lines = write("r.jsonl", to_json(analysed("a")) + "\n" + to_json(analysed("b")) + "\n")
    single = write("r.json", to_json(analysed("c"), indent=2))
    assert list(read_inputs([lines, single])) == [analysed("a"), analysed("b"), analysed("c")]
    stdin = io.BytesIO(to_json(analysed("d")).encode())
    assert list(read_inputs(["-"], stdin=stdin)) == [analysed("d")]


def test_records_too_have_ids_of_their_own(write: Write) -> None:
    path = write("r.jsonl", to_json(analysed("a")) + "\n" + to_json(analysed("a")) + "\n")
    assert list(read_inputs([path])) == [analysed("a"), analysed("a-copy")]


def test_a_command_that_needs_text_refuses_records(write: Write) -> None:
    (failure,) = failures(write("r.jsonl", to_json(analysed("a"))))
    assert "analysed record" in failure.error


def test_a_cut_record_is_a_failure_that_says_what_is_missing(write: Write) -> None:
    (failure,) = failures(write("r.jsonl", '{"schema": "rocket.review/1", "id": "a"}'))
    assert "missing required field" in failure.error


# Failures


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.txt", "", "the file is empty"),
        ("a.txt", " \n\t", "the file is empty"),
        ("a.txt", "\ufeff\u200b", "the file has no text"),
        ("a.html", "<html><script>x</script></html>", "the file has no text"),
        ("a.txt", b"\x00\x01\x02\x03" * 20, "not a text file"),
        ("a.pdf", b"%PDF-1.7", "looks like a PDF, not text"),
        ("a.json", "{broken", "not JSON: Expecting property name enclosed in double quotes"),
        ("a.csv", "id\n1\n", "no column 'text'; there are 'id'"),
    ],
)
@pytest.mark.usefixtures("simple_page")
def test_a_bad_file_is_one_failure_and_the_run_goes_on(
    write: Write, name: str, content: str | bytes, error: str
) -> None:
    bad, good = write(f"bad/{name}", content), write("good.txt", SIMPLE)
    failure, review = read_reviews([bad, good])
    assert isinstance(failure, Failure)
    assert failure.path == bad
    assert failure.error.startswith(error)
    assert isinstance(review, Review)


def test_an_encoding_that_does_not_fit_is_a_failure_with_the_cure(write: Write) -> None:
    data = ("x" * 310 + " “curly” and don’t").encode("cp1252")
    (failure,) = failures(write("kane.txt", data), encoding="utf-8")
    assert failure.error == "not utf-8 at byte 311"
    assert failure.hint == "try --encoding cp1252"


@pytest.mark.usefixtures("simple_page")
def test_json_beside_reviews_is_no_failure_unless_named(write: Write, tmp_path: Path) -> None:
    write("a.txt", SIMPLE)
    path = write("a.json", '{"labels": ["x"]}')
    assert len(reviews(tmp_path)) == 1
    assert failures(path)[0].error == "row 1 has no column 'text'; there are 'labels'"


def test_a_folder_of_other_data_alone_is_a_failure(write: Write, tmp_path: Path) -> None:
    write("a.json", '{"labels": ["x"]}')
    (failure,) = failures(tmp_path)
    assert failure.path == str(tmp_path)


def test_options_that_can_hold_for_nothing_end_the_run() -> None:
    with pytest.raises(UsageError):
        list(read_inputs(["-"], InputOptions(input_format="docx"), stdin=io.BytesIO(b"x")))


def test_read_bytes_raises_or_names_the_rows_it_left_out() -> None:
    with pytest.raises(EmptyFileError):
        read_bytes(b"", "a.txt")
    with pytest.raises(NoReviewsError):
        read_bytes(to_json(analysed("a")).encode(), "a.jsonl")


@pytest.mark.usefixtures("simple_page")
def test_read_bytes_names_the_rows_it_left_out() -> None:
    (review,) = read_bytes(b'{"text": "One."}\n{"text": 2}\n', "a.jsonl")
    assert review.warnings[-1] == "left out: row 2 has a number in 'text'"


def test_failure_from_keeps_message_hint_and_path() -> None:
    error = PathNotFoundError("no such file or folder", hint="check the spelling", path="kane\udcff.txt")
    assert failure_from(error) == Failure("kane?.txt", "no such file or folder", "check the spelling")


# Cautions


@pytest.mark.usefixtures("simple_page")
def test_cautions_about_the_body(write: Write) -> None:
    (short,) = reviews(write("a.txt", "A good film."))
    assert short.warnings == ("only 3 words: readability figures are rough",)
    german = "Der Film erzählt von zwei Brüdern, die auf einer alten Fähre leben und auf Gäste warten. "
    (foreign,) = reviews(write("b.txt", german * 8))
    assert [warning.split(":")[0] for warning in foreign.warnings] == [
        "reads as another language than English"
    ]
    (furniture,) = reviews(write("c.txt", "~menu\n~footer"))
    assert furniture.warnings[0].startswith("no text of a review found")


# What it costs and survives


def test_importing_the_room_loads_no_library_of_size() -> None:
    code = (
        "import sys, rocket_cli.reading\n"
        "heavy = 'spacy textstat nltk numpy trafilatura lxml ftfy charset_normalizer markdown_it'.split()\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.usefixtures("simple_page")
def test_a_big_table_is_read_row_by_row(write: Write) -> None:
    path = write("big.csv", "text\n" + "A review of some length for the table.\n" * 20_000)
    found = read_inputs([path])
    first = next(found)
    assert isinstance(first, Review)
    assert first.source.member == 1


_NAMES = ("a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.mhtml", "-")
_STARTS = (
    b"",
    b"<html><p>",
    b"---\na: ",
    b'{"text": "',
    b'[{"text": "',
    b"text,film\n",
    b"\xff\xfe",
    b"+++\n",
)


@settings(max_examples=400)
@given(st.sampled_from(_NAMES), st.sampled_from(_STARTS), st.binary(max_size=120))
def test_any_bytes_give_reviews_or_an_input_error(name: str, start: bytes, data: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        use_simple_page(patch)
        try:
            found = read_bytes(start + data, name)
        except InputError as error:
            assert error.path == name  # noqa: PT017
        else:
            assert all(review.text[b.start : b.end].strip() for review in found for b in review.blocks)


@settings(max_examples=200)
@given(st.sampled_from(_NAMES), st.text(max_size=200))
def test_any_text_gives_reviews_or_an_input_error(name: str, text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        use_simple_page(patch)
        data = json.dumps({"text": text}) if name.endswith(("json", "jsonl")) else text
        found = list(read_inputs(["-"], stdin=io.BytesIO(data.encode("utf-8", "replace"))))
    assert found
    assert all(isinstance(item, (Review, Failure)) for item in found)
