"""Ratings: the reviewer's score as printed, and as a share of the most that could be given (0-1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rocket_cli.reading.caseless import caseless, lower
from rocket_cli.reading.lines import fold
from rocket_cli.records import Rating

_NUMBER_WORDS = {
    "zero": 0.0, "half": 0.5, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0,
    "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0,
}  # fmt: skip
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
# The usual American letter scale, as a share of A+.
_LETTERS = {
    "A+": 1.0, "A": 0.95, "A-": 0.9, "B+": 0.85, "B": 0.8, "B-": 0.75, "C+": 0.7, "C": 0.65, "C-": 0.6,
    "D+": 0.55, "D": 0.5, "D-": 0.45, "F": 0.0,
}  # fmt: skip
_WORD = "|".join(_NUMBER_WORDS)
_AND_A_HALF = "[- ]and[- ](?:a|one)[- ]half"
_N = (
    rf"(?:\d{{1,3}}(?:[.,]\d{{1,2}})?(?:\s?[½¼¾⅓⅔]|\s1/2(?!\d)|{_AND_A_HALF})?|[½¼¾]"
    rf"|(?:{_WORD})(?:{_AND_A_HALF})?)"
)
_SYMBOL = "★⭐✭✮✯☆✩✰♥❤♡🌟💀☠🍿●○🍅🎬👍👻🎃🧟🔪🍺🍷☕🌶🐾⚡🥃🎞🔥"
_FULL = frozenset("★⭐✭✮✯♥❤🌟💀☠🍿●*🍅🎬👻🎃🧟🔪🍺🍷☕🌶🐾⚡🥃🎞🔥+")
_EMPTY = frozenset("☆✩✰♡○")
_FRACTION = re.compile(
    rf"(?<![\w/.,$£€-])({_N})\s?/\s?(5|10|100|4|6|20|5\.0|10\.0)(?![\w/]|[.,]\d)", re.IGNORECASE
)
_OUT_OF = re.compile(
    rf"(?<![\w/.])({_N})\s*(?:\(?\s*([^\W\d_]+(?:[ -][^\W\d_]+)?)?\s*\(?)\s*(?:\bout of"
    rf"|\bof a possible|\bof|\bvon|\bsur|\bsu|\bav)\s+(?:a possible )?(\d{{1,3}}|WORD)\b"
    r"(?:\s+([^\W\d_]+))?\)?".replace("WORD", _WORD),
    re.IGNORECASE,
)
_OF_WORDS = ("of ", "von ", "sur ", "su ", "av ")
SYMBOLS = re.compile(
    rf"(?:[{_SYMBOL}]\uFE0F?[ ]?){{1,10}}\s?(?:½|1/2|and a half)?"
    rf"|(?<![\w*])\*(?:[ ]?\*){{0,4}}(?:[ ]?(?:½|1/2|[+]| and a half))?(?![\w*])"
)
# What a row of signs is counted out of: `***1/2 (out of four)`.
_MOST = re.compile(rf"\s*\(?out of\s+(?:a possible )?(\d{{1,2}}|{_WORD})\b(?:\s+stars?)?\)?", re.IGNORECASE)
_STARS = re.compile(
    rf"(?<![\w/])({_N})[ -]?(?:stars?)(?![\w])(?:\s*(?:\(|out of|of|/)\s*(?:out of\s*)?(\d+"
    rf"|{_WORD})(?: stars)?\)?)?",
    re.IGNORECASE,
)
PERCENT = re.compile(r"(?<![\w.])(\d{1,3}(?:\.\d)?)\s?%(?!\w)")
_NOTE = re.compile(r"\s\([^()]*\)$")  # `A- (rated PG-13)`
LETTER = re.compile(r"(?<![\w'/])([A-DF][+\-–−]?)(?![\w'+])")
_LABEL = caseless(
    r"""^(?:[\w.'&-]+(?:\s[\w.'&-]+){0,3}'s?\s)?(?:(?:our|my|the|final|overall|film|movie|critic'?s?
      |star|editor'?s|reviewer'?s|notre|note|moral|[^\W\d_]+(?=\s(?:rating|score|grade)\s*:))\s){0,2}
    (?:rating|ratings|rate|rated|score|scores|grade|graded|verdict|stars?|word|overall|film|movie
      |bewertung|wertung|note|avis|voto|giudizio|nota|calificaci[oó]n|valutazione|picture|video|audio
      |sound|extras|story|acting|mark|marks|final\sword|bottom\sline)
    (?:\s\([^)]{1,20}\))?\s*(?::|=|-|\s-\s|\s(?=[\d★*½A-F]))\s*(?P<value>.*)$""",
    re.VERBOSE,
)
_OTHERS = caseless(
    r"\busers?\b|\baudience\b|\breaders?\b|\bimdb\b|rotten|metacritic|tomato|letterboxd"
    r"|metascore|\bvotes?\b|certificate|\bage\b|\bcontent\b|\bmpaa\b|\bcert\b|\baverage\b|moral|\bPG\b|\bPG-13\b"
)
_OVERALL_LAST = re.compile(r"(?<=\d)\W+(?:overall|total)\b(?=\W*\d)", re.IGNORECASE)
_DICE = re.compile(r"\bterningkast:?\s([1-6])\b(?!\s?/)", re.IGNORECASE)  # Norwegian papers throw a die
_SCALE = re.compile(rf"(?<![\w.])({_N}) on (?:the|a) (-\d{{1,2}}) to \+?(\d{{1,2}}) scale\b", re.IGNORECASE)
_ON_A_SCALE = re.compile(  # `On the Hill scale of 0 to 10 islands: 5`
    rf"\bscale of (-?\d{{1,2}})(?: to |[-–])\+?(\d{{1,3}})\b[^:\d]*:\s*({_N})(?!\w)", re.IGNORECASE
)
_GIVEN_LETTER = re.compile(
    r"\b(?:giv(?:e|es|ing)|gets?|rate|earns?)\b.* an? ([A-DF][+\-–−]?)[.!]?$"
)  # `I give this a C-.`
# What disc reviewers say instead of a score.
_ADVICE = re.compile(
    r"(?:(?:highly|strongly|not|cautiously|mildly) )?recommended|(?:rent|skip|buy|stream|see|miss) it"
    r"|must[- ]see|avoid",
    re.IGNORECASE,
)
# A score after a label that nobody else uses: `Lantern: 7,5`, `Our panel: Great`, `Ann's score: 5 tokens`.
_NAMED = re.compile(r"[^:]{2,40}:\s+(?P<value>(?:10|\d(?:[.,]\d{1,2})?)½?|[^\W\d][^\d:;]{1,40})$")
_UNITS = re.compile(
    r"(?P<score>\d{1,3}(?:[.,]\d{1,2})?½?)(?:\s+(?P<unit>[^\W\d_]+)(?:\s[^\W\d_]+)?|\s*\(.*\))[.!]?$"
)
_MOST_WORDS = 5  # of a verdict

# "Film 9/10", "Movie 5.0 of 5": the score of one aspect, which its word belongs to.
_ASPECT = re.compile(r"film|movie|overall", re.IGNORECASE)


def label_value(folded: str) -> str | None:
    """What follows a rating label such as `Rating:` or `Our verdict:` on a line of its own, else None."""
    match = _LABEL.match(lower(folded))
    return folded[match.start("value") :].strip() if match else None


def is_others(folded: str) -> bool:
    """Whether a line speaks of users', critics' or certificate ratings: never the reviewer's own."""
    return bool(_OTHERS.search(lower(folded)))


