"""A real browser for the page of `rocket report`: the system's Chromium, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rocket_cli.analysis.comparison import compare
from rocket_cli.analysis.report import ReportData, gather_report
from rocket_cli.records import Failure
from rocket_cli.render.report import page
from tests.browser import made_up

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Nothing but the page: no updates, no services, no sandbox (which containers do not allow).
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WATCH_POLICY = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
"""
FAILED = Failure("lost<b>.txt", "not UTF-8 at byte 310", "try --encoding cp1252")


class Watched:
    """A page in the browser, with everything that a page must not do on record."""

    def __init__(self, page: Page, file: Path) -> None:
        self.page = page
        self.url = file.as_uri()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))
        page.on("request", lambda request: self.requests.append(request.url))
        page.add_init_script(WATCH_POLICY)

    def open(self, address: str = "") -> Page:
        """Load the page, at `address` if given (`#names`)."""
        self.page.goto(self.url + address)
        return self.page

    def misdeeds(self) -> list[str]:
        """What the page did that it must not: errors, requests, breaches of its policy."""
        fetched = [url for url in self.requests if url.split("#")[0] != self.url]
        return [*self.complaints, *fetched, *self.page.evaluate("violations")]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("no Chromium here; install the package chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with (
        playwright.sync_playwright() as driver,
        driver.chromium.launch(executable_path=path, args=list(ARGUMENTS)) as started,
    ):
        yield started


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], tuple[Path, ReportData]]:
    """The page of so many made-up reviews, made once, and what it shows."""
    made: dict[int, tuple[Path, ReportData]] = {}
    folder = tmp_path_factory.mktemp("reports")

    def report(n: int) -> tuple[Path, ReportData]:
        if n not in made:
            records = made_up.records(n, made_up.STRAINING if n > 1 else ())
            data = gather_report(records, compare(records, (FAILED,)))
            path = folder / f"{n}.html"
            path.write_text(page(data), encoding="utf-8")
            made[n] = path, data
        return made[n]

    return report


@pytest.fixture
def visit(
    browser: Browser, reports: Callable[[int], tuple[Path, ReportData]]
) -> Iterator[Callable[..., Watched]]:
    """Visits a page: `visit(4, width=400, scheme="dark")`, a number of reviews or a file."""
    contexts = []

    def go(what: int | Path, *, width: int = 1280, scheme: str = "light") -> Watched:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(5000)
        return Watched(context.new_page(), what if isinstance(what, Path) else reports(what)[0])

    yield go
    for context in contexts:
        context.close()
