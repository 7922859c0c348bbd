"""Possible names of the site, paper or festival that a page comes from, and what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from rocket_cli.reading import cues
from rocket_cli.reading.lines import Line, count_whole
from rocket_cli.reading.names import is_name
from rocket_cli.reading.outlet_names import can_name, names_at_head, stated_names
from rocket_cli.reading.vocabulary import vocabulary
from rocket_cli.records import BlockKind

# So many lines and names from each end are looked at, so that time stays in proportion to the page's length.
_MOST_LINES = 300
_MOST_NAMES = 80
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
_PLAIN = ("head:0", "head:cued", "tab:", "copyright:", "stated:")
_CONTROLS = {"nav", "account", "privacy", "share", "chrome", "ad", "legal", "caption"}
_SOURCES = {"head:0", "head:1", "head:2", "head:3", "head:cued", "copyright:whole", "copyright:part"}
_CROSSED = ("held=", "addressed", "hint", "alone", "within", "holds")
_VAGUE = re.compile(
    r"(?:the |our |this |my |your )?(?:authors?|artists?|writers?|respective|copyright|this|all"
    r"|us|me|site|blog|team|film|movie|editor|newsletter|podcast|show)\b(?! \w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_SMALL = vocabulary().small_outlet_words


def outlet_candidates(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> dict[str, set[str]]:
    """Every name that may be the outlet's, as printed, with the features that hold of it. A text that is
    hardly more than its body has none."""
    body = [i for i, kind in enumerate(kinds) if kind == "body"]
    first = body[0] if body else len(lines)
    if first == 0 and len(lines) - len(body) < 3:
        return {}
    found: dict[str, set[str]] = {}
    printed: dict[str, str] = {}  # the form that came first, by the name in lower case
    stated = list(stated_names(lines, kinds))[-_MOST_NAMES:]
    for offered, feature in [*names_at_head(lines, kinds, first), *stated]:
        name = offered.strip(" *®™")
        if not can_name(name) or _SECTION.match(name) or _VAGUE.match(name):
            continue
        # `Pocket Reviews` begins like a button, yet a site may be called anything; pieces of lines may not.
        if not (_CONTROLS & {*cues.heads(name)}) or feature.startswith(_PLAIN):
            found.setdefault(printed.setdefault(name.lower(), name), set()).add(feature)
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
    features = {f"words={min(len(words), 5)}"} | {f"word:{word}" for word in _WORD.findall(name.lower())}
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
