"""Which site, paper or festival a page comes from, as far as the page itself says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rocket_cli.reading import cues
from rocket_cli.reading.lines import Line, count_whole
from rocket_cli.reading.names import is_name
from rocket_cli.reading.vocabulary import vocabulary
from rocket_cli.records import BlockKind

# Below this nothing is given. A first line with no other sign reaches it; a later one needs a second sign.
ENOUGH = 3.0
# What the first line of a furnished page scores: mastheads may look like people's names.
MASTHEAD = 3.0
# A name that the page gives in so many words: `Subscribe to X`, `X is a project of`.
_STATED = 3.0
_MOST_WORDS = 9
_HEAD_LINES = 14
# So many lines and names from each end are looked at, so that time stays in proportion to the page's length.
_MOST_LINES = 300
_MOST_NAMES = 80
_BOUNDARY = re.compile(r"\s*\|\s*|\s+[·•»›]\s+|\s{3,}|\t|(?<=\w):\s+(?=[a-z])|\s-\s(?=[a-z])")
_LEGAL_TAIL = re.compile(
    r"(?:[\s,.]+(?:ltd|limited|inc|llc|gmbh|plc|as|a/s|ag|s\.?a\.?|pvt|pty|co|corp|e\.v|media"
    r"|group|digital|publishing|publications|network|all rights.*|alle rechte.*|tous droits.*"
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
    r"|live.*|weather.*|all|your privacy.*|current issue)$",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?:the |our |this |my |your )?(?:authors?|artists?|writers?|respective|copyright|this|all"
    r"|us|me|site|blog|team|film|movie|editor|newsletter|podcast|show)\b(?! \w)",
    re.IGNORECASE,
)
_SMALL = vocabulary().small_outlet_words


def find_outlet(
    lines: Sequence[Line], kinds: Sequence[BlockKind], *, film: str | None, reviewer: str | None
) -> str | None:
    """The outlet's name, or None where the page hardly gives it."""
    body = [i for i, kind in enumerate(kinds) if kind == "body"]
    first = body[0] if body else len(lines)
    if first == 0 and len(lines) - len(body) < 3:
        return None
    short = [line.folded.lower() for line in lines if line.n_words <= 40]
    short = short[:_MOST_LINES] + short[_MOST_LINES:][-_MOST_LINES:]
    scores: dict[str, float] = {}
    for name, score in [*_heads(lines, kinds, first), *_stated_names(lines, kinds)[-_MOST_NAMES:]]:
        scores[name] = max(scores.get(name, 0.0), score)
    barred = {value.lower() for value in (film, reviewer) if value}
    known = {name.lower() for name in scores}
    best: tuple[float, str] | None = None
    for name, score in scores.items():
        if name.lower() in barred or (score < MASTHEAD and is_name(name) and not _HINTS.search(name)):
            continue
        if f"the {name.lower()}" in known:
            continue
        total = score + _repeated(name, short) + 0.5 * bool(_HINTS.search(name))
        if total >= ENOUGH and (best is None or total > best[0]):
            best = (total, name)
    return _cased(best[1]) if best else None


def _heads(lines: Sequence[Line], kinds: Sequence[BlockKind], first: int) -> list[tuple[str, float]]:
    """Furniture at the head of the page: a masthead stands first, or first after the controls."""
    found: list[tuple[str, float]] = []
    rank = 0
    for i in range(min(first, _HEAD_LINES, len(lines))):
        line = lines[i]
        if kinds[i] == "title" and rank == 0:
            break
        if kinds[i] != "furniture":
            continue
        piece = _BOUNDARY.split(line.folded)[0].strip(" -:,") if line.folded else ""
        piece = re.split(r",\s(?=(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s)", piece, flags=re.IGNORECASE)[0]
        cut = cues.DATE.search(piece)
        if cut and cut.start() > 3:
            piece = piece[: cut.start()].strip(" -:,")
        if not _can_name(piece) or cues.DATE.fullmatch(piece):
            continue
        weak = [name for name in cues.heads(line.folded) if name not in {"link", "notes", "bio"}]
        if weak or _SECTION.match(piece):
            continue
        found.append((piece, MASTHEAD if rank == 0 else 1.0))
        rank += 1
    # A lone line over the text may as well be a section or the name of a series.
    if len(found) == 1 and first <= 2 and len(lines) < 8:
        return [(found[0][0], 1.5)]
    return found


def _stated_names(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> list[tuple[str, float]]:
    """Names in copyright lines, pitches and bylines."""
    found: list[tuple[str, float]] = []
    for i, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind == "body" or line.n_words > 40:
            continue
        right = _COPYRIGHT.search(line.folded)
        if right and i > 2:
            name = _LEGAL_TAIL.sub("", right["name"]).strip(" .,-")
            name = re.split(r"\s[-·|•]\s|\.\s|,\s", name)[0]
            name = re.sub(r"\s?(?:19|20)\d\d.*$", "", name)
            words = name.split()
            if _VAGUE.match(name):
                continue
            found += [
                (" ".join(words[:n]), 2.5 - 0.3 * (len(words) - n))
                for n in range(len(words), 0, -1)
                if words[n - 1].lower() not in _SMALL and _can_name(" ".join(words[:n]))
            ]
        for pattern in _NAMING:
            match = pattern.search(line.folded)
            if (
                match
                and kind == "furniture"
                and not _VAGUE.match(match["name"])
                and _can_name(match["name"])
                and not _SECTION.match(match["name"])
            ):
                found.append((match["name"].strip(), _STATED))
        match = _FOR.search(line.folded) if kind == "byline" else None
        if match:
            found.append((match["name"], 2.5))
        if (
            re.fullmatch(r"published in|writer for|published on|in", line.folded, re.IGNORECASE)
            and i + 1 < len(lines)
            and _can_name(lines[i + 1].folded)
        ):
            found.append((lines[i + 1].folded, 2.5))
    return found


def _can_name(piece: str) -> bool:
    words = piece.split()
    if not 1 <= len(words) <= _MOST_WORDS or len(piece) < 3 or len(piece) > 70:
        return False
    if not any(c.isupper() for c in piece) and "." not in piece:
        return False
    if re.search(r"https?:|@|[?!]$|\d{4}|\d{2}[:.]\d{2}|^[\W\d]+$", piece) or piece.lower() in cues.REASONS:
        return False
    return not (piece.endswith(".") and len(words) > 3)


def _repeated(name: str, short: Sequence[str]) -> float:
    """Up to two points for other lines that hold the name, as words or squashed into an address or handle."""
    lowered = name.lower()
    squashed = re.sub(r"\W", "", lowered)
    holding = [bool(count_whole(lowered, line, 1)) for line in short]
    times = sum(holding)
    if len(squashed) > 6:
        addressed = zip(short, holding, strict=True)
        times += sum(
            not held and ("@" in line or "." in line) and squashed in line for line, held in addressed
        )
    return min(max(times - 1, 0), 2) * 1.3 + 0.02 * len(name.split())


def _cased(name: str) -> str:
    if not name.isupper() or len(name.split()) < 2:
        return name
    return " ".join(
        word.lower() if i and word.lower() in _SMALL else word.capitalize()
        for i, word in enumerate(name.split())
    )
