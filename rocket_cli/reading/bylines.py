"""Who wrote the review: the byline as printed and the person it names. Better none than a wrong one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from rocket_cli.reading.byline_wording import NOBODY, NOT_AUTHORS, POSSESSIVE, name_on, name_or_none
from rocket_cli.reading.cues import date_in
from rocket_cli.reading.full_names import full_name, name_in_bio
from rocket_cli.reading.lines import Line, count_whole, fold, plain_text
from rocket_cli.reading.names import HANDLE, is_name
from rocket_cli.records import BlockKind, Byline

# A byline in brackets or a closing sentence stands in the last words of the text.
_TAIL = 110
# Where a byline that the line model missed may still be believed: so many lines above the text.
_NEAR = 9
# Share of the body that may stand after a sign-off and still be notices; more is a second review.
_MOST_AFTER_SIGN_OFF = 0.2
_MOST_SIGNATURES = 20  # a page with more is a list; looking on would take time and find nothing
_SIGNING = re.compile(
    r"^[^\w(]*(?:posted|reviewed|review|guest (?:post|review|reviewer)|words)\b", re.IGNORECASE
)
_NAME_THEN_DATE = re.compile(r"^(?P<who>[^\d|·•,]{5,40}?)\s*(?:,|\||·|•|\s-\s)\s?.{0,50}\d")
_WRITTEN = re.compile(r"^[^\w(]*written\s+by\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(
    r"(?<=[.!?…\"”’'\])\s])\s*[(\[]((?:by |reviewed by |review by |words by "
    r"|notes by )?[^()\[\]]{2,50})[)\]]\s*\.?\s*$",
    re.IGNORECASE,
)
_AFTER_DASH = re.compile(r"[.!?…\"”’]\s+[–—~-]{1,2}\s?([^\W\d_][^.!?\n]{2,40})\s*$")
_CLOSING = re.compile(
    r"(?:^|[.!?…\"”’)])\s+((?:this (?:review|film) (?:was|is) )?(?:reviewed|review|written"
    r"|words) by:? ([^.!?,\n]{2,40}(?:\b[A-Z]\.)?)(?:,[^.!?\n]{0,40})?)[.!]?\s*$",
    re.IGNORECASE,
)


class Signature(Struct, frozen=True):
    """Who signed, in which words; `start` and `end` are their offsets. `inside` says that they stand within a
    line of the body; `explicit` that a word such as `by` says what they are."""

    name: str | None
    byline: Byline
    inside: bool
    explicit: bool


def find_signature(text: str, lines: Sequence[Line], kinds: Sequence[BlockKind]) -> Signature | None:
    """The byline of the review in `text`, whose lines are of `kinds`, or None."""
    headlines = {line.folded.lower() for line, kind in zip(lines, kinds, strict=True) if kind == "title"}
    found = [
        _of_line(text, line, lines)
        for line, kind in zip(lines, kinds, strict=True)
        if kind == "byline" and line.folded.lower() not in headlines
    ]
    signed = [signature for signature in found if signature and signature.name][:_MOST_SIGNATURES]
    inside = _inside_body(text, lines, kinds)
    if inside:
        signed.append(inside)
    if not signed:
        signed = list(_missed(text, lines, kinds)) or _of_bio(text, lines, kinds)
    if not signed:
        unnamed = [signature for signature in found if signature]
        return unnamed[0] if unnamed else None
    best = max(signed, key=lambda s: (_trust(s, lines, kinds), -s.byline.start))
    return Signature(
        full_name(best.name or "", lines, [s.name for s in signed if s.name]),
        best.byline,
        best.inside,
        best.explicit,
    )


def end_at_sign_off(text: str, lines: Sequence[Line], kinds: Sequence[BlockKind]) -> list[BlockKind]:
    """`kinds` with the little that stands as body after a name in brackets turned into furniture: who signs
    has finished, and notices that read like prose ("Cinemas near you are listed here") often follow."""
    kinds = list(kinds)
    body = [i for i, kind in enumerate(kinds) if kind == "body"]
    total = sum(lines[i].end - lines[i].start for i in body)
    after = 0
    for at, i in reversed(list(enumerate(body))):
        line = lines[i]
        if after and text[: line.end].rstrip().endswith((")", "]")) and _sign_off(text, lines, kinds, line):
            for later in body[at + 1 :]:
                kinds[later] = "furniture"
            break
        after += line.end - line.start
        if after > _MOST_AFTER_SIGN_OFF * total:
            break
    return kinds


def _of_line(text: str, line: Line, lines: Sequence[Line]) -> Signature | None:
    byline = Byline(text=text[line.start : line.end], start=line.start, end=line.end)
    named = name_on(line.folded, line.plain)
    if named:
        return Signature(named[0], byline, inside=False, explicit=named[1])
    if NOT_AUTHORS.match(line.folded):
        return None
    return Signature(_confirmed(line, lines), byline, inside=False, explicit=False)


def _confirmed(line: Line, lines: Sequence[Line]) -> str | None:
    """A lone first name, title and name (`Fr Aidan`) or handle, if the page has it elsewhere: in full for the
    former."""
    bare = line.plain.strip(" -–—~*()[]")
    folded = fold(bare)
    if folded.lower() in NOBODY or len(folded.split()) > 2:
        return None
    full = full_name(bare, lines)
    if full != bare:
        return full
    others = [other.folded.lower() for other in lines if other is not line and other.n_words < 40]
    known = HANDLE.fullmatch(folded) and any(count_whole(folded.lower(), other, 1) for other in others)
    return bare if known else None


def _of_bio(text: str, lines: Sequence[Line], kinds: Sequence[BlockKind]) -> list[Signature]:
    """The one person whom the page introduces as a writer (`Ada Reed is a critic based in Cork`), if it has
    just one and neither the text nor a credit names them."""
    found = []
    for line, kind in zip(lines, kinds, strict=True):
        name = name_in_bio(line) if kind == "furniture" else None
        if name and not _named_above(name, lines, line):
            end = line.start + text[line.start : line.end].find(name) + len(name)
            byline = Byline(text=text[line.start : end], start=line.start, end=end)
            found.append(Signature(name, byline, inside=False, explicit=False))
    return found if len(found) == 1 else []


def _inside_body(text: str, lines: Sequence[Line], kinds: Sequence[BlockKind]) -> Signature | None:
    """A signature in the last words of the last body line."""
    last = next(
        (line for line, kind in zip(reversed(lines), reversed(kinds), strict=True) if kind == "body"), None
    )
    return None if last is None else _sign_off(text, lines, kinds, last)


def _sign_off(text: str, lines: Sequence[Line], kinds: Sequence[BlockKind], last: Line) -> Signature | None:
    """A signature in the last words of the line `last`."""
    start = max(last.start, last.end - _TAIL)
    tail = text[start : last.end]
    for pattern, explicit in ((_IN_BRACKETS, True), (_AFTER_DASH, True), (_CLOSING, True)):
        match = pattern.search(tail)
        if match is None or (pattern is _IN_BRACKETS and not _ends_sentence(tail[: match.start()])):
            continue
        words = plain_text(match[match.re.groups])
        lead = re.sub(r"^(?:reviewed by|review by|words by|notes by|by)\s+", "", words, flags=re.IGNORECASE)
        name = name_or_none(lead.strip(), explicit=pattern is _CLOSING)
        if name is None or (pattern is not _CLOSING and _named_above(name, lines, last)):
            continue
        a = start + (match.start(1) if pattern is _CLOSING else match.start())
        while text[a].isspace():
            a += 1
        if pattern is _AFTER_DASH:
            a = start + match.end(1) - len(match.group().split(maxsplit=1)[1].rstrip())
        return Signature(
            name,
            Byline(text=text[a : last.end], start=a, end=last.end),
            inside=a > last.start,
            explicit=explicit,
        )
    return None


def _ends_sentence(words: str) -> bool:
    return bool(re.search(r"[.!?…][\"”’')]*\s*$", words))


def _named_above(name: str, lines: Sequence[Line], last: Line) -> bool:
    """Whether the body names that person elsewhere: then brackets hold an actor, not the writer."""
    surname = fold(name).split()[-1]
    if len(surname) < 3 or "." in surname:
        return False
    pattern = re.compile(rf"\b{re.escape(surname)}\b")
    return any(len(pattern.findall(line.folded)) > (line is last) for line in lines if line.n_words > 20)


def _missed(text: str, lines: Sequence[Line], kinds: Sequence[BlockKind]) -> list[Signature]:
    """Bylines that the line model took for something else, close above the text or right below it."""
    body = [i for i, kind in enumerate(kinds) if kind == "body"]
    if not body:
        return []
    found: list[Signature] = []
    near = [*range(max(0, body[0] - _NEAR), body[0]), *range(body[-1] + 1, min(len(lines), body[-1] + 3))]
    for i in near:
        line = lines[i]
        if (
            len(line.folded) > 90
            or NOT_AUTHORS.match(line.folded)
            or (i > body[-1] and _WRITTEN.match(line.folded))
        ):
            continue
        name = _missed_name(lines, line, kinds[i])
        if name and not _named_above(name, lines, line):
            byline = Byline(text=text[line.start : line.end], start=line.start, end=line.end)
            found.append(Signature(name, byline, inside=False, explicit=True))
    return found if len({signature.name for signature in found}) == 1 else []


def _missed_name(lines: Sequence[Line], line: Line, kind: BlockKind) -> str | None:
    """The writer's name on a line of another kind, where its wording leaves little doubt."""
    if kind == "credits":
        # "Written by" heads a screenwriter's credit too: the name must sign elsewhere, alone on a line.
        named = name_on(line.folded, line.plain, explicit_only=True) if _WRITTEN.match(line.folded) else None
        alone = named is not None and any(
            other.folded == fold(named[0]) for other in lines if other is not line
        )
        return named[0] if named and alone else None
    named = name_on(line.folded, line.plain, explicit_only=True)
    if named and (is_name(fold(named[0]).split(" and ")[0]) or _SIGNING.match(line.folded)):
        return named[0]
    owner = POSSESSIVE.match(line.folded)
    if owner and " " in (full := full_name(owner[1], lines)):
        return full
    dated = _NAME_THEN_DATE.match(line.folded)
    if dated and is_name(dated["who"]) and date_in(line.folded, dated.end("who")):
        return line.plain[: dated.end("who")]
    return None


def _trust(signature: Signature, lines: Sequence[Line], kinds: Sequence[BlockKind]) -> float:
    name = fold(signature.name or "").lower()
    trust = 2.0 if signature.explicit else 1.0
    trust += 0.5 * (" " in name) + 0.5 * signature.inside
    elsewhere = sum(name in line.folded.lower() for line in lines if line.n_words < 40) - (
        not signature.inside
    )
    trust += min(elsewhere, 2) * 0.4
    if any(
        kind == "credits" and name in line.folded.lower() for line, kind in zip(lines, kinds, strict=True)
    ):
        trust -= 1.5
    return trust
