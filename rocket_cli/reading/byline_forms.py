"""What on a line may be a writer's name, and in which words it is put forward: one line at a time."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from rocket_cli.reading.byline_rests import what_follows
from rocket_cli.reading.byline_wording import (
    NOBODY,
    NOT_AUTHORS,
    POSSESSIVE,
    name_at_head,
    name_or_none,
)
from rocket_cli.reading.byline_words import word_set
from rocket_cli.reading.caseless import caseless, lower
from rocket_cli.reading.cues import date_at, date_in
from rocket_cli.reading.names import HANDLE, PARTICLES, is_name

LONGEST_LINE = 170  # characters; longer lines are prose, whose names are looked for elsewhere
_LONGEST_LONE = 40  # characters of a line that is nothing but a name
# What may stand before a name or before the words that put it forward.
_LEADING = re.compile(r"[^\w@(]*(?:\[info\]\s*|Writer's picture\s*|(?:the )?author's? (?:photo|avatar) )?")
_BY = caseless(
    r"(?:^|(?<=[\s|·•»(\[✍:-]))(?P<verb>[\w']+\s)?"
    r"(?P<on>(?:(?:on )?(?=[^a-z]*\d|[a-z]{3,9}\.? \d)[^|]{4,40}?\s)?)"
    r"(?:by|von|par|di|por)\b\s*:?\s+(?:u/(?=\w))?(?P<who>\S.*)$"
)
_LABEL = caseless(
    r"^[^\w(@]*(?P<label>(?:(?:guest|film|movie|our|the|review|post|article)\s)?(?:words|text|texte|texto|testo|story"
    r"|notes|review|reviewed|written|posted|author|critic|reviewer|writer|autor|auteur|autore|kritik|kritiker"
    r"|critique|recensione|reseña|report|byline|name|user|username|from|sender|de|poster|contributor"
    r"|(?:guest (?:post|review))))\s?(?::|=|\s-)\s*(?:u/(?=\w))?(?P<who>\S.*)$"
)
_UNPUNCTUATED_WORDS = ("words ", "reviewer ", "with ", "w/ ", "from ", "author ", "critic ")
_UNPUNCTUATED = caseless(r"^(?P<label>words|reviewer|with|w/|from|author|critic)\s+(?P<who>\S.*)$")
_ADDRESS = re.compile(
    r"^\S+@\S+ \((?P<real>[^()]{3,40})\)|^\"?(?P<named>[^<>\"@]{3,40}?)\"? <\S+@[^<> ]+>", re.IGNORECASE
)
_PORTRAIT = re.compile(r"^[^\w(]*writer's picture", re.IGNORECASE)
_AFTER_DATE = re.compile(r"[\s,|·•-]*(?:by\s)?", re.IGNORECASE)
_SURROUNDING = " -–—~*()[]_|•·✍:,\"'"
_LONE_WORD = re.compile(
    r"(?:(?:Fr|Dr|Rev|Mr|Mrs|Ms|The|Uncle|Aunty?)\.? )?[A-Z][\w'-]*(?:\s[A-Z]\.?)?|u/[\w-]+"
)
_OTHERS_BEGIN = "abdehimprst"  # with what NOT_AUTHORS begins: most lines are spared the pattern
_HANDLE_MARK = re.compile(r"[_\d]")
_PUNCTUATED = re.compile(r"[:=]| -")
_SEPARATOR = re.compile(r" (?:\||•|·|/|-) ")
_MOST_NAME_WORDS = 6
_PARTING_MARKS = "xX♥❤💛)"
_KISSES = re.compile(r"(?:\s+x+|\s*[♥❤💛]+|\s*:\))$", re.IGNORECASE)
_VALEDICTION = re.compile(
    r"^(?P<greeting>[^\W\d_][^,.!?:]{1,40})[,!]\s+[-~]*\s?(?P<who>[A-Z][\w'-]*(?: [A-Z][\w'.-]*){0,2})$"
)


# A first name that begins a line, and what must follow it: `Bex, duty manager`, `-- Kev, 10/3/98`.
_HEAD_WORD = re.compile(r"([A-Z][\w'-]*[a-z](?: [A-Z]\.)?)(?=,|\s[-|(·•]|\s?\|)")
_AFTER_WORD = frozenset({"job", "pronouns", "read"})
# A name at the end of a row of dates, places and sections.
_LAST_PART = re.compile(r"\s(?:\||•|·|/|-)\s(?:by\s)?([A-ZÀ-Þ][\w'’.-]*(?: [\w'’.-]+){1,3})$")
# What must follow a handle that begins a line: `damp_matchbook wrote:`, `kelpforest · 3 years ago`.
_AFTER_HANDLE = frozenset({"says", "date", "read", "ago", "comments", "bar"})


# Words before `by` which say that a review was written, or that something was put up; and of whom it is not.
_BY_WORDS = {
    "review": word_set("review reviewed reviews words written notes text report critique penned reported"),
    "posted": word_set("posted published submitted post filed compiled author entry added uploaded"),
    "more": word_set("posts more articles stories all everything from read"),
}
_OTHERS = word_set(
    "film films movie movies picture photo photos photograph photographs photography pictures image "
    "images artwork illustration illustrations directed produced screenplay music score translated "
    "designed powered hosted built made theme liked likes rated shot edited created played inspired "
    "based starring stills story sponsored supported presented distributed released reblogged "
    "moderated introduced sort sorted ordered order filter show group"
)


class Form(Struct, frozen=True):
    """A name on a line: what it reads, where it begins and ends there, how it is put forward, what follows it
    and, for `by`, the word before it."""

    name: str
    start: int
    end: int
    wording: str
    rest: str
    before: str = ""


@lru_cache(maxsize=4_096)  # the pages of one site have most of their furniture in common
def forms_on(folded: str, plain: str) -> tuple[Form, ...]:
    """The names that a line of ordinary length may put forward, each wording at most once."""
    if len(folded) > LONGEST_LINE or not any(map(str.isalpha, folded[:40])):
        return ()
    lowered = lower(folded)
    if (not lowered[0].isalnum() or lowered[0] in _OTHERS_BEGIN) and NOT_AUTHORS.match(lowered):
        return ()
    found = _said(folded, plain, lowered)
    if not found or found[0].wording == "with":
        found += _headed(folded, plain, lowered)
    return tuple(found)


def _said(folded: str, plain: str, lowered: str) -> list[Form]:
    """Names that a word such as `by` or `Author:` introduces."""
    label = _LABEL.match(lowered) if _PUNCTUATED.search(lowered) else None
    if label is None and lowered.startswith(_UNPUNCTUATED_WORDS):
        label = _UNPUNCTUATED.match(lowered)
    if label:
        form = _labelled(folded, plain, label)
        if form:
            return [form]
    owner = POSSESSIVE.match(lowered) if "'" in lowered else None
    if owner and folded[owner.start(1)].isupper():
        name = plain[owner.start(1) : owner.end(1)]
        return [Form(name, owner.start(1), owner.end(1), "possessive", owner[2])]
    if "by " in lowered or "by:" in lowered or lowered.startswith(("von ", "par ", "di ", "por ")):
        match = _BY.search(lowered)
        if match:
            return _by(folded, plain, lowered, match)
    return []


def _labelled(folded: str, plain: str, match: re.Match[str]) -> Form | None:
    start, label = match.start("who"), match["label"]
    address = _ADDRESS.match(folded[start:])
    if address:
        group = "real" if address["real"] else "named"
        name = name_or_none(
            plain[start + address.start(group) : start + address.end(group)].strip(), explicit=True
        )
        return (
            Form(name, start + address.start(group), start + address.end(group), "address", "")
            if name
            else None
        )
    name = name_at_head(folded[start:], plain[start:], explicit=True)
    if name is None:
        return None
    label = "with" if label in {"with", "w/"} else "from" if label in {"from", "de", "sender"} else "label"
    end = start + len(name)
    return Form(name, start, end, label, what_follows(folded.lower(), end))


def _by(folded: str, plain: str, lowered: str, match: re.Match[str]) -> list[Form]:
    start = match.start("who")
    name = name_at_head(folded[start:], plain[start:], explicit=True)
    if name is None:
        return []
    before = lowered[: match.start()].strip(_SURROUNDING)
    word = (match["verb"] or "").strip(_SURROUNDING) or (before.split()[-1] if before else "")
    if word in _OTHERS:
        return []
    dated = bool(match["on"].strip()) or (before and date_in(lowered[:start]))
    wording = "dated-by" if dated else "mid-by" if before else "by"
    wording = next((f"{sort}-by" for sort, words in _BY_WORDS.items() if word in words), wording)
    if word and wording in {"by", "mid-by"}:
        wording = "other-by" if not before else "mid-by"
    end = min(start + len(name), len(folded))
    return [Form(name, start, end, wording, what_follows(lowered, end), word)]


def _headed(folded: str, plain: str, lowered: str) -> list[Form]:
    """Names with which a line begins, or which it is."""
    leading = _LEADING.match(folded)
    start = leading.end() if leading else 0
    wording = "portrait" if "picture" in lowered[:20] and _PORTRAIT.match(folded) else "head"
    dated = date_at(folded, start) if folded[start : start + 1].isalnum() else None
    if dated:
        after = _AFTER_DATE.match(folded, dated.end())
        start, wording = after.end() if after else dated.end(), "date-head"
    if start >= len(folded):
        return []
    if wording != "date-head" and (form := _lone_form(folded, plain, start, wording)):
        return [form]
    if _may_head(folded[start : start + _LONGEST_LONE]):
        name = name_at_head(folded[start:].rstrip(" )~"), plain[start:].rstrip(" )~"), explicit=False)
        if name:
            end = start + len(name)
            head = Form(name, start, end, wording, what_follows(lowered, end) or "end")
            return [head, *_last_part(folded, plain)]
    return _pieces(folded, plain, lowered, start, wording)


def _lone_form(folded: str, plain: str, start: int, wording: str) -> Form | None:
    """The name that a line is, marks around it aside."""
    lone = folded[start:]
    if lone[-1] in _PARTING_MARKS:
        lone = _KISSES.sub("", lone)
    lone = lone.strip(_SURROUNDING)
    if not 1 < len(lone) <= _LONGEST_LONE:
        return None
    name = _lone(lone, plain[start : start + len(lone)] if folded.startswith(lone, start) else lone)
    if name is None:
        return None
    if wording != "portrait":
        marked = start and folded[0] in "-~([*"
        wording = "alone" if not marked else "dash-alone" if folded[0] in "-~*" else "bracketed"
    return Form(name, start, start + len(lone), wording, "")


def _may_head(words: str) -> bool:
    """Whether a line may begin with a name: a quick look that saves most lines the patterns."""
    first, _, rest = words.partition(" ")
    if not first:
        return False
    if not rest or _HANDLE_MARK.search(first):
        return "." in first or _HANDLE_MARK.search(first) is not None
    second = rest.lstrip()[:1]
    return (first[0].isupper() or first.lower() in PARTICLES) and (
        second.isupper()
        or second == '"'
        or (second.islower() and (rest.split(maxsplit=1)[0].lower() in PARTICLES or rest[1:2] == "."))
    )


def _pieces(folded: str, plain: str, lowered: str, start: int, wording: str) -> list[Form]:
    """A handle or first name before what only writers have, a name that ends a row or a farewell."""
    handle = HANDLE.match(folded, start)
    if handle and handle.end() < len(folded) and not folded[handle.end()].isalnum() and len(folded) < 90:
        rest = what_follows(lowered, handle.end())
        if rest in _AFTER_HANDLE and handle.group().lower() not in NOBODY:
            return [Form(handle.group(), start, handle.end(), f"{wording}-handle", rest)]
    word = _HEAD_WORD.match(folded, start)
    if word and (
        (rest := what_follows(lowered, word.end(1))) in _AFTER_WORD
        or (rest == "date" and folded.startswith("-"))
    ):
        return [Form(plain[start : word.end(1)], start, word.end(1), f"{wording}-word", rest)]
    if last := _last_part(folded, plain):
        return last
    if len(folded) < 60 and ("," in folded or "!" in folded):
        parting = _VALEDICTION.match(_KISSES.sub("", folded))
        if parting:
            return [Form(parting["who"], parting.start("who"), parting.end("who"), "valediction", "")]
    return []


def _last_part(folded: str, plain: str) -> list[Form]:
    """The name at the end of a row of dates, places and sections."""
    last = _LAST_PART.search(folded) if _SEPARATOR.search(folded) else None
    if last is None or not is_name(last[1]):
        return []
    return [Form(plain[last.start(1) : last.end(1)], last.start(1), last.end(1), "last-part", "")]


def _lone(lone: str, plain: str) -> str | None:
    """A name that is all that a line has: full, in initials, a handle, one or two words."""
    if lone.count(" ") >= _MOST_NAME_WORDS or lone.lower() in NOBODY:
        return None
    if " " in lone:
        name = name_or_none(plain, explicit=False) if _may_head(lone) else None
    else:
        name = None if lone.isalpha() else name_or_none(plain, explicit=False)
    if name:
        return name
    return plain if HANDLE.fullmatch(lone) or _LONE_WORD.fullmatch(lone) else None
