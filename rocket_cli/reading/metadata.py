"""What a web page says about itself: schema.org blocks (JSON-LD) and the metadata of its head.

Only what is declared counts. Elements of the body that look like an author belong to related articles as
often as to the review, and are left to the reading of the lines.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from rocket_cli.reading.pieces import Given, one_line, person, year

_REVIEW_TYPES = frozenset(["review", "criticreview", "userreview", "reviewnewsarticle"])
_ARTICLE_TYPES = frozenset(["article", "newsarticle", "blogposting", "webpage", "analysisnewsarticle"])
_MOST_OBJECTS = 10_000  # of one page's JSON-LD; a page with more is built to be slow
# "Film review: Title | Outlet" in a page's title says the outlet a second time.
_HOST = re.compile(r"(?i)^(?:https?://)?(?:www\.)?([\w.-]+\.\w{2,})(?:/.*)?$")


def page_metadata(root: Any) -> Given:
    """Title, reviewer, outlet, film, year and rating as the page declares them; None for the rest."""
    declared = _declared(list(_linked_data(root)))
    head = _head(root)
    outlet = declared.outlet or head.outlet
    reviewer = declared.reviewer or head.reviewer
    if reviewer and outlet and reviewer.casefold() == outlet.casefold():  # a house is no reviewer
        reviewer = None
    return Given(
        title=declared.title or head.title,
        reviewer=reviewer,
        outlet=outlet,
        film=declared.film,
        year=declared.year,
        rating=declared.rating,
    )


def _head(root: Any) -> Given:
    """Title, author and site by trafilatura, which knows how many ways there are to declare them. It is
    shown the head alone: on a whole page it also takes bylines of related articles."""
    from lxml import html  # type: ignore[import-untyped]
    from trafilatura.metadata import extract_metadata

    head = root.find("head")
    if head is None:
        return Given()
    page = html.Element("html")
    page.append(copy.deepcopy(head))
    page.append(html.Element("body"))
    found = extract_metadata(page)
    outlet = one_line(found.sitename)
    return Given(
        title=one_line(found.title),
        reviewer=person(found.author),
        outlet=None if outlet and _HOST.match(outlet) else outlet,
    )


def _linked_data(root: Any) -> Iterator[Mapping[str, Any]]:
    """Every object of the page's JSON-LD blocks, outermost first; broken blocks are passed over."""
    n_objects = 0
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            waiting: list[Any] = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and n_objects < _MOST_OBJECTS:
            value = waiting.pop(0)
            n_objects += 1
            if isinstance(value, Mapping):
                yield value
                waiting.extend(part for part in value.values() if isinstance(part, (Mapping, list)))
            elif isinstance(value, list):
                waiting.extend(value)


def _declared(objects: list[Mapping[str, Any]]) -> Given:
    """The facts of the page's one review, else of its one article. Several of a kind are a list page or
    readers' reviews, and say nothing about this one."""
    reviews = [thing for thing in objects if _is_a(thing, _REVIEW_TYPES)]
    articles = [thing for thing in objects if _is_a(thing, _ARTICLE_TYPES) and "author" in thing]
    if len(reviews) == 1:
        return _facts(reviews[0])
    return _facts(articles[0]) if len(articles) == 1 and not reviews else Given()


def _is_a(thing: Mapping[str, Any], types: frozenset[str]) -> bool:
    kinds = thing.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.rsplit("/", 1)[-1].casefold() in types for kind in named)


def _facts(thing: Mapping[str, Any]) -> Given:
    film = thing.get("itemReviewed")
    film = film if isinstance(film, Mapping) else {}
    return Given(
        title=one_line(thing.get("headline") or thing.get("name")),
        reviewer=person(thing.get("author")),
        outlet=one_line(thing.get("publisher")),
        film=one_line(film),
        year=next(
            (
                found
                for key in ("datePublished", "dateCreated", "copyrightYear")
                if (found := year(str(film.get(key) or "")[:4]))
            ),
            None,
        ),
        rating=_rating(thing.get("reviewRating")),
    )


def _rating(value: Any) -> str | None:
    """`4/5`; without the best that can be given, schema.org means 5."""
    if not isinstance(value, Mapping):
        return None
    given, best = one_line(value.get("ratingValue")), one_line(value.get("bestRating"))
    if given is None or not re.fullmatch(r"\d+(?:\.\d+)?", given):
        return given
    return f"{given}/{best or 5}"
