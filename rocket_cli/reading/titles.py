"""The film under review: the likeliest of the titles that a page offers, if one is likely.

A linear model weighs what speaks for each (film_weights.json; training in models/scripts/train_titles.py);
"none" competes too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from rocket_cli.reading.caseless import lower
from rocket_cli.reading.film_features import film_candidates
from rocket_cli.reading.linear import load_model
from rocket_cli.reading.lines import Line, find_whole
from rocket_cli.records import BlockKind, PossibleTitle

_BODY_SAMPLE = 60_000
_STATED_HOW = ("credits:stated", "credits:released", "credits:title", "credits:original-title")
# How far under "none" the likeliest title may lie where the page is full of menus; measured on held-out
# pages.
NEEDED_ON_FURNISHED_PAGE = -1.0
_BY_WORDS = 6  # characters of `with `, `from ` and the like


class FilmGuess(Struct, frozen=True):
    """A title, the margin by which it beats "none", and the year printed beside it."""

    film: str
    score: float
    year: int | None = None


# No title says so of itself; what does is a headline that holds one.
_A_HEADLINE = re.compile(r"\b(?:film|movie) review\b|\breview:", re.IGNORECASE)


def possible_titles(
    lines: Sequence[Line], kinds: Sequence[BlockKind], people: frozenset[str], outlets: Mapping[str, float]
) -> tuple[PossibleTitle, ...]:
    """Every title that the film under review may have; `people` are names that are no films, `outlets` what
    speaks for each name that may be the outlet's."""
    return tuple(
        PossibleTitle(c.form, tuple(sorted(c.features)), c.year)
        for c in film_candidates(lines, kinds, people, outlets)
        if not _A_HEADLINE.search(c.form) and not _signs(c.form, people)
    )


def find_film(candidates: Sequence[PossibleTitle], lines: Sequence[Line]) -> FilmGuess | None:
    """The film under review by the page alone, or None where nothing says so plainly."""
    model = load_model("rocket_cli.reading", "film_weights.json")
    scores = {id(c): model.score(c.features) for c in candidates}
    plain = _plainly(candidates, scores)
    chosen = plain or max(candidates, key=lambda c: scores[id(c)], default=None)
    if chosen is None:
        return None
    score = max(scores[id(chosen)], 1.0) if plain else scores[id(chosen)]
    # A page with menus around its text is a page about a film oftener than a bare text is.
    needed = NEEDED_ON_FURNISHED_PAGE if "page:furnished" in chosen.features else 0.0
    if score <= needed or (score <= 0 and not _may_be_weak(chosen)):
        return None
    return FilmGuess(_as_printed(chosen.form, lines), score, chosen.year)


def _may_be_weak(candidate: PossibleTitle) -> bool:
    """Whether a title may be given on slight evidence: one that could not be any word with a capital."""
    headline = any(name.startswith(("title", "heading", "credits")) for name in candidate.features)
    return headline or " " in candidate.form or "body:year" in candidate.features


def _plainly(candidates: Sequence[PossibleTitle], scores: dict[int, float]) -> PossibleTitle | None:
    """What decides whatever the weights say, where no headline names a film that the text names too, or None.

    A credit line that begins with a title of the text (`Moonlight. Directed by ...`) goes first; then the
    beginning of a headline that captions or text use as a name.
    """
    named = [c for c in candidates if "headline-named" in c.features]
    if not named:
        stated = [c for c in candidates if {f"{how}&named" for how in _STATED_HOW} & set(c.features)]
        return max(stated, key=lambda c: scores[id(c)], default=None)
    starts = [c for c in named if "title:named-start" in c.features and len(c.form.split()) > 1]
    others = [c for c in named if c not in starts]
    return starts[0] if starts and not others else None


def _signs(form: str, people: frozenset[str]) -> bool:
    """Whether a would-be title is a known person's name after a word: `with Ann Lee`, `By Ann Lee`."""
    lowered = form.lower()
    return any(" " in name and name in lowered and len(lowered) < len(name) + _BY_WORDS for name in people)


def _as_printed(form: str, lines: Sequence[Line]) -> str:
    """The title with quotation marks and dashes as printed; in mixed case where the page has it so."""
    shouted = form.isupper()
    sought = lower(form) if shouted else form
    for line in lines:
        folded = line.folded[:_BODY_SAMPLE]
        for start in find_whole(sought, lower(folded) if shouted else folded):
            printed = folded[start : start + len(form)]
            if not shouted or (not printed.isupper() and printed[0].isupper()):
                return line.plain[start : start + len(form)]
    for line in lines:
        at = line.folded.find(form)
        if at >= 0:
            return line.plain[at : at + len(form)]
    return form
