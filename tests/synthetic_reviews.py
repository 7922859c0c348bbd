"""Reviews by the thousand, for measuring: the samples with their names exchanged and sentences reordered.

    python -m tests.synthetic_reviews FOLDER 2000 [SEED]

writes 2,000 files, a thousand to a folder; the same numbers give the same files. Layouts, furniture and
lengths are those of `seeds/`; every review names other people, films and places: no text is seen twice.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
FILES_IN_A_FOLDER = 1000
FIRST_PARTS = "Bar Cor Dan El Fal Gar Hol Ing Jen Kar Lin Mor Nor Os Pel Quar Rud Sel Tor Ul Van Wes Yar Zel"
MIDDLES = ("", *"aeiou", "ar", "el", "im", "on", "ur")
LAST_PARTS = "berg by court don dal er field gren ham ic land mann quist ring sen ton rut ville wood"
_CAPITALISED = re.compile(r"\b[A-Z][a-z’']*[a-z]{2,}\b")
_SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z])")


def made_up_reviews(n: int, seed: int = 0, *, n_words: int | None = None) -> Iterator[str]:
    """`n` texts, the same for the same `seed`; the first of 10 and of 10,000 are the same. They end after the
    line that brings them to `n_words`, where that is given."""
    samples = _samples()
    for number in range(n):
        rng = random.Random(f"{seed}:{number}")
        text, names = samples[number % len(samples)]
        exchanged = {name: _name(rng) for name in names}
        lines = [_shuffled(line, rng) for line in text.split("\n")]
        yield _with_names("\n".join(_first(lines, n_words) if n_words else lines), exchanged)


def write_reviews(folder: Path, n: int, seed: int = 0, *, n_words: int | None = None) -> int:
    """Write `n` reviews (of about `n_words` each) below `folder`; gives the number of words in them."""
    n_written = 0
    for number, text in enumerate(made_up_reviews(n, seed, n_words=n_words)):
        place = folder / f"{number // FILES_IN_A_FOLDER:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"review-{number:06}.txt").write_text(text, encoding="utf-8")
        n_written += len(text.split())
    return n_written


def _first(lines: list[str], n_words: int) -> Iterator[str]:
    n = 0
    for line in lines:
        yield line
        n += len(line.split())
        if n >= n_words:
            return


@cache
def _samples() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each sample text with its names: capitalised words that no sample writes small."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    small = set(re.findall(r"\b[a-z’']+\b", " ".join(texts)))
    return tuple(
        (text, tuple(sorted({word for word in _CAPITALISED.findall(text) if word.lower() not in small})))
        for text in texts
    )


def _with_names(text: str, exchanged: Mapping[str, str]) -> str:
    return _CAPITALISED.sub(lambda found: exchanged.get(found[0], found[0]), text)


def _name(rng: random.Random) -> str:
    return rng.choice(FIRST_PARTS.split()) + rng.choice(MIDDLES) + rng.choice(LAST_PARTS.split())


def _shuffled(line: str, rng: random.Random) -> str:
    """`line` with its sentences in another order, where it has several."""
    sentences = _SENTENCE_END.split(line)
    if len(sentences) > 2:
        rng.shuffle(sentences)
    return " ".join(sentences)


if __name__ == "__main__":
    print(write_reviews(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0))
