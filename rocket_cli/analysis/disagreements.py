"""Where reviewers contradict each other: spellings of a name, and facts of the film under review."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from rocket_cli.analysis import names, relations
from rocket_cli.analysis.display import spelling_rank
from rocket_cli.analysis.linking import LinkedEntity
from rocket_cli.records import Disagreement, Kind, ReviewAnalysis

# One star in ten: ratings that lie closer say the same.
RATING_SPREAD = 0.1


def find_disagreements(
    records: Sequence[ReviewAnalysis], linked: Sequence[LinkedEntity]
) -> tuple[Disagreement, ...]:
    """All disagreements: facts of each film first, then spellings, most mentioned names first. A review that
    does not say takes no part, so each has at least two values."""
    found = [fact for film in _films(records) for fact in _facts(film)]
    return (*found, *(spelling for one in linked for spelling in _spellings(one, records)))


def _films(records: Sequence[ReviewAnalysis]) -> Iterator[list[ReviewAnalysis]]:
    """Reviews of one film, for each film that two or more review, most reviewed first."""
    by_film: dict[str, list[ReviewAnalysis]] = defaultdict(list)
    for record in records:
        if record.film:
            by_film["".join(names.title_words(record.film))].append(record)
    yield from sorted((group for group in by_film.values() if len(group) > 1), key=len, reverse=True)


def _facts(reviews: Sequence[ReviewAnalysis]) -> Iterator[Disagreement]:
    titles = Counter(record.film for record in reviews if record.film)
    film = min(titles, key=lambda title: (spelling_rank(title), -titles[title], title))
    years = {r.id: str(r.year) for r in reviews if r.year is not None}
    if len(set(years.values())) > 1:
        yield Disagreement("year", f"the year of {film}", years)
    times = {r.id: f"{r.running_time_minutes} min" for r in reviews if r.running_time_minutes is not None}
    if len(set(times.values())) > 1:
        yield Disagreement("running_time_minutes", f"the running time of {film}", times)
    countries = {r.id: r.country for r in reviews if r.country}
    if len({_country_key(country) for country in countries.values()}) > 1:
        yield Disagreement("country", f"the country of {film}", countries)
    ratings = {r.id: r.rating for r in reviews if r.rating is not None and r.rating.value is not None}
    values = [rating.value for rating in ratings.values() if rating.value is not None]
    if values and max(values) - min(values) >= RATING_SPREAD:
        yield Disagreement(
            "rating", f"how good {film} is", {n: rating.printed for n, rating in ratings.items()}
        )


def _country_key(printed: str) -> frozenset[str]:
    """ "USA, UK" and "United Kingdom / U.S.A." are the same two countries."""
    parts = printed.replace("/", ",").replace(";", ",").replace("|", ",").split(",")
    return frozenset(names.place_key(part) for part in parts if names.words_of(part))


def _spellings(one: LinkedEntity, records: Sequence[ReviewAnalysis]) -> Iterator[Disagreement]:
    """The different full spellings of one name, by review. Short forms, case, accents and marks are no
    spelling of their own, nor is a second name ("Strawberry" for Raylee)."""
    if (
        len(one.entity.by_review) < 2
        or len({part.name for _, part in one.parts}) + len(one.entity.aliases) < 2
    ):
        return
    kind = one.entity.kind
    printed = _printed_by_review(one, records)
    forms = {form for found in printed.values() for form in found}
    keys = {form: names.base_key(form, kind) for form in forms}
    rivals = {
        f
        for a, b in combinations(sorted(forms), 2)
        if keys[a] != keys[b] and _is_respelt(a, b, kind)
        for f in (a, b)
    }
    values = {
        review: " / ".join(sorted({f: -found[f] for f in found if f in rivals}, key=lambda f: (-found[f], f)))
        for review, found in printed.items()
        if any(form in rivals for form in found)
    }
    if len(set(values.values())) > 1 and len(values) > 1:
        yield Disagreement("spelling", f"how {one.entity.name} is spelt", values)


def _printed_by_review(one: LinkedEntity, records: Sequence[ReviewAnalysis]) -> dict[str, Counter[str]]:
    mentions = {record.id: record.mentions for record in records}
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    for review, part in one.parts:
        printed[review].update(names.without_possessive(mentions[review][i].text) for i in part.mentions)
    return printed


def _is_respelt(a: str, b: str, kind: Kind) -> bool:
    """Whether two forms are as full as each other and close enough to be one name written twice."""
    split: Callable[[str], tuple[str, ...]] = names.title_words if kind == "films" else names.person_words
    one, two = split(a), split(b)
    if kind == "people":
        if len(one) != len(two):
            return False
        differing = [(x, y) for x, y in zip(one, two, strict=True) if x != y]
        return len(differing) < max(2, len(one)) and all(_is_variant_word(x, y) for x, y in differing)
    return (
        names.within_one_edit("".join(one), "".join(two))
        and len("".join(one)) >= relations.SHORTEST_MISSPELT_TITLE
    )


def _is_variant_word(a: str, b: str) -> bool:
    """Mike and Mikey, Baker and Bakker; an initial is a short form and no spelling."""
    return min(len(a), len(b)) > 1 and (names.within_one_edit(a, b) or names.same_given(a, b))
