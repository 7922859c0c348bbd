"""Train the weights by which rocket_cli.reading.titles chooses the film under review.

    python -m models.scripts.train_titles ../shared/corpus/train.jsonl ../shared/pages/dev models/pages

A softmax over the candidates of each page and "none", with L2, in PyTorch. Lines take the kinds that the line
model gives them, so errors there are learned from too; of pages that it was trained on, those that
`train_blocks --folds 4 --kinds FILE` wrote.
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
from models.scripts.train_blocks import SEED, classified, held_out_kinds, made_pages, read_pages
from rocket_cli.reading.bylines import find_signature
from rocket_cli.reading.credits import find_credits
from rocket_cli.reading.film_features import film_candidates
from rocket_cli.reading.outlets import score_outlets
from rocket_cli.records import BlockKind

L2 = 0.002
PAGE_WEIGHT = 8.0  # of a labelled page beside a corpus review's 1.0
NONE_WEIGHT = 1.2  # of a review with no film to give: better none than a wrong one
MADE_WEIGHT = 1.0
MIN_COUNT = 4
BLIND_SHARE = 0.2  # of made pages whose title line is hidden: about as many as the line model misses


_NO_CANDIDATE = {-2: "(not a candidate)"}


class Choice(NamedTuple):
    """Candidates of one page as feature lists, which one is right (-1: none), and its weight."""

    name: str
    forms: list[str]
    rows: list[list[str]]
    right: int
    weight: float


def choice_of(
    name: str,
    text: str,
    film: str | None,
    weight: float,
    *,
    blind: bool = False,
    held_out: Sequence[BlockKind] | None = None,
) -> Choice:
    """The choice that a page sets; `right` is -2 where its film is not among the candidates.

    `blind` hides that its title is one, as happens on pages that the line model does not know; `held_out` are
    the kinds of its lines by a model that has not seen it.
    """
    lines, kinds = classified(text, held_out)
    if blind:
        kinds = ["furniture" if kind == "title" else kind for kind in kinds]
    signature = find_signature(text, lines, kinds)
    people = {credit.name.lower() for credit in find_credits(lines, kinds)}
    if signature and signature.name:
        people.add(signature.name.lower())
    candidates = film_candidates(lines, kinds, frozenset(people), score_outlets(lines, kinds))
    right = -1
    if film:
        matching = [i for i, c in enumerate(candidates) if plain(c.form) == plain(film)]
        if not matching:
            return Choice(
                name, [c.form for c in candidates], [sorted(c.features) for c in candidates], -2, 0.0
            )
        right = matching[0]
    return Choice(name, [c.form for c in candidates], [sorted(c.features) for c in candidates], right, weight)


def plain(film: str) -> str:
    """A title without case and punctuation."""
    return "".join(c for c in film.lower() if c.isalnum() or c == " ").strip()


def fit(choices: list[Choice], *, l2: float = L2, min_count: int = MIN_COUNT) -> Weights:
    """Weights of features on `min_count` candidates or more, and the score that a candidate must beat."""
    usable = [choice for choice in choices if choice.right > -2]
    gold = torch.tensor([choice.right + 1 for choice in usable])
    weight = torch.tensor([choice.weight * (NONE_WEIGHT if choice.right == -1 else 1.0) for choice in usable])
    return fit_softmax(
        [choice.rows for choice in usable],
        frequent_features((choice.rows for choice in choices), min_count),
        lambda scores: torch.nn.functional.cross_entropy(scores, gold, reduction="none"),
        weight,
        l2,
    )


class Outcome(NamedTuple):
    """Pages whose film is stated, those right, those given, those given wrongly."""

    stated: int
    right: int
    given: int
    wrong: int


def outcome(choice: Choice, weights: Weights, margin: float, *, show: bool) -> Outcome:
    """What is chosen on one page when a film must beat "none" by `margin`."""
    best = picked(choice.rows, weights, margin)
    if show and best != choice.right:
        gold = choice.forms[choice.right] if choice.right >= 0 else _NO_CANDIDATE.get(choice.right)
        print(f"{choice.name[:40]}: {gold!r}, given {choice.forms[best] if best >= 0 else None!r}")
    right = best == choice.right >= 0
    return Outcome(choice.right != -1, right, best >= 0, best >= 0 and not right)


def report(name: str, judged: list[tuple[Choice, Weights]], margin: float, *, show: bool) -> None:
    """Print how often the film is right, and how often one is given wrongly."""
    columns = zip(*(outcome(choice, weights, margin, show=show) for choice, weights in judged), strict=True)
    total = Outcome(*(sum(column) for column in columns))
    recall, precision = total.right / max(total.stated, 1), 1 - total.wrong / max(total.given, 1)
    print(
        f"{name}, margin {margin}: {total.right} of {total.stated} right ({recall:.3f}), "
        f"{total.wrong} wrong of {total.given} given (precision {precision:.3f})"
    )


def cross_validate(
    pages: list[Choice], reviews: list[Choice], made: list[Choice], n_folds: int, *, show: bool
) -> None:
    """Figures on pages and reviews that took no part in training."""
    held: dict[str, list[tuple[Choice, Weights]]] = {"pages": [], "corpus": []}
    for fold in range(n_folds):
        kept = [c for group in (pages, reviews) for i, c in enumerate(group) if i % n_folds != fold]
        weights = fit(kept + made)
        for name, group in (("pages", pages), ("corpus", reviews)):
            held[name] += [(choice, weights) for choice in group[fold::n_folds]]
    for name, judged in held.items():
        for margin in (0.0, 0.5, 1.0, 1.5, 2.0):
            report(f"{name} held out", judged, margin, show=show and margin == 0.0)


def main() -> None:
    """Train, cross-validate, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("pages", type=Path, nargs="+", help="folders of labelled pages")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--kinds", type=Path, help="kinds of lines of pages held out")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    parser.add_argument("--margin", type=float, default=0.0, help="more that a film must beat none by")
    parser.add_argument("--output", type=Path, default=Path("rocket_cli/reading/film_weights.json"))
    options = parser.parse_args()
    torch.set_num_threads(1)
    pages, reviews, made = read_choices(options.pages, options.corpus, held_out_kinds(options.kinds))
    for name, group in (("pages", pages), ("corpus", reviews), ("made", made)):
        print(f"{name}: {sum(c.right == -2 for c in group)} of {len(group)} have no candidate that is right")
    if options.folds:
        cross_validate(pages, reviews, made, options.folds, show=options.show)
    if not options.dry_run:
        weights = fit(pages + reviews + made)
        for name, group in (("pages", pages), ("corpus", reviews)):
            report(name, [(c, weights) for c in group], options.margin, show=options.show and name == "pages")
        options.output.write_text(weights_json(weights, options.margin), encoding="utf-8")


