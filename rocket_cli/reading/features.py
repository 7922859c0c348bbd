"""What the line model looks at: for each line of a page, the names of the features that hold.

Features are about shape, place, neighbours and phrases; none names a site. A feature's weight for each kind
of line was learned (models/scripts/train_blocks.py); block_weights.json holds them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rocket_cli.reading import cues, ratings
from rocket_cli.reading.credits import label_of
from rocket_cli.reading.lines import Line
from rocket_cli.reading.names import HANDLE, INITIALS, is_name
from rocket_cli.reading.places import country_list

# A paragraph of this many words, half in lower case, is prose; fewer may be a caption or a pitch.
PROSE_WORDS = 28
SHORT_PROSE_WORDS = 14
# Without a full stop it must be longer: headlines of interviews run to forty words.
LONG_PROSE_WORDS = 45
# A signature ends a review when this share of the page's prose stands above it.
SIGNED_SHARE = 0.6
_BY = re.compile(
    r"^(?:[^\w(]*)(?:(?:words|written|review|reviewed|posted|text|story|notes|film review|published|report|guest post|guest reviewer|author|critic|reviewer|kritik|texte|von|par|di|por|submitted|compiled)"
    r"(?:ed)?\s*(?:by|:|-|\bon\b.{4,30}\bby)|by\b:?|words\s|(?:von|par)\s)\s*(?P<who>.{2,})",
    re.IGNORECASE,
)
_YEAR_END = re.compile(r"\((?:[^()]{0,40}[, ])?(?:19|20)\d\d\)")
_REVIEW_WORD = re.compile(r"\breviews?\b|\bkritik\b|\bcritique\b", re.IGNORECASE)
_SEPARATORS = re.compile(r" \| | · | • | / | > |\t| {2,}")
_READ = re.compile(r"\d+ ?min(?:ute)?s?\.? read", re.IGNORECASE)
_RELEASE = re.compile(
    r"\b(?:is|are|opens?|opening|now|out|released?|arrives|playing|plays|screens|showing|streaming|available|due)\b.{0,40}\b(?:released?|cinemas?|theaters?|theatres?|screens|on demand|vod|streaming|netflix|dvd|blu-ray|digital|in the uk|in the us)\b",
    re.IGNORECASE,
)
_CREDIT_PHRASE = re.compile(
    r"\b(?:directed by|written by|photographed by|edited by|produced by|dir\.|rated (?:r|pg|pg-13|nc-17)|not rated|unrated|cert(?:ificate)?\b|international sales|production compan|with subtitles|dcp|starring:|cast:|director:|running time)",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"^[^\W\d_][\w'. -]{0,40}?\s?(?:\.{2,}|…+|â€¦)\s?[^\W\d_].{2,40}$")
_SIGNED = re.compile(r"[.!?…][\"')]*\s*\((?:by )?[A-ZÀ-Þ][\w'.-]*(?:\s?[A-ZÀ-Þ][\w'.-]*){1,3}\)\W*$|[.!?…]\s(?:reviewed|review|written|words) by:? [^.!?]{3,40}\W*$", re.IGNORECASE)
_CAPTION = re.compile(r"^[A-Z][\w'.-]+ [A-Z][\w'.-]+.{0,80} (?:in|stars?|as|on the set of) .{2,60}$")
_SPEAKER = re.compile(r"^[\w .@'-]{2,30}: \S")
_BY_FORM = re.compile(r"^[^\w(]*(writer's picture|posted by|posted on|reviewed by|review by|written by|words by|by|words|notes by|author|guest|with)(?:\b|(?<=picture))", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SECTION_CUES = frozenset({"comment", "related", "bio", "tags", "share", "legal", "screen", "notes", "news", "votes", "trailer"})
_LENGTH = re.compile(r"\b\d{2,3}\s?(?:min(?:ute)?s?\b|mins?\b|m\b|')|\b\d\s?h(?:ours?|rs?)?\s?\d{1,2}", re.IGNORECASE)


def page_features(lines: Sequence[Line]) -> list[list[str]]:
    """The features of every line, in order."""
    return _Page(lines).features()


class _Page:
    """Everything about a page that several lines' features need, worked out once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.paragraph_words = _paragraph_words(lines)
        self.cues = [cues.heads(line.folded) for line in lines]
        self.dated = [len(line.folded) < 90 and bool(_dated(line.folded)) for line in lines]
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
        self.prose_text = sample[:60000].lower()
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
        plain = [i for i in plain if not label_of(self.lines[i].folded) and not _BY.match(self.lines[i].folded)]
        for rank, i in enumerate(reversed(plain[-4:])):
            marks[i].append(f"plain-head={rank}")
        return marks

    def features(self) -> list[list[str]]:
        rows: list[list[str]] = []
        seen: set[str] = set()
        above = 0
        signed = False
        for i, line in enumerate(self.lines):
            row = self._shape(i) + self._phrases(i) + self._place(i, above, seen)
            if signed:
                row.append("after-signature:prose" if self.prose[i] else "after-signature:other")
            rows.append(row)
            if self.prose[i]:
                above += line.n_words
            if line.n_words and _SIGNED.search(line.folded[-70:]):
                row.append("signed")
            if above > SIGNED_SHARE * self.total and not {"signed", "by-name", "name-alone"}.isdisjoint(row):
                signed = True
            if above:
                seen.update(name for name in self.cues[i] if name in _SECTION_CUES and len(self.lines[i].folded) < 60)
        return [row + self._neighbours(i, rows) for i, row in enumerate(rows)]

    def _shape(self, i: int) -> list[str]:
        line, words = self.lines[i], self.paragraph_words[i]
        size = next((str(n) for n in (1, 2, 3, 5, 8, 12, 18, 28, 45, 80) if words <= n), "more")
        row = [f"words={size}", f"ends={line.ends_sentence}", f"sentences={min(line.n_sentences, 3)}"]
        row += [f"function={_level(line.function_ratio, (0.01, 0.15, 0.25, 0.35))}"]
        row += [f"lower={_level(line.lower_ratio, (0.01, 0.3, 0.5, 0.65, 0.8))}"]
        if words > line.n_words:
            row.append("wrapped")
        if line.capital_ratio > 0.8:
            row.append("capitals")
        if line.plain[0].islower():
            row.append("starts-lower")
        elif not line.plain[0].isalnum():
            row.append("starts-mark" if line.plain[0] not in "\"'“‘«(" else "starts-quote")
        digits = sum(c.isdigit() for c in line.folded[:200])
        row.append(f"digits={_level(digits / min(len(line.folded), 200), (0.0, 0.1, 0.3))}" if line.folded else "digits=0")
        row.append(f"separators={min(len(_SEPARATORS.findall(line.folded[:300])), 3)}")
        if line.n_words >= SHORT_PROSE_WORDS and line.ends_sentence and line.lower_ratio > 0.6:
            row.append("sentence")
        elif line.ends_sentence and line.function_ratio > 0.2 and line.n_words >= 4:
            row.append("short-sentence")
        if self.repeats[line.folded.lower()] > 1:
            row.append("repeated")
        if line.folded.startswith("(") and line.folded.endswith(")"):
            row.append("bracketed")
        if line.folded[0] == '"' and line.folded[-1] == '"':
            row.append("quoted")
        if line.folded.endswith(":"):
            row.append("colon")
        if "?" in line.folded[-3:]:
            row.append("question")
        return row

    def _phrases(self, i: int) -> list[str]:
        line = self.lines[i]
        folded = line.folded
        row = [f"cue={name}" for name in self.cues[i]]
        row.append(f"cues={min(len(self.cues[i]), 2)}")
        if len(folded) > 320:
            return row
        row += [f"word={name}" for name in cues.words(folded)]
        if self.dated[i]:
            row.append("date")
        labelled = label_of(folded)
        if labelled:
            row += ["label", f"label={labelled[0]}", f"label-value={bool(labelled[1])}"]
        row += self._who(folded)
        row += _ratings(folded, line.plain)
        if _YEAR_END.search(folded):
            row.append("year-in-brackets")
        if _LENGTH.search(folded) and line.n_words < 30:
            row.append("length")
        row += _facts(folded)
        if _REVIEW_WORD.search(folded[:80]):
            row.append("review-word")
        if _READ.search(folded):
            row.append("min-read")
        if self.named[i]:
            row += ["named-in-prose", f"named={min(self.named[i], 4)}"]
        row += self.titles.get(i, ())
        if not self.prose[i] and line.n_words >= 5 and folded.strip("\"' .").lower() in self.prose_text:
            row.append("pull-quote")
        if _CAPTION.match(folded) and not line.ends_sentence:
            row.append("name-in")
        if _SPEAKER.match(folded):
            row.append("speaker")
        return row

    def _who(self, folded: str) -> list[str]:
        by = _BY.match(folded)
        form = _BY_FORM.match(folded) if len(folded) < 120 else None
        forms = [f"by-form={form[1].lower()}"] if form else []
        return forms + self._named(folded, by)

    def _named(self, folded: str, by: re.Match[str] | None) -> list[str]:
        if by:
            who = re.split(r",| \| | - | · | on | at |\(|  |;", by["who"])[0].strip(" .:")
            first = re.split(r" and | & ", who)[0]
            known = is_name(first) or bool(HANDLE.fullmatch(first) or INITIALS.fullmatch(first))
            return ["by", "by-name" if known else "by-other"]
        row = []
        bare = re.sub(r"^Writer's picture\s*", "", folded.strip("-~*_()[]✍• "))
        head = re.split(r", | \| | - | · |  |•|/", bare)[0].strip()
        if is_name(head):
            alone = head == bare
            row.append("name-alone" if alone else "name-first")
            if head.lower() in self.prose_text:
                row.append("name-in-prose")
            elif sum(n for text, n in self.repeats.items() if head.lower() in text) > 1:
                row.append("name-repeated")
        elif HANDLE.fullmatch(head) or INITIALS.fullmatch(head):
            row.append("handle")
        if row and cues.DATE.search(folded):
            row.append("name-date")
        return row

    def _times_named(self, line: Line) -> int:
        """How often the text names what may be a title on this line, at most 5."""
        heading = re.split(r"\(|\breview\b| [-|:] |: | - ", line.folded, flags=re.IGNORECASE)
        pieces = {piece.strip(" '\".,!?#").lower() for piece in heading}
        counts = [len(re.findall(rf"\b{re.escape(piece)}\b", self.prose_text)) for piece in pieces if len(piece) > 3]
        return min(max(counts, default=0), 5)

    def _place(self, i: int, above: int, seen: set[str]) -> list[str]:
        line = self.lines[i]
        below = self.total - above - (line.n_words if self.prose[i] else 0)
        where = "head" if not above and not self.prose[i] else "foot" if below <= 0 and not self.prose[i] else "middle"
        prose = "prose" if self.prose[i] else "other"
        row = ["bias", f"where={where}", f"{prose}", f"{prose}:{where}", f"share-above={_level(above / self.total, (0.0, 0.2, 0.5, 0.8, 0.99))}:{prose}"]
        row.append(f"share-below={_level(below / self.total, (0.0, 0.2, 0.5))}:{prose}")
        if where == "head":
            row.append(f"to-prose={min(self.first - i, 6)}")
            row.append("top" if i < 2 else "upper" if i < 6 else "lower")
        if where == "foot":
            row.append(f"from-prose={min(i - self.last, 4)}")
        row += [f"after={name}:{prose}" for name in seen]
        row.append(f"after-any={bool(seen)}:{prose}")
        row.append(f"blank-above={line.blank_above}")
        return row

    def _neighbours(self, i: int, rows: list[list[str]]) -> list[str]:
        own = set(rows[i])
        row = []
        for side, j in (("up", i - 1), ("down", i + 1)):
            if not 0 <= j < len(rows):
                row.append(f"{side}=edge")
                continue
            near = set(rows[j])
            row.append(f"{side}-prose={self.prose[j]}")
            row += [f"{side}:{name}" for name in near if name in _PASSED_ON]
            if "cues=0" not in near:
                row.append(f"{side}:cue")
        if i + 1 < len(self.lines):
            row.append(f"blank-below={self.lines[i + 1].blank_above}")
        if i and self.prose[i - 1] and not self.lines[i - 1].ends_sentence:
            row.append("after-unfinished")
        where = next((name for name in own if name.startswith("where=")), "")
        row += [f"{name}&{where}" for name in own if name in _WITH_PLACE]
        row.append(f"run={min(_short_run(self.lines, i), 6)}&{where}")
        return row


