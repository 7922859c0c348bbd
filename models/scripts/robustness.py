"""How the pipeline stands up to texts unlike those it was made for: case lost, punctuation lost, new names.

python -m models.scripts.robustness --dev CORPUS/dev.jsonl --names CORPUS/names [--model FOLDER]
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from pathlib import Path
from typing import Any

from models.scripts.augment import Exchanger, lower, no_punctuation, upper
from models.scripts.corpus import read_reviews
from rocket_cli.nlp.evaluation import evaluate
from rocket_cli.nlp.pipeline import load_pipeline

SEED = 2021


def main() -> None:
    """Read the command line and print F1 of every copy of the data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--model")
    args = parser.parse_args()
    nlp = load_pipeline(args.model)
    rows = read_reviews(args.dev)
    exchanger, rng = Exchanger(args.names), random.Random(SEED)
    copies = {
        "as they are": rows,
        "all capitals": [upper(row) for row in rows],
        "all lower case": [lower(row) for row in rows],
        "no punctuation": [no_punctuation(row) for row in rows],
        "every name exchanged": [
            exchanger.exchange(row, rng, people=1.0, films=0.0, places=0.0) for row in rows
        ],
    }
    for name, copy in copies.items():
        scores = evaluate_rows(nlp, copy).exact
        figures = "  ".join(f"{label} {score.f1:.4f}" for label, score in scores.items())
        print(f"{name:22} {figures}  PERSON recall {scores['PERSON'].recall:.4f}")


def evaluate_rows(nlp: Any, rows: list[dict[str, Any]]) -> Any:
    """`evaluate` on rows in memory. Characters are told by string, as in the annotated files."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rows.jsonl")
        with path.open("w", encoding="utf-8") as out:
            for row in rows:
                text = row["text"]
                characters = sorted({text[s:e] for s, e, label in row["ents"] if label == "CHARACTER"})
                ents = [[s, e, "PERSON" if label == "CHARACTER" else label] for s, e, label in row["ents"]]
                gold = {"id": row["id"], "text": text, "ents": ents, "characters": characters}
                out.write(json.dumps(gold) + "\n")
        return evaluate(nlp, path)


if __name__ == "__main__":
    main()
