"""Which film a review is of, once its names are known: what the page says, held against the pipeline.

A linear model weighs what layout, credits, text and names say for each possible title (film_weights.json;
training in models/scripts/train_film.py); "none" competes too: posts about many films are of none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from rocket_cli.analysis.film_evidence import Evidence, film_evidence
from rocket_cli.analysis.names import title_words
from rocket_cli.reading.linear import load_model
from rocket_cli.records import COUNTED_BLOCKS, Mention, Review

# What the page prints as `'`, `"` and `-` in a title that has been folded.
_AS_PRINTED = {"'": "['’‘`´]", '"': '["“”«»]', "-": "[-–—‐]", " ": r"\s+"}


class Film(Struct, frozen=True):
    """The film under review as printed, None for none; `year` is the one printed beside its title."""

    title: str | None
    year: int | None


def settle_film(review: Review, mentions: Sequence[Mention]) -> Film:
    """The film of `review`, whose names are `mentions`. What a person or the page's metadata declared
    stands."""
    if review.film is not None and not review.titles:
        return Film(review.film, review.year)
    possible = film_evidence(review.titles, mentions, review.blocks)
    model = load_model("rocket_cli.analysis", "film_weights.json")
    scored = [(model.score(found.features), found) for found in possible]
    best = max(scored, key=lambda pair: pair[0], default=None)
    if best is None or best[0] <= 0:
        beside_a_title = {title.year for title in review.titles}
        return Film(None, None if review.year in beside_a_title else review.year)
    chosen = best[1]
    if review.film is not None and title_words(review.film) == chosen.key:
        return Film(_better_cased(review.film, chosen, mentions), review.year)
    return Film(_as_printed(chosen, review.text, mentions), chosen.title.year or review.year)


def _as_printed(chosen: Evidence, text: str, mentions: Sequence[Mention]) -> str:
    form = chosen.title.form
    pattern = "".join(_AS_PRINTED.get(c, re.escape(c)) for c in form)
    match = re.search(rf"(?<!\w){pattern}(?!\w)", text)
    return _better_cased(" ".join(match.group().split()) if match else form, chosen, mentions)


def _better_cased(title: str, chosen: Evidence, mentions: Sequence[Mention]) -> str:
    """A title that the page shouts, as the text has it in running prose, if it does."""
    if not title.isupper() or chosen.mention is None:
        return title
    forms = Counter(
        mention.text
        for mention in mentions
        if mention.label == "FILM"
        and mention.block in COUNTED_BLOCKS
        and not mention.text.isupper()
        and title_words(mention.text) == chosen.key
    )
    return " ".join(forms.most_common(1)[0][0].split()) if forms else title
