"""What names look like, as strings: folding, keys, short forms, nicknames, misspellings.

Nothing here knows a review: every function takes strings and gives strings, tuples or bools, so that linking
inside a review and across reviews speaks of the same things. *Words* here are folded: lower case, no accents,
no punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from functools import cache, lru_cache
from importlib import resources

from rocket_cli.records import Kind

# Only these are cut from a span: Lady Bird, Lord Voldemort and Professor X are names as they stand.
BARE_HONORIFICS = frozenset(["mr", "mrs", "ms", "mx", "dr", "sir", "dame", "prof", "rev", "mister"])
GENERATIONS = frozenset(["jr", "sr", "ii", "iii", "iv", "junior", "senior"])
PARTICLES = frozenset(
    [
        "of",
        "the",
        "a",
        "an",
        "and",
        "de",
        "del",
        "della",
        "di",
        "da",
        "du",
        "von",
        "van",
        "der",
        "den",
        "ter",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "y",
        "e",
        "i",
    ]
)
_ENGLISH_ARTICLES = frozenset(("the", "a", "an"))

_NUMERALS = {
    **{
        word: str(n)
        for n, word in enumerate(
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1
        )
    },
    **{roman: str(n) for n, roman in enumerate(["ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"], 2)},
}
# Two printed forms of one place. America is not here: a reviewer may mean the country, the continent or the
# idea.
_PLACES = {
    "unitedstates": ("unitedstatesofamerica", "usa", "us", "states"),
    "unitedkingdom": ("uk", "gb", "greatbritain"),
    "losangeles": ("la",),
    "newyork": ("nyc", "ny", "newyorkcity"),
    "washingtondc": ("dc",),
    "sanfrancisco": ("sf", "frisco"),
    "lasvegas": ("vegas",),
    "neworleans": ("nola",),
    "philadelphia": ("philly",),
    "sovietunion": ("ussr",),
    "unitedarabemirates": ("uae",),
    "eastgermany": ("gdr",),
    "newzealand": ("nz",),
    "riodejaneiro": ("rio",),
    "saintpetersburg": ("stpetersburg",),
    "kolkata": ("calcutta",),
    "mumbai": ("bombay",),
    "chennai": ("madras",),
    "myanmar": ("burma",),
    "beijing": ("peking",),
}
_PLACE_KEY = {short: full for full, shorts in _PLACES.items() for short in shorts}

_QUOTES = str.maketrans(dict.fromkeys("‘’‛´`′ʼ＇", "'") | dict.fromkeys("“”„‟«»″＂", '"'))
# Letters that Unicode does not take apart into a plain one and a mark.
_LETTERS = str.maketrans(dict(zip("øłđıð", "oldid", strict=True)) | {"æ": "ae", "œ": "oe", "þ": "th"})
_POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_INNER_NICKNAME = re.compile(r"""^(\w[\w.'-]*(?:\s+\w[\w.'-]*)*?)\s+["'(]([^"'()]{2,25})["')]\s+(\w.*)$""")
_NUMBER = re.compile(r"\d+")
_NOT_WORD = re.compile(r"[^\w\s]+")


@lru_cache(maxsize=4_096)
def fold(text: str) -> str:
    """`text` in lower case, without accents, with straight quotation marks and single spaces."""
    if text.isascii():  # as most names are: what follows would change nothing but this
        return " ".join(text.replace("`", "'").lower().split())
    plain = text.translate(_QUOTES)
    for _ in range(2):  # folding case can leave something to take apart, and the other way about
        plain = unicodedata.normalize("NFKD", plain).casefold()
    kept = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(kept.translate(_QUOTES).translate(_LETTERS).split())


def without_possessive(text: str) -> str:
    """`text` without a possessive ending: "Sean Baker's" and "the Coens'" lose it, "Lil' Zé" keeps its
    mark."""
    return _POSSESSIVE.sub("", text)


@lru_cache(maxsize=4_096)
def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a name, possessive and punctuation gone; hyphens and stops part words ("J.A." is j,
    a)."""
    plain = without_possessive(fold(text)).replace("'", "").replace("&", " and ")
    return tuple(_NOT_WORD.sub(" ", plain.replace("_", " ")).split())


@lru_cache(maxsize=4_096)
def compact(text: str) -> str:
    """One string for all spellings of a name that differ in case, accents, marks, hyphens and spaces
    alone."""
    return "".join(words_of(text))


@lru_cache(maxsize=4_096)
def person_words(text: str) -> tuple[str, ...]:
    """The words of a person's name: no honorific before it, no inner nickname ("Nathan 'Scoot' McNairy")."""
    parts = inner_nickname(text)
    words = words_of(f"{parts[0]} {parts[2]}" if parts else text)
    while len(words) > 1 and words[0] in BARE_HONORIFICS:
        words = words[1:]
    return words


