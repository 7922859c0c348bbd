"""The made-up reviews that speed is measured on: always the same, and never one twice."""

from __future__ import annotations

from pathlib import Path

from tests.synthetic_reviews import made_up_reviews, write_reviews


def test_the_same_seed_gives_the_same_reviews() -> None:
    few, many = list(made_up_reviews(10)), list(made_up_reviews(60))
    assert many[:10] == few
    assert list(made_up_reviews(10, seed=1)) != few
    assert len(set(many)) == 60
    assert all(300 < len(text.split()) < 900 for text in many)


def test_names_are_exchanged_and_words_are_not() -> None:
    first, seventh = list(made_up_reviews(7))[::6]  # of the same sample

    def written_small(text: str) -> list[str]:
        return sorted(word for word in text.split() if word.islower())

    def written_large(text: str) -> set[str]:
        return {word for word in text.split() if word.istitle()}

    assert written_small(first) == written_small(seventh)
    assert len(written_large(first) ^ written_large(seventh)) > 40


def test_they_are_written_a_thousand_to_a_folder(tmp_path: Path) -> None:
    n_words = write_reviews(tmp_path, 12)
    files = sorted(tmp_path.rglob("*.txt"))
    assert [path.relative_to(tmp_path).as_posix() for path in files[::11]] == [
        "000/review-000000.txt",
        "000/review-000011.txt",
    ]
    assert n_words == sum(len(path.read_text(encoding="utf-8").split()) for path in files)
