"""What the network stands on besides text: the tokenizer and the name lists."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tokenizers import Tokenizer

from rocket_cli.nlp.names import MAX_TOKENS, NameLists

if TYPE_CHECKING:
    from spacy.language import Language


def build_tokenizer(encoder: Path) -> Tokenizer:
    """The encoder's word-piece tokenizer, with two unused pieces turned into line and paragraph breaks."""
    spec = json.loads((encoder / "tokenizer.json").read_text(encoding="utf-8"))
    vocabulary = spec["model"]["vocab"]
    for unused, name in (("[unused0]", "[LINE]"), ("[unused1]", "[PARAGRAPH]")):
        vocabulary[name] = vocabulary.pop(unused)
    spec.update(truncation=None, padding=None, post_processor=None, decoder=None)
    return Tokenizer.from_str(json.dumps(spec))


def build_name_lists(folder: Path, nlp: Language) -> NameLists:
    """Lists of titles, people, places, given names and surnames from `names/` of the corpus folder."""
    films = _column(folder / "films.tsv")
    people = _column(folder / "people.tsv") + _column(folder / "directors.tsv")
    places = [row for row in _column(folder / "places.tsv")[1:] if len(row) > 2]
    parts = [name.split() for name in people]
    given = Counter(p[0].lower() for p in parts if len(p) > 1)
    family = Counter(p[-1].lower() for p in parts if len(p) > 1)
    census_given = _column(folder / "census1990_first_female.tsv") + _column(
        folder / "census1990_first_male.tsv"
    )
    census_family = _column(folder / "census1990_surnames.tsv")[:12_000]
    return NameLists(
        {
            "films": _phrases(films, nlp),
            "people": [p for p in _phrases(people, nlp) if " " in p],
            "places": _phrases(places, nlp),
            "given_names": sorted(
                {n.lower() for n in census_given} | {n for n, count in given.items() if count > 1}
            ),
            "surnames": sorted(
                {n.lower() for n in census_family} | {n for n, count in family.items() if count > 1}
            ),
        }
    )


def _column(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as lines:
        return [line.split("\t")[0].strip() for line in lines if line.strip()]


def _phrases(names: list[str], nlp: Language) -> list[str]:
    """Lower-cased tokens joined by spaces, as the tagger will meet them in a Doc."""
    seen: dict[str, None] = {}
    for doc in nlp.tokenizer.pipe(sorted(set(names))):
        words = [token.lower_ for token in doc if not token.is_space]
        if words and len(words) <= MAX_TOKENS and any(c.isalpha() for c in words[0] + words[-1]):
            seen[" ".join(words)] = None
    return list(seen)
