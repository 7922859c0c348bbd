"""Train the review tagger: over the general corpora, over annotated reviews, over reviews in pages.

python -m models.scripts.train --config models/configs/full.toml --corpus CORPUS --encoder FOLDER --out WORK
"""

from __future__ import annotations

import argparse
import math
import random
import time
import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

import spacy
import torch
from torch import nn

from models.scripts.augment import Exchanger, vary
from models.scripts.corpus import allowed_tags, batches, read_general, read_reviews
from models.scripts.network import Tagger, load_encoder
from models.scripts.pages import surround
from models.scripts.prepare import build_name_lists, build_tokenizer
from rocket_cli.nlp.names import N_NAME_FEATURES
from rocket_cli.nlp.pieces import TAGS, PieceEncoder, cut_windows

STAGES = ("general", "review", "pages")
Row = dict[str, Any]
Window = tuple[list[int], list[int], list[int], list[int]]


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights to start from")
    parser.add_argument("--stages", nargs="+", default=list(STAGES), choices=STAGES)
    args = parser.parse_args()
    config = tomllib.loads(args.config.read_text(encoding="utf-8"))
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(config["seed"])
    rng = random.Random(config["seed"])

    nlp = spacy.blank("en")
    tokenizer = build_tokenizer(args.encoder)
    names = build_name_lists(args.corpus / "names", nlp)
    tokenizer.save(str(args.out / "tokenizer.json"))
    (args.out / "names.bin").write_bytes(names.to_bytes())
    trainer = Trainer(config, nlp, PieceEncoder(tokenizer, names), Exchanger(args.corpus / "names"), rng)
    model = Tagger(tokenizer.get_vocab_size(), **config.get("network", {}))
    if args.start:
        model.load_state_dict(torch.load(args.start))
    elif args.encoder.joinpath("model.safetensors").exists():
        load_encoder(model, args.encoder, list(range(tokenizer.get_vocab_size())))

    for name in (stage for stage in args.stages if stage in config):
        if name == "general":
            rows = read_general(args.corpus / "general", config["general"]["limits"], rng)
        else:
            rows = read_reviews(args.corpus / "train.jsonl")
        model = trainer.run(model, rows, config[name], name)
        torch.save(model.state_dict(), args.out / f"{name}.pt")
    shares = config.get("average", {name: 1.0})
    stages = {stage: torch.load(args.out / f"{stage}.pt") for stage in shares}
    final = {
        key: sum(share * stages[stage][key] for stage, share in shares.items()) for key in model.state_dict()
    }
    torch.save(final, args.out / "final.pt")


