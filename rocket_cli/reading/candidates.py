"""Possible titles of the film under review, and what speaks for each."""

from __future__ import annotations

import re

from rocket_cli.reading.vocabulary import vocabulary

_MOST_CANDIDATES = 120
MOST_WORDS = 14
_SMALL = vocabulary().small_title_words
_NOT_LAST = _SMALL - {"it", "up", "out", "in", "no", "who"}
_NEVER = vocabulary().never_titles
_SECTION = re.compile(
    r"(?:mild |major |minor |no )?spoilers?\b.*|final thoughts?|the (?:good|bad|ugly|verdict"
    r"|plot|story|review|film|movie)|year \d.*|day \d+.*|before|after|review transcript"
    r"|movie details?|thumbs (?:up|down)|stray thoughts"
)
# As card catalogues file titles: `Go-Between, The`.
_INVERTED = re.compile(r"^(.{2,60}), (the|an?|der|die|das|les?|la|il|el|los|las)$", re.IGNORECASE)
_NOT_IN_KEY = re.compile(r"[^\w&]+")


class Candidate:
    """One possible title: its form as printed and the features that hold of it."""

    def __init__(self, form: str, key: str) -> None:
        self.form = form
        self.key = key  # of any form of it
        self.features: set[str] = set()
        self.stated: tuple[str, ...] = ()  # the features that lines gave it, once all have been looked at
        self.is_headline = False
        self.year: int | None = None
        self.contexts: dict[str, int] = {}


class Candidates:
    """All candidates of a page, by a key that ignores case and punctuation."""

    def __init__(self) -> None:
        self.by_key: dict[str, Candidate] = {}
        self._tidied: dict[str, tuple[str, str]] = {}  # a text says its names again and again

    def add(self, form: str, feature: str | None, year: str | None = None) -> Candidate | None:
        """Note `feature` for the title `form`; None where it cannot be one."""
        known = self._tidied.get(form)
        if known is None:
            tidy = _tidy(form)
            known = self._tidied[form] = tidy, title_key(tidy)
        form, key = known
        from_headline = feature is not None
        if (
            not key
            or len(form.split()) > MOST_WORDS
            or (not from_headline and " " in form and form.split()[-1].lower() in _NOT_LAST)
        ):
            return None
        if (
            (key in _NEVER and "quoted" not in (feature or ""))
            or _SECTION.fullmatch(key)
            or (not any(c.isalpha() for c in form) and not (feature or "").startswith("title"))
        ):
            return None
        candidate = self.by_key.get(key)
        if candidate is None:
            if len(self.by_key) >= _MOST_CANDIDATES and not from_headline:
                return None
            candidate = self.by_key[key] = Candidate(form, key)
        elif candidate.form.isupper() and not form.isupper():
            candidate.form = form
        if feature:
            candidate.features.add(feature)
        if year and candidate.year is None:
            candidate.year = int(year)
        return candidate


def _tidy(form: str) -> str:
    form = form.strip(" \t-:|,;_*•/")
    if form[:1] == "[" and form.find("]") == len(form) - 1:
        form = form[1:-1]
    if inverted := _INVERTED.match(form):
        form = f"{inverted[2]} {inverted[1]}"
    while len(form) > 2 and form[0] in "\"'" and (form[-1] in "\"'" or form.count(form[0]) == 1):
        form = form[1:].rstrip("\"'").strip(" ,")
    if form.endswith("'") and form.count("'") == 1 and not form.endswith("s'"):
        form = form[:-1]
    if form.count("(") != form.count(")"):
        form = form.split("(")[0] if "(" in form else form.replace(")", "")
    return form.strip(' ,;"') if form.count('"') != 2 else form.strip(" ,;")


def title_key(form: str) -> str:
    return _NOT_IN_KEY.sub(" ", form.lower()).strip()
