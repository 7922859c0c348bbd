"""Who is compared, as tables head their columns and rows: single reviews, or groups of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len

from rocket_cli.records import Comparison, CorpusEntity, GroupKey, ReviewSummary
from rocket_cli.render.safe import visible
from rocket_cli.render.surface import Surface
from rocket_cli.render.widths import GAP
from rocket_cli.render.words import codes, reviewer_labels

NAMES_ACROSS = 6  # reviewers that stand side by side under their own names; more get letters
LONGEST_HEADING_WORD = 13  # cells; a longer word would make a column of single figures too wide
NAME_ROOM = 24  # cells that the names of entities need beside a matrix before it is no help to the eye
FIGURES = 2  # digits of most counts
TOTAL_ROOM = 14  # cells for the total and the number of reviews, with their gaps
HEADINGS: dict[GroupKey, str] = {"reviewer": "Reviewer", "outlet": "Outlet", "film": "Film"}


@dataclass(frozen=True)
class Subjects:
    """`labels` name each of `ids`; `short` are the letters that stand for them where names are too many or
    too long to head columns, else {}. `noun` is what one of them is, `heading` the head of their column."""

    ids: tuple[str, ...]
    labels: Mapping[str, str]
    short: Mapping[str, str] = field(default_factory=dict)
    heading: str = "Reviewer"
    noun: str = "review"

    @property
    def heads(self) -> Mapping[str, str]:
        """What heads the column of each: its letter if it has one, else its name."""
        return self.short or self.labels


def subjects_of(comparison: Comparison, surface: Surface) -> Subjects:
    """Those compared in `comparison`, with letters where `surface` has no room for names."""
    labels = labels_of(comparison)
    short = _letters(labels, surface)
    if comparison.by is None:
        return Subjects(tuple(labels), labels, short)
    return Subjects(tuple(labels), labels, short, HEADINGS[comparison.by], comparison.by)


def subjects_among(reviews: Sequence[ReviewSummary], surface: Surface) -> Subjects:
    """`reviews`, with letters where `surface` has no room for names."""
    labels = reviewer_labels(reviews)
    return Subjects(tuple(labels), labels, _letters(labels, surface))


def labels_of(comparison: Comparison) -> dict[str, str]:
    """What to call each review, or each group of a grouped comparison, by its id; all are different."""
    if comparison.by is None:
        return reviewer_labels(comparison.reviews)
    names = {group.id: visible(group.name) for group in comparison.groups}
    taken = Counter(names.values())
    return {id_: f"{name} ({visible(id_)})" if taken[name] > 1 else name for id_, name in names.items()}


def counts_of(comparison: Comparison, entity: CorpusEntity) -> Mapping[str, int]:
    """How often each of those compared names `entity`; who does not is not there."""
    return entity.by_review if comparison.by is None else entity.by_group


def fits_across(labels: Iterable[str], figures: int, surface: Surface) -> bool:
    """Whether columns of `figures` digits headed by `labels` leave room for the names of entities."""
    if surface.width is None:
        return True
    words = [max((cell_len(word) for word in label.split()), default=0) for label in labels]
    if max(words, default=0) > LONGEST_HEADING_WORD:
        return False
    return sum(max(width, figures) + GAP for width in words) + NAME_ROOM + TOTAL_ROOM <= surface.width


def _letters(labels: Mapping[str, str], surface: Surface) -> dict[str, str]:
    if len(labels) > NAMES_ACROSS:
        return codes(labels) if surface.drawn else {}
    return {} if fits_across(labels.values(), FIGURES, surface) else codes(labels)
