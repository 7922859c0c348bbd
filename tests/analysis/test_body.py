"""Words and sentences as a reader counts them, and the figures of a review's body alone."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from rocket_cli.analysis.body import BodyTally, list_words
from rocket_cli.records import Counts, Lexical, Readability


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("review_sentences")
    return nlp


def words(nlp: Language, text: str) -> list[str]:
    return [word for word, _ in list_words(nlp(text), [(0, len(text))])]


def measure_body(
    doc: Doc, ranges: list[tuple[int, int]], n_characters: int, n_furniture_characters: int
) -> tuple[Counts, Readability, Lexical, list[str]]:
    tally = BodyTally()
    tally.add(doc, ranges)
    return tally.measure(doc.text, ranges, n_characters, n_furniture_characters)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It isn't Quill's, is it?", ["It", "isn't", "Quill's", "is", "it"]),
        ("They’re gonna; we cannot.", ["They’re", "gonna", "we", "cannot"]),
        ("a well-made, 130-minute film", ["a", "well-made", "130-minute", "film"]),
        ("the dog—and the cat", ["the", "dog", "and", "the", "cat"]),
        ("he/she – perhaps... not", ["he", "she", "perhaps", "not"]),
        ("on 16mm in the U.S.A. at 2.10", ["on", "16mm", "in", "the", "U.S.A.", "at", "2.10"]),
        ("the boys' 'old' dog", ["the", "boys", "old", "dog"]),
        ("★★★ & 4/5 !", ["4/5"]),
        ("", []),
    ],
)
def test_words(nlp: Language, text: str, expected: list[str]) -> None:
    assert words(nlp, text) == expected


PAGE = "Menu\nHome\n\nThe dog sleeps. The dog wakes up. (Ana Roe)\n\nThe end, it's here.\n\nSubscribe now!"


def ranges_of(*parts: str) -> list[tuple[int, int]]:
    return [(PAGE.index(part), PAGE.index(part) + len(part)) for part in parts]


def test_only_the_body_counts(nlp: Language) -> None:
    ranges = ranges_of("The dog sleeps. The dog wakes up.", "The end, it's here.")
    counts, scores, variety, warnings = measure_body(nlp(PAGE), ranges, len(PAGE), 29)
    assert (counts.n_words, counts.n_sentences, counts.n_types) == (11, 3, 8)
    # it | 's and four marks: two tokens and four tokens more than words less one.
    assert counts.n_tokens == 11 + 1 + 4
    assert (counts.n_syllables, counts.n_polysyllables) == (11, 0)
    assert (counts.n_body_characters, counts.n_furniture_characters, counts.n_characters) == (
        52,
        29,
        len(PAGE),
    )
    assert scores.mean_sentence_length == pytest.approx(11 / 3)
    assert scores.mean_syllables_per_word == 1.0
    assert scores.flesch_reading_ease == pytest.approx(206.835 - 1.015 * 11 / 3 - 84.6)
    assert variety == Lexical(type_token_ratio=8 / 11, mattr=None, mtld=None)
    assert len(warnings) == 2


def test_the_words_of_each_sentence_are_kept(nlp: Language) -> None:
    tally = BodyTally()
    tally.add(nlp(PAGE), ranges_of("The dog sleeps. The dog wakes up.", "The end, it's here."))
    assert tally.sentence_lengths == [3, 4, 4]


def test_a_word_ends_with_its_range(nlp: Language) -> None:
    doc = nlp("ice-cream")
    assert [word for word, _ in list_words(doc, [(0, 4), (4, 9)])] == ["ice", "cream"]


def test_a_sentence_cut_by_furniture_counts_once(nlp: Language) -> None:
    doc = nlp("The dog [trailer] sleeps.")
    counts, *_ = measure_body(doc, [(0, 7), (18, 25)], 25, 9)
    assert (counts.n_words, counts.n_sentences) == (3, 1)


@pytest.mark.parametrize("ranges", [[], [(0, 0)], [(4, 5)]])
def test_no_body(nlp: Language, ranges: list[tuple[int, int]]) -> None:
    counts, scores, variety, warnings = measure_body(nlp(PAGE), ranges, len(PAGE), len(PAGE))
    assert (counts.n_words, counts.n_sentences, counts.n_tokens, counts.n_types) == (0, 0, 0, 0)
    assert scores == Readability()
    assert variety == Lexical()
    assert warnings == ["no review text was found, so there is nothing to score"]


def test_another_language_has_no_syllables_per_word(nlp: Language) -> None:
    text = "Der alte Mann geht jeden Morgen zur Raffinerie und singt laut für seinen schlafenden Hund."
    _, scores, _, _ = measure_body(nlp(text), [(0, len(text))], len(text), 0)
    assert scores.mean_sentence_length == 15
    assert scores.mean_syllables_per_word is None


def test_a_doc_without_sentences_is_refused() -> None:
    with pytest.raises(ValueError, match="review_sentences"):
        measure_body(spacy.blank("en")("The dog sleeps."), [(0, 15)], 15, 0)
