"""How right a pipeline is, as tables."""

from __future__ import annotations

from collections.abc import Iterator

from rocket_cli.nlp.evaluation import DocumentScore, Evaluation, LinkEvaluation, Score
from rocket_cli.render.payloads import ModelFacts
from rocket_cli.render.safe import visible
from rocket_cli.render.sections import Cell, Column, Row, Section, section
from rocket_cli.render.words import NOTHING, count_of

VIEW_NAMES = {
    "ALL": "Everything",
    "PERSON": "People, characters included",
    "FILM": "Films",
    "PLACE": "Places",
    "CHARACTER": "Characters alone",
    "CAST_CREW": "Cast and crew alone",
}
N_NAMES_SHOWN = 6  # of each sort in the table of worst documents; JSON has them all


def evaluation_sections(result: Evaluation) -> list[Section]:
    """Scores, links where they can be measured, what is taken for what, the documents with most errors."""
    links = [] if result.links is None else [_links(result.links)]
    return [_scores(result), *links, _confusion(result), _worst(result)]


def _scores(result: Evaluation) -> Section:
    columns = (
        Column("", wide=True),
        *(Column(head, "right") for head in ("Precision", "Recall", "F1", "Overlap F1", "Gold", "Found")),
    )
    rows = tuple(_score_row(name, result.exact[name], result.overlap[name]) for name in VIEW_NAMES)
    notes = ["Exact: start, end and label agree. Overlap: the label agrees and the spans touch."]
    if result.calibration_error is not None:
        notes.append(
            f"Expected calibration error of the confidences: {result.calibration_error:.3f} (0 is best)."
        )
    title = (
        f"{visible(result.pipeline)} on {visible(result.data)}, {count_of(result.n_documents, 'document')}"
    )
    return section(title, columns, rows, tuple(notes))


def _score_row(name: str, exact: Score, overlap: Score) -> Row:
    figures = (exact.precision, exact.recall, exact.f1, overlap.f1)
    return (
        Cell(VIEW_NAMES[name]),
        *(Cell(f"{100 * figure:.1f}") for figure in figures),
        Cell(str(exact.n_gold)),
        Cell(str(exact.n_predicted)),
    )


def _links(result: LinkEvaluation) -> Section:
    heads = ("Precision", "Recall", "F1", "Links", "Names found: F1")
    columns = (Column("", wide=True), *(Column(head, "right") for head in heads))
    rows = tuple(
        (
            Cell(name.capitalize()),
            *(Cell(f"{100 * figure:.1f}") for figure in (score.precision, score.recall, score.f1)),
            Cell(str(score.n_gold)),
            Cell(f"{100 * result.links_between_found[name].f1:.1f}"),
        )
        for name, score in result.links.items()
    )
    notes = [
        "A link: two mentions of one entity in one document; found where both mentions are found exactly. "
        "Names found: links between the mentions that are found, so the linking by itself."
    ]
    if result.role_accuracy is not None and result.role_accuracy_of_found is not None:
        notes.append(
            f"Characters told from real people: {100 * result.role_accuracy:.1f}% of "
            f"{count_of(result.n_people, 'mention')}, {100 * result.role_accuracy_of_found:.1f}% of the "
            f"{result.n_people_found} found."
        )
    return section("Who is who, end to end", columns, rows, tuple(notes))


def _confusion(result: Evaluation) -> Section:
    labels = ("PERSON", "CHARACTER", "FILM", "PLACE", "-")
    columns = (
        Column("Marked as", wide=True),
        *(Column("not found" if label == "-" else label, "right") for label in labels),
    )
    rows = tuple(
        (
            Cell("nothing" if gold == "-" else gold),
            *(Cell(str(result.confusion.get(gold, {}).get(label, 0) or NOTHING)) for label in labels),
        )
        for gold in labels
    )
    return section("What is taken for what, exact spans", columns, rows)


def _worst(result: Evaluation) -> Section:
    columns = (
        Column("Document", wide=True),
        Column("F1", "right"),
        Column("Missed", wide=True),
        Column("Not marked", wide=True),
    )
    rows = tuple(
        (
            Cell(visible(document.id)),
            Cell(f"{100 * document.f1:.1f}"),
            Cell("; ".join(_some(document, missed=True))),
            Cell("; ".join(_some(document, missed=False))),
        )
        for document in result.worst
    )
    return section("Most errors", columns, rows)


def _some(document: DocumentScore, *, missed: bool) -> Iterator[str]:
    names = [text for _, text in (document.missed if missed else document.invented)]
    yield from (visible(name) for name in names[:N_NAMES_SHOWN])
    if len(names) > N_NAMES_SHOWN:
        yield f"and {len(names) - N_NAMES_SHOWN} more"


def model_sections(facts: ModelFacts) -> list[Section]:
    """What the pipeline is, and how it scored where it was measured."""
    rows: list[tuple[str, str]] = [
        ("Pipeline", f"{facts.name} {facts.version}"),
        ("What it does", facts.description),
        ("Licence", facts.license),
        ("Where", facts.path),
        ("Size", f"{facts.n_bytes / 1e6:.1f} MB"),
        ("Components", ", ".join(facts.components)),
        ("Labels", ", ".join(facts.labels)),
    ]
    about = section(
        "The pipeline",
        (Column(""), Column("", wide=True)),
        tuple((Cell(name), Cell(visible(value))) for name, value in rows if value),
    )
    scores = tuple(
        (Cell(VIEW_NAMES[name]), Cell(f"{100 * score:.1f}"))
        for name in VIEW_NAMES
        if isinstance(score := facts.performance.get(f"{name.lower()}_f"), float)
    )
    if not scores:
        return [about]
    data = visible(str(facts.performance.get("data", "")))
    return [
        about,
        section(f"F1 on {data}, exact spans", (Column("", wide=True), Column("F1", "right")), scores),
    ]
