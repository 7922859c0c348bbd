"""The spaCy component `review_tagger`: people, characters, films and places in film reviews.

It sets `doc.ents` and the extension `span._.confidence` (a calibrated probability, 0-1). Reviews of any
length are read in overlapping windows whose logits are stitched before decoding: nothing is truncated,
and no name is cut or doubled where windows meet.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, Span

from rocket_cli.errors import PipelineError
from rocket_cli.nlp.decoding import DecodingSettings, decode
from rocket_cli.nlp.network import GRAPH, NAMES, TOKENIZER, Network, open_network
from rocket_cli.nlp.pieces import LABELS, EncodedDoc

if TYPE_CHECKING:
    from concurrent.futures import Future

    from rocket_cli.nlp.network import Floats

SETTINGS = "decoding.json"
# Pieces. Wider windows see more and cost more: 190 was as right as 254 on development reviews, and faster.
WINDOW, OVERLAP = 190, 16
# Pieces of Docs on their way through the network, as of fifty reviews; a chapter of a book has twice as many.
MOST_WAITING = 60_000


def register_confidence() -> None:
    """Make `span._.confidence` known to spaCy; calling it twice does no harm."""
    if not Span.has_extension("confidence"):
        Span.set_extension("confidence", default=None)


@Language.factory(
    "review_tagger",
    assigns=["doc.ents", "span._.confidence"],
    default_config={"window": WINDOW, "overlap": OVERLAP, "threads": 0},
)
def make_review_tagger(nlp: Language, name: str, window: int, overlap: int, threads: int) -> ReviewTagger:
    """The component for spaCy's registry. `window` and `overlap` count word pieces, `threads` is how many
    run windows side by side (0: as many as there are cores; one in a child process of `n_process`)."""
    return ReviewTagger(name, window=window, overlap=overlap, threads=threads)


class ReviewTagger:
    """Tags Docs. Empty until `from_disk` or `from_bytes` gives it a network."""

    def __init__(
        self, name: str = "review_tagger", *, window: int = WINDOW, overlap: int = OVERLAP, threads: int = 0
    ):
        self.name = name
        self.window, self.overlap, self.threads = window, overlap, threads
        self.settings = DecodingSettings()
        self._files: dict[str, bytes] = {}
        self._network: Network | None = None
        register_confidence()

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels it can give."""
        return LABELS

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of one Doc."""
        encoded, logits = self.logits(doc)
        set_spans(doc, encoded, logits, self.settings)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Set the entities of many Docs, windows of several at a time.

        Windows run one by one, each on one thread: activations are quantised per window, so results do not
        depend on `batch_size` or the number of threads, and nothing is padded.
        """
        running: deque[tuple[Doc, EncodedDoc, Future[Floats]]] = deque()
        n_pieces = 0
        for doc in stream:
            network = self._ready()
            encoded = network.encoder.encode(doc)
            running.append((doc, encoded, network.submit(encoded, self.window, self.overlap)))
            n_pieces += len(encoded.ids)
            while len(running) > 4 * network.n_threads or (len(running) > 1 and n_pieces > MOST_WAITING):
                n_pieces -= len(running[0][1].ids)
                yield self._finish(*running.popleft())
        while running:
            yield self._finish(*running.popleft())

    def _finish(self, doc: Doc, encoded: EncodedDoc, logits: Future[Floats]) -> Doc:
        set_spans(doc, encoded, logits.result(), self.settings)
        return doc

    def logits(self, doc: Doc) -> tuple[EncodedDoc, Floats]:
        """What the network says: the encoded Doc, and one row of tag logits for each of its pieces."""
        network = self._ready()
        encoded = network.encoder.encode(doc)
        return encoded, network.run(encoded, self.window, self.overlap)

    def _ready(self) -> Network:
        # Threads do not survive a fork: a child process makes a network of its own on first use.
        if self._network is None or self._network.process != os.getpid():
            if not self._files:
                raise PipelineError(
                    "the review_tagger has no network",
                    hint="load a trained pipeline folder with spacy.load()",
                )
            self._network = open_network(self._files, self.threads)
        return self._network

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Everything the component needs."""
        return msgspec.msgpack.encode(self._stored())

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> ReviewTagger:
        """The component that `to_bytes` wrote."""
        return self._load(msgspec.msgpack.decode(data, type=dict[str, bytes]))

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the network, the tokenizer, the name lists and the decoding settings into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in self._stored().items():
            (folder / name).write_bytes(data)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> ReviewTagger:
        """Read what `to_disk` wrote."""
        folder = Path(path)
        return self._load({n: (folder / n).read_bytes() for n in (GRAPH, TOKENIZER, NAMES, SETTINGS)})

    def _stored(self) -> dict[str, bytes]:
        return {**self._files, SETTINGS: msgspec.json.format(msgspec.json.encode(self.settings))}

    def _load(self, files: dict[str, bytes]) -> ReviewTagger:
        self.settings = msgspec.json.decode(files.pop(SETTINGS), type=DecodingSettings)
        self._files = files
        self._network = None
        return self

    def __getstate__(self) -> dict[str, Any]:
        """Sessions do not travel between processes; the files they are made from do."""
        return {**self.__dict__, "_network": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        register_confidence()


def set_spans(doc: Doc, encoded: EncodedDoc, logits: Floats, settings: DecodingSettings) -> None:
    """Decode `logits` (one row a piece) into the entities of `doc`."""
    visible = (encoded.first_piece >= 0).nonzero()[0]
    rows = logits[encoded.first_piece[visible]]
    spans = decode(encoded.words, visible, encoded.breaks, rows, settings)
    ents = []
    for found in spans:
        span = Span(doc, found.start, found.end, label=found.label)
        span._.confidence = found.confidence
        ents.append(span)
    doc.set_ents(ents)
