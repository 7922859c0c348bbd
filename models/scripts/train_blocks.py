"""Train the line model of rocket_cli.reading on pages whose lines are labelled, and cross-validate it.

    python -m models.scripts.train_blocks ../shared/corpus/train.jsonl ../shared/pages/dev models/pages
    python -m models.scripts.train_blocks ../shared/corpus/train.jsonl models/pages --folds 6 --dry-run

A CRF with one hidden layer, trained in PyTorch on the whole batch. Pages are recombined (head of one,
review of another, tail of a third), thinned and re-spaced, so that what is learned is not one page's order;
each is learned once more without its furniture, as a review that stands alone.
Reviews of the corpus, which have hardly any furniture, keep it from calling a short paragraph furniture.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import torch
from torch.nn import functional

from models.scripts.make_pages import Maker
from rocket_cli.reading.blocks import Classified, classify
from rocket_cli.reading.feature_sets import SAYS
from rocket_cli.reading.features import page_features
from rocket_cli.reading.lines import Line, split_lines
from rocket_cli.reading.sequence import (
    KIND_OF_STATE,
    SCALE,
    STATES,
    StoredWeights,
    Weights,
    best_states,
    unpacked,
)
from rocket_cli.records import BlockKind

SEED = 20211114
N_EPOCHS = 220
MIX = 1  # recombined pages per page: more of them, and real pages count for too little
BARE_WEIGHT = 0.5  # of a page once more without its furniture: the first line need not be a masthead
MADE = 500  # pages made around corpus reviews
MADE_DOUBLE = 40  # and pages with two reviews
MADE_WEIGHT = 0.5  # of a made page beside a labelled page's 1.0
CORPUS_SHARE = 0.7  # weight of a corpus review beside a labelled page's 1.0
CORPUS_REVIEWS = 260
L2 = 0.004
N_HIDDEN, HIDDEN_L2, DROPPED = 32, 0.0002, 0.3
RATE, HIDDEN_RATE = 0.06, 0.01
MIN_COUNT = 3  # a feature on fewer lines is not kept
WORD_PAGES = 6  # nor is a word that fewer labelled pages hold
LONGEST = 150  # lines per sequence in training


class Page(NamedTuple):
    """Lines with their kinds, blank ones included (kind `blank`)."""

    name: str
    lines: list[str]
    kinds: list[str]
    film: str | None = None


class Example(NamedTuple):
    """One sequence to learn from."""

    rows: list[list[str]]
    blanks: list[bool]
    states: list[str]
    weight: float


def read_pages(folder: Path) -> list[Page]:
    """Labelled pages of `folder`."""
    pages = []
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
        kinds = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["lines"]
        pages.append(Page(path.stem, text.split("\n")[: len(kinds)], kinds))
    return pages


def read_reviews(path: Path, rng: random.Random) -> list[Page]:
    """Corpus reviews as pages of body, with the header lines that their facts let one recognise."""
    documents = [json.loads(line) for line in path.open(encoding="utf-8")]
    rng.shuffle(documents)
    pages = []
    for document in documents:
        page = review_as_page(document)
        if page is not None:
            pages.append(page)
        if len(pages) == CORPUS_REVIEWS:
            break
    return pages


def review_as_page(document: dict) -> Page | None:
    """One corpus review, or None where its header cannot be told from its body."""
    lines = document["text"].split("\n")
    facts = document["facts"]
    kinds = ["body" if line.strip() else "blank" for line in lines]
    if len(lines) > LONGEST or not facts.get("film"):
        return None
    film = facts["film"].lower()
    for i, line in enumerate(lines[:12]):
        words = line.split()
        if not words:
            continue
        if len(words) > 18:
            break
        kind = header_kind(line, film, facts, first=i == 0)
        if kind is None:
            return None
        kinds[i] = kind
    for i, line in enumerate(lines):
        if kinds[i] == "body" and len(line) < 60 and is_score(line):
            kinds[i] = "rating"
    return Page(document["id"], lines, kinds)


def is_score(line: str) -> bool:
    """Whether a line of a corpus review is nothing but its rating."""
    rows = page_features(split_lines(line))
    return bool({"score-alone", "score-label"} & set(rows[0])) if rows else False


def header_kind(line: str, film: str, facts: dict, *, first: bool) -> str | None:
    """The kind of a short line above the text, None where nothing says which."""
    row = set(
        page_features(split_lines(line + "\n\n" + "It is a film that one should see for all of it. " * 9))[0]
    )
    if facts.get("reviewer") and facts["reviewer"].lower() in line.lower() and len(line) < 80:
        return "byline"
    if "label" in row:
        return "credits" if "score" not in row else "rating"
    if "score-alone" in row or "score-label" in row:
        return "rating"
    if "date" in row:
        return "furniture"
    if first and (film in line.lower() or "review-word" in row):
        return "title"
    return None


def mixed(pages: list[Page], reviews: list[Page], rng: random.Random) -> Page:
    """A new page: head of one, core of another, tail of a third, perhaps other paragraphs in the body."""
    core, head, tail = rng.choice(pages), rng.choice(pages), rng.choice(pages)
    parts = cut(core)
    lines = list(parts[1])
    if rng.random() < 0.4:
        lines = with_other_body(lines, rng.choice(reviews), rng)
    top = thinned(cut(head)[0] if rng.random() < 0.5 else parts[0], rng)
    bottom = thinned(cut(tail)[2] if rng.random() < 0.5 else parts[2], rng)
    joined = respaced(top + lines + bottom, rng)
    return Page("mix", [line for line, _ in joined], [kind for _, kind in joined])


def bare(page: Page, rng: random.Random) -> Page:
    """The same review, or its beginning, as somebody pastes it who leaves the site around it alone."""
    kept = [pair for pair in zip(page.lines, page.kinds, strict=True) if pair[1] != "furniture"]
    body = [n for n, (_, kind) in enumerate(kept) if kind == "body"]
    if body and rng.random() < 0.5:
        kept = kept[: rng.choice(body) + 1]
    return Page("bare", [line for line, _ in kept], [kind for _, kind in kept])


def cut(page: Page) -> tuple[list[tuple[str, str]], list[tuple[str, str]], list[tuple[str, str]]]:
    """Furniture above everything else, the review with all between, furniture below everything else."""
    pairs = list(zip(page.lines, page.kinds, strict=True))
    own = [i for i, (_, kind) in enumerate(pairs) if kind not in {"furniture", "blank"}]
    first, last = own[0], own[-1]
    return pairs[:first], pairs[first : last + 1], pairs[last + 1 :]


def with_other_body(lines: list[tuple[str, str]], review: Page, rng: random.Random) -> list[tuple[str, str]]:
    """`lines` with each long body line replaced by a paragraph of another review."""
    paragraphs = [line for line, kind in zip(review.lines, review.kinds, strict=True) if kind == "body"]
    return [
        (rng.choice(paragraphs) if kind == "body" and len(line) > 200 and paragraphs else line, kind)
        for line, kind in lines
    ]


def thinned(pairs: list[tuple[str, str]], rng: random.Random) -> list[tuple[str, str]]:
    """Furniture with a stretch of it left out."""
    if len(pairs) < 3 or rng.random() < 0.4:
        return pairs
    a, b = sorted(rng.sample(range(len(pairs) + 1), 2))
    return pairs[:a] + pairs[b:]


def respaced(pairs: list[tuple[str, str]], rng: random.Random) -> list[tuple[str, str]]:
    """The same lines with blank lines as they were, nowhere, or everywhere."""
    style = rng.random()
    if style < 0.6:
        return pairs
    filled = [pair for pair in pairs if pair[1] != "blank"]
    if style < 0.8:
        return filled
    return [spaced for pair in filled for spaced in (pair, ("", "blank"))]


def as_example(page: Page, weight: float) -> Example | None:
    """Features and states of a page; None if it has no body."""
    lines = split_lines("\n".join(page.lines))[:LONGEST]
    kinds = [page.kinds[line.number] for line in lines]
    if "body" not in kinds:
        return None
    first, last = kinds.index("body"), len(kinds) - 1 - kinds[::-1].index("body")
    states = []
    for i, kind in enumerate(kinds):
        place = "before" if i < first else "after" if i > last else "between"
        states.append(place if kind == "furniture" else kind)
    return Example(page_features(lines), [line.blank_above for line in lines], states, weight)


def shared_words(pages: Sequence[Example]) -> set[str]:
    """The features that are words of at least WORD_PAGES of the labelled `pages`."""
    counts = Counter(
        name
        for page in pages
        for name in {name for row in page.rows for name in row if name.startswith(SAYS)}
    )
    return {name for name, n in counts.items() if n >= WORD_PAGES}


def train(examples: list[Example], words: Collection[str], n_epochs: int = N_EPOCHS) -> StoredWeights:
    """Fit the model to `examples`, with no features of words but `words`."""
    torch.manual_seed(SEED)
    counts = Counter(name for example in examples for row in example.rows for name in set(row))
    names = sorted(
        name for name, n in counts.items() if n >= MIN_COUNT and (name in words or not name.startswith(SAYS))
    )
    index = {name: i for i, name in enumerate(names)}
    batch = Batch(examples, index)
    n = len(STATES)
    straight = [torch.zeros(shape) for shape in ((len(names), n), (n,), (n,), (2, n, n))]
    hidden = [torch.randn(len(names), N_HIDDEN) / 10, torch.zeros(N_HIDDEN), torch.randn(N_HIDDEN, n) / 10]
    for parameter in straight + hidden:
        parameter.requires_grad_(True)
    optimiser = torch.optim.Adam(
        [{"params": straight, "lr": RATE}, {"params": hidden, "lr": HIDDEN_RATE}],
    )
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, n_epochs)
    for _ in range(n_epochs):
        optimiser.zero_grad()
        held_in = L2 * sum((p**2).sum() for p in straight) + HIDDEN_L2 * sum((p**2).sum() for p in hidden)
        (batch.loss(straight, hidden) + held_in / 10).backward()
        optimiser.step()
        schedule.step()
    return packed(names, straight, hidden)


class Batch:
    """All sequences padded into tensors."""

    def __init__(self, examples: list[Example], index: dict[str, int]) -> None:
        self.length = max(len(example.rows) for example in examples)
        size = (len(examples), self.length)
        self.mask = torch.zeros(size)
        self.gold = torch.zeros(size, dtype=torch.long)
        self.blank = torch.zeros(size, dtype=torch.long)
        self.weight = torch.tensor([example.weight for example in examples])
        where, which, self.cells = [], [], []
        for b, example in enumerate(examples):
            for t, row in enumerate(example.rows):
                self.mask[b, t] = 1
                self.gold[b, t] = STATES.index(example.states[t])
                self.blank[b, t] = int(example.blanks[t])
                known = {index[name] for name in row if name in index}
                where += [len(self.cells)] * len(known)
                which += sorted(known)
                self.cells.append(b * self.length + t)
        ones = torch.ones(len(where))
        self.features = torch.sparse_coo_tensor(
            torch.tensor([where, which]), ones, (len(self.cells), len(index)), check_invariants=False
        ).coalesce()
        self.cells_at = torch.tensor(self.cells)

    def loss(self, straight, hidden):
        """Weighted negative log-likelihood per page."""
        weights, start, end, steps = straight
        inward, bias, outward = hidden
        n = weights.shape[1]
        units = torch.relu(torch.sparse.mm(self.features, inward) + bias)
        said = torch.sparse.mm(self.features, weights) + functional.dropout(units, DROPPED) @ outward
        emission = torch.zeros(self.mask.numel(), n).index_copy(0, self.cells_at, said)
        emission = emission.view(*self.mask.shape, n)
        alpha = start + emission[:, 0]
        gold = start[self.gold[:, 0]] + emission[:, 0].gather(1, self.gold[:, :1]).squeeze(1)
        for t in range(1, self.length):
            step = steps[self.blank[:, t]]
            new = torch.logsumexp(alpha.unsqueeze(2) + step, dim=1) + emission[:, t]
            on = self.mask[:, t].unsqueeze(1)
            alpha = on * new + (1 - on) * alpha
            taken = steps[self.blank[:, t], self.gold[:, t - 1], self.gold[:, t]]
            gold = gold + self.mask[:, t] * (
                taken + emission[:, t].gather(1, self.gold[:, t : t + 1]).squeeze(1)
            )
        last = self.gold.gather(1, (self.mask.sum(1).long() - 1).unsqueeze(1)).squeeze(1)
        total = torch.logsumexp(alpha + end, dim=1) - gold - end[last]
        return (total * self.weight).sum() / self.weight.sum()


def packed(names: list[str], straight, hidden) -> StoredWeights:
    """Weights as they ship; features with nothing to say are left out."""

    def whole(tensor):
        return torch.round(tensor.detach() * SCALE).short()

    table = whole(torch.cat([straight[0], hidden[0]], dim=1))
    kept = [n for n, row in enumerate(table) if row.abs().max() > 20]
    bias = torch.cat([torch.zeros(len(STATES), dtype=torch.short), whole(hidden[1])])
    rows = torch.cat([table[kept], bias.unsqueeze(0)]).numpy()
    rest = {
        name: whole(tensor).tolist()
        for name, tensor in zip(("hidden", "start", "end", "steps"), (hidden[2], *straight[1:]), strict=True)
    }
    return msgspec.convert(
        {"features": [names[n] for n in kept], "table": rows.astype("<i2").tobytes(), **rest}, StoredWeights
    )


def fit(pages: list[Page], reviews: list[Page], made: list[Page]) -> StoredWeights:
    """Train on pages, recombined pages and corpus reviews."""
    rng = random.Random(SEED)
    recombined = [mixed(pages, reviews, rng) for _ in range(MIX * len(pages))]
    own = [example for page in pages if (example := as_example(page, 1.0))]
    examples = [as_example(page, 0.5) for page in recombined]
    examples += [as_example(bare(page, rng), BARE_WEIGHT) for page in pages]
    examples += [as_example(page, MADE_WEIGHT) for page in made]
    examples += [as_example(page, CORPUS_SHARE) for page in reviews]
    return train(own + [example for example in examples if example], shared_words(own))


def made_pages(corpus: Path, rng: random.Random) -> list[Page]:
    """Corpus reviews in invented surroundings."""
    documents = [json.loads(line) for line in corpus.open(encoding="utf-8")]
    reviews = []
    for document in documents:
        page = review_as_page(document)
        if page is None:
            continue
        body = [line for line, kind in zip(page.lines, page.kinds, strict=True) if kind == "body"]
        if not 120 <= sum(len(line.split()) for line in body) <= 1500:
            continue
        characters = set(document["characters"])
        people = [document["text"][a:b] for a, b, label in document["ents"] if label == "PERSON"]
        people = list(dict.fromkeys(name for name in people if " " in name and name not in characters))
        reviews.append({"film": document["facts"]["film"], "body": body, "people": people})
    maker = Maker(corpus.parent / "names", [review["film"] for review in reviews], rng)
    chosen = [rng.choice(reviews) for _ in range(MADE)]
    single = [Page("made", *maker.page(review), review["film"]) for review in chosen]
    pairs = [rng.sample(reviews, 2) for _ in range(MADE_DOUBLE)]
    return single + [Page("made", *maker.double_page(*pair), pair[0]["film"]) for pair in pairs]


class Score(NamedTuple):
    """Lines right of all, and characters of body found, given and true."""

    right: int
    lines: int
    both: int
    given: int
    true: int


def score(weights: Weights, page: Page) -> tuple[Score, list[str]]:
    """How the kinds of `page` come out, with the lines that do not."""
    lines = split_lines("\n".join(page.lines))
    right = both = given = true = 0
    wrong = []
    for line, kind in zip(lines, kinds_of(weights, lines), strict=True):
        gold = page.kinds[line.number]
        size = line.end - line.start
        right += kind == gold
        given += size * (kind == "body")
        true += size * (gold == "body")
        both += size * (kind == gold == "body")
        if kind != gold:
            wrong.append(f"{page.name}:{line.number} {gold}>{kind} {line.plain[:90]}")
    return Score(right, len(lines), both, given, true), wrong


def report(name: str, scores: list[Score]) -> None:
    """Print line accuracy and body F1 over pages."""
    total = Score(*(sum(column) for column in zip(*scores, strict=True)))
    f1 = 2 * total.both / (total.given + total.true)
    print(
        f"{name}: line accuracy {total.right / total.lines:.4f}, body F1 {f1:.4f}, "
        f"recall {total.both / total.true:.4f}, precision {total.both / total.given:.4f}"
    )


def cross_validate(
    pages: list[Page], reviews: list[Page], made: list[Page], n_folds: int
) -> dict[str, list[str]]:
    """Figures on pages that took no part in training; gives the kinds of their lines by the page's name."""
    order = list(pages)
    random.Random(SEED).shuffle(order)
    scores = []
    kinds: dict[str, list[str]] = {}
    for fold in range(n_folds):
        held = order[fold::n_folds]
        weights = unpacked(fit([page for page in order if page not in held], reviews, made))
        for page in held:
            one, wrong = score(weights, page)
            scores.append(one)
            kinds[page.name] = kinds_of(weights, split_lines("\n".join(page.lines)))
            print("\n".join(wrong))
    report(f"{n_folds}-fold", scores)
    return kinds


