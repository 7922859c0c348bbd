"""How two printed forms of one kind can be one name, as strings alone: the tier of evidence and the reason in
words.

A relation is a possibility. Whether it is taken is decided where the whole review is in sight
(`entities.py`): a short form is only ever linked to the one entity it can belong to.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from rocket_cli.analysis import names
from rocket_cli.analysis.buildings import BUILDINGS

# A word of fewer letters that differs in one is more often another name (Rey, Ren) than a slip.
SHORTEST_MISSPELT_WORD = 5
SHORTEST_MISSPELT_TITLE = 7
# "Alien" and "Aliens" are two films; a long title that lacks its last s is a slip ("The Hunger Game").
SHORTEST_PLURAL_TITLE = 11
# After these a title goes on with a phrase that everyday speech leaves out: Dawn (of the Dead), Plan 9 (from
# Outer Space).
_TRAILING_PHRASE = frozenset(["of", "on", "with", "from", "at", "for", "in", "or"])
_BEFORE_A_PHRASE = frozenset(["of", "the", "a", "an", "to", "and", "in", "at", "on", "vs", "versus", "meets"])
_PHRASE_AFTER_NAME = frozenset(("and",))


class Tier(IntEnum):
    """Strength of a relation, strongest first. Short forms look at one tier at a time and stop at the first
    filled."""

    FULL = 0
    PART = 1
    NICKNAME = 2
    MISSPELLING = 3


class Relation(NamedTuple):
    """Evidence that two forms are one name, and how to say it after "X is Y: "."""

    tier: Tier
    reason: str


class PersonName(NamedTuple):
    """A person's form taken apart: folded words without generation or inner nickname, and those two if
    printed."""

    words: tuple[str, ...]
    generation: str | None
    nickname: str | None


@lru_cache(maxsize=65_536)
def parse_person(text: str) -> PersonName:
    """Take the printed name of a person apart."""
    words, generation = names.split_generation(names.person_words(text))
    inner = names.inner_nickname(text)
    return PersonName(words, generation, names.compact(inner[1]) if inner else None)


def relate_people(a: str, b: str) -> Relation | None:
    """How two printed forms can name one person; symmetric. None where nothing in the strings says so."""
    one, two = parse_person(a), parse_person(b)
    if len(one.words) < len(two.words):
        one, two = two, one
    if not one.words or not two.words or generations_differ(one, two):
        return None
    if one.words == two.words:
        return Relation(Tier.PART, "the same name without Jr or the like")
    if len(two.words) > 1:
        return _relate_full_names(one, two)
    return _relate_word_to_name(one, two) if len(one.words) > 1 else _relate_words(one, two)


def generations_differ(one: PersonName, two: PersonName) -> bool:
    """Whether both are printed with a generation, and not the same."""
    return one.generation is not None and two.generation is not None and one.generation != two.generation


def _relate_full_names(one: PersonName, two: PersonName) -> Relation | None:
    long, short = one.words, two.words
    both_ways = ((one, two), (two, one))
    if _digits(long) != _digits(short):
        return None
    if any(x.nickname and (x.nickname, x.words[-1]) == (y.words[0], y.words[-1]) for x, y in both_ways):
        return Relation(Tier.FULL, "the nickname printed inside the full name")
    if sorted(long) == sorted(short):
        return Relation(Tier.FULL, "the same names in another order")
    if long[-1] == short[-1] and _middle_agrees(long[1:-1], short[1:-1]):
        if long[0] == short[0]:
            return Relation(Tier.FULL, "the same first and last name")
        if names.same_given(long[0], short[0]):
            return Relation(Tier.PART, "a short form of the first name before the same surname")
        if _initials_agree(long[:-1], short[:-1]):
            return Relation(Tier.PART, "initials before the same surname")
    if names.contains(long, short) is not None or any("".join(y.words) in x.words for x, y in both_ways):
        return Relation(Tier.PART, "part of the longer name")
    if names.within_one_edit("".join(long), "".join(short)) and not _is_plural("".join(long), "".join(short)):
        return _misspelt_full_name(long, short)
    return None


def _misspelt_full_name(long: tuple[str, ...], short: tuple[str, ...]) -> Relation | None:
    """One edit apart as a whole: unless what differs is a very short word."""
    if len(long) == len(short):
        differing = [(x, y) for x, y in zip(long, short, strict=True) if x != y]
        if any(min(len(x), len(y)) < 3 for x, y in differing):
            return None
    return Relation(Tier.FULL, "one letter apart")


def _middle_agrees(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Middle names or initials contradict each other only where both have one."""
    return not a or not b or all(x[0] == y[0] for x, y in zip(a, b, strict=False))


def _initials_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """("j", "a") or ("ja",) against ("juan", "antonio")."""
    initials = names.acronym(a)
    return len(a) > 1 and ("".join(b) == initials or (len(b) == 1 and len(b[0]) > 1 and b[0] == initials))


def _relate_word_to_name(one: PersonName, two: PersonName) -> Relation | None:
    long, word = one.words, two.words[0]
    if two.generation != one.generation and two.generation is not None:
        return None
    if "of" in long or _digits(long) != _digits(two.words):
        return None
    if word == long[-1]:
        return Relation(Tier.PART, "the surname alone")
    if word == long[0]:
        return Relation(Tier.PART, "the first name alone")
    if word == one.nickname:
        return Relation(Tier.PART, "the nickname printed inside the full name")
    if word in long and word not in names.PARTICLES and len(word) > 2:
        return Relation(Tier.PART, "one of the names alone")
    if "".join(long[1:]) == word:
        return Relation(Tier.PART, "part of the longer name, written together")
    if names.is_nickname(long[0], word):
        return Relation(Tier.NICKNAME, "a short form of the first name")
    if len(word) > 2 and names.acronym(long) == word:
        return Relation(Tier.NICKNAME, "the initials")
    if len(word) > 2 and long[0].startswith(word) and names.same_given(long[0], word):
        return Relation(Tier.NICKNAME, "the first name cut short")
    if any(_is_slip(part, word) for part in (long[-1], long[0])):
        return Relation(Tier.MISSPELLING, "one letter apart from part of the name")
    return None


