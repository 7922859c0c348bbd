"""The spaCy component `review_tagger`: people, characters, films and places in film reviews.

It sets `doc.ents` and the extension `span._.confidence` (a calibrated probability, 0-1). Reviews of any
length are read in overlapping windows whose logits are stitched before decoding: nothing is truncated,
and no name is cut or doubled where windows meet.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, Span

from rocket_cli.errors import PipelineError
from rocket_cli.nlp.decoding import DecodingSettings, decode
from rocket_cli.nlp.names import NameLists
from rocket_cli.nlp.pieces import LABELS, EncodedDoc, PieceEncoder, cut_windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GRAPH, TOKENIZER, NAMES, SETTINGS = "tagger.onnx", "tokenizer.json", "names.bin", "decoding.json"


def register_confidence() -> None:
    """Make `span._.confidence` known to spaCy; calling it twice does no harm."""
    if not Span.has_extension("confidence"):
        Span.set_extension("confidence", default=None)


@Language.factory(
    "review_tagger",
    assigns=["doc.ents", "span._.confidence"],
    default_config={"window": 254, "overlap": 48, "threads": 0},
)
def make_review_tagger(nlp: Language, name: str, window: int, overlap: int, threads: int) -> ReviewTagger:
    """The component for spaCy's registry. `window` and `overlap` count word pieces, `threads` is how many
    ONNX Runtime may use (0: as many as the process may run on)."""
    return ReviewTagger(name, window=window, overlap=overlap, threads=threads)


class ReviewTagger:
    """Tags Docs. Empty until `from_disk` or `from_bytes` gives it a network."""

    def __init__(
        self, name: str = "review_tagger", *, window: int = 254, overlap: int = 48, threads: int = 0
    ):
        self.name = name
        self.window, self.overlap, self.threads = window, overlap, threads
        self.settings = DecodingSettings()
        self._files: dict[str, bytes] = {}
        self._encoder: PieceEncoder | None = None
        self._session: Any = None
        register_confidence()

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels it can give."""
        return LABELS

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of one Doc."""
        encoder, session = self._ready()
        encoded = encoder.encode(doc)
        set_spans(doc, encoded, self._logits(encoded, encoder, session), self.settings)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Set the entities of many Docs. Results do not depend on `batch_size`: activations are quantised
        per window, so windows run one by one, which also spares all padding."""
        for doc in stream:
            yield self(doc)

    def logits(self, doc: Doc) -> tuple[EncodedDoc, NDArray[np.float32]]:
        """What the network says: the encoded Doc, and one row of tag logits for each of its pieces."""
        encoder, session = self._ready()
        encoded = encoder.encode(doc)
        return encoded, self._logits(encoded, encoder, session)

    def _logits(self, encoded: EncodedDoc, encoder: PieceEncoder, session: Any) -> NDArray[np.float32]:
        import numpy as np

        ids, cases, names = (np.asarray(a, np.int64) for a in (encoded.ids, encoded.cases, encoded.names))
        result = np.zeros((len(ids), 1 + 2 * len(LABELS)), np.float32)
        depth = np.zeros(len(ids), np.int32)
        for start, end in cut_windows(encoded, self.window, self.overlap):
            n = end - start
            framed = np.zeros((3, 1, n + 2), np.int64)
            framed[0, 0, 0], framed[0, 0, -1] = encoder.cls_id, encoder.sep_id
            framed[0, 0, 1:-1], framed[1, 0, 1:-1] = ids[start:end], cases[start:end]
            framed[2, 0, 1:-1] = names[start:end]
            (logits,) = session.run(
                ["logits"],
                {
                    "ids": framed[0],
                    "cases": framed[1],
                    "names": framed[2],
                    "lengths": np.array([n + 2], np.int32),
                    "positions": np.arange(n + 2, dtype=np.int64),
                },
            )
            # Where windows overlap, the one that sees a piece further from its border is believed.
            inside = np.minimum(np.arange(n), np.arange(n)[::-1]) + 1
            if start == 0:
                inside = np.arange(n)[::-1] + 1
            if end == len(ids):
                inside = np.arange(n) + 1 if start else np.full(n, n)
            better = inside > depth[start:end]
            result[start:end][better] = logits[0, 1:-1][better]
            depth[start:end][better] = inside[better]
        return result

    def _ready(self) -> tuple[PieceEncoder, Any]:
        if self._encoder is None or self._session is None:
            if not self._files:
                raise PipelineError(
                    "the review_tagger has no network",
                    hint="load a trained pipeline folder with spacy.load()",
                )
            self._open()
        return self._encoder, self._session  # type: ignore[return-value]

    def _open(self) -> None:
        """Build the encoder and the ONNX session; in a child process this happens again on first use."""
        import onnxruntime as ort
        from tokenizers import Tokenizer

        self._encoder = PieceEncoder(
            Tokenizer.from_str(self._files[TOKENIZER].decode("utf-8")),
            NameLists.from_bytes(self._files[NAMES]),
        )
        options = ort.SessionOptions()
        options.intra_op_num_threads = self.threads or available_cores()
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Threads that spin while they wait take the cores from the rest of the program.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = ort.InferenceSession(self._files[GRAPH], options, providers=["CPUExecutionProvider"])

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
        self._encoder = self._session = None
        return self

    def __getstate__(self) -> dict[str, Any]:
        """Sessions do not travel between processes; the files they are made from do."""
        return {**self.__dict__, "_encoder": None, "_session": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        register_confidence()


def set_spans(doc: Doc, encoded: EncodedDoc, logits: NDArray[np.float32], settings: DecodingSettings) -> None:
    """Decode `logits` (one row a piece) into the entities of `doc`."""
    visible = [i for i, piece in enumerate(encoded.first_piece) if piece >= 0]
    rows = logits[[encoded.first_piece[i] for i in visible]]
    spans = decode([token.lower_ for token in doc], visible, encoded.breaks, rows, settings)
    ents = []
    for found in spans:
        span = Span(doc, found.start, found.end, label=found.label)
        span._.confidence = found.confidence
        ents.append(span)
    doc.set_ents(ents)


def available_cores() -> int:
    """How many cores this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1
