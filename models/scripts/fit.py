"""Fit the decoding settings on development reviews: what to do with logits, not what they are.

    python -m models.scripts.fit --weights WORK/final.pt --work WORK --dev dev.jsonl --out decoding.json

Six numbers on some hundred documents: too few to learn a site by heart, but figures on these documents are
reported as fitted on them.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from models.scripts.package import assemble
from rocket_cli.nlp.decoding import DecodingSettings
from rocket_cli.nlp.evaluation import Span, _n_exact, calibration_error, gold_spans, read_annotated, score_all
from rocket_cli.nlp.tagger import set_spans

PENALTIES = (0.0, 1.0, 2.0)
# Above 0.65 a few wrong places begin to outvote a right one in long pages, which these documents do not show.
CONSISTENCIES = (0.0, 0.35, 0.5, 0.65)
ROLE_CONSISTENCIES = (0.5,)


def main() -> None:
    """Read the command line, search the grid, write the settings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    rows = read_annotated(args.dev)
    gold = [gold_spans(row) for row in rows]
    nlp = assemble(args.weights, args.work, DecodingSettings())
    tagger: Any = nlp.get_pipe("review_tagger")
    docs = [nlp.make_doc(row.text) for row in rows]
    tagged = [(doc, *tagger.logits(doc)) for doc in docs]

    best, best_f1 = DecodingSettings(), -1.0
    for penalty, consistency, role in product(PENALTIES, CONSISTENCIES, ROLE_CONSISTENCIES):
        settings = DecodingSettings(neighbour_penalty=penalty, consistency=consistency, role_consistency=role)
        scores = score_all(gold, [[s for s, _ in d] for d in predict(tagged, settings)], _n_exact)
        # Characters count beside the whole: the role is part of what people come for.
        f1 = scores["ALL"].f1 + 0.2 * scores["CHARACTER"].f1
        figures = " ".join(f"{k} {v.f1:.4f}" for k, v in scores.items())
        print(f"penalty {penalty} consistency {consistency} roles {role}: {figures}", flush=True)
        if f1 > best_f1:
            best, best_f1 = settings, f1
    predicted = predict(tagged, best)
    best = msgspec.structs.replace(best, calibration=fit_calibration(gold, predicted))
    error = calibration_error(gold, predict(tagged, best))
    print(f"chosen {best}, expected calibration error {error}")
    args.out.write_bytes(msgspec.json.format(msgspec.json.encode(best)) + b"\n")


def predict(tagged: Sequence[Any], settings: DecodingSettings) -> list[list[tuple[Span, float]]]:
    """Spans and confidences of each Doc under `settings`."""
    result = []
    for doc, encoded, logits in tagged:
        set_spans(doc, encoded, logits, settings)
        result.append([((e.start_char, e.end_char, e.label_), e._.confidence) for e in doc.ents])
    return result


def fit_calibration(
    gold: Sequence[Sequence[Span]], predicted: Sequence[Sequence[tuple[Span, float]]]
) -> tuple[float, float]:
    """Slope and intercept of logistic regression from the logit of confidence to being right (Platt 1999)."""
    merge = {"CHARACTER": "PERSON"}
    x, y = [], []
    for g, p in zip(gold, predicted, strict=True):
        right = {(s, e, merge.get(label, label)) for s, e, label in g}
        for (s, e, label), confidence in p:
            c = min(max(confidence, 1e-4), 1 - 1e-4)
            x.append(np.log(c / (1 - c)))
            y.append((s, e, merge.get(label, label)) in right)
    features = np.stack([np.asarray(x), np.ones(len(x))], 1)
    target, weights = np.asarray(y, float), np.array([1.0, 0.0])
    for _ in range(50):
        p_right = 1 / (1 + np.exp(-features @ weights))
        hessian = features.T @ (features * (p_right * (1 - p_right))[:, None]) + 1e-3 * np.eye(2)
        weights += np.linalg.solve(hessian, features.T @ (target - p_right))
    return round(float(weights[0]), 4), round(float(weights[1]), 4)


if __name__ == "__main__":
    main()
