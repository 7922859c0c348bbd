"""The error tree. Core code raises these; only the CLI layer prints them and chooses an exit status.

RocketError                 message + hint, both written for the person at the terminal
├── InputError              one input cannot be analysed; the run goes on (exit status 1)
│   ├── PathNotFoundError
│   ├── NoReviewsError      a folder or file holds nothing that reads as a review
│   ├── EmptyFileError
│   ├── BinaryFileError
│   └── UndecodableError
├── UsageError              the request itself makes no sense (exit status 2)
└── PipelineError           the spaCy pipeline cannot be found or loaded (exit status 2)
"""

from __future__ import annotations


class RocketError(Exception):
    """Base of everything rocket raises on purpose.

    `message` says what is wrong, `hint` what to try; `path` is the input it is about, if any.
    """

    def __init__(self, message: str, *, hint: str | None = None, path: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.path = path

    def __str__(self) -> str:
        where = f"{self.path}: " if self.path else ""
        what_to_do = f"; {self.hint}" if self.hint else ""
        return f"{where}{self.message}{what_to_do}"


class InputError(RocketError):
    """One input cannot be analysed; the others still are."""


class PathNotFoundError(InputError):
    """The path does not exist."""


class NoReviewsError(InputError):
    """A folder or file holds nothing that reads as a review."""


class EmptyFileError(InputError):
    """The file has no text at all."""


class BinaryFileError(InputError):
    """The file is not text."""


class UndecodableError(InputError):
    """The bytes cannot be decoded with the given or guessed encoding."""


class UsageError(RocketError):
    """Options or arguments that make no sense together."""


class PipelineError(RocketError):
    """The spaCy pipeline cannot be found, loaded or mapped to rocket's labels."""
