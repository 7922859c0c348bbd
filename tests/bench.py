"""Speed and memory, as ratios measured side by side: A B A B …, the median. `make bench` writes
docs/benchmarks.md.

    python -m tests.bench [N] [--only ROW,ROW] [--pairs 5]

N is the number of reviews in bulk (500), forty times as many short ones for memory (20,000). With `--only`
the rows are printed and nothing is written. Seconds belong to a machine and to its mood; a ratio of two runs
in turn holds anywhere.
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from tests.synthetic_reviews import write_reviews

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
N_PAIRS = 5
N_REVIEWS = 500  # in bulk, unless said otherwise: half a minute a run, so that all rows take 20 minutes
N_SHORT = 40  # times as many short reviews for memory
SHORT_WORDS = 60
PARAGRAPH = 200  # characters that a line of running text has at least

HELP_FLOOR = """
import typer
from rich.console import Console
from rich.table import Table
table = Table("a", "b")
table.add_row("1", "2")
Console().print(table)
"""

COMPARE_FLOOR = """
import sys
from pathlib import Path
import spacy
from rocket_cli.nlp.pipeline import shipped_pipeline
from rocket_cli.analysis.readability import score_readability
texts = [p.read_text(encoding="utf-8") for p in sorted(Path(sys.argv[1]).glob("*.txt"))]
nlp = spacy.load(shipped_pipeline())
for doc in nlp.pipe(texts):
    score_readability(doc.text)
"""

THROUGHPUT = """
import sys, time, warnings
from pathlib import Path
import spacy
warnings.simplefilter("ignore")
which, n = sys.argv[2], int(sys.argv[3])
texts = [p.read_text(encoding="utf-8") for p in sorted(Path(sys.argv[1]).glob("*.txt"))] * n
if which == "ours":
    from rocket_cli.nlp.pipeline import load_pipeline
    nlp = load_pipeline()
else:
    # The architecture of the published small English pipeline; untrained weights are as fast.
    nlp = spacy.blank("en")
    tok2vec = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {"@architectures": "spacy.MultiHashEmbed.v2", "width": 96,
                  "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
                  "rows": [5000, 1000, 2500, 2500, 50, 50], "include_static_vectors": False},
        "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "depth": 4,
                   "window_size": 1, "maxout_pieces": 3},
    }
    parser = {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner",
              "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True,
              "tok2vec": tok2vec}
    ner = nlp.add_pipe("ner", config={"model": parser})
    for label in ("PERSON", "FILM", "PLACE"):
        ner.add_label(label)
    nlp.initialize()
list(nlp.pipe(texts[:6]))
began = time.perf_counter()
list(nlp.pipe(texts))
print(time.perf_counter() - began)
"""


BULK_FLOOR = """
import sys
from pathlib import Path
from rocket_cli.nlp.pipeline import load_pipeline
nlp = load_pipeline()
for doc in nlp.pipe(p.read_text(encoding="utf-8") for p in sorted(Path(sys.argv[1]).rglob("*.txt"))):
    pass
"""


PYTORCH = """
import os, sys, time, warnings
from pathlib import Path
import torch
from models.scripts.network import Tagger
from rocket_cli.nlp.names import N_NAME_FEATURES
from rocket_cli.nlp.pieces import cut_windows
from rocket_cli.nlp.pipeline import load_pipeline
warnings.simplefilter("ignore")
texts = [p.read_text(encoding="utf-8") for p in sorted(Path(sys.argv[1]).glob("*.txt"))] * int(sys.argv[3])
torch.set_num_threads(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count())
nlp = load_pipeline()
tagger = nlp.get_pipe("review_tagger")
encoder = tagger._ready().encoder
model = Tagger(encoder.tokenizer.get_vocab_size()).eval()  # random weights are as fast
BATCH = 16

def tag(texts):
    # Windows of all texts sorted by length, as little padding as can be; decoding is left out.
    windows = []
    for doc in nlp.pipe(texts, disable=["review_tagger"]):
        e = encoder.encode(doc)
        ranges = cut_windows(e, tagger.window, tagger.overlap)
        windows += [(e.ids[a:b], e.cases[a:b], e.names[a:b]) for a, b in ranges]
    windows.sort(key=lambda window: len(window[0]))
    for first in range(0, len(windows), BATCH):
        batch = windows[first : first + BATCH]
        shape = len(batch), max(len(window[0]) for window in batch) + 2
        ids, cases, bits = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
        mask = torch.zeros(shape)
        for row, (a, b, c) in enumerate(batch):
            end = len(a) + 1
            ids[row, 0], ids[row, 1:end], ids[row, end] = encoder.cls_id, torch.tensor(a), encoder.sep_id
            cases[row, 1:end], bits[row, 1:end], mask[row, : end + 1] = torch.tensor(b), torch.tensor(c), 1
        names = ((bits[..., None] >> torch.arange(N_NAME_FEATURES)) & 1).float()
        with torch.inference_mode():
            model(ids, cases, names, mask)

