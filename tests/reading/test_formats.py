"""Each format to text and facts."""

from __future__ import annotations

import html
import io
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rocket_cli.errors import EmptyFileError, InputError, NoReviewsError
from rocket_cli.reading.formats import format_of, read_piece, read_rows
from rocket_cli.reading.markdown import plain_text, read_markdown
from rocket_cli.reading.mending import mend
from rocket_cli.reading.options import InputOptions
from rocket_cli.reading.pieces import Given, Piece, one_line, person, year
from rocket_cli.reading.tables import Row
from rocket_cli.reading.web import page_text, read_html
from tests.reading.samples import HTML, MARKDOWN, TEXT


def rows_of(data: bytes, kind: str, **options: str) -> list[Row]:
    rows, _ = read_rows(io.BytesIO(data), f"a.{kind}", kind, InputOptions(**options))
    return list(rows)


# Markdown


def test_markdown_is_its_plain_text() -> None:
    assert plain_text(MARKDOWN) == TEXT.rstrip("\n")


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("# A & B\nBy *X Y*\n\nText", "A & B\nBy X Y\n\nText"),
        ("Director: A  \nCast: B\nLength: 90 min", "Director: A\nCast: B\nLength: 90 min"),
        ("A [link](http://x.example) and ![a pier](p.png) `code` ~~gone~~", "A link and code gone"),
        ("fish &amp; chips \\*not em\\*", "fish & chips *not em*"),
        ("one\n\n***\n\ntwo", "one\n\ntwo"),
        ("one\n\n****\n\ntwo", "one\n\n****\n\ntwo"),
        ("- Home\n- Reviews", "Home\nReviews"),
        ("Text.\n\n- Maren Oduya", "Text.\n\n- Maren Oduya"),
        ("2021. It was a good year.", "2021. It was a good year."),
        ("> a quote\n> of two lines", "a quote\nof two lines"),
        ("| Director | Ida Falk |\n|---|---|\n| Length | 90 min |", "Director | Ida Falk\nLength | 90 min"),
        ("<div>in <b>html</b></div>\n\nand <i>inline</i><br>next", "in html\n\nand inline\nnext"),
        ("```\nas it\n  is\n```", "as it\n  is"),
        ("", ""),
    ],
)
def test_markdown_marks_go_and_lines_stay(markdown: str, plain: str) -> None:
    assert plain_text(markdown) == plain


def test_front_matter_becomes_facts_and_a_title_line() -> None:
    piece = read_markdown(
        "---\ntitle: 'The Salt Ferry: no hurry'\nauthors: [Maren Oduya, Bo Marsh]\nfilm: The Salt Ferry\n"
        "Year: 2019\nrating: 4/5\noutlet: Tidewater\ndate: 2019-02-31\n---\nThe boat leaves.\n"
    )
    assert piece.text == "The Salt Ferry: no hurry\n\nThe boat leaves."
    assert piece.given == Given(
        "The Salt Ferry: no hurry", "Maren Oduya and Bo Marsh", "Tidewater", "The Salt Ferry", 2019, "4/5"
    )
    assert piece.declared
    assert piece.warnings == ()


def test_a_title_that_is_printed_is_not_doubled() -> None:
    assert read_markdown("---\ntitle: The Salt Ferry\n---\n# The  *Salt* Ferry\n").text == "The Salt Ferry"


@pytest.mark.parametrize("text", ["---\n\nA text.\n\n---\n\nMore.", "---\nno end", "--- \n---\nText"])
def test_a_rule_at_the_head_is_no_front_matter(text: str) -> None:
    piece = read_markdown(text)
    assert piece.given == Given()
    assert piece.warnings == ()


def test_broken_front_matter_is_a_warning_and_the_text_stays() -> None:
    piece = read_markdown("---\ntitle: [\n---\nThe boat leaves.")
    assert piece.text == "The boat leaves."
    assert "front matter cannot be read" in piece.warnings[0]


def test_toml_front_matter() -> None:
    assert read_markdown("+++\nby = 'By Maren Oduya'\n+++\nText").given.reviewer == "Maren Oduya"


# Web pages


