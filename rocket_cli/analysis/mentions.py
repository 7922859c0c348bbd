"""From the pipeline's spans to mentions: trimmed to the name, with sentence, block and confidence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

from rocket_cli.analysis import names
from rocket_cli.nlp.pipeline import starts_of_sentences
from rocket_cli.records import ANOTHER_REVIEW, Block, BlockKind, Label, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

LABELS: frozenset[str] = frozenset(get_args(Label))
_OPENING = '"“„«‹‘`*_([{<'
_CLOSING = '"”“»›’`*_)]}>'
_PAIRS = {")": "(", "]": "[", "}": "{"}
_POSSESSIVE = re.compile(r"(?<=[^\W\d_])(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
# A stop stays where it is part of the name: an initial, Jr. and the like, or letters with stops between
# (U.S.A.).
_KEEPS_STOP = re.compile(r"(?:\b[^\W\d_]\.|\b(?:Jr|Sr|Inc|Vol|vs|St|Mt|Bros|Co)\.|\.\.\.)$", re.IGNORECASE)
_HONORIFIC = re.compile(rf"(?:{'|'.join(sorted(names.BARE_HONORIFICS))})\.?\s+(?=\S)", re.IGNORECASE)
_SMALL_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)")


def collect_mentions(
    doc: Doc,
    blocks: Sequence[Block],
    *,
    text: str | None = None,
    sentences: Sequence[int] | None = None,
    offset: int = 0,
    n_sentences: int = 0,
) -> tuple[Mention, ...]:
    """The mentions of `doc` in reading order, `doc.text[m.start:m.end] == m.text` for each where `doc` is the
    whole text; else `offset` says how many characters stand before it, and `n_sentences` how many sentences.

    Entities with labels other than PERSON, CHARACTER, FILM and PLACE are passed over, names in another review
    of the same page, and spans of which trimming leaves nothing. A span that straddles two blocks belongs to
    the one it starts in. `text` is that of `doc` and `sentences` the offsets of its sentences, where they are
    at hand: spaCy puts both together anew each time it is asked.
    """
    block_starts = [block.start for block in blocks]
    text = doc.text if text is None else text
    sentences = starts_of_sentences(doc) if sentences is None else sentences
    found = []
    for span in doc.ents:
        if span.label_ not in LABELS:
            continue
        if is_of_another(blocks, block_starts, offset + span.start_char):
            continue
        start, end = trim_span(text, span.start_char, span.end_char, span.label_)
        if start >= end:
            continue
        mention = Mention(
            text=text[start:end],
            label=_label(span),
            start=offset + start,
            end=offset + end,
            block=_kind_at(blocks, block_starts, offset + start),
            sentence=n_sentences + max(0, bisect_right(sentences, start) - 1) if sentences else None,
            confidence=_confidence(span),
        )
        found.append(mention)
    return tuple(found)


def trim_span(text: str, start: int, end: int, label: str) -> tuple[int, int]:
    """The part of `text[start:end]` that is the name: no white space, quotation marks, lone brackets, closing
    punctuation or possessive; for people no honorific, for people and places no small leading article.
    Gives an empty span where nothing is left."""
    before = None
    while (start, end) != before and start < end:
        before = start, end
        start, end = _trim_marks(text, start, end)
        end -= len(text[start:end]) - len(_POSSESSIVE.sub("", text[start:end]))
    if label == "FILM" or start >= end:
        return start, end
    for pattern in (_SMALL_ARTICLE, _HONORIFIC):
        match = pattern.match(text, start, end)
        if match and (pattern is _SMALL_ARTICLE or label in {"PERSON", "CHARACTER"}):
            start = match.end()
    return start, end


def _trim_marks(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or _is_stray_opening(text, start, end)):
        start += 1
    while start < end and (text[end - 1].isspace() or _is_stray_closing(text, start, end)):
        end -= 1
    return start, end


def _is_stray_opening(text: str, start: int, end: int) -> bool:
    c = text[start]
    if c in "'‘’" and end - start > 1:
        # 'Til, '71: the mark is part of the name unless its partner closes the span.
        return c == "‘" or text[end - 1] in "'’" or text[end : end + 1] in {"'", "’"}
    if c in "([{" and text[start:end].count(c) <= text[start:end].count({v: k for k, v in _PAIRS.items()}[c]):
        return text[end - 1] == {v: k for k, v in _PAIRS.items()}[c]
    return c in _OPENING or c in ",;:-–—"


def _is_stray_closing(text: str, start: int, end: int) -> bool:
    c, span = text[end - 1], text[start:end]
    if c in _PAIRS:
        return span.count(_PAIRS[c]) < span.count(c)
    if c == ".":
        return _KEEPS_STOP.search(span) is None
    if c in "'’":
        # Lil', Mus': the mark is part of the name unless a partner opened before it.
        return text[start - 1 : start] in {"'", "‘", "’"} if start else False
    return c in _CLOSING or c in ",;:-–—"


def block_at(blocks: Sequence[Block], offset: int) -> BlockKind:
    """Kind of the block that holds `offset`; of the one before where the offset is between two; else
    `body`."""
    return _kind_at(blocks, [block.start for block in blocks], offset)


def _kind_at(blocks: Sequence[Block], starts: Sequence[int], offset: int) -> BlockKind:
    at = bisect_right(starts, offset) - 1
    return blocks[at].kind if at >= 0 else "body"


def is_of_another(blocks: Sequence[Block], starts: Sequence[int], offset: int) -> bool:
    """Whether `offset` lies in another review of the same file; `starts` are those of `blocks`."""
    at = bisect_right(starts, offset) - 1
    return at >= 0 and blocks[at].reason == ANOTHER_REVIEW and offset < blocks[at].end


def _label(span: Span) -> Label:
    label: Label = span.label_  # type: ignore[assignment]  # one of LABELS, checked by the caller
    return label


def _confidence(span: Span) -> float | None:
    if not span.has_extension("confidence"):
        return None
    value = span._.confidence
    return None if value is None else min(1.0, max(0.0, float(value)))
