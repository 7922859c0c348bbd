"""Markdown as Pandoc reads it, which is what people paste it into."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from rocket_cli.render import markdown
from rocket_cli.render.surface import PIPE
from rocket_cli.render.tables import sections_of
from tests import factories

AWKWARD = (
    "a|b*c*_d_",
    "<b>x</b> & `y`",
    "back\\slash\nnew line",
    "[l](http://x) ~s~ $m$ #h",
    "12. x - y",
    "@user !img ^sup^",
)
MARKUP = ("<em>", "<code>", "<a ", "<sup>", "<sub>", "<del>", "<b>", "<br", 'class="math', 'class="citation')


def pandoc(text: str, *, read: str, write: str) -> str:
    if not shutil.which("pandoc"):
        pytest.skip("pandoc is not installed here")
    words = ["pandoc", "-f", read, "-t", write, "--columns=1000"]
    return subprocess.run(words, input=text, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("dialect", ["markdown", "gfm", "commonmark_x"])
def test_names_are_text_and_every_section_is_a_table(dialect: str) -> None:
    sections = sections_of(factories.comparison(6, AWKWARD), PIPE)
    text = "".join(f"{line}\n" for line in markdown.lines(sections))
    html = pandoc(text, read=dialect, write="html")
    assert [mark for mark in MARKUP if mark in html] == []
    assert (html.count("<table"), html.count("<h2")) == (len(sections), len(sections))
    plain = pandoc(text, read=dialect, write="plain")
    assert [name for name in AWKWARD if " ".join(name.split()) not in plain] == []