def kinds_of(weights: Weights, lines: Sequence[Line]) -> list[str]:
    """The kind that the model gives to each of `lines`."""
    states = best_states(page_features(lines), [line.blank_above for line in lines], weights)
    return [KIND_OF_STATE[state] for state in states]


def held_out_kinds(path: Path | None) -> dict[str, list[BlockKind]]:
    """What `--kinds` wrote: the kinds of lines by page, from a model that has not seen the page."""
    return {} if path is None else json.loads(path.read_text(encoding="utf-8"))


def classified(text: str, held_out: Sequence[BlockKind] | None) -> Classified:
    """The lines of `text` with the kinds `held_out`, or with those that the line model which ships gives."""
    return (split_lines(text), list(held_out)) if held_out is not None else classify(text)


def main() -> None:
    """Train, cross-validate, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("pages", type=Path, nargs="+", help="folders of labelled pages")
    parser.add_argument("--test", type=Path, nargs="*", default=[], help="folders of pages to measure on")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument(
        "--kinds", type=Path, help="where to write the kinds of lines of pages held out, for the other models"
    )
    parser.add_argument("--made-only", action="store_true", help="train on no labelled page, measure on all")
    parser.add_argument("--dry-run", action="store_true", help="do not write the weights")
    parser.add_argument("--output", type=Path, default=Path("rocket_cli/reading/block_weights.bin"))
    options = parser.parse_args()
    torch.set_num_threads(1)
    pages = [page for folder in options.pages for page in read_pages(folder)]
    reviews = read_reviews(options.corpus, random.Random(SEED))
    made = made_pages(options.corpus, random.Random(SEED))
    if options.made_only:
        weights = unpacked(fit([], reviews, made))
        scores = [score(weights, page) for page in pages]
        print("\n".join(line for _, wrong in scores for line in wrong))
        report("trained on made pages alone", [one for one, _ in scores])
        return
    if options.folds:
        kinds = cross_validate(pages, reviews, made, options.folds)
        if options.kinds:
            options.kinds.write_text(json.dumps(kinds), encoding="utf-8")
    if not options.dry_run:
        stored = fit(pages, reviews, made)
        options.output.write_bytes(msgspec.msgpack.encode(stored))
        weights = unpacked(stored)
        report("on the pages trained on", [score(weights, page)[0] for page in pages])
        for folder in options.test:
            report(str(folder), [score(weights, page)[0] for page in read_pages(folder)])
        print(f"{options.output}: {len(weights.rows)} features", file=sys.stderr)


if __name__ == "__main__":
    main()
