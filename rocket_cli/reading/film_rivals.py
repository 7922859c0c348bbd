"""What possible titles of one page say about each other, and the names of the site about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rocket_cli.reading.candidates import Candidate, title_key

_OF_HEADLINES = ("title:", "later-title:", "heading:")
_STRONG = ("title:", "credits:", "heading:")
_JOINTS = (" and ", " the ", ", ")  # where names are taken apart
_MOST_OUTLETS = 5  # names of the site that are held against each title


def mark_outlets(candidates: Sequence[Candidate], outlets: Mapping[str, float]) -> None:
    """Mark what may be the name of the site, or a piece of it: a masthead stands where headlines do."""
    likely = sorted(outlets, key=outlets.__getitem__, reverse=True)[:_MOST_OUTLETS]
    names = [(title_key(name), round(min(max(outlets[name], -3.0), 4.0))) for name in likely]
    for candidate in candidates:
        key = candidate.key
        for rank, (name, sure) in enumerate(names):
            if key == name:
                candidate.features |= {f"outlet={sure}", f"outlet-rank={rank}"}
            elif f" {key} " in f" {name} ":
                candidate.features.add(f"outlet-part={sure}")
            elif f" {name} " in f" {key} ":
                candidate.features.add(f"outlet-within={sure}")


def mark_dated(candidates: Sequence[Candidate]) -> None:
    """Mark, among headlines, those that alone have a year beside them: a masthead taken for one has none."""
    headlines = [c for c in candidates if any(name.startswith(_OF_HEADLINES) for name in c.stated)]
    dated = [c for c in headlines if any(":year" in name for name in c.features)]
    if not dated:
        return
    for candidate in headlines:
        candidate.features.add("headline-dated:" + ("self" if candidate in dated else "other"))


def mark_longer(candidates: Sequence[Candidate]) -> None:
    """Mark the most named, the first named, and those within a longer candidate or around a shorter one."""
    counted = [c for c in candidates if c.contexts.get("times")]
    long = [c for c in counted if " " in c.form or "quoted" in c.contexts or "capitals" in c.features]
    for rank, candidate in enumerate(long[:4]):
        candidate.features.add(f"order={rank}")
    weighed = sorted(long, key=lambda c: -c.contexts["times"])
    for rank, candidate in enumerate(weighed[:4]):
        candidate.features.add(f"rank={rank}")
    dated = [c for c in counted if "year" in c.contexts]
    for rank, candidate in enumerate(dated[:2]):
        candidate.features.add(f"dated={rank}")
    if counted:
        most = max(c.contexts["times"] for c in counted)
        for candidate in counted:
            if candidate.contexts["times"] == most and most > 1:
                candidate.features.add("most-named")
    _mark_never_alone(counted)
    strong = [c for c in candidates if any(name.startswith(_STRONG) for name in c.stated)]
    keys = {id(c): f" {c.key} " for c in candidates}
    for longer in strong:
        for candidate in candidates:
            if candidate is not longer and keys[id(candidate)] in keys[id(longer)]:
                candidate.features.add("within-headline-part")
                longer.features.add("holds-another")


def _mark_never_alone(counted: Sequence[Candidate]) -> None:
    """Mark pieces of names (`Come` of `Come and See`) that the text has nowhere else."""
    for whole in counted:
        if not any(joint in whole.form for joint in _JOINTS):
            continue
        for piece in counted:
            if piece is not whole and whole.form.startswith(piece.form):
                alone = piece.contexts["times"] > whole.contexts["times"]
                piece.features.add("piece-alone" if alone else "piece-never-alone")
                whole.features.add("whole-of-piece" + ("-alone" if alone else ""))
