"""Which files are read: order, what is passed over, what fails."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rocket_cli.reading import FileToRead, discover
from rocket_cli.records import Failure


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("A review.", encoding="utf-8")


def found_in(folder: Path, *paths: str) -> list[str]:
    """Relative paths of the files found, `!` before the path of a failure."""
    found = discover([str(folder / path) for path in paths] or [str(folder)])
    return [
        os.path.relpath(item.path, folder)
        if isinstance(item, FileToRead)
        else f"!{os.path.relpath(item.path, folder)}"
        for item in found
    ]


def test_a_folder_is_read_in_sorted_order_files_before_its_folders(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a.md", "2020/z.html", "2020/c.txt", "2019/y.jsonl", "no-suffix")
    assert found_in(tmp_path) == [
        "a.md",
        "b.txt",
        "no-suffix",
        os.path.join("2019", "y.jsonl"),
        os.path.join("2020", "c.txt"),
        os.path.join("2020", "z.html"),
    ]


def test_what_is_no_review_is_passed_over_in_folders(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", ".hidden.txt", ".git/b.txt", "README.md", "LICENSE", "licence.txt", "NOTICE")
    write(tmp_path, "reviewers.toml", "aliases.toml", "overrides.toml", "poster.JPG", "scan.pdf", "x.pyc")
    write(
        tmp_path, "__pycache__/c.txt", "requirements.txt", "page.html", "page_files/ad.html", "my_files/d.txt"
    )
    assert found_in(tmp_path) == ["a.txt", "page.html", os.path.join("my_files", "d.txt")]


def test_a_named_file_is_always_taken(tmp_path: Path) -> None:
    write(tmp_path, ".hidden.txt", "README.md", "scan.pdf")
    assert found_in(tmp_path, "scan.pdf", "README.md", ".hidden.txt") == [
        "scan.pdf",
        "README.md",
        ".hidden.txt",
    ]
    assert all(isinstance(item, FileToRead) and item.named for item in discover([str(tmp_path / "scan.pdf")]))


def test_paths_keep_their_order_and_no_file_comes_twice(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert found_in(tmp_path, "b.txt", ".", "a.txt") == ["b.txt", "a.txt"]


def test_a_missing_path_says_what_was_meant(tmp_path: Path) -> None:
    write(tmp_path, "kane.txt")
    (failure,) = discover([str(tmp_path / "kain.txt")])
    assert isinstance(failure, Failure)
    assert failure.error == "no such file or folder"
    assert failure.hint == f"did you mean {tmp_path / 'kane.txt'}?"


def test_a_missing_folder_does_not_end_the_run(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    assert found_in(tmp_path, "nothing/here", "a.txt") == [f"!{os.path.join('nothing', 'here')}", "a.txt"]


def test_a_folder_without_reviews_counts_what_it_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "poster.png", "README.md")
    (failure,) = discover([str(tmp_path)])
    assert isinstance(failure, Failure)
    assert failure.error == "no reviews in this folder"
    assert "2 files of other kinds were passed over" in (failure.hint or "")


def test_an_empty_folder_is_a_failure(tmp_path: Path) -> None:
    (failure,) = discover([str(tmp_path)])
    assert isinstance(failure, Failure)
    assert "passed over" not in (failure.hint or "")


def test_standard_input_comes_once() -> None:
    assert list(discover(["-", "-"])) == [FileToRead("-")]


def test_pipes_in_a_folder_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "dead.txt").symlink_to(tmp_path / "gone.txt")
    write(tmp_path, "a.txt")
    assert found_in(tmp_path) == ["a.txt"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything is open to this user")
def test_a_closed_folder_is_a_failure_with_its_name(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "closed/b.txt")
    (tmp_path / "closed").chmod(0)
    try:
        assert found_in(tmp_path) == ["a.txt", "!closed"]
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_a_nul_in_a_path_is_a_failure() -> None:
    (failure,) = discover(["a\x00b.txt"])
    assert isinstance(failure, Failure)
