"""`rocket reviews`: what was read, before any names are looked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rocket_cli.cli.options import OutputOptions, Paths, ReadingOptions, command

if TYPE_CHECKING:
    from rocket_cli.cli.output import CommandResult
    from rocket_cli.reading.options import InputOptions
    from rocket_cli.records import Block, Review
    from rocket_cli.render.payloads import ReadReview, SetAside

UNEXPLAINED = "page furniture"


@command
def reviews(
    paths: Paths = None,
    reading: ReadingOptions = ReadingOptions(),  # noqa: B008 (frozen)
    output: OutputOptions = OutputOptions(),  # noqa: B008
) -> int:
    """What was read: who wrote it, which film, how many words.

    Says too what was set aside as page furniture (menus, listings, related articles), and why.
    """
    from rocket_cli.cli.inputs import input_options, require_paths
    from rocket_cli.cli.output import deliver, plan_output
    from rocket_cli.settings import load_settings

    settings = load_settings()
    plan = plan_output(output, settings)
    given = require_paths(paths, "reviews")
    return deliver(list_reviews(given, input_options(reading, settings)), plan, given)


def list_reviews(paths: Sequence[str], options: InputOptions) -> CommandResult:
    """What `paths` hold. The payload is a ReadingReport."""
    from rocket_cli.cli.output import CommandResult
    from rocket_cli.records import Failure
    from rocket_cli.render.payloads import ReadingReport
    from rocket_cli.workflow import AnalyseOptions, read_paths

    found: list[ReadReview] = []
    failures: list[Failure] = []
    for item in read_paths(paths, AnalyseOptions(input=options)):
        if isinstance(item, Failure):
            failures.append(item)
        else:
            found.append(describe(item))
    warnings = tuple(f"{review.path}: {warning}" for review in found for warning in review.warnings)
    report = ReadingReport(tuple(found), tuple(failures))
    return CommandResult(report, len(found), tuple(failures), warnings)


def describe(review: Review) -> ReadReview:
    """What was read of `review`; shares are of the characters in any block of it."""
    from rocket_cli.records import own_blocks
    from rocket_cli.render.payloads import ReadReview

    own = own_blocks(review.blocks)
    n_characters = sum(block.end - block.start for block in own)
    n_furniture = sum(block.end - block.start for block in own if block.kind == "furniture")
    body = (review.text[block.start : block.end] for block in own if block.kind == "body")
    return ReadReview(
        id=review.id,
        path=review.source.path,
        member=review.source.member,
        encoding=review.source.encoding,
        reviewer=review.reviewer,
        byline=review.byline,
        outlet=review.outlet,
        film=review.film,
        year=review.year,
        country=review.country,
        running_time_minutes=review.running_time_minutes,
        rating=review.rating,
        n_words=sum(len(part.split()) for part in body),
        furniture_ratio=n_furniture / n_characters if n_characters else 0.0,
        furniture=_set_aside(own, n_characters),
        warnings=review.warnings,
    )


def _set_aside(blocks: Sequence[Block], n_characters: int) -> tuple[SetAside, ...]:
    from rocket_cli.render.payloads import SetAside

    sizes: dict[str, list[int]] = {}
    for block in blocks:
        if block.kind == "furniture":
            sizes.setdefault(block.reason or UNEXPLAINED, []).append(block.end - block.start)
    asides = (
        SetAside(reason, sum(lengths) / n_characters, len(lengths)) for reason, lengths in sizes.items()
    )
    return tuple(sorted(asides, key=lambda aside: -aside.ratio))