def read_choices(
    folders: Sequence[Path], corpus: Path, kinds: Mapping[str, Sequence[BlockKind]]
) -> tuple[list[Choice], list[Choice], list[Choice]]:
    """The choices of labelled pages, corpus reviews and made pages, the first two shuffled."""
    pages = []
    for folder in folders:
        for page in read_pages(folder):
            gold = json.loads((folder / f"{page.name}.json").read_text(encoding="utf-8"))
            pages.append(
                choice_of(
                    page.name, "\n".join(page.lines), gold["film"], PAGE_WEIGHT, held_out=kinds.get(page.name)
                )
            )
    reviews = []
    for line in corpus.open(encoding="utf-8"):
        document = json.loads(line)
        reviews.append(choice_of(document["id"], document["text"], document["facts"]["film"], 1.0))
    rng = random.Random(SEED)
    rng.shuffle(pages)
    rng.shuffle(reviews)
    made = made_pages(corpus, random.Random(SEED + 1))
    blind = [rng.random() < BLIND_SHARE for _ in made]
    texts = ["\n".join(page.lines) for page in made]
    made_choices = [
        choice_of("made", text, page.film, MADE_WEIGHT, blind=hidden)
        for page, text, hidden in zip(made, texts, blind, strict=True)
    ]
    return pages, reviews, made_choices


if __name__ == "__main__":
    main()
