"""What a person's name, a handle or a set of initials looks like on a line of its own or after `by`."""

from __future__ import annotations

import re
from functools import lru_cache

from rocket_cli.reading.vocabulary import vocabulary

PARTICLES = vocabulary().name_particles
# Words which begin or fill headings, menus and pseudo-names but hardly ever a person's name.
NOT_NAMES = vocabulary().not_names
_TITLES = re.compile(r"^(?:dr|prof|professor|rev|fr|father|sir|mr|mrs|ms|miss|dame)\.? ", re.IGNORECASE)
HANDLE = re.compile(
    r"@?[A-Za-z][A-Za-z0-9]*(?:[._\-][A-Za-z0-9]+)+|@[A-Za-z0-9_]{3,}|[a-z]+[0-9]+|[a-z]{5,}"
    r"|[A-Z][a-z]+[A-Z][A-Za-z]+"
)
INITIALS = re.compile(r"(?:(?:[A-Z]|[OD]'[A-Z])\.\s?){2,4}")
_NICKNAME = re.compile(r" [\"“][^\"“”]{2,25}[\"”] (?=[A-Z])")  # `Rocco "Doc" Vale`
_INITIAL = re.compile(r"[A-Z]\.")  # `A. O. Scott`
_PART = re.compile(r"(?:[^\W\d_][\w]*(?:['’.\-][^\W\d_]*[\w]*)*\.?|(?:[A-Z]\.)+)")
# Particles that may begin a name though they are in lower case.
_MAY_BEGIN = frozenset({"el", "al", "le", "la", "de", "van", "von", "di", "da"})


@lru_cache(maxsize=4_096)  # reviewer, outlet and film are all asked about the same words
def is_name(words: str) -> bool:
    """Whether `words` as a whole read as one person's name: two to five parts, in capitals or title case."""
    words = _NICKNAME.sub(" ", _TITLES.sub("", words.strip()))
    parts = words.split()
    if not 2 <= len(parts) <= 5 or len(words) > 45:
        return False
    if any(part.lower().strip(".") in NOT_NAMES and not _INITIAL.fullmatch(part) for part in parts):
        return False
    if parts[0].islower() and parts[0] in PARTICLES and parts[0] not in _MAY_BEGIN:
        return False
    if not parts[-1][0].isupper() and not re.fullmatch(r"[a-z]\.", parts[-1]):
        return False
    if any(part.lower().endswith(("n't", "'ll", "'re", "'ve", "'s")) for part in parts):
        return False
    return all(_is_part(part) for part in parts)


def _is_part(part: str) -> bool:
    if part.lower() in PARTICLES:
        return True
    return part[0].isupper() and bool(_PART.fullmatch(part))


def title_cased(name: str) -> str:
    """A name in capitals as it is usually written: `R. H. TRANTER` -> `R. H. Tranter`; others unchanged."""
    if any(len(part) > 2 and part.isupper() and "." not in part for part in name.split()):
        return " ".join(
            part if "." in part or len(part) <= 2 or not part.isupper() else _capitalise(part)
            for part in name.split()
        )
    return name


def _capitalise(part: str) -> str:
    lowered = part.lower()
    if lowered in PARTICLES:
        return lowered
    cased = re.sub(r"(^[\"“]?|-|['’](?!s$))(\w)", lambda m: m[1] + m[2].upper(), lowered)
    return re.sub(r"^(Mc|Mac(?=[^aeiouhk]))(\w)", lambda m: m[1] + m[2].upper(), cased)
