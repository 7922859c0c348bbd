"""Who is in front of the camera, who is made up: roles of people, and which actor plays which character.

A role is decided once per entity, by all its mentions' labels weighted by confidence, by credits, and by how
reviewers write casting: "Mikey Saber (Simon Rex)", "Simon Rex plays Mikey", "Mikey, played by Simon Rex".
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rocket_cli.analysis import names
from rocket_cli.analysis.stated import gaps
from rocket_cli.reading.caseless import caseless, lower
from rocket_cli.records import KIND_OF_LABEL, Credit, Mention, Role

# A mention whose pipeline gives no confidence counts a little less than one that is sure.
CONFIDENCE_WHEN_UNKNOWN = 0.8
# One pattern is worth about as much as one and a half mentions: patterns are seldom wrong, but can be
# misread.
PATTERN_WEIGHT = 1.5
# A credit block is printed to say just this.
CREDIT_WEIGHT = 6.0
# Usage leans one way without proving anything: less than any one mention of a pipeline that tells.
HABIT_WEIGHT = 0.4
# Where the pipeline never says CHARACTER its PERSON is no evidence of being real; patterns alone decide.
UNINFORMED_LABEL_WEIGHT = 0.0

_CLAUSE = r"[^.;:!?()\n]"
# Words after which "plays" or "as" goes on to say something else than who is played.
_NO_CASTING = (
    r"(?:he|she|they|it|is|was|are|were|we|i|you|if|and|but|in|to|does|do|one|usual|always|part|than|while|when|who"
    r"|along|off|like|around|with|that|hints|only)\b"
)
_PLAYS = caseless(
    rf"""^{_CLAUSE}{{0,40}}\b(?:
        (?:re)?plays?|played|playing|portrays?|portrayed|portraying|portrayal\s+of|voices|voiced|voicing
      |
      embod(?:y|ies|ied|ying)|essays|essaying|reprises|reprising|inhabits|(?:part|role|roles|turn)\s+(?:of|as)
    )\b(?:\s+(?!{_NO_CASTING})[\w'’“”"-]+,?){{0,7}}\s*["“‘]?$""",
    re.VERBOSE,
)
_AS = caseless(
    rf"^(?!{_CLAUSE}*\b(?:well|much|such|just|soon|known|long|same|far|even|director|directs|directed)\s+as\b)"
    rf"{_CLAUSE}{{0,45}}\bas\b(?:\s+(?!{_NO_CASTING})[\w'’“”\"-]+,?){{0,7}}\s*[\"“‘]?$",
)
_PLAYED_BY = caseless(
    rf"^{_CLAUSE}{{0,40}}[,(]?\s*\b(?:played|portrayed|voiced|performed|embodied|essayed|brought\s+to\s+life)\b"
    rf"{_CLAUSE}{{0,30}}\bby\b{_CLAUSE}{{0,30}}$",
)
_IN_BRACKETS = re.compile(r"^['\"’”]?,?\s*[(\[]\s*(?:an?\s|the\s)?[^()\[\]\n]{0,30}$")
_CLOSING = re.compile(r"^['\"’”]?\s*[)\],;]")
_POSSESSIVE = caseless(r"^(?:'s|’s)\s+(?:[\w-]+,?\s+){0,3}$")
_REAL_BEFORE = caseless(
    r"(?:\b(?:director|filmmaker|film-maker|auteur|actor|actress|star|stars|starring|producer|cinematographer|composer"
    r"|screenwriter|writer|editor|comedian|dop|(?:directed|written|shot|penned|produced|edited|scored|played|helmed"
    r"|co-written|performance|performances|turn|turns|novel|score|screenplay|script|cinematography|photography)"
    r"(?:\s+(?:and|&)\s+\w+)?\s+(?:by|from|of))|\bdir\.)[\s:]*$",
)
_REAL_AFTER = caseless(
    r"^(?:(?:'s|’s|['’])\s+(?:direction|directorial|screenplay|script|performance|camera|score|cinematography|debut"
    r"|acting|career|filmography|latest|previous\s+films?|films?|movies?)\b|\s+(?:directs|stars|co-stars|delivers"
    r"|directed|wrote|gives\s+(?:a|an|the|his|her)\b))",
)
_CHARACTER_BEFORE = caseless(
    r"\b(?:(?:named|called|character|protagonist|antagonist|hero|heroine|villain|villainess|his\s+wife|her\s+husband"
    r"|his\s+son|her\s+son|his\s+daughter|her\s+daughter|his\s+mother|her\s+mother|his\s+father|her\s+father"
    r"|detective|inspector|agent|captain|sheriff|princess|prince|queen|king),?)\s*$",
)
_OFFICE_BEFORE = caseless(
    r"\b(?:president|president-elect|prime\s+minister|senator|congressman|congresswoman|chancellor|governor|critic"
    r"|reviewer)\s+$",
)


class Casting(NamedTuple):
    """Mention `actor` plays mention `character` (indices), as `words` of the text say."""

    actor: int
    character: int
    words: str


class RoleVotes(NamedTuple):
    """Weighed evidence: `real` for cast and crew, `made_up` for a character, `office` for neither."""

    real: float
    made_up: float
    office: float


def labels_inform(mentions: Iterable[Mention]) -> bool:
    """Whether the pipeline tells characters from real people. rocket's own does, and says how sure it is; a
    stock one calls everybody PERSON and gives no confidence."""
    return any(mention.label == "CHARACTER" or mention.confidence is not None for mention in mentions)


def lean(mention: Mention) -> float:
    """-1 (surely real) … 1 (surely a character), by one mention's label and confidence."""
    weight = CONFIDENCE_WHEN_UNKNOWN if mention.confidence is None else mention.confidence
    return weight if mention.label == "CHARACTER" else -weight


def sure_lean(mention: Mention) -> float:
    """As `lean`, by how much surer of the label the pipeline is than a coin: 0 where it is half sure or
    less."""
    leaning = lean(mention)
    return math.copysign(max(0.0, 2 * abs(leaning) - 1), leaning)


def find_casting(
    text: str, mentions: Sequence[Mention], counted: Sequence[int], credits: Sequence[Credit] = ()
) -> tuple[Casting, ...]:
    """Actor and character pairs that the text states, in reading order."""
    informed = labels_inform(mentions)
    known = {names.compact(credit.name) for credit in credits}
    if not informed:
        known |= _surnames(mentions, counted)
    found = []
    people = sorted(
        (i for i in counted if KIND_OF_LABEL[mentions[i].label] == "people"), key=lambda i: mentions[i].start
    )
    following = dict(pairwise(people))
    n_named = Counter(word for i in people for word in names.person_words(mentions[i].text))
    for i, j, between in gaps(text, mentions, counted, "people"):
        is_next = following.get(i) == j
        after = text[mentions[j].end : mentions[j].end + 4]
        turned = _direction(lower(between), after, mentions[i], mentions[j], known, informed)
        if turned is None or not (is_next or _in_list_of_brackets(between)):
            continue
        words = names.person_words(mentions[j].text)
        if _POSSESSIVE.match(lower(between)) and len(words) == 1 and n_named[words[0]] == 1:
            continue  # "Voss's Wren", and never again: as well a work of hers, or a guest of another film
        actor, character = (i, j) if turned else (j, i)
        if _possible(mentions[actor], mentions[character], informed):
            found.append(Casting(actor, character, " ".join(between.split()) or "beside"))
    return tuple(found)


def _in_list_of_brackets(between: str) -> bool:
    """Next but one only counts where what stands between is a bracket of its own: "Rex (Tangerine) as
    Mikey"."""
    return re.match(r"^\s*\([^()]*\)", between) is not None


def _direction(
    between: str, after: str, first: Mention, second: Mention, known: set[str], informed: bool
) -> bool | None:
    """True where the first mention is the actor, False where the second is, None where nothing is said;
    `between` is in lower case."""
    if _PLAYED_BY.match(between):
        return False
    if _PLAYS.match(between) or _AS.match(between):
        return True
    if _IN_BRACKETS.match(between) and _CLOSING.match(after):
        return _actor_before_bracket(first, second, known, informed)
    if informed and _POSSESSIVE.match(between) and (first.label, second.label) == ("PERSON", "CHARACTER"):
        return True
    return None


def _actor_before_bracket(first: Mention, second: Mention, known: set[str], informed: bool) -> bool | None:
    """ "Mikey (Simon Rex)" is the habit, "Simon Rex (Mikey)" the exception: labels, credits, then length
    decide."""
    if informed and first.label != second.label:
        return second.label == "CHARACTER"
    if names.compact(first.text) in known:
        return True
    if names.compact(second.text) in known or (not informed and len(names.person_words(second.text)) > 1):
        return False
    return None if informed else True


def _surnames(mentions: Sequence[Mention], counted: Sequence[int]) -> set[str]:
    """Surnames of everybody named in full: in "Joe Fox (Hanks)" they tell the actor where labels do not."""
    people = (
        names.person_words(mentions[i].text) for i in counted if KIND_OF_LABEL[mentions[i].label] == "people"
    )
    return {words[-1] for words in people if len(words) > 1}


def _possible(actor: Mention, character: Mention, informed: bool) -> bool:
    """Labels may leave a pattern's pair open, but not turn it round."""
    if names.compact(actor.text) == names.compact(character.text):
        return False
    return not informed or (actor.label, character.label) != ("CHARACTER", "PERSON")


class Parts(NamedTuple):
    """How often each mention (index) stands for the actor of a casting, and for the character."""

    acting: Counter[int]
    acted: Counter[int]


def parts_of(castings: Iterable[Casting]) -> Parts:
    """The castings, by mention."""
    parts = Parts(Counter(), Counter())
    for casting in castings:
        parts.acting[casting.actor] += 1
        parts.acted[casting.character] += 1
    return parts


def votes_of(
    text: str, mentions: Sequence[Mention], own: Sequence[int], parts: Parts, informed: bool
) -> RoleVotes:
    """What labels and patterns say about the entity whose mentions are `own` (indices)."""
    real = made_up = office = 0.0
    for i in own:
        leaning = lean(mentions[i]) * (1.0 if informed else UNINFORMED_LABEL_WEIGHT)
        real, made_up = real + max(-leaning, 0.0), made_up + max(leaning, 0.0)
        before = lower(text[max(0, mentions[i].start - 40) : mentions[i].start])
        after = lower(text[mentions[i].end : mentions[i].end + 30])
        at_work = bool(_REAL_BEFORE.search(before) or _REAL_AFTER.match(after))
        real += PATTERN_WEIGHT * at_work
        made_up += PATTERN_WEIGHT * bool(_CHARACTER_BEFORE.search(before))
        office += bool(_OFFICE_BEFORE.search(before)) - at_work
    acting = sum(parts.acting[i] for i in own)
    made_up += PATTERN_WEIGHT * sum(parts.acted[i] for i in own)
    return RoleVotes(real + PATTERN_WEIGHT * acting, made_up, office - acting)


def credit_votes(forms: Iterable[str], credits: Sequence[Credit]) -> RoleVotes:
    """What the credit block says of somebody printed as `forms`: full names must agree."""
    keys = {names.compact(form) for form in forms}
    real = any(names.compact(credit.name) in keys for credit in credits)
    made_up = any(names.compact(credit.character) in keys for credit in credits if credit.character)
    return RoleVotes(CREDIT_WEIGHT * real, CREDIT_WEIGHT * made_up, 0.0)


def habit_votes(forms: Iterable[str], informed: bool) -> RoleVotes:
    """How reviewers use names: real people by surname after the full name, characters by first name or one
    name."""
    weight = HABIT_WEIGHT if informed else PATTERN_WEIGHT
    words = [names.person_words(form) for form in forms]
    full = [w for w in words if len(w) > 1]
    if not full:
        return RoleVotes(0.0, weight, 0.0)
    by_first = any(w[0] == f[0] for w in words if len(w) == 1 for f in full)
    by_last = any(w[0] == f[-1] for w in words if len(w) == 1 for f in full)
    if by_first and not by_last:
        return RoleVotes(0.0, weight, 0.0)
    return RoleVotes(weight, 0.0, 0.0)


def decide_role(votes: Iterable[RoleVotes], *, is_reviewer: bool) -> Role:
    """The role that weighs most; cast and crew where nothing speaks."""
    rows = list(votes)
    if sum(v.made_up for v in rows) > sum(v.real for v in rows):
        return "character"
    return "other" if is_reviewer or sum(v.office for v in rows) > 0 else "cast_crew"


def cast_pairs(credits: Sequence[Credit]) -> Iterator[tuple[str, str]]:
    """(actor, character) for each line of a cast list that names both."""
    return ((credit.name, credit.character) for credit in credits if credit.character)