def test_a_page_is_its_plain_text() -> None:
    assert mend(read_html(HTML).text) == TEXT.rstrip("\n")


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
        ("<ul><li>a<li>b</ul>c", "a\nb\n\nc"),
        ("<table><tr><th>Director<td>Ida Falk<tr><td>90 min</table>", "Director | Ida Falk\n90 min"),
        ("a <nav>menu</nav>tail <!-- c -->and <b>bold</b>", "a tail and bold"),
        ("<script>x</script><style>y</style><noscript>z</noscript>text", "text"),
        ("<p hidden>no</p><p style='display: none'>no</p><p>yes</p>", "yes"),
        ("<p>spread\n   over\tlines</p>", "spread over lines"),
        ("<pre>one\n\ntwo</pre>", "one\n\ntwo"),
        (
            "<p>Rating <img alt='4 out of 5 stars' src=x><img alt='a pier' src=y></p>",
            "Rating 4 out of 5 stars",
        ),
        ("<p>&nbsp;</p><p>fish &amp; chips</p>", "fish & chips"),
        ("<!-- nothing -->", ""),
        ("", ""),
        ("<?xml version='1.0' encoding='utf-16'?><html><p>é</html>", "é"),
    ],
)
def test_page_text(page: str, lines: str) -> None:
    assert page_text(page) == lines


def test_the_head_and_linked_data_say_who_wrote_what() -> None:
    linked = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "name": "Someone else"},
            {
                "@type": ["Review"],
                "author": [{"@type": "Person", "name": "Maren Oduya"}],
                "publisher": {"name": "Tidewater"},
                "itemReviewed": {"@type": "Movie", "name": "The Salt Ferry", "dateCreated": "2019-05-01"},
                "reviewRating": {"ratingValue": "4", "bestRating": 5},
            },
        ],
    }
    page = f"<title>No hurry</title><script type='application/ld+json'>{json.dumps(linked)}</script><p>Text"
    assert read_html(page).given == Given(
        "No hurry", "Maren Oduya", "Tidewater", "The Salt Ferry", 2019, "4/5"
    )


def test_metadata_of_the_head() -> None:
    page = (
        "<html><head><title>No hurry | Tidewater</title><meta name=author content='Maren Oduya'>"
        "<meta property='og:site_name' content='Tidewater'></head><body><p>Text</body></html>"
    )
    given = read_html(page).given
    assert (given.reviewer, given.outlet) == ("Maren Oduya", "Tidewater")


@pytest.mark.parametrize(
    "page",
    [
        # Authors of other things on the page, of several reviews, and what is no person.
        "<html><head><title>x</title></head><body><p>Text<aside><a rel=author>Other Person</a></aside>",
        '<script type=\'application/ld+json\'>[{"@type":"Review","author":"A B"},'
        '{"@type":"Review","author":"C D"}]</script><p>Text',
        "<html><head><meta name=author content=admin></head><p>Text",
        "<script type='application/ld+json'>{broken</script><p>Text",
    ],
)
def test_no_reviewer_rather_than_a_wrong_one(page: str) -> None:
    assert read_html(page).given.reviewer is None


def test_the_declared_encoding_of_a_page_is_used() -> None:
    page = "<meta charset=windows-1251><p>Фильм о мальчике".encode("cp1251")
    piece, decoded = read_piece(page, "a.html", InputOptions())
    assert (piece.text, decoded.encoding) == ("Фильм о мальчике", "windows-1251")


def test_a_web_archive_gives_its_page() -> None:
    archive = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\nContent-Type: text/html;"
        b" charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<p>Agn=C3=A8s leaves.</p>\n--B--\n"
    )
    assert read_piece(archive, "a.mhtml", InputOptions())[0].text == "Agnès leaves."
    with pytest.raises(NoReviewsError):
        read_piece(b"MIME-Version: 1.0\n\ntext", "a.mhtml", InputOptions())


@pytest.mark.parametrize(
    ("page", "aside"),
    [
        ("<p>text</p><footer><p>About us<p>© 2019 Tidewater</footer>", ["About us"]),
        ("<article><p>text<footer>By X</footer></article>", []),
        ("<p>text</p><div class='relatedPosts'>By A <b>B</b><div>two</div></div>end", ["By A B", "two"]),
        ("<p>text</p><section id=comments><p>I disagree.</section>", ["I disagree."]),
        ("<div class='has-sidebar'><h1>Title</h1><p>text</div>", []),
        ("<p class=commentary>text</p><p>more", []),
        ("<div class=share>everything</div>", []),
    ],
)  # fmt: skip
def test_lines_that_the_markup_calls_something_else(page: str, aside: list[str]) -> None:
    piece = read_html(page)
    lines = piece.text.split("\n")
    assert [lines[number] for number, _ in piece.aside] == aside


