"""What the page of `rocket report` does in a browser, and what it never does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rocket_cli.analysis.report import ReportData

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Watched

Visit = Callable[..., "Watched"]
Reports = Callable[[int], tuple[Path, ReportData]]
NUMBERS = (1, 2, 4, 12, 40)
FOUR = 4

OVERFLOW = "document.scrollingElement.scrollWidth - innerWidth"
# By how much the columns of reviewers of one table differ at most.
COLUMN_WIDTHS = """
Math.max(...[...document.querySelectorAll(".many table")].map((table) => {
  const widths = [...table.querySelectorAll("thead .reviewer")].map((cell) => cell.offsetWidth);
  return Math.max(...widths) - Math.min(...widths);
}))
"""
# Labels and figures that reach over the edge of their chart would be cut where the page is narrow.
CUT_LABELS = """
[...document.querySelectorAll(".chart svg text")].filter((text) => {
  const svg = text.ownerSVGElement.getBoundingClientRect();
  const box = text.getBoundingClientRect();
  const hidden = box.width === 0;
  return !hidden && (box.left < svg.left - 1 || box.right > svg.right + 1 ||
    box.top < svg.top - 1 || box.bottom > svg.bottom + 1);
}).map((text) => text.textContent)
"""
# Text that its own box hides: every element that clips must be one that scrolls.
CLIPPED = """
[...document.querySelectorAll("th, td, h1, h2, h3, button, dd, dt, summary, figcaption")]
.filter((element) => {
  const style = getComputedStyle(element);
  return style.overflowX !== "visible" || element.scrollWidth > element.clientWidth + 2;
}).filter((element) => element.clientWidth > 0).map((element) => element.textContent.trim().slice(0, 40))
"""
COVERED = """
[...document.querySelectorAll(".many thead .reviewer bdi")].filter((label) => {
  const head = label.closest("th").getBoundingClientRect();
  const box = label.getBoundingClientRect();
  return box.width > 0 && (box.left < head.left - 1 || box.right > head.right + 1 || box.top < head.top - 1);
}).map((label) => label.textContent)
"""


def column(page: Page, table: str, number: int) -> list[str]:
    rows = f"[...document.querySelectorAll('#{table} tbody tr:not([hidden])')]"
    found: list[str] = page.evaluate(f"{rows}.map((row) => row.cells[{number}].textContent.trim())")
    return found


@pytest.mark.parametrize("n", NUMBERS)
def test_nothing_is_fetched_cut_or_wider_than_the_screen(visit: Visit, n: int) -> None:
    watched = visit(n)
    page = watched.open()
    for unfold in (False, True):
        if unfold:
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        for width in (1280, 400):
            page.set_viewport_size({"width": width, "height": 900})
            found = {script: page.evaluate(script) for script in (CUT_LABELS, CLIPPED, COVERED)}
            assert page.evaluate(OVERFLOW) <= 0
            assert [what for cut in found.values() for what in cut] == []
    assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
    assert watched.misdeeds() == []


def test_the_policy_is_in_force(visit: Visit) -> None:
    watched = visit(1)
    page = watched.open()
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.broken = true";
          document.body.append(script);
          document.body.setAttribute("style", "color: red");
          const image = new Image();
          image.src = "https://example.org/pixel.png";
          document.body.append(image);
        }"""
    )
    page.wait_for_function("violations.length >= 3")
    assert page.evaluate("window.broken") is None
    assert {"script-src-elem", "style-src-attr", "img-src"} <= set(page.evaluate("violations"))


def test_names_of_reviews_stay_text(visit: Visit) -> None:
    page = visit(12).open()
    assert page.title() == "12 reviews of The Salt Road"
    assert page.locator("#names-table script, #names-table img, article b").count() == 0
    names = column(page, "names-table", 0)
    assert "<script>document.title='owned'</script>" in names
    assert page.locator("a[href^=javascript]").count() == 0


