"""The film under review: candidates for its title, what speaks for each, and the likeliest, if one is likely.

Candidates come from headlines, credit lines, headings and the names that the text uses. A linear model weighs
what speaks for each (film_weights.json; training in models/scripts/train_titles.py); "none" competes too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

from rocket_cli.reading import cues
from rocket_cli.reading.credits import label_of
from rocket_cli.reading.headlines import headline_parts, starts_named
from rocket_cli.reading.lines import Line
from rocket_cli.reading.places import country_list
from rocket_cli.records import BlockKind

_BODY_SAMPLE = 60_000
_MOST_CANDIDATES = 120
_MOST_WORDS = 14
_SMALL = frozenset(
    "of the a an and in on at to for with from by de la le les du des el los las di da del und der die das et y as or is my your no not vs & that without into über den ni but who about after before up out off it its".split()
)
_CAP = r"(?:(?:[A-Z]\.)+(?!\w)|(?:Mr|Mrs|Ms|Dr|St|Jr|Vol|Pt)\.(?= )|[A-ZÀ-ÞĀ-Ž0-9][\w'\-&]*(?:\.\w+)*)"
_SEQUENCE = re.compile(
    rf"(?<![\w'])(?:{_CAP})(?:(?:[:,]? (?:(?:{'|'.join(sorted(map(re.escape, _SMALL), key=len, reverse=True))}) ){{0,3}}|: ){_CAP}[!?]?)*"
)
_QUOTED = re.compile(r"(?<![\w\"])[\"']\s?([A-Z0-9][^\"]{1,60}?)[,.]?\s?[\"'](?!\w)")
_YEAR_AFTER = re.compile(r"[\"'_*]*,?\s*[(\[](?:[^()\[\]]{0,30}?[\s,])?((?:18|19|20)\d\d)[)\],]")
_FILM_BEFORE = re.compile(r"\b(?:film|movie|picture|titled|called|directs?|directed|named|adaptation|sequel|debut|masterpiece|documentary|drama|comedy|thriller)\s\W?$", re.IGNORECASE)
_SEEN_BEFORE = re.compile(r"\b(?:see|saw|seen|seeing|watch|watched|watching|make|made|making|review of|enjoyed|loved|liked|recommend|call|for|time for|viewing of|screening of)\s\W?$", re.IGNORECASE)
_IN_BEFORE = re.compile(r"\b(?:in|of|on|throughout|with|about|about)\s\W?$", re.IGNORECASE)
_OTHER_BEFORE = re.compile(r"\b(?:like|than|recalls?|echoes|from|after|since|also|maker of|director of|between|remember|unlike|behind|made)\s\W?$", re.IGNORECASE)
_PERSON_BEFORE = re.compile(
    r"\b(?:director|actor|actress|stars?|starring|by|writer|composer|cinematographer|producer|mr|mrs|ms|miss|sir|dame|dr|plays?|played by|filmmaker|uncle|aunt|king|captain|professor|as|named)\.?\s$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^[\"'_*]*,? (?:is|was|has|isn't|doesn't|opens|tells|follows|stars|begins|works|takes|feels|manages|does|deserves|looks|succeeds|leaves|marks|wants|starts|makes|comes|might|may|will|could|ends|gives|had|offers|remains|centers|centres|explores|delivers|never|also|still|proves|finds)\b"
)
_A_FILM = re.compile(r"^[\"'_*]*,? (?:is|was|,) ?(?:directed|an? (?:\w+[ -]){0,3}(?:film|movie|comedy|drama|thriller|documentary|western|horror|romance)|the (?:\w+ )?(?:film|movie|latest|new|first|second|third|feature|debut|story|tale))", re.IGNORECASE)
_POSSESSIVE = re.compile(r"^'s?\b")
_OPENERS = frozenset("the a an i it this that he she they we you there in on at but and so if when as for my his her what while with one then after though although from by not no or all is its here who how why like just with once to".split())
_NEVER = frozenset(
    """film movie review reviews i the a an it he she they we you this that there english french german american british hollywood oscar oscars academy award awards best actor actress netflix cannes sundance venice
    january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday new york london paris los angeles america god christmas dvd blu-ray tv
    us uk usa director cast plot rating verdict conclusion spoilers summary synopsis introduction spoiler-free section score marvel disney pixar mcu dc imdb spoiler warning good bad ugly""".split()
)
_SECTION = re.compile(r"(?:mild |major |minor |no )?spoilers?\b.*|final thoughts?|the (?:good|bad|ugly|verdict|plot|story|review|film|movie)|year \d.*|day \d+.*|before|after|review transcript|movie details?|thumbs (?:up|down)|stray thoughts")
_RELEASED = re.compile(
    r"^[\W_]*[\"']?(?P<film>[A-Z0-9][^()]{0,70}?)[\"']?\s+(?:\([^)]*\),?\s*(?:\d+ min\w*,?\s*)?)?(?:is|are|opens?|plays|screens|will|was|has|does|can|premiered|releases|hits|arrives|starts)\b"
)
_STATED = re.compile(r"^[\W_]*[\"']?(?P<film>[A-Z0-9][^.|(]{0,70}?)[\"']?\s*(?:\([^)]*\))?\s*(?:\.|,)?\s*(?:Directed by|Dir\b|Rated|Not rated|[A-Z][\w, ]+\. \d+|\(|\d{2,3} min)")
_HEADING_YEAR = re.compile(r"^(?P<film>.{2,60}?) \((?:[^()]{0,30}, )?(?P<year>(?:19|20)\d\d)\)$")


_HEADLINE = ("title:", "later-title:", "credits:", "heading:")
_NAMED = {"headline-named"}


class FilmGuess(Struct, frozen=True):
    """A title, the margin by which it beats "none", and the year printed beside it."""

    film: str
    score: float
    year: int | None = None


class Candidate:
    """One possible title: its form as printed and the features that hold of it."""

    def __init__(self, form: str) -> None:
        self.form = form
        self.features: set[str] = set()
        self.year: int | None = None
        self.contexts: dict[str, int] = {}


class Candidates:
    """All candidates of a page, by a key that ignores case and punctuation."""

    def __init__(self) -> None:
        self.by_key: dict[str, Candidate] = {}

    def add(self, form: str, feature: str | None, year: str | None = None) -> Candidate | None:
        """Note `feature` for the title `form`; None where it cannot be one."""
        form = _tidy(form)
        key = _key(form)
        from_headline = feature is not None
        if not key or len(form.split()) > _MOST_WORDS or form.split()[-1].lower() in _SMALL - {"it", "up", "out", "in", "no", "who"} and len(form.split()) > 1 and not from_headline:
            return None
        if key in _NEVER or _SECTION.match(key) or (not any(c.isalpha() for c in form) and not (feature or "").startswith("title")):
            return None
        candidate = self.by_key.get(key)
        if candidate is None:
            if len(self.by_key) >= _MOST_CANDIDATES and not from_headline:
                return None
            candidate = self.by_key[key] = Candidate(form)
        elif candidate.form.isupper() and not form.isupper():
            candidate.form = form
        if feature:
            candidate.features.add(feature)
        if year and candidate.year is None:
            candidate.year = int(year)
        return candidate


def find_film(lines: Sequence[Line], kinds: Sequence[BlockKind], people: frozenset[str]) -> FilmGuess | None:
    """The film under review, or None where nothing says so plainly. `people` are names known not to be films."""
    weights, none = _weights()
    best: FilmGuess | None = None
    for candidate in film_candidates(lines, kinds, people):
        score = sum(weights.get(name, 0.0) for name in candidate.features) - none
        if score > 0 and (best is None or score > best.score):
            best = FilmGuess(candidate.form, score, candidate.year)
    return FilmGuess(_as_printed(best.film, lines), best.score, best.year) if best else None


def film_candidates(lines: Sequence[Line], kinds: Sequence[BlockKind], people: frozenset[str]) -> list[Candidate]:
    """Every possible title with its features."""
    found = Candidates()
    pairs = list(zip(lines, kinds, strict=True))
    body = " ".join(line.folded for line, kind in pairs if kind == "body")[:_BODY_SAMPLE]
    near = [line.folded for line, kind in pairs if kind != "body" and line.n_words < 30]
    first = next((i for i, kind in enumerate(kinds) if kind == "body"), len(lines))
    titles = [i for i, kind in enumerate(kinds) if kind == "title"]
    for rank, i in enumerate(titles[:4]):
        _of_title(found, lines[i].folded, body, near, rank)
    for i, (line, kind) in enumerate(pairs):
        if kind == "credits" and len(line.folded) < 500:
            _of_credits(found, line.folded, has_title=bool(titles))
        elif kind == "furniture" and i < first and line.n_words <= 12:
            _of_heading(found, line.folded)
            lone = i == 0 and first <= 3
            if line.n_words <= 8 and not cues.heads(line.folded) and (lone or line.folded in body):
                found.add(line.folded, "heading:first-line" if lone else "heading:line")
    _of_body(found, body)
    kept = [c for key, c in found.by_key.items() if c.form.lower() not in people]
    page = {f"page:{kind}" for kind in ("rating", "credits", "byline", "title") if kind in kinds}
    page |= {"page:furnished"} if kinds.count("furniture") >= 5 else set()
    for candidate in kept:
        _finish(candidate, body, near, bool(titles))
        candidate.features |= page
    if not any(_NAMED & c.features for c in kept):
        for candidate in kept:
            candidate.features.add("no-headline-named:" + ("text" if not _is_headline(candidate) else "headline"))
    _mark_longer(kept)
    return kept


def _of_title(found: Candidates, line: str, body: str, near: Sequence[str], rank: int) -> None:
    place = "title" if rank == 0 else "later-title"
    for part in headline_parts(line):
        found.add(part.text, f"{place}:{part.how}", part.year)
    elsewhere = body + " \n " + " \n ".join(text for text in near if text != line)
    for prefix in starts_named(line, elsewhere):
        found.add(prefix, f"{place}:named-start")


def _of_credits(found: Candidates, line: str, *, has_title: bool) -> None:
    labelled = label_of(line)
    if labelled:
        if labelled[0] == "title" and labelled[1]:
            original = re.match(r"\W*(?:original|titre orig|titolo orig|título orig|aka)", line, re.IGNORECASE)
            found.add(labelled[1], "credits:original-title" if original else "credits:title")
        return
    for how, pattern in (("released", _RELEASED), ("stated", _STATED)):
        match = pattern.match(line)
        if match and not re.match(r"(?:directed|dir|rated|cert|written|opening|released)\b", match["film"], re.IGNORECASE) and not country_list().match(match["film"]):
            found.add(re.sub(r"\s*\([^()]*\)$", "", match["film"]).rstrip(" ."), f"credits:{how}")


def _of_heading(found: Candidates, line: str) -> None:
    """Furniture above the text in the form of a title: `Ikiru (1952)`, or the end of a breadcrumb."""
    year = _HEADING_YEAR.match(line)
    if year:
        found.add(year["film"], "heading:year", year["year"])
    crumbs = re.split(r"\s[>»›/]\s", line)
    if len(crumbs) > 2:
        found.add(crumbs[-1], "heading:crumb")


def _of_body(found: Candidates, body: str) -> None:
    for start, name, opens in _names(body):
        candidate = found.add(name, None)
        if candidate is not None:
            _note_context(candidate, body, start, start + len(name), opens=opens)
    for match in _QUOTED.finditer(body):
        if len(match[1].split()) <= 8:
            candidate = found.add(match[1], None)
            if candidate is not None:
                _count(candidate, "quoted")


def _names(body: str) -> Iterator[tuple[int, str, bool]]:
    """Runs of capitalised words: where, what, and whether they open a sentence."""
    for match in _SEQUENCE.finditer(body):
        name, start = match.group(), match.start()
        opens = start == 0 or body[max(0, start - 3) : start].rstrip()[-1:] in '.!?:"'
        yield from _forms(name.rstrip(" .,:'-"), start, opens)


def _forms(name: str, start: int, opens: bool) -> Iterator[tuple[int, str, bool]]:
    name = re.sub(r"'s?$", "", name)
    if len(name) < 2 or len(name.split()) > _MOST_WORDS:
        return
    first, _, rest = name.partition(" ")
    if not opens or first.lower() not in _OPENERS or first in {"The", "A", "An", "My", "It", "Her", "I"}:
        yield start, name, opens
    if rest and first.lower() in _OPENERS and opens and rest[0].isupper():
        yield start + len(first) + 1, rest, False
    possessive = re.match(r"^(.+?)'s? ([A-Z].+)$", name)
    if possessive:
        yield start + possessive.start(2), possessive[2], False
    for joint in (", ", " the ", " and "):
        if joint in name:
            yield start, name.split(joint)[0], opens


def _note_context(candidate: Candidate, body: str, start: int, end: int, *, opens: bool) -> None:
    before, after = body[max(0, start - 26) : start], body[end : end + 60]
    _count(candidate, "times")
    if start < 250:
        candidate.features.add("body:in-first-words")
    elif start < 1000:
        candidate.features.add("body:early")
    year = _YEAR_AFTER.match(after)
    if year:
        _count(candidate, "year")
        if candidate.year is None:
            candidate.year = int(year[1])
    if not opens:
        for name, pattern in (("film-before", _FILM_BEFORE), ("seen-before", _SEEN_BEFORE), ("in-before", _IN_BEFORE), ("other-before", _OTHER_BEFORE), ("person-before", _PERSON_BEFORE)):
            if pattern.search(before):
                _count(candidate, name)
        if re.search(r"(?:,|and|,\s\w+) $", before):
            _count(candidate, "listed")
        if re.search(r"[(]$", before):
            _count(candidate, "bracketed")
    elif _SUBJECT.match(after):
        _count(candidate, "opens-sentence-as-subject")
    if _A_FILM.match(after):
        _count(candidate, "is-a-film")
    elif _SUBJECT.match(after):
        _count(candidate, "subject")
    if _POSSESSIVE.match(after):
        _count(candidate, "possessive")
    if re.match(r" \(", after) and not year:
        _count(candidate, "bracket-after")


def _count(candidate: Candidate, name: str) -> None:
    candidate.contexts[name] = candidate.contexts.get(name, 0) + 1


def _finish(candidate: Candidate, body: str, near: Sequence[str], has_title: bool) -> None:
    """Features that need all of the page: how often, how it is written, whether it behaves like a person."""
    form, features = candidate.form, candidate.features
    words = form.split()
    title = _is_headline(candidate)
    pattern = re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE if len(words) > 1 or title else 0)
    times = len(pattern.findall(body))
    beside = sum(bool(pattern.search(text)) for text in near)
    features.add(f"times={_bucket(times)}")
    features.add(f"{'headline' if title else 'text'}:times={_bucket(times)}")
    # Its own line is one of those beside; a caption or tag that names it as well counts as naming it.
    named = times > 0 or beside > 1
    for how in [name for name in features if name.startswith(_HEADLINE)]:
        features.add(f"{how}&{'named' if named else 'unnamed'}")
    if title and named:
        features |= _NAMED
    features.add(f"near={min(beside, 3)}:{'headline' if title else 'text'}")
    for name, n in candidate.contexts.items():
        features.add(f"body:{name}")
        if n > 1:
            features.add(f"body:{name}:2")
        if n * 2 >= max(times, 1) and name != "times":
            features.add(f"body:{name}:mostly")
    features.add(f"words={min(len(words), 6)}:{'headline' if title else 'text'}")
    plain = sum(word[0].islower() and word.lower() not in _SMALL for word in words)
    features.add(f"lower-words={min(plain, 3)}")
    if words[0] in {"The", "A", "An", "My"}:
        features.add("starts-article")
    if any(word in _SMALL for word in words[1:]):
        features.add("small-inside")
    if form.isupper() and len(form) > 3:
        features.add("capitals")
    if any(c.isdigit() for c in form):
        features.add("digits")
    features.add(f"page-has-title={has_title}:{'headline' if title else 'text'}")
    if 2 <= len(words) <= 3 and all(word[0].isupper() for word in words) and words[0] not in {"The", "A", "An", "My"}:
        last = re.escape(words[-1])
        alone = len(re.findall(rf"(?<!\w){last}(?!\w)", body)) - times
        features.add(f"last-word-alone={min(max(alone, 0), 2)}")
        head = len(re.findall(rf"(?<!\w){re.escape(words[0])}(?!\w)", body)) - times
        features.add(f"first-word-alone={min(max(head, 0), 2)}")


def _is_headline(candidate: Candidate) -> bool:
    return any(name.startswith(("title", "later-title")) for name in candidate.features)


def _mark_longer(candidates: Sequence[Candidate]) -> None:
    """Mark the most named, the first named, and those within a longer candidate or around a shorter one."""
    counted = [c for c in candidates if c.contexts.get("times")]
    long = [c for c in counted if " " in c.form or "quoted" in c.contexts or "capitals" in c.features]
    for rank, candidate in enumerate(long[:4]):
        candidate.features.add(f"order={rank}")
    weighed = sorted(long, key=lambda c: -c.contexts["times"])
    for rank, candidate in enumerate(weighed[:4]):
        candidate.features.add(f"rank={rank}")
    dated = [c for c in counted if "year" in c.contexts]
    for rank, candidate in enumerate(dated[:2]):
        candidate.features.add(f"dated={rank}")
    if counted:
        most = max(c.contexts["times"] for c in counted)
        for candidate in counted:
            if candidate.contexts["times"] == most and most > 1:
                candidate.features.add("most-named")
    strong = [c for c in candidates if any(name.startswith(("title", "credits", "heading")) for name in c.features)]
    keys = {id(c): f" {_key(c.form)} " for c in candidates}
    for longer in strong:
        for candidate in candidates:
            if candidate is not longer and keys[id(candidate)] in keys[id(longer)]:
                candidate.features.add("within-headline-part")
                longer.features.add("holds-another")


def _bucket(n: int) -> str:
    return str(n) if n < 4 else "4-6" if n < 7 else "7+"


def _as_printed(form: str, lines: Sequence[Line]) -> str:
    """The title with the quotation marks and dashes it is printed with; in mixed case where the page has it so."""
    pattern = re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE if form.isupper() else 0)
    for line in lines:
        for match in pattern.finditer(line.folded[:_BODY_SAMPLE]):
            if not form.isupper() or (not match.group().isupper() and match.group()[0].isupper()):
                return line.plain[match.start() : match.end()]
    for line in lines:
        at = line.folded.find(form)
        if at >= 0:
            return line.plain[at : at + len(form)]
    return form


def _tidy(form: str) -> str:
    form = form.strip(" \t-:|,;_*•")
    while len(form) > 2 and form[0] in "\"'" and (form[-1] in "\"'" or form.count(form[0]) == 1):
        form = form[1:].rstrip("\"'").strip(" ,")
    if form.count("(") != form.count(")"):
        form = form.split("(")[0] if "(" in form else form.replace(")", "")
    return form.strip(" ,;\"") if form.count('"') != 2 else form.strip(" ,;")


def _key(form: str) -> str:
    return re.sub(r"[^\w&]+", " ", form.lower()).strip()


@lru_cache(maxsize=1)
def _weights() -> tuple[dict[str, float], float]:
    raw = json.loads((files("rocket_cli.reading") / "film_weights.json").read_text(encoding="utf-8"))
    return raw["features"], raw["none"]