def _relate_words(one: PersonName, two: PersonName) -> Relation | None:
    a, b = one.words[0], two.words[0]
    if names.is_nickname(a, b):
        return Relation(Tier.NICKNAME, "an everyday short form of the name")
    if _is_slip(a, b):
        return Relation(Tier.MISSPELLING, "one letter apart")
    return None


def _is_slip(a: str, b: str) -> bool:
    """One edit, the same first letter, and not the plural: "the Armstrongs" are a family, not a misprint."""
    return (
        a[0] == b[0] and names.is_misspelling(a, b, shortest=SHORTEST_MISSPELT_WORD) and not _is_plural(a, b)
    )


def _is_plural(a: str, b: str) -> bool:
    return a == b + "s" or b == a + "s"


_NUMBER = re.compile(r"\d+")


def _digits(words: tuple[str, ...]) -> list[str]:
    return _NUMBER.findall(" ".join(words))


class TitleContext(NamedTuple):
    """What a review says beside the titles: `series_talk` whether it speaks of sequels or a franchise at all,
    `reviewed` the key of the film under review, `people` the keys of people it names."""

    series_talk: bool
    reviewed: str
    people: frozenset[str]


def relate_titles(a: str, b: str, context: TitleContext) -> Relation | None:
    """How two printed titles can be one film; symmetric. Sequels, and a series and its parts, are not one
    film."""
    long, short = names.title_words(a), names.title_words(b)
    if len(long) < len(short):
        a, b, long, short = b, a, short, long
    if not long or not short:
        return None
    parts = tuple(names.title_words(part) for part in names.title_parts(a))
    if len(parts) > 1 and short in parts[1:]:
        return Relation(Tier.PART, "the subtitle alone") if _says_something(short) else None
    at = names.contains(long, short) if len(long) > len(short) else None
    if at is not None:
        head = names.title_words(re.split(r"[:,(–—]|\s-\s", a)[0])
        with_article = names.words_of(b)[0] == "the"
        return _relate_title_part(long, short, at, short == head, with_article, context)
    if names.is_acronym_form(b) and names.compact(b) in _acronyms(a):
        return Relation(Tier.NICKNAME, "the first letters of the title")
    if _is_title_slip("".join(long), "".join(short)):
        return Relation(Tier.FULL, "one letter apart")
    if any(_is_title_slip("".join(part), "".join(short)) for part in parts[1:]):
        return Relation(Tier.MISSPELLING, "one letter apart from the subtitle")
    return None


def _relate_title_part(
    long: tuple[str, ...],
    short: tuple[str, ...],
    at: int,
    is_head: bool,
    with_article: bool,
    context: TitleContext,
) -> Relation | None:
    names_a_person = "".join(short) in context.people
    if at > 0:
        ends = at + len(short) == len(long)
        goes_on = long[at - 1] in _BEFORE_A_PHRASE and not (with_article and long[at - 1] == "the")
        if ends and len(short) > 1 and _says_something(short) and not goes_on and not _digits(short):
            return Relation(Tier.PART, "the end of the title")
        if ends and len(long) == 2 and not names_a_person and not _digits(short):
            return Relation(Tier.PART, "the last word of the title")
        return None
    rest = long[len(short) :]
    if is_head and _digits(short) and not _digits(rest):
        return Relation(Tier.PART, "the title without its subtitle")
    if _digits(rest) or names_a_person:
        return None
    if rest[0] in _TRAILING_PHRASE:
        return Relation(Tier.PART, "the beginning of the title")
    full_is_reviewed = "".join(long) == context.reviewed
    if full_is_reviewed and not context.series_talk and (is_head or rest[0] in _PHRASE_AFTER_NAME):
        return Relation(Tier.PART, "the title without its subtitle")
    return None


def _says_something(words: tuple[str, ...]) -> bool:
    """Not "Part 2" or "Volume 1", which many films have."""
    return any(
        len(w) > 2 and w not in ("part", "chapter", "volume", "vol", "episode", "movie") for w in words
    )


def _acronyms(title: str) -> set[str]:
    """First letters of the whole title and of its head, with and without the article ("LOTR", "T2")."""
    head = names.title_parts(title)[0]
    return {
        names.acronym(words(part)) for part in (title, head) for words in (names.words_of, names.title_words)
    }


def _is_title_slip(a: str, b: str) -> bool:
    size = min(len(a), len(b))
    if size < SHORTEST_MISSPELT_TITLE or not names.is_misspelling(a, b, shortest=size):
        return False
    return size >= SHORTEST_PLURAL_TITLE or not _is_plural(a, b)


def relate_places(a: str, b: str) -> Relation | None:
    """How two printed places can be one; symmetric. "South Boston" is not Boston, and Texas City is not
    Texas."""
    long, short = names.words_of(a), names.words_of(b)
    if len(long) < len(short):
        long, short = short, long
    if not long or not short:
        return None
    if len(long) == len(short) + 1 and long[:-1] == short and long[-1] in BUILDINGS:
        return Relation(Tier.PART, f"{long[-1]} left out")
    one, two = "".join(long), "".join(short)
    if one[0] == two[0] and names.is_misspelling(one, two, shortest=SHORTEST_MISSPELT_TITLE):
        return None if _is_plural(one, two) else Relation(Tier.FULL, "one letter apart")
    return None
