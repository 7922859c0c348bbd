"""The film under review: its title from headlines, credit lines and the way the text speaks of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from rocket_cli.reading.credits import label_of
from rocket_cli.reading.lines import Line
from rocket_cli.records import BlockKind

# Below this no film is given: a title in the headline alone reaches it, a name used once in the text does not.
ENOUGH = 3.0
_BODY_SAMPLE = 60_000
_MOST_TITLE_WORDS = 12
_KICKER = re.compile(
    r"""^(?:(?:the\s)?(?:\#\d+|\d+[.)]|no\.\s?\d+)\s*[-:–]?\s*|
    (?:(?:anime|horror|indie|sundance|cannes|berlin|venice|tiff|sxsw|blu-?ray|dvd|netflix|festival|film|movie|cinema|classic|short|quick|mini|advance|early|capsule|guest|my|a|the|brief|book|retro|double\sfeature|short\sfilm)\s)*(?:reviews?|film|movie|cinema|kritik|critique|recensione|reseña|thoughts(?:\son)?|notes\son|rewatch|essay)\s*(?:of|on|for)?\s*(?::|\||-|/|\bof\b|\bon\b)\s*|
    (?:[\w.'&]+\s){1,5}(?:19|20)\d\d\s*(?::|-|\|)\s*|(?:film\s)?review\s*/\s*|(?:on|about|watched|watching|seen|saw)\s(?=[A-Z"'])|(?:brief\s)?review\sof\s)""",
    re.IGNORECASE | re.VERBOSE,
)
_YEAR = r"(?:19|20)\d\d"
_WITH_YEAR = re.compile(rf"^(?P<film>.+?)\s*(?:[(\[](?:[^()]{{0,40}}?[, ])?(?P<year>{_YEAR})[)\]]|[,|-]\s*(?P<bare>{_YEAR})\s*$|\s(?P<tail>{_YEAR})\s*(?:$|[★*]))")
_REVIEW_AFTER = re.compile(r"^(?P<film>.+?)\s*[\"'”’]?\s*(?:[-:|,]\s*)?(?:\b(?:film|movie|blu-ray|dvd|4k|uhd|festival|tv|spoiler-free|theatrical|cannes|venice|berlin|sundance|tiff)\s)*(?:review|reviewed|movie review|film review|kritik|critique)\b", re.IGNORECASE)
_QUOTED = re.compile(r"(?<!\w)[\"“‘'«]\s?(?P<film>[A-Z0-9¡¿][^\"“”«»]{1,70}?)[,.]?\s?[\"”’'»](?!\w)")
_SPLIT = re.compile(r"\s*(?::|\||\s[-–—]\s|\s/\s|!\s|,\sor\s|,\s)\s*")
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_STARS = re.compile(r"\s*[★☆½*⭐]{1,6}.*$|\s+\d(?:\.\d)?/\d+$")
_SMALL = "of|the|a|an|and|in|on|at|to|for|with|from|by|de|la|le|les|du|des|el|los|las|di|da|del|und|der|die|das|et|y|as|or|is|my|your|no|not|vs\\.?|&|that|without|into|über|den|ni|but|who|about|after|before|up|out|off|it|its"
_CAP = r"(?:[A-ZÀ-ÞĀ-Ž0-9][\w'’.\-]*|[A-Z]\.)"
_SEQUENCE = re.compile(rf"(?<![\w'’]){_CAP}(?:(?:[:,]? (?:(?:{_SMALL}) ){{0,3}}|: ){_CAP}!?)*")
_RELEASED = re.compile(r"^[\W_]*[\"'“‘]?(?P<film>[A-Z0-9][^()]{0,70}?)[\"'”’]?\s+(?:\([^)]*\),?\s*(?:\d+ min\w*,?\s*)?)?(?:is|are|opens?|plays|screens|will|was|has|does|can|premiered|releases|hits|arrives|starts)\b")
_STATED = re.compile(r"^[\W_]*[\"'“‘]?(?P<film>[A-Z0-9][^.|(]{0,70}?)[\"'”’]?\s*(?:\((?P<inside>[^)]*)\))?\s*(?:\.|,)?\s*(?:Directed by|Dir\b|Rated|Not rated|USA|UK|\(|\d{2,3} min)")
_ABOUT = re.compile(
    r"""(?:\b(?:in|of|on|for|to\ssee|see|saw|watch|watched|watching|make|made|making|film|movie|with|is|and|like|about|called|titled|enjoyed|loved|liked|review)\s)$""",
    re.IGNORECASE | re.VERBOSE,
)
_PERSON_CONTEXT = re.compile(r"\b(?:director|actor|actress|star|stars|starring|by|writer|composer|cinematographer|producer|mr|mrs|ms|miss|sir|dame|dr|played by|plays|filmmaker|and|from|uncle|aunt|king|captain|professor)\.?\s$", re.IGNORECASE)
_SUBJECT = re.compile(r"^[\"'”’)]?,?\s*(?:\((?:[^()]*\b)?(?:19|20)\d\d|is\b|was\b|has\b|isn't|doesn't|opens\b|tells\b|follows\b|stars\b|begins\b|works\b|takes\b|feels\b|manages\b|does\b|deserves\b|looks\b|never\b|succeeds\b|leaves\b|marks\b|had me\b|wants\b|starts\b|makes\b|comes\b|might\b|may\b|will\b|could\b|ends\b|gives\b)")
_VERB_STARTS = frozenset("the a an i it this that he she they we you there in on at but and so if when as for my his her what while with one then after though although from by not no or all is its here who how why like just".split())
_NEVER = frozenset(
    """film movie review reviews i the a an it he she they we you this that there english french german american british hollywood oscar oscars academy award awards best actor actress netflix cannes sundance
    january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday new york london paris los angeles america god christmas dvd blu-ray tv
    us uk usa director cast plot rating verdict conclusion spoilers summary synopsis introduction spoiler-free section synopsis score marvel disney pixar mcu dc imdb""".split()
)


class FilmGuess(Struct, frozen=True):
    """A title, how much speaks for it, and the year printed beside it."""

    film: str
    score: float
    year: int | None = None


class _Votes:
    """Points by title; forms that differ in case or quotation marks count together."""

    def __init__(self) -> None:
        self.points: dict[str, float] = {}
        self.forms: dict[str, str] = {}
        self.years: dict[str, int] = {}

    def add(self, film: str, points: float, year: str | None = None) -> None:
        film = _tidy(film)
        key = _key(film)
        if not key or len(film.split()) > _MOST_TITLE_WORDS or (key in _NEVER and points < 5):
            return
        self.points[key] = max(self.points.get(key, 0.0), points)
        known = self.forms.get(key)
        if known is None or (known.isupper() and not film.isupper()):
            self.forms[key] = film
        if year:
            self.years.setdefault(key, int(year))


def find_film(lines: Sequence[Line], kinds: Sequence[BlockKind], people: frozenset[str]) -> FilmGuess | None:
    """The film under review, or None where nothing says so plainly. `people` are names known not to be films."""
    votes = _Votes()
    body = " ".join(line.folded for line, kind in zip(lines, kinds, strict=True) if kind == "body")[:_BODY_SAMPLE]
    near = " ".join(line.folded for line, kind in zip(lines, kinds, strict=True) if kind != "body" and line.n_words < 30)
    first = next((i for i, kind in enumerate(kinds) if kind == "body"), len(lines))
    n_titles = 0
    for i, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind == "title":
            _vote_title(votes, line.folded, body, 1.0 if n_titles == 0 or i < first else 0.4)
            n_titles += 1
        elif kind == "credits" and len(line.folded) < 400:
            _vote_credits(votes, line.folded, has_title=bool(n_titles))
        elif kind == "furniture" and i < first and line.n_words <= 10:
            _vote_heading(votes, line.folded)
    _vote_body(votes, body, near, people)
    return _best(votes, body, near, people)


def _vote_title(votes: _Votes, line: str, body: str, weight: float) -> None:
    bare = _STARS.sub("", line).strip()
    bare = _strip_kickers(bare)
    strong = False
    year = _WITH_YEAR.match(bare)
    if year:
        film = _strip_kickers(year["film"])
        votes.add(film, 6 * weight, year["year"] or year["bare"] or year["tail"])
        strong = True
    review = _REVIEW_AFTER.match(bare)
    if review and len(review["film"]) > 1:
        votes.add(_BRACKET.sub("", review["film"]), 5.5 * weight)
        strong = True
    for quoted in _QUOTED.finditer(bare):
        votes.add(quoted["film"], (5 if not strong else 4) * weight)
        strong = True
    whole = _BRACKET.sub("", bare)
    explicit = bare != line.strip()
    votes.add(whole, (4.5 if explicit else 3.5) * weight - 0.12 * max(len(whole.split()) - 4, 0) - (3 if strong else 0))
    pieces = [piece for piece in _SPLIT.split(whole) if piece.strip()]
    if len(pieces) > 1:
        for rank, piece in enumerate(pieces[:4]):
            if piece[0].isupper() or piece[0].isdigit():
                votes.add(_strip_kickers(piece), (3.4 if rank == 0 else 2.4) * weight - (1 if strong else 0))
    for prefix in _prefixes(whole, body):
        votes.add(prefix, 3.6 * weight)
    possessive = re.search(r"[a-z]s?'s? (?P<film>[A-Z].+)$", whole)
    if possessive:
        votes.add(possessive["film"], 3.0 * weight)


def _strip_kickers(title: str) -> str:
    for _ in range(2):
        shorter = _KICKER.sub("", title, count=1).strip()
        if shorter == title or len(shorter) < 2:
            break
        title = shorter
    return title


def _prefixes(title: str, body: str) -> list[str]:
    """Beginnings of a headline, two words or more, which the text uses as a name: longest only."""
    words = title.split()
    for n in range(min(len(words) - 1, 8), 0, -1):
        piece = " ".join(words[:n]).strip(" ,.:;!?\"'")
        if len(piece) > 3 and (n > 1 or len(piece) > 4) and words[0][0].isupper() and piece.lower() not in _NEVER and re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", body):
            return [piece] if n > 1 or piece.lower() not in _VERB_STARTS else []
    return []


def _vote_credits(votes: _Votes, line: str, *, has_title: bool) -> None:
    labelled = label_of(line)
    if labelled:
        if labelled[0] == "title" and labelled[1]:
            original = re.match(r"\W*(?:original|titre orig|titolo orig|título orig)", line, re.IGNORECASE)
            votes.add(labelled[1], 2.5 if original and has_title else 6)
        return
    released = _RELEASED.match(line)
    if released:
        votes.add(_BRACKET.sub("", released["film"]), 4.5)
    stated = _STATED.match(line)
    if stated and not re.match(r"(?:directed|dir|rated|cert|written)\b", stated["film"], re.IGNORECASE):
        votes.add(stated["film"].rstrip(" ."), 4.5)


def _vote_heading(votes: _Votes, line: str) -> None:
    """Furniture above the text that has the form of a title: `Ikiru (1952)`, the end of a breadcrumb."""
    year = _WITH_YEAR.match(line)
    if year and year["year"] and "(" in line:
        votes.add(year["film"], 4.0, year["year"])
    crumbs = re.split(r"\s[>»›]\s", line)
    if len(crumbs) > 2:
        votes.add(crumbs[-1], 2.0)


def _vote_body(votes: _Votes, body: str, near: str, people: frozenset[str]) -> None:
    points: dict[str, float] = {}
    best_form: dict[str, str] = {}
    for match in _SEQUENCE.finditer(body):
        name, start = match.group(), match.start()
        opens = start == 0 or body[:start].rstrip()[-1:] in '.!?:"'
        first, _, rest = name.partition(" ")
        if opens and first.lower() in _VERB_STARTS and first not in {"The", "A", "An", "My"}:
            name, start = rest, start + len(first) + 1
        name = name.rstrip(" .,:'-")
        name = re.sub(r"'s$", "", name)
        if len(name) < 3 or not name[:1].isupper() and not name[:1].isdigit() or _key(name) in _NEVER or name.lower() in people:
            continue
        gain = _context_points(body, start, start + len(name), name, opens=opens)
        key = _key(name)
        points[key] = points.get(key, 0.0) + gain
        best_form.setdefault(key, name)
    for match in _QUOTED.finditer(body[:8000]):
        key = _key(match["film"])
        if key in points or len(match["film"].split()) <= 6:
            points[key] = points.get(key, 0.0) + 0.5
            best_form.setdefault(key, _tidy(match["film"]))
    for key, total in points.items():
        if total > 0.9 and not _is_person(best_form[key], body):
            votes.add(best_form[key], min(total, 4.0))


def _context_points(body: str, start: int, end: int, name: str, *, opens: bool) -> float:
    before, after = body[max(0, start - 24) : start], body[end : end + 24]
    gain = 0.4 if " " in name or name.isupper() and len(name) > 3 else 0.05
    if _PERSON_CONTEXT.search(before):
        gain -= 0.6
    if re.search(r"\b(?:film|movie|picture|directs?|titled|called)\s\W?$", before) and not opens:
        gain += 0.5
    elif _ABOUT.search(before) and " " in name:
        gain += 0.2
    if re.match(r"[\"'_*”’]*\s*\((?:[^()]*\b)?(?:19|20)\d\d\)", after):
        gain += 0.8
    elif _SUBJECT.match(after):
        gain += 0.5 if start < 400 else 0.25
    if re.match(r"[\"'”’]? is (?:directed|a (?:film|movie)|the (?:film|movie|latest|new)|an? \w+ (?:film|movie))", after):
        gain += 1.5
    if re.match(r"(?:The|A|An|My|In) |.* (?:of|the|and|in|to|a) ", name):
        gain += 0.25
    return gain


def _is_person(name: str, body: str) -> bool:
    """Whether the text goes on to call it by its last word alone, as it does with people."""
    words = name.split()
    if not 2 <= len(words) <= 3 or words[0] in {"The", "A", "An", "My"} or any(word.islower() for word in words):
        return False
    last = re.escape(words[-1])
    alone = len(re.findall(rf"(?<!{re.escape(words[-2])} )(?<!\w){last}(?!\w)", body))
    before = re.search(rf"\b(?:by|director|actor|star|stars|starring|and|with|from|as|plays|played by)\s{re.escape(name)}\b", body)
    return alone > 0 or bool(before)


def _best(votes: _Votes, body: str, near: str, people: frozenset[str]) -> FilmGuess | None:
    best: FilmGuess | None = None
    for key, points in votes.points.items():
        film = votes.forms[key]
        if film.lower() in people or (len(key) < 2):
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(film)}(?!\w)", 0 if len(film.split()) < 2 else re.IGNORECASE)
        in_body = len(pattern.findall(body))
        in_near = len(pattern.findall(near))
        total = points + min(in_body, 4) * 0.45 + min(max(in_near - 1, 0), 3) * 0.25
        if " " not in film and film.lower() in _VERB_STARTS:
            total -= 1
        if total >= ENOUGH and (best is None or total > best.score):
            best = FilmGuess(_display(film, body), total, votes.years.get(key))
    return best


def _display(film: str, body: str) -> str:
    """A title in capitals as the text itself writes it in mixed case, where it does."""
    if not film.isupper():
        return film
    mixed = [m.group() for m in re.finditer(rf"(?<!\w){re.escape(film)}(?!\w)", body, re.IGNORECASE) if not m.group().isupper() and m.group()[0].isupper()]
    return mixed[0] if mixed else film


def _tidy(film: str) -> str:
    film = film.strip(" \t-:|,;_*•")
    film = re.sub(r"^[\"'“‘«]+|[\"'”’»,]+$", "", film) if film[:1] in "\"'“‘«" or film[-1:] in "\"”»," else film
    return film.strip()


def _key(film: str) -> str:
    return re.sub(r"[^\w&]+", " ", film.lower()).strip()
