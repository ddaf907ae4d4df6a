"""Texts longer than anybody writes: they take room, but never much time, and nothing is cut off."""

from __future__ import annotations

import time

import pypdfium2
import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from builders.public.site import GeneratedPages
from builders.stamping import stamp_pack
from builders.station.pack import build_pack
from builders.typeset.glyphs import missing_characters
from registry.check import check
from registry.views.build_station import station_view
from tests.conftest import ROOT, squeeze
from tests.hostile import street
from tests.registry.sheets import AS_OF, sheet

WORD = "abcdefghij" * 40 + "（" * 200 + "&" * 200 + "末"
MOST_PAGES = 80


@pytest.fixture(scope="module")
def papers() -> dict[str, bytes]:
    """A pack whose free cells all hold one word that is longer than a page is wide."""
    outcome = check(sheet(street([WORD])), AS_OF, missing_characters)
    view = station_view(outcome.registry, "S01", AS_OF)
    stamps, _ = stamp_pack(view, view, (), AS_OF)
    return {name: data for name, data in build_pack(view, stamps).items() if "pdf" in name}


def test_a_long_word_is_broken_and_not_cut_off_at_the_edge(papers: dict[str, bytes]) -> None:
    for name, data in papers.items():
        outside = [page for page in pypdfium2.PdfDocument(data) if not _holds_all(page)]
        assert outside == [], name


def _holds_all(page: pypdfium2.PdfPage) -> bool:
    width, height = page.get_size()
    text = page.get_textpage()
    boxes = (text.get_charbox(place) for place in range(text.count_chars()))
    return all(
        left >= 0 and right <= width and bottom >= 0 and top <= height
        for left, bottom, right, top in boxes
    )


def test_a_long_word_is_printed_whole(papers: dict[str, bytes]) -> None:
    for name, data in papers.items():
        pages = pypdfium2.PdfDocument(data)
        text = squeeze("".join(page.get_textpage().get_text_range() for page in pages))
        assert text.count(WORD) >= 3, name


def test_a_band_with_a_long_name_is_not_repeated_on_every_page(papers: dict[str, bytes]) -> None:
    for name, data in papers.items():
        assert len(pypdfium2.PdfDocument(data)) <= MOST_PAGES, name


def test_many_blanks_in_a_page_cost_no_time() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"), plugins=[])
    page = Page(None, File("p/P001.md", "docs", "site", use_directory_urls=False), config)
    body = f"<p>{' ' * 100_000}</p>"
    start = time.process_time()
    found = GeneratedPages().on_post_page(
        f'{body}\n  <input class="md-toggle">', page=page, config=config
    )
    assert found == body
    assert time.process_time() - start < 5
