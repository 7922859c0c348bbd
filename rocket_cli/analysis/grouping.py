"""Reviews compared as one: those of one reviewer, one outlet or one film.

Works on an ungrouped comparison alone: figures become means with their spread, counts become sums, and what
only one names, overlap and disagreements are found again between the groups.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from statistics import fmean, stdev

from msgspec.structs import replace

from rocket_cli.analysis import names
from rocket_cli.analysis.comparison import only_in, overlaps
from rocket_cli.analysis.display import spelling_rank
from rocket_cli.records import (
    Comparison,
    CorpusEntity,
    Disagreement,
    GroupKey,
    Metric,
    ReviewGroup,
    ReviewSummary,
)

# A film is shown at a festival, then in its own country, then abroad: reviews of one film print years this
# far apart. Remakes are farther.
YEARS_OF_ONE_FILM = 2
_BYLINE = re.compile(r"^(?:(?:review|words|written|posted)\s+)?by[\s:]+(?=\S)", re.IGNORECASE)
_MOST_SLUG_CHARACTERS = 40
_HASH_DIGITS = 8


def group_comparison(whole: Comparison, by: GroupKey) -> Comparison:
    """`whole`, an ungrouped comparison, with its reviews compared in groups.

    A review that does not state who wrote it (or where, or on which film) is a group of its own, under its
    display name and its own id. Groups come in the order of their first review. Means are over the reviews
    that have the figure; the spread is the sample standard deviation, None for fewer than two.
    """
    groups = _groups(whole.reviews, by)
    group_of = {review: group.id for group in groups for review in group.reviews}
    ids = [group.id for group in groups]
    entities = tuple(_with_groups(entity, group_of) for entity in whole.entities)
    return replace(
        whole,
        metrics=tuple(_grouped_metric(metric, groups) for metric in whole.metrics),
        entities=entities,
        only_in=only_in(ids, entities, _naming_groups),
        overlap=tuple(overlaps(ids, entities, _naming_groups)),
        disagreements=tuple(_between_groups(whole.disagreements, group_of)),
        by=by,
        groups=groups,
    )


def reviewer_key(name: str) -> str:
    """One string for all ways to write a reviewer: case, accents, marks, spaces, "By", "Dr"; "" where nothing
    of it is a word."""
    return "".join(names.person_words(_without_by(name)))


def _groups(reviews: Sequence[ReviewSummary], by: GroupKey) -> tuple[ReviewGroup, ...]:
    members: dict[str, list[ReviewSummary]] = defaultdict(list)
    keys = _film_keys(reviews) if by == "film" else {r.id: _key(r, by) for r in reviews}
    for review in reviews:
        key = keys[review.id]
        members[f"{by}:{key}" if key else review.id].append(review)
    titles = Counter(key.partition("/")[0] for key in set(keys.values()))
    return tuple(
        ReviewGroup(
            id=_id_of(key, own, by),
            name=_name_of(own, by, with_year=titles[keys[own[0].id].partition("/")[0]] > 1),
            reviews=tuple(review.id for review in own),
            n_words=sum(review.n_words for review in own),
        )
        for key, own in members.items()
    )


def _key(review: ReviewSummary, by: GroupKey) -> str:
    if by == "reviewer":
        return reviewer_key(review.reviewer or "")
    return "".join(names.title_words(review.outlet or ""))  # "The Guardian" is "Guardian"


def _film_keys(reviews: Sequence[ReviewSummary]) -> dict[str, str]:
    """A key for each review, "" for those of no film: the folded title, with a year where the same title
    stands for several films. A review that states no year goes with the film that most reviews are of."""
    titles = {r.id: "".join(names.title_words(r.film)) if r.film else "" for r in reviews}
    years: dict[str, Counter[int]] = defaultdict(Counter)
    for review in reviews:
        if review.year is not None:
            years[titles[review.id]][review.year] += 1
    films = {title: _films_of(counts) for title, counts in years.items()}
    keys = {}
    for review in reviews:
        title = titles[review.id]
        first = films[title].get(review.year) if title in films else None
        keys[review.id] = f"{title}/{first}" if title and first else title
    return keys


def _films_of(counts: Counter[int]) -> dict[int | None, int | None]:
    """The first year of the film that each year belongs to, of None that of the film with most reviews;
    no first year at all where there is but one film."""
    first_of: dict[int | None, int | None] = {}
    first = last = min(counts)
    n_reviews: Counter[int] = Counter()
    for year in sorted(counts):
        if year - last > YEARS_OF_ONE_FILM:
            first = year
        last = year
        first_of[year] = first
        n_reviews[first] += counts[year]
    if len(n_reviews) < 2:
        return dict.fromkeys((*counts, None))
    return {**first_of, None: n_reviews.most_common(1)[0][0]}


def _id_of(key: str, own: Sequence[ReviewSummary], by: GroupKey) -> str:
    if key == own[0].id:
        return key
    words = names.words_of(_name_of(own, by, with_year=False))
    slug = re.sub(r"[^a-z0-9]+", "-", "-".join(words)).strip("-")[:_MOST_SLUG_CHARACTERS].rstrip("-")
    return f"{slug or by}-{hashlib.sha256(key.encode()).hexdigest()[:_HASH_DIGITS]}"


def _name_of(own: Sequence[ReviewSummary], by: GroupKey, *, with_year: bool) -> str:
    """The form most reviews print, in ordinary case if any does."""
    stated: dict[GroupKey, Iterable[str | None]] = {
        "reviewer": (_without_by(r.reviewer or "") for r in own),
        "outlet": (r.outlet for r in own),
        "film": (r.film for r in own),
    }
    forms = Counter(form for form in stated[by] if form)
    if not forms:
        return own[0].display_name
    name = min(forms, key=lambda form: (spelling_rank(form), -forms[form], form))
    years = Counter(r.year for r in own if r.year is not None)
    return f"{name} ({years.most_common(1)[0][0]})" if by == "film" and with_year and years else name


def _without_by(name: str) -> str:
    return _BYLINE.sub("", name.strip())


def _with_groups(entity: CorpusEntity, group_of: Mapping[str, str]) -> CorpusEntity:
    counts: Counter[str] = Counter()
    for review, count in entity.by_review.items():
        counts[group_of[review]] += count
    return replace(entity, by_group=dict(counts))


def _naming_groups(entity: CorpusEntity) -> Collection[str]:
    return entity.by_group


def _grouped_metric(metric: Metric, groups: Sequence[ReviewGroup]) -> Metric:
    found = {
        group.id: [value for review in group.reviews if (value := metric.values.get(review)) is not None]
        for group in groups
    }
    return replace(
        metric,
        values={id_: fmean(values) if values else None for id_, values in found.items()},
        spread={id_: stdev(values) if len(values) > 1 else None for id_, values in found.items()},
        n_reviews={id_: len(values) for id_, values in found.items()},
    )


def _between_groups(found: Iterable[Disagreement], group_of: Mapping[str, str]) -> Iterator[Disagreement]:
    """Disagreements of which two groups have different sides; within a group nobody disagrees."""
    for disagreement in found:
        separator = " / " if disagreement.topic == "spelling" else "; "  # spellings come with theirs
        sides: dict[str, Counter[str]] = defaultdict(Counter)
        for review, value in disagreement.values.items():
            parts = value.split(separator) if disagreement.topic == "spelling" else [value]
            sides[group_of[review]].update(parts)
        if len({frozenset(side) for side in sides.values()}) > 1:
            values = {
                id_: separator.join(sorted(side, key=lambda v: (-side[v], v))) for id_, side in sides.items()
            }
            yield replace(disagreement, values=values)
