"""From annotated reviews to a pipeline folder that spaCy loads: the whole path, on our six sample reviews."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from rocket_cli.nlp.evaluation import evaluate
from tests.gold.marks import read_gold

pytest.importorskip("torch", reason="training needs the 'train' extra: pip install -e '.[train]'")
pytest.importorskip("onnx", reason="training needs the 'train' extra: pip install -e '.[train]'")

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
MARKS = ROOT / "tests" / "gold" / "seeds"


def write_corpus(folder: Path) -> None:
    rows = [read_gold(SEEDS / f"{m.stem}.txt", m).as_row(m.stem) for m in sorted(MARKS.glob("*.marks"))]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    for name in ("train.jsonl", "dev.jsonl"):
        (folder / name).write_text(lines + "\n", encoding="utf-8")
    (folder / "general").mkdir()
    text = "Night Bus is a 1933 film. It stars Ada Reed and Tom Ball."
    ents = [[0, 9, "FILM"], [35, 43, "PERSON"], [48, 56, "PERSON"]]
    article = {"text": text, "ents": ents, "doc": "Night Bus", "src": "wiki_movies"}
    (folder / "general" / "wiki_movies.jsonl").write_text((json.dumps(article) + "\n") * 8, encoding="utf-8")
    names = folder / "names"
    names.mkdir()
    (names / "films.tsv").write_text("Night Bus\t1933\nTangerine\t2015\nStarlet\t2012\n", encoding="utf-8")
    (names / "people.tsv").write_text("Ada Reed\t3\nTom Ball\t2\nTom Reed\t2\n", encoding="utf-8")
    (names / "directors.tsv").write_text("Ada Ball\t3\n", encoding="utf-8")
    (names / "places.tsv").write_text("name\tkind\nTexas\tstate\nTexas City\tcity\n", encoding="utf-8")
    for kind in ("first_female", "first_male", "surnames"):
        (names / f"census1990_{kind}.tsv").write_text("Ada\t1\nTom\t1\n", encoding="utf-8")


def write_encoder(folder: Path) -> None:
    """A tokenizer over the words of the sample reviews; no pretrained weights."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    text = " ".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))).lower()
    special = ["[PAD]", "[unused0]", "[unused1]", "[UNK]", "[CLS]", "[SEP]"]
    words = sorted(set(re.findall(r"\w+|[^\w\s]", text)))
    letters = sorted({f"##{c}" for word in words for c in word})
    vocabulary = {piece: i for i, piece in enumerate(dict.fromkeys(special + words + letters))}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))


def run(module: str, *arguments: object) -> str:
    command = [sys.executable, "-m", f"models.scripts.{module}", *map(str, arguments)]
    # Matrices as small as these are faster on one thread than shared.
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_a_corpus_becomes_a_pipeline(tmp_path: Path) -> None:
    corpus, encoder, work, out = (tmp_path / name for name in ("corpus", "encoder", "work", "pipeline"))
    corpus.mkdir()
    encoder.mkdir()
    write_corpus(corpus)
    write_encoder(encoder)
    run(
        "train",
        *("--config", ROOT / "models" / "configs" / "tiny.toml"),
        *("--corpus", corpus, "--encoder", encoder, "--out", work),
    )
    dev = corpus / "dev.jsonl"
    common = ("--weights", work / "final.pt", "--work", work, "--dev", dev)
    run("package", *common, "--out", out)
    full = json.loads(run("package", *common, "--out", tmp_path / "full", "--full-precision"))

    nlp = spacy.load(out)
    result = evaluate(nlp, dev)
    # It has seen these very texts, so a path that works learns most of their names by heart, from nothing.
    assert result.exact["ALL"].f1 > 0.6
    assert result.exact["CHARACTER"].f1 > 0.4
    assert abs(result.exact["ALL"].f1 - full["all_f"]) < 0.05
    assert nlp.meta["performance"]["all_f"] == pytest.approx(result.exact["ALL"].f1)
    assert nlp.meta["performance"]["data_sha256"] == result.data_sha256

    sums = (out / "SHA256SUMS").read_text(encoding="utf-8")
    assert "review_tagger/tagger.onnx" in sums
    docs = list(nlp.pipe(["Simon Rex plays Mikey Saber in Red Rocket."] * 3, n_process=2))
    assert len({tuple((e.text, e.label_) for e in doc.ents) for doc in docs}) == 1
