"""`rocket cache`: the analysed records of earlier runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rocket_cli.cli.options import OutputOptions, command

if TYPE_CHECKING:
    from rocket_cli.cli.output import CommandResult


@command
def info(output: OutputOptions = OutputOptions()) -> int:  # noqa: B008 (frozen)
    """Where the cache is, what it holds and how large it may grow."""
    from rocket_cli.cli.output import deliver, plan_output
    from rocket_cli.settings import load_settings

    return deliver(describe_cache(), plan_output(output, load_settings()))


@command
def clear(output: OutputOptions = OutputOptions()) -> int:  # noqa: B008 (frozen)
    """Forget all analysed records; the reviews themselves stay where they are."""
    from rocket_cli.cli.output import deliver, plan_output
    from rocket_cli.settings import load_settings

    return deliver(describe_cache(clear=True), plan_output(output, load_settings()))


@command
def path() -> int:
    """The file that the cache is, whether or not there is one yet."""
    import sys

    from rocket_cli.cache.store import cache_file
    from rocket_cli.cli.exits import OK

    sys.stdout.write(f"{cache_file()}\n")
    return OK


def describe_cache(*, clear: bool = False) -> CommandResult:
    """The payload is a CacheFacts; the cache is emptied first if `clear`. Where there is no cache, none is
    made."""
    from rocket_cli.cache.store import Store, StoreFacts, cache_file, size_limit
    from rocket_cli.cli.exits import say
    from rocket_cli.cli.output import CommandResult
    from rocket_cli.render.payloads import CacheFacts

    file, limit = cache_file(), size_limit()
    facts, n_removed = StoreFacts(0, 0, 0), 0 if clear else None
    if file.is_file():
        store = Store(file, limit=limit, warn=say)
        n_removed = store.clear() if clear else None
        facts = store.facts()
        store.close()
    sizes = (facts.n_entries, facts.n_bytes, facts.n_bytes_on_disk)
    return CommandResult(CacheFacts(str(file), *sizes, limit, n_removed), 1)
