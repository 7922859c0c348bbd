"""Train the weights by which rocket_cli.reading.outlets chooses the outlet.

    python -m models.scripts.train_outlets ../shared/pages/dev models/pages --folds 6

A softmax over the names that each labelled page offers and "none", as in train_titles.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch

from models.scripts.softmax import weights_json
from models.scripts.train_blocks import held_out_kinds, read_pages
from models.scripts.train_titles import Choice, fit, plain, report
from rocket_cli.reading.bylines import find_signature
from rocket_cli.reading.lines import split_lines
from rocket_cli.reading.outlet_features import outlet_candidates
from rocket_cli.records import BlockKind

# Pages are few: rarer features are kept than elsewhere, and held in more tightly. Measured on held-out pages.
MIN_COUNT = 3
L2 = 0.02


def choices(folders: Sequence[Path], kinds: Mapping[str, Sequence[BlockKind]]) -> list[Choice]:
    """What each page of `folders` offers; its lines are of `kinds`, else labelled as they are by hand."""
    found = []
    for folder in folders:
        for page in read_pages(folder):
            gold = json.loads((folder / f"{page.name}.json").read_text(encoding="utf-8"))
            text = "\n".join(page.lines)
            by_hand = [page.kinds[line.number] for line in split_lines(text)]
            found.append(choice_of(page.name, text, kinds.get(page.name) or by_hand, gold))
    return found


def choice_of(name: str, text: str, labels: Sequence[str], gold: dict[str, str | None]) -> Choice:
    """The choice that one page sets; film and writer are no outlets."""
    lines = split_lines(text)
    kinds: list[BlockKind] = list(labels)  # type: ignore[arg-type]
    signature = find_signature(text, lines, kinds)
    barred = {plain(value) for value in (gold["film"], signature.name if signature else None) if value}
    offered = {
        form: features
        for form, features in outlet_candidates(lines, kinds).items()
        if plain(form) not in barred
    }
    right = -1
    if gold["outlet"]:
        right = next((n for n, form in enumerate(offered) if plain(form) == plain(gold["outlet"])), -2)
    return Choice(name, list(offered), [sorted(features) for features in offered.values()], right, 1.0)


def main() -> None:
    """Cross-validate, train, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=Path, nargs="+", help="folders of labelled pages")
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--test", type=Path, nargs="*", default=[], help="folders of pages to measure on")
    parser.add_argument("--kinds", type=Path, help="kinds of lines of pages held out, see train_blocks")
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    parser.add_argument("--output", type=Path, default=Path("rocket_cli/reading/outlet_weights.json"))
    options = parser.parse_args()
    torch.set_num_threads(1)
    kinds = held_out_kinds(options.kinds)
    pages = choices(options.pages, kinds)
    judged = []
    for fold in range(options.folds):
        kept = [page for n, page in enumerate(pages) if n % options.folds != fold]
        weights = fit(kept, l2=L2, min_count=MIN_COUNT)
        judged += [(page, weights) for page in pages[fold :: options.folds]]
    report("held out", judged, 0.0, show=options.show)
    weights = fit(pages, l2=L2, min_count=MIN_COUNT)
    report("trained on", [(page, weights) for page in pages], 0.0, show=False)
    for folder in options.test:
        report(str(folder), [(page, weights) for page in choices([folder], kinds)], 0.0, show=options.show)
    options.output.write_text(weights_json(weights), encoding="utf-8")


if __name__ == "__main__":
    main()
