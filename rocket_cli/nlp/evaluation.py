"""How right a pipeline is on annotated reviews: exact and overlapping spans, characters, calibration.

Rows are those of an annotated JSON Lines file: `text`, `ents` (start, end, PERSON|FILM|PLACE),
`characters` (the strings that are characters in that document) and, for links, `aliases` (groups of strings
that name one entity; a string in no group stands alone).
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from rocket_cli.errors import UsageError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Span = tuple[int, int, str]
# As usual for expected calibration error (Naeini et al. 2015): ten bins of equal width.
N_BINS = 10


class Row(Struct, frozen=True):
    """One annotated document."""

    text: str
    ents: tuple[tuple[int, int, str], ...]
    id: str = ""
    characters: tuple[str, ...] = ()
    aliases: tuple[tuple[str, ...], ...] | None = None


class Score(Struct, frozen=True):
    """Precision, recall and F1 (0-1), with the numbers they rest on."""

    precision: float
    recall: float
    f1: float
    n_gold: int
    n_predicted: int
    n_right: int


class DocumentScore(Struct, frozen=True):
    """One document: what was missed and what was made up, as printed."""

    id: str
    f1: float
    missed: tuple[tuple[str, str], ...]
    invented: tuple[tuple[str, str], ...]


class LinkEvaluation(Struct, frozen=True):
    """How right the links are between the mentions that the pipeline finds, and the roles of people.

    A link is two mentions in one document that name one entity. `links` are scored against all annotated
    links by kind: one is found where both its mentions are found exactly. `links_between_found` look only at
    mentions that are both annotated and found, and so say how good the linking is by itself. The shares
    (0-1) of people whose role (character or not) is right are of all annotated mentions, and of those found;
    None where there are none.
    """

    links: dict[str, Score]
    links_between_found: dict[str, Score]
    role_accuracy: float | None
    role_accuracy_of_found: float | None
    n_people: int
    n_people_found: int


class Evaluation(Struct, frozen=True, rename={"schema_version": "schema"}):
    """What `rocket model evaluate` says. `exact` and `overlap` hold ALL, PERSON (characters included),
    FILM, PLACE, and CHARACTER and CAST_CREW on their own. `confusion` counts predicted labels by gold label
    on exact spans (`-` for none). `calibration_error` is None where the pipeline gives no confidence, `links`
    where the annotation says nothing of who is who."""

    data: str
    data_sha256: str
    pipeline: str
    n_documents: int
    exact: dict[str, Score]
    overlap: dict[str, Score]
    calibration_error: float | None
    confusion: dict[str, dict[str, int]]
    worst: tuple[DocumentScore, ...]
    links: LinkEvaluation | None = None
    schema_version: str = "rocket.evaluation/1"


def read_annotated(path: Path) -> list[Row]:
    """The rows of an annotated file; UsageError names the line that does not fit."""
    rows = []
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                rows.append(msgspec.json.decode(line, type=Row))
            except (msgspec.ValidationError, msgspec.DecodeError) as error:
                raise UsageError(
                    f"line {number} is not an annotated review: {error}",
                    hint='each line needs "text" and "ents": [[start, end, label], ...]',
                    path=str(path),
                ) from error
    return rows


def gold_spans(row: Row) -> list[Span]:
    """The spans of a row, persons that are characters labelled so."""
    characters = set(row.characters)
    return [
        (s, e, "CHARACTER" if label == "PERSON" and row.text[s:e] in characters else label)
        for s, e, label in row.ents
    ]


def evaluate(
    nlp: Language, path: Path, *, n_worst: int = 10, on_doc: Callable[[Row, Doc], None] | None = None
) -> Evaluation:
    """Run `nlp` over the annotated file at `path` and compare. `on_doc` sees each row with its Doc, in our
    labels."""
    from rocket_cli.nlp.pipeline import describe, map_labels

    rows = read_annotated(path)
    predicted = []
    for row, doc in zip(rows, nlp.pipe(row.text for row in rows), strict=True):
        spans = map_labels(doc).ents
        if on_doc:
            on_doc(row, doc)
        confidence = [s._.confidence if s.has_extension("confidence") else None for s in spans]
        predicted.append(
            [((s.start_char, s.end_char, s.label_), c) for s, c in zip(spans, confidence, strict=True)]
        )
    info = describe(nlp)
    gold = [gold_spans(row) for row in rows]
    spans_only = [[span for span, _ in doc] for doc in predicted]
    return Evaluation(
        data=path.name,
        data_sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        pipeline=f"{info.name} {info.version}",
        n_documents=len(rows),
        exact=score_all(gold, spans_only, _n_exact),
        overlap=score_all(gold, spans_only, _n_overlapping),
        calibration_error=calibration_error(gold, predicted),
        confusion=_confusion(gold, spans_only),
        worst=tuple(_worst(rows, gold, spans_only)[:n_worst]),
    )


def score_all(
    gold: Sequence[Sequence[Span]], predicted: Sequence[Sequence[Span]], count: Any
) -> dict[str, Score]:
    """Scores by label; ALL and PERSON do not tell characters from people."""
    return {name: _score(gold, predicted, keep, count) for name, keep in VIEWS.items()}


VIEWS: dict[str, dict[str, str]] = {
    "ALL": {"PERSON": "PERSON", "CHARACTER": "PERSON", "FILM": "FILM", "PLACE": "PLACE"},
    "PERSON": {"PERSON": "PERSON", "CHARACTER": "PERSON"},
    "FILM": {"FILM": "FILM"},
    "PLACE": {"PLACE": "PLACE"},
    "CHARACTER": {"CHARACTER": "CHARACTER"},
    "CAST_CREW": {"PERSON": "PERSON"},
}


def _score(
    gold: Sequence[Sequence[Span]], predicted: Sequence[Sequence[Span]], keep: dict[str, str], count: Any
) -> Score:
    n_gold = n_predicted = right_gold = right_predicted = 0
    for g, p in zip(gold, predicted, strict=True):
        seen_gold = {(s, e, keep[label]) for s, e, label in g if label in keep}
        seen = {(s, e, keep[label]) for s, e, label in p if label in keep}
        n_gold += len(seen_gold)
        n_predicted += len(seen)
        right_gold += count(seen_gold, seen)
        right_predicted += count(seen, seen_gold)
    precision = right_predicted / n_predicted if n_predicted else 0.0
    recall = right_gold / n_gold if n_gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(round(precision, 5), round(recall, 5), round(f1, 5), n_gold, n_predicted, right_predicted)


def _n_exact(spans: set[Span], others: set[Span]) -> int:
    return len(spans & others)


def _n_overlapping(spans: set[Span], others: set[Span]) -> int:
    return sum(
        any(s < other_end and other_start < e and label == other for other_start, other_end, other in others)
        for s, e, label in spans
    )


def calibration_error(
    gold: Sequence[Sequence[Span]], predicted: Sequence[Sequence[tuple[Span, float | None]]]
) -> float | None:
    """Expected calibration error (0-1, lower is better): the mean gap, weighted by bin size, between how sure
    the pipeline is of a span and label and how often it is right. Characters count as persons."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    people = VIEWS["ALL"]
    for g, p in zip(gold, predicted, strict=True):
        right = {(s, e, people[label]) for s, e, label in g}
        for (s, e, label), confidence in p:
            if confidence is not None:
                in_bin = min(int(confidence * N_BINS), N_BINS - 1)
                bins[in_bin].append((confidence, (s, e, people[label]) in right))
    n = sum(map(len, bins.values()))
    if not n:
        return None
    gaps = (abs(sum(c for c, _ in b) - sum(ok for _, ok in b)) for b in bins.values())
    return round(sum(gaps) / n, 5)


