"""How well raw pages are read: kinds of lines, body, reviewer, outlet and facts, on pages with known answers.

    python -m tests.quality.pages                     figures, and what is wrong where
    python -m tests.quality.pages --pages FOLDER      the same of other pages
    python -m tests.quality.pages --corpus            reviewer, film, year and rating of corpus reviews
    python -m tests.quality.pages --write             raise the floors in models/quality_pages.json

The film is the one that a record gives, in which the names in the text have a say. Pages and corpus beside
the project (../shared) are never part of it; the weights were trained on the former. tests/gold/pages are the
project's own: written for it, by somebody who did not know the program, and never trained on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from rocket_cli.analysis.film_under_review import settle_film
from rocket_cli.analysis.mentions import collect_mentions
from rocket_cli.nlp.pipeline import load_pipeline
from rocket_cli.reading.page import PageReading, read_page
from rocket_cli.reading.ratings import find_rating
from rocket_cli.records import Block, Review, Source

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT.parent / "shared" / "pages" / "dev"
HELD_OUT = ROOT / "tests" / "gold" / "pages"
CORPUS = ROOT.parent / "shared" / "corpus" / "dev.jsonl"
FLOORS = ROOT / "models" / "quality_pages.json"
SETS = {"trained_on": PAGES, "held_out": HELD_OUT}
SHOWN = {"trained_on": "../shared/pages/dev", "held_out": "tests/gold/pages"}
FACTS = ("reviewer", "outlet", "film", "year", "country", "running_time_minutes", "rating")
CORPUS_FACTS = ("reviewer", "film", "year", "rating")
# A difference below this is rounding, not a drop.
MARGIN = 0.0005


class Tally(Struct):
    """Answers of one fact: `stated` by the gold, `given` by rocket, `right` of stated, `wrong` of given."""

    stated: int = 0
    given: int = 0
    right: int = 0
    wrong: int = 0

    @property
    def recall(self) -> float:
        """Share of the stated facts that were found."""
        return self.right / self.stated if self.stated else 1.0

    @property
    def precision(self) -> float:
        """Share of the given facts that are right."""
        return 1 - self.wrong / self.given if self.given else 1.0


class PageScores(Struct):
    """Figures over all pages, and a line of text for each thing that is wrong."""

    lines: int = 0
    lines_right: int = 0
    body_both: int = 0
    body_given: int = 0
    body_true: int = 0
    facts: dict[str, Tally] = {}
    wrong: list[str] = []

    @property
    def line_accuracy(self) -> float:
        """Share of lines, blank ones aside, whose kind is right."""
        return self.lines_right / self.lines if self.lines else 1.0

    @property
    def body_f1(self) -> float:
        """F1 of body against everything else, by characters of whole lines."""
        total = self.body_given + self.body_true
        return 2 * self.body_both / total if total else 1.0

    def figures(self) -> dict[str, float]:
        """All figures, rounded, as they are kept in the floors."""
        found = {"line_accuracy": self.line_accuracy, "body_f1": self.body_f1}
        for name, tally in self.facts.items():
            found[f"{name}_recall"] = tally.recall
            found[f"{name}_precision"] = tally.precision
        return {name: round(value, 4) for name, value in found.items()}


def score_pages(folder: Path = PAGES) -> PageScores:
    """Read every page of `folder` and compare with its answers."""
    scores = PageScores(facts={name: Tally() for name in FACTS}, wrong=[])
    paths = sorted(folder.glob("*.txt"))
    texts = [path.read_bytes().decode("utf-8-sig") for path in paths]
    for path, text, reading in zip(paths, texts, read_and_settled(texts), strict=True):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        score_page(scores, path.stem, text, gold, reading)
    return scores


def read_and_settled(texts: Sequence[str]) -> Iterator[PageReading]:
    """The reading of each text, with film and year as its record has them."""
    for text, doc in zip(texts, load_pipeline(None).pipe(texts), strict=True):
        page = read_page(text)
        source = Source("page.txt", "", "utf-8", len(text))
        review = Review("page", source, text, page.blocks, film=page.film, year=page.year, titles=page.titles)
        film = settle_film(review, collect_mentions(doc, page.blocks))
        yield replace(page, film=film.title, year=film.year)


def score_page(scores: PageScores, name: str, text: str, gold: dict[str, Any], reading: PageReading) -> None:
    """Add one page to `scores`."""
    offset = 0
    for number, (raw, kind) in enumerate(zip(text.split("\n"), gold["lines"], strict=False)):
        size = len(raw.strip())
        if kind != "blank":
            given = line_kind(reading.blocks, offset, offset + len(raw))
            scores.lines += 1
            scores.lines_right += given == kind
            scores.body_both += size * (given == kind == "body")
            scores.body_given += size * (given == "body")
            scores.body_true += size * (kind == "body")
            if given != kind:
                scores.wrong.append(f"{name}:{number + 1}: {kind}, read as {given}: {raw.strip()[:80]}")
        offset += len(raw) + 1
    _count_facts(scores, name, gold, reading, FACTS)


def line_kind(blocks: Iterable[Block], start: int, end: int) -> str | None:
    """The kind of the block that covers most of a line."""
    shares: dict[str, int] = {}
    for block in blocks:
        common = min(end, block.end) - max(start, block.start)
        if common > 0:
            shares[block.kind] = shares.get(block.kind, 0) + common
    return max(shares, key=lambda kind: shares[kind]) if shares else None


def score_corpus(path: Path = CORPUS) -> PageScores:
    """Facts of corpus reviews, and the share of their characters that is kept as body."""
    scores = PageScores(facts={name: Tally() for name in CORPUS_FACTS}, wrong=[])
    documents = [json.loads(line) for line in path.open(encoding="utf-8")]
    texts = [document["text"] for document in documents]
    for document, text, reading in zip(documents, texts, read_and_settled(texts), strict=True):
        gold = dict(document["facts"])
        gold["year"] = int(gold["year"]) if gold.get("year") else None
        _count_facts(scores, document["id"], gold, reading, CORPUS_FACTS)
        scores.body_true += sum(len(part) for part in text.split("\n") if len(part.split()) >= 20)
        for block in reading.blocks:
            if block.kind == "furniture":
                for part in text[block.start : block.end].split("\n"):
                    if len(part.split()) >= 20:
                        scores.wrong.append(f"{document['id']}: set aside as {block.reason}: {part[:80]}")
                        scores.body_both += len(part)
    return scores


def _count_facts(
    scores: PageScores, name: str, gold: dict[str, Any], reading: PageReading, facts: Iterable[str]
) -> None:
    for fact in facts:
        expected = gold.get(fact)
        value = getattr(reading, fact)
        given = value.printed if fact == "rating" and value else value
        tally = scores.facts[fact]
        right = same_fact(fact, expected, given)
        tally.stated += expected is not None
        tally.given += given is not None
        tally.right += expected is not None and right
        tally.wrong += given is not None and not right
        if not right:
            scores.wrong.append(f"{name}: {fact} {expected!r}, read as {given!r}")


def same_fact(fact: str, expected: object, given: object) -> bool:
    """Whether two values of a fact are one, letter case and quotation marks aside; titles with their article
    in front or behind (`Dish, The`); ratings by value too, and with or without what they are counted out of
    in brackets."""
    if expected is None or given is None:
        return expected is given
    if _plain(str(expected)) == _plain(str(given)):
        return True
    if fact == "film" and (filed := re.fullmatch(r"(.+), (the|an?)", _plain(str(expected)))):
        return f"{filed[2]} {filed[1]}" == _plain(str(given))
    if fact != "rating":
        return False
    if _plain(str(given)).startswith(f"{_plain(str(expected))} ("):  # `4 carp (out of 5)`, of `4 carp`
        return True
    a, b = (find_rating(str(value), str(value), lone=True) for value in (expected, given))
    return a is not None and b is not None and a.value is not None and a.value == b.value


def _plain(value: str) -> str:
    value = re.sub(r"[\u00ad\u200b\u200c\u200d\ufeff]", "", value).replace("\u00a0", " ")
    value = value.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2013: "-"})
    return re.sub(r"\s+", " ", value).strip(" .").casefold()


def data_sha256(folder: Path = PAGES) -> str:
    """One hash over the pages and their answers."""
    digest = hashlib.sha256()
    for path in sorted([*folder.glob("*.txt"), *folder.glob("*.json")]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def write_floors(*, lower: bool) -> None:
    """Keep the figures of both sets of pages as floors; refuse to lower one on the same data unless told."""
    old = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    new = {}
    for name, folder in SETS.items():
        figures, digest = score_pages(folder).figures(), data_sha256(folder)
        kept = old.get(name, {})
        dropped = {k: v for k, v in kept.get("floors", {}).items() if figures.get(k, 0.0) < v - MARGIN}
        if kept.get("sha256") == digest and dropped and not lower:
            raise SystemExit(f"{name}: these figures would drop: {dropped}")
        new[name] = {"data": SHOWN[name], "sha256": digest, "floors": figures}
    FLOORS.write_text(json.dumps(new, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", action="store_true")
    parser.add_argument("--write", action="store_true", help="keep the figures of both sets as floors")
    parser.add_argument("--lower", action="store_true", help="with --write: even those that drop")
    parser.add_argument("--pages", type=Path, default=PAGES)
    parser.add_argument("--corpus-file", type=Path, default=CORPUS)
    options = parser.parse_args()
    scores = score_corpus(options.corpus_file) if options.corpus else score_pages(options.pages)
    print("\n".join(scores.wrong))
    for name, value in scores.figures().items():
        print(f"{name:32} {value:.4f}")
    for name, tally in scores.facts.items():
        print(f"{name:32} {tally.right} of {tally.stated} stated, {tally.wrong} wrong of {tally.given} given")
    if options.corpus:
        print(f"prose set aside: {scores.body_both} of {scores.body_true} characters")
    if options.write:
        write_floors(lower=options.lower)


if __name__ == "__main__":
    main()
