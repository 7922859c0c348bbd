"""What a person's name, a handle or a set of initials looks like on a line of its own or after `by`."""

from __future__ import annotations

import re

PARTICLES = frozenset(
    "de del della di da do dos du des la le les van von der den ten ter el al bin ibn af av y e o' mac mc st. zu and".split()
)
# Words which begin or fill headings, menus and pseudo-names but hardly ever a person's name.
NOT_NAMES = frozenset(
    """the a an of in on at for and or with film films movie movies review reviews cinema festival news home about contact
    menu search culture arts opinion sport sports books music television tv share follow subscribe comments comment
    read more watch trailer related posts recent previous next all new best top back page issue volume london
    society club magazine journal weekly monthly daily gazette herald times post tribune courier sentinel guide season programme
    photo photograph image courtesy advertisement privacy policy terms copyright pictures studios productions
    entertainment media group university college school press monday tuesday wednesday thursday friday saturday sunday
    january february march july september october november december story stories
    blu-ray dvd screen stage theatre tickets directed director written starring cast features interviews interview
    lists list archive archives podcast podcasts newsletter sign log drama comedy horror thriller documentary verdict
    rating score grade picture sound extras conclusion synopsis plot summary spoilers introduction my your our his her
    thoughts stray final quick random notes note things thing facts trivia awards winner winners other some introduction intro outro part
    it is was you we they this that what who how why when where not to from by as be no yes but facebook twitter instagram""".split()
)
_TITLES = re.compile(r"^(?:dr|prof|professor|rev|fr|father|sir|mr|mrs|ms|miss|dame)\.? ", re.IGNORECASE)
_PART = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’\-]*\.?(?:[A-Z]\.)*|[A-Z]\.)"
NAME = re.compile(
    rf"(?:(?:Dr|Prof|Rev|Fr|Sir)\.? )?{_PART}(?: (?:{'|'.join(re.escape(p) for p in sorted(PARTICLES) if p != 'and')}|{_PART}|[A-Z]\.)){{0,4}}",
)
HANDLE = re.compile(r"@?[A-Za-z][A-Za-z0-9]*(?:[._\-][A-Za-z0-9]+)+|@[A-Za-z0-9_]{3,}|[a-z]+[0-9]+|[a-z]{5,}|[A-Z][a-z]+[A-Z][A-Za-z]+")
INITIALS = re.compile(r"(?:[A-Z]\.\s?){2,4}")


def is_name(words: str) -> bool:
    """Whether `words` as a whole read as one person's name: two to five parts, in capitals or title case."""
    words = _TITLES.sub("", words.strip())
    parts = words.split()
    if not 2 <= len(parts) <= 5 or len(words) > 45:
        return False
    if any(part.lower().strip(".") in NOT_NAMES for part in parts):
        return False
    if parts[0].lower() in PARTICLES - {"el", "al", "le", "la", "de", "van", "von", "di", "da"} and parts[0].islower():
        return False
    if not parts[-1][0].isupper() and not re.fullmatch(r"[a-z]\.", parts[-1]):
        return False
    if any(part.lower().endswith(("n't", "'ll", "'re", "'ve", "'s")) for part in parts):
        return False
    return all(_is_part(part) for part in parts)


def _is_part(part: str) -> bool:
    if part.lower() in PARTICLES:
        return True
    return bool(re.fullmatch(r"(?:[^\W\d_][\w]*(?:['’.\-][^\W\d_]*[\w]*)*\.?|(?:[A-Z]\.)+)", part)) and part[0].isupper()


def title_cased(name: str) -> str:
    """A name in capitals as it is usually written: `R. H. TRANTER` -> `R. H. Tranter`; others unchanged."""
    if any(len(part) > 2 and part.isupper() and "." not in part for part in name.split()):
        return " ".join(part if "." in part or len(part) <= 2 or not part.isupper() else _capitalise(part) for part in name.split())
    return name


def _capitalise(part: str) -> str:
    lowered = part.lower()
    if lowered in PARTICLES:
        return lowered
    cased = re.sub(r"(^|[\-'’])(\w)", lambda m: m[1] + m[2].upper(), lowered)
    return re.sub(r"^(Mc|Mac(?=[^aeiouhk]))(\w)", lambda m: m[1] + m[2].upper(), cased)