_PASSED_ON = frozenset({"most-named", "plain-head=0", "country-year", "bracketed", "handle", "review-word", "length", "by-name", "name-alone", "date", "label", "score", "score-alone", "cue=related", "cue=comment", "cue=share", "min-read", "year-in-brackets", "named-in-prose", "short-sentence", "sentence"})
_WITH_PLACE = frozenset(
    {"country", "country-year", "credit-phrases=1", "credit-phrases=2", "release", "dotted", "year", "by-form=by", "by-name", "by-other", "name-alone", "name-first", "name-in-prose", "name-repeated", "handle", "label", "score", "score-alone", "score-label", "date", "capitals", "sentence", "short-sentence", "year-in-brackets", "named-in-prose", "review-word", "length", "bracketed", "quoted", "repeated", "cues=0", "ends=False", "words=1", "words=2", "words=3", "words=5", "words=8", "words=12", "question", "starts-lower", "colon", "min-read"}
)


def _ratings(folded: str, plain: str) -> list[str]:
    if len(folded) > 90:
        return []
    row = []
    label = ratings.label_value(folded)
    found = ratings.find_rating(folded, plain, lone=True)
    if found and found.value is not None:
        row.append("score")
        if len(found.printed) >= len(plain) - 2:
            row.append("score-alone")
        if label is not None:
            row.append("score-label")
    elif label is not None:
        row.append("score-words" if label else "score-empty")
    if ratings.is_others(folded):
        row.append("others-score")
    return row


def _facts(folded: str) -> list[str]:
    """Features of credit lines that have no label."""
    row = []
    if len(folded) < 140 and country_list().search(folded):
        row.append("country")
        if _YEAR.search(folded):
            row.append("country-year")
    n_phrases = len(_CREDIT_PHRASE.findall(folded))
    if n_phrases:
        row.append(f"credit-phrases={min(n_phrases, 2)}")
    if _RELEASE.search(folded):
        row.append("release")
    if _DOTTED.match(folded):
        row.append("dotted")
    if _YEAR.search(folded):
        row.append("year")
    return row


def _dated(folded: str) -> bool:
    match = cues.DATE.search(folded)
    return bool(match) and (match.end() - match.start()) > 0.3 * len(folded) if match else False


def _level(value: float, steps: Sequence[float]) -> int:
    return sum(value > step for step in steps)


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


# Hard-wrapped text has lines of about this many characters; a shorter one ends its paragraph.
_WRAPPED = range(38, 101)


def _paragraph_words(lines: Sequence[Line]) -> list[int]:
    """The words of the paragraph that each line belongs to: its own, or those of the wrapped lines it joins."""
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
