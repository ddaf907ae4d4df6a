"""A policy page prints on one sheet of A4, so that a station can hand it out."""

from __future__ import annotations

from playwright.sync_api import Error, Page

from tests.browser.conftest import Visit
from tests.conftest import Built


def has_second_sheet(page: Page) -> bool:
    """Asks for that sheet alone: to print all of them takes three times as long."""
    try:
        page.pdf(prefer_css_page_size=True, page_ranges="2")
    except Error as error:
        if "Page range exceeds page count" not in error.message:
            raise
        return False
    return True


def test_every_policy_prints_on_one_sheet(visit: Visit, demo: Built) -> None:
    longer = []
    for path in sorted((demo.public / "p").glob("*.html")):
        visit.page.goto(path.as_uri())
        if has_second_sheet(visit.page):
            longer.append(path.stem)
    assert longer == []


def test_a_second_sheet_would_be_noticed(visit: Visit, demo: Built) -> None:
    visit.page.goto((demo.public / "p" / "P001.html").as_uri())
    visit.page.evaluate("document.body.append(document.querySelector('main').cloneNode(true))")
    assert has_second_sheet(visit.page)