tag(texts[:6])
began = time.perf_counter()
tag(texts)
print(time.perf_counter() - began)
"""


# The same network as spaCy's own package runs it in PyTorch: its default windows (128 pieces, 96 apart) and
# the NER that its pipelines have. Random weights are as fast.
CURATED = """
import json, os, sys, time, warnings
from pathlib import Path
warnings.simplefilter("ignore")
import spacy, torch
import spacy_curated_transformers
from curated_tokenizers import WordPieceProcessor
from rocket_cli.nlp.pipeline import shipped_pipeline
texts = [p.read_text(encoding="utf-8") for p in sorted(Path(sys.argv[1]).glob("*.txt"))] * int(sys.argv[3])
torch.set_num_threads(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count())
stored = json.loads((shipped_pipeline() / "review_tagger" / "tokenizer.json").read_text(encoding="utf-8"))
pieces = sorted(stored["model"]["vocab"], key=stored["model"]["vocab"].__getitem__)
package = "spacy-curated-transformers"
nlp = spacy.blank("en")
network = {
    "@architectures": f"{package}.BertTransformer.v1", "vocab_size": len(pieces), "hidden_width": 384,
    "num_attention_heads": 12, "num_hidden_layers": 6, "intermediate_width": 1536,
    "piece_encoder": {"@architectures": f"{package}.BertWordpieceEncoder.v1"},
    "with_spans": {"@architectures": f"{package}.WithStridedSpans.v1"},
}
transformer = nlp.add_pipe("curated_transformer", config={"model": network})
parser = {
    "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False,
    "hidden_width": 64, "maxout_pieces": 2, "use_upper": False,
    "tok2vec": {"@architectures": f"{package}.LastTransformerLayerListener.v1", "width": 384,
                "upstream": "curated_transformer", "pooling": {"@layers": "reduce_mean.v1"}},
}
ner = nlp.add_pipe("ner", config={"model": parser})
for label in ("PERSON", "CHARACTER", "FILM", "PLACE"):
    ner.add_label(label)
transformer.piece_loader = lambda model, X=None, Y=None: model
for layer in transformer.model.walk():
    if layer.name == "wordpiece_encoder":
        layer.attrs["wordpiece_processor"] = WordPieceProcessor(pieces)
        layer.attrs.update(unk_piece="[UNK]", bos_piece="[CLS]", eos_piece="[SEP]")