@lru_cache(maxsize=4_096)
def inner_nickname(text: str) -> tuple[str, str, str] | None:
    """("Nathan", "Scoot", "McNairy") of "Nathan 'Scoot' McNairy" or "Nathan (Scoot) McNairy", else None."""
    match = _INNER_NICKNAME.match(" ".join(text.translate(_QUOTES).split()))
    return (match[1], match[2], match[3]) if match else None


def split_generation(words: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """A person's words without Jr, Sr, II …, and that ending in one spelling, or None."""
    if len(words) > 1 and words[-1] in GENERATIONS:
        return words[:-1], {"junior": "jr", "senior": "sr"}.get(words[-1], words[-1])
    return words, None


@lru_cache(maxsize=4_096)
def title_words(text: str) -> tuple[str, ...]:
    """The words of a film title without its leading English article; sequel numbers as digits ("Part II" =
    "part 2")."""
    words = words_of(text)
    if len(words) > 1 and words[0] in _ENGLISH_ARTICLES:
        words = words[1:]
    return words[:1] + tuple(_NUMERALS.get(word, word) for word in words[1:])


@lru_cache(maxsize=4_096)
def place_key(text: str) -> str:
    """One string for all forms of a place: article gone, abbreviations opened ("U.S.A." = "the United
    States")."""
    words = words_of(text)
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    key = "".join("saint" if word == "st" and len(words) > 1 else word for word in words)
    return _PLACE_KEY.get(key, key)


def base_key(text: str, kind: Kind) -> str:
    """The key under which two printed forms are beyond doubt the same name of one `kind`."""
    if kind == "films":
        return "".join(title_words(text))
    if kind == "places":
        return place_key(text)
    return "".join(person_words(text))


def title_parts(text: str) -> tuple[str, ...]:
    """The parts of a title between ": ", " - " or ", or ": ("Mad Max", "Fury Road"); one part where it has
    none."""
    parts = re.split(r":\s+|:(?=\D)|\s+[-–—]+\s+|[–—]", text)
    return tuple(part.strip() for part in parts if words_of(part))


def acronym(words: tuple[str, ...]) -> str:
    """First letters: ("lord", "of", "the", "rings") is "lotr"."""
    return "".join(word[0] for word in words)


def is_acronym_form(text: str) -> bool:
    """Whether `text` is printed as one: capitals (2-8), perhaps with stops or a small letter between
    ("BvS")."""
    bare = text.replace(".", "")
    n_capitals = sum(c.isupper() or c.isdigit() for c in bare)
    return (
        2 <= len(bare) <= 8 and bare.isalnum() and bare[0].isupper() and n_capitals >= max(2, len(bare) - 2)
    )


def within_one_edit(a: str, b: str) -> bool:
    """Whether one letter put in, left out, changed or swapped with its neighbour turns `a` into `b`."""
    if a == b:
        return True
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[at:] == b[at + 1 :]
    return a[at + 1 :] == b[at + 1 :] or (
        a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]
    )


@cache
def _full_names() -> dict[str, frozenset[str]]:
    """Every given name in the file that ships with rocket, full or short, to the full names it can stand
    for."""
    text = resources.files("rocket_cli").joinpath("data/nicknames.tsv").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            full, shorts = line.split("\t")
            for name in (full, *shorts.split()):
                found.setdefault(name, set()).add(full)
    return {name: frozenset(fulls) for name, fulls in found.items()}


def given_names() -> Set[str]:
    """Common English given names and their short forms, folded."""
    return _full_names().keys()


def full_names_of(word: str) -> frozenset[str]:
    """The full given names that `word` can stand for, itself included if it is one; empty for other words."""
    return _full_names().get(word, frozenset())


def is_nickname(a: str, b: str) -> bool:
    """Whether one folded given name is an everyday short form of the other (bob, robert), or both of one
    (mike, mikey)."""
    return a != b and not full_names_of(a).isdisjoint(full_names_of(b))


def same_given(a: str, b: str) -> bool:
    """Whether two folded given names can be one: equal, an initial of the other, a nickname, or cut short
    (seb)."""
    if a == b or is_nickname(a, b):
        return True
    short, long = sorted((a, b), key=len)
    return long.startswith(short) and (len(short) == 1 or (len(short) >= 3 and short not in given_names()))


def is_misspelling(a: str, b: str, *, shortest: int) -> bool:
    """Whether two folded words of at least `shortest` letters are one edit apart and not two names by
    right."""
    if min(len(a), len(b)) < shortest or not within_one_edit(a, b):
        return False
    return not (a in given_names() and b in given_names()) and _NUMBER.findall(a) == _NUMBER.findall(b)


def contains(long: tuple[str, ...], short: tuple[str, ...]) -> int | None:
    """Where the words `short` begin inside `long` as neighbours, or None."""
    size = len(short)
    return next((i for i in range(len(long) - size + 1) if long[i : i + size] == short), None)


def is_capitals(text: str) -> bool:
    """Whether every letter that has a case is a capital, in a form of more than an initial or
    abbreviation."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and all(c.isupper() or not c.islower() for c in letters)