def number(printed: str) -> float | None:
    """`4`, `3,5`, `3½`, `three and a half` as a number."""
    printed = printed.strip().lower()
    extra = 0.0
    if "half" in printed and printed != "half":
        printed, extra = re.split(r"[- ]and", printed)[0], 0.5
    elif printed.endswith(" 1/2"):
        printed, extra = printed[:-4], 0.5
    for sign, value in _HALVES.items():
        if sign in printed:
            printed, extra = printed.replace(sign, "").strip(), value
    if not printed:
        return extra
    if printed in _NUMBER_WORDS:
        return _NUMBER_WORDS[printed] + extra
    try:
        return float(printed.replace(",", ".")) + extra
    except ValueError:
        return None


def find_fraction(folded: str, at: int = 0) -> re.Match[str] | None:
    """The first `4/5` from `at` on."""
    return _FRACTION.search(folded, at) if "/" in folded else None


def find_out_of(folded: str, at: int = 0) -> re.Match[str] | None:
    """The first `4 out of 5` from `at` on."""
    return next(_each_out_of(folded, at), None)


def _each_out_of(folded: str, at: int) -> Iterator[re.Match[str]]:
    lowered = folded.lower()
    if any(word in lowered for word in _OF_WORDS):  # which is told much sooner than the pattern tells it
        yield from _OUT_OF.finditer(folded, at)


