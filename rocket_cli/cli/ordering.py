"""In what order reviewers stand, and which of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from rocket_cli.cli.suggest import closest, hint_for
from rocket_cli.errors import UsageError
from rocket_cli.settings import GROUP_KEYS

if TYPE_CHECKING:
    from rocket_cli.cli.options import ReviewerOptions
    from rocket_cli.records import Comparison, GroupKey, Metric, ReviewAnalysis, ReviewSummary
    from rocket_cli.render.payloads import ReadabilityReport

FACTS = ("name", "outlet", "film", "year", "rating")
MOST_NAMED = 8  # names in a hint; a line of more is not read
T = TypeVar("T")
Value = str | float | None


@dataclass(frozen=True)
class Order:
    """Which reviewers are wanted (`only`, None: all), what makes several reviews one, and in what order they
    stand; checked, so that nothing of it can go wrong once the reviews are read but for `only`."""

    only: tuple[str, ...] | None = None
    by: GroupKey | None = None
    sort: str | None = None
    reverse: bool = False


NO_ORDER = Order()


def order_of(reviewers: ReviewerOptions, by: str | None = None) -> Order:
    """The order that the options ask for. Raises UsageError where they cannot be meant."""
    group_key = group_key_of(by)
    sort = sort_key_of(reviewers.sort, group_key)
    if reviewers.reverse and sort is None:
        raise UsageError("--reverse turns an order round", hint="say which with --sort, such as --sort words")
    return Order(tuple(reviewers.only_reviewer or ()) or None, group_key, sort, reviewers.reverse)


def arranged(comparison: Comparison, order: Order) -> Comparison:
    """`comparison`, which has no groups yet, in groups and in order."""
    if order.by is not None:
        from rocket_cli.analysis.grouping import group_comparison

        comparison = group_comparison(comparison, order.by)
    if order.sort is not None:
        comparison = sorted_comparison(comparison, order.sort, reverse=order.reverse)
    return comparison


def sort_keys() -> tuple[str, ...]:
    """What reviewers can be sorted by: facts of their reviews, then figures."""
    from rocket_cli.analysis.comparison import METRIC_NAMES

    return (*FACTS, *METRIC_NAMES)


def sort_key_of(typed: str | None, by: GroupKey | None = None) -> str | None:
    """The sort key that somebody typed, in any case, with hyphens, without its `n_`. Raises UsageError, with
    what was probably meant, for one that there is not: where reviews are grouped `by` something, that is
    their name, and other facts of single reviews are none."""
    if typed is None:
        return None
    word = typed.strip().lower().replace("-", "_").replace(" ", "_")
    if by is not None and word == by:
        return "name"
    if by is not None and word in FACTS and word != "name":
        hint = "sort by name or by a figure, such as words"
        raise UsageError(f"reviews taken together by {by} have no {word} of their own", hint=hint)
    found = next((key for key in (word, f"n_{word}") if key in sort_keys()), None)
    if found is None:
        shown = [key.removeprefix("n_") for key in sort_keys()]
        raise UsageError(f"cannot sort by {typed!r}", hint=hint_for(word, shown, plural="things to sort by"))
    return found


def group_key_of(typed: str | None) -> GroupKey | None:
    """What to group by. Raises UsageError for what nothing can be grouped by."""
    if typed is None:
        return None
    if typed.lower() in GROUP_KEYS:
        return cast("GroupKey", typed.lower())
    hint = hint_for(typed, GROUP_KEYS, plural="choices")
    raise UsageError(f"reviews cannot be compared by {typed!r}", hint=hint)


def sorted_comparison(comparison: Comparison, key: str, *, reverse: bool = False) -> Comparison:
    """`comparison` with its reviews, or its groups, in order of `key`: figures from low to high, words from A
    to Z, the other way if `reverse`; those without a value come last."""
    from msgspec.structs import replace

    from rocket_cli.render.subjects import labels_of

    labels = labels_of(comparison)
    values = _values(key, comparison.reviews, comparison.metrics, labels)
    ids = ordered(list(labels), values, reverse=reverse)
    place = {id_: n for n, id_ in enumerate(ids)}
    changed = replace(comparison, metrics=_in_order(comparison.metrics, ids), sorted_by=key)
    if comparison.by is not None:
        return replace(changed, groups=tuple(sorted(comparison.groups, key=lambda g: place[g.id])))
    return replace(changed, reviews=tuple(sorted(comparison.reviews, key=lambda r: place[r.id])))


def sorted_readability(report: ReadabilityReport, key: str, *, reverse: bool = False) -> ReadabilityReport:
    """`report` with its reviews in order of `key`, as `sorted_comparison` has it."""
    from msgspec.structs import replace

    from rocket_cli.render.words import reviewer_labels

    labels = reviewer_labels(report.reviews)
    values = _values(key, report.reviews, report.metrics, labels)
    ids = ordered([review.id for review in report.reviews], values, reverse=reverse)
    place = {id_: n for n, id_ in enumerate(ids)}
    return replace(
        report,
        reviews=tuple(sorted(report.reviews, key=lambda r: place[r.id])),
        details=tuple(sorted(report.details, key=lambda r: place[r.id])),
        metrics=_in_order(report.metrics, ids),
        sorted_by=key,
    )


def ordered(ids: Sequence[str], values: Mapping[str, Value], *, reverse: bool) -> list[str]:
    """`ids` by their values; equals stay in the order given, those without a value come last either way."""
    known = [id_ for id_ in ids if values.get(id_) is not None]
    known.sort(key=lambda id_: values[id_], reverse=reverse)  # type: ignore[arg-type,return-value]
    return [*known, *(id_ for id_ in ids if values.get(id_) is None)]


def _values(
    key: str, reviews: Sequence[ReviewSummary], metrics: Sequence[Metric], labels: Mapping[str, str]
) -> Mapping[str, Value]:
    from rocket_cli.analysis.names import fold

    if key == "name":
        return {id_: fold(label) for id_, label in labels.items()}
    facts: dict[str, Callable[[ReviewSummary], Value]] = {
        "outlet": lambda review: fold(review.outlet) if review.outlet else None,
        "film": lambda review: fold(review.film) if review.film else None,
        "year": lambda review: review.year,
        "rating": lambda review: review.rating.value if review.rating else None,
    }
    if key in facts:
        return {review.id: facts[key](review) for review in reviews}
    return next(metric.values for metric in metrics if metric.name == key)


def _in_order(metrics: Sequence[Metric], ids: Sequence[str]) -> tuple[Metric, ...]:
    from msgspec.structs import replace

    def arranged(values: Mapping[str, T]) -> dict[str, T]:
        return {id_: values[id_] for id_ in ids if id_ in values}

    return tuple(
        replace(m, values=arranged(m.values), spread=arranged(m.spread), n_reviews=arranged(m.n_reviews))
        for m in metrics
    )


def chosen_records(records: Sequence[ReviewAnalysis], typed: Sequence[str] | None) -> list[ReviewAnalysis]:
    """The records of the reviewers that were `typed`, all if none was.

    A reviewer is who wrote the review, of an unsigned one its display name. Case, accents and "By" make no
    difference; part of a name will do if one reviewer alone has it. Raises UsageError, with the nearest
    names, where there is no such reviewer or several.
    """
    from rocket_cli.analysis.grouping import reviewer_key

    if not typed:
        return list(records)
    names: dict[str, str] = {}
    for record in records:
        names.setdefault(reviewer_key(record.display_name), record.display_name)
    wanted = {_reviewer_meant(one, names) for one in typed}
    return [record for record in records if reviewer_key(record.display_name) in wanted]


def _reviewer_meant(typed: str, names: Mapping[str, str]) -> str:
    """The key of the reviewer called `typed` in `names`, which maps keys to names."""
    from rocket_cli.analysis.grouping import reviewer_key
    from rocket_cli.analysis.names import fold, words_of

    if reviewer_key(typed) in names:
        return reviewer_key(typed)
    words = set(words_of(typed))
    partly = [key for key, name in names.items() if words and words <= set(words_of(name))]
    if len(partly) == 1:
        return partly[0]
    if partly:
        found = [names[key] for key in partly]
        raise UsageError(f"{typed!r} could be {_listed(found, 'or')}", hint="give more of the name")
    by_fold = {fold(name): name for name in names.values()}
    near = closest(fold(typed), by_fold)
    some = f"the reviewers are {_listed(list(names.values()), 'and')}"
    raise UsageError(f"no review is by {typed!r}", hint=f"did you mean {by_fold[near]!r}?" if near else some)


def _listed(found: Sequence[str], word: str) -> str:
    if len(found) > MOST_NAMED:
        return f"{', '.join(found[:MOST_NAMED])} {word} {len(found) - MOST_NAMED} more"
    return f" {word} ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)
