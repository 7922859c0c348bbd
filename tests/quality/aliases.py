"""How well mentions are linked to entities, and actors told from characters, on annotated reviews.

    python -m tests.quality.aliases [--split dev|train|dev_extra] [--errors N] [--write]

Links are scored pairwise: every two gold mentions of one kind in one document are one link if the annotation
makes them one entity. Two strings are one by annotation when they stand in one `aliases` group, or differ in
nothing but case and a possessive ending.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from rocket_cli.analysis.entities import link_mentions
from rocket_cli.analysis.link_evaluation import gold_key
from rocket_cli.records import KIND_OF_LABEL, KINDS, Entity, Kind, Label, Mention

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
FLOORS = ROOT / "models" / "quality_aliases.json"

Document = dict[str, Any]


def read_documents(split: str) -> list[Document]:
    """The annotated documents of one split; raises FileNotFoundError where the corpus is absent."""
    lines = (CORPUS / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def data_hash(split: str) -> str:
    """sha256 of the data that figures rest on."""
    return hashlib.sha256((CORPUS / f"{split}.jsonl").read_bytes()).hexdigest()


def gold_mentions(
    document: Document, *, labels: str = "gold", rng: random.Random | None = None
) -> list[Mention]:
    """Mentions made from the annotation. `labels` is `gold`, `hidden` (nobody is CHARACTER) or a share to
    turn round, as a number in text ("0.1"), each mention for itself."""
    characters = set(document["characters"])
    text = document["text"]
    mentions = []
    for start, end, label in document["ents"]:
        printed: Label = "CHARACTER" if label == "PERSON" and text[start:end] in characters else label
        if labels == "hidden" and printed == "CHARACTER":
            printed = "PERSON"
        elif labels not in {"gold", "hidden"} and KIND_OF_LABEL[printed] == "people":
            assert rng is not None
            if rng.random() < float(labels):
                printed = "PERSON" if printed == "CHARACTER" else "CHARACTER"
        # A pipeline that tells characters also says how sure it is; a stock one, which `hidden` imitates,
        # does neither.
        confidence = None if labels == "hidden" else 0.9
        mentions.append(Mention(text[start:end], printed, start, end, "body", confidence=confidence))
    return mentions


def gold_clusters(document: Document, mentions: Sequence[Mention], kind: Kind) -> dict[int, str]:
    """Mention index to the name of its annotated entity, for one kind."""
    group_of = {gold_key(form): f"group {n}" for n, group in enumerate(document["aliases"]) for form in group}
    own = (i for i, mention in enumerate(mentions) if KIND_OF_LABEL[mention.label] == kind)
    return {i: group_of.get(gold_key(mentions[i].text), gold_key(mentions[i].text)) for i in own}


class LinkScore:
    """Right, wrong and missed links, for all pairs and for pairs that are printed differently."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(
        self, document: Document, mentions: Sequence[Mention], entities: Iterable[Entity], kind: Kind
    ) -> list[str]:
        """Count one document's pairs; gives its errors in words."""
        gold = gold_clusters(document, mentions, kind)
        found = {i: n for n, entity in enumerate(entities) if entity.kind == kind for i in entity.mentions}
        errors = []
        for i, j in combinations(sorted(gold), 2):
            is_link, says_link = gold[i] == gold[j], i in found and found[i] == found.get(j)
            if not (is_link or says_link):
                continue
            outcome = "right" if is_link and says_link else "missed" if is_link else "wrong"
            self.counts[outcome] += 1
            if gold_key(mentions[i].text) != gold_key(mentions[j].text):
                self.counts[f"varied {outcome}"] += 1
            if outcome != "right":
                a, b = sorted((mentions[i].text, mentions[j].text), key=len)
                errors.append(f"{outcome}: {a} | {b}")
        return [f"{error} ×{n}" for error, n in Counter(errors).items()]

    def figures(self, prefix: str = "") -> dict[str, float]:
        """Precision, recall and F1 (0-1), and the number of annotated links."""
        right, wrong, missed = (self.counts[f"{prefix}{outcome}"] for outcome in ("right", "wrong", "missed"))
        precision = right / (right + wrong) if right + wrong else 1.0
        recall = right / (right + missed) if right + missed else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {"precision": precision, "recall": recall, "f1": f1, "n_links": right + missed}


