from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from rocket_cli.errors import PipelineError
from rocket_cli.nlp.decoding import DecodingSettings
from rocket_cli.nlp.tagger import GRAPH, NAMES, SETTINGS, TOKENIZER, ReviewTagger
from tests.nlp.conftest import make_tokenizer

NLP = spacy.blank("en")


def names_of(doc: spacy.tokens.Doc) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_it_sets_entities_and_confidence(tagger: ReviewTagger) -> None:
    doc = tagger(NLP.make_doc("Simon Rex is Mikey Saber in Red Rocket.\nTexas"))
    assert names_of(doc) == [
        ("Simon Rex", "PERSON"),
        ("Mikey Saber", "CHARACTER"),
        ("Red Rocket", "FILM"),
        ("Texas", "PLACE"),
    ]
    assert all(0.5 < ent._.confidence <= 1 for ent in doc.ents)


@pytest.mark.parametrize("shift", range(0, 44, 3))
def test_no_name_is_cut_or_doubled_where_windows_meet(tagger: ReviewTagger, shift: int) -> None:
    text = "the " * shift + "Simon Rex is in Red Rocket . " * 30
    doc = tagger(NLP.make_doc(text))
    assert len(tagger._network.session.lengths) > 5
    assert max(tagger._network.session.lengths) <= 42
    assert names_of(doc) == [("Simon Rex", "PERSON"), ("Red Rocket", "FILM")] * 30


def test_pipe_gives_the_same_at_any_batch_size(tagger: ReviewTagger) -> None:
    texts = ["Simon Rex is in Texas.", "", "Red Rocket\n\nMikey", "the film"] * 5
    results = [
        [names_of(doc) for doc in tagger.pipe(map(NLP.make_doc, texts), batch_size=size)]
        for size in (1, 7, 64)
    ]
    assert results[0] == results[1] == results[2]
    assert results[0][0] == [("Simon Rex", "PERSON"), ("Texas", "PLACE")]


def test_an_empty_component_says_what_it_lacks() -> None:
    with pytest.raises(PipelineError, match="no network"):
        ReviewTagger()(NLP.make_doc("Simon Rex"))


def test_it_stores_and_reads_back_everything(tmp_path: Path) -> None:
    component = ReviewTagger()
    component.settings = DecodingSettings(consistency=0.25, calibration=(1.5, -0.25))
    component._files = {
        GRAPH: b"graph",
        NAMES: b"names",
        TOKENIZER: make_tokenizer().to_str().encode(),
    }
    component.to_disk(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([GRAPH, NAMES, TOKENIZER, SETTINGS])
    for again in (ReviewTagger().from_disk(tmp_path), ReviewTagger().from_bytes(component.to_bytes())):
        assert again.settings == component.settings
        assert again._files == component._files
