"""How hard a text is to read: textstat's formulas, with the counts that they rest on.

Every score here is textstat's own, on text whose typography has been evened out first (`plain_typography`),
so that curly quotes or dashes cannot move a figure. textstat cuts words at spaces and sentences at every
`.`, `!` and `?`, and leaves out "sentences" of one or two words; its counts therefore differ a little from
spaCy's. Compare scores only with scores of the same program: formulas agree between programs, counting does
not.

No function returns NaN or infinity; each is None for text without a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from rocket_cli.analysis.syllables import syllable_mapping
from rocket_cli.analysis.wording import PIECE, Wording, count_wording
from rocket_cli.nlp.chapters import chapter_borders
from rocket_cli.records import Readability

# The number of sentences that McLaughlin's SMOG grading samples; with fewer its norms do not hold.
MIN_SMOG_SENTENCES = 30
# Flesch, Gunning and Linsear Write all grade samples of 100 words; a shorter text is less than one sample.
MIN_RELIABLE_WORDS = 100
# Brysbaert (2019): silent reading of English non-fiction.
WORDS_PER_MINUTE = 238
# 169 English reviews, names and all, had 0.87 or more of their words in the CMU dictionary; the same review
# written in French, Spanish, Dutch, Italian, German or Finnish 0.56 or less.
MIN_ENGLISH_RATIO = 0.7
# With fewer different words the share says nothing: a line of names is English too.
MIN_WORDS_TO_TELL_LANGUAGE = 10

_QUOTES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ´`", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("\u00a0\u1680\u2007\u2009\u200a\u202f\u3000", " "),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
        **dict.fromkeys("\u2010\u2011", "-"),
        "…": "...",
    }
)
# textstat deletes these marks, which welds the words on either side into one: "man—and" would be "manand".
_WELDING_MARKS = re.compile(r"--+|[–—―/]|\.{2,}")

_DICTIONARY_WORD = re.compile(r"[^\W\d_][^\W\d_']*")


class TextCounts(Struct, frozen=True):
    """textstat's counts of a text. Words stand between spaces and have a letter or digit; a polysyllable
    has three syllables or more; letters are what is left without spaces and punctuation, digits
    included."""

    n_words: int
    n_sentences: int
    n_syllables: int
    n_polysyllables: int
    n_letters: int


def plain_typography(text: str) -> str:
    """`text` with straight quotes, ordinary spaces and hyphens, three dots for an ellipsis, no invisible
    characters, and space around dashes, slashes and dots that join two words."""
    plain = text if text.isascii() and "`" not in text else text.translate(_QUOTES)
    return _WELDING_MARKS.sub(_apart, plain)


def _apart(mark: re.Match[str]) -> str:
    """`mark` with space around it, where it joins two words."""
    text, start, end = mark.string, mark.start(), mark.end()
    joins = start > 0 and end < len(text) and not text[start - 1].isspace() and not text[end].isspace()
    return f" {mark[0]} " if joins else mark[0]


def score_readability(body: str) -> tuple[TextCounts, Readability, list[str]]:
    """textstat's counts and scores of `body`, and warnings a reader of the scores should see.

    The two means of `Readability` stay None: they rest on spaCy's counts (see `body.BodyTally`). Without a
    single word all scores are None; where the words are not English all are but the reading time.
    """
    text = plain_typography(body)
    wording = count_wording(text)
    counts = _counts_of(wording)
    if wording is None:
        return counts, Readability(), ["no review text was found, so there is nothing to score"]
    ratio = english_word_ratio(text)
    if ratio is not None and ratio < MIN_ENGLISH_RATIO:
        reading_time = Readability(reading_time_seconds=reading_time_seconds(wording))
        return counts, reading_time, [_not_english(ratio)]
    scores = {name: formula(wording) for name, formula in FORMULAS.items()}
    return counts, Readability(**scores), _warnings(counts)


def count_text(text: str) -> TextCounts:
    """textstat's counts of `text`, all 0 where it holds no word."""
    return _counts_of(count_wording(text))


def _counts_of(wording: Wording | None) -> TextCounts:
    if wording is None:
        return TextCounts(0, 0, 0, 0, 0)
    return TextCounts(
        n_words=wording.n_words,
        n_sentences=wording.n_sentences,
        n_syllables=wording.n_syllables,
        n_polysyllables=wording.n_polysyllables,
        n_letters=wording.n_letters,
    )


def english_word_ratio(text: str) -> float | None:
    """The share (0-1) of the different words of `text` that stand in the CMU dictionary, which holds many
    names too. None with fewer than 10 different words. `text` is in plain typography.
    """
    words = {
        word.strip("'")
        for start, end in chapter_borders(text, PIECE)
        for word in _DICTIONARY_WORD.findall(text[start:end].lower())
    }
    if len(words) < MIN_WORDS_TO_TELL_LANGUAGE:
        return None
    return syllable_mapping().count_known(words) / len(words)


def flesch_reading_ease(counts: Wording) -> float:
    """206.835 - 1.015 (words / sentences) - 84.6 (syllables / words). Higher = easier.

    About 0-100; 60-70 is plain English, below 30 academic; not bounded. Flesch (1948), A new readability
    yardstick.
    """
    words_per_sentence = counts.n_words / counts.n_sentences
    syllables_per_word = counts.n_syllables / counts.n_words
    if not syllables_per_word:
        return 0.0
    return 206.835 - 1.015 * words_per_sentence - 84.6 * syllables_per_word


