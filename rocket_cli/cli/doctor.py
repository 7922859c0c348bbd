"""`rocket doctor`: what is installed, what works, what is wrong and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rocket_cli.cli.options import OutputOptions, command

if TYPE_CHECKING:
    from rocket_cli.cli.output import CommandResult


@command
def doctor(output: OutputOptions = OutputOptions()) -> int:  # noqa: B008 (frozen)
    """What is installed, what works, what is wrong.

    It loads the pipeline and lets it find a name. The exit status is 1 if anything is wrong.
    """
    from rocket_cli.cli.exits import PARTIAL
    from rocket_cli.cli.output import deliver, plan_output
    from rocket_cli.errors import UsageError
    from rocket_cli.render.payloads import Diagnosis
    from rocket_cli.settings import Settings, load_settings

    try:
        settings = load_settings()
    except UsageError:  # which the diagnosis says, with the file and the line
        settings = Settings()
    plan = plan_output(output, settings)
    result = examine(settings.model)
    status = deliver(result, plan)
    wrong = isinstance(result.payload, Diagnosis) and not result.payload.ok
    return PARTIAL if wrong else status


def examine(model: str | None = None) -> CommandResult:
    """Everything that can be wrong with rocket here, with the pipeline called `model` (None: its own). The
    payload is a Diagnosis."""
    from rocket_cli.cli import checks
    from rocket_cli.cli.output import CommandResult
    from rocket_cli.render.payloads import Diagnosis

    found = (
        *checks.of_installation(),
        *checks.of_pipeline(model),
        *checks.of_settings(),
        *checks.of_cache(),
        *checks.of_terminal(),
        *checks.of_completion(),
    )
    return CommandResult(Diagnosis(all(check.state != "wrong" for check in found), found), 1)
