"""How figures, metrics and reviewers are called and printed, wherever they are printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from string import ascii_uppercase

from rocket_cli.records import Kind, Metric, ReviewSummary, Role
from rocket_cli.render.safe import visible

NOTHING = "–"  # a figure that is not there

# name of the metric -> (in full, as a narrow heading, decimals)
METRICS: dict[str, tuple[str, str, int]] = {
    "n_words": ("Words", "Words", 0),
    "n_sentences": ("Sentences", "Sent.", 0),
    "reading_time_seconds": ("Reading time (m:s)", "Time m:s", 0),
    "furniture_ratio": ("Page set aside", "Set aside", 0),
    "flesch_reading_ease": ("Flesch reading ease", "Flesch ease", 1),
    "flesch_kincaid_grade": ("Flesch–Kincaid grade", "Flesch Kincaid", 1),
    "gunning_fog": ("Gunning fog", "Gunning fog", 1),
    "smog_index": ("SMOG", "SMOG", 1),
    "coleman_liau_index": ("Coleman–Liau", "Coleman Liau", 1),
    "automated_readability_index": ("Automated readability", "Autom. read.", 1),
    "linsear_write_formula": ("Linsear Write", "Linsear Write", 1),
    "dale_chall_readability_score": ("Dale–Chall score", "Dale Chall", 1),
    "mean_sentence_length": ("Words per sentence", "Words /sent.", 1),
    "mean_syllables_per_word": ("Syllables per word", "Syll. /word", 2),
    "type_token_ratio": ("Type–token ratio", "TTR", 2),
    "mattr": ("MATTR", "MATTR", 2),
    "mtld": ("MTLD", "MTLD", 1),
    "n_people": ("People", "People", 0),
    "n_films": ("Films", "Films", 0),
    "n_places": ("Places", "Places", 0),
}
# What the metrics say, and which way: said once for each group.
METRIC_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("How long", ("n_words", "n_sentences", "reading_time_seconds", "furniture_ratio")),
    ("Higher is easier to read", ("flesch_reading_ease",)),
    (
        "Higher is harder to read, in years of US school",
        (
            "flesch_kincaid_grade",
            "gunning_fog",
            "smog_index",
            "coleman_liau_index",
            "automated_readability_index",
            "linsear_write_formula",
        ),
    ),
    (
        "Higher is harder to read, on other scales",
        ("dale_chall_readability_score", "mean_sentence_length", "mean_syllables_per_word"),
    ),
    ("Higher is more varied wording", ("type_token_ratio", "mattr", "mtld")),
    ("How many names", ("n_people", "n_films", "n_places")),
)
OTHER_METRICS = "Other figures"
GROUPS: tuple[tuple[Kind, Role | None, str], ...] = (
    ("people", "cast_crew", "People: cast and crew"),
    ("people", "character", "People: characters"),
    ("people", "other", "People: others"),
    ("people", None, "People"),
    ("films", None, "Films"),
    ("places", None, "Places"),
)


def metric_name(name: str) -> str:
    """The metric called `name`, as a person would write it."""
    return METRICS[name][0] if name in METRICS else name.replace("_", " ").capitalize()


def metric_heading(name: str) -> str:
    """The metric called `name`, for the head of a narrow column."""
    return METRICS[name][1] if name in METRICS else metric_name(name)


def grouped_metrics(metrics: Sequence[Metric]) -> list[tuple[str, list[Metric]]]:
    """`metrics` under the labels of METRIC_GROUPS, in that order; metrics unknown there come last."""
    by_name = {metric.name: metric for metric in metrics}
    groups = [
        (label, [by_name.pop(name) for name in names if name in by_name]) for label, names in METRIC_GROUPS
    ]
    return [
        (label, members) for label, members in (*groups, (OTHER_METRICS, list(by_name.values()))) if members
    ]


def figure(name: str, value: float | None) -> str:
    """`value` of the metric called `name`, with as many decimals as mean something."""
    if value is None:
        return NOTHING
    if name == "furniture_ratio":
        return percent(value)
    if name == "reading_time_seconds":
        return f"{int(value + 0.5) // 60}:{int(value + 0.5) % 60:02d}"
    decimals = METRICS[name][2] if name in METRICS else (0 if float(value).is_integer() else 2)
    return f"{value:.{decimals}f}"


def percent(ratio: float | None) -> str:
    """`ratio` (0-1) in whole per cent; what is there but rounds to nothing is `<1%`."""
    if ratio is None:
        return NOTHING
    return "<1%" if 0 < ratio < 0.005 else f"{ratio * 100:.0f}%"


def running_time(minutes: int | None) -> str:
    """`minutes` with their unit."""
    return "" if minutes is None else f"{minutes} min"


def count_of(n: int, one: str, many: str | None = None) -> str:
    """`n` things, in the singular where it is one."""
    return f"{n} {one if n == 1 else many or one + 's'}"


def group_of(kind: Kind, role: Role | None) -> str:
    """The heading under which entities of this kind and role stand."""
    return next(label for k, r, label in GROUPS if k == kind and r == (role if k == "people" else None))


def reviewer_labels(reviews: Sequence[ReviewSummary]) -> dict[str, str]:
    """What to call each review, by its id: its display name, made different where two are the same."""
    names = {review.id: visible(review.display_name) for review in reviews}
    for distinguish in (_by_film, _by_file, _by_id):
        taken = Counter(names.values())
        names = {
            review.id: distinguish(names[review.id], review)
            if taken[names[review.id]] > 1
            else names[review.id]
            for review in reviews
        }
    return names


def codes(ids: Iterable[str]) -> dict[str, str]:
    """A letter for each id: A to Z, then AA, AB and so on."""
    return {id_: _code(position) for position, id_ in enumerate(ids)}


def _by_film(name: str, review: ReviewSummary) -> str:
    return f"{name} on {visible(review.film)}" if review.film else name


def _by_file(name: str, review: ReviewSummary) -> str:
    return f"{name} ({visible(PurePath(review.path).stem)})"


def _by_id(name: str, review: ReviewSummary) -> str:
    return f"{name} {visible(review.id)}"


def _code(position: int) -> str:
    first, last = divmod(position, len(ascii_uppercase))
    return (_code(first - 1) if first else "") + ascii_uppercase[last]
