"""Features of a line by itself: its shape, its phrases, whether it names somebody."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from rocket_cli.reading import cues, ratings
from rocket_cli.reading.caseless import caseless, lower
from rocket_cli.reading.credits import label_of
from rocket_cli.reading.feature_sets import SAYS
from rocket_cli.reading.lines import Line
from rocket_cli.reading.names import HANDLE, INITIALS, is_name
from rocket_cli.reading.places import country_list

SHORT_PROSE_WORDS = 14
_BY = caseless(
    r"^(?:[^\w(]*)(?:(?:words|written|review|reviewed|posted|text|story|notes|film review"
    r"|published|report|guest post|guest reviewer|author|critic|reviewer|kritik|texte|texto|testo|von|par|di"
    r"|por|submitted|compiled)"
    r"(?:ed)?\s*(?:by|:|-|\bon\b.{4,30}\bby)|by\b:?|words\s|(?:von|par)\s)\s*(?P<who>.{2,})"
)
_YEAR_END = re.compile(r"\((?:[^()]{0,40}[, ])?(?:19|20)\d\d\)")
_REVIEW_WORD = caseless(r"\breviews?\b|\bkritik\b|\bcritique\b")
_SEPARATORS = re.compile(r" \| | · | • | / | > |\t| {2,}")
_READ = caseless(r"\d+ ?min(?:ute)?s?\.? read")
_RELEASE = caseless(
    r"\b(?:is|are|opens?|opening|now|out|released?|arrives|playing|plays|screens|showing"
    r"|streaming|available|due)\b.{0,40}\b(?:released?|cinemas?|theaters?|theatres?|screens"
    r"|on demand|vod|streaming|netflix|dvd|blu-ray|digital|in the uk|in the us)\b"
)
_CREDIT_PHRASE = caseless(
    r"\b(?:directed by|written by|photographed by|edited by|produced by|dir\.|rated (?:r|pg"
    r"|pg-13|nc-17)|not rated|unrated|cert(?:ificate)?\b|international sales|production compan"
    r"|with subtitles|dcp|starring:|cast:|director:|running time)"
)
_DOTTED = re.compile(r"^[^\W\d_][\w'. -]{0,40}?\s?(?:\.{2,}|…+|â€¦)\s?[^\W\d_].{2,40}$")
_SIGNED = re.compile(
    r"[.!?…][\"')]*\s*\((?:by )?[A-ZÀ-Þ][\w'.-]*(?:\s?[A-ZÀ-Þ][\w'.-]*){1,3}\)\W*$"
    r"|[.!?…]\s(?:reviewed|review|written|words) by:? [^.!?]{3,40}\W*$",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"^[A-Z][\w'.-]+ [A-Z][\w'.-]+.{0,80} (?:in|stars?|as|on the set of) .{2,60}$")
_AFTER_NAME = re.compile(r", | \| | - | · |  |•|/")
_SPEAKER = re.compile(r"^[\w .@'-]{2,30}: \S")
_BY_FORM = caseless(
    r"^[^\w(]*(writer's picture|posted by|posted on|reviewed by|review by|written by|words by|by"
    r"|words|notes by|author|guest|with)(?:\b|(?<=picture))"
)
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 120  # characters of a line that is kept in mind
_DIGIT = re.compile(r"[\d²³¹⁰⁴-⁹₀-₉]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LENGTH = caseless(r"\b\d{2,3}\s?(?:min(?:ute)?s?\b|mins?\b|m\b|')|\b\d\s?h(?:ours?|rs?)?\s?\d{1,2}")


def shape_of(line: Line, words: int) -> list[str]:
    """How long a line is and what it is made of; `words` are those of its paragraph."""
    size = next((str(n) for n in (1, 2, 3, 5, 8, 12, 18, 28, 45, 80) if words <= n), "more")
    row = [f"words={size}", f"ends={line.ends_sentence}", f"sentences={min(line.n_sentences, 3)}"]
    row += [f"function={level(line.function_ratio, (0.01, 0.15, 0.25, 0.35))}"]
    row += [f"lower={level(line.lower_ratio, (0.01, 0.3, 0.5, 0.65, 0.8))}"]
    if words > line.n_words:
        row.append("wrapped")
    if line.capital_ratio > 0.8:
        row.append("capitals")
    if line.plain[0].islower():
        row.append("starts-lower")
    elif not line.plain[0].isalnum():
        row.append("starts-mark" if line.plain[0] not in "\"'“‘«(" else "starts-quote")
    digits = len(_DIGIT.findall(line.folded[:200]))
    row.append(f"digits={level(digits / min(len(line.folded), 200), (0.0, 0.1, 0.3))}")
    row.append(f"separators={min(len(_SEPARATORS.findall(line.folded[:300])), 3)}")
    return row + _marks_of(line)


def _marks_of(line: Line) -> list[str]:
    row = []
    if line.n_words >= SHORT_PROSE_WORDS and line.ends_sentence and line.lower_ratio > 0.6:
        row.append("sentence")
    elif line.ends_sentence and line.function_ratio > 0.2 and line.n_words >= 4:
        row.append("short-sentence")
    if line.folded.startswith("(") and line.folded.endswith(")"):
        row.append("bracketed")
    if line.folded[0] == '"' and line.folded[-1] == '"':
        row.append("quoted")
    if line.folded.endswith(":"):
        row.append("colon")
    if "?" in line.folded[-3:]:
        row.append("question")
    return row


def phrases_of(line: Line) -> Sequence[str]:
    """What a line of ordinary length says: labels, scores, years, lengths, captions."""
    said = _phrases_of_short if len(line.folded) <= _SHORT else _phrases_of
    return said(line.folded, line.plain, line.n_words, line.ends_sentence)


@lru_cache(maxsize=4_096)  # the pages of one site have most of their furniture in common
def _phrases_of_short(folded: str, plain: str, n_words: int, ends_sentence: bool) -> tuple[str, ...]:
    return tuple(_phrases_of(folded, plain, n_words, ends_sentence))


def _phrases_of(folded: str, plain: str, n_words: int, ends_sentence: bool) -> list[str]:
    lowered = lower(folded)
    row = [f"word={name}" for name in cues.words(folded)]
    labelled = label_of(folded)
    if labelled:
        row += ["label", f"label={labelled[0]}", f"label-value={bool(labelled[1])}"]
    row += _ratings(folded, plain)
    row += _facts(folded, lowered)
    if _YEAR_END.search(folded):
        row.append("year-in-brackets")
    if _LENGTH.search(lowered) and n_words < 30:
        row.append("length")
    if _REVIEW_WORD.search(lowered[:80]):
        row.append("review-word")
    if _READ.search(lowered):
        row.append("min-read")
    if _CAPTION.match(folded) and not ends_sentence:
        row.append("name-in")
    if _SPEAKER.match(folded):
        row.append("speaker")
    return row


@lru_cache(maxsize=4_096)
def words_on(folded: str) -> tuple[str, ...]:
    """Each word of a short line, once, as a feature."""
    return tuple(f"{SAYS}{word}" for word in dict.fromkeys(_WORD.findall(lower(folded))))


def who_of(folded: str, prose: str, short: str) -> list[str]:
    """Whether a line reads as a byline, or begins with a name; `prose` is the running text and `short` all
    short lines, both in lower case."""
    lowered = lower(folded)
    by = _BY.match(lowered)
    form = _BY_FORM.match(lowered) if len(folded) < 120 else None
    row = [f"by-form={form[1]}"] if form else []
    if by:
        who = re.split(r",| \| | - | · | on | at |\(|  |;", folded[by.start("who") : by.end("who")])[0].strip(
            " .:"
        )
        first = re.split(r" and | & ", who)[0]
        known = is_name(first) or bool(HANDLE.fullmatch(first) or INITIALS.fullmatch(first))
        return [*row, "by", "by-name" if known else "by-other"]
    return row + _name_first(folded, prose, short)


def _name_first(folded: str, prose: str, short: str) -> list[str]:
    row = []
    bare = folded.strip("-~*_()[]✍• ").removeprefix("Writer's picture").lstrip()
    head = _AFTER_NAME.split(bare, 1)[0].strip()
    if is_name(head):
        row.append("name-alone" if head == bare else "name-first")
        if head.lower() in prose:
            row.append("name-in-prose")
        elif short.count(head.lower()) > 1:
            row.append("name-repeated")
    elif HANDLE.fullmatch(head) or INITIALS.fullmatch(head):
        row.append("handle")
    if row and cues.date_in(folded):
        row.append("name-date")
    return row


def is_byline_form(folded: str) -> bool:
    """Whether a line begins as bylines do: `By`, `Words:`, `Posted by`."""
    return bool(_BY.match(lower(folded)))


def is_signed(folded: str) -> bool:
    """Whether a line ends in a name in brackets after a full stop, or in `Reviewed by ...`."""
    return bool(_SIGNED.search(folded[-70:]))


@lru_cache(maxsize=8_192)
def is_dated(folded: str) -> bool:
    """Whether a date makes up a good part of a short line."""
    match = cues.date_in(folded) if len(folded) < 90 else None
    return match is not None and (match.end() - match.start()) > 0.3 * len(folded)


def _ratings(folded: str, plain: str) -> list[str]:
    if len(folded) > 90:
        return []
    row = []
    label = ratings.label_value(folded)
    found = ratings.find_rating(folded, plain, lone=True)
    if found and found.value is not None:
        row.append("score")
        if len(found.printed) >= len(plain) - 2:
            row.append("score-alone")
        if label is not None:
            row.append("score-label")
    elif label is not None:
        row.append("score-words" if label else "score-empty")
    if ratings.is_others(folded):
        row.append("others-score")
    return row


def _facts(folded: str, lowered: str) -> list[str]:
    """Features of credit lines that have no label."""
    row = []
    if len(folded) < 140 and country_list().search(folded):
        row.append("country")
        if _YEAR.search(folded):
            row.append("country-year")
    n_phrases = len(_CREDIT_PHRASE.findall(lowered))
    if n_phrases:
        row.append(f"credit-phrases={min(n_phrases, 2)}")
    if _RELEASE.search(lowered):
        row.append("release")
    if _DOTTED.match(folded):
        row.append("dotted")
    if _YEAR.search(folded):
        row.append("year")
    return row


def level(value: float, steps: Sequence[float]) -> int:
    """How many of `steps`, which rise, a value is above."""
    return bisect_left(steps, value)
