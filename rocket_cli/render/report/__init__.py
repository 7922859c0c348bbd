"""The report: one HTML page that holds a whole comparison, its charts, the texts and every quote.

The page is one file: no network, a strict Content-Security-Policy, nothing that depends on the day or the
machine, so that the same reviews give the same bytes. Every word of a review is escaped by Jinja.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from rocket_cli import __version__
from rocket_cli.analysis.report import ReportData
from rocket_cli.records import Failure, ReviewAnalysis, ReviewSummary
from rocket_cli.render.report import figures, names
from rocket_cli.render.report.svg import Chart, draw
from rocket_cli.render.report.texts import Passage, passages
from rocket_cli.render.report.upset import LARGEST_COMBINATIONS
from rocket_cli.render.safe import visible
from rocket_cli.render.words import count_of, percent, reviewer_labels, running_time

if TYPE_CHECKING:
    from jinja2 import Environment

UNFOLDED = 4  # reviews whose texts stand open; more are folded, or nobody would find the end of the page

CARDS_OPEN = 12  # small charts that stand open; more are folded
WARNINGS_LISTED = 6  # more are folded
NAMES_SHOWN = 60  # rows; of more, the table begins with those that two reviews or more have
TALL_FROM = 24  # rows; a longer table scrolls in its own frame, under its own heads


@dataclass(frozen=True)
class ReviewView:
    """One review as the page shows it, every figure as printed."""

    label: str
    film: str
    outlet: str
    year: str
    runs: str
    rating: str
    n_words: int
    set_aside: str
    path: str
    has_text: bool
    passages: tuple[Passage, ...]
    lengths: figures.LengthRow | None
    length_chart: str
    warnings: tuple[str, ...]


def page(data: ReportData, title: str | None = None) -> str:
    """The whole page; `title` None names it after the film, or after the number of reviews. ValueError where
    there is no review."""
    if not data.comparison.reviews:
        raise ValueError("there is no review to report on")
    environment = _environment()
    style, script = _asset("report.css"), _asset("report.js")
    return environment.get_template("page.html.j2").render(
        style=style,
        script=script,
        policy=_policy(style, script),
        version=__version__,
        **_contents(data, title),
    )


def _contents(data: ReportData, title: str | None) -> dict[str, Any]:
    comparison = data.comparison
    labels = reviewer_labels(comparison.reviews)
    rows = names.name_rows(comparison)
    metrics = figures.metric_rows(comparison)
    readability = figures.readability_charts(comparison, labels)
    lengths = figures.length_charts(data, labels)
    sharing = names.sharing_chart(data, rows, labels) if len(comparison.reviews) > 1 else None
    drawn = _drawn(
        [*(chart for *_, chart in readability), *lengths.values(), *([sharing] if sharing else [])]
    )
    return {
        "title": visible(title) if title else _title(comparison.reviews),
        "comparison": comparison,
        "labels": [labels[review.id] for review in comparison.reviews],
        "reviews": [
            _review(n, data, rows, labels, drawn(lengths[n]) if n in lengths else "")
            for n in range(len(comparison.reviews))
        ],
        "unfolded": len(comparison.reviews) <= UNFOLDED,
        "metrics": metrics,
        "metric_groups": [(label, list(rows)) for label, rows in groupby(metrics, key=attrgetter("group"))],
        "side_by_side": len(comparison.reviews) <= figures.SIDE_BY_SIDE,
        "reading_lead": figures.reading_lead(comparison, labels),
        "readability_charts": [(name, label, drawn(chart)) for name, label, chart in readability],
        "names": names.ranked(rows),
        "at_least": 2 if len(rows) > NAMES_SHOWN else 1,
        "names_lead": names.names_lead(rows, len(comparison.reviews)),
        "groups": list(dict.fromkeys((row.group, row.look) for row in names.ranked(rows))),
        "alone": names.alone(comparison, rows, labels) if len(comparison.reviews) > 1 else [],
        "sharings": names.sharings(data, rows, labels),
        "n_charted": LARGEST_COMBINATIONS,
        "sharing_chart": drawn(sharing) if sharing else "",
        "kinds": names.overlap_kinds(comparison),
        "pairs": names.pairs(comparison, labels),
        "matrices": names.matrices(comparison),
        "disagreements": [(visible(d.what), names.sides(d, labels)) for d in comparison.disagreements],
        "failed": [
            Failure(visible(f.path), visible(f.error), visible(f.hint or "")) for f in comparison.failed
        ],
        "n_warnings": sum(len(record.warnings) for record in data.records),
        "warnings_listed": WARNINGS_LISTED,
        "tall_from": TALL_FROM,
        "cards_open": CARDS_OPEN,
        "pipelines": ", ".join(f"{visible(p.name)} {visible(p.version)}" for p in comparison.pipeline),
        "quotes": names.quote_book(data, rows, labels),
    }


def _drawn(charts: Sequence[Chart]) -> Any:
    """A function that gives the picture of each of `charts`, all of which are drawn at once."""
    from markupsafe import Markup

    pictures = {id(chart): Markup(svg) for chart, svg in zip(charts, draw(charts), strict=True)}
    return lambda chart: pictures[id(chart)]


def _review(
    n: int,
    data: ReportData,
    rows: Sequence[names.NameRow],
    labels: Mapping[str, str],
    chart: str,
) -> ReviewView:
    review, record = data.comparison.reviews[n], data.records[n]
    return ReviewView(
        label=labels[review.id],
        film=visible(review.film or ""),
        outlet=visible(review.outlet or ""),
        year=str(review.year or ""),
        runs=running_time(review.running_time_minutes),
        rating=visible(review.rating.printed) if review.rating else "",
        n_words=review.n_words,
        set_aside=percent(review.furniture_ratio),
        path=_where(review.path, record),
        has_text=record.text is not None,
        passages=tuple(passages(record, data.named[n], rows)),
        lengths=figures.length_row(data.records[n].sentence_lengths),
        length_chart=chart,
        warnings=tuple(map(visible, record.warnings)),
    )


def _where(path: str, record: ReviewAnalysis) -> str:
    member = f", part {record.source.member}" if record.source.member is not None else ""
    return visible(path) + member


def _title(reviews: Sequence[ReviewSummary]) -> str:
    film = _the_film(reviews)
    n_reviews = count_of(len(reviews), "review")
    if film:
        return f"{n_reviews} of {visible(film)}"
    return (
        f"{n_reviews}, side by side"
        if len(reviews) > 1
        else f"A review by {visible(reviews[0].display_name)}"
    )


def _the_film(reviews: Sequence[ReviewSummary]) -> str | None:
    """The film that all the reviews are of, in ordinary case if anybody prints it so; None where there is no
    one film."""
    printed = Counter(review.film or "" for review in reviews)
    if len({film.casefold() for film in printed}) > 1:
        return None
    return min(printed, key=lambda film: (film.isupper(), -printed[film], film)) or None


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("rocket_cli.render.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["count_of"] = count_of
    environment.filters["direction"] = figures.direction_of
    # `tojson` escapes <, > and & too, so that no text can end the element it stands in.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return environment


def _asset(name: str) -> Any:
    """A file of ours that goes into the page as it is."""
    from markupsafe import Markup

    return Markup(files(__name__).joinpath("templates", name).read_text(encoding="utf-8"))


def _policy(style: str, script: str) -> str:
    """Nothing is loaded, nothing runs and nothing is styled but the one script and style of this page."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(str(text).encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
