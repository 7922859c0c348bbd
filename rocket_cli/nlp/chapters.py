"""Long texts in parts: what a pipeline holds of a text is thirty times its size, so a book goes through it
chapter by chapter."""

from __future__ import annotations

# 80,000 words, far more than any review has: only collections and books are longer.
MOST_CHARACTERS = 500_000


def chapter_borders(text: str, most: int = MOST_CHARACTERS) -> list[tuple[int, int]]:
    """Half-open ranges that cover `text`, each of at most `most` characters.

    They end after an empty line; where there is none in the second half of a range, after a line, a space, or
    as it comes. White space goes with what stands before it. A text that is not longer is one range.
    """
    borders: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > most:
        end = _end_before(text, start + most // 2, start + most)
        borders.append((start, end))
        start = end
    borders.append((start, len(text)))
    return borders


def _end_before(text: str, earliest: int, latest: int) -> int:
    for mark in ("\n\n", "\n", " "):
        found = text.rfind(mark, earliest, latest - 1)
        if found >= 0:
            end = found + len(mark)
            while end < latest and text[end].isspace():
                end += 1
            return end
    return latest
