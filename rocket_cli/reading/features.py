"""What the line model looks at: for each line of a page, the names of the features that hold.

Features are about shape, place, neighbours, phrases and the words of short lines; none names a site. A
feature's weight for each kind of line was learned (models/scripts/train_blocks.py); block_weights.bin holds
them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rocket_cli.reading import cues
from rocket_cli.reading.caseless import caseless, lower
from rocket_cli.reading.credits import label_of
from rocket_cli.reading.feature_sets import PASSED_ON, SECTION_CUES, WITH_PLACE
from rocket_cli.reading.line_features import (
    is_byline_form,
    is_dated,
    is_signed,
    level,
    phrases_of,
    shape_of,
    who_of,
    words_on,
)
from rocket_cli.reading.lines import Line, count_whole
from rocket_cli.reading.list_features import list_features

# A paragraph of this many words, half in lower case, is prose; fewer may be a caption or a pitch.
PROSE_WORDS = 28
# Without a full stop it must be longer: headlines of interviews run to forty words.
LONG_PROSE_WORDS = 45
# A signature ends a review when this share of the page's prose stands above it.
SIGNED_SHARE = 0.6
# Lines up and down that a line sees.
_FARTHEST = 1
# Hard-wrapped text has lines of about this many characters; a shorter one ends its paragraph.
_WRAPPED = range(38, 101)
# Longer lines are judged by shape, place and neighbours alone.
LONGEST_PHRASE = 320
# Names are looked up in so many characters of a page, so that time stays in proportion to its length.
_SAMPLE = 60_000
# Of lines of so many words each word is a feature: longer ones are prose.
_MOST_WORDS = 14
_HEADING_MARK = caseless(r"\(|\breview\b| [-|:] |: | - ")


def page_features(lines: Sequence[Line]) -> list[list[str]]:
    """The features of every line, in order."""
    return list(each_lines_features(lines))


def each_lines_features(lines: Sequence[Line]) -> Iterator[list[str]]:
    """The same, one line after the other: of a book's lines all at once they would fill the memory."""
    return _Page(lines).features()


