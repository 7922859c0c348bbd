"""Our one pass against textstat itself, to the last digit."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rocket_cli.analysis import wording
from rocket_cli.analysis.readability import FORMULAS, plain_typography
from rocket_cli.analysis.syllables import use_offline_syllables
from rocket_cli.analysis.wording import count_wording
from tests.synthetic_reviews import made_up_reviews

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
# What words, apostrophes, stops and odd letters can do to each other.
AWKWARD = [
    "It's the boys' own 'story', isn't it? O'Neil's 'til 'tis rock'n'roll y'all'd've",
    "A.B.C. 3.14 e.g. this... or that?! Yes. No. I do.",
    "İstanbul ΣΊΣΥΦΟΣ Straße naïve cœur ﬁne e\u0301tude",
    "don't DON'T Don'T they're they'RE we've '' ' ''' a'b'c d'",
    "well-made 16mm 2019 under_score __ ½ ² x² co-op's",
    "\x1c\x1d words\u2028between\x85odd spaces",
    "word " * 101 + ". " + "' . , " * 40,
]


def _textstat_counts(text: str) -> tuple[float, ...]:
    import textstat
    from textstat.backend import counts

    return (
        textstat.lexicon_count(text),
        textstat.sentence_count(text),
        textstat.syllable_count(text),
        textstat.polysyllabcount(text),
        counts.count_letters(text),
        textstat.char_count(text),
        textstat.lexicon_count(text, removepunct=False),
    )


def _compare(text: str) -> None:
    import textstat

    use_offline_syllables()
    ours = count_wording(text)
    if ours is None:
        assert textstat.lexicon_count(text) == 0
        return
    assert _textstat_counts(text) == (
        ours.n_words,
        ours.n_sentences,
        ours.n_syllables,
        ours.n_polysyllables,
        ours.n_letters,
        ours.n_characters,
        ours.n_chunks,
    )
    for name, formula in FORMULAS.items():
        score = formula(ours)
        if name != "reading_time_seconds" and score is not None:
            assert score == getattr(textstat, name)(text), name


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_samples(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    _compare(text)
    _compare(plain_typography(text))


def test_made_up_reviews() -> None:
    for text in made_up_reviews(24, seed=7):
        _compare(plain_typography(text))


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text(text: str) -> None:
    _compare(text)
    _compare((text + ". ") * 40)


def test_a_text_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "PIECE", 300)
    for path in SEEDS:
        _compare(path.read_text(encoding="utf-8"))
    for text in AWKWARD:
        _compare((text + ". ") * 40)


@settings(max_examples=150)
@given(st.lists(st.text(alphabet="aeIsStdvlr'’.!?-_ 3\u0301İΣ\n", max_size=9), max_size=130).map(" ".join))
def test_any_text(text: str) -> None:
    _compare(text)


def test_forgetting_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    text = SEEDS[0].read_text(encoding="utf-8")
    before = count_wording(text)
    monkeypatch.setattr(wording, "MAX_REMEMBERED", 10)
    monkeypatch.setattr(wording, "_remembered", {})
    assert count_wording(text) == before
    assert len(wording._remembered) <= 11