def _share(value: float | None, most: float | None) -> float | None:
    if value is None or not most or value > most * 1.1:
        return None
    return round(min(value / most, 1.0), 4)


def symbols_value(printed: str) -> float | None:
    """The share that a row of stars or other signs shows; five are the most unless more are printed."""
    given, shown = _count_signs(printed)
    return _share(given, max(shown, 5))


def _count_signs(printed: str) -> tuple[float, int]:
    """How many signs are given, and how many are printed, empty ones among them."""
    half = 0.5 if re.search(r"½|1/2|half|\+$", printed) else 0.0
    body = re.sub(r"1/2|½|and a half|\+$", "", printed)
    full = sum(1 for sign in body if sign in _FULL)
    empty = sum(1 for sign in body if sign in _EMPTY)
    return full + half, full + empty


def find_rating(folded: str, plain: str, *, lone: bool) -> Rating | None:
    """The rating in one piece of text, in the form it is printed in, or None.

    `lone` says that the text is known to be a rating line: bare numbers, letters and verdict words count too.
    """
    value = label_value(folded) if lone else None
    at = len(folded) - len(value) if value is not None and folded.endswith(value) else 0
    if overall := _OVERALL_LAST.search(folded, at):  # after the scores of its aspects
        at = overall.end()
    for finder in (_of_symbols, _of_dice, _of_scale, _of_out_of, _of_fraction, _of_stars, _of_percent):
        if finder is _of_symbols and not lone:
            found = None if "*" in folded else finder(folded, plain, at)
        else:
            found = finder(folded, plain, at)
        if found:
            return found
    return _of_lone(folded, plain, at, value) if lone else None


def _of_symbols(folded: str, plain: str, at: int) -> Rating | None:
    match = SYMBOLS.search(plain, at)
    if match is None or (len(match.group().strip()) < 2 and len(plain) - at > 3):
        return None
    if find_out_of(folded, at) or find_fraction(folded.replace("1/2", "   "), at):
        return None
    printed = match.group().strip()
    if most := _MOST.match(plain, match.end()):
        return Rating(
            printed=plain[match.start() : most.end()].strip(),
            value=_share(_count_signs(printed)[0], number(most[1])),
        )
    return Rating(printed=printed, value=symbols_value(printed))


def _of_fraction(folded: str, plain: str, at: int) -> Rating | None:
    match = find_fraction(folded, at)
    if match is None:
        return None
    start = match.start()
    # "Film 9/10" and "Overall: 8/10" keep their aspect where a line has nothing else.
    aspect = _ASPECT.fullmatch(folded[:start].strip()) if folded[start - 1 : start] == " " else None
    start = 0 if aspect else start
    return Rating(
        printed=plain[start : match.end()].strip(), value=_share(number(match[1]), number(match[2]))
    )