# Tables


def test_csv_columns_are_facts() -> None:
    data = 'Text,reviewer,film,year,rating\n"One,\ntwo",Maren Oduya,The Salt Ferry,2019.0,4/5\n'
    data += "\nThree,admin,,soon,\n"  # a blank line is no row
    first, second = rows_of(data.encode(), "csv")
    assert first == Piece(
        "One,\ntwo", Given(None, "Maren Oduya", None, "The Salt Ferry", 2019, "4/5"), declared=True, row=1
    )
    assert isinstance(second, Piece)
    assert (second.row, second.given) == (2, Given())
    assert second.warnings == ("'year' holds 'soon', which is no year",)


@pytest.mark.parametrize(
    ("data", "kind"),
    [("text;film\nA;B\n", "csv"), ("text\tfilm\nA\tB\n", "csv"), ("text\tfilm\nA\tB", "tsv")],
)
def test_delimiters(data: str, kind: str) -> None:
    (row,) = rows_of(data.encode("utf-8-sig"), kind)
    assert isinstance(row, Piece)
    assert (row.text, row.given.film) == ("A", "B")


def test_other_columns_by_option() -> None:
    data = b"critic,review\nMaren Oduya,The boat leaves.\n"
    (row,) = rows_of(data, "csv", text_column="review", reviewer_column="critic")
    assert isinstance(row, Piece)
    assert (row.text, row.given.reviewer) == ("The boat leaves.", "Maren Oduya")


def test_a_table_without_the_column_names_those_it_has() -> None:
    with pytest.raises(NoReviewsError) as caught:
        rows_of(b"id,body\n1,x\n", "csv")
    assert str(caught.value) == (
        "a.csv: no column 'text'; there are 'id', 'body'; "
        "name the one that holds the reviews with --text-column"
    )


def test_bad_rows_are_named_and_the_others_read() -> None:
    data = '{"text": "One"}\n{"body": "Two"}\n{broken\n7\n{"text": 7}\n{"text": " "}\n\n{"text": "Eight"}\n'
    found = rows_of(data.encode(), "jsonl")
    assert [row.row if isinstance(row, Piece) else re.split(r"; |: line", str(row))[0] for row in found] == [
        1,
        "a.jsonl: row 2 has no column 'text'",
        "a.jsonl: row 3 is not JSON: Expecting property name enclosed in double quotes",
        "a.jsonl: row 4 is no JSON object",
        "a.jsonl: row 5 has a number in 'text'",
        "a.jsonl: row 6 has no text in 'text'",
        7,
    ]


@pytest.mark.parametrize(
    "data",
    [
        '[{"text": "One"}, {"text": "Two"}]',
        '[\n {"text": "One"},\n {"text": "Two"}\n]',
        '{"text": "One"}\n{"text": "Two"}',
        '\n\n{"TEXT": "One"}\r\n{"Text": "Two"}\r\n',
    ],
)
def test_json_in_all_its_layouts(data: str) -> None:
    for codec in ("utf-8", "utf-8-sig", "utf-16"):
        found = rows_of(data.encode(codec), "json")
        assert [row.text for row in found if isinstance(row, Piece)] == ["One", "Two"]


def test_json_lines_with_a_broken_first_line() -> None:
    first, second = rows_of(b'{"text": \n{"text": "Two"}\n', "jsonl")
    assert isinstance(first, InputError)
    assert isinstance(second, Piece)


def test_what_other_commands_print_is_no_review() -> None:
    (found,) = rows_of(b'{"schema": "rocket.comparison/1", "reviews": []}', "json")
    assert isinstance(found, NoReviewsError)
    assert "rocket.comparison/1" in found.message


def test_a_review_longer_than_the_csv_limit() -> None:
    (row,) = rows_of(b"text\n" + b"word " * 100_000, "csv")
    assert isinstance(row, Piece)
    assert len(row.text) == 500_000


