"""Train the weights by which rocket_cli.analysis.film_under_review chooses the film, once names are known.

    python -m models.scripts.train_film ../shared/corpus/train.jsonl ../shared/pages/dev models/pages

Labelled pages, corpus reviews and made pages go through the pipeline; a softmax over the possible titles of
each and "none" is fitted as in train_titles. The pipeline has been trained on the corpus and finds more there
than it does elsewhere, so a part of the films that it finds is hidden from the model or given another label.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from pathlib import Path
from typing import NamedTuple

import msgspec
import torch

from models.scripts.softmax import Weights, weights_json
from models.scripts.train_blocks import SEED, classified, held_out_kinds, made_pages, read_pages
from models.scripts.train_titles import MADE_WEIGHT, Choice, fit, report
from rocket_cli.analysis.film_evidence import film_evidence
from rocket_cli.analysis.mentions import collect_mentions
from rocket_cli.analysis.names import title_words
from rocket_cli.nlp.pipeline import load_pipeline
from rocket_cli.reading.page import read_page
from rocket_cli.records import Block, BlockKind, Mention, PossibleTitle

# Of a labelled page beside a corpus review's 1.0: of the first folder, and of the others.
PAGE_WEIGHT, OWN_WEIGHT = 60.0, 6.0
L2 = 0.002
MARGIN = 1.0  # by which a film must beat "none": posts about many films are of none
HIDDEN = 0.09  # share of the films of a text that the pipeline is made to miss ...
TURNED = 0.06  # ... to take for people ...
MISSED = 0.04  # ... and of the single mentions that it is made to miss


class Document(NamedTuple):
    """A text with the film that it is a review of, None for none."""

    name: str
    text: str
    film: str | None


class Tagged(NamedTuple):
    """A document as read and tagged."""

    document: Document
    titles: tuple[PossibleTitle, ...]
    mentions: tuple[Mention, ...]
    blocks: tuple[Block, ...]


def tagged(
    documents: Sequence[Document], kinds: Mapping[str, Sequence[BlockKind]] | None = None
) -> Iterator[Tagged]:
    """`documents` through reading and the pipeline that ships; `kinds` of lines by name, where they are known
    from a line model that has not seen the document."""
    docs = load_pipeline(None).pipe(document.text for document in documents)
    for document, doc in zip(documents, docs, strict=True):
        page = read_page(
            document.text, classified=classified(document.text, (kinds or {}).get(document.name))
        )
        yield Tagged(document, page.titles, collect_mentions(doc, page.blocks), page.blocks)


def choice_of(item: Tagged, weight: float, rng: random.Random | None = None) -> Choice:
    """The choice that a document sets; with `rng` the pipeline is made to err as it does on new texts."""
    mentions = list(item.mentions) if rng is None else list(erring(item.mentions, rng))
    found = film_evidence(item.titles, mentions, item.blocks)
    right = -1
    if item.document.film:
        key = title_words(item.document.film)
        right = next((n for n, evidence in enumerate(found) if evidence.key == key), -2)
    return Choice(
        item.document.name,
        [evidence.title.form for evidence in found],
        [sorted(evidence.features) for evidence in found],
        right,
        weight,
    )


def erring(mentions: Iterable[Mention], rng: random.Random) -> Iterator[Mention]:
    """`mentions` with some films missed or mistaken, each the same way wherever it is named."""
    fate: dict[tuple[str, ...], float] = {}
    for mention in mentions:
        if mention.label != "FILM":
            yield mention
            continue
        drawn = fate.setdefault(title_words(mention.text), rng.random())
        if drawn < HIDDEN or rng.random() < MISSED:
            continue
        yield msgspec.structs.replace(mention, label="PERSON") if drawn < HIDDEN + TURNED else mention


def pages_of(folder: Path) -> list[Document]:
    """The labelled pages of `folder`."""
    return [
        Document(
            page.name,
            "\n".join(page.lines),
            json.loads((folder / f"{page.name}.json").read_text(encoding="utf-8"))["film"],
        )
        for page in read_pages(folder)
    ]


def reviews_of(corpus: Path) -> list[Document]:
    """The reviews of a corpus file."""
    rows = map(json.loads, corpus.open(encoding="utf-8"))
    return [Document(row["id"], row["text"], row["facts"]["film"]) for row in rows]


def main() -> None:
    """Train, cross-validate over the pages, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("pages", type=Path, nargs="+")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--test", type=Path, nargs="*", default=[], help="corpus files or folders of pages")
    parser.add_argument("--kinds", type=Path, help="kinds of lines of pages held out, see train_blocks")
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    parser.add_argument("--output", type=Path, default=Path("rocket_cli/analysis/film_weights.json"))
    options = parser.parse_args()
    torch.set_num_threads(1)
    rng = random.Random(SEED)
    made = [
        Document("made", "\n".join(page.lines), page.film)
        for page in made_pages(options.corpus, random.Random(SEED + 1))
    ]
    learned = [choice_of(item, 1.0, rng) for item in tagged(reviews_of(options.corpus))]
    learned += [choice_of(item, MADE_WEIGHT, rng) for item in tagged(made)]
    kinds = held_out_kinds(options.kinds)
    pages: list[Choice] = []
    for weight, folder in zip(chain([PAGE_WEIGHT], repeat(OWN_WEIGHT)), options.pages, strict=False):
        pages += [choice_of(item, weight) for item in tagged(pages_of(folder), kinds)]
    if options.folds:
        cross_validate(pages, learned, options.folds, show=options.show)
    weights = fit(learned + pages, l2=L2)
    options.output.write_text(weights_json(weights, MARGIN), encoding="utf-8")
    for path in options.test:
        documents = pages_of(path) if path.is_dir() else reviews_of(path)
        judged = [(choice_of(item, 1.0), weights) for item in tagged(documents)]
        report(str(path), judged, 0.0, show=options.show)


def cross_validate(pages: list[Choice], learned: list[Choice], n_folds: int, *, show: bool) -> None:
    """Figures on pages that took no part in training."""
    judged: list[tuple[Choice, Weights]] = []
    for fold in range(n_folds):
        weights = fit(learned + [page for n, page in enumerate(pages) if n % n_folds != fold], l2=L2)
        judged += [(page, weights) for page in pages[fold::n_folds]]
    report("pages held out", judged, 0.0, show=show)


if __name__ == "__main__":
    main()
