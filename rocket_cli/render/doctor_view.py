"""What `rocket doctor` found, as a table."""

from __future__ import annotations

from rocket_cli.render.payloads import Check, Diagnosis
from rocket_cli.render.safe import visible
from rocket_cli.render.sections import Cell, Column, Group, Section
from rocket_cli.render.surface import Surface
from rocket_cli.render.words import count_of

_MARKS = {"fine": "✓", "note": "·", "wrong": "✗"}


def doctor_sections(found: Diagnosis, surface: Surface) -> list[Section]:
    """What was looked at, what is wrong marked, and what to do about it beside it."""
    topics = dict.fromkeys(check.topic for check in found.checks)
    groups = tuple(
        Group(topic, tuple(_row(check, surface) for check in found.checks if check.topic == topic))
        for topic in topics
    )
    n_wrong = sum(check.state == "wrong" for check in found.checks)
    verdict = (
        f"{count_of(n_wrong, 'thing')} {'is' if n_wrong == 1 else 'are'} wrong."
        if n_wrong
        else ("Nothing is wrong.")
    )
    columns = (
        Column("" if surface.drawn else "State"),
        Column("What"),
        Column("Found", wide=True),
        Column("What to do", wide=True),
    )
    return [Section("How rocket is", columns, groups, (verdict,), "Part")]


def _row(check: Check, surface: Surface) -> tuple[Cell, ...]:
    tone = {"fine": "good", "note": "", "wrong": "bad"}[check.state]
    state = _MARKS[check.state] if surface.drawn else check.state
    return (
        Cell(state, tone=tone),  # type: ignore[arg-type]
        Cell(visible(check.name)),
        Cell(visible(check.found)),
        Cell(visible(check.fix or "")),
    )
