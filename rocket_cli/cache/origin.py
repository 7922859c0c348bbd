"""What a record was made from: content, code, libraries, pipeline and options. A record is taken from the
cache only where all of it is the same."""

from __future__ import annotations

import functools
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from rocket_cli import __version__
from rocket_cli.errors import PipelineError
from rocket_cli.nlp.pipeline import shipped_pipeline
from rocket_cli.reading.options import InputOptions
from rocket_cli.workflow import AnalyseOptions

RECORD_SCHEMA = "rocket.review/1"
# Distributions whose version can change what a record says. onnxruntime sums in another order, for one.
_LIBRARIES = (
    *("spacy", "textstat", "onnxruntime", "tokenizers", "numpy", "ftfy", "trafilatura", "lxml"),
    *("charset_normalizer", "markdown_it_py", "python_frontmatter", "pyyaml", "pyphen", "nltk"),
)
# Rooms that make no records.
_NOT_OF_RECORDS = {"cli", "render", "cache", "models", "__pycache__"}
_PACKAGE = Path(__file__).resolve().parents[1]


class Making(Struct, frozen=True):
    """How records are made in one run: the same for every review of it. Digests are hexadecimal."""

    schema: str
    rocket: str
    python: str
    code: str
    libraries: tuple[str, ...]
    pipeline: str
    include_furniture: bool
    with_text: bool
    min_confidence: float
    input: InputOptions


class MadeFrom(Struct, frozen=True):
    """All that one unit's records were made from. `rules`: what `aliases.toml`, `overrides.toml` said."""

    making: Making
    content: str
    kind: str
    rules: str


def making_of(options: AnalyseOptions) -> Making | None:
    """How `options` make records here and now; None where the pipeline cannot be found."""
    folder = pipeline_folder(options.model)
    if folder is None:
        return None
    return Making(
        schema=RECORD_SCHEMA,
        rocket=__version__,
        python=".".join(map(str, sys.version_info[:3])),
        code=code_fingerprint(),
        libraries=library_versions(),
        pipeline=fingerprint_folder(folder),
        include_furniture=options.include_furniture,
        with_text=options.with_text,
        min_confidence=options.min_confidence,
        input=options.input,
    )


def pipeline_folder(model: str | None) -> Path | None:
    """The folder of the pipeline called `model`, found as spaCy finds it but without importing anything; None
    where there is none."""
    try:
        if model is None:
            return shipped_pipeline()
        spec = find_spec(model) if model.isidentifier() else None
        if spec and spec.origin:
            return Path(spec.origin).parent
        folder = Path(model)
        return folder.resolve() if (folder / "meta.json").is_file() else None
    except (PipelineError, ImportError, ValueError, OSError):
        return None


def fingerprint_folder(folder: Path) -> str:
    """Stands for the files of a pipeline: their names, sizes and times, and the whole of the small ones that
    say what it is (`meta.json`, `SHA256SUMS`, `config.cfg`)."""
    digest = hashlib.sha256()
    for path, stat in _files_in(folder, skip={"__pycache__"}):
        digest.update(f"{path.relative_to(folder)}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode())
        if path.name in ("meta.json", "SHA256SUMS", "config.cfg"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


@functools.cache
def code_fingerprint() -> str:
    """Stands for rocket's own code and data: a checkout changes without its version changing."""
    digest = hashlib.sha256()
    for path, stat in _files_in(_PACKAGE, skip=_NOT_OF_RECORDS):
        digest.update(f"{path.relative_to(_PACKAGE)}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode())
    return digest.hexdigest()


@functools.cache
def library_versions() -> tuple[str, ...]:
    """Name and version of each library that has a part in a record, read off the folder that it is installed
    in: asking the libraries would import them, and `importlib.metadata` takes longer than a cached run."""
    specs = [find_spec(name) for name in ("spacy", "textstat")]
    folders = {Path(spec.origin).parents[1] for spec in specs if spec and spec.origin}
    return tuple(sorted({name for folder in folders for name in _installed(os.listdir(folder))}))


def _installed(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        stem, suffix = os.path.splitext(name)
        project = stem.partition("-")[0].lower().replace(".", "_").replace("-", "_")
        if suffix in (".dist-info", ".egg-info") and project in _LIBRARIES:
            yield stem


def _files_in(folder: Path, *, skip: Iterable[str]) -> Iterator[tuple[Path, os.stat_result]]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in skip)
        for name in sorted(files):
            path = Path(place, name)
            yield path, path.stat()