def flesch_kincaid_grade(counts: Wording) -> float:
    """0.39 (words / sentences) + 11.8 (syllables / words) - 15.59. Higher = harder.

    US school grade. Kincaid, Fishburne, Rogers & Chissom (1975).
    """
    words_per_sentence = counts.n_words / counts.n_sentences
    syllables_per_word = counts.n_syllables / counts.n_words
    if not syllables_per_word:
        return 0.0
    return (0.39 * words_per_sentence) + (11.8 * syllables_per_word) - 15.59


def gunning_fog(counts: Wording) -> float:
    """0.4 ((words / sentences) + 100 (hard words / words)). Higher = harder.

    Years of schooling. A hard word has three syllables or more; textstat spares those on the Dale-Chall
    list of easy words, not (as Gunning did) proper names and familiar compounds. Gunning (1952), The
    Technique of Clear Writing.
    """
    return 0.4 * (counts.n_words / counts.n_sentences + 100 * counts.n_hard / counts.n_words)


def smog_index(counts: Wording) -> float | None:
    """1.0430 sqrt(30 polysyllables / sentences) + 3.1291. Higher = harder.

    US school grade. A polysyllable has three syllables or more. None below 30 sentences, the sample it was
    normed on. McLaughlin (1969), SMOG grading: a new readability formula.
    """
    if counts.n_sentences < MIN_SMOG_SENTENCES:
        return None
    return float((1.043 * (30 * (counts.n_polysyllables / counts.n_sentences)) ** 0.5) + 3.1291)


def coleman_liau_index(counts: Wording) -> float:
    """5.8 (letters / words) - 29.6 (sentences / words) - 15.8. Higher = harder.

    US school grade, without syllables. Coleman & Liau (1975).
    """
    letters = counts.n_letters / counts.n_words * 100
    sentences = counts.n_sentences / counts.n_words * 100
    return (0.058 * letters) - (0.296 * sentences) - 15.8 if letters else 0.0


def automated_readability_index(counts: Wording) -> float:
    """4.71 (characters / words) + 0.5 (words / sentences) - 21.43. Higher = harder.

    US school grade; characters are those other than spaces, punctuation included (textstat). Smith & Senter
    (1967).
    """
    characters_per_word = counts.n_characters / counts.n_chunks
    return (4.71 * characters_per_word) + (0.5 * (counts.n_words / counts.n_sentences)) - 21.43


def dale_chall_readability_score(counts: Wording) -> float:
    """15.79 (difficult words / words) + 0.0496 (words / sentences), + 3.6365 above 5 % difficult.
    Higher = harder.

    4.9 and below: fourth grade; 9 and above: college. A word is difficult that is not on the list of 3,000
    familiar ones; textstat counts inflected forms and names as difficult, so reviews score high. Dale &
    Chall (1948).
    """
    percent_difficult = 100 * counts.n_unfamiliar / counts.n_words
    score = (0.1579 * percent_difficult) + (0.0496 * (counts.n_words / counts.n_sentences))
    return score + 3.6365 if percent_difficult > 5 else score


def linsear_write_formula(counts: Wording) -> float:
    """r = (easy words + 3 hard words) / sentences over the first 100 words; r / 2, or r / 2 - 1 where r is
    at most 20. Higher = harder.

    US school grade; a hard word has three syllables or more. Made for the US Air Force; in O'Hayre (1966),
    Gobbledygook Has Gotta Go. The first 100 words of a review often end within a sentence, which lifts the
    score.
    """
    n_easy, n_hard, n_sentences = counts.linsear
    number = float((n_easy * 1 + n_hard * 3) / n_sentences)
    return (number - 2 if number <= 20 else number) / 2


def reading_time_seconds(counts: Wording) -> float:
    """Seconds that an adult needs to read it silently: words at 238 a minute. Higher = longer.

    Brysbaert (2019), a meta-analysis of 190 studies of English non-fiction. textstat's own reading time
    (14.69 ms a character, Demberg & Keller 2008) is what a character adds to first-pass eye movements, not
    what reading takes: it has people read 850 words a minute.
    """
    return counts.n_words * 60 / WORDS_PER_MINUTE


FORMULAS: dict[str, Callable[[Wording], float | None]] = {
    function.__name__: function
    for function in (
        flesch_reading_ease,
        flesch_kincaid_grade,
        gunning_fog,
        smog_index,
        coleman_liau_index,
        automated_readability_index,
        dale_chall_readability_score,
        linsear_write_formula,
        reading_time_seconds,
    )
}


def _warnings(counts: TextCounts) -> list[str]:
    warnings = []
    if counts.n_words < MIN_RELIABLE_WORDS:
        words = "1 word" if counts.n_words == 1 else f"{counts.n_words} words"
        warnings.append(
            f"readability rests on only {words}; below {MIN_RELIABLE_WORDS} words it is a rough guess"
        )
    if counts.n_sentences < MIN_SMOG_SENTENCES:
        n_sentences = counts.n_sentences
        warnings.append(
            f"no SMOG index: it needs {MIN_SMOG_SENTENCES} sentences, and textstat counts {n_sentences}"
        )
    return warnings


def _not_english(ratio: float) -> str:
    return (
        f"not scored: only {100 * ratio:.0f} % of the words are in an English dictionary, "
        "and the readability formulas are made for English"
    )
