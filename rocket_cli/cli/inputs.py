"""From paths and options to analysed records, with progress for work that lasts."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rocket_cli.cli.exits import say
from rocket_cli.cli.options import PipelineOptions, ReadingOptions
from rocket_cli.cli.suggest import hint_for
from rocket_cli.errors import UsageError
from rocket_cli.settings import KIND_NAMES, Settings

if TYPE_CHECKING:
    from rocket_cli.reading.options import InputOptions
    from rocket_cli.records import Failure, Kind, ReviewAnalysis
    from rocket_cli.workflow import AnalyseOptions

STDIN = "-"
# Files of these kinds may hold any number of reviews, so that the number of files says nothing of the work.
_MANY_REVIEWS = (".csv", ".tsv", ".json", ".jsonl", ".ndjson")


def input_options(options: ReadingOptions, settings: Settings) -> InputOptions:
    """How to read, from what was typed and what was set."""
    from rocket_cli.reading.options import InputOptions

    given = {name: value for name, value in asdict(options).items() if value is not None}
    if settings.encoding is not None:
        given.setdefault("encoding", settings.encoding)
    return InputOptions(**given)


def analyse_options(
    pipeline: PipelineOptions, reading: ReadingOptions, settings: Settings, *, with_text: bool = False
) -> AnalyseOptions:
    """How to analyse, from what was typed and what was set."""
    from rocket_cli.workflow import AnalyseOptions

    sure = pipeline.min_confidence if pipeline.min_confidence is not None else settings.min_confidence
    return AnalyseOptions(
        model=pipeline.model or settings.model,
        include_furniture=pipeline.include_furniture,
        with_text=with_text,
        min_confidence=sure or 0.0,
        input=input_options(reading, settings),
        use_cache=not pipeline.no_cache,
    )


def require_paths(paths: Sequence[str] | None, command: str) -> list[str]:
    """`paths`, or UsageError where there are none. Says so where standard input is a keyboard."""
    if not paths:
        raise UsageError("say which files or folders to read", hint=f"for example: rocket {command} reviews/")
    if STDIN in paths and sys.stdin.isatty():
        say("reading from the keyboard; end with Ctrl-D on a line of its own")
    return list(paths)


def require_name(name: str | None, paths: Sequence[str] | None, command: str) -> str:
    """`name`, or UsageError where there is none, or where what stands in its place is a path."""
    hint = f'for example: rocket {command} "Ada Reed" reviews/'
    if name is None or not name.strip():
        raise UsageError("say whom or what to look for", hint=hint)
    if not paths and Path(name).exists():
        raise UsageError(f"{name} is a file or folder; the name comes before it", hint=hint)
    return name


def kinds_of(typed: Sequence[str] | None, settings: Settings | None = None) -> tuple[Kind, ...] | None:
    """The kinds asked for, else those in `settings`, None for all. Raises UsageError for a kind that there is
    not."""
    words = [word.strip().lower() for part in typed or () for word in part.split(",")]
    for word in words:
        if word not in KIND_NAMES:
            raise UsageError(
                f"there is no kind called {word!r}", hint=hint_for(word, KIND_NAMES, plural="kinds")
            )
    from rocket_cli.records import KINDS

    wanted = words or (settings.kinds if settings else None)
    return tuple(kind for kind in KINDS if kind in wanted) if wanted else None


def analyse(
    paths: Sequence[str], options: AnalyseOptions, *, progress: bool
) -> Iterator[ReviewAnalysis | Failure]:
    """The records of `paths` one by one, with progress on standard error if `progress`. Those that are in the
    cache are not made again."""
    from rocket_cli.cache import remembering
    from rocket_cli.cli.progress import Progress
    from rocket_cli.workflow import analyse_paths

    with remembering(options, say) as memory:
        if not progress:
            yield from analyse_paths(paths, options, memory=memory)
            return
        with Progress(n_files=_number_of_files(paths)) as shown:
            yield from analyse_paths(paths, options, on_progress=shown.advance, memory=memory)


def apart(found: Iterable[ReviewAnalysis | Failure]) -> tuple[list[ReviewAnalysis], tuple[Failure, ...]]:
    """Records and failures of one run, each in order."""
    from rocket_cli.records import Failure

    records: list[ReviewAnalysis] = []
    failures: list[Failure] = []
    for item in found:
        if isinstance(item, Failure):
            failures.append(item)
        else:
            records.append(item)
    return records, tuple(failures)


_NOT_COMPARED: dict[str, Any] = {"text": None, "sentences": (), "sentence_lengths": (), "blocks": ()}


def slim(found: Iterable[ReviewAnalysis | Failure]) -> Iterator[ReviewAnalysis | Failure]:
    """`found` without what comparing does not look at (text, sentences, blocks), so that many take little
    memory."""
    from msgspec.structs import replace

    from rocket_cli.records import Failure

    for item in found:
        yield item if isinstance(item, Failure) else replace(item, **_NOT_COMPARED)


def warnings_of(records: Iterable[ReviewAnalysis]) -> tuple[str, ...]:
    """The warnings in `records`, each with its file."""
    return tuple(f"{record.source.path}: {warning}" for record in records for warning in record.warnings)


def _number_of_files(paths: Sequence[str]) -> int | None:
    from rocket_cli.reading.discover import FileToRead, discover

    files = [found.path for found in discover(paths) if isinstance(found, FileToRead)]
    return None if any(path == STDIN or path.endswith(_MANY_REVIEWS) for path in files) else len(files)
