"""`rocket model`: which pipeline speaks, and how right it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rocket_cli.cli.options import OutputOptions, command

if TYPE_CHECKING:
    from rocket_cli.cli.output import CommandResult

Model = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="A spaCy pipeline other than rocket's own: a name or a folder."),
]


@command
def info(model: Model = None, output: OutputOptions = OutputOptions()) -> int:  # noqa: B008 (frozen)
    """What the pipeline is, where it lies and how it scored."""
    from rocket_cli.cli.output import deliver, plan_output
    from rocket_cli.settings import load_settings

    settings = load_settings()
    return deliver(describe_model(model or settings.model), plan_output(output, settings))


@command
def evaluate(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", show_default=False, help="Annotated reviews: text and ents, JSON Lines."
        ),
    ],
    model: Model = None,
    worst: Annotated[
        int, typer.Option(metavar="N", min=0, help="List the N documents with most errors.")
    ] = 10,
    output: OutputOptions = OutputOptions(),  # noqa: B008
) -> int:
    """Precision, recall and F1 of a pipeline on annotated reviews."""
    from rocket_cli.cli.output import deliver, plan_output
    from rocket_cli.settings import load_settings

    settings = load_settings()
    plan = plan_output(output, settings)
    return deliver(evaluate_model(file, model or settings.model, n_worst=worst), plan, [file])


def describe_model(model: str | None) -> CommandResult:
    """The payload is a ModelFacts."""
    from rocket_cli.cli.output import CommandResult
    from rocket_cli.nlp.pipeline import FOREIGN_LABELS, describe, load_pipeline
    from rocket_cli.render.payloads import ModelFacts

    nlp = load_pipeline(model)
    described = describe(nlp)
    labels = {label for name in nlp.pipe_names for label in nlp.pipe_labels.get(name, ())}
    scores = nlp.meta.get("performance", {})
    facts = ModelFacts(
        name=described.name,
        version=described.version,
        description=nlp.meta.get("description", ""),
        license=nlp.meta.get("license", ""),
        path=str(nlp.path),
        n_bytes=sum(path.stat().st_size for path in nlp.path.rglob("*") if path.is_file()),
        components=tuple(nlp.pipe_names),
        labels=tuple(sorted(labels & set(FOREIGN_LABELS))),
        performance={k: v for k, v in scores.items() if v is None or isinstance(v, int | float | str)},
    )
    return CommandResult(facts, 1)


def evaluate_model(file: str, model: str | None, *, n_worst: int) -> CommandResult:
    """The payload is an Evaluation. Raises InputError and UsageError where `file` cannot be used."""
    from pathlib import Path

    from msgspec.structs import replace

    from rocket_cli.analysis.link_evaluation import LinkScorer
    from rocket_cli.cli.output import CommandResult
    from rocket_cli.errors import PathNotFoundError
    from rocket_cli.nlp.evaluation import evaluate as measure
    from rocket_cli.nlp.pipeline import load_pipeline

    path = Path(file)
    if not path.is_file():
        raise PathNotFoundError(
            "there is no such file", hint="give a JSON Lines file of annotated reviews", path=file
        )
    links = LinkScorer()
    result = measure(load_pipeline(model), path, n_worst=n_worst, on_doc=links.add)
    return CommandResult(replace(result, links=links.result()), result.n_documents)


@command
def train(
    config: Annotated[
        str,
        typer.Argument(
            metavar="CONFIG", show_default=False, help="A TOML file such as models/configs/full.toml."
        ),
    ],
    corpus: Annotated[
        str,
        typer.Option(metavar="FOLDER", help="Annotated reviews: train.jsonl, dev.jsonl, general/, names/."),
    ],
    encoder: Annotated[
        str, typer.Option(metavar="FOLDER", help="The pretrained encoder: tokenizer.json, model.safetensors.")
    ],
    out: Annotated[str, typer.Option(metavar="FOLDER", help="Where the trained weights go.")],
) -> int:
    """Train a pipeline's network. Needs a checkout of rocket and its `train` extra."""
    from pathlib import Path

    from rocket_cli.errors import PathNotFoundError

    for given in (config, corpus, encoder):
        if not Path(given).exists():
            raise PathNotFoundError("no such file or folder", hint="check the spelling", path=given)
    return run_script("train", "--config", config, "--corpus", corpus, "--encoder", encoder, "--out", out)


@command
def package(
    weights: Annotated[str, typer.Option(metavar="FILE", help="What `rocket model train` wrote: final.pt.")],
    out: Annotated[str, typer.Option(metavar="FOLDER", help="Where the pipeline folder goes.")],
    settings: Annotated[
        str | None, typer.Option(metavar="FILE", help="Decoding settings, as models/configs/decoding.json.")
    ] = None,
    dev: Annotated[
        str | None, typer.Option(metavar="FILE", help="Annotated reviews to measure the pipeline on.")
    ] = None,
) -> int:
    """Make a spaCy pipeline folder of trained weights, in 8 bits, with checksums."""
    from pathlib import Path

    optional = [("--settings", settings), ("--dev", dev)]
    chosen = [word for name, value in optional if value is not None for word in (name, value)]
    work = str(Path(weights).resolve().parent)
    return run_script("package", "--weights", weights, "--work", work, "--out", out, *chosen)


def run_script(name: str, *arguments: str) -> int:
    """Run a script of the training project with paths as given here; gives its exit status. Raises UsageError
    where there is no checkout, or PyTorch is not installed."""
    import subprocess
    import sys
    from importlib.util import find_spec
    from pathlib import Path

    from rocket_cli.errors import UsageError

    checkout = Path(__file__).resolve().parents[2]
    if not (checkout / "models" / "scripts" / f"{name}.py").is_file():
        raise UsageError("training needs a checkout of rocket", hint="clone the project and run it there")
    if find_spec("torch") is None:
        raise UsageError("training needs PyTorch", hint="pip install -e '.[train]'")
    paths = [word if word.startswith("--") else str(Path(word).resolve()) for word in arguments]
    command = [sys.executable, "-m", f"models.scripts.{name}", *paths]
    return subprocess.run(command, cwd=checkout, check=False).returncode
