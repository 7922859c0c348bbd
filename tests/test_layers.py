"""Imports go down only, and nothing heavy is imported where a module is merely loaded."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "rocket_cli"
# A room may import from the rooms of its own and of lower rank.
RANK = {
    "errors": 0,
    "records": 0,
    "settings": 0,
    "data": 0,
    "reading": 1,
    "nlp": 1,
    "analysis": 2,
    "workflow": 3,
    "cache": 4,
    "render": 4,
    "cli": 5,
}
HEAVY = {
    "spacy",
    "textstat",
    "nltk",
    "onnxruntime",
    "numpy",
    "trafilatura",
    "lxml",
    "ftfy",
    "tokenizers",
    "jinja2",
    "vl_convert",
}
# The component is loaded by spaCy itself, when a pipeline is.
LOADED_BY_SPACY = {"nlp/tagger.py", "nlp/sentences.py"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imports(tree: ast.AST, *, top_level_only: bool) -> Iterator[str]:
    nodes = list(_outside_functions(tree)) if top_level_only else list(ast.walk(tree))
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def _outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        is_type_checking = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test)
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or is_type_checking:
            continue
        yield child
        yield from _outside_functions(child)


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_go_down_only(path: Path) -> None:
    here = room(path)
    if here == "__init__":
        return
    for name in imports(ast.parse(path.read_text(encoding="utf-8")), top_level_only=False):
        parts = name.split(".")
        if parts[0] != "rocket_cli" or len(parts) == 1 or parts[1] == "__version__":
            continue
        there = parts[1]
        assert there in RANK, f"{path.name} imports {name}, a room without a rank"
        same_rank_other_room = RANK[there] == RANK[here] and there != here and RANK[here] > 0
        assert RANK[there] <= RANK[here], f"{path.name} imports {name}, which lies above it"
        assert not same_rank_other_room, f"{path.name} imports {name}: rooms of one rank are strangers"


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_heavy_libraries_are_imported_where_they_are_used(path: Path) -> None:
    if path.relative_to(PACKAGE).as_posix() in LOADED_BY_SPACY:
        return
    found = {
        name.split(".")[0]
        for name in imports(ast.parse(path.read_text(encoding="utf-8")), top_level_only=True)
    }
    assert not found & HEAVY


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['rocket', '--help']\n"
        "from rocket_cli.cli.main import run\n"
        "try: run()\n"
        "except SystemExit: pass\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
