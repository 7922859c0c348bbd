"""From tag logits to spans: the best sequence that is possible at all, one kind for one string, confidence.

Everything here is NumPy on arrays of shape (tokens, tags); tags are `pieces.TAGS`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from rocket_cli.nlp.pieces import LABELS, TAGS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]
    Flags = NDArray[np.bool_]

IMPOSSIBLE = -1e9


class DecodingSettings(Struct, frozen=True):
    """Numbers fitted on development reviews and stored with the pipeline.

    `neighbour_penalty`: log-odds against two neighbouring spans of one label with nothing between.
    `consistency`: weight (0-1) of what the other places of a string say about one place of it.
    `role_consistency`: weight (0-1) of what a full name says about its surname or first name alone, as to
    whether it is a person's or a character's.
    `calibration`: slope and intercept of the logit of confidence.
    """

    neighbour_penalty: float = 2.0
    consistency: float = 0.5
    role_consistency: float = 0.5
    calibration: tuple[float, float] = (1.0, 0.0)


class TaggedSpan(Struct, frozen=True):
    """Tokens `start` to `end` (half-open) are `label`, with this calibrated probability."""

    start: int
    end: int
    label: str
    confidence: float


def decode(
    words: Sequence[str],
    visible: Sequence[int] | Ints,
    breaks: Sequence[int] | Ints,
    logits: Floats,
    settings: DecodingSettings,
) -> list[TaggedSpan]:
    """The spans of one Doc.

    `words` are the lower-cased tokens, `visible` the indices of those that have logits (all but white
    space), in order, one row of `logits` each; `breaks` the tokens that end a line. No span crosses one.
    """
    import numpy as np

    if not len(visible):
        return []
    log_p = log_softmax(logits)
    where = np.asarray(visible, np.int64)
    tokens: list[int] = where.tolist()
    texts = [words[i] for i in tokens]
    starts_line = _line_starts(where, breaks)
    transitions = _transitions(settings.neighbour_penalty)
    path = viterbi(log_p, starts_line, transitions)
    if settings.consistency > 0:
        shared = share_evidence(texts, path, log_p, starts_line, settings.consistency)
        if shared is not None:
            log_p = shared
            path = viterbi(log_p, starts_line, transitions)
    if settings.role_consistency > 0:
        path = share_roles(texts, path, log_p, settings.role_consistency)
    found = spans_of(path)
    certain = _label_log_p(log_p, found)
    slope, intercept = settings.calibration
    spans = []
    for start, end, label in found:
        certainty = math.fsum(certain[i][label] for i in range(start, end)) / (end - start)
        p = min(max(math.exp(certainty), 1e-6), 1 - 1e-6)
        odds = slope * math.log(p / (1 - p)) + intercept
        confidence = round(1 / (1 + math.exp(-odds)), 4)
        spans.append(TaggedSpan(tokens[start], tokens[end - 1] + 1, LABELS[label], confidence))
    return spans


def log_softmax(logits: Floats) -> Floats:
    """Natural logarithms of the tags' probabilities."""
    import numpy as np

    shifted = logits - logits.max(-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result


def _label_log_p(log_p: Floats, spans: Iterable[tuple[int, int, int]]) -> dict[int, list[float]]:
    """For each token of `spans`, the log probability of each label, at its start or inside."""
    import numpy as np

    tokens = [i for start, end, _ in spans for i in range(start, end)]
    rows = log_p[tokens]
    return dict(zip(tokens, np.logaddexp(rows[:, 1::2], rows[:, 2::2]).tolist(), strict=True))


def viterbi(log_p: Floats, starts_line: Flags, transitions: Floats) -> list[int]:
    """The most probable possible tag sequence.

    Only stretches where some token is not surely O are searched; certain tokens part them.
    """
    import numpy as np

    path = [0] * len(log_p)
    # Below one in a thousand no sequence constraint can turn an O into something else.
    open_tokens = (log_p[:, 0] < np.log(0.999)).nonzero()[0]
    if not len(open_tokens):
        return path
    gaps = (np.diff(open_tokens) > 1).nonzero()[0] + 1
    begins = open_tokens[[0, *gaps]]
    ends = open_tokens[[*(gaps - 1), -1]] + 1
    alone = begins[ends - begins == 1]
    for i, tag in zip(alone.tolist(), (log_p[alone] + _fresh()).argmax(-1).tolist(), strict=True):
        path[i] = tag
    for i, j in zip(begins.tolist(), ends.tolist(), strict=True):
        if j - i > 1:
            path[i:j] = _best_path(log_p[i:j], starts_line[i:j].tolist(), transitions)
    return path


def _fresh() -> Floats:
    """What a stretch or a line can begin with: nothing inside a span."""
    import numpy as np

    fresh = np.zeros(len(TAGS), dtype=np.float32)
    fresh[2::2] = IMPOSSIBLE
    return fresh


def _best_path(log_p: Floats, starts_line: Sequence[bool], transitions: Floats) -> list[int]:
    import numpy as np

    fresh = _fresh()
    columns = np.arange(len(TAGS))
    score = log_p[0] + fresh
    back = []
    for t in range(1, len(log_p)):
        if starts_line[t]:
            best = int(score.argmax())
            back.append([best] * len(TAGS))
            score = score[best] + fresh + log_p[t]
            continue
        candidates = score[:, None] + transitions
        origin = candidates.argmax(0)
        back.append(origin.tolist())
        score = candidates[origin, columns] + log_p[t]
    tag = int(score.argmax())
    path = [tag]
    for pointers in reversed(back):
        tag = pointers[tag]
        path.append(tag)
    return path[::-1]


def _transitions(neighbour_penalty: float) -> Floats:
    import numpy as np

    table = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for label in range(len(LABELS)):
        begin, inside = 1 + 2 * label, 2 + 2 * label
        table[:, inside] = IMPOSSIBLE
        table[[begin, inside], inside] = 0
        table[[begin, inside], begin] = -neighbour_penalty
    return table


def spans_of(path: Sequence[int]) -> list[tuple[int, int, int]]:
    """Start, end and label number of each span of a tag sequence."""
    spans: list[tuple[int, int, int]] = []
    for i, tag in enumerate(path):
        if tag == 0:
            continue
        label, inside = divmod(tag - 1, 2)
        if inside and spans and spans[-1][1] == i:
            spans[-1] = (spans[-1][0], i + 1, label)
        else:
            spans.append((i, i + 1, label))
    return spans


def share_evidence(
    texts: Sequence[str], path: Sequence[int], log_p: Floats, starts_line: Flags, weight: float
) -> Floats | None:
    """One string in one review mostly names one thing: every place of a string that was tagged somewhere
    hears what all its places say. None where no string occurs twice.

    Each place keeps `1 - weight` of its own log probabilities and takes `weight` from the mean over all
    places, so a place that is sure of something else (the girl Alice, the film Alice) stays as it is.
    """
    import numpy as np

    places = _places(texts, path, starts_line)
    result: Floats | None = None
    for phrase, starts in places.items():
        if len(starts) < 2:
            continue
        if result is None:
            result = log_p.copy()
        n = len(phrase)
        index = np.asarray(starts)[:, None] + np.arange(n)[None]
        together = np.log(np.exp(log_p[index]).mean(0))
        result[index] = (1 - weight) * log_p[index] + weight * together
    return None if result is None else log_softmax(result)


PERSON, CHARACTER = LABELS.index("PERSON"), LABELS.index("CHARACTER")


def share_roles(texts: Sequence[str], path: list[int], log_p: Floats, weight: float) -> list[int]:
    """`path` with the role of each name of one word settled together with the full names it is a part of:
    "Rex" is what "Simon Rex" is. Where full names of both roles have the word, it keeps its own.

    The probability of the word being a name at all stays; only its share of person and character moves,
    which is why `log_p` is changed in place for these tokens.
    """
    people = [span for span in spans_of(path) if span[2] in (PERSON, CHARACTER)]
    certain = _label_log_p(log_p, people)
    leanings: dict[str, list[float]] = defaultdict(list)
    for start, end, _ in people:
        if end - start > 1:
            leaning = math.fsum(_leaning(certain[i]) for i in range(start, end)) / (end - start)
            leanings[texts[start]].append(leaning)
            leanings[texts[end - 1]].append(leaning)
    path = list(path)
    for start, end, label in people:
        known = leanings.get(texts[start], []) if end - start == 1 else []
        if not known or min(known) < 0 < max(known):
            continue
        row, own = log_p[start], certain[start]
        moved = (1 - weight) * _leaning(own) + weight * (math.fsum(known) / len(known))
        total = _log_add(own[PERSON], own[CHARACTER])
        for role, log_share in ((PERSON, -_log_add(0, moved)), (CHARACTER, -_log_add(0, -moved))):
            row[[1 + 2 * role, 2 + 2 * role]] += total + log_share - own[role]
        if (moved > 0) != (label == CHARACTER):
            path[start] = 1 + 2 * (CHARACTER if moved > 0 else PERSON)
    return path


def _leaning(certain: Sequence[float]) -> float:
    """Log-odds of a character against a person."""
    return certain[CHARACTER] - certain[PERSON]


def _log_add(a: float, b: float) -> float:
    """The logarithm of the sum of two numbers whose logarithms are `a` and `b`."""
    return max(a, b) + math.log1p(math.exp(-abs(a - b)))


def _places(
    texts: Sequence[str], path: Sequence[int], starts_line: Flags
) -> dict[tuple[str, ...], list[int]]:
    """Where each tagged phrase stands, longer phrases first and none inside another's place."""
    phrases = {tuple(texts[start:end]) for start, end, _ in spans_of(path)}
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        by_first[phrase[0]].append(phrase)
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    i, n = 0, len(texts)
    while i < n:
        for phrase in by_first.get(texts[i], ()):
            end = i + len(phrase)
            if tuple(texts[i:end]) == phrase and not any(starts_line[i + 1 : end]):
                places[phrase].append(i)
                i = end - 1
                break
        i += 1
    return places


def _line_starts(visible: Ints, breaks: Sequence[int] | Ints) -> Flags:
    """Whether a line break stands between each visible token and the one before it."""
    import numpy as np

    n_breaks_before = np.asarray(breaks, np.int64).searchsorted(visible)
    result: Flags = np.diff(n_breaks_before, prepend=0) > 0
    return result
