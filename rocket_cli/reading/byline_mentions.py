"""Every place where a page may say who wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from rocket_cli.reading import cues
from rocket_cli.reading.byline_forms import Form, forms_on
from rocket_cli.reading.byline_loose import loose_forms
from rocket_cli.reading.byline_tails import intros_of, named_above, tails_of
from rocket_cli.reading.full_names import bio_match, full_name, short_text
from rocket_cli.reading.lines import Line, fold
from rocket_cli.reading.names import INITIALS, NOT_NAMES, is_name, title_cased
from rocket_cli.records import BlockKind

MAIN_WORDS = 15  # a body line of so many words is text, not a standfirst or a subhead
_MOST = 90  # mentions looked at, those nearest to the text: time stays in proportion to the page's length
_MOST_SHORTENED = 24  # of them, those whose full name is looked for
_NEAR = 3  # lines below the text in which a lone word may be a first name

# Cues which say that another part of the page has begun.
_SECTIONS = frozenset({"comment", "related", "bio", "votes", "tags", "share", "legal"})


class Mention(Struct, frozen=True):
    """A name that may be the writer's; `at` is the index of its line, `form` how it stands there. `start` and
    `end` are offsets of the byline in the text; `partly` says that the line holds more than the byline."""

    name: str
    at: int
    start: int
    end: int
    form: Form
    partly: bool = False


class Extent(Struct, frozen=True):
    """Index of the first and of the last line of the running text, of all lines where there is none; `within`
    are the lines in the midst of a paragraph."""

    first: int
    last: int
    within: frozenset[int]


def extent_of(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> Extent:
    """Where the running text begins and ends. A standfirst or a subhead alone is none."""
    body: list[int] = []
    main: list[int] = []
    within: set[int] = set()
    for is_body, run in groupby(range(len(lines)), key=lambda i: kinds[i] == "body"):
        if not is_body:
            continue
        stretch = list(run)
        body += stretch
        if (
            max(lines[i].n_words for i in stretch) >= MAIN_WORDS
            or sum(lines[i].n_words for i in stretch) >= 2 * MAIN_WORDS
        ):
            main += stretch
        within.update(i for i in stretch if lines[i].n_words >= MAIN_WORDS)
        within.update(i for i in stretch[1:-1] if not lines[i].blank_above and not lines[i + 1].blank_above)
    main = main or body
    if not main:
        return Extent(len(lines), len(lines) - 1, frozenset())
    return Extent(main[0], main[-1], frozenset(within))


def find_mentions(
    text: str, lines: Sequence[Line], kinds: Sequence[BlockKind], extent: Extent
) -> list[Mention]:
    """All of them in the order of the page, the nearest to the text, of which `extent` is the extent, if they
    are very many; first names and initials in full where the page gives that."""
    found: list[Mention] = []
    for i, kind in enumerate(kinds):
        found += _of_line(text, i, lines, kind, extent)
    if len(found) > _MOST:
        found.sort(key=lambda m: min(abs(m.at - extent.first), abs(m.at - extent.last)))
        found = sorted(found[:_MOST], key=lambda m: m.start)
    return _in_full(found, lines)


def _of_line(text: str, i: int, lines: Sequence[Line], kind: BlockKind, extent: Extent) -> Iterator[Mention]:
    line = lines[i]
    prose = i in extent.within
    if not prose or (i in (extent.first, extent.last) and line.n_words >= MAIN_WORDS):
        forms = forms_on(line.folded, line.plain)
        if kind == "byline" and not forms:
            forms = loose_forms(line.folded, line.plain)
        for form in forms:
            if _can_sign(form, line, kind, i, extent):
                yield Mention(form.name, i, line.start, line.end, form)
    if kind in {"body", "byline"} and extent.last - 2 <= i <= extent.last + 2 and line.n_words > 3:
        for tail in tails_of(text, line):
            if tail.wording != "end-closing" and named_above(tail.name, lines, line):
                continue
            form = Form(tail.name, 0, 0, tail.wording, "")
            yield Mention(tail.name, i, tail.start, tail.end, form, partly=tail.start > line.start)
    if i <= extent.first + 2 and line.n_words > 3 and kind in {"body", "title", "furniture"}:
        for tail in intros_of(text, line):
            form = Form(tail.name, 0, 0, tail.wording, "")
            yield Mention(tail.name, i, tail.start, tail.end, form, partly=True)
    if not prose and (match := bio_match(line)):
        a, b = match.span("who")
        name = title_cased(line.plain[a:b].removeprefix("The ").strip())
        if is_name(fold(name)) or (
            name[:1].isupper() and len(name.split()) == 1 and name.lower() not in NOT_NAMES
        ):
            end = line.start + max(text[line.start : line.end].find(line.plain[a:b]), 0) + b - a
            yield Mention(name, i, line.start, min(end, line.end), Form(name, a, b, "bio", ""), partly=True)


def _can_sign(form: Form, line: Line, kind: BlockKind, i: int, extent: Extent) -> bool:
    """Whether a name is worth weighing: a lone word only where nothing on it or its place speaks against."""
    if form.rest == "director":
        return False
    lone = form.name.lower().strip(".")
    if is_name(fold(form.name)) or INITIALS.fullmatch(fold(form.name)):
        return True
    if lone in NOT_NAMES or lone in cues.REASONS:
        return False
    if form.wording not in {"alone", "head", "valediction"}:
        return True
    if form.wording == "valediction":
        return i > extent.last
    if any(name not in {"link", "chrome"} for name in cues.heads(line.folded)):
        return False
    return kind == "byline" or extent.first - 12 <= i <= extent.last + _NEAR or form.name[:1].islower()


def _in_full(found: list[Mention], lines: Sequence[Line]) -> list[Mention]:
    """The mentions, those that shorten a name that the page has in full with that."""
    signed = {m.name for m in found if " " in m.name and m.form.wording not in {"alone", "head", "bio"}}
    short: str | None = None
    known: dict[str, str] = {}
    for mention in found:
        name = mention.name
        if name in known or len(known) >= _MOST_SHORTENED or (" " in name and is_name(fold(name))):
            continue
        if not name[0].isupper():
            continue
        short = short_text(lines) if short is None else short
        full = {other for other in signed if other.split()[0] == name}
        known[name] = full.pop() if len(full) == 1 else full_name(name, short)
    return [
        Mention(known[m.name], m.at, m.start, m.end, m.form, m.partly)
        if known.get(m.name, m.name) != m.name
        else m
        for m in found
    ]


def words_above(lines: Sequence[Line], kinds: Sequence[BlockKind]) -> list[int]:
    """For each line, how many words of the text stand above it."""
    total, above = 0, []
    for line, kind in zip(lines, kinds, strict=True):
        above.append(total)
        total += line.n_words * (kind == "body")
    return above


def sections_of(lines: Sequence[Line], extent: Extent) -> list[str]:
    """For each line, which part of the page has last been begun by a heading below the text's beginning."""
    current, found = "none", []
    for i, line in enumerate(lines):
        if len(line.folded) < 60:
            for name in cues.heads(line.folded):
                if name in _SECTIONS:
                    current = name
                    break
        found.append(f"{current}{'-' if i < extent.first else ''}")
    return found
