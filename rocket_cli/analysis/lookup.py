"""From a name that somebody typed to the entities it can mean, or to the nearest names there are."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rocket_cli.analysis import names
from rocket_cli.analysis.linking import LinkedEntity
from rocket_cli.errors import UsageError
from rocket_cli.records import Kind

N_SUGGESTED = 3
# As `difflib` has it by default: below, what is near in letters is seldom what was meant.
NEAR = 0.6


def require_entities(
    linked: Sequence[LinkedEntity], name: str, kinds: Collection[Kind] | None = None
) -> list[LinkedEntity]:
    """The entities of `kinds` (None: all) called `name`, in the order of `linked`. Raises UsageError, whose
    hint has the nearest names, where there is none."""
    wanted = [one for one in linked if kinds is None or one.entity.kind in kinds]
    found = find_entities(wanted, name)
    if not found:
        raise UsageError(f"no review names {name!r}", hint=_nearest(wanted, name))
    return found


def find_entities(linked: Sequence[LinkedEntity], name: str) -> list[LinkedEntity]:
    """The entities called `name`: by canonical name, else by an alias; in the order of `linked`. Case,
    accents, marks and a possessive ending make no difference."""

    def called(one: LinkedEntity, forms: Sequence[str]) -> bool:
        wanted = names.base_key(name, one.entity.kind)
        return bool(wanted) and any(names.base_key(form, one.entity.kind) == wanted for form in forms)

    by_name = [one for one in linked if called(one, (one.entity.name,))]
    return by_name or [one for one in linked if called(one, one.entity.aliases)]


def _nearest(linked: Sequence[LinkedEntity], name: str) -> str:
    """Names that have all the words typed, else names close to it in letters; the most mentioned first."""
    words = set(names.words_of(name))
    shown = {
        one.entity.name: None
        for one in linked
        for form in (one.entity.name, *one.entity.aliases)
        if words and words <= set(names.words_of(form))
    }
    near = list(shown)[:N_SUGGESTED] or _close_in_letters(linked, name)
    if near:
        return "did you mean " + " or ".join(repr(form) for form in near) + "?"
    return "`rocket entities` lists every name"


def _close_in_letters(linked: Sequence[LinkedEntity], name: str) -> list[str]:
    from difflib import get_close_matches

    by_fold = {
        names.fold(form): (form, n)
        for n, one in reversed(list(enumerate(linked)))
        for form in (*one.entity.aliases, one.entity.name)
    }
    close = get_close_matches(names.fold(name), list(by_fold), n=2 * N_SUGGESTED, cutoff=NEAR)
    first_of: dict[int, str] = {}  # two forms of one entity are one suggestion
    for form, n in map(by_fold.__getitem__, close):
        first_of.setdefault(n, form)
    return list(first_of.values())[:N_SUGGESTED]
