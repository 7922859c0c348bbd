"""Put a trained network into a spaCy pipeline folder, quantised, calibrated and measured.

python -m models.scripts.package --weights WORK/final.pt --work WORK --out FOLDER
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import msgspec
import spacy
import torch
from spacy.language import Language

from models.scripts.export import build
from rocket_cli.nlp import sentences, tagger  # noqa: F401 - importing registers their factories
from rocket_cli.nlp.decoding import DecodingSettings
from rocket_cli.nlp.evaluation import evaluate

VERSION = "0.1.0"


def main() -> None:
    """Read the command line and write the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="folder with tokenizer.json and names.bin")
    parser.add_argument("--dev", type=Path, help="annotated reviews to measure on")
    parser.add_argument("--settings", type=Path, help="decoding.json with fitted decoding settings")
    parser.add_argument("--full-precision", action="store_true")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    settings = DecodingSettings()
    if args.settings:
        settings = msgspec.json.decode(args.settings.read_bytes(), type=DecodingSettings)
    nlp = assemble(args.weights, args.work, settings, quantised=not args.full_precision)
    if args.dev:
        result = evaluate(nlp, args.dev)
        nlp.meta["performance"] = {
            **{f"{name.lower()}_f": score.f1 for name, score in result.exact.items()},
            "calibration_error": result.calibration_error,
            "data": result.data,
            "data_sha256": result.data_sha256,
        }
    nlp.to_disk(args.out)
    write_checksums(args.out)
    print(json.dumps(nlp.meta.get("performance", {}), indent=1))


def assemble(weights: Path, work: Path, settings: DecodingSettings, *, quantised: bool = True) -> Language:
    """The pipeline: sentence boundaries, then the tagger with the network of `weights`."""
    state = {k: v.float().numpy() for k, v in torch.load(weights).items()}
    nlp = spacy.blank("en")
    nlp.meta.update(
        name="review_entities",
        version=VERSION,
        description="People, characters, films and places in film reviews.",
        author="rocket",
        license="MIT",
    )
    nlp.add_pipe("review_sentences")
    component = nlp.add_pipe("review_tagger")
    n_heads = state["layers.0.out.bias"].shape[0] // 32
    with tempfile.TemporaryDirectory() as folder:
        files = {
            tagger.GRAPH: build(state, n_heads=n_heads, quantised=quantised).SerializeToString(),
            tagger.TOKENIZER: (work / "tokenizer.json").read_bytes(),
            tagger.NAMES: (work / "names.bin").read_bytes(),
            tagger.SETTINGS: msgspec.json.format(msgspec.json.encode(settings)),
        }
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        component.from_disk(folder)  # type: ignore[attr-defined]
    return nlp


def write_checksums(folder: Path) -> None:
    """SHA-256 of every file of the folder, in the form of `sha256sum -c`."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}"
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "SHA256SUMS"
    ]
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
