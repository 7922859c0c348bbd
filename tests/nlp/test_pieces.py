from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from rocket_cli.nlp.names import NameLists
from rocket_cli.nlp.pieces import (
    CAPITAL,
    DIGIT,
    LOWER,
    MIXED,
    PUNCTUATION,
    TITLE,
    UPPER,
    PieceEncoder,
    cut_windows,
    letter_case,
)
from tests.nlp.conftest import WORDS, make_tokenizer

NLP = spacy.blank("en")
ENCODER = PieceEncoder(make_tokenizer(), NameLists({}))


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("film", LOWER),
        ("Rex", TITLE),
        ("ROCKET", UPPER),
        ("I", CAPITAL),
        ("McNairy", MIXED),
        ("2021", DIGIT),
        ("—", PUNCTUATION),
        ("X2", UPPER),
    ],
)
def test_letter_case(word: str, case: int) -> None:
    assert letter_case(word) == case


def test_line_and_paragraph_breaks_are_pieces_and_spaces_are_not(encoder: PieceEncoder) -> None:
    doc = NLP.make_doc("Simon  Rex\nTexas\n\nRed")
    encoded = encoder.encode(doc)
    line, paragraph = encoder.line_id, encoder.paragraph_id
    names = [encoder.tokenizer.token_to_id(w) for w in ("simon", "rex", "texas", "red")]
    assert list(encoded.ids) == [names[0], names[1], line, names[2], paragraph, names[3]]
    assert [doc[i].text for i in encoded.breaks] == ["\n", "\n\n"]
    assert [doc[i].text for i, p in enumerate(encoded.first_piece) if p >= 0] == [
        "Simon",
        "Rex",
        "Texas",
        "Red",
    ]


def test_an_endless_token_is_cut_to_a_few_pieces(encoder: PieceEncoder) -> None:
    assert len(encoder.encode(NLP.make_doc("a" * 90)).ids) == 8


@given(
    st.lists(st.sampled_from([*WORDS, "\n", "\n\n", "zzz", "-"]), max_size=300),
    st.integers(12, 60),
    st.integers(2, 5),
)
def test_windows_cover_everything_and_cut_no_token(words: list[str], size: int, overlap: int) -> None:
    encoded = ENCODER.encode(NLP.make_doc(" ".join(words)))
    windows = list(cut_windows(encoded, size, overlap))
    n = len(encoded.ids)
    borders = {p for p in encoded.first_piece if p >= 0} | {0, n}
    covered = {i for start, end in windows for i in range(start, end)}
    assert covered == set(range(n))
    assert all(end - start <= size for start, end in windows)
    assert all(start in borders and end in borders for start, end in windows[:-1])
