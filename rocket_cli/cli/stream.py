"""Records printed one by one, in any format, without keeping them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TextIO

from rocket_cli.cli.output import OutputPlan
from rocket_cli.records import ReviewAnalysis, to_json

if TYPE_CHECKING:
    from rocket_cli.render.surface import Surface


class RecordPrinter:
    """Prints each record it is given to `stream`; `close` ends the document."""

    def __init__(
        self,
        stream: TextIO,
        plan: OutputPlan,
        surface: Surface,
        renderers: Mapping[str, Callable[[ReviewAnalysis, Surface], str]],
    ) -> None:
        self._stream = stream
        self._format = plan.format
        self._surface = surface
        self._render = {"table": _mentions_table, "markdown": _mentions_markdown, **renderers}.get(
            plan.format
        )
        self._n_printed = 0
        if plan.format in ("csv", "tsv"):
            from rocket_cli.render.delimited import MENTION_COLUMNS, RowWriter

            self._rows = RowWriter(stream, MENTION_COLUMNS, tabs=plan.format == "tsv")

    def print(self, record: ReviewAnalysis) -> None:
        """Print `record`, at once where a program may be waiting for the line."""
        if self._format == "jsonl":
            self._stream.write(to_json(record) + "\n")
            self._stream.flush()
        elif self._format == "json":
            self._stream.write(("[\n" if not self._n_printed else ",\n") + to_json(record))
        elif self._format in ("csv", "tsv"):
            from rocket_cli.render.delimited import observations

            self._rows.write(observations(record))
        elif self._render is not None:
            self._stream.write(("\n" if self._n_printed else "") + self._render(record, self._surface))
        self._n_printed += 1

    def close(self) -> None:
        """Print what ends the document."""
        if self._format == "json":
            self._stream.write("\n]\n" if self._n_printed else "[]\n")


def _mentions_table(record: ReviewAnalysis, surface: Surface) -> str:
    from rocket_cli.render.tables import sections_of

    sections = sections_of(record, surface)
    if surface.drawn:
        from rocket_cli.render.console import draw

        return draw(sections, surface)
    from rocket_cli.render import plain

    return "".join(f"{line}\n" for line in plain.lines(sections))


def _mentions_markdown(record: ReviewAnalysis, surface: Surface) -> str:
    from rocket_cli.render import markdown
    from rocket_cli.render.tables import sections_of

    return "".join(f"{line}\n" for line in markdown.lines(sections_of(record, surface)))
