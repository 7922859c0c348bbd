"""Parts of a web page that its own markup calls something else than the review.

Only whole words of `class` and `id` count ("comments", not "commentary"), and only for elements that do not
hold the page's heading: `class="has-sidebar"` on the whole page says nothing about its parts. Fact boxes
(`aside`), author and rating boxes are left to the reading of the lines, which finds facts in them.
"""

from __future__ import annotations

import re
from typing import Any

_WORDS_OF_ZONE = {
    "comments": "comment comments disqus commentlist respond",
    "related articles": "related recommended recommendations popular trending mostread outbrain taboola",
    "sidebar": "sidebar",
    "newsletter": "newsletter subscribe subscription signup mailinglist",
    "sharing": "share sharing sharedaddy addtoany social socials",
    "cookie notice": "cookie cookies consent gdpr",
    "advertisement": "ad ads advert advertisement advertising sponsored adsense dfp",
    "menu": "menu navbar navigation breadcrumb breadcrumbs",
}
_ZONE_OF_WORD = {word: zone for zone, words in _WORDS_OF_ZONE.items() for word in words.split()}
# They hold the review on any page; a theme may put every word it knows into their class.
_NEVER = frozenset(["html", "body", "main", "h1", "h2"])
# The outlet's name stands in the copyright line as often as anywhere.
COPYRIGHT = re.compile(r"(?i)\s*(?:©|\(c\)|copyright)")


def zone_of(element: Any) -> str | None:
    """What the markup calls this element ("comments", "page footer" …), None where it may be the review."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _NEVER:
        return None
    zone = _named(element)
    if zone is None and (tag == "footer" or element.get("role") == "contentinfo"):
        zone = None if _is_within_article(element) else "page footer"
    return None if zone is None or _holds_heading(element) else zone


def _named(element: Any) -> str | None:
    names = f"{element.get('class', '')} {element.get('id', '')}"
    # `relatedPosts` and `related-posts` are the same two words.
    words = re.findall(r"[a-z]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", names).lower())
    return next((_ZONE_OF_WORD[word] for word in words if word in _ZONE_OF_WORD), None)


def _holds_heading(element: Any) -> bool:
    return next(element.iter("h1", "main"), None) is not None


def _is_within_article(element: Any) -> bool:
    return any(parent.tag in {"article", "main"} for parent in element.iterancestors())