def _confusion(
    gold: Sequence[Sequence[Span]], predicted: Sequence[Sequence[Span]]
) -> dict[str, dict[str, int]]:
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for g, p in zip(gold, predicted, strict=True):
        by_place = {(s, e): label for s, e, label in p}
        for s, e, label in g:
            table[label][by_place.pop((s, e), "-")] += 1
        for label in by_place.values():
            table["-"][label] += 1
    return {label: dict(sorted(counts.items())) for label, counts in sorted(table.items())}


def _worst(
    rows: Sequence[Row], gold: Sequence[Sequence[Span]], predicted: Sequence[Sequence[Span]]
) -> list[DocumentScore]:
    scored: list[tuple[int, DocumentScore]] = []
    for row, g, p in zip(rows, gold, predicted, strict=True):
        merged = [{(s, e, VIEWS["ALL"][label]) for s, e, label in spans} for spans in (g, p)]
        missed, invented = merged[0] - merged[1], merged[1] - merged[0]
        total = len(merged[0]) + len(merged[1])
        if missed or invented:
            f1 = 1 - (len(missed) + len(invented)) / total
            scored.append(
                (
                    len(missed) + len(invented),
                    DocumentScore(
                        row.id, round(f1, 4), tuple(_printed(row, missed)), tuple(_printed(row, invented))
                    ),
                )
            )
    return [score for _, score in sorted(scored, key=lambda item: (-item[0], item[1].id))]


def _printed(row: Row, spans: Iterable[Span]) -> Iterator[tuple[str, str]]:
    for s, e, label in sorted(spans):
        yield label, row.text[s:e]
