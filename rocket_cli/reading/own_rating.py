"""Which of the scores on a page is the reviewer's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rocket_cli.reading.facts import near_text
from rocket_cli.reading.lines import Line, fold
from rocket_cli.reading.ratings import find_rating, is_others, label_value
from rocket_cli.records import BlockKind, Rating

_STARS_AT_END = re.compile(r"(?<=\s)[*★☆]{1,6}(?:½| and a half)?$")
# After the full stop of a text's last sentence: `... the one I'd call first. 4.5/5`.
_SCORE_AT_END = re.compile(
    r"(?<=[.!?…\"'”’)] )(?:\d{1,3}(?:[.,]\d)?\s?/\s?(?:4|5|10|100)|[★⭐*☆]{2,6}½?)\W*$"
)
_RATING_IN_PROSE = re.compile(
    r"\b(?:give|gives|giving|rate|rated|rating|score|scores|going|award|grade|verdict"
    r"|earns?|deserves?|gets?)\b",
    re.IGNORECASE,
)
_OWN_RATING = re.compile(
    r"\b(?:I|we)(?:'d|'ll|'m|'re| would| will| am| are)? (?:\w+ )?(?:giv(?:e|ing)|gave|rat(?:e|ed|ing)|award"
    r"|going with|scor(?:e|ed|ing))\b|\bmy (?:rating|score|grade|verdict)\b|\bwhy \S+ out of\b",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"\bout of\b|\d\s?/\s?\d|\bstars?\b", re.IGNORECASE)
_MOST_BODY_LINES = 200
_LABELLED = re.compile(r"(?:[^\W\d_]+ ){0,2}[^\W\d_]+:\s")
_MAY_SCORE = re.compile(r"\d|[★☆⭐✭✮✯♥❤○●*½🍿🍅]|\bstars?\b|\bout of\b|\b[Tt]humbs?\b")
_BREAK = "* * *"  # between two parts of a text
_LONGEST_SCORE = 25  # words of a line that is a score
_MOST_LABEL_WORDS = 4
_LONE_SCORE = re.compile(r"\d{1,2}(?:[.,]\d{1,2})?")
_OVERALL = re.compile(r"\b(?:overall|total|final|film|movie)\b", re.IGNORECASE)
_STARS_FIRST = re.compile(  # `Three stars, then, for a good cause.`
    r"\W*(?:half|one|two|three|four|five)(?:[- ]and[- ](?:a|one)[- ]half)? stars?"
    r"(?=[.,;!:]| then\b| for\b|$)",
    re.IGNORECASE,
)
_LIKE_A_SCORE = re.compile(r"(?!0\d)(?!.*%$).{3,}")  # neither `02 / 4` of a gallery nor a heart to click on
_TAIL = 400


def own_rating(lines: Sequence[Line], kinds: Sequence[BlockKind], film: str | None) -> Rating | None:
    """The reviewer's score: on a line of its own, else in a headline or byline, else in the words of the
    text, else on a line close to it. `kinds` has one kind a line; scores of users and other papers never
    count."""
    found: list[tuple[float, Rating]] = []
    body = [i for i, kind in enumerate(kinds) if kind == "body"]
    n_same = Counter(line.folded for line in lines)
    for i, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind != "rating" or len(line.folded) > 300:
            continue
        if line.folded == _BREAK and body and body[0] < i < body[-1]:
            continue
        if line.folded.isdecimal() and n_same[line.folded] > 2:  # a count of likes, wherever it is shown
            continue
        rating = find_rating(line.folded, line.plain, lone=True)
        if rating:
            scored = rating.value is not None or any(map(str.isdecimal, rating.printed))
            overall = scored and bool(_OVERALL.search(line.folded))
            others = is_others(line.folded) or _is_others_label(lines, i)
            found.append(((rating.value is not None) + 0.5 * scored + overall - 2.0 * others, rating))
    if found:
        return max(found, key=lambda pair: pair[0])[1]
    for line, kind in zip(lines, kinds, strict=True):
        if kind in {"title", "byline"} and len(line.folded) < 200:
            rating = _rating_after_words(line)
            if rating and rating.value is not None and "%" not in rating.printed:
                return rating
    return _rating_in_body(lines, kinds) or _rating_beside(lines, kinds, film)


def _is_others_label(lines: Sequence[Line], i: int) -> bool:
    """Whether a score alone on line `i` stands under a label such as `Users' rating`."""
    above = _few_words_above(lines, i)
    return not re.search(r"\d", above) and is_others(above)


def _is_own_label(lines: Sequence[Line], i: int) -> bool:
    """Whether line `i` stands under a label such as `Our rating` or `Score:`, alone on its line."""
    above = _few_words_above(lines, i).rstrip(": ")
    return bool(above) and not is_others(above) and label_value(f"{above}:") == ""


def _few_words_above(lines: Sequence[Line], i: int) -> str:
    """What the line above line `i` says if that can be a label, else nothing."""
    return lines[i - 1].folded if i and lines[i - 1].n_words <= _MOST_LABEL_WORDS else ""


def _rating_after_words(line: Line) -> Rating | None:
    """The score on a line that has other words before it: asterisks count only where they end the line."""
    if stars := _STARS_AT_END.search(line.plain):
        return find_rating(fold(stars[0]), stars[0], lone=True)
    return find_rating(line.folded, line.plain, lone=False)


def _rating_beside(lines: Sequence[Line], kinds: Sequence[BlockKind], film: str | None) -> Rating | None:
    """The one score close to the text, alone on a line or after the name of the film, though the line was
    taken for furniture."""
    found: list[Rating] = []
    first = kinds.index("body") if "body" in kinds else len(kinds)
    for i in near_text(kinds):
        line = lines[i]
        if kinds[i] != "furniture" or line.n_words > _LONGEST_SCORE or not _MAY_SCORE.search(line.plain):
            continue
        if is_others(line.folded):
            continue
        headed = film is not None and i < first and film.lower() in line.folded.lower()
        if _LONE_SCORE.fullmatch(line.folded) and _is_own_label(lines, i):
            return find_rating(line.folded, line.plain, lone=True)
        rating = _rating_after_words(line) if headed else find_rating(line.folded, line.plain, lone=False)
        if rating is None or rating.value is None or not _LIKE_A_SCORE.match(rating.printed):
            continue
        printed = line.plain.startswith(rating.printed) or len(rating.printed) * 2 >= len(line.plain)
        ends = line.plain.endswith(rating.printed) and (headed or _LABELLED.match(line.plain))
        if printed or ends or label_value(line.folded) is not None or _OWN_RATING.search(line.folded):
            found.append(rating)
    values = {rating.value for rating in found}
    return found[0] if len(values) == 1 else None


def _rating_in_body(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> Rating | None:
    """A score in the closing words of the text, spoken or printed: `I give it 4 out of 5 stars`; further up
    only where the writer says that it is theirs."""
    body = [line for line, kind in zip(lines, kinds, strict=True) if kind == "body"]
    if body and (score := _SCORE_AT_END.search(body[-1].plain[-_TAIL:])):
        return find_rating(fold(score[0]), score[0], lone=True)
    for line in reversed(body[-3:]):
        if rating := _rating_in(line.folded[-_TAIL:], line.plain[-_TAIL:], _RATING_IN_PROSE):
            return rating
    for line in reversed(body[-_MOST_BODY_LINES:-3]):
        if _OUT_OF.search(line.folded) and (rating := _rating_in(line.folded, line.plain, _OWN_RATING)):
            return rating
    return None


def _rating_in(folded: str, plain: str, spoken: re.Pattern[str]) -> Rating | None:
    for a, b in _sentences(folded):
        sentence = folded[a:b]
        opens = spoken is _RATING_IN_PROSE and _STARS_FIRST.match(sentence)
        said = opens or spoken.search(sentence) or label_value(sentence) is not None
        if not said or is_others(sentence):
            continue
        rating = find_rating(sentence, plain[a:b], lone=False)
        if rating and rating.value is not None and not rating.printed.endswith("%"):
            return rating
    return None


def _sentences(folded: str) -> list[tuple[int, int]]:
    ends = [match.end() for match in re.finditer(r"[.!?][\"')]*(?=\s+[A-Z]|\s*$)", folded)]
    starts = [0, *ends]
    return [(a, b) for a, b in zip(starts, [*ends, len(folded)], strict=True) if b > a][::-1]