nlp.initialize()
list(nlp.pipe(texts[:6]))
began = time.perf_counter()
list(nlp.pipe(texts))
print(time.perf_counter() - began)
"""


class Figure(NamedTuple):
    """One comparison: the median ratio of A to B over the pairs, with the range."""

    what: str
    ratio: float
    low: float
    high: float
    wanted: str


class Bench:
    """The rows. Each is a method that measures and gives its figures; `n_pairs` A B pairs each."""

    ROWS = ("help", "compare", "spacy", "pytorch", "linking", "warm", "analyse", "cached", "memory", "book")

    def __init__(self, folder: Path, n_reviews: int, n_pairs: int) -> None:
        self.folder, self.n_reviews, self.n_pairs = folder, n_reviews, n_pairs
        self.rocket = [str(Path(sys.executable).parent / "rocket")]

    def script(self, source: str, *args: object) -> list[str]:
        """The command that runs `source`."""
        path = self.folder / f"script-{abs(hash(source)):x}.py"
        path.write_text(source, encoding="utf-8")
        return [sys.executable, str(path), *map(str, args)]

    def pairs(self, what: str, a: Callable[[], float], b: Callable[[], float], wanted: str) -> Figure:
        """Run A and B in turn after one warm-up each; the ratios of the pairs."""
        a()
        b()
        ratios = [a() / b() for _ in range(self.n_pairs)]
        return Figure(what, statistics.median(ratios), min(ratios), max(ratios), wanted)

    def help(self) -> list[Figure]:
        floor = self.script(HELP_FLOOR)
        what = "`rocket --help` to a Python that imports Typer and Rich and prints a table"
        return [self.pairs(what, lambda: wall([*self.rocket, "--help"]), lambda: wall(floor), "≤ 1.6")]

    def compare(self) -> list[Figure]:
        floor = self.script(COMPARE_FLOOR, SEEDS)
        cold = [*self.rocket, "compare", str(SEEDS), "--no-cache"]
        what = "`rocket compare` on the sample reviews to a bare script that tags and scores them"
        return [self.pairs(what, lambda: wall(cold), lambda: wall(floor), "≤ 1.35")]

    def spacy(self) -> list[Figure]:
        what = "time of `nlp.pipe`, our pipeline to a spaCy tok2vec (width 96, depth 4) with NER"
        ours, theirs = (self.script(THROUGHPUT, SEEDS, which, 10) for which in ("ours", "spacy"))
        return [self.pairs(what, lambda: printed(ours), lambda: printed(theirs), "≤ 1.0")]

    def pytorch(self) -> list[Figure]:
        ours = self.script(THROUGHPUT, SEEDS, "ours", 10)
        what = "time of `nlp.pipe`, our pipeline to the same network in PyTorch, 32-bit,"
        rows = (
            (
                "spacy_curated_transformers",
                CURATED,
                "as spaCy runs it (spacy-curated-transformers)",
                "≤ 0.20",
            ),
            ("torch", PYTORCH, "at its best: sorted batches of 16, network alone", "-"),
        )
        figures = []
        for module, source, how, wanted in rows:
            if find_spec(module) is None:
                sys.stderr.write(f"no {module} here (pip install -e '.[train,bench]'): a row is left out\n")
                continue
            theirs = partial(printed, self.script(source, SEEDS, "pytorch", 10))
            figures.append(self.pairs(f"{what} {how}", lambda: printed(ours), theirs, wanted))
        return figures

    def linking(self) -> list[Figure]:
        what = "linking 10,000 made-up records to linking 2,500 (all with all would be 16)"
        script = [sys.executable, "-m", "tests.synthetic"]
        many, few = ([*script, n] for n in ("10000", "2500"))
        return [self.pairs(what, lambda: printed(many), lambda: printed(few), "≤ 5")]

    def warm(self) -> list[Figure]:
        compare = [*self.rocket, "compare", str(SEEDS)]
        cold, start = [*compare, "--no-cache"], [*self.rocket, "--help"]
        what = "`rocket compare` on the sample reviews, all of them cached, to"
        return [
            self.pairs(
                f"{what} the same without the cache", lambda: wall(compare), lambda: wall(cold), "≤ 0.30"
            ),
            self.pairs(f"{what} `rocket --help`", lambda: wall(compare), lambda: wall(start), "≤ 2.5"),
        ]

    def analyse(self) -> list[Figure]:
        reviews, n = self.reviews(self.n_reviews)
        analyse = [*self.rocket, "analyse", "--output", os.devnull, str(reviews), "--no-cache"]
        floor = self.script(BULK_FLOOR, reviews)
        what = f"`rocket analyse` over {n} to a bare `nlp.pipe` of the same pipeline, whole processes"
        return [self.pairs(what, lambda: wall(analyse), lambda: wall(floor), "≤ 1.18")]

    def cached(self) -> list[Figure]:
        reviews, n = self.reviews(self.n_reviews)
        analyse = [*self.rocket, "analyse", "--output", os.devnull, str(reviews)]
        what = f"`rocket analyse` over {n}, all of them cached, to the same without the cache"
        cold = [*analyse, "--no-cache"]
        return [self.pairs(what, lambda: wall(analyse), lambda: wall(cold), "≤ 0.05")]

    def memory(self) -> list[Figure]:
        """One run each, as peaks hardly vary: few, many, many again out of the cache."""
        few, n_few = self.reviews(N_SHORT * self.n_reviews // 10, SHORT_WORDS)
        many, n_many = self.reviews(N_SHORT * self.n_reviews, SHORT_WORDS)
        analyse = [*self.rocket, "analyse", "--output", os.devnull]
        bytes_few, _ = peak_memory([*analyse, str(few)])
        bytes_many, first = peak_memory([*analyse, str(many)])
        bytes_cached, second = peak_memory([*analyse, str(many)])
        bytes_few_cached, _ = peak_memory([*analyse, str(few)])
        return [
            once(
                f"peak memory of `rocket analyse` over {n_many} to that over {n_few}",
                bytes_many / bytes_few,
                "≤ 1.15",
            ),
            once("the same, all of them cached", bytes_cached / bytes_few_cached, "≤ 1.15"),
            once(f"time of the second run over {n_many} to the first", second / first, "≤ 0.05"),
        ]

    def book(self) -> list[Figure]:
        """One text as long as many reviews."""
        short, middle, long = (self.text(n) for n in (1, 2, 8))
        read = [*self.rocket, "reviews", "--json"]
        analyse = [*self.rocket, "analyse", "--no-cache", "--output", os.devnull]
        return [
            self.pairs(
                "`rocket reviews` on a text of 8 MB to one of 2 MB (all with all would be 16)",
                lambda: wall([*read, str(long)]),
                lambda: wall([*read, str(middle)]),
                "≤ 5",
            ),
            once(
                "peak memory of `rocket analyse` on a text of 8 MB to that on one of 1 MB",
                peak_memory([*analyse, str(long)])[0] / peak_memory([*analyse, str(short)])[0],
                "≤ 1.15",
            ),
        ]

    def text(self, n_megabytes: int) -> Path:
        """The paragraphs of made-up reviews as one text."""
        path = self.folder / f"book-{n_megabytes}.txt"
        reviews, _ = self.reviews(self.n_reviews)
        paragraphs = [
            line
            for review in sorted(reviews.rglob("*.txt"))
            for line in review.read_text(encoding="utf-8").splitlines()
            if len(line) > PARAGRAPH
        ]
        size = 0
        with path.open("w", encoding="utf-8") as stream:
            for paragraph in itertools.cycle(paragraphs):
                size += stream.write(f"{paragraph}\n\n")
                if size >= n_megabytes * 1_000_000:
                    return path
        raise RuntimeError("no paragraphs")

    def reviews(self, n: int, n_words: int | None = None) -> tuple[Path, str]:
        """A folder of `n` made-up reviews, and what to call them."""
        folder = self.folder / f"reviews-{n}-{n_words}"
        if not folder.exists():
            write_reviews(folder, n, n_words=n_words)
        return folder, f"{n:,} reviews" + (f" of {n_words} words" if n_words else "")


def main() -> None:
    """Measure what is asked for; write the page where that is everything."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("n_reviews", type=int, nargs="?", default=N_REVIEWS)
    parser.add_argument("--only", default="", help=f"rows, of {', '.join(Bench.ROWS)}")
    parser.add_argument("--pairs", type=int, default=N_PAIRS)
    options = parser.parse_args()
    rows = [row for row in options.only.split(",") if row] or Bench.ROWS
    if unknown := set(rows) - set(Bench.ROWS):
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ROCKET_CACHE_DIR"] = str(Path(folder, "cache"))
        os.environ["PYTHONPATH"] = str(ROOT)  # for the scripts that lie in the folder
        bench = Bench(Path(folder), options.n_reviews, options.pairs)
        figures: list[Figure] = []
        for row in rows:
            figures += getattr(bench, row)()
            sys.stderr.write("".join(f"{f.ratio:.3f}  {f.what}\n" for f in figures[-1:]))
    page = report(figures, options.pairs)
    if not options.only:
        (ROOT / "docs" / "benchmarks.md").write_text(page, encoding="utf-8")
    sys.stdout.write(page)