def test_a_table_sorts_both_ways_and_says_so(visit: Visit) -> None:
    page = visit(FOUR).open()
    head = page.locator("#names-table thead th").nth(2)
    assert head.get_attribute("aria-sort") is None
    head.get_by_role("button").click()
    counts = [int(text) for text in column(page, "names-table", 2)]
    assert head.get_attribute("aria-sort") == "descending"
    assert counts == sorted(counts, reverse=True)
    assert len(set(counts)) > 2
    head.get_by_role("button").press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert [int(text) for text in column(page, "names-table", 2)] == sorted(counts)
    page.locator("#names-table thead th").nth(0).get_by_role("button").click()
    assert head.get_attribute("aria-sort") is None


def test_figures_sort_by_value_and_blanks_come_last(visit: Visit) -> None:
    page = visit(12).open()
    heads = page.locator("#figures-table thead tr").nth(1).locator("th")
    names = [text.strip() for text in heads.all_inner_texts()]
    smog = next(n for n, name in enumerate(names) if name == "SMOG")
    for reverse in (True, False):
        heads.nth(smog).get_by_role("button").click()
        texts = [text.split()[0] for text in column(page, "figures-table", smog)]
        known = [float(text) for text in texts if text != "–"]
        assert known == sorted(known, reverse=reverse)
        assert 1 < len(known) < len(texts)
        assert texts[len(known) :] == ["–"] * (len(texts) - len(known))


def test_names_are_filtered_by_text_kind_and_number_of_reviews(visit: Visit, reports: Reports) -> None:
    entities = reports(FOUR)[1].comparison.entities
    page = visit(FOUR).open()
    shown = page.locator("#n-shown")
    total = len(entities)
    assert shown.inner_text() == f"{total} of {total} names shown"
    page.get_by_label("Find").fill("vAlE")
    assert column(page, "names-table", 0) == ["Marguerite Vale"]
    assert shown.inner_text() == f"1 of {total} names shown"
    page.get_by_label("Find").fill("")
    page.get_by_label("In", exact=True).select_option("4")
    assert set(column(page, "names-table", 0)) == {e.name for e in entities if len(e.by_review) == 4}
    page.get_by_label("In", exact=True).select_option("1")
    page.get_by_label("Films").uncheck()
    page.get_by_label("Places").uncheck()
    assert set(column(page, "names-table", 0)) == {e.name for e in entities if e.kind == "people"}
    assert shown.get_attribute("role") == "status"


