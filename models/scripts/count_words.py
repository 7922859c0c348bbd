"""Count the words that tell a person's name from a heading: everyday words, and first names.

    python -m models.scripts.count_words ../shared/corpus

Writes two lists into rocket_cli/reading: common_words.txt, words that enough reviews have in lower case, and
more of them so than in capitals within a sentence; first_names.txt, those of the US census and those that
several people of the name lists and the annotated reviews bear, as far as they are no everyday words.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

MIN_REVIEWS = 5
MIN_PEOPLE = 2
MIN_CENSUS = 0.003  # per cent of those counted
_LOWER = re.compile(r"(?<![\w'’-])[a-z]{3,}(?![\w'’-])")
_CAPITAL = re.compile(r"(?<=[a-z] )[A-Z][a-z]{2,}")


def common_words(reviews: list[dict]) -> set[str]:
    """Everyday words of reviews."""
    in_lower: Counter[str] = Counter()
    in_capitals: Counter[str] = Counter()
    for review in reviews:
        in_lower.update(set(_LOWER.findall(review["text"])))
        in_capitals.update({word.lower() for word in _CAPITAL.findall(review["text"])})
    return {word for word, n in in_lower.items() if n >= MIN_REVIEWS and n > in_capitals[word]}


def first_names(reviews: list[dict], folder: Path) -> set[str]:
    """First names of the census, and of people in name lists and reviews."""
    people = [
        line.split("\t")[0] for name in ("people", "directors") for line in (folder / f"{name}.tsv").open()
    ]
    for review in reviews:
        characters = set(review["characters"])
        marked = {review["text"][a:b] for a, b, label in review["ents"] if label == "PERSON"}
        people += sorted(marked - characters)
    counts = Counter(parts[0].lower() for parts in map(str.split, people) if len(parts) > 1)
    names = {name for name, n in counts.items() if n >= MIN_PEOPLE}
    for path in folder.glob("census1990_first_*.tsv"):
        shares = (line.split("\t") for line in path.open(encoding="utf-8"))
        names |= {name.lower() for name, share in shares if float(share) >= MIN_CENSUS}
    return {name for name in names if name.isalpha() and len(name) > 1}


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--output", type=Path, default=Path("rocket_cli/reading"))
    options = parser.parse_args()
    reviews = [json.loads(line) for line in (options.corpus / "train.jsonl").open(encoding="utf-8")]
    words = common_words(reviews)
    names = first_names(reviews, options.corpus / "names") - words
    for name, found in (("common_words", words), ("first_names", names)):
        (options.output / f"{name}.txt").write_text("\n".join(sorted(found)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