def score_links(
    documents: Iterable[Document], errors: list[str] | None = None
) -> dict[str, dict[str, float]]:
    """Pairwise link figures by kind; `people varied` and so on leave out pairs printed alike."""
    scores = {kind: LinkScore() for kind in KINDS}
    for document in documents:
        mentions = gold_mentions(document)
        entities = link_mentions(document["text"], mentions, film=document["facts"].get("film"))
        for kind in KINDS:
            made = scores[kind].add(document, mentions, entities, kind)
            if errors is not None:
                errors += [f"{kind:7}{error}   [{document['id']}]" for error in made]
    both = LinkScore()
    both.counts = scores["films"].counts + scores["places"].counts
    named: dict[str, LinkScore] = {**dict(scores.items()), "films and places": both}
    plain = {name: score.figures() for name, score in named.items()}
    return plain | {f"{name} varied": score.figures("varied ") for name, score in named.items()}


def score_roles(documents: Iterable[Document], labels: str, *, seed: int = 0) -> dict[str, float]:
    """Share of gold mentions of people whose entity has the right role (character or not), with `labels` as
    given to `gold_mentions`; `labels_alone` is the share that the labels themselves have right."""
    rng = random.Random(seed)
    right = plain = total = 0
    for document in documents:
        characters = set(document["characters"])
        mentions = gold_mentions(document, labels=labels, rng=rng)
        entities = link_mentions(document["text"], mentions, film=document["facts"].get("film"))
        role_of = {i: entity.role for entity in entities for i in entity.mentions}
        for i, truth in _people(mentions, characters):
            total += 1
            right += (role_of[i] == "character") == truth
            plain += (mentions[i].label == "CHARACTER") == truth
    return {"accuracy": right / total, "labels_alone": plain / total, "n_mentions": total}


def _people(mentions: Sequence[Mention], characters: set[str]) -> Iterator[tuple[int, bool]]:
    for i, mention in enumerate(mentions):
        if KIND_OF_LABEL[mention.label] == "people":
            yield i, mention.text in characters


def measure(split: str, errors: list[str] | None = None, *, every: int = 1) -> dict[str, Any]:
    """All figures on every `every`-th document of one split, rounded, with the hash of the data."""
    documents = read_documents(split)[::every]
    links = score_links(documents, errors)
    role_rows = {labels: score_roles(documents, labels) for labels in ("gold", "0.1", "0.2", "hidden")}
    rounded = {
        "links": {name: {k: round(v, 4) for k, v in row.items()} for name, row in links.items()},
        "roles": {name: {k: round(v, 4) for k, v in row.items()} for name, row in role_rows.items()},
    }
    return {"split": split, "every": every, "sha256": data_hash(split), **rounded}


def main() -> None:
    """Print the figures; with `--write`, set them down as the floors of the split."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--split", default="dev", choices=["dev", "train", "dev_extra"])
    parser.add_argument("--every", type=int, default=1, help="take every n-th document only")
    parser.add_argument("--errors", type=int, default=0, help="show this many errors")
    parser.add_argument("--write", action="store_true", help=f"write the figures to {FLOORS.name}")
    options = parser.parse_args()
    errors: list[str] = []
    figures = measure(options.split, errors, every=options.every)
    for section in ("links", "roles"):
        for name, row in figures[section].items():
            print(
                f"{section} {name:24}",
                *(f"{k} {v:.4f}" if v <= 1 else f"{k} {v:.0f}" for k, v in row.items()),
            )
    print(*errors[: options.errors], sep="\n")
    if options.write:
        kept = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
        FLOORS.write_text(
            json.dumps(kept | {f"{options.split}/{options.every}": figures}, indent=2) + "\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