def open_quotes(page: Page, name: str) -> Any:
    page.locator("#names-table").get_by_role("link", name=name, exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    return dialog


def test_a_name_leads_to_every_quote_and_back(visit: Visit, reports: Reports) -> None:
    data = reports(FOUR)[1]
    watched = visit(FOUR)
    page = watched.open()
    position, entity = next((n, e) for n, e in enumerate(data.comparison.entities) if e.name == "Old Hob")
    dialog = open_quotes(page, "Old Hob")
    assert dialog.get_by_role("heading", level=2).inner_text() == "Old Hob"
    assert dialog.locator("h3").count() == len(entity.by_review)
    assert dialog.locator("blockquote").count() == len(data.quotes[position])
    assert dialog.locator("blockquote mark").count() == entity.count
    assert set(dialog.locator("blockquote mark").all_inner_texts()) == {"Old Hob"}
    assert page.url.endswith("#name-old-hob")
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    assert page.url == watched.url
    assert page.evaluate("document.activeElement.textContent") == "Old Hob"
    page.go_forward()
    dialog.wait_for()
    page.go_back()
    dialog.wait_for(state="hidden")
    assert watched.misdeeds() == []


def test_closing_quotes_leaves_the_page_where_it_was(visit: Visit) -> None:
    page = visit(12).open()
    page.get_by_role("link", name="Names", exact=True).click()
    page.locator("#sharings-table a").last.evaluate("link => link.closest('details').open = true")
    link = page.locator("#sharings-table a").last
    link.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    link.click()
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    dialog.get_by_role("button", name="Close").click()
    dialog.wait_for(state="hidden")
    page.wait_for_function(f"location.hash === '#names' && Math.abs(scrollY - {before}) <= 2")
    page.evaluate("new Promise((done) => setTimeout(done, 100))")
    assert page.evaluate("scrollY") == pytest.approx(before, abs=2)
    assert link.evaluate("link => link === document.activeElement")


def test_a_reviewer_leads_to_the_text(visit: Visit) -> None:
    page = visit(12).open()
    page.locator("#who-table").get_by_role("link", name="Lou Zhang").click()
    assert page.locator("#review-12 .passage.body").is_visible()
    assert page.locator("#review-12 h3").evaluate("h => h.getBoundingClientRect().top") < 450


def test_a_link_to_a_name_opens_its_quotes(visit: Visit) -> None:
    watched = visit(12)
    page = watched.open("#name-%E9%BB%92%E6%B2%A2-%E6%98%8E%E7%BE%8E")
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    assert dialog.get_by_role("heading", level=2).inner_text() == "黒沢 明美"
    dialog.get_by_role("button", name="Close").click()
    dialog.wait_for(state="hidden")
    assert page.url == watched.url


def test_a_quote_leads_into_its_review(visit: Visit) -> None:
    page = visit(12).open()
    dialog = open_quotes(page, "Port Ellis")
    dialog.locator("blockquote a").last.click()
    dialog.wait_for(state="hidden")
    mark = page.locator("mark.found")
    assert mark.locator("a").inner_text() == "Port Ellis"
    assert mark.is_visible()  # the text, folded till now, has been unfolded
    assert mark.evaluate("mark => mark.closest('article').id") == "review-12"
    page.go_back()
    page.get_by_role("dialog").wait_for()


def test_names_in_the_text_lead_to_quotes_by_keyboard(visit: Visit) -> None:
    page = visit(2).open()
    link = page.locator("article mark a", has_text="Marguerite Vale").first
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="hidden")
    assert link.evaluate("link => link === document.activeElement")


def test_the_first_tab_leads_past_the_navigation(visit: Visit) -> None:
    page = visit(2).open()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["x"] >= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_button_changes_the_scheme(visit: Visit, scheme: str) -> None:
    page = visit(2, scheme=scheme).open()
    ink = "getComputedStyle(document.querySelector('.chart svg text')).fill"
    paper = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ink), page.evaluate(paper)
    other = "Dark" if scheme == "light" else "Light"
    page.get_by_role("button", name=other, exact=True).click()
    after = page.evaluate(ink), page.evaluate(paper)
    assert before[0] != after[0]
    assert before[1] != after[1]
    assert page.locator("#theme").inner_text() != other


@pytest.mark.parametrize("reviews", [12, 40])
def test_on_paper_nothing_that_matters_is_folded_or_scrolls(visit: Visit, reviews: int) -> None:
    page = visit(reviews, width=720).open()  # A4 less its margins
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(OVERFLOW) <= 0
    # Whatever the labels: else a table that fits the screen is cut on paper.
    assert page.evaluate(COLUMN_WIDTHS) < 2
    assert page.locator("article .passage.body").first.is_visible()
    assert not page.locator("#name-filter, .bar").first.is_visible()
    assert page.evaluate(
        "[...document.querySelectorAll('.scroll')].every(e => getComputedStyle(e).overflowX === 'visible')"
    )
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.locator("article .passage.body").first.is_visible()


@pytest.mark.parametrize(
    ("n", "scheme", "width"),
    [(1, "light", 1280), (4, "dark", 1280), (4, "light", 400), (12, "dark", 400)],
)
def test_axe_finds_nothing_serious(visit: Visit, n: int, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = visit(n, scheme=scheme, width=width).open()
    assert grave(axe.run(page).response) == []
    open_quotes(page, "Port Ellis")
    assert grave(axe.run(page).response) == []


def grave(found: dict[str, Any]) -> list[str]:
    return [
        f"{issue['id']}: {node['html']}"
        for issue in found["violations"]
        if issue["impact"] in ("serious", "critical")
        for node in issue["nodes"]
    ]
