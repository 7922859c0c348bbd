"""What each reviewer says about one person, film or place: the sentences, side by side."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from rocket_cli.analysis import names
from rocket_cli.analysis.aliases_file import AliasRules
from rocket_cli.analysis.linking import LinkedEntity, link_with_reasons
from rocket_cli.errors import UsageError
from rocket_cli.records import Kind, ReviewAnalysis

# A stop after these ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Prof|Rev|vs|cf|approx|dir|min|No|Vol|etc|e\.g|i\.e)|\b[^\W\d_])\.$",
    re.IGNORECASE,
)
_END = re.compile(r"""[.!?…]+["'”’)\]]*(?=\s+["'“‘(\[]?[^\Wa-z])|\n\s*\n|\n(?=\s*[-•*]\s)""")


class Quote(Struct, frozen=True):
    """One sentence that names the entity. `text == whole_text[start:end]`; `mentions` are the offsets of the
    names inside the whole text."""

    review: str
    display_name: str
    reviewer: str | None
    path: str
    name: str
    kind: Kind
    text: str
    start: int
    end: int
    mentions: tuple[tuple[int, int], ...]


class QuoteReport(Struct, frozen=True):
    """Everything said about `names` (canonical), and the reviews that name it but whose text is not at
    hand."""

    names: tuple[str, ...]
    quotes: tuple[Quote, ...]
    without_text: tuple[str, ...]


def collect_quotes(
    records: Sequence[ReviewAnalysis],
    name: str,
    texts: Mapping[str, str] | None = None,
    *,
    kinds: Sequence[Kind] | None = None,
    overrules: AliasRules | None = None,
) -> QuoteReport:
    """Every sentence about `name`, by any of its aliases, in the order of `records` and of the text.

    Texts come from the records that carry one, else from `texts` (review id to text). If `name` is the
    canonical name of an entity, entities that merely have it as an alias are left out. Raises UsageError,
    with the nearest names, where no review names it.
    """
    linked = [
        one for one in link_with_reasons(records, overrules) if kinds is None or one.entity.kind in kinds
    ]
    chosen = find_entities(linked, name)
    if not chosen:
        raise UsageError(f"no review names {name!r}", hint=_nearest(linked, name))
    quotes: list[Quote] = []
    without_text = []
    parts = {(review, id(one)): part for one in chosen for review, part in one.parts}
    for record in records:
        text = record.text if record.text is not None else (texts or {}).get(record.id)
        for one in chosen:
            part = parts.get((record.id, id(one)))
            if part is not None and text is None:
                without_text.append(record.id)
            elif part is not None and text is not None:
                quotes += _quotes_of(record, text, one, part.mentions)
    shown = tuple(dict.fromkeys(one.entity.name for one in chosen))
    return QuoteReport(shown, tuple(quotes), tuple(dict.fromkeys(without_text)))


def find_entities(linked: Sequence[LinkedEntity], name: str) -> list[LinkedEntity]:
    """The entities called `name`: by canonical name, else by an alias; in the order of `linked`."""

    def called(one: LinkedEntity, forms: Sequence[str]) -> bool:
        wanted = names.base_key(name, one.entity.kind)
        return any(names.base_key(form, one.entity.kind) == wanted for form in forms)

    by_name = [one for one in linked if called(one, (one.entity.name,))]
    return by_name or [one for one in linked if called(one, one.entity.aliases)]


def _nearest(linked: Sequence[LinkedEntity], name: str) -> str:
    by_fold = {names.fold(form): form for one in linked for form in (one.entity.name, *one.entity.aliases)}
    close = difflib.get_close_matches(names.fold(name), list(by_fold), n=3, cutoff=0.6)
    if close:
        return "did you mean " + " or ".join(repr(by_fold[form]) for form in close) + "?"
    return "`rocket entities` lists every name"


def _quotes_of(record: ReviewAnalysis, text: str, one: LinkedEntity, own: Sequence[int]) -> Iterator[Quote]:
    by_sentence: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for i in own:
        mention = record.mentions[i]
        by_sentence[sentence_around(text, record, mention.start, mention.end)].append(
            (mention.start, mention.end)
        )
    for (start, end), found in sorted(by_sentence.items()):
        yield Quote(
            review=record.id,
            display_name=record.display_name,
            reviewer=record.reviewer,
            path=record.source.path,
            name=one.entity.name,
            kind=one.entity.kind,
            text=text[start:end],
            start=start,
            end=end,
            mentions=tuple(found),
        )


def sentence_around(text: str, record: ReviewAnalysis, start: int, end: int) -> tuple[int, int]:
    """Offsets of the sentence that holds `text[start:end]`, within its block and without white space around
    it."""
    block = next((b for b in record.blocks if b.start <= start < b.end), None)
    low, high = (block.start, max(block.end, end)) if block else (0, len(text))
    for stop in _END.finditer(text, low, high):
        if text[stop.start()] == "." and _ABBREVIATION.search(
            text[max(low, stop.start() - 12) : stop.start() + 1]
        ):
            continue
        if stop.end() <= start:
            low = stop.end()
        elif stop.start() >= end:
            high = stop.end()
            break
    while low < start and text[low].isspace():
        low += 1
    while high > end and text[high - 1].isspace():
        high -= 1
    return low, high
