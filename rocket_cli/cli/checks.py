"""What `rocket doctor` looks at. No check raises: what goes wrong while looking is what was found."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rocket_cli.errors import RocketError, UsageError
from rocket_cli.render.payloads import Check, State

if TYPE_CHECKING:
    from importlib.metadata import Distribution

    from spacy.language import Language

DISTRIBUTION = "rocket-cli"
REINSTALL = "install rocket-cli again: pipx reinstall rocket-cli, or pip install --force-reinstall rocket-cli"
BEGIN_ANEW = "delete it, or leave it to rocket, which begins it anew"
# Variables of ours that are no settings.
OTHER_VARIABLES = ("ROCKET_CACHE_DIR", "ROCKET_CACHE_MB", "ROCKET_PAGER")
# Where `--install-completion` puts what it writes, by shell.
COMPLETION_FILES = {
    "bash": "~/.bash_completions/rocket.sh",
    "zsh": "~/.zfunc/_rocket",
    "fish": "~/.config/fish/completions/rocket.fish",
}
# A text to find a name in and to measure, made up for this.
REVIEW = """\
Ada Reed plays a lighthouse keeper in Night Ferry, which was shot in Lisbon. She says little and does it well.
The boat comes in late, the fog stays, and nobody on the pier wants to be the first to leave. It is a quiet
film about people who wait for something, and Reed makes the waiting worth our while.
"""
NAME_IN_IT = "Ada Reed"


def of_installation() -> Iterator[Check]:
    """rocket, Python and every library that rocket needs, against the ranges that it asks for."""
    from importlib.metadata import PackageNotFoundError, distribution

    from rocket_cli import __version__

    python = ".".join(map(str, sys.version_info[:3]))
    try:
        own = distribution(DISTRIBUTION)
    except PackageNotFoundError:
        found = f"{__version__}, not installed but run from its folder"
        yield Check(
            "Installed", "rocket", "note", found, "pip install -e . there, to have its libraries checked"
        )
        yield Check("Installed", "Python", "fine", python)
        return
    yield Check("Installed", "rocket", "fine", __version__)
    yield from _versions(own, python)


def _versions(own: Distribution, python: str) -> Iterator[Check]:
    try:
        from packaging.requirements import Requirement
        from packaging.specifiers import SpecifierSet
    except ImportError:
        yield Check(
            "Installed", "packaging", "wrong", "missing, so that no versions can be checked", REINSTALL
        )
        return
    wanted = own.metadata["Requires-Python"] or ""
    right = SpecifierSet(wanted).contains(python, prereleases=True)
    fix = None if right else f"install rocket with a Python that is {wanted}"
    yield Check("Installed", "Python", "fine" if right else "wrong", python, fix)
    for line in own.requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield _version(requirement.name, requirement.specifier)


def _version(name: str, wanted: object) -> Check:
    """Whether the library called `name` is there, in a version that `wanted`, a SpecifierSet, contains."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        found = version(name)
    except PackageNotFoundError:
        return Check("Installed", name, "wrong", "missing", REINSTALL)
    if not wanted.contains(found, prereleases=True):  # type: ignore[attr-defined]
        fix = f"pip install '{name}{wanted}'"
        return Check("Installed", name, "wrong", f"{found}, but rocket needs {wanted}", fix)
    return Check("Installed", name, "fine", found)


def of_pipeline(model: str | None) -> Iterator[Check]:
    """Whether the pipeline called `model` (None: rocket's own) loads, and whether a review goes all the way
    from bytes to names and figures with it."""
    topic = "Pipeline"
    try:
        from rocket_cli.nlp.pipeline import describe, load_pipeline

        nlp = load_pipeline(model)
        info = describe(nlp)
        yield Check(topic, "Name", "fine", f"{info.name} {info.version}")
        yield Check(topic, "Where", "fine", str(nlp.path))
        yield from _trial(nlp, model)
    except RocketError as error:
        yield Check(topic, "Works", "wrong", error.message, error.hint or REINSTALL)
    except Exception as error:  # noqa: BLE001 - whatever a broken library raises is the finding
        what = f"{type(error).__name__}: {' '.join(str(error).split())}"
        yield Check(topic, "Works", "wrong", what, REINSTALL)


def _trial(nlp: Language, model: str | None) -> Iterator[Check]:
    from rocket_cli.reading.reader import read_bytes
    from rocket_cli.render.words import figure
    from rocket_cli.workflow import AnalyseOptions, analyse_review

    (review,) = read_bytes(REVIEW.encode(), "-")
    record = analyse_review(review, nlp(review.text), nlp, AnalyseOptions(model=model))
    people = [name for entity in record.entities for name in (entity.name, *entity.aliases)]
    if NAME_IN_IT in people:
        yield Check("Pipeline", "Finds a name", "fine", f"{NAME_IN_IT}, in a text made up for it")
    else:
        fix = "rocket model info says how it scored where it was measured" if model else REINSTALL
        yield Check("Pipeline", "Finds a name", "wrong", f"not {NAME_IN_IT} in {REVIEW!r}", fix)
    ease = record.readability.flesch_reading_ease
    found = f"{record.counts.n_words} words, Flesch reading ease {figure('flesch_reading_ease', ease)}"
    state: State = "wrong" if ease is None else "fine"
    yield Check("Pipeline", "Measures", state, found, None if ease is not None else REINSTALL)


