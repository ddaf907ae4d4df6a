"""Any text in the cells of a page, a workbook or a list: it is read back as it was written."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from builders.public.brief import LINE
from builders.public.clip import clip
from builders.public.pages import content_pages
from builders.station.page import make_page
from builders.station.resources import resource_list
from builders.station.words import load_words
from builders.station.workbook import make_workbook
from registry.fields import clean
from tests.builders.policy_views import FULL_POLICY
from tests.builders.station_rows import resource
from tests.builders.station_views import stamps, station_view
from tests.builders.views import SMALL_VIEW
from tests.hostile import corpus, squeezed
from tests.scale import rounds

pytestmark = pytest.mark.soak
PIECES = st.one_of(
    st.sampled_from([one.shown for one in corpus() if len(one.shown) < 100]),
    st.sampled_from("<>&\"'={}[]#`\\;/-!"),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=9),
)
TEXTS = st.lists(PIECES, min_size=1, max_size=4).map("".join).map(clean).filter(bool)
CALM = [HealthCheck.too_slow, HealthCheck.filter_too_much]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.parts: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts |= {(tag, ""), *((tag, name) for name, _ in attrs)}

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def body_of(text: str) -> _Reader:
    policy = replace(FULL_POLICY, apply_at=text, fee=text)
    pages = content_pages(replace(SMALL_VIEW, policies=(policy,)), ())
    (page,) = (page for page in pages if page.path == f"p/{policy.id}.html")
    return read(page.body)


@cache
def body_of_harmless() -> _Reader:
    return body_of("平安是福")


def fits_the_short_guide(text: str) -> bool:
    """Longer ones are cut there, so that a page shows them whole one time less."""
    return not clip(text, 3 * LINE).cut


@given(text=TEXTS.filter(fits_the_short_guide))
@settings(max_examples=rounds(10, 500), deadline=None, suppress_health_check=CALM)
def test_a_page_shows_any_text_as_it_is_and_nothing_of_it_as_code(text: str) -> None:
    page, harmless = body_of(text), body_of_harmless()
    assert squeezed(page.text).count(squeezed(text)) >= harmless.text.count("平安是福") > 0
    assert page.parts == harmless.parts


@given(text=TEXTS)
@settings(max_examples=rounds(6, 200), deadline=None, suppress_health_check=CALM)
def test_the_workbook_and_the_page_of_a_pack_hold_any_text_as_it_is(text: str) -> None:
    words, view = load_words(), station_view()
    changed = replace(view, resources=(replace(resource(1), capacity=text),))
    lists = (resource_list(changed, stamps().resources, words),)
    book = openpyxl.load_workbook(
        io.BytesIO(make_workbook(changed, stamps().handbook, lists, words))
    )
    values = [
        cell for row in book["资源清单"].iter_rows() for cell in row if cell.value is not None
    ]
    assert text in {unescape(str(cell.value)) for cell in values}
    assert {cell.data_type for cell in values} == {"s"}
    page = read(make_page(changed, stamps().handbook, lists, words).decode("utf-8"))
    assert squeezed(text) in squeezed(page.text)
