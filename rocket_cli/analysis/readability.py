"""How hard a text is to read: textstat's formulas, with the counts that they rest on.

Every score here is textstat's own, on text whose typography has been evened out first (`plain_typography`),
so that curly quotes or dashes cannot move a figure. textstat cuts words at spaces and sentences at every
`.`, `!` and `?`, and leaves out "sentences" of one or two words; its counts therefore differ a little from
spaCy's. Compare scores only with scores of the same program: formulas agree between programs, counting does
not.

No function returns NaN or infinity; each is None for text without a word.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from msgspec import Struct

from rocket_cli.analysis.syllables import syllable_mapping, use_offline_syllables
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
_WELDING_MARKS = re.compile(r"(?<=\S)(?:(?<!-)--+(?!-)|[–—―/]|(?<!\.)\.{2,}(?!\.))(?=\S)")


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
    return _WELDING_MARKS.sub(r" \g<0> ", text.translate(_QUOTES))


def score_readability(body: str) -> tuple[TextCounts, Readability, list[str]]:
    """textstat's counts and scores of `body`, and warnings a reader of the scores should see.

    The two means of `Readability` stay None: they rest on spaCy's counts (see `body.measure_body`). Without a
    single word all scores are None; where the words are not English all are but the reading time.
    """
    use_offline_syllables()
    text = plain_typography(body)
    counts = count_text(text)
    if counts.n_words == 0:
        return counts, Readability(), ["no review text was found, so there is nothing to score"]
    ratio = english_word_ratio(text)
    if ratio is not None and ratio < MIN_ENGLISH_RATIO:
        reading_time = Readability(reading_time_seconds=reading_time_seconds(text))
        return counts, reading_time, [_not_english(ratio)]
    scores = {name: formula(text) for name, formula in FORMULAS.items()}
    return counts, Readability(**scores), _warnings(counts)


def count_text(text: str) -> TextCounts:
    """textstat's counts of `text`, all 0 where it holds no word."""
    import textstat
    from textstat.backend.counts import count_letters

    use_offline_syllables()
    n_words = textstat.lexicon_count(text)
    if n_words == 0:
        return TextCounts(0, 0, 0, 0, 0)
    return TextCounts(
        n_words=n_words,
        n_sentences=textstat.sentence_count(text),
        n_syllables=textstat.syllable_count(text),
        n_polysyllables=textstat.polysyllabcount(text),
        n_letters=count_letters(text),
    )


def english_word_ratio(text: str) -> float | None:
    """The share (0-1) of the different words of `text` that stand in the CMU dictionary, which holds many
    names too. None with fewer than 10 different words.
    """
    lowered = plain_typography(text).lower()
    words = {word.strip("'") for word in re.findall(r"[^\W\d_][^\W\d_']*", lowered)}
    if len(words) < MIN_WORDS_TO_TELL_LANGUAGE:
        return None
    dictionary = syllable_mapping()
    return sum(word in dictionary for word in words) / len(words)


def flesch_reading_ease(text: str) -> float | None:
    """206.835 - 1.015 (words / sentences) - 84.6 (syllables / words). Higher = easier.

    About 0-100; 60-70 is plain English, below 30 academic; not bounded. Flesch (1948), A new readability
    yardstick.
    """
    return _score("flesch_reading_ease", text)


def flesch_kincaid_grade(text: str) -> float | None:
    """0.39 (words / sentences) + 11.8 (syllables / words) - 15.59. Higher = harder.

    US school grade. Kincaid, Fishburne, Rogers & Chissom (1975).
    """
    return _score("flesch_kincaid_grade", text)


def gunning_fog(text: str) -> float | None:
    """0.4 ((words / sentences) + 100 (hard words / words)). Higher = harder.

    Years of schooling. A hard word has three syllables or more; textstat spares those on the Dale-Chall
    list of easy words, not (as Gunning did) proper names and familiar compounds. Gunning (1952), The
    Technique of Clear Writing.
    """
    return _score("gunning_fog", text)


def smog_index(text: str) -> float | None:
    """1.0430 sqrt(30 polysyllables / sentences) + 3.1291. Higher = harder.

    US school grade. A polysyllable has three syllables or more. None below 30 sentences, the sample it was
    normed on. McLaughlin (1969), SMOG grading: a new readability formula.
    """
    import textstat

    return _score("smog_index", text) if textstat.sentence_count(text) >= MIN_SMOG_SENTENCES else None


def coleman_liau_index(text: str) -> float | None:
    """5.8 (letters / words) - 29.6 (sentences / words) - 15.8. Higher = harder.

    US school grade, without syllables. Coleman & Liau (1975).
    """
    return _score("coleman_liau_index", text)


def automated_readability_index(text: str) -> float | None:
    """4.71 (characters / words) + 0.5 (words / sentences) - 21.43. Higher = harder.

    US school grade; characters are those other than spaces, punctuation included (textstat). Smith & Senter
    (1967).
    """
    return _score("automated_readability_index", text)


def dale_chall_readability_score(text: str) -> float | None:
    """15.79 (difficult words / words) + 0.0496 (words / sentences), + 3.6365 above 5 % difficult.
    Higher = harder.

    4.9 and below: fourth grade; 9 and above: college. A word is difficult that is not on the list of 3,000
    familiar ones; textstat counts inflected forms and names as difficult, so reviews score high. Dale &
    Chall (1948).
    """
    return _score("dale_chall_readability_score", text)


def linsear_write_formula(text: str) -> float | None:
    """r = (easy words + 3 hard words) / sentences over the first 100 words; r / 2, or r / 2 - 1 where r is
    at most 20. Higher = harder.

    US school grade; a hard word has three syllables or more. Made for the US Air Force; in O'Hayre (1966),
    Gobbledygook Has Gotta Go. The first 100 words of a review often end within a sentence, which lifts the
    score.
    """
    return _score("linsear_write_formula", text)


def reading_time_seconds(text: str) -> float | None:
    """Seconds that an adult needs to read it silently: words at 238 a minute. Higher = longer.

    Brysbaert (2019), a meta-analysis of 190 studies of English non-fiction. textstat's own reading time
    (14.69 ms a character, Demberg & Keller 2008) is what a character adds to first-pass eye movements, not
    what reading takes: it has people read 850 words a minute.
    """
    import textstat

    n_words = textstat.lexicon_count(text)
    return n_words * 60 / WORDS_PER_MINUTE if n_words else None


FORMULAS: dict[str, Callable[[str], float | None]] = {
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


def _score(name: str, text: str) -> float | None:
    """textstat's function `name` on `text`; None without words, or where the result is no finite number."""
    import textstat

    use_offline_syllables()
    if textstat.lexicon_count(text) == 0:
        return None
    value = float(getattr(textstat, name)(text))
    return value if math.isfinite(value) else None


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
