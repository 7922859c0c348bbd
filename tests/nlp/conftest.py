"""A tagger small enough to reason about: a word list for a tokenizer, a rule for a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from rocket_cli.nlp.names import NameLists
from rocket_cli.nlp.network import Network
from rocket_cli.nlp.pieces import TAGS, PieceEncoder
from rocket_cli.nlp.tagger import ReviewTagger

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WORDS = [
    "simon",
    "rex",
    "mikey",
    "saber",
    "red",
    "rocket",
    "texas",
    "the",
    "film",
    "is",
    "in",
    "and",
    "a",
    ".",
]


def make_tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[LINE]", "[PARAGRAPH]"]
    letters = [c for letter in "abcdefghijklmnopqrstuvwxyz" for c in (letter, f"##{letter}")]
    vocabulary = {word: i for i, word in enumerate(special + WORDS + letters)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


class RuleNetwork:
    """Stands for the ONNX session: tags a piece by its id alone, and counts how often it is asked."""

    def __init__(self, tags: dict[int, str]) -> None:
        self.tags = tags
        self.lengths: list[int] = []

    def run(self, outputs: list[str], inputs: dict[str, Any]) -> list[np.ndarray]:
        ids = inputs["ids"]
        self.lengths.append(ids.shape[1])
        logits = np.zeros((*ids.shape, len(TAGS)), np.float32)
        for piece, tag in self.tags.items():
            logits[ids == piece, TAGS.index(tag)] = 8
        logits[..., 0] += 4
        return [logits]


RULES = {
    "simon": "B-PERSON",
    "rex": "I-PERSON",
    "mikey": "B-CHARACTER",
    "saber": "I-CHARACTER",
    "red": "B-FILM",
    "rocket": "I-FILM",
    "texas": "B-PLACE",
}


@pytest.fixture
def encoder() -> PieceEncoder:
    lists = {"films": ["red rocket"], "people": ["simon rex"], "places": ["texas"], "given_names": ["simon"]}
    return PieceEncoder(make_tokenizer(), NameLists(lists))


@pytest.fixture
def tagger(encoder: PieceEncoder) -> ReviewTagger:
    component = ReviewTagger(window=40, overlap=10)
    session = RuleNetwork({encoder.tokenizer.token_to_id(w): tag for w, tag in RULES.items()})
    component._network = Network(encoder, session, 2)
    return component
