"""The network as ONNX Runtime runs it: windows of pieces in, tag logits out, several windows at a time."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from rocket_cli.nlp.names import NameLists
from rocket_cli.nlp.pieces import TAGS, EncodedDoc, PieceEncoder, cut_windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

GRAPH, TOKENIZER, NAMES = "tagger.onnx", "tokenizer.json", "names.bin"
# Windows held in memory at once, so that a book needs no more than a review.
WINDOWS_AT_ONCE = 256


class Network:
    """An ONNX session and the encoder that feeds it. Belongs to the process that opened it."""

    def __init__(self, encoder: PieceEncoder, session: Any, n_threads: int) -> None:
        self.encoder, self.session, self.n_threads = encoder, session, n_threads
        self.process = os.getpid()
        self._windows = ThreadPoolExecutor(n_threads, thread_name_prefix="tagger")
        self._docs = ThreadPoolExecutor(n_threads, thread_name_prefix="tagger-doc")

    def submit(self, encoded: EncodedDoc, window: int, overlap: int) -> Future[Floats]:
        """`run` while the caller goes on."""
        return self._docs.submit(self.run, encoded, window, overlap)

    def run(self, encoded: EncodedDoc, window: int, overlap: int) -> Floats:
        """One row of tag logits for each piece; where windows overlap, the one that sees a piece further from
        its border is believed."""
        import numpy as np

        arrays = encoded.ids, encoded.cases, encoded.names
        n_pieces = len(encoded.ids)
        result = np.zeros((n_pieces, len(TAGS)), np.float32)
        depth = np.zeros(n_pieces, np.int64)
        ranges = cut_windows(encoded, window, overlap)
        for group in _groups(ranges, WINDOWS_AT_ONCE):
            run_one = partial(self._run_window, arrays)
            found = self._windows.map(run_one, group) if len(group) > 1 else map(run_one, group)
            for (start, end), logits in zip(group, found, strict=True):
                n = end - start
                left = np.arange(1, n + 1) if start else np.full(n, n_pieces)
                right = np.arange(n, 0, -1) if end < n_pieces else np.full(n, n_pieces)
                inside = np.minimum(left, right)
                better = inside > depth[start:end]
                result[start:end][better] = logits[better]
                depth[start:end][better] = inside[better]
        return result

    def _run_window(self, arrays: tuple[NDArray[np.int64], ...], where: tuple[int, int]) -> Floats:
        import numpy as np

        start, end = where
        framed = np.zeros((3, 1, end - start + 2), np.int64)
        for row, array in zip(framed, arrays, strict=True):
            row[0, 1:-1] = array[start:end]
        framed[0, 0, 0], framed[0, 0, -1] = self.encoder.cls_id, self.encoder.sep_id
        feed = {
            "ids": framed[0],
            "cases": framed[1],
            "names": framed[2],
            "positions": np.arange(framed.shape[2], dtype=np.int64),
        }
        logits: Floats = self.session.run(["logits"], feed)[0][0, 1:-1]
        return logits


def open_network(files: Mapping[str, bytes], threads: int) -> Network:
    """The network stored in `files` (GRAPH, TOKENIZER and NAMES), on `threads` threads (0: see below)."""
    import onnxruntime as ort
    from tokenizers import Tokenizer

    encoder = PieceEncoder(
        Tokenizer.from_str(files[TOKENIZER].decode("utf-8")), NameLists.from_bytes(files[NAMES])
    )
    options = ort.SessionOptions()
    # One thread a window: small matrices are not worth sharing, windows are.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The graph is fused already; the one fusion left (SkipLayerNormalization) runs slower than its parts.
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_BASIC
    session = ort.InferenceSession(files[GRAPH], options, providers=["CPUExecutionProvider"])
    return Network(encoder, session, threads or default_threads())


def default_threads() -> int:
    """As many threads as cores, but one in a child process: there the processes share out the cores."""
    import multiprocessing

    if multiprocessing.parent_process() is not None:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def _groups(ranges: Iterable[tuple[int, int]], size: int) -> Iterator[list[tuple[int, int]]]:
    iterator = iter(ranges)
    while group := list(islice(iterator, size)):
        yield group
