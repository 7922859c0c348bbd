"""The pages of our own seeds and of the real ones, made by the command from the files, in a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rocket_cli.cli.main import main

if TYPE_CHECKING:
    from tests.browser.conftest import Watched

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = {"own": ROOT / "seeds", "real": ROOT.parent / "shared" / "seeds"}

pytestmark = [pytest.mark.pipeline, pytest.mark.real_seeds]


@pytest.mark.parametrize("which", FOLDERS)
def test_the_page_of_the_seeds(visit: Callable[..., Watched], tmp_path: Path, which: str) -> None:
    folder = FOLDERS[which]
    if not folder.is_dir():
        pytest.skip(f"the {which} seeds are not here")
    target = tmp_path / "report.html"
    assert main(["report", str(folder), "-o", str(target), "--quiet"]) == 0
    watched = visit(target)
    page = watched.open()
    for width in (1280, 400):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    n_files = len(list(folder.glob("*.txt")))
    assert page.locator("article").count() == n_files
    page.locator("#names-table a.name").first.click()
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    assert dialog.locator("blockquote mark").count() >= 2
    assert watched.misdeeds() == []
