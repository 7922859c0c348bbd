"""A linear model that chooses one of several candidates, or "none": fitted in PyTorch, written as JSON.

What the models of film, outlet and reviewer are made by; rocket_cli.reading.linear runs them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import torch

from models.scripts.train_blocks import SEED

N_STEPS = 400

# The features of each candidate of one page.
Rows = Sequence[Sequence[str]]
Weights = tuple[dict[str, float], float]


def frequent_features(pages: Iterable[Rows], min_count: int) -> list[str]:
    """The features that `min_count` candidates or more have."""
    counts = Counter(feature for rows in pages for row in rows for feature in row)
    return sorted(name for name, n in counts.items() if n >= min_count)


def fit_softmax(
    pages: Sequence[Rows],
    names: Sequence[str],
    loss_of: Callable[[torch.Tensor], torch.Tensor],
    weight: torch.Tensor,
    l2: float,
) -> Weights:
    """Weights of the features `names`, and the score that a candidate must beat.

    `loss_of` takes the scores, a row for each page with "none" in front and -1e9 where there is no candidate,
    and gives the loss of each page; `weight` says how much the page counts.
    """
    torch.manual_seed(SEED)
    index = {name: i for i, name in enumerate(names)}
    width = max(map(len, pages)) + 1
    where, which, cells = [], [], []
    there = torch.full((len(pages), width), -1e9)
    there[:, 0] = 0
    for b, rows in enumerate(pages):
        for t, row in enumerate(rows):
            known = sorted({index[f] for f in row if f in index})
            where += [len(cells)] * len(known)
            which += known
            cells.append(b * width + t + 1)
            there[b, t + 1] = 0
    features = torch.sparse_coo_tensor(
        torch.tensor([where, which]), torch.ones(len(where)), (len(cells), len(names)), check_invariants=False
    ).coalesce()
    at = torch.tensor(cells)
    w = torch.zeros(len(names), 1, requires_grad=True)
    none = torch.zeros(1, requires_grad=True)
    optimiser = torch.optim.Adam([w, none], lr=0.05)
    for _ in range(N_STEPS):
        optimiser.zero_grad()
        flat = torch.zeros(len(pages) * width).index_copy(0, at, torch.sparse.mm(features, w).squeeze(1))
        scores = torch.cat([none.expand(len(pages), 1), flat.view(len(pages), width)[:, 1:]], dim=1)
        loss = (loss_of(scores + there) * weight).sum() / weight.sum() + l2 * (w**2).sum() / 10
        loss.backward()
        optimiser.step()
    values = w.detach().squeeze(1)
    return {n: round(float(v), 3) for n, v in zip(names, values, strict=True)}, round(float(none.detach()), 3)


def picked(rows: Rows, weights: Weights, margin: float) -> int:
    """Which candidate is chosen when it must beat "none" by `margin`; -1 for none."""
    features, none = weights
    scores = [sum(features.get(f, 0.0) for f in row) - none - margin for row in rows]
    best = max(range(len(scores)), key=scores.__getitem__, default=-1)
    return best if best >= 0 and scores[best] > 0 else -1


def weights_json(weights: Weights, margin: float = 0.0) -> str:
    """Weights as the JSON text that ships; a candidate must beat "none" by `margin`."""
    features, none = weights
    kept = {name: value for name, value in features.items() if abs(value) >= 0.02}
    body = ",\n".join(f"  {json.dumps(name)}: {value}" for name, value in kept.items())
    return f'{{\n "none": {round(none + margin, 3)},\n "features": {{\n{body}\n }}\n}}\n'
