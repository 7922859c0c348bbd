"""Bytes to text: every encoding people save reviews in, what is no text, and what mending changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rocket_cli.errors import BinaryFileError, InputError, UndecodableError, UsageError
from rocket_cli.reading.cautions import is_english, words_of
from rocket_cli.reading.decode import declared_encoding, decode
from rocket_cli.reading.mending import mend
from rocket_cli.reading.options import InputOptions, check_options, is_text_encoding
from tests.reading.samples import PARAGRAPHS

TYPOGRAPHIC = "“It’s no masterpiece,” she said – and Agnès’s café façade cost £10… Zoë and Björn don’t mind. "
FRENCH = "Le film français a été tourné à Orléans, où l’été n’en finit pas. Ça n’empêche pas d’être ému. "
CZECH = (
    "Film je příběhem o lásce, která překonává všechny překážky, a přesto zůstává něžná. Diváci se smáli. "
)
RUSSIAN = "Этот фильм рассказывает о мальчике, который остался один в большом городе и ищет свою мать. "
GERMAN = "Der Film erzählt von zwei Brüdern, die auf einer alten Fähre leben und auf den Winter warten. "
SPANISH = "La película cuenta la historia de dos hermanos que viven en un barco y no tienen pasajeros. "
DUTCH = "De film vertelt over twee broers die op een oude boot wonen en wachten op de winter met hun oom. "
NORWEGIAN = "Filmen handler om to brødre som bor på en båt og venter på at vinteren skal komme til dem. "
JAPANESE = "この映画は、小さな町に住む少年の物語である。彼は毎日海を見に行く。とても美しい作品だった。"


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_typographic_english_survives_every_usual_encoding(codec: str, named: str) -> None:
    decoded = decode(TYPOGRAPHIC.encode(codec), "a.txt")
    assert decoded.text.removeprefix("\ufeff") == TYPOGRAPHIC
    assert decoded.encoding == named
    assert decoded.warnings == ()


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (FRENCH * 2, "cp1252"),
        (FRENCH * 2, "mac_roman"),
        (CZECH * 3, "cp1250"),
        (RUSSIAN * 3, "cp1251"),
        (RUSSIAN * 3, "koi8-r"),
        (JAPANESE * 3, "shift_jis"),
        (JAPANESE * 3, "euc_jp"),
    ],
)
def test_other_languages_are_decoded(text: str, codec: str) -> None:
    assert decode(text.encode(codec), "a.txt").text == text


def test_latin_1_is_called_what_it_is() -> None:
    text = "A naïve café in Orléans, says Zoë. "
    assert decode(text.encode("latin-1"), "a.txt") == decode(text.encode("latin-1"), "b.txt")
    assert decode(text.encode("latin-1"), "a.txt").encoding == "latin-1"
    assert decode(text.encode("latin-1"), "a.txt").text == text


def test_one_byte_beyond_ascii_is_windows_1252_not_a_guess() -> None:
    decoded = decode(b"A fine film, isn\x92t it?", "a.txt")
    assert (decoded.text, decoded.encoding) == ("A fine film, isn’t it?", "cp1252")


def test_utf8_with_a_pasted_windows_byte_keeps_both() -> None:
    decoded = decode("Agnès Varda’s “café”".encode() + b" isn\x92t", "a.txt")
    assert decoded.text == "Agnès Varda’s “café” isn’t"
    assert decoded.warnings == ("1 byte is not UTF-8 and read as Windows-1252",)


def test_a_file_cut_within_a_character_loses_that_character_only() -> None:
    decoded = decode("Agnès Varda’s café".encode()[:-1], "a.txt")
    assert decoded.text == "Agnès Varda’s caf"
    assert "cut short" in decoded.warnings[0]


def test_encoding_overrules_detection() -> None:
    data = "é".encode("cp1252") * 3
    assert decode(data, "a.txt", "cp1251").text == "ййй"
    assert decode(data, "a.txt", "cp1251").encoding == "cp1251"


def test_an_impossible_encoding_names_file_byte_and_a_likely_one() -> None:
    data = ("x" * 310 + TYPOGRAPHIC).encode("cp1252")
    with pytest.raises(UndecodableError) as caught:
        decode(data, "kane.txt", "utf-8")
    assert str(caught.value) == "kane.txt: not utf-8 at byte 310; try --encoding cp1252"


def test_the_hint_never_names_the_encoding_that_failed() -> None:
    with pytest.raises(UndecodableError) as caught:
        decode(b"ab\x81cd\x8d", "a.txt", "cp1252")
    assert "cp1252" not in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\nmore", "a PDF"),
        (b"PK\x03\x04\x14\x00", "a zip archive"),
        (b"\x89PNG\r\n\x1a\n\x00", "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (b"\x00\x00\x00\x18ftypmp42", "a video"),
        (bytes(range(256)) * 4, "not a text file"),
        (b"abc\x00def", "not a text file"),
        (b"\x01\x02\x03 text", "not a text file"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, what: str) -> None:
    with pytest.raises(BinaryFileError) as caught:
        decode(data, "a.bin")
    assert what in caught.value.message
    assert caught.value.hint
    with pytest.raises(BinaryFileError):
        decode(data, "a.bin", "latin-1")


def test_a_stray_nul_does_not_make_a_text_binary() -> None:
    text = PARAGRAPHS[0] * 10 + "\x00"
    assert mend(decode(text.encode(), "a.txt").text) == PARAGRAPHS[0] * 10


def test_bytes_of_no_encoding_are_undecodable_with_a_way_out() -> None:
    data = bytes(0x80 + (i * 37) % 32 for i in range(2000))
    with pytest.raises(UndecodableError) as caught:
        decode(data, "a.txt")
    assert caught.value.hint == "try --encoding latin-1"


@pytest.mark.parametrize(
    ("page", "named"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>", "cp1252"),
        (b'<?xml version="1.0" encoding="utf-16"?>', "utf-16"),
        (b"<meta charset=klingon>", None),
        (b"<p>charset=utf-8</p>", None),
    ],
)
def test_declared_encoding(page: bytes, named: str | None) -> None:
    assert declared_encoding(page) == named


@pytest.mark.parametrize("wrong", ["utf-99", "base64", "rot13"])
def test_an_encoding_that_is_none_is_a_usage_error(wrong: str) -> None:
    with pytest.raises(UsageError, match=wrong):
        check_options(InputOptions(encoding=wrong))


def test_an_unknown_format_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="docx"):
        check_options(InputOptions(input_format="docx"))


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("page\x0cbreak\u2028line\u2029end", "page\nbreak\nline\nend"),
        ("Texas\u00a0City\u202f2021", "Texas City 2021"),
        ("docu\u00admentary \u200bfilm\ufeff\u2060", "documentary film"),
        ("nul\x00 bell\x07 tab\tkept\x1b[31m", "nul bell tab\tkept"),
        ("AndrÃ© Bazin saw â€œPlay Timeâ€\x9d", "André Bazin saw “Play Time”"),
        ("voilÃ\xa0 un film", "voilà un film"),
        ("“curly” ‘quotes’ – kept… ★★★½", "“curly” ‘quotes’ – kept… ★★★½"),
        ("Fish &amp; chips &lt;3", "Fish &amp; chips &lt;3"),
        ("cafe\u0301", "café"),
        ("the ﬁlm", "the film"),
        ("l’été à Besançon, où Zoë rêvait", "l’été à Besançon, où Zoë rêvait"),
        ("⭐️⭐️⭐️", "⭐⭐⭐"),
        ("half \ud83d a pair", "half \ufffd a pair"),
    ],
)
def test_mend(broken: str, mended: str) -> None:
    assert mend(broken) == mended


def test_a_garbled_line_does_not_change_its_neighbours() -> None:
    assert mend("Ã© is how é looks\nAndrÃ© Bazin\nÃ la carte Ã").split("\n")[1] == "André Bazin"


@settings(max_examples=200)
@given(st.text())
def test_mended_text_has_nothing_unseen(text: str) -> None:
    mended = mend(text)
    assert not any(char in mended for char in "\r\x00\x0b\x0c\u00a0\u00ad\u200b\ufeff\u2028")


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_an_input_error(data: bytes) -> None:
    try:
        decoded = decode(data, "any.bin")
    except InputError as error:
        said = (error.path, bool(error.hint))
    else:
        said = ("any.bin", is_text_encoding(decoded.encoding))
    assert said == ("any.bin", True)


@settings(max_examples=200)
@given(
    st.text(min_size=1).filter(lambda text: "\x00" not in text),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_was_saved_is_what_is_read(text: str, codec: str) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8").translate(dict.fromkeys(range(32), " "))
    data = text.encode(codec)
    try:
        assert decode(data, "a.txt").text.removeprefix("\ufeff") == text.removeprefix("\ufeff")
    except BinaryFileError:  # a text may begin as a PDF does
        assert data.startswith((b"%PDF", b"{\\rtf", b"RIFF", b"BZh", b"ID3", b"GIF8", b"Rar!", b"OggS"))


@pytest.mark.parametrize(
    ("text", "english"),
    [
        (" ".join(PARAGRAPHS), True),
        (FRENCH * 3, False),
        (CZECH * 3, False),
        (RUSSIAN * 3, False),
        (GERMAN * 3, False),
        (SPANISH * 3, False),
        (DUTCH * 3, False),
        (NORWEGIAN * 3, False),
        ("Great fun.", True),
        ("Отличный фильм", False),
    ],
)  # fmt: skip
def test_english_is_told_from_other_languages(text: str, english: bool) -> None:
    assert is_english(words_of(text)) is english
