"""Speed, as ratios measured side by side: A B A B …, the median. `make bench` writes docs/benchmarks.md.

    python -m tests.bench [N]      with folders of N reviews (200), the memory with ten times as many

Seconds belong to a machine and to its mood; a ratio of two runs in turn holds anywhere.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.synthetic_reviews import write_reviews

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
N_PAIRS = 5
N_REVIEWS = 200  # of a folder, unless said otherwise: a minute for each run

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


class Figure(NamedTuple):
    """One comparison: the median ratio of A to B over the pairs, with the range."""

    what: str
    ratio: float
    low: float
    high: float
    wanted: str


def main() -> None:
    """Measure everything and write the page."""
    rocket = [str(Path(sys.executable).parent / "rocket")]
    with tempfile.TemporaryDirectory() as folder:
        help_floor, compare_floor = Path(folder, "help.py"), Path(folder, "compare.py")
        throughput = Path(folder, "throughput.py")
        help_floor.write_text(HELP_FLOOR, encoding="utf-8")
        compare_floor.write_text(COMPARE_FLOOR, encoding="utf-8")
        throughput.write_text(THROUGHPUT, encoding="utf-8")
        python = [sys.executable]
        os.environ["ROCKET_CACHE_DIR"] = str(Path(folder, "cache"))
        figures = [
            pairs(
                "`rocket --help` to a Python that imports Typer and Rich and prints a table",
                lambda: wall([*rocket, "--help"]),
                lambda: wall([*python, str(help_floor)]),
                "≤ 1.6",
            ),
            pairs(
                "`rocket compare` on the sample reviews to a bare script that tags and scores them",
                lambda: wall([*rocket, "compare", str(SEEDS), "--no-cache"]),
                lambda: wall([*python, str(compare_floor), str(SEEDS)]),
                "≤ 1.35",
            ),
            pairs(
                "time of `nlp.pipe`, our pipeline to a spaCy tok2vec (width 96, depth 4) with NER",
                lambda: printed([*python, str(throughput), str(SEEDS), "ours", "10"]),
                lambda: printed([*python, str(throughput), str(SEEDS), "spacy", "10"]),
                "≤ 1.0",
            ),
            linking_growth(python),
            *cache_figures(rocket),
            *bulk_figures(rocket, Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else N_REVIEWS),
        ]
    page = report(figures)
    (ROOT / "docs" / "benchmarks.md").write_text(page, encoding="utf-8")
    sys.stdout.write(page)


def cache_figures(rocket: list[str]) -> list[Figure]:
    """What a run costs whose reviews are all in the cache."""
    compare = [*rocket, "compare", str(SEEDS)]
    return [
        pairs(
            "`rocket compare` on the sample reviews, all of them cached, to the same without the cache",
            lambda: wall(compare),
            lambda: wall([*compare, "--no-cache"]),
            "≤ 0.30",
        ),
        pairs(
            "`rocket compare`, all cached, to `rocket --help`",
            lambda: wall(compare),
            lambda: wall([*rocket, "--help"]),
            "≤ 2.5",
        ),
    ]


def bulk_figures(rocket: list[str], folder: Path, n: int) -> list[Figure]:
    """Time and memory of `rocket analyse` over folders of `n` and ten times `n` made-up reviews."""
    few, many, floor = folder / "few", folder / "many", folder / "bulk.py"
    write_reviews(few, n)
    write_reviews(many, 10 * n)
    floor.write_text(BULK_FLOOR, encoding="utf-8")
    analyse = [*rocket, "analyse", "--output", os.devnull]
    return [
        pairs(
            f"`rocket analyse` over {n:,} reviews to a bare `nlp.pipe` of the same pipeline, whole processes",
            lambda: wall([*analyse, str(few), "--no-cache"]),
            lambda: wall([sys.executable, str(floor), str(few)]),
            "≤ 1.18",
        ),
        pairs(
            f"`rocket analyse` over {n:,} reviews, all of them cached, to the same without the cache",
            lambda: wall([*analyse, str(few)]),
            lambda: wall([*analyse, str(few), "--no-cache"]),
            "≤ 0.05",
        ),
        pairs(
            f"peak memory of `rocket analyse` over {10 * n:,} reviews to that over {n:,}",
            lambda: peak_memory([*analyse, str(many), "--no-cache"]),
            lambda: peak_memory([*analyse, str(few), "--no-cache"]),
            "≤ 1.15",
            n_pairs=1,
        ),
    ]


def linking_growth(python: list[str]) -> Figure:
    """How much longer four times as many reviews take to link; all with all would be sixteen times."""
    script = [*python, "-m", "tests.synthetic"]
    return pairs(
        "linking 10,000 made-up records to linking 2,500",
        lambda: printed([*script, "10000"]),
        lambda: printed([*script, "2500"]),
        "≤ 5",
    )


def pairs(
    what: str, a: Callable[[], float], b: Callable[[], float], wanted: str, n_pairs: int = N_PAIRS
) -> Figure:
    """Run A and B in turn after one warm-up each (none for a single pair); the ratios of the pairs."""
    if n_pairs > 1:
        a()
        b()
    ratios = [a() / b() for _ in range(n_pairs)]
    return Figure(what, statistics.median(ratios), min(ratios), max(ratios), wanted)


def wall(command: list[str]) -> float:
    """Seconds that a whole process takes."""
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, cwd=ROOT)
    return time.perf_counter() - began


def peak_memory(command: list[str]) -> float:
    """Bytes that a whole process holds at most."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def printed(command: list[str]) -> float:
    """Seconds that a process says its work took."""
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return float(done.stdout.split()[-1])


def report(figures: list[Figure]) -> str:
    """The page, in Markdown."""
    rows = "\n".join(f"| {f.what} | {f.ratio:.2f} | {f.low:.2f}–{f.high:.2f} | {f.wanted} |" for f in figures)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    machine += f", Python {platform.python_version()}"
    return (
        "# Benchmarks\n\n"
        f"Written by `make bench` on {machine}. Each figure is a ratio of two runs in turn, the median of "
        f"{N_PAIRS} pairs after a warm-up; lower is better.\n\n"
        "| A to B | median | range | wanted |\n|---|---|---|---|\n" + rows + "\n"
    )


if __name__ == "__main__":
    main()