def of_settings() -> Iterator[Check]:
    """Each place that settings come from: whether it is read, what it sets, what of it will not do."""
    from rocket_cli.settings import PROJECT_FILE, user_settings_file

    for name, path in (("Your file", user_settings_file()), ("Project file", Path(PROJECT_FILE))):
        yield _settings_file(name, path)
    yield _settings_variables()


def _settings_file(name: str, path: Path) -> Check:
    from rocket_cli.settings import load_settings

    nowhere = Path(os.devnull, "none")
    if not path.exists():
        return Check("Settings", name, "fine", f"none at {path}")
    if not path.is_file() or not os.access(path, os.R_OK):
        return Check(
            "Settings", name, "wrong", f"{path} cannot be read", "let yourself read it, or delete it"
        )
    try:
        settings = load_settings(environ={}, user_file=path, project_file=nowhere)
    except UsageError as error:
        return Check(
            "Settings", name, "wrong", f"{error.path}: {error.message}", error.hint or "mend the line"
        )
    return Check("Settings", name, "fine", f"{path} sets {', '.join(settings.origins) or 'nothing'}")


def _settings_variables() -> Check:
    from rocket_cli.cli.suggest import closest
    from rocket_cli.settings import ENVIRONMENT_PREFIX, KEYS, load_settings

    nowhere = Path(os.devnull, "none")
    ours = {key: value for key, value in os.environ.items() if key.startswith(ENVIRONMENT_PREFIX)}
    known = [*(ENVIRONMENT_PREFIX + key.upper() for key in KEYS), *OTHER_VARIABLES]
    for variable in ours:
        if variable not in known:
            near = closest(variable.lower(), [one.lower() for one in known])
            fix = f"did you mean {near.upper()}?" if near else f"the variables are {', '.join(known)}"
            return Check("Settings", "Variables", "wrong", f"there is no {variable}", fix)
    try:
        load_settings(environ=ours, user_file=nowhere, project_file=nowhere)
    except UsageError as error:
        return Check("Settings", "Variables", "wrong", f"{error.path}: {error.message}", error.hint)
    return Check("Settings", "Variables", "fine", ", ".join(sorted(ours)) or "none set")


def of_cache() -> Iterator[Check]:
    """Where analysed records are kept, and whether they can be. Nothing is changed there."""
    from rocket_cli.cache.store import cache_file, size_limit

    path = cache_file()
    try:
        size_limit()
    except UsageError as error:
        yield Check("Cache", "Size", "wrong", f"{error.path}: {error.message}", error.hint)
    yield Check("Cache", "File", *_cache_state(path))


def _cache_state(path: Path) -> tuple[State, str, str | None]:
    import sqlite3
    from contextlib import closing

    if not path.exists():
        folder = next(parent for parent in path.parents if parent.exists())
        if folder.is_dir() and os.access(folder, os.W_OK):
            return "fine", f"none yet; it will be {path}", None
        fix = "set ROCKET_CACHE_DIR to a folder of yours; until then nothing is remembered"
        return "wrong", f"{folder} cannot be written to", fix
    if not os.access(path, os.R_OK | os.W_OK):
        return "wrong", f"{path} cannot be read and written", "delete it, or set ROCKET_CACHE_DIR"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            (n_entries,) = connection.execute("SELECT count(*) FROM entries").fetchone()
    except sqlite3.Error as error:
        return "wrong", f"{path} is damaged: {error}", BEGIN_ANEW
    if state != "ok":
        return "wrong", f"{path} is damaged: {state}", BEGIN_ANEW
    return "fine", f"{path}, {n_entries} analysed texts", None


def of_terminal() -> Iterator[Check]:
    """What output goes to, and how it will look there."""
    from rocket_cli.render.console import pager_words
    from rocket_cli.render.surface import surface_of

    surface = surface_of(sys.stdout)
    if surface.width is None:
        yield Check("Terminal", "Output", "fine", "no terminal: plain lines, no colour")
    else:
        colour = "with colour" if surface.color else "without colour"
        yield Check("Terminal", "Output", "fine", f"{surface.width} by {surface.height} cells, {colour}")
    encoding = (getattr(sys.stdout, "encoding", None) or "unknown").lower()
    if encoding.replace("-", "") == "utf8":
        yield Check("Terminal", "Encoding", "fine", "UTF-8")
    else:
        fix = "set LANG to a UTF-8 locale, such as C.UTF-8, or PYTHONUTF8=1"
        yield Check("Terminal", "Encoding", "wrong", f"{encoding}, which lacks most letters", fix)
    words = pager_words(os.environ)
    if words is None:
        yield Check(
            "Terminal", "Pager", "note", "none: long tables run off", "set PAGER=less, if you have it"
        )
    else:
        yield Check("Terminal", "Pager", "fine", " ".join(words))


def of_completion() -> Iterator[Check]:
    """Whether the person's shell completes what is typed after `rocket`."""
    shell = Path(os.environ.get("SHELL", "")).name
    if shell not in COMPLETION_FILES:
        yield Check("Completion", "Shell", "note", shell or "unknown", "bash, zsh and fish can complete")
    elif Path(COMPLETION_FILES[shell]).expanduser().is_file():
        yield Check("Completion", "Shell", "fine", f"{shell}, installed in {COMPLETION_FILES[shell]}")
    else:
        yield Check("Completion", "Shell", "note", f"{shell}, not installed", "rocket --install-completion")
