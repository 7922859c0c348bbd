"""What speaks for and against each name that may be the writer's: wording, place, neighbours, other lines."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from rocket_cli.reading import cues
from rocket_cli.reading.byline_mentions import (
    Extent,
    Mention,
    extent_of,
    find_mentions,
    sections_of,
    words_above,
)
from rocket_cli.reading.byline_wording import shape_of_name
from rocket_cli.reading.byline_words import commonness
from rocket_cli.reading.credits import label_of
from rocket_cli.reading.line_features import is_dated, level
from rocket_cli.reading.lines import FUNCTION_WORDS, Line, count_whole, fold
from rocket_cli.reading.names import is_name
from rocket_cli.records import BlockKind

_SAMPLE = 60_000  # characters of a page in which names are looked for
_MOST_CREDITS = 60  # lines of credits in which names are looked for
_LABELS_NEAR = 2  # lines each way in which labels of credits make a list
_LABEL_SAMPLE = 140  # characters of a line with a label
_SHORT = 40  # words of a line that is no prose
_LABEL = 9  # words of a line that says what the line beside it is
_PROSE = 20  # words of a line that is
# Film titles are followed by these.
_LIKE_FILM = re.compile(
    r"['\"”’*_]{0,2}(?: (?:film |movie )?review(?! by)\b|,? ?[(\[]?(?:19|20)\d\d\b(?![-/]))"
)
# A line which says that the next one names the writer, and one that says what the person above it does.
_INTRODUCES = re.compile(
    r"(?:^|\s)(?:by|author|words|writer|reviewer|critic|text|review|written|posted|from|poster)\s?:?$"
)
_JOB = re.compile(
    r"^\W*(?:[\w&'-]+,?\s){0,6}(?:critic|writer|reviewer|editor|journalist|columnist|contributor|correspondent"
    r"|reporter|blogger|staff|volunteer|member|intern|curator|programmer|author|reviews?er)\b(?:[\s,|·-]+[\w&']+){0,5}\W*$"
    r"|^(?:special to|for) (?:the )?\w+"
)
# Forms of a name that most things have.
_SLIGHT = frozenset({"word", "lower-word", "capital-word", "other"})
# Features that mean another thing together.
_CROSSED = (
    ("w", "common"), ("form", "common"), ("place", "common"), ("kind", "common"), ("w", "kind"),
    ("w", "place"), ("w", "form"), ("w", "rest"), ("kind", "place"), ("form", "place"), ("kind", "form"),
    ("w", "same"), ("w", "title"), ("place", "up"), ("place", "down"), ("place", "same"), ("form", "rest"),
    ("form", "dated"), ("place", "dated"), ("w", "section"), ("rest", "place"), ("w", "nearest"),
    ("w", "names"), ("place", "nearest"), ("names", "common"), ("place", "named"), ("w", "named"),
    ("w", "rank"), ("w", "up"), ("w", "down"), ("rank", "place"), ("w", "before"), ("kind", "section"),
)  # fmt: skip


def byline_candidates(
    text: str, lines: Sequence[Line], kinds: Sequence[BlockKind]
) -> list[tuple[Mention, list[str]]]:
    """Every mention of somebody who may have written the page, with the features that hold of it."""
    extent = extent_of(lines, kinds)
    mentions = find_mentions(text, lines, kinds, extent)
    if not mentions:
        return []
    page = _Page(lines, kinds, mentions, extent)
    return [(mention, page.features(mention)) for mention in mentions]


def key_of(name: str) -> str:
    """A name without case and punctuation."""
    return re.sub(r"[\W_]+", " ", fold(name).lower()).strip()


class _Page:
    """What the features of several mentions need, worked out once."""

    def __init__(
        self,
        lines: Sequence[Line],
        kinds: Sequence[BlockKind],
        mentions: Sequence[Mention],
        extent: Extent,
    ) -> None:
        self.lines, self.kinds, self.extent = lines, kinds, extent
        body = [line for line, kind in zip(lines, kinds, strict=True) if kind == "body"]
        self.n_body = sum(line.n_words for line in body) or 1
        self.above = words_above(lines, kinds)
        self.body = "\n".join(line.folded for line in body if line.n_words > _PROSE)[:_SAMPLE]
        short = [line.folded for line in lines if line.n_words <= _SHORT]
        self.short = "\n".join(short)[:_SAMPLE].lower()
        self.words = set(self.body.split()) | set("\n".join(short)[:_SAMPLE].split())
        self.titles = [i for i, kind in enumerate(kinds) if kind == "title"]
        self.title_text = "\n".join(lines[i].folded.lower() for i in self.titles)
        self.credits = [i for i, kind in enumerate(kinds) if kind == "credits"][:_MOST_CREDITS]
        self.credits_text = "\n".join(lines[i].folded for i in self.credits).lower()
        self.addresses = (
            " ".join(word for word in self.short.split() if "@" in word) if "@" in self.short else ""
        )
        self.sections = sections_of(lines, self.extent)
        self.keys = {mention.name: key_of(mention.name) for mention in mentions}
        self.groups: dict[str, list[Mention]] = defaultdict(list)
        wordings: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.at = Counter(mention.at for mention in mentions)
        for mention in mentions:
            self.groups[self.keys[mention.name]].append(mention)
            wordings[_sort(mention), self._side(mention.at)].add(self.keys[mention.name])
        self.first: dict[str, int] = {}
        for mention in mentions:
            self.first.setdefault(_sort(mention), mention.at)
        full = [m for m in mentions if " " in m.name or m.form.wording not in {"alone", "head"}]
        by_distance = sorted({m.at for m in full}, key=lambda at: (self._distance(at), at))
        self.nearest = {at: rank for rank, at in enumerate(by_distance)}
        starts = [line.plain[0].islower() for line, kind in zip(lines, kinds, strict=True) if kind != "body"]
        self.lower = level(sum(starts) / max(len(starts), 1), (0.05, 0.2, 0.5))
        self.n_names = str(level(len(self.groups), (1, 3, 6, 12)))
        self.same = {sort: len(names) for sort, names in wordings.items()}
        self.common = {key: commonness(key) for key in self.groups}
        self.of_name = {key: self._of_name(key, group) for key, group in self.groups.items()}

    def features(self, mention: Mention) -> list[str]:
        """Names of all features that hold of `mention`."""
        traits = {
            "w": self._wording(mention),
            "form": shape_of_name(fold(mention.form.name)),
            "kind": self.kinds[mention.at] + ("-part" if mention.partly else ""),
            "rest": mention.form.rest,
            "place": self._place(mention.at),
            "title": self._title(mention.at),
            "section": self.sections[mention.at],
            **self._neighbours(mention.at),
            "same": str(level(self.same[_sort(mention), self._side(mention.at)], (1, 2, 4, 7))),
        }
        traits["rank"] = "first" if self.first[_sort(mention)] == mention.at else "later"
        traits["nearest"] = str(min(self.nearest.get(mention.at, 9), 3))
        traits["names"] = self.n_names
        traits["common"] = self.common[self.keys[mention.name]]
        if mention.form.before:
            traits["before"] = mention.form.before
        named, row = self.of_name[self.keys[mention.name]]
        traits["body"] = named
        traits["named"] = str(named != "0")
        row = row + [f"{name}={value}" for name, value in traits.items()]
        row += [f"{a}={traits[a]}&{b}={traits[b]}" for a, b in _CROSSED if a in traits and b in traits]
        if traits["form"] in _SLIGHT:
            row += [f"{name}&slight" for name in row if name.startswith(("held=", "loose=", "n-words"))]
            row += [f"slight&line={min(mention.at, 3)}", f"{traits['form']}&lower={self.lower}"]
        row += self._of_line(mention) + self._further(mention.at)
        row += self._others(mention)
        if mention.name != mention.form.name and len(mention.name) > len(mention.form.name):
            row += ["in-full", f"in-full&w={traits['w']}"]
        return list(dict.fromkeys(row))

    def _wording(self, mention: Mention) -> str:
        """How the name is put forward; what follows `Related:` is another article, whoever wrote it."""
        wording = mention.form.wording
        heads = cues.heads(self.lines[mention.at].folded) if wording.endswith("-by") else ()
        return "more-by" if "related" in heads else wording

    def _of_name(self, key: str, group: Sequence[Mention]) -> tuple[str, list[str]]:
        """How often the text names that person, and what else holds of the name wherever it stands."""
        name = group[0].name
        words = fold(name).split()
        surname = words[-1].strip(".")
        named = count_whole(surname, self.body, 3) if len(surname) > 2 else 0
        if len(words) > 1 and named and not is_name(fold(name)):
            named = count_whole(fold(name), self.body, 3)
        row = [f"n-words={min(len(words), 4)}"]
        lowered = fold(name).lower()
        held = count_whole(lowered, self.short, 5)
        row.append(f"held={held}")
        row.append(f"loose={min(max(held - len({mention.at for mention in group}), 0), 3)}")
        own = {mention.at for mention in group}
        if lowered in self.credits_text and any(
            count_whole(lowered, self.lines[i].folded.lower(), 1) for i in self.credits if i not in own
        ):
            row += ["in-credits", f"in-credits&named={named > 0}"]
        if lowered in self.title_text and any(
            count_whole(lowered, self.lines[i].folded.lower(), 1) for i in self.titles if i not in own
        ):
            row.append("in-title")
        if len(words) > 1 and all(word.lower() in self.words for word in words if word[0].isupper()):
            row.append("common-words")
        elif len(words) == 1 and words[0][0].isupper() and words[0].lower() in self.words:
            row.append("common-word")
        if any(word.lower() in FUNCTION_WORDS and len(word) > 2 for word in words):
            row.append("function-word")
        if self._is_film(lowered):
            row.append("film-like")
        if any(char.isdigit() for char in name):
            row.append("digits")
        if len(surname) > 3 and re.sub(r"\W", "", surname.lower()) in self.addresses:
            row.append("addressed")
        return str(named), row

    def _is_film(self, lowered: str) -> bool:
        """Whether a short line has the name as film titles stand: `X review`, `X (1999)`."""
        at = self.short.find(lowered)
        while at >= 0:
            if _LIKE_FILM.match(self.short, at + len(lowered)):
                return True
            at = self.short.find(lowered, at + 1)
        return False

    def _others(self, mention: Mention) -> list[str]:
        """The other places where the same name stands."""
        group = self.groups[self.keys[mention.name]]
        others = {(_sort(m), self._side(m.at)) for m in group if m.start != mention.start}
        row = [f"times={min(len(group), 4)}"]
        row += [f"also={sort}:{side}" for sort, side in others] + [f"also={sort}" for sort, _ in others]
        if others:
            row.append(f"w={mention.form.wording}&also")
        if any(m.at < mention.at for m in group):
            row.append("again")
        return row

    def _distance(self, at: int) -> int:
        """Lines to the nearer edge of the text."""
        return min(abs(at - self.extent.first), abs(at - self.extent.last))

    def _side(self, at: int) -> str:
        return "above" if at < self.extent.first else "below" if at > self.extent.last else "within"

    def _place(self, at: int) -> str:
        side = self._side(at)
        if side == "above":
            return f"above{level(self.extent.first - at, (1, 2, 3, 5, 9, 16))}"
        if side == "below":
            return f"below{level(at - self.extent.last, (1, 2, 3, 5, 9, 16))}"
        share = self.above[at] / self.n_body
        if self.above[at] < 70 and share < 0.35:
            return "within-top"
        return "within-end" if at == self.extent.last or share > 0.95 else "within"

    def _title(self, at: int) -> str:
        above = next((at - i for i in reversed(self.titles) if i <= at), None)
        if above is not None:
            return f"above{level(above, (0, 1, 2, 4, 9))}"
        below = next((i - at for i in self.titles if i > at), None)
        return "none" if below is None else f"below{level(below, (1, 3, 8))}"

    def _neighbours(self, at: int) -> dict[str, str]:
        near = {"dated": "none"}
        for side, j in (("up", at - 1), ("down", at + 1)):
            if not 0 <= j < len(self.lines):
                near[side] = "edge"
                continue
            line = self.lines[j]
            lowered = line.folded.lower() if line.n_words <= _LABEL else ""
            if is_dated(line.folded):
                near["dated"] = side
                near[side] = "date"
            elif lowered and side == "up" and _INTRODUCES.search(lowered):
                near[side] = "introduces"
            elif lowered and side == "down" and _JOB.match(lowered):
                near[side] = "job"
            elif lowered.startswith("@"):
                near[side] = "handle"
            elif j in self.at and line.n_words <= _PROSE:
                near[side] = "name"
            else:
                strong = next(iter(cues.heads(line.folded)), None) if self.kinds[j] == "furniture" else None
                near[side] = f"cue-{strong}" if strong else self.kinds[j]
        return near

    def _further(self, at: int) -> list[str]:
        """What stands two lines away."""
        row = []
        for side, j in (("up2", at - 2), ("down2", at + 2)):
            if 0 <= j < len(self.lines):
                dated = is_dated(self.lines[j].folded)
                row.append(f"{side}={'date' if dated else 'name' if j in self.at else self.kinds[j]}")
        return row

    def _of_line(self, mention: Mention) -> list[str]:
        at = mention.at
        line = self.lines[at]
        row = [f"line={min(at, 3)}", f"length={level(line.n_words, (1, 2, 3, 5, 8, 14, 30))}"]
        for name in cues.heads(line.folded):
            row += [f"cue={name}", f"cue={name}&w={mention.form.wording}"]
        row.append(f"blank={line.blank_above}{at + 1 >= len(self.lines) or self.lines[at + 1].blank_above}")
        if is_dated(line.folded):
            row.append("has-date")
        if line.folded.lower() in self.title_text:
            row.append("is-title")
        if at + 1 >= len(self.lines):
            row.append("last-line")
        near = range(max(at - _LABELS_NEAR, 0), min(at + _LABELS_NEAR + 1, len(self.lines)))
        labels = min(sum(label_of(self.lines[i].folded[:_LABEL_SAMPLE]) is not None for i in near), 3)
        row += [f"labels={labels}", f"labels={labels}&w={mention.form.wording}"]
        return row


def _sort(mention: Mention) -> str:
    """The wording, without what makes no difference when places are compared."""
    wording = mention.form.wording
    return f"{wording}:{mention.form.rest}" if wording == "head" and mention.form.rest == "says" else wording
