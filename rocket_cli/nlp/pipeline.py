"""Find and load the spaCy pipeline, and bring other pipelines' labels to ours."""

from __future__ import annotations

import warnings
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from rocket_cli.errors import PipelineError
from rocket_cli.records import PipelineInfo

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_PIPELINE = "en_review_entities"
# What other pipelines call what we call a person, a film or a place. WORK_OF_ART is every kind of work;
# in a film review most are films.
FOREIGN_LABELS = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "CHARACTER": "CHARACTER",
    "FILM": "FILM",
    "WORK_OF_ART": "FILM",
    "PLACE": "PLACE",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
}


@lru_cache(maxsize=2)
def load_pipeline(model: str | None = None) -> Language:
    """The pipeline called `model` (an installed package or a folder), or the one that ships.

    Raises PipelineError where there is none, or where it gives no label that we know.
    """
    import spacy

    from rocket_cli.nlp import sentences, tagger  # noqa: F401 - importing registers their factories

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # spaCy warns of minor version differences on every load
            nlp = spacy.load(model or shipped_pipeline())
    except OSError as error:
        raise PipelineError(
            f"no spaCy pipeline called {model or DEFAULT_PIPELINE!r}",
            hint="give a folder that spacy.load() can read, or install it: pip install NAME",
        ) from error
    except ValueError as error:
        raise PipelineError(f"the pipeline {model!r} does not load: {_first_line(error)}") from error
    known = {label for name in nlp.pipe_names for label in nlp.pipe_labels.get(name, ())}
    if "review_tagger" not in nlp.pipe_names and not known & set(FOREIGN_LABELS):
        raise PipelineError(
            f"the pipeline {model!r} tags no people, films or places",
            hint="it needs a component with labels such as PERSON, WORK_OF_ART, GPE",
        )
    if not {"parser", "senter", "sentencizer", "review_sentences"} & set(nlp.pipe_names):
        nlp.add_pipe("review_sentences", first=True)
    # The network has no length limit; spaCy's guards parsers that have.
    nlp.max_length = 1 << 40
    return nlp


def shipped_pipeline() -> Path:
    """The folder of the pipeline that ships: inside the installed package, or `models/` of a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "models" / DEFAULT_PIPELINE, package.parent / "models" / DEFAULT_PIPELINE):
        if (folder / "meta.json").is_file():
            return folder
    raise PipelineError(
        "the pipeline that ships with rocket is missing", hint="install rocket-cli again, or give --model"
    )


def starts_of_sentences(doc: Doc) -> tuple[int, ...]:
    """The offsets at which the sentences of `doc` start, () where it knows of none. As `doc.sents`, without
    a Span for each."""
    if not doc.has_annotation("SENT_START"):
        return ()
    starts = (doc.to_array("SENT_START") == 1).nonzero()[0].tolist()
    if len(doc) and starts[:1] != [0]:
        starts.insert(0, 0)
    return tuple(doc[i].idx for i in starts)


def sentence_starts(text: str) -> tuple[int, ...]:
    """The offsets at which the sentences of `text` start, by the rules that rocket's own pipeline splits by;
    no network is needed for them."""
    return starts_of_sentences(_splitter()(text))


@lru_cache(maxsize=1)
def _splitter() -> Language:
    import spacy

    from rocket_cli.nlp import sentences  # noqa: F401 - importing registers the factory

    nlp = spacy.blank("en")
    nlp.add_pipe("review_sentences")
    nlp.max_length = 1 << 40  # as in load_pipeline
    return nlp


@lru_cache(maxsize=4)
def describe(nlp: Language) -> PipelineInfo:
    """Name and version of a loaded pipeline."""
    meta = nlp.meta  # put together anew each time
    name, lang = str(meta.get("name", "pipeline")), str(meta.get("lang", ""))
    full = name if name.startswith(f"{lang}_") else f"{lang}_{name}".strip("_")
    return PipelineInfo(name=full, version=str(meta.get("version", "0")))


def map_labels(doc: Doc) -> Doc:
    """Give the entities of `doc` our labels; those that have no counterpart are dropped."""
    from spacy.tokens import Span

    if any(ent.label_ not in ("PERSON", "CHARACTER", "FILM", "PLACE") for ent in doc.ents):
        doc.set_ents(
            [
                Span(doc, ent.start, ent.end, label=FOREIGN_LABELS[ent.label_])
                for ent in doc.ents
                if ent.label_ in FOREIGN_LABELS
            ]
        )
    return doc


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
