"""Where a page names its site, paper or festival: masthead, copyright line, pitches, bylines, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rocket_cli.reading import cues
from rocket_cli.reading.line_features import is_byline_form
from rocket_cli.reading.lines import Line, fold
from rocket_cli.reading.vocabulary import vocabulary
from rocket_cli.records import BlockKind

_MOST_WORDS = 9
_HEAD_LINES = 14
_TOP = 3  # lines among which a masthead may have been taken for the title
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
    r"(?:copyright|©|\(c\))[\s:]*(?:©|\(c\)|copyright)?[\s:]*(?:(?:19|20)\d\d(?:\s?-\s?(?:(?:19|20)\d\d"
    r"|\d\d|present))?)?[\s,]*(?:by\s)?(?P<name>[^\W\d_].{2,60})",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w'&.-]*(?: (?:(?:of|the|and|&|de|du|la|at|to|in|for) )*[A-Z][\w'&.-]*){0,6}"
_NAMING = [
    re.compile(pattern.replace("NAME", f"(?P<name>{_NAME})").replace("SHORT", f"(?P<name>{_NAME}?)"))
    for pattern in (
        r"\b(?i:subscribe to|welcome to|more from|writer for|published (?:in|on)"
        r"|(?:originally|first|previously) (?:published|appeared|ran) (?:in|on|at)|support|about|staff of"
        r"|contact)\s+(?:the free\s)?NAME",
        # The controls of a site, which call it by its name.
        r"\b(?i:back to|popular on|trending on|new to|advertise (?:with|in|on)|sign (?:in|up) (?:to|for)"
        r"(?: your)?|log in to(?: your)?|join|search|go to|(?:become|create) an?|follow|donate to|listen to"
        r"|read (?:more|the original article) (?:on|at)|(?:write|contribute) (?:for|to)|rules of"
        r"|by subscribing to)\s+(?:the )?SHORT(?=(?:'s)?(?: (?i:home|members?|accounts?|today|for|on|and|now"
        r"|staff)\b|[?!.,]| *$|  ))",
        r"^SHORT(?:'s)? (?i:recommends|says|users|readers|rules|staff|archives?|picks|rating|score"
        r"|verdict)\b",
        r"^NAME\s(?:is|are)\s(?:not affiliated|supported by|published by|free|run by|made by|part of"
        r"|produced by|reader|published|run|an? 501|a trading name|(?:an? |the )?(?:\w+ )?(?:project|website"
        r"|site|blog|magazine|journal|publication|newsletter|podcast|newspaper|registered|independent"
        r"|non-?profit|voluntary|student|community|member|initiative|programme|letter|column|fanzine"
        r"|webzine|zine|festival|cinema|charity|club|society))\b",
        r"\bthe (?:free |weekly |monthly )*NAME (?:monthly |weekly |daily "
        r"|free |e-?mail )*(?:newsletter|app|podcast|mailing list)",
        r"^NAME (?:partners|newsletter|membership|app|podcast|archive)$",
        r"\b(?i:critic (?:at|for|of)|editor (?:at|of)|edits|columnist (?:at|for)|contributor to"
        r"|(?:writes|reviews) (?:about \w+ )?for|reporter (?:at|for)|contributes to)\s+(?:the )?NAME",
        r"(?:^|[.:!?-] )NAME,? (?:(?:straight )?(?:in|to) your inbox|every (?:week|month|\w+day)\b)",
        r"^(?i:publication(?: title| name)?|source|newspaper|journal|periodical|magazine|from|site|outlet"
        r"|organi[sz]ation)(?::\s*|\s{2,})[\"']?NAME(?=[\"']? ?[<(,;]|$)",
        r"^NAME,? (?i:vol(?:ume)?|issue|no|nr)\b\.? ?[\dIVXLC]",
        r"(?:^|[|·•] )(?P<name>[^\W\d_][^|·•©]{2,45}?)(?: and all .{3,40}?)?,?"
        r" (?:©|\([cC]\)|[Cc]opyright)(?: ?©)?\s?(?:19|20)\d\d",
    )
]
# What stands after the name of a paper and is no part of it: an office, a domain, the number of an issue.
_OFFICE = re.compile(
    r"(?:\s(?:newspaper|news desk|desk|staff|editorial|entertainment|film|movie|arts|culture|live|tv|writer"
    r"|critic|reporter|correspondent|contributor|columnist|store|shop|forums?|digest|weekly newsletter"
    r"|newsletter|members|logo|home(?: ?page)?|archives?|digital(?: news)?|online|blu-ray|reviews?|media"
    r"|magazine))+$"
    r"|(?<=\w) ?\.(?:com|co\.uk|org|net|example|ie|ca|com\.au|co\.za|in|tv|blog|info|de|fr|nl|eu)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\s(?:(?:#|no\.?\s?|nr\.?\s?|issue\s|vol\.?\s)\d+.*|\d+[.:]\d+(?: \((?:19|20)\d\d\))?)$", re.IGNORECASE
)
# A masthead set letter by letter: `L O U ' S   L A T E   S H O W`.
_SPACED_OUT = re.compile(r"(?:\S ){2,}\S(?: {2,}(?:\S )*\S)*(?=\s{3,}\w{2}|$)")
_AFTER_NAME = re.compile(r"\s(?:\([^()]{2,20}\)|(?:19|20)\d\d)$")
_BEFORE_NAME = re.compile(r"^(?:\d{1,3}(?:\.|st|nd|rd|th)\s|(?:welcome to|logo of|about) )", re.IGNORECASE)
_OWNER = re.compile(r",\san?\s.+$", re.IGNORECASE)  # `THE COMET, A CROWNLEIGH NEWSPAPERS COMPANY`
_MOST_PIECES = 4  # of a line, after its first
_BEFORE_COLON = re.compile(r"(?P<name>[^:]{3,45}?)\s?: ?(?=\S)")
# What a browser's tab says last: `A Quiet Passion « slow lane`.
_TAB = re.compile(r"\s(?:\||«|»|::|-|·|›|<|•)\s")
_GROUP = re.compile(r"(?<![\w/])r/\w{3,}|\b[a-z]{2,5}(?:\.[a-z]{2,12}){2,4}\b")  # of Reddit, of Usenet
_IN_BYLINE = {
    "for": re.compile(rf"\b(?:for|in|at)\s(?P<name>{_NAME})$"),
    "comma": re.compile(rf"^[^,]{{4,40}},\s(?P<name>{_NAME})(?=$|\s*[|·•])"),
    "staff": re.compile(rf"(?:^[Bb]y |\b[Bb]y |^)(?P<name>{_NAME}) (?:Staff|Team|Desk|News Network)\b"),
    "owner": re.compile(rf",\s(?P<name>{_NAME}?)'s? (?:\w+ )?(?:critic|reviewer|editor|writer)"),
}
_IN = re.compile(r"published in|writer for|published on|in", re.IGNORECASE)
_SMALL = vocabulary().small_outlet_words


def names_at_head(lines: Sequence[Line], kinds: Sequence[BlockKind], first: int) -> Iterator[tuple[str, str]]:
    """Lines at the head of the page: a masthead stands first, or first after the controls."""
    rank = 0
    for i in range(min(first, _HEAD_LINES, len(lines))):
        if i == 0 and len(tabs := _TAB.split(lines[0].plain)) > 1:
            yield tabs[-1].strip(), f"tab:{kinds[0]}"
        if kinds[i] not in {"furniture", "byline"} and not (i < _TOP and kinds[i] == "title"):
            continue
        # Folded, the arrows of a breadcrumb would be quotation marks.
        piece, *later = _pieces(fold(lines[i].plain.replace("»", "›")))
        controls = {name for name in cues.heads(lines[i].folded) if name not in {"link", "notes", "bio"}}
        place = "cued" if controls else min(rank, 3)
        for n, other in enumerate(later[:_MOST_PIECES]):
            yield other, f"head-later:{n}"
        if cues.is_date(piece) or is_byline_form(piece):
            continue
        yield piece, f"head:{place}"
        if (bare := _bare(piece)) != piece:
            yield bare, f"head-part:{place}"
        if label := _BEFORE_COLON.match(piece):
            yield label["name"], f"head-label:{place}"
        rank += not controls and can_name(piece)


def _bare(name: str) -> str:
    """A masthead without office, domain, place, number and year: `14. Saltmarsh Film Days 2017`."""
    return _BEFORE_NAME.sub("", _AFTER_NAME.sub("", _OFFICE.sub("", _OWNER.sub("", name))))


def _pieces(folded: str) -> list[str]:
    """What a masthead line names, first things first, dates and page numbers aside."""
    if spaced := _SPACED_OUT.match(folded):
        return [re.sub(r" {2,}", " ", re.sub(r"(?<=\S) (?=\S)", "", spaced[0]))]
    pieces = [piece.strip(" -:,*~=_[]") for piece in _BOUNDARY.split(folded)]
    telling = [p for p in pieces if p and not p.isdigit() and not cues.is_date(p)]
    piece = telling[0] if telling else ""
    piece = re.split(r",\s(?=(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s)", piece, flags=re.IGNORECASE)[0]
    cut = cues.date_in(piece)
    piece = piece[: cut.start()].strip(" -:,") if cut and cut.start() > 3 else piece
    return [_NUMBER.sub("", piece), *telling[1:]]


def stated_names(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> Iterator[tuple[str, str]]:
    """Names in copyright lines, pitches and bylines, each with how it is stated."""
    for i, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind == "body" or line.n_words > 40:
            continue
        for group in _GROUP.findall(line.folded[:200]) if line.n_words <= 12 else ():
            yield group, "group"
        if i > 2 and (right := _COPYRIGHT.search(line.folded)):
            yield from _of_copyright(right["name"])
        if kind == "furniture":
            yield from _named_on(line.folded)
        for how, pattern in _IN_BYLINE.items() if kind == "byline" else ():
            if match := pattern.search(line.folded):
                yield match["name"], f"stated:{how}"
        if _IN.fullmatch(line.folded) and i + 1 < len(lines):
            yield lines[i + 1].folded, "stated:in"


@lru_cache(maxsize=4_096)  # the pages of one site have most of their furniture in common
def _named_on(folded: str) -> tuple[tuple[str, str], ...]:
    found = ((n, pattern.search(folded)) for n, pattern in enumerate(_NAMING))
    return tuple((match["name"].strip().removesuffix("'s"), f"stated:{n}") for n, match in found if match)


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
        if words[n - 1] != "&" and words[n - 1].lower() not in _SMALL:
            yield " ".join(words[:n]), "copyright:whole" if n == len(words) else "copyright:part"


def can_name(piece: str) -> bool:
    """Whether a piece of a line may be a name at all: short, no address, no question, no date."""
    words = piece.split()
    if not 1 <= len(words) <= _MOST_WORDS or len(piece) < 3 or len(piece) > 70:
        return False
    if piece.endswith("!") and len(words) < 3:
        piece = piece[:-1]
    if re.search(r"https?:|@|[?!]$|\d{4}|\d{2}[:.]\d{2}|^[\W\d]+$", piece) or piece.lower() in cues.REASONS:
        return False
    return not (piece.endswith(".") and len(words) > 3)
