"""How varied the words of a text are: type-token ratio, MATTR and MTLD, on a list of words.

Words are taken as given: lower-case them first, so that "The" and "the" are one type.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rocket_cli.records import Lexical

# The window of Covington & McFall's own MATTR software and of most published figures since.
MATTR_WINDOW = 50
# Where type-token ratio curves level off, by McCarthy & Jarvis's experiments.
MTLD_THRESHOLD = 0.72
# A run takes 50-150 words in edited prose: below 50, MTLD is mostly the estimate for an unfinished one.
MIN_MTLD_WORDS = 50


def measure_variety(words: Sequence[str]) -> Lexical:
    """The three measures of `words`; None each where there are too few words for it."""
    return Lexical(type_token_ratio=type_token_ratio(words), mattr=mattr(words), mtld=mtld(words))


def type_token_ratio(words: Sequence[str]) -> float | None:
    """Different words / words, 0-1. Higher = more varied, but it falls with length: compare texts of one
    length only. None without words. Templin (1957)."""
    return len(set(words)) / len(words) if words else None


def mattr(words: Sequence[str], *, window: int = MATTR_WINDOW) -> float | None:
    """Moving-average type-token ratio, 0-1: the mean ratio of every run of `window` words. Higher = more
    varied.

    Does not depend on length. None with fewer than `window` words. Covington & McFall (2010), Cutting the
    Gordian knot.
    """
    if len(words) < window:
        return None
    n_windows = len(words) - window + 1
    n_types_of_all_windows = 0
    last: dict[str, int] = {}
    for i, word in enumerate(words):
        # A word counts in each window that holds it and begins after the word was last there.
        seen, opens = last.get(word, -1), i - window
        first_start = (seen if seen > opens else opens) + 1
        after_last_start = i + 1 if i < n_windows else n_windows
        if after_last_start > first_start:
            n_types_of_all_windows += after_last_start - first_start
        last[word] = i
    return n_types_of_all_windows / (n_windows * window)


def mtld(words: Sequence[str], *, threshold: float = MTLD_THRESHOLD) -> float | None:
    """Measure of textual lexical diversity, in words: the mean length of runs whose type-token ratio stays
    above `threshold`, read forwards and backwards. Higher = more varied; edited prose lies at about 70-200.

    A run ends with the word that brings the ratio to the threshold or below; the run left over at the end
    counts as the part (1 - ratio) / (1 - threshold) of one. Does hardly depend on length. None below 50
    words, and where no word is ever repeated. McCarthy & Jarvis (2010), MTLD, vocd-D, and HD-D.
    """
    if len(words) < MIN_MTLD_WORDS:
        return None
    n_factors = _count_factors(words, threshold), _count_factors(reversed(words), threshold)
    if not all(n_factors):
        return None
    return sum(len(words) / n for n in n_factors) / len(n_factors)


def _count_factors(words: Iterable[str], threshold: float) -> float:
    n_factors = 0.0
    n_words = 0
    seen: set[str] = set()
    for word in words:
        n_words += 1
        seen.add(word)
        if len(seen) / n_words <= threshold:
            n_factors += 1
            n_words = 0
            seen.clear()
    if n_words:
        n_factors += (1 - len(seen) / n_words) / (1 - threshold)
    return n_factors
