"""Who wrote the review: the byline as printed and the person it names. Better none than a wrong one.

A linear model weighs what speaks for each name that may be the writer's (byline_weights.json; training in
models/scripts/train_bylines.py); "none" competes too.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from rocket_cli.reading.byline_features import byline_candidates
from rocket_cli.reading.byline_mentions import Mention
from rocket_cli.reading.byline_tails import ENDINGS, named_above, tails_of
from rocket_cli.reading.byline_wording import NOT_AUTHORS
from rocket_cli.reading.caseless import lower
from rocket_cli.reading.linear import load_model
from rocket_cli.reading.lines import Line
from rocket_cli.records import BlockKind, Byline

# Share of the body that may stand after a sign-off and still be notices; more is a second review.
_MOST_AFTER_SIGN_OFF = 0.2
# A line of the body with more words is a paragraph, of which a byline is only a part.
_LONGEST_LINE = 14
# Wordings in which nothing but place and form say that a name is the writer's.
_BARE = frozenset(
    {"alone", "head", "date-head", "bracketed", "dash-alone", "last-part", "bio", "valediction"}
)


class Signature(Struct, frozen=True):
    """Who signed, in which words; `start` and `end` are their offsets. `inside` says that they stand within a
    line of the body; `explicit` that a word such as `by` says what they are."""

    name: str | None
    byline: Byline
    inside: bool
    explicit: bool


def find_signature(text: str, lines: Sequence[Line], kinds: Sequence[BlockKind]) -> Signature | None:
    """The byline of the review in `text`, whose lines are of `kinds`, or None. It may name nobody."""
    model = load_model("rocket_cli.reading", "byline_weights.json")
    scored = [(model.score(features), mention) for mention, features in byline_candidates(text, lines, kinds)]
    best = max(scored, key=lambda pair: (pair[0], -pair[1].start), default=None)
    if best is not None and best[0] > 0:
        return _signature(text, best[1], lines, kinds)
    titles = {line.folded.lower() for line, kind in zip(lines, kinds, strict=True) if kind == "title"}
    for line, kind in zip(lines, kinds, strict=True):
        lowered = lower(line.folded) if kind == "byline" else ""
        if lowered and lowered not in titles and not NOT_AUTHORS.match(lowered):
            byline = Byline(text=text[line.start : line.end], start=line.start, end=line.end)
            return Signature(None, byline, inside=False, explicit=False)
    return None


def end_at_sign_off(text: str, lines: Sequence[Line], kinds: Sequence[BlockKind]) -> list[BlockKind]:
    """`kinds` with the little that stands as body after a name in brackets turned into furniture: who signs
    has finished, and notices that read like prose ("Cinemas near you are listed here") often follow."""
    kinds = list(kinds)
    body = [i for i, kind in enumerate(kinds) if kind == "body"]
    total = sum(lines[i].end - lines[i].start for i in body)
    after = 0
    for at, i in reversed(list(enumerate(body))):
        line = lines[i]
        if (
            after
            and text[line.start : line.end].rstrip().endswith((")", "]"))
            and _is_signed(text, lines, line)
        ):
            for later in body[at + 1 :]:
                kinds[later] = "furniture"
            break
        after += line.end - line.start
        if after > _MOST_AFTER_SIGN_OFF * total:
            break
    return kinds


def _is_signed(text: str, lines: Sequence[Line], line: Line) -> bool:
    return any(
        tail.wording == "end-closing" or not named_above(tail.name, lines, line)
        for tail in tails_of(text, line)
    )


def _signature(text: str, mention: Mention, lines: Sequence[Line], kinds: Sequence[BlockKind]) -> Signature:
    wording = mention.form.wording
    whole = not mention.partly and lines[mention.at].n_words <= _LONGEST_LINE
    return Signature(
        mention.name,
        Byline(text=text[mention.start : mention.end], start=mention.start, end=mention.end),
        inside=kinds[mention.at] == "body" and (whole or wording in ENDINGS),
        explicit=wording not in _BARE,
    )
