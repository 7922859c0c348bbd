"""Train the weights by which rocket_cli.reading.titles chooses the film under review.

    python models/scripts/train_titles.py ../shared/pages/dev ../shared/corpus/train.jsonl [--folds 6 --dry-run]

A softmax over the candidates of each page and "none", with L2, in PyTorch. Lines take the kinds that the line
model gives them, so errors there are learned from too.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import NamedTuple

import torch

from models.scripts.train_blocks import SEED, made_pages, read_pages
from rocket_cli.reading.blocks import classify
from rocket_cli.reading.bylines import find_signature
from rocket_cli.reading.facts import find_credits
from rocket_cli.reading.titles import film_candidates

N_STEPS = 400
L2 = 0.002
PAGE_WEIGHT = 8.0  # of a labelled page beside a corpus review's 1.0
NONE_WEIGHT = 1.2  # of a review with no film to give: better none than a wrong one
MADE_WEIGHT = 1.0
MIN_COUNT = 4


class Choice(NamedTuple):
    """Candidates of one page as feature lists, which one is right (-1: none), and its weight."""

    name: str
    forms: list[str]
    rows: list[list[str]]
    right: int
    weight: float


def choice_of(name: str, text: str, film: str | None, weight: float) -> Choice | None:
    """The choice that a page sets; None where its film is not among the candidates."""
    lines, kinds = classify(text)
    signature = find_signature(text, lines, kinds)
    people = {credit.name.lower() for credit in find_credits(lines, kinds)}
    if signature and signature.name:
        people.add(signature.name.lower())
    candidates = film_candidates(lines, kinds, frozenset(people))
    right = -1
    if film:
        matching = [i for i, c in enumerate(candidates) if plain(c.form) == plain(film)]
        if not matching:
            return Choice(name, [c.form for c in candidates], [sorted(c.features) for c in candidates], -2, 0.0)
        right = matching[0]
    return Choice(name, [c.form for c in candidates], [sorted(c.features) for c in candidates], right, weight)


def plain(film: str) -> str:
    """A title without case and punctuation."""
    return "".join(c for c in film.lower() if c.isalnum() or c == " ").strip()


def fit(choices: list[Choice]) -> tuple[dict[str, float], float]:
    """Weights and the score that a candidate must beat."""
    torch.manual_seed(SEED)
    counts: dict[str, int] = {}
    for choice in choices:
        for row in choice.rows:
            for feature in row:
                counts[feature] = counts.get(feature, 0) + 1
    names = sorted(name for name, n in counts.items() if n >= MIN_COUNT)
    index = {name: i for i, name in enumerate(names)}
    usable = [choice for choice in choices if choice.right > -2]
    width = max(len(choice.rows) for choice in usable) + 1
    where, which, cells = [], [], []
    mask = torch.full((len(usable), width), -1e9)
    mask[:, 0] = 0
    for b, choice in enumerate(usable):
        for t, row in enumerate(choice.rows):
            known = sorted({index[f] for f in row if f in index})
            where += [len(cells)] * len(known)
            which += known
            cells.append(b * width + t + 1)
            mask[b, t + 1] = 0
    features = torch.sparse_coo_tensor(torch.tensor([where, which]), torch.ones(len(where)), (len(cells), len(names)), check_invariants=False).coalesce()
    at = torch.tensor(cells)
    gold = torch.tensor([choice.right + 1 for choice in usable])
    weight = torch.tensor([choice.weight * (NONE_WEIGHT if choice.right == -1 else 1.0) for choice in usable])
    w = torch.zeros(len(names), 1, requires_grad=True)
    none = torch.zeros(1, requires_grad=True)
    optimiser = torch.optim.Adam([w, none], lr=0.05)
    for _ in range(N_STEPS):
        optimiser.zero_grad()
        flat = torch.zeros(len(usable) * width).index_copy(0, at, torch.sparse.mm(features, w).squeeze(1)).view(len(usable), width)
        scores = torch.cat([none.expand(len(usable), 1), flat[:, 1:]], dim=1) + mask
        loss = (torch.nn.functional.cross_entropy(scores, gold, reduction="none") * weight).sum() / weight.sum()
        loss = loss + L2 * (w**2).sum() / 10
        loss.backward()
        optimiser.step()
    return {name: round(float(value), 3) for name, value in zip(names, w.detach().squeeze(1), strict=True)}, round(float(none.detach()), 3)


def measure(name: str, choices: list[Choice], weights: dict[str, float], none: float, margin: float, *, show: bool) -> None:
    """Print how often the film is right, and given wrongly."""
    stated = right = given = wrong = 0
    for choice in choices:
        scores = [sum(weights.get(f, 0.0) for f in row) - none - margin for row in choice.rows]
        best = max(range(len(scores)), key=scores.__getitem__, default=-1)
        picked = best if best >= 0 and scores[best] > 0 else -1
        stated += choice.right != -1
        given += picked >= 0
        right += picked == choice.right >= 0
        wrong += picked >= 0 and picked != choice.right
        if show and picked != choice.right:
            gold = choice.forms[choice.right] if choice.right >= 0 else {-1: None, -2: "(not a candidate)"}[choice.right]
            print(f"{choice.name[:40]}: {gold!r}, given {choice.forms[picked] if picked >= 0 else None!r}")
    print(f"{name} margin {margin}: {right} of {stated} right ({right / max(stated, 1):.3f}), {wrong} wrong of {given} given (precision {1 - wrong / max(given, 1):.3f})")


def main() -> None:
    """Train, cross-validate, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    parser.add_argument("--margin", type=float, default=0.0, help="more that a film must beat none by")
    parser.add_argument("--output", type=Path, default=Path("rocket_cli/reading/film_weights.json"))
    options = parser.parse_args()
    torch.set_num_threads(1)
    pages = []
    for page in read_pages(options.pages):
        gold = json.loads((options.pages / f"{page.name}.json").read_text(encoding="utf-8"))
        pages.append(choice_of(page.name, "\n".join(page.lines), gold["film"], PAGE_WEIGHT))
    reviews = []
    for line in options.corpus.open(encoding="utf-8"):
        document = json.loads(line)
        reviews.append(choice_of(document["id"], document["text"], document["facts"]["film"], 1.0))
    made = [choice_of("made", "\n".join(page.lines), page.film, MADE_WEIGHT) for page in made_pages(options.corpus, random.Random(SEED + 1))]
    rng = random.Random(SEED)
    rng.shuffle(pages)
    rng.shuffle(reviews)
    for name, group in (("pages", pages), ("corpus", reviews), ("made", made)):
        print(f"{name}: {sum(c.right == -2 for c in group)} of {len(group)} without their film among the candidates")
    if options.folds:
        held_pages, held_reviews = [], []
        for fold in range(options.folds):
            train = [c for i, c in enumerate(pages) if i % options.folds != fold] + [c for i, c in enumerate(reviews) if i % options.folds != fold] + made
            weights, none = fit(train)
            for group, held in ((pages, held_pages), (reviews, held_reviews)):
                for i, choice in enumerate(group):
                    if i % options.folds == fold:
                        held.append((choice, weights, none))
        for name, held in (("pages", held_pages), ("corpus", held_reviews)):
            for margin in (0.0, 0.5, 1.0, 1.5, 2.0):
                counted = [_outcome(choice, w, n, margin, show=options.show and margin == 0.0) for choice, w, n in held]
                stated, right, given, wrong = (sum(column) for column in zip(*counted, strict=True))
                print(f"{name} held out, margin {margin}: {right} of {stated} right ({right / stated:.3f}), {wrong} wrong of {given} given (precision {1 - wrong / given:.3f})")
    if not options.dry_run:
        weights, none = fit(pages + reviews + made)
        measure("pages", pages, weights, none, options.margin, show=options.show)
        measure("corpus", reviews, weights, none, options.margin, show=False)
        kept = {name: value for name, value in weights.items() if abs(value) >= 0.02}
        body = ",\n".join(f"  {json.dumps(name)}: {value}" for name, value in kept.items())
        options.output.write_text(f'{{\n "none": {round(none + options.margin, 3)},\n "features": {{\n{body}\n }}\n}}\n', encoding="utf-8")


def _outcome(choice: Choice, weights: dict[str, float], none: float, margin: float, *, show: bool) -> tuple[int, int, int, int]:
    scores = [sum(weights.get(f, 0.0) for f in row) - none - margin for row in choice.rows]
    best = max(range(len(scores)), key=scores.__getitem__, default=-1)
    picked = best if best >= 0 and scores[best] > 0 else -1
    if show and picked != choice.right:
        gold = choice.forms[choice.right] if choice.right >= 0 else {-1: None, -2: "(not a candidate)"}[choice.right]
        print(f"{choice.name[:40]}: {gold!r}, given {choice.forms[picked] if picked >= 0 else None!r}")
    return int(choice.right != -1), int(picked == choice.right >= 0), int(picked >= 0), int(picked >= 0 and picked != choice.right)


if __name__ == "__main__":
    main()
