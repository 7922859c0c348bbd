"""Sentence boundaries: every text below shows with ‖ where its sentences are to begin."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from rocket_cli.nlp.lines import continued_lines
from rocket_cli.nlp.sentences import ReviewSentences


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("review_sentences")
    return nlp


def starts(doc: Doc) -> list[int]:
    """The character at which each sentence but the first begins."""
    return [sent[0].idx for sent in doc.sents][1:]


def check(nlp: Language, marked: str) -> None:
    parts = marked.split("‖")
    expected = [sum(map(len, parts[:n])) for n in range(1, len(parts))]
    text = "".join(parts)
    found = starts(nlp(text))
    assert [text[at:] for at in found] == [text[at:] for at in expected]


@pytest.mark.parametrize(
    "marked",
    [
        "She leaves. ‖He stays! ‖Who cares? ‖Nobody… ‖Almost nobody.",
        "Mr. Okafor and Mrs. Lindqvist meet Dr. Strand vs. the board. ‖They lose.",
        "It was filmed at St. Agnes. ‖The nuns helped.",
        "The U.S. Army appears. ‖He came from the U.S.A. ‖The rest is in L.A. and D.C. somewhere.",
        "J. K. Harrow wrote it with F. Ode Brandt. ‖So did I. ‖Nobody read it.",
        "There is no plan B. ‖The film has none either.",
        "It runs 2.10 hours, or 130 min. without credits, and cost $3.5 million. ‖It shows.",
        "See No. 6 of Vol. 2, p. 14. ‖He said no. ‖Then he left.",
        "Ivo Brandt (b. 1971, d. 2004) shot it, e.g. the harbour, i.e. all of it.",
        "Robert Quill Jr. plays the boy. ‖Sam Quill Sr. plays his father, Acme Inc. his boss.",
        "We waited until 9 p.m. ‖The film began at 9 p.m. sharp, or 10 a.m. Sunday.",
        "Cats, dogs, etc. ‖Then a horse.",
        "It opened on Jan. 12 in the sun. ‖Rain came on Feb. 3.",
        "Wait... what? ‖I mean... ‖The dog did it.",
        "It ended badly. ‖...Then it ended again. ‖…And again.",
        "He thought . . . and thought.",
    ],
)
def test_stops(nlp: Language, marked: str) -> None:
    check(nlp, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "“Leave the horse.” ‖She does not.",
        'He says "Go." ‖She goes. ‖"Why?" ‖No answer.',
        "It works. ‖(Mostly.) ‖Then it stops (again.) ‖And starts.",
        "“Who is there?” Marta asks. ‖“Nobody!” shouts Ilse.",
        "“What a ride!” the poster cries, and lies.",
        "Yahoo! is a strange name, and who's afraid? is a strange title.",
        "Shout! (2011) was the better film. ‖So was Hush. (2012)",
        "A space is missing here.‖Then all is well.",
        "Visit example.com or write to desk@paper.example. ‖Nobody does.",
        "What a film!!! ‖What?! ‖Yes.",
    ],
)
def test_quotes_brackets_and_glue(nlp: Language, marked: str) -> None:
    check(nlp, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "The Long Pier\n\n‖Director: Ana Roe\n‖Country: Chile\n‖Duration: 2.10\n\n‖A man walks. ‖He falls.\n",
        "My favourites\n\n‖1. The Long Pier\n‖2. Hush\n‖3. Mr. Quill and Dr. Roe\n‖10. Shout!",
        "Home\n‖About\n‖Contact us today\n‖Reviews of films that we have seen and liked",
        "Cast:\n‖Ana Roe\n‖Ivo Brandt, Sam Quill,\n‖Countries: Chile, Peru",
        "• excellent light\n‖• too long by half an hour\n‖- the dog",
        "He never says why\n \n‖She never asks",
        "A headline without a stop\n‖By Ana Roe\n‖Posted on May 3\n\n‖The review begins here.",
    ],
)
def test_lines_that_end_sentences(nlp: Language, marked: str) -> None:
    check(nlp, marked)


def test_wrapped_prose_is_not_cut(nlp: Language) -> None:
    check(
        nlp,
        "The harbour is the best thing in the film, and the camera knows it: every\n"
        "morning the boats go out, every evening they come back, and in between Mr.\n"
        "Quill sells ice to the people who wait for them. ‖The story takes its time.\n"
        "‖Nobody minds, since the light over the water does most of the talking, and\n"
        "Ana Roe does the rest.\n\n"
        "‖What happens in the last reel should not be told here. ‖It is enough to say\n"
        "that the dog lives.\n",
    )


def test_a_line_cut_by_a_link_goes_on(nlp: Language) -> None:
    check(nlp, "The director follows the success of his first film\n, shown in Lima, with a comedy.")


def test_lower_case_reviews_have_sentences_too(nlp: Language) -> None:
    check(
        nlp,
        "ok so this was a lot. ‖i liked the boat and the dog and the man with the hat? ‖the rest is noise... "
        "and more noise.\n‖would not see again\n‖two stars for the dog and half a one for the patient boat",
    )


def test_white_space_belongs_to_the_sentence_before(nlp: Language) -> None:
    doc = nlp("\n  First.   \n\n  Second.\n")
    assert [sent.text for sent in doc.sents] == ["\n  First.   \n\n  ", "Second.\n"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "...", "!", "“", "a", "1.", "\n.\n.", "(", "?\n("])
def test_scraps_do_not_fail(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert "".join(sent.text_with_ws for sent in doc.sents) == text
    assert not len(doc) or doc.has_annotation("SENT_START")


def test_every_token_is_decided_and_twice_the_same(nlp: Language) -> None:
    text = "Mr. Quill sings. The U.S. listens.\nAna Roe\nIt ends."
    first, second = nlp(text), nlp(text)
    assert [token.is_sent_start for token in first] == [token.is_sent_start for token in second]
    assert {token.is_sent_start for token in first} == {True, False}


def test_it_survives_storage(nlp: Language, tmp_path: Path) -> None:
    text = "Mr. Quill sings. Nobody listens."
    expected = starts(nlp(text))
    assert expected == [17]
    assert starts(spacy.blank("en").from_config(nlp.config).from_bytes(nlp.to_bytes())(text)) == expected
    nlp.to_disk(tmp_path / "pipeline")
    assert starts(spacy.load(tmp_path / "pipeline")(text)) == expected


def test_memory_of_tokens_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rocket_cli.nlp.sentences.MAX_REMEMBERED", 3)
    blank, component = spacy.blank("en"), ReviewSentences()
    for text in ("One two three four. Five.", "Six seven. Eight nine.", "One two. Five."):
        assert len(list(component(blank(text)).sents)) == 2


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], []),
        (["one line"], [False]),
        (["Directed by: Ana Roe", "Written by: Ivo Brandt"], [False, False]),
        (["", "A paragraph that is very long and stops in the middle", "", "of a sentence"], [False] * 4),
        (["The crew, most of whom had never seen a boat or the", "Sea of Okhotsk, learned."], [True, False]),
        (["the quick verse", "runs on", "and on"], [False, False, False]),
    ],
)
def test_continued_lines(lines: list[str], expected: list[bool]) -> None:
    assert continued_lines(lines) == expected
