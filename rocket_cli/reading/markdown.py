"""Markdown to plain text: marks are dropped, lines stay lines, front matter becomes facts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rocket_cli.reading.pieces import Given, Piece, one_line, person, year

if TYPE_CHECKING:
    from markdown_it.token import Token

# What blogs and static-site generators call these fields, first match first.
_FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "reviewer": ("reviewer", "author", "authors", "by", "byline", "critic", "writer"),
    "outlet": ("outlet", "publication", "publisher", "source", "site", "magazine"),
    "film": ("film", "movie", "film_title", "movie_title"),
    "year": ("year", "film_year", "release_year"),
    "rating": ("rating", "stars", "score", "grade"),
}
# A line of four or five asterisks is a rule to Markdown and a rating to a reviewer; three are a rule to both.
_STAR_RATING = re.compile(r"\*{4,5}")
_NO_VALUE = (None, "", "~", "null")
_FRONT_MATTER = re.compile(r"\s*(-{3,}|\+{3,})[ \t]*\n(.*?)^\1[ \t]*$\n?", re.DOTALL | re.MULTILINE)


def read_markdown(text: str) -> Piece:
    """The text of a Markdown file without its marks, and the facts of its front matter.

    Headings, list items and table rows are lines of their own, links are their words, images are gone.
    A title that only the front matter has becomes the first line. Broken front matter is a warning.
    """
    fields, body, warnings = _front_matter(text)
    given = _given(fields)
    plain = plain_text(body)
    if given.title and " ".join(given.title.split()) not in " ".join(plain.split()):
        plain = f"{given.title}\n\n{plain}"
    return Piece(plain, given, declared=True, warnings=warnings)


def plain_text(text: str) -> str:
    """Markdown `text` without its marks, with the line structure that it had."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    return _Lines(text.split("\n"), parser.parse(text)).text()


class _Lines:
    """Walks the parser's tokens and sets each block on its lines, as far apart as the file has them."""

    def __init__(self, source: list[str], tokens: list[Token]) -> None:
        self._source = source
        self._tokens = tokens
        self._parts: list[str] = []
        self._next_line = 0  # of the file: the first line that is not yet written
        self._mark = ""  # of a list item, waiting for its first line

    def text(self) -> str:
        cells: list[str] | None = None
        for i, token in enumerate(self._tokens):
            if token.type == "list_item_open":
                self._mark = self._item_mark(i)
            elif token.type == "tr_open":
                cells = []
            elif token.type == "tr_close" and cells is not None:
                self._add(" | ".join(cells), token.map or self._tokens_map(i, "tr_open"))
                cells = None
            elif token.type == "tbody_open" and token.map:
                self._next_line = token.map[0]  # behind the rule under the table's head
            elif token.type == "inline" and cells is not None:
                cells.append(_inline(token).replace("\n", " "))
            elif token.type == "inline":
                self._add(_inline(token), token.map)
            elif token.type in {"code_block", "fence"}:
                self._add(token.content.rstrip("\n"), token.map)
            elif token.type == "html_block":
                self._add(_without_tags(token.content), token.map)
            elif token.type == "hr" and token.map:
                line = self._source[token.map[0]].strip()
                self._add(line if _STAR_RATING.fullmatch(line) else "", token.map)
        return "".join(self._parts)

    def _tokens_map(self, i: int, kind: str) -> list[int] | None:
        """Lines of the token of `kind` that stands last before `i`: closing tokens have none."""
        return next((token.map for token in reversed(self._tokens[:i]) if token.type == kind), None)

    def _item_mark(self, i: int) -> str:
        """The number of an ordered item ("2021. It was" is a sentence to its writer), the dash of a list of
        one item (that is a line with a dash), nothing for the items of a real list."""
        token = self._tokens[i]
        if token.info:
            return f"{token.info}{token.markup} "
        alone = self._tokens[i - 1].type == "bullet_list_open" and self._is_last_item(i)
        return f"{token.markup} " if alone else ""

    def _is_last_item(self, i: int) -> bool:
        level = self._tokens[i].level
        closing = next(
            j
            for j in range(i, len(self._tokens))
            if self._tokens[j].type == "list_item_close" and self._tokens[j].level == level
        )
        return self._tokens[closing + 1].type == "bullet_list_close"

    def _add(self, text: str, lines: list[int] | None) -> None:
        start, end = lines or (self._next_line, self._next_line)
        if text:
            if self._parts:
                self._parts.append("\n\n" if start > self._next_line else "\n")
            self._parts.append(self._mark + text)
            self._next_line = end
        self._mark = ""


def _inline(token: Token) -> str:
    """The words of a paragraph, heading or cell: its marks, links and images gone, its line breaks kept."""
    parts: list[str] = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"} or re.match(r"(?i)<br\b", child.content):
            parts.append("\n")
    lines = (re.sub(" {2,}", " ", line).strip() for line in "".join(parts).split("\n"))
    return "\n".join(lines).strip("\n")


def _without_tags(html: str) -> str:
    from rocket_cli.reading.web import page_text

    return page_text(html)


def _front_matter(text: str) -> tuple[Mapping[str, Any], str, tuple[str, ...]]:
    """Fields, the text after them, and warnings. Only a block that holds fields is front matter: a text may
    begin with a rule."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text, ()
    try:
        fields = _fields(found[1], found[2])
    except Exception as error:  # noqa: BLE001  (YAML's constructors raise whatever a wrong value raises)
        if not re.match(r"\s*\w[\w -]*\s*[:=]", found[2]):
            return {}, text, ()
        reason = " ".join(str(error).split())[:120]
        return {}, text[found.end() :], (f"front matter cannot be read and is left out: {reason}",)
    return (fields, text[found.end() :], ()) if isinstance(fields, Mapping) else ({}, text, ())


def _fields(fence: str, block: str) -> Any:
    if fence.startswith("+"):
        import tomllib

        return tomllib.loads(block)
    from frontmatter.default_handlers import YAMLHandler
    from yaml import BaseLoader  # type: ignore[import-untyped]

    # Every value as its text: what is not read here (a date of 31 June) cannot spoil what is.
    return YAMLHandler().load(block, Loader=BaseLoader)


def _given(fields: Mapping[Any, Any]) -> Given:
    by_name = {str(key).casefold().replace("-", "_"): value for key, value in fields.items()}

    def first(field: str) -> Any:
        return next((by_name[key] for key in _FIELDS[field] if by_name.get(key) not in _NO_VALUE), None)

    return Given(
        title=one_line(first("title")),
        reviewer=person(first("reviewer")),
        outlet=one_line(first("outlet")),
        film=one_line(first("film")),
        year=year(first("year")),
        rating=one_line(first("rating")),
    )
