"""The street with a hostile text in every cell, opened page by page: nothing of it ever runs."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Dialog, Page

from tests.browser.conftest import Visit, served
from tests.browser.test_search import ask
from tests.conftest import Built
from tests.hostile import TEXTS, squeezed

pytestmark = pytest.mark.soak
# Nearly two thousand pages one after another: a slow machine may take its time over one of them.
PAGE_LOAD_MS = 60_000
ALARM = "window.alert = () => console.error('a text was run')"
QUERIES = 12


@pytest.fixture(scope="module")
def site(hostile_street: Built) -> Iterator[str]:
    with served(hostile_street.public) as address:
        yield address


@pytest.fixture
def victim(visit: Visit, site: str) -> Iterator[Visit]:
    """A visit in which a text that runs, opens a dialog or asks another host is noticed."""

    def refuse(dialog: Dialog) -> None:
        visit.complaints.append(dialog.message)
        dialog.dismiss()

    def tell(popup: Page) -> None:
        visit.complaints.append(popup.url)

    visit.page.add_init_script(ALARM)
    visit.page.on("dialog", refuse)
    visit.page.on("popup", tell)
    yield visit
    visit.page.remove_listener("dialog", refuse)
    visit.page.remove_listener("popup", tell)
    assert visit.complaints == []
    own = urlsplit(site)
    hosts = {(urlsplit(url).scheme, urlsplit(url).netloc) for url in visit.requests}
    assert hosts <= {(own.scheme, own.netloc), ("data", "")}


def test_no_page_runs_a_text_or_asks_anybody_else(
    victim: Visit, site: str, hostile_street: Built
) -> None:
    paths = sorted(
        path.relative_to(hostile_street.public).as_posix()
        for path in hostile_street.public.rglob("*.html")
    )
    assert len(paths) > 5 * len(TEXTS)
    victim.page.set_default_navigation_timeout(PAGE_LOAD_MS)
    for path in paths:
        victim.page.goto(f"{site}/{path}")
        assert urlsplit(victim.page.url).path == f"/{path}"
        assert victim.complaints == [], path


def test_the_page_of_a_pack_runs_no_text(victim: Visit, hostile_street: Built) -> None:
    victim.page.set_content((hostile_street.pack("S01") / "清单.html").read_text("utf-8"))
    assert victim.page.locator("h1").count() >= 1


def test_a_text_that_runs_would_be_noticed(visit: Visit) -> None:
    visit.page.add_init_script(ALARM)
    visit.page.goto("data:text/html,<img src=x onerror=alert(1)>")
    visit.page.wait_for_function("() => document.readyState === 'complete'")
    assert "a text was run" in visit.complaints


def test_the_search_shows_hostile_names_as_texts(victim: Visit, site: str) -> None:
    victim.page.goto(f"{site}/search.html")
    plain = [
        (number, one.shown)
        for number, one in enumerate(TEXTS, start=2)
        if len(one.shown) <= 60 and one.shown.isprintable() and "alert" in one.shown
    ][:QUERIES]
    assert plain
    for number, text in plain:
        ask(victim.page, text)
        assert squeezed(text) in results(victim.page)[f"P{number:03}"]


def results(page: Page) -> dict[str, str]:
    links = page.locator(".jy-search__link").evaluate_all(
        "all => all.map(a => [a.href, a.innerText])"
    )
    return {
        urlsplit(href).path.rpartition("/")[2].removesuffix(".html"): squeezed(text)
        for href, text in links
    }