class _Page:
    """Everything about a page that several lines' features need, worked out once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.paragraph_words = _paragraph_words(lines)
        self.cues = [cues.heads(line.folded) for line in lines]
        self.dated = [is_dated(line.folded) for line in lines]
        self.prose = [
            words >= PROSE_WORDS
            and line.lower_ratio > 0.55
            and line.function_ratio > 0.2
            and (line.ends_sentence or words >= LONG_PROSE_WORDS)
            for line, words in zip(lines, self.paragraph_words, strict=True)
        ]
        self.first = self.prose.index(True) if True in self.prose else len(lines)
        self.last = len(lines) - 1 - self.prose[::-1].index(True) if True in self.prose else -1
        self.total = sum(line.n_words for line, prose in zip(lines, self.prose, strict=True) if prose) or 1
        self.repeats = Counter(line.folded.lower() for line in lines)
        sample = " ".join(line.folded[:3000] for line, prose in zip(lines, self.prose, strict=True) if prose)
        self.prose_text = sample[:_SAMPLE].lower()
        self.short_text = "\n".join(line.folded for line in lines if len(line.folded) < 160)[:_SAMPLE].lower()
        self.named = [self._times_named(line) if line.n_words <= 16 else 0 for line in lines]
        self.titles = self._title_ranks()

    def _title_ranks(self) -> dict[int, list[str]]:
        """Marks of the lines above the text that may be its title: most named in the text, nearest to it."""
        head = range(min(self.first, len(self.lines)))
        marks: dict[int, list[str]] = {i: [] for i in head}
        named = [i for i in head if self.named[i]]
        if named:
            marks[max(named, key=lambda i: (self.named[i], -i))].append("most-named")
        plain = [i for i in head if not self.cues[i] and not self.dated[i] and self.lines[i].n_words > 0]
        plain = [
            i
            for i in plain
            if not label_of(self.lines[i].folded) and not is_byline_form(self.lines[i].folded)
        ]
        for rank, i in enumerate(reversed(plain[-4:])):
            marks[i].append(f"plain-head={rank}")
        return marks

    def features(self) -> Iterator[list[str]]:
        """The rows one by one; no more are held than a line sees of its neighbours."""
        rows: dict[int, list[str]] = {}
        for i, row in enumerate(self._rows()):
            rows[i] = row
            if i >= _FARTHEST:
                yield rows[i - _FARTHEST] + self._neighbours(i - _FARTHEST, rows)
                rows.pop(i - 2 * _FARTHEST, None)
        n = len(self.lines)
        for i in range(max(n - _FARTHEST, 0), n):
            yield rows[i] + self._neighbours(i, rows)

    def _rows(self) -> Iterator[list[str]]:
        """Each line by itself."""
        seen: set[str] = set()
        above = 0
        signed = False
        in_lists = list_features(self.lines)
        for i, line in enumerate(self.lines):
            row = [*shape_of(line, self.paragraph_words[i]), *self._phrases(i), *self._place(i, above, seen)]
            row += in_lists[i]
            if signed:
                row.append("after-signature:prose" if self.prose[i] else "after-signature:other")
            if self.prose[i]:
                above += line.n_words
            if line.n_words and is_signed(line.folded):
                row.append("signed")
            if above > SIGNED_SHARE * self.total and not {"signed", "by-name", "name-alone"}.isdisjoint(row):
                signed = True
            if above:
                seen.update(
                    name for name in self.cues[i] if name in SECTION_CUES and len(self.lines[i].folded) < 60
                )
            yield row

    def _phrases(self, i: int) -> list[str]:
        line = self.lines[i]
        folded = line.folded
        row = [f"cue={name}" for name in self.cues[i]]
        row.append(f"cues={min(len(self.cues[i]), 2)}")
        if self.repeats[folded.lower()] > 1:
            row.append("repeated")
        if len(folded) > LONGEST_PHRASE:
            return row
        row += phrases_of(line)
        row += who_of(folded, self.prose_text, self.short_text)
        if line.n_words <= _MOST_WORDS:
            row += words_on(folded)
        if self.dated[i]:
            row.append("date")
        if self.named[i]:
            row += ["named-in-prose", f"named={min(self.named[i], 4)}"]
        row += self.titles.get(i, ())
        if not self.prose[i] and line.n_words >= 5 and folded.strip("\"' .").lower() in self.prose_text:
            row.append("pull-quote")
        return row

    def _times_named(self, line: Line) -> int:
        """How often the text names what may be a title on this line, at most 5."""
        heading = _HEADING_MARK.split(lower(line.folded))
        pieces = {piece.strip(" '\".,!?#") for piece in heading}
        return max((count_whole(piece, self.prose_text, 5) for piece in pieces if len(piece) > 3), default=0)

    def _place(self, i: int, above: int, seen: set[str]) -> list[str]:
        line = self.lines[i]
        below = self.total - above - (line.n_words if self.prose[i] else 0)
        where = (
            "head"
            if not above and not self.prose[i]
            else "foot"
            if below <= 0 and not self.prose[i]
            else "middle"
        )
        prose = "prose" if self.prose[i] else "other"
        row = [
            "bias",
            f"where={where}",
            f"{prose}",
            f"{prose}:{where}",
            f"share-above={level(above / self.total, (0.0, 0.2, 0.5, 0.8, 0.99))}:{prose}",
        ]
        row.append(f"share-below={level(below / self.total, (0.0, 0.2, 0.5))}:{prose}")
        if where == "head":
            row.append(f"to-prose={min(self.first - i, 6)}")
            row.append("top" if i < 2 else "upper" if i < 6 else "lower")
        if where == "foot":
            row.append(f"from-prose={min(i - self.last, 4)}")
        row += [f"after={name}:{prose}" for name in seen]
        row.append(f"after-any={bool(seen)}:{prose}")
        row.append(f"blank-above={line.blank_above}")
        return row

    def _neighbours(self, i: int, rows: Mapping[int, list[str]]) -> list[str]:
        own = set(rows[i])
        row = []
        for side, j in (("up", i - 1), ("down", i + 1)):
            if not 0 <= j < len(self.lines):
                row.append(f"{side}=edge")
                continue
            near = set(rows[j])
            row.append(f"{side}-prose={self.prose[j]}")
            row += [f"{side}:{name}" for name in PASSED_ON & near]
            if "cues=0" not in near:
                row.append(f"{side}:cue")
        if i + 1 < len(self.lines):
            row.append(f"blank-below={self.lines[i + 1].blank_above}")
        if i and self.prose[i - 1] and not self.lines[i - 1].ends_sentence:
            row.append("after-unfinished")
        where = next((name for name in own if name.startswith("where=")), "")
        row += [f"{name}&{where}" for name in WITH_PLACE & own]
        row.append(f"run={min(_short_run(self.lines, i), 6)}&{where}")
        return row


def _short_run(lines: Sequence[Line], i: int) -> int:
    """How many short lines stand together around line `i`, blank lines between them counting as a break."""
    n = 1
    j = i
    while j > 0 and n < 7 and not lines[j].blank_above and lines[j - 1].n_words < PROSE_WORDS:
        j, n = j - 1, n + 1
    j = i + 1
    while j < len(lines) and n < 7 and not lines[j].blank_above and lines[j].n_words < PROSE_WORDS:
        j, n = j + 1, n + 1
    return n


def _paragraph_words(lines: Sequence[Line]) -> list[int]:
    """The words of the paragraph that each line belongs to: its own, or of the wrapped lines it joins."""
    words = [line.n_words for line in lines]
    start = 0
    for i in range(1, len(lines) + 1):
        if i < len(lines) and _continues(lines[i - 1], lines[i]):
            continue
        if i - start > 1:
            total = sum(words[start:i])
            words[start:i] = [total] * (i - start)
        start = i
    return words


def _continues(line: Line, following: Line) -> bool:
    if following.blank_above or len(line.folded) not in _WRAPPED or len(following.folded) > 100:
        return False
    if line.lower_ratio < 0.5 or following.lower_ratio < 0.4:
        return False
    broken = line.folded[-1] in "-," or not line.ends_sentence
    if following.plain[0].islower():
        return broken
    return broken and line.function_ratio > 0.2 and len(line.folded) >= 48