def test_rows_are_read_as_they_are_asked_for() -> None:
    handle = io.BytesIO(b"text\n" + b"A review of some length.\n" * 100_000)
    rows, _ = read_rows(handle, "a.csv", "csv", InputOptions())
    next(rows)
    assert handle.tell() < 100_000


def test_an_unquoted_comma_is_a_warning() -> None:
    (row,) = rows_of(b"film,text\nThe Salt Ferry,One, two\n", "csv")
    assert isinstance(row, Piece)
    assert "is its text in quotes?" in row.warnings[0]


@pytest.mark.parametrize("kind", ["csv", "tsv", "jsonl", "json"])
@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_table_is_an_empty_file(kind: str, data: bytes) -> None:
    with pytest.raises(EmptyFileError):
        rows_of(data, kind)


# Which format


@pytest.mark.parametrize(
    ("path", "head", "kind"),
    [
        ("a.md", b"<html>", "md"),
        ("a.TXT", b"text", "txt"),
        ("a.txt", b"\xef\xbb\xbf\n<!DOCTYPE html><p>", "html"),
        ("a.txt", b'{"text": "x"}', "txt"),
        ("-", b"<?xml version='1.0'?>\n<html xmlns='x'>", "html"),
        ("-", b"<!-- saved from x -->\n<html>", "html"),
        ("-", '<html lang="en">'.encode("utf-16"), "html"),
        ("-", b'{"text": "x"}', "jsonl"),
        ("-", b'[{"text": "x"}]', "jsonl"),
        ("-", b"---\ntitle: x\n---\n", "md"),
        ("-", b"{not json", "txt"),
        ("-", b"A review.", "txt"),
        ("review", b"A review.", "txt"),
        ("a.NDJSON", b"", "jsonl"),
        ("a.htm", b"", "html"),
    ],
)
def test_format_of(path: str, head: bytes, kind: str) -> None:
    assert format_of(path, head, InputOptions()) == kind
    assert format_of(path, head, InputOptions(input_format="csv")) == "csv"


# Values beside the text


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("  a \n b ", "a b"),
        (["A", "B", "C"], "A, B and C"),
        ([{"name": "A"}], "A"),
        (4.5, "4.5"),
        (True, None),
        (None, None),
        ([], None),
        ("", None),
        ({"x": 1}, None),
    ],
)
def test_one_line(value: object, line: str | None) -> None:
    assert one_line(value) == line


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("By Maren Oduya", "Maren Oduya"),
        ("Reviewed by: Maren Oduya", "Maren Oduya"),
        ("Byron Marsh", "Byron Marsh"),
        ("Admin", None),
        ("maren@films.example", None),
        ("https://films.example/maren", None),
        ("x" * 100, None),
    ],
)
def test_person(value: str, name: str | None) -> None:
    assert person(value) == name


@pytest.mark.parametrize(
    ("value", "found"),
    [(2019, 2019), ("2019.0", 2019), (" 1921 ", 1921), ("soon", None), ("20190", None), (19, None)],
)
def test_year(value: object, found: int | None) -> None:
    assert year(value) == found


@settings(max_examples=150)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=200))
def test_a_paragraph_of_a_page_is_its_words(text: str) -> None:
    words = " ".join(text.split(" ")).strip(" ")
    shown = re.sub(" +", " ", words) if words.strip() else ""
    assert page_text(f"<p>{html.escape(text)}</p>") == shown


_DRESSED = st.sampled_from(["{}", "*{}*", "**{}**", "[{}](http://x.example)", "`{}`", "<i>{}</i>", "~~{}~~"])
_WORD = st.from_regex(r"[A-Za-zé]{1,8}", fullmatch=True)


@settings(max_examples=150)
@given(st.lists(st.lists(st.tuples(_DRESSED, _WORD), min_size=1, max_size=5), min_size=1, max_size=4))
def test_dressed_words_come_out_bare_on_their_lines(lines: list[list[tuple[str, str]]]) -> None:
    dressed = "\n\n".join(" ".join(dress.format(word) for dress, word in line) for line in lines)
    assert plain_text(dressed) == "\n\n".join(" ".join(word for _, word in line) for line in lines)