class Trainer:
    """Runs one stage of training: rows in, the averaged network out."""

    def __init__(
        self,
        config: dict[str, Any],
        nlp: Any,
        encoder: PieceEncoder,
        exchanger: Exchanger,
        rng: random.Random,
    ) -> None:
        self.config, self.nlp, self.encoder, self.exchanger, self.rng = config, nlp, encoder, exchanger, rng

    def run(self, model: Tagger, rows: list[Row], stage: dict[str, Any], name: str) -> Tagger:
        """Train `model` for the stage's epochs and give the running mean of its weights."""
        first = self.windows(rows, stage)
        n_steps = stage["epochs"] * len(list(batches(_lengths(first), self.config["batch_pieces"], self.rng)))
        fresh = [p for n, p in model.named_parameters() if n.split(".")[0] in ("cases", "names", "tags")]
        others = [p for n, p in model.named_parameters() if n.split(".")[0] not in ("cases", "names", "tags")]
        rate = stage["learning_rate"]
        optimizer = torch.optim.AdamW(
            [{"params": others, "lr": rate}, {"params": fresh, "lr": rate * 3}], weight_decay=0.01
        )
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: _linear(step, n_steps, stage["warmup"])
        )
        mean = deepcopy(model)
        step, began, total = 0, time.time(), 0.0
        for epoch in range(stage["epochs"]):
            windows = first if epoch == 0 else self.windows(rows, stage)
            for batch in batches(_lengths(windows), self.config["batch_pieces"], self.rng):
                loss = self.step(model, [windows[i] for i in batch])
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimizer.step()
                schedule.step()
                step += 1
                _average(mean, model, min(self.config["ema"], step / (step + 10)))
                total = 0.98 * total + 0.02 * loss.item()
                if step % 25 == 0:
                    seconds = time.time() - began
                    print(
                        f"{name} epoch {epoch} step {step}/{n_steps} loss {total / (1 - 0.98**step):.4f} "
                        f"{seconds:.0f}s, {seconds / step * (n_steps - step):.0f}s left",
                        flush=True,
                    )
        return mean

    def step(self, model: Tagger, windows: list[Window]) -> torch.Tensor:
        """Mean over tokens of minus the log of the probability of the tags that the annotation allows."""
        model.train()
        ids, cases, names, mask, allowed = collate(windows, self.encoder)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = model(ids, cases, names, mask)
        at = allowed > 0
        logits = logits.float()[at]
        bits = (allowed[at][:, None] >> torch.arange(len(TAGS))) & 1
        log_p = logits.log_softmax(-1).masked_fill(bits == 0, -1e9)
        return -log_p.logsumexp(-1).mean()

    def windows(self, rows: list[Row], stage: dict[str, Any]) -> list[Window]:
        """The windows of one epoch, each row varied anew."""
        result: list[Window] = []
        for row in rows:
            if self.rng.random() < stage.get("surround", 0):
                row = surround(row, self.exchanger, self.rng)
            row = vary(row, self.exchanger, self.rng, stage)
            doc = self.nlp.make_doc(row["text"])
            allowed = allowed_tags(doc, row["ents"], row["src"])
            encoded = self.encoder.encode(doc)
            n = len(encoded.ids)
            piece_allowed = [0] * n
            for token, piece in enumerate(encoded.first_piece):
                if piece >= 0:
                    piece_allowed[piece] = allowed[token]
            hide = self.rng.random() < stage["name_dropout"]
            names = [0] * n if hide else list(encoded.names)
            size = self.rng.choice(self.config["windows"])
            for start, end in cut_windows(encoded, size, size // 8):
                result.append(
                    (
                        list(encoded.ids[start:end]),
                        list(encoded.cases[start:end]),
                        names[start:end],
                        piece_allowed[start:end],
                    )
                )
        return result


def collate(windows: list[Window], encoder: PieceEncoder) -> tuple[torch.Tensor, ...]:
    """Padded tensors of ids, cases, name features, mask and allowed tags, framed by [CLS] and [SEP]."""
    longest = max(len(w[0]) for w in windows) + 2
    ids = torch.full((len(windows), longest), encoder.pad_id)
    cases = torch.zeros((len(windows), longest), dtype=torch.long)
    bits = torch.zeros((len(windows), longest), dtype=torch.long)
    mask = torch.zeros((len(windows), longest))
    allowed = torch.zeros((len(windows), longest), dtype=torch.long)
    for row, (piece_ids, piece_cases, piece_names, piece_allowed) in enumerate(windows):
        n = len(piece_ids)
        ids[row, : n + 2] = torch.tensor([encoder.cls_id, *piece_ids, encoder.sep_id])
        cases[row, 1 : n + 1] = torch.tensor(piece_cases)
        bits[row, 1 : n + 1] = torch.tensor(piece_names)
        mask[row, : n + 2] = 1
        allowed[row, 1 : n + 1] = torch.tensor(piece_allowed)
    names = ((bits[..., None] >> torch.arange(N_NAME_FEATURES)) & 1).float()
    return ids, cases, names, mask, allowed


def _lengths(windows: list[Window]) -> list[int]:
    return [len(w[0]) + 2 for w in windows]


def _linear(step: int, n_steps: int, warmup: float) -> float:
    rise = max(1, math.ceil(n_steps * warmup))
    return step / rise if step < rise else max(0.0, (n_steps - step) / max(1, n_steps - rise))


@torch.no_grad()
def _average(mean: nn.Module, model: nn.Module, decay: float) -> None:
    new = dict(model.named_parameters())
    for name, old in mean.named_parameters():
        old.lerp_(new[name].detach(), 1 - decay)


if __name__ == "__main__":
    main()
