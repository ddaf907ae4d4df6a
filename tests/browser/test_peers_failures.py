"""The tenth of the failures that other projects' users met: what residents answer leaks away."""

from __future__ import annotations

from tests.browser.conftest import Visit, served
from tests.browser.test_search import ask, found
from tests.conftest import Built


def test_10_answering_asks_no_host_and_writes_nothing_into_the_address(
    visit: Visit, demo: Built
) -> None:
    """The page that asks for answers today is the search; what was typed stays on the device."""
    with served(demo.public) as address:
        visit.page.goto(f"{address}/search.html")
        ask(visit.page, "低保")
        before = len(visit.requests)
        for query in ("看病没钱", "精神残疾", "老人洗澡"):
            ask(visit.page, query)
            assert found(visit.page)
        assert visit.requests[before:] == []
        assert visit.page.url == f"{address}/search.html"