def _of_out_of(folded: str, plain: str, at: int) -> Rating | None:
    for match in _each_out_of(folded, at):
        value, most = number(match[1]), number(match[3])
        sensible = most in {4.0, 5.0, 6.0, 10.0, 20.0, 100.0} and value is not None and value <= most
        aspect = _ASPECT.fullmatch(folded[: match.start()].strip())
        plain_of = "out of" not in match.group().lower() and not match[2] and not aspect
        if not sensible or (plain_of and re.search(r"\w$", folded[: match.start()].strip()[-1:] or "")):
            continue
        end = match.end() if match[4] and match[4].lower() in {"stars", "star", "points"} else match.end(3)
        if folded[end : end + 1] == ")" and "(" in match.group():
            end += 1
        start = 0 if aspect else match.start()
        return Rating(printed=plain[start:end].strip(), value=_share(value, most))
    return None


def _of_stars(folded: str, plain: str, at: int) -> Rating | None:
    match = _STARS.search(folded, at) if "star" in folded.lower() else None
    if match is None:
        return None
    value = number(match[1])
    if value is None or value > 10:
        return None
    most = number(match[2]) if match[2] else (5.0 if value <= 5 else 10.0)
    return Rating(printed=plain[match.start() : match.end()].strip(), value=_share(value, most))


def _of_percent(folded: str, plain: str, at: int) -> Rating | None:
    match = PERCENT.search(folded, at)
    if match is None:
        return None
    return Rating(printed=match.group().strip(), value=_share(float(match[1]), 100))


def _of_dice(folded: str, plain: str, at: int) -> Rating | None:
    match = _DICE.search(folded)  # the label belongs to the form, which tells the scale
    if match is None:
        return None
    return Rating(printed=plain[match.start() : match.end()].strip(), value=_share(number(match[1]), 6.0))


def _of_scale(folded: str, plain: str, at: int) -> Rating | None:
    if "scale" not in folded:
        return None
    if match := _ON_A_SCALE.search(folded):
        least, most, value = float(match[1]), float(match[2]), number(match[3])
        start = match.start(3)
    elif match := _SCALE.search(folded, at):
        value, least, most = number(match[1]), float(match[2]), float(match[3])
        start = match.start()
    else:
        return None
    share = None if value is None else _share(value - least, most - least)
    return Rating(printed=plain[start : match.end()].strip(), value=share)


def _of_lone(folded: str, plain: str, at: int, value: str | None) -> Rating | None:
    text = plain[at:].strip()
    overall = re.search(r"\boverall:?\s+(\d+(?:\.\d+)?)\s*$", folded, re.IGNORECASE)
    if overall:
        return _bare_number(overall[1])
    named = _NAMED.match(plain) if value is None else None
    text = named["value"].strip() if named else text
    if bare := re.fullmatch(r"\(?((?!0\d)\d{1,3}(?:[.,]\d{1,2})?[½]?)\)?", text):
        return _bare_number(bare[1])
    letter = LETTER.fullmatch(_NOTE.sub("", text).rstrip(".")) or _GIVEN_LETTER.search(folded)
    if letter:
        return Rating(printed=letter[1], value=_LETTERS.get(fold(letter[1])))
    if value and (counted := _UNITS.match(text)):
        return Rating(text.rstrip(".!"), None) if counted["unit"] else _bare_number(counted["score"])
    verdict = value or (text if named else None)
    if not verdict and _ADVICE.fullmatch(text.rstrip(".!")):
        return Rating(printed=text.rstrip(".!"), value=None)
    if verdict and 1 <= len(verdict.split()) <= _MOST_WORDS and not re.search(r"\d", verdict):
        return Rating(printed=text, value=None)
    return None


def _bare_number(printed: str) -> Rating:
    value = number(printed)
    if value is None:
        return Rating(printed=printed, value=None)
    # A bare number does not say its scale: over 10 it is of a hundred, over 5 of ten; below, it stays open.
    most = 100.0 if value > 10 else 10.0 if value > 5 else None
    return Rating(printed=printed, value=_share(value, most) if most else None)