def once(what: str, ratio: float, wanted: str) -> Figure:
    """A figure of a single run each."""
    return Figure(f"{what} (one run each)", ratio, ratio, ratio, wanted)


def wall(command: list[str]) -> float:
    """Seconds that a whole process takes."""
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, cwd=ROOT)
    return time.perf_counter() - began


def peak_memory(command: list[str]) -> tuple[float, float]:
    """Bytes that a whole process holds at most, and the seconds that it takes."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    held = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return held, time.perf_counter() - began


def printed(command: list[str]) -> float:
    """Seconds that a process says its work took."""
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return float(done.stdout.split()[-1])


def report(figures: list[Figure], n_pairs: int) -> str:
    """The page, in Markdown."""
    rows = "\n".join(f"| {f.what} | {f.ratio:.2f} | {f.low:.2f}–{f.high:.2f} | {f.wanted} |" for f in figures)
    machine = f"{platform.system()} {platform.machine()}, {_processor()}, {os.cpu_count()} cores"
    machine += f", Python {platform.python_version()}"
    return (
        "# Benchmarks\n\n"
        f"Written by `make bench` on {machine}. Each figure is a ratio of two runs in turn, the median of "
        f"{n_pairs} pairs after a warm-up; lower is better.\n\n"
        "| A to B | median | range | wanted |\n|---|---|---|---|\n" + rows + "\n"
    )


def _processor() -> str:
    """What the processor calls itself, as far as that can be told."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "processor unknown"


if __name__ == "__main__":
    main()
