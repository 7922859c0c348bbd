"""What the text itself says about two names: the same under another name, played by, side by side.

Evidence is read between neighbouring mentions, with brackets that stand between them taken out:
"Nell (Ada Voss), who calls herself Wren" says that Nell is Wren.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rocket_cli.records import KIND_OF_LABEL, Mention

# Longer stretches between two names hold another thought.
LONGEST_GAP = 90
# "He meets Nell. She is nineteen and bakes. Her real name is Wren": the next name, a sentence or two later.
LONGEST_GAP_TO_REAL_NAME = 160
_SELF = r"(?:her|him|it|them|your|my)sel(?:f|ves)"
_ALSO_KNOWN = re.compile(
    rf"""^\W*(?:
        (?:or\s+|and\s+)?(?:is\s+|was\s+|who\s+(?:is\s+|goes\s+)?|also\s+|now\s+|often\s+)*
          (?:better|best|also|otherwise|more\s+commonly|commonly|formerly|originally|simply|mostly)?\s*
          (?:known|referred\s+to|billed|credited|released)\s+(?:\w+\s+){{0,3}}?as
      | a\.?\s?k\.?\s?a\.?
      | (?:who\s+|that\s+)?(?:\w+ly\s+)?(?:calls?|called|calling|styles?|names?|renames?|dubs?)\s+{_SELF}
      | (?:whose\s+)?(?:real|birth|full|true|stage|original|pen)\s+(?:name|title)(?:\s+is|\s+was|:)?
      | (?:who\s+)?(?:go(?:es|ing)?|went)\s+by(?:\s+the\s+(?:nick)?name(?:\s+of)?)?
      | (?:affectionately\s+|fondly\s+)?(?:nicknamed|dubbed|alias|originally\s+titled)
      | (?:his|her|its|their)\s+alter[\s-]ego
      | who\s(?:[^.;:!?\n]{{0,60}}?\band\s+)?(?:\w+ly\s+)?(?:prefers|likes|wants|asks|insists)
          \s+(?:to\s+be|on\s+being)\s+(?:called|known\s+as)
    )(?:\s+(?:the|a|an))?[\s,:]*["'“‘«(]*$""",
    re.VERBOSE | re.IGNORECASE,
)
_REAL_NAME = re.compile(
    r"[.!?;]\s+(?:his|her|their)\s+(?:real|full|true|birth|given)\s+name(?:\s+is|\s+was|,)\s*[\"'“‘]?$",
    re.IGNORECASE,
)
_REAL = re.compile(r"\b(?:real|full|true|birth)\s+name\b", re.IGNORECASE)
_SIDE_BY_SIDE = re.compile(
    r"^(?:'s|’s|['’])?[\"'”’]?,?\s+(?:and|&|or|vs\.?|versus|meets)\s+[\"'“‘]?$", re.IGNORECASE
)
_BRACKETS = re.compile(r"\s*\([^()]*\)")


class Stated(NamedTuple):
    """Mentions `first` and `second` (indices) are one, as the text says in `words`. `of_oneself` where it
    says that somebody calls himself so, which no actor does by the name of a part; `second_is_real` where the
    second is the real name, and the first the one that goes with it."""

    first: int
    second: int
    words: str
    of_oneself: bool = False
    second_is_real: bool = False


def gaps(
    text: str, mentions: Sequence[Mention], counted: Sequence[int], kind: str, longest: int = LONGEST_GAP
) -> Iterator[tuple[int, int, str]]:
    """Pairs of neighbouring mentions of one kind, next and next but one, with the text between them."""
    own = sorted(
        (i for i in counted if KIND_OF_LABEL[mentions[i].label] == kind), key=lambda i: mentions[i].start
    )
    for at, i in enumerate(own):
        for j in own[at + 1 : at + 3]:
            between = text[mentions[i].end : mentions[j].start]
            if 0 < len(between) <= longest and "\n\n" not in between:
                yield i, j, between


def also_known_as(
    text: str, mentions: Sequence[Mention], counted: Sequence[int], kind: str
) -> Iterator[Stated]:
    """Pairs that the text says are one: "known as", "a.k.a.", "calls herself", "real name", "nicknamed"."""
    for i, j, between in gaps(text, mentions, counted, kind):
        bare = _BRACKETS.sub("", between)
        if _ALSO_KNOWN.match(bare):
            words = " ".join(bare.split()).strip("\"'“‘«(,; ")
            of_oneself = re.search(_SELF, bare) is not None
            yield Stated(i, j, words, of_oneself, second_is_real=_REAL.search(bare) is not None)
    if kind == "people":
        yield from _real_names(text, mentions, counted)


def _real_names(text: str, mentions: Sequence[Mention], counted: Sequence[int]) -> Iterator[Stated]:
    """ "Nell … . Her real name is Wren": said of the person named last before it, and of nobody else."""
    previous = None
    for i, j, between in gaps(text, mentions, counted, "people", LONGEST_GAP_TO_REAL_NAME):
        found = _REAL_NAME.search(between) if i != previous else None  # the first pair of each is the next
        if found:
            yield Stated(i, j, " ".join(found[0].split()).strip(".!?;\"'“‘ "), second_is_real=True)
        previous = i


def side_by_side(
    text: str, mentions: Sequence[Mention], counted: Sequence[int], kind: str
) -> Iterator[tuple[int, int]]:
    """Pairs joined by "and", "or", "vs": whoever is named beside another is somebody else."""
    for i, j, between in gaps(text, mentions, counted, kind):
        if _SIDE_BY_SIDE.match(between):
            yield i, j
