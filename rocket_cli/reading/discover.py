"""Which files to read: paths and folders as given, `-` for standard input."""

from __future__ import annotations

import difflib
import os
import stat
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch

from msgspec import Struct

from rocket_cli.errors import InputError, NoReviewsError, PathNotFoundError
from rocket_cli.records import Failure

STDIN = "-"
# What stands in a folder of reviews and is none. Matched without letter case.
_NO_REVIEW_NAMES = (
    *("readme*", "license*", "licence*", "notice*", "copying*", "changelog*", "contributing*", "makefile"),
    *("reviewers.toml", "aliases.toml", "overrides.toml", "requirements*.txt", "robots.txt", "thumbs.db"),
    *("desktop.ini", "*~", "#*#", "*.bak", "*.tmp"),
)
# Pictures, sound and video; fonts; documents and archives that something else has to open; data; programs.
_OTHER_KINDS = """
.png .jpg .jpeg .gif .webp .avif .bmp .tif .tiff .ico .svg .heic .mp3 .m4a .wav .ogg .flac .mp4 .m4v .mov .avi
.mkv .webm .srt .vtt .woff .woff2 .ttf .otf .eot
.pdf .doc .docx .odt .rtf .pages .epub .mobi .xls .xlsx .ods .ppt .pptx .odp .webarchive .zip .gz .bz2 .xz .7z
.rar .tar .tgz .zst .db .sqlite .sqlite3 .parquet .feather .arrow .pickle .pkl .npy .npz .onnx .bin .pt .h5
.exe .dll .so .o .a .class .jar .pyc .py .ipynb .js .mjs .ts .css .scss .map .sh .bat .ps1 .c .h .cpp .rs .go
.java .rb .r .pl .php .xml .xsl .rss .yml .yaml .toml .ini .cfg .conf .lock .log
"""
_NO_REVIEW_SUFFIXES = frozenset(_OTHER_KINDS.split())
_NO_REVIEW_FOLDERS = frozenset(["__pycache__", "node_modules", "venv"])


class FileToRead(Struct, frozen=True):
    """A file to read: `path` as to be opened and shown, `-` for standard input; `named` says that the person
    gave this very path, rather than a folder around it."""

    path: str
    named: bool = True


def discover(paths: Sequence[str]) -> Iterator[FileToRead | Failure]:
    """The files behind `paths`, in the order given; those of a folder sorted, sub-folders after its files.

    Hidden files, README and its like, and files of kinds that cannot hold a review are passed over in
    folders; a path that names a file is always taken. Each file comes once. A missing path, a folder that
    cannot be opened or that holds no review is a Failure in its place.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _behind(path):
            if isinstance(found, FileToRead):
                real = found.path if found.path == STDIN else os.path.realpath(found.path)
                if real in seen:
                    continue
                seen.add(real)
            yield found


def failure_from(error: InputError) -> Failure:
    """`error` as an entry of the result."""
    return Failure(path=shown(error.path or ""), error=error.message, hint=error.hint)


def shown(path: str) -> str:
    """`path` as it can be printed: a name that is not UTF-8 has its odd bytes replaced."""
    return path.encode("utf-8", "replace").decode("utf-8")


def _behind(path: str) -> Iterator[FileToRead | Failure]:
    if path == STDIN:
        yield FileToRead(STDIN)
        return
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        yield failure_from(_unfound(path, error))
        return
    if stat.S_ISDIR(mode):
        yield from _within(path)
    else:
        yield FileToRead(path)


def _unfound(path: str, error: OSError | ValueError) -> InputError:
    if isinstance(error, OSError) and not isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return InputError(f"cannot be opened: {error.strerror}", hint="check who may read it", path=path)
    return PathNotFoundError("no such file or folder", hint=_near(path), path=path)


def _near(path: str) -> str:
    """What the person may have meant: the name in the same folder that is most like this one."""
    folder, name = os.path.split(path.rstrip(os.sep))
    try:
        near = difflib.get_close_matches(name, os.listdir(folder or os.curdir), n=1)
    except (OSError, ValueError):
        near = []
    return f"did you mean {shown(os.path.join(folder, near[0]))}?" if near else "check the spelling"


def _within(folder: str) -> Iterator[FileToRead | Failure]:
    """The files of `folder` and below, and a Failure for each part that cannot be opened."""
    closed: list[OSError] = []
    n_found, passed_over = 0, 0
    for place, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not _is_no_review_folder(name, files))
        for name in sorted(files):
            path = os.path.join(place, name)
            if not _may_be_review(name) or not _is_regular(path):
                passed_over += 1
                continue
            n_found += 1
            yield FileToRead(path, named=False)
    for error in closed:
        yield failure_from(_unfound(str(error.filename), error))
    if not n_found and not closed:
        yield failure_from(_no_reviews(folder, passed_over))


def _no_reviews(folder: str, passed_over: int) -> NoReviewsError:
    hint = "put reviews in it as .txt, .md or .html, or a table as .csv or .jsonl"
    if passed_over:
        files = (
            "1 file of another kind was" if passed_over == 1 else f"{passed_over} files of other kinds were"
        )
        hint += f" ({files} passed over)"
    return NoReviewsError("no reviews in this folder", hint=hint, path=folder)


def _may_be_review(name: str) -> bool:
    lowered = name.casefold()
    if lowered.startswith(".") or os.path.splitext(lowered)[1] in _NO_REVIEW_SUFFIXES:
        return False
    return not any(fnmatch(lowered, pattern) for pattern in _NO_REVIEW_NAMES)


def _is_no_review_folder(name: str, files: Sequence[str]) -> bool:
    """Hidden folders, those of programs, and the pictures and scripts that browsers save beside a page."""
    if name.startswith(".") or name in _NO_REVIEW_FOLDERS:
        return True
    stem = name.removesuffix("_files")
    return stem != name and any(f"{stem}{suffix}" in files for suffix in (".html", ".htm", ".xhtml"))


def _is_regular(path: str) -> bool:
    """False for pipes and devices, which would be waited for without end, and for links to nothing."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return False
