"""What the person at the terminal says about the inputs."""

from __future__ import annotations

from msgspec import Struct

from rocket_cli.errors import UsageError

FORMATS: tuple[str, ...] = ("txt", "md", "html", "jsonl", "json", "csv", "tsv")


class InputOptions(Struct, frozen=True):
    """How to read the inputs. The `*_column` names are keys of JSON objects too.

    `encoding` and `input_format` overrule what would be detected, for every input of the run;
    `reviewer` overrules every byline, column and `reviewers.toml`.
    """

    encoding: str | None = None
    input_format: str | None = None
    text_column: str = "text"
    reviewer_column: str = "reviewer"
    outlet_column: str = "outlet"
    film_column: str = "film"
    year_column: str = "year"
    rating_column: str = "rating"
    reviewer: str | None = None


def check_options(options: InputOptions) -> None:
    """Raise UsageError where an option can hold for no input at all."""
    if options.input_format is not None and options.input_format not in FORMATS:
        raise UsageError(
            f"there is no input format {options.input_format!r}", hint=f"choose one of {', '.join(FORMATS)}"
        )
    if options.encoding is not None and not is_text_encoding(options.encoding):
        raise UsageError(
            f"there is no text encoding {options.encoding!r}",
            hint="try --encoding utf-8, utf-16, cp1252 or latin-1",
        )


def is_text_encoding(name: str) -> bool:
    """Whether Python has a codec of this name that turns bytes into text (`base64` and `rot13` do not)."""
    try:
        b"x".decode(name)  # of no bytes at all, Python does not look the codec up
    except UnicodeError:  # half a character of UTF-16
        return True
    except (LookupError, ValueError):
        return False
    return True
