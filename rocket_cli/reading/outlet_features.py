"""Possible names of the site, paper or festival that a page comes from, and what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from rocket_cli.reading import cues
from rocket_cli.reading.line_features import is_byline_form
from rocket_cli.reading.lines import Line, count_whole
from rocket_cli.reading.names import is_name
from rocket_cli.reading.vocabulary import vocabulary
from rocket_cli.records import BlockKind

_MOST_WORDS = 9
_HEAD_LINES = 14
# So many lines and names from each end are looked at, so that time stays in proportion to the page's length.
_MOST_LINES = 300
_MOST_NAMES = 80
_BOUNDARY = re.compile(
    r"\s*\|\s*|\s+[·•»›>/]+\s+|\s{2,}|\t|(?<=\w):\s+(?=[a-z])|\s-\s|(?<=[a-z]{3})\.\s"
    r"|,\s(?=(?i:no|nr|vol|volume|issue|p|pp|page)\b|[a-z])"
)
_LEGAL_TAIL = re.compile(
    r"(?:[\s,.]+(?:ltd|limited|inc|llc|gmbh|plc|as|a/s|ag|s\.?a\.?|pvt|pty|co|corp|e\.v|media"
    r"|group|company|collective|cic|trust|ministries|digital|publishing|publications|network|all rights.*"
    r"|alle rechte.*|tous droits.*"
    r"|&|(?:and|or|&) (?:its|the|their) (?:affiliate|licensor|respective|contributor|subsidiar).*"
    r"|made by.*|powered.*|•.*|\|.*|theme.*))+[.,]*$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\))[\s:]*(?:©|\(c\))?[\s:]*(?:(?:19|20)\d\d(?:\s?-\s?(?:(?:19|20)\d\d"
    r"|\d\d|present))?)?[\s,]*(?:by\s)?(?P<name>[^\W\d_].{2,60})",
    re.IGNORECASE,
)
_NAMING = [
    re.compile(
        r"\b(?i:subscribe to|welcome to|more from|writer for|published (?:in|on)"
        r"|originally (?:published|appeared) (?:in|on|at)|support|about|staff of"
        r"|contact)\s+(?:the free\s)?(?P<name>[A-Z][\w'&.-]*(?: (?:[A-Z][\w'&.-]*|of|the|and"
        r"|&)){0,5})"
    ),
    re.compile(
        r"^(?P<name>(?:The )?[A-Z][\w'&.-]*(?: (?:[A-Z][\w'&.-]*|of|the|and|&)){0,5})\s(?:is"
        r"|are)\s(?:not affiliated|supported by|published by|free|run by|made by|part of"
        r"|produced by|reader|(?:an? |the )?(?:\w+ )?(?:project|website|site|blog|magazine"
        r"|journal|publication|newsletter|podcast|newspaper|registered|independent|non-?profit"
        r"|voluntary|student|community|member|initiative|programme))\b"
    ),
    re.compile(
        r"\bthe (?:free |weekly "
        r"|monthly )*(?P<name>[A-Z][\w'&.]*(?: [A-Z][\w'&.]*){0,3}) (?:monthly |weekly |daily "
        r"|free |e-?mail )*(?:newsletter|app|podcast|mailing list)"
    ),
    re.compile(
        r"^(?P<name>(?:The )?[A-Z][\w'&.-]*(?: [A-Z][\w'&.-]*){0,4}) (?:partners|newsletter"
        r"|membership|app|podcast|archive)$"
    ),
]
# What stands after the name of a paper and is no part of it: an office, a domain, the number of an issue.
_OFFICE = re.compile(
    r"(?:\s(?:newspaper|news desk|desk|staff|editorial|entertainment|film|movie|arts|culture|live|tv|writer"
    r"|critic|reporter|correspondent|contributor|columnist|store|shop|forums?|digest|weekly newsletter"
    r"|newsletter|members))+$"
    r"|(?<=\w)\.(?:com|co\.uk|org|net|example|ie|ca|com\.au|co\.za|in|tv|blog|info|de|fr|nl|eu)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s(?:#|no\.?\s?|nr\.?\s?|issue\s|vol\.?\s)\d+.*$", re.IGNORECASE)
_GROUP = re.compile(r"(?<![\w/])r/\w{3,}|\b[a-z]{2,5}(?:\.[a-z]{2,12}){2,4}\b")  # of Reddit, of Usenet
_FOR = re.compile(r"\b(?:for|in|at)\s(?P<name>(?:The )?[A-Z][\w'&.-]*(?: [A-Z][\w'&.-]*){1,5})$")
_HINTS = re.compile(
    r"\b(?:news|post|herald|times|review|reviews|screen|film|films|cinema|movie|movies|magazine"
    r"|journal|weekly|daily|gazette|courier|tribune|sentinel|observer|chronicle|radio|society"
    r"|festival|blog|diaries|reel|kino|ciné|cine|frame|frames|library|archive|guardian"
    r"|independent|telegraph|standard|press|voice|monthly|quarterly|echo|mail|star|sun|globe"
    r"|examiner|register|dispatch|bulletin|club)\b",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"^(?:film|films|movies?|cinema|arts?|culture|entertainment|reviews?|news|features?"
    r"|interviews?|festivals?|film festivals?|blog|home|what's on|cafe(?: bar)?|membership"
    r"|visit us|tickets|basket.*|programme|issue.*|season.*|episode.*|premium|opinion|lifestyle"
    r"|tv|hello.*|posts?|essays?|throwback.*|advertisement|latest|search.*|menu|breaking.*"
    r"|live.*|weather.*|all|your privacy.*|current issue|dashboard|explore|inbox|activity|profile|forums?"
    r"|.* edition|messages?|board index|private browsing|reader view|mailbox|subject.*|from.*|to:.*|date.*)$",
    re.IGNORECASE,
)
_CONTROLS = {"nav", "account", "privacy", "share", "chrome", "ad", "legal", "caption"}
_IN = re.compile(r"published in|writer for|published on|in", re.IGNORECASE)
_SOURCES = {"head:0", "head:1", "head:2", "head:3", "head:cued", "copyright:whole", "copyright:part"}
_CROSSED = ("held=", "addressed", "hint", "alone", "within", "holds")
_VAGUE = re.compile(
    r"(?:the |our |this |my |your )?(?:authors?|artists?|writers?|respective|copyright|this|all"
    r"|us|me|site|blog|team|film|movie|editor|newsletter|podcast|show)\b(?! \w)",
    re.IGNORECASE,
)
_SMALL = vocabulary().small_outlet_words


def outlet_candidates(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> dict[str, set[str]]:
    """Every name that may be the outlet's, as printed, with the features that hold of it. A text that is
    hardly more than its body has none."""
    body = [i for i, kind in enumerate(kinds) if kind == "body"]
    first = body[0] if body else len(lines)
    if first == 0 and len(lines) - len(body) < 3:
        return {}
    found: dict[str, set[str]] = {}
    stated = list(_stated_names(lines, kinds))[-_MOST_NAMES:]
    for name, feature in [*_heads(lines, kinds, first), *stated]:
        if _can_name(name) and not (
            _SECTION.match(name) or _VAGUE.match(name) or _CONTROLS & {*cues.heads(name)}
        ):
            found.setdefault(name, set()).add(feature)
    short = [line.folded.lower() for line in lines if line.n_words <= 40]
    short = short[:_MOST_LINES] + short[_MOST_LINES:][-_MOST_LINES:]
    known = {name.lower() for name in found}
    for name, features in found.items():
        features |= _of_name(name) | _of_page(name.lower(), short, known)
        features |= {
            f"{source}&{other}"
            for source in _SOURCES & features
            for other in features
            if other.startswith(_CROSSED)
        }
    return found


def _of_name(name: str) -> set[str]:
    words = name.split()
    features = {f"words={min(len(words), 5)}"}
    if _HINTS.search(name):
        features.add("hint")
    if is_name(name):
        features.add("person-like")
    if words[0].lower() == "the":
        features.add("starts-the")
    if name.isupper():
        features.add("capitals")
    if any(word[0].islower() and word not in _SMALL for word in words):
        features.add("lower-case" if words[0][0].islower() else "lower-words")
    if re.search(r"\.\w{2,}$", name):
        features.add("address")
    if cues.heads(name):
        features.add("cue")
    if re.search(r"\d", name):
        features.add("digits")
    if re.search(r"[:,;!?\"]|\s-\s", name):
        features.add("marks")
    return features


def _of_page(name: str, short: Sequence[str], known: Collection[str]) -> set[str]:
    """How often other lines hold the name, as words or squashed into an address or handle, and whether they
    have it longer or shorter. All in lower case."""
    holding = [bool(count_whole(name, line, 1)) for line in short]
    features = {f"held={min(sum(holding), 4)}"}
    squashed = re.sub(r"\W", "", name)
    if len(squashed) > 6 and any(
        not held and ("@" in line or "." in line) and squashed in re.sub(r"[-_]", "", line)
        for line, held in zip(short, holding, strict=True)
    ):
        features.add("addressed")
    alone = sum(line.strip(" -|") == name for line in short)
    features.add(f"alone={min(alone, 2)}")
    if any(other != name and f" {name} " in f" {other} " for other in known):
        features.add("within-other")
    if any(other != name and f" {other} " in f" {name} " for other in known):
        features.add("holds-other")
    if _is_said_otherwise(name, known):
        features.add("said-otherwise")
    return features


def _is_said_otherwise(name: str, known: Collection[str]) -> bool:
    """Whether the page has a better form of a name in lower case: with its article, or without `.com`."""
    articled = (other.removeprefix("the ") for other in known if other.startswith("the "))
    return name.rpartition(".")[0] in known or any(f"{name} ".startswith(f"{other} ") for other in articled)


def _heads(lines: Sequence[Line], kinds: Sequence[BlockKind], first: int) -> Iterator[tuple[str, str]]:
    """Lines at the head of the page: a masthead stands first, or first after the controls."""
    rank = 0
    for i in range(min(first, _HEAD_LINES, len(lines))):
        if kinds[i] not in {"furniture", "byline"} and not (i == 0 and kinds[i] == "title"):
            continue
        piece = _first_piece(lines[i].folded)
        if not _can_name(piece) or cues.is_date(piece) or is_byline_form(piece):
            continue
        controls = {name for name in cues.heads(lines[i].folded) if name not in {"link", "notes", "bio"}}
        place = "cued" if controls else min(rank, 3)
        yield piece, f"head:{place}"
        if (bare := _OFFICE.sub("", piece)) != piece and bare:
            yield bare, f"head-part:{place}"
        rank += not controls


def _first_piece(folded: str) -> str:
    """What a masthead line names first, its date and page number aside."""
    pieces = [piece.strip(" -:,*~=_[]") for piece in _BOUNDARY.split(folded)]
    telling = [p for p in pieces if p and not p.isdigit() and not cues.is_date(p)]
    piece = telling[0] if telling else ""
    piece = re.split(r",\s(?=(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s)", piece, flags=re.IGNORECASE)[0]
    cut = cues.date_in(piece)
    piece = piece[: cut.start()].strip(" -:,") if cut and cut.start() > 3 else piece
    return _NUMBER.sub("", piece)


def _stated_names(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> Iterator[tuple[str, str]]:
    """Names in copyright lines, pitches and bylines, each with how it is stated."""
    for i, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind == "body" or line.n_words > 40:
            continue
        for group in _GROUP.findall(line.folded[:200]) if line.n_words <= 12 else ():
            yield group, "group"
        if i > 2 and (right := _COPYRIGHT.search(line.folded)):
            yield from _of_copyright(right["name"])
        for n, pattern in enumerate(_NAMING):
            match = pattern.search(line.folded) if kind == "furniture" else None
            if match:
                yield match["name"].strip(), f"stated:{n}"
        match = _FOR.search(line.folded) if kind == "byline" else None
        if match:
            yield match["name"], "stated:for"
        if _IN.fullmatch(line.folded) and i + 1 < len(lines):
            yield lines[i + 1].folded, "stated:in"


def _of_copyright(printed: str) -> Iterator[tuple[str, str]]:
    """The owner in a copyright line, and the beginnings of it: `Sequence Film Magazine`, `Sequence`."""
    name = _LEGAL_TAIL.sub("", printed).strip(" .,-")
    name = re.split(r"\s[-·|•]\s|\.\s|,\s", name)[0]
    if name[:4].lower() == "the ":
        yield name[4:], "copyright:whole"
    if " & " in name:
        yield name.partition(" & ")[2], "copyright:part"
    words = re.sub(r"\s?(?:19|20)\d\d.*$", "", name).split()
    for n in range(len(words), 0, -1):
        if words[n - 1].lower() not in _SMALL:
            yield " ".join(words[:n]), "copyright:whole" if n == len(words) else "copyright:part"


def _can_name(piece: str) -> bool:
    words = piece.split()
    if not 1 <= len(words) <= _MOST_WORDS or len(piece) < 3 or len(piece) > 70:
        return False
    if re.search(r"https?:|@|[?!]$|\d{4}|\d{2}[:.]\d{2}|^[\W\d]+$", piece) or piece.lower() in cues.REASONS:
        return False
    return not (piece.endswith(".") and len(words) > 3)
