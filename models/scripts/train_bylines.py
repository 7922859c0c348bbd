"""Train the weights by which rocket_cli.reading.bylines chooses the reviewer.

    python -m models.scripts.train_bylines ../shared/corpus/train.jsonl ../shared/pages/dev models/pages \
        --kinds kinds.json --folds 5

A softmax over the mentions that each page offers and "none", with L2, in PyTorch; every mention of the right
name is right. `--kinds` gives the lines of labelled pages the kinds that a line model gives which was not
trained on them ({page: [kind of each line of split_lines]}): those it was trained on have too few
of its errors to learn from. Each signed page is learned from a second time, without its byline, as unsigned.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import torch

from models.scripts.softmax import Weights, fit_softmax, frequent_features, picked, weights_json
from models.scripts.train_blocks import SEED, Page, classified, held_out_kinds, read_pages
from rocket_cli.reading.byline_features import byline_candidates, key_of
from rocket_cli.reading.bylines import end_at_sign_off
from rocket_cli.records import BlockKind

L2 = 0.006
MIN_COUNT = 3
# Beside a labelled page's 1.0. Corpus reviews come from a dozen sites and are much alike; what they do not
# state may still be there.
CORPUS_WEIGHT = 0.08
UNSTATED_WEIGHT = 0.06
UNSIGNED_WEIGHT = 0.2  # of a signed page without its byline
NONE_WEIGHT = 1.5  # of a labelled page that is unsigned: better none than a wrong one
MARGIN = 0.0  # by which a name must beat "none", which learns from pages without their bylines too
MARGINS = (-1.0, -0.5, -0.25, 0.0, 0.25, 0.5)

Kinds = Mapping[str, Sequence[BlockKind]]


class Choice(NamedTuple):
    """Mentions on one page as feature lists, which of them are right, and how much the page weighs. `stated`
    is the reviewer as labelled."""

    name: str
    forms: list[str]
    rows: list[list[str]]
    right: list[bool]
    stated: str | None
    weight: float


def choice_of(
    name: str, text: str, stated: str | None, weight: float, kinds: Sequence[BlockKind] | None
) -> Choice:
    """The choice that a page sets, its lines of the kinds given or of those that the line model gives."""
    lines, found = classified(text, kinds)
    offered = byline_candidates(text, lines, end_at_sign_off(text, lines, found))
    wanted = key_of(stated) if stated else None
    forms = [mention.name for mention, _ in offered]
    return Choice(
        name, forms, [row for _, row in offered], [key_of(f) == wanted for f in forms], stated, weight
    )


def fit(choices: Sequence[Choice], l2: float = L2, min_count: int = MIN_COUNT) -> Weights:
    """Weights of features on `min_count` mentions or more, and the score that a mention must beat."""
    usable = [c for c in choices if c.rows and (c.stated is None or any(c.right))]
    pages = [choice.rows for choice in usable]
    right = torch.full((len(usable), max(map(len, pages)) + 1), -1e9)
    for b, choice in enumerate(usable):
        for t, is_right in enumerate([choice.stated is None, *choice.right]):
            right[b, t] = 0.0 if is_right else -1e9
    weight = torch.tensor([choice.weight * (1.0 if choice.stated else NONE_WEIGHT) for choice in usable])
    return fit_softmax(
        pages,
        frequent_features(pages, min_count),
        lambda scores: torch.logsumexp(scores, 1) - torch.logsumexp(scores + right, 1),
        weight,
        l2,
    )


def report(name: str, judged: Sequence[tuple[Choice, Weights]], margin: float, *, show: bool) -> None:
    """Print how many reviewers are found and how many names are wrong."""
    stated = right = wrong = 0
    for choice, weights in judged:
        best = picked(choice.rows, weights, margin)
        is_right = best >= 0 and choice.right[best]
        stated += choice.stated is not None
        right += is_right
        wrong += best >= 0 and not is_right
        if show and is_right != (choice.stated is not None):
            offered = "" if choice.stated is None or any(choice.right) else " (not offered)"
            given = choice.forms[best] if best >= 0 else None
            print(f"{choice.name[:40]}: {choice.stated!r}{offered}, given {given!r}")
    print(
        f"{name}, margin {margin}: {right} of {stated} found ({right / max(stated, 1):.3f}), "
        f"{wrong} wrong on {len(judged)} pages ({wrong / max(len(judged), 1):.3f})"
    )


def unsigned(folder: Path, page: Page, kinds: Sequence[BlockKind] | None) -> Choice | None:
    """The choice that a signed page sets without every line that names its reviewer: "none", whoever else is
    named there. None where the name stands in the text itself."""
    stated = json.loads((folder / f"{page.name}.json").read_text(encoding="utf-8"))["reviewer"]
    if stated is None or kinds is None:
        return None
    named = [key_of(stated), key_of(stated).split()[0]]
    kept, kept_kinds, left = [], [], iter(kinds)
    for line, label in zip(page.lines, page.kinds, strict=True):
        kind = next(left) if line.strip() else None
        padded = f" {key_of(line)} "
        if label == "byline" or (label != "body" and any(f" {name} " in padded for name in named)):
            continue
        kept.append(line)
        if kind:
            kept_kinds.append(kind)
    choice = choice_of(page.name, "\n".join(kept), None, UNSIGNED_WEIGHT, kept_kinds)
    return None if any(key_of(form) == key_of(stated) for form in choice.forms) else choice


def page_choices(folders: Sequence[Path], kinds: Kinds) -> list[Choice]:
    """The choices of labelled pages, shuffled."""
    found = []
    for folder in folders:
        for page in read_pages(folder):
            stated = json.loads((folder / f"{page.name}.json").read_text(encoding="utf-8"))["reviewer"]
            found.append(choice_of(page.name, "\n".join(page.lines), stated, 1.0, kinds.get(page.name)))
    random.Random(SEED).shuffle(found)
    return found


def unsigned_choices(folders: Sequence[Path], kinds: Kinds) -> dict[str, Choice]:
    """By name of page, the choice that it sets without its byline."""
    made = ((page.name, unsigned(f, page, kinds.get(page.name))) for f in folders for page in read_pages(f))
    return {name: choice for name, choice in made if choice is not None}


def corpus_choices(corpus: Path) -> list[Choice]:
    """The choices of corpus reviews, shuffled."""
    found = []
    for line in corpus.open(encoding="utf-8"):
        document = json.loads(line)
        stated = document["facts"]["reviewer"]
        weight = CORPUS_WEIGHT if stated else UNSTATED_WEIGHT
        found.append(choice_of(document["id"], document["text"], stated, weight, None))
    random.Random(SEED).shuffle(found)
    return found


def cross_validate(
    pages: Sequence[Choice],
    bare: Mapping[str, Choice],
    reviews: Sequence[Choice],
    n_folds: int,
    *,
    show: bool,
) -> None:
    """Figures on pages and reviews that took no part in training."""
    held: dict[str, list[tuple[Choice, Weights]]] = {"pages": [], "corpus": []}
    for fold in range(n_folds):
        kept = [c for group in (pages, reviews) for i, c in enumerate(group) if i % n_folds != fold]
        weights = fit(kept + [bare[c.name] for c in kept if c.name in bare])
        for name, group in (("pages", pages), ("corpus", reviews)):
            held[name] += [(choice, weights) for choice in group[fold::n_folds]]
    for name, judged in held.items():
        for margin in MARGINS:
            report(f"{name} held out", judged, margin, show=show and margin == MARGIN)


def main() -> None:
    """Cross-validate, train, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("pages", type=Path, nargs="+", help="folders of labelled pages")
    parser.add_argument(
        "--kinds", type=Path, help="kinds of the pages' lines, by a model not trained on them"
    )
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--test", type=Path, nargs="*", default=[], help="folders of pages to measure on")
    parser.add_argument("--dry-run", action="store_true", help="do not write the weights")
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    parser.add_argument("--margin", type=float, default=MARGIN, help="by which a name must beat none")
    parser.add_argument("--output", type=Path, default=Path("rocket_cli/reading/byline_weights.json"))
    options = parser.parse_args()
    torch.set_num_threads(1)
    kinds = held_out_kinds(options.kinds)
    pages, reviews = page_choices(options.pages, kinds), corpus_choices(options.corpus)
    bare = unsigned_choices(options.pages, kinds)
    for name, group in (("pages", pages), ("corpus", reviews)):
        missing = sum(c.stated is not None and not any(c.right) for c in group)
        print(f"{name}: {missing} of {len(group)} do not offer the right name")
    if options.folds:
        cross_validate(pages, bare, reviews, options.folds, show=options.show)
    weights = fit([*pages, *bare.values(), *reviews])
    report("trained on", [(c, weights) for c in pages], options.margin, show=False)
    for folder in options.test:
        judged = [(choice, weights) for choice in page_choices([folder], {})]
        report(str(folder), judged, options.margin, show=options.show)
    if not options.dry_run:
        options.output.write_text(weights_json(weights, options.margin), encoding="utf-8")


if __name__ == "__main__":
    main()
