"""A street with a hostile text in every free cell, built for real: nothing runs, no letter changes.

Two texts have the same letters when they agree after the cleaning that every cell goes through
(``Hostile.shown``), white space left out. On each page and paper a text must stand as often as
the harmless text stands on the page of the harmless row.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import openpyxl
import pytest

from builders.stamping import make_record
from registry.sources import open_snapshot
from registry.views.build import public_view
from registry.views.build_station import station_view
from registry.views.flatten import public_entries, station_entries
from tests.conftest import AS_OF, Built, words_in
from tests.hostile import CONTROL, PRINTABLE, TEXTS, Hostile, corpus, squeezed

pytestmark = pytest.mark.soak
ROWS: Final = range(1, len(TEXTS) + 2)
VOID = {"script", "style"}
SHORT = 30
MOST_PARTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One page: its visible text, its title, and which attributes its elements have."""

    text: str
    title: str
    parts: frozenset[tuple[str, str]]
    addresses: frozenset[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.title = ""
        self.parts: set[tuple[str, str]] = set()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.parts |= {(tag, ""), *((tag, name) for name, _ in attrs)}
        self.addresses |= {value or "" for name, value in attrs if name in ("href", "src")}

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "title" in self.open:
            self.title += data
        elif not VOID & set(self.open):
            self.texts.append(data)


def read(html: str) -> Told:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Told(
        text=squeezed("".join(reader.texts)),
        title=squeezed(reader.title),
        parts=frozenset(reader.parts),
        addresses=frozenset(reader.addresses),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Street:
    """The built street; row 1 of each tab is the harmless one, row 2 has the first text."""

    built: Built
    pages: dict[str, Told]

    def paper(self, name: str) -> Path:
        return self.built.pack("S01") / name


@pytest.fixture(scope="module")
def hostile(hostile_street: Built) -> Street:
    pages = {
        path.relative_to(hostile_street.public).as_posix(): read(path.read_text("utf-8"))
        for path in hostile_street.public.rglob("*.html")
    }
    return Street(built=hostile_street, pages=pages)


def numbered() -> Iterator[tuple[int, Hostile]]:
    yield from enumerate(TEXTS, start=2)


def missed(found: dict[str, str], control: str) -> list[str]:
    """The texts that stand less often in their place than the harmless one does in its own."""
    whole = control.count(squeezed(CONTROL))
    assert whole > 0
    return [
        one.name
        for number, one in numbered()
        if found[f"{number:03}"].count(squeezed(one.shown)) < whole - _shortened(one, whole)
    ]


def _shortened(one: Hostile, whole: int) -> int:
    """How many times the short guide of a policy may show a part of the text only."""
    is_short = len(one.shown) <= SHORT and "\n" not in one.shown
    return 0 if is_short or whole < MOST_PARTS else MOST_PARTS


def test_the_corpus_is_large_and_nearly_all_of_it_can_be_printed() -> None:
    names = [one.name for one in corpus()]
    assert len(names) == len(set(names)) >= 300
    assert len({one.text for one in corpus()}) == len(names)
    assert len(PRINTABLE) >= 280


@pytest.mark.parametrize("place", ["p/P", "v/F", "r/R", "c/category-"])
def test_every_page_of_a_row_shows_its_text_as_often_as_a_harmless_one(
    hostile: Street, place: str
) -> None:
    pages = {
        f"{int(path.removeprefix(place).removesuffix('.html')):03}": page.text
        for path, page in hostile.pages.items()
        if path.startswith(place) and path.removeprefix(place)[0].isdigit()
    }
    assert missed(pages, pages["001"]) == []


def test_every_station_page_shows_its_text_as_often_as_a_harmless_one(hostile: Street) -> None:
    pages = {f"{number:03}": hostile.pages[f"s/S{number + 1:03}.html"].text for number in ROWS}
    assert missed(pages, pages["001"]) == []


@pytest.mark.parametrize("path", ["standards.html", "changes.html", "names.html", "stations.html"])
def test_pages_that_list_all_rows_show_each_text(hostile: Street, path: str) -> None:
    text = hostile.pages[path].text
    assert missed({f"{number:03}": text for number in ROWS}, squeezed(CONTROL)) == []


def test_titles_of_pages_are_the_names(hostile: Street) -> None:
    for number, one in numbered():
        assert squeezed(one.shown) in hostile.pages[f"p/P{number:03}.html"].title, one.name


def test_no_text_adds_an_element_or_an_attribute_to_a_page(hostile: Street, demo: Built) -> None:
    # Our own marks of days, which no row of the demo needs.
    marks = ("class", "data-jy-from", "data-jy-until", "hidden")
    dated = set(product(("a", "div", "p", "span"), marks))
    known = {("dd", "class"), *dated}.union(
        *(read(path.read_text("utf-8")).parts for path in demo.public.rglob("*.html"))
    )
    for path, page in hostile.pages.items():
        assert page.parts <= known, path


def test_no_text_becomes_an_address(hostile: Street) -> None:
    for path, page in hostile.pages.items():
        for address in page.addresses:
            parts = urlsplit(address)
            assert (parts.scheme, parts.netloc) in {("", ""), ("tel", ""), ("data", "")}, path
            assert "evil" not in address, path
            assert "alert(" not in address, path


def test_the_data_of_the_search_holds_the_names_and_no_end_of_a_script(hostile: Street) -> None:
    script = (hostile.built.public / "assets" / "search-data.js").read_text("utf-8")
    lead = "var JIEYOU_SEARCH_DATA="
    assert script.startswith(lead)
    assert not set("<\u2028\u2029") & set(script)
    rows = json.loads(script.removeprefix(lead).rstrip(";\n"))["rows"]
    names = {row[1]: squeezed(row[2]) for row in rows if row[0] == "p"}
    for number, one in numbered():
        assert squeezed(one.shown)[:100] in names[f"P{number:03}"], one.name


def test_the_ledger_keeps_every_text_as_it_is_shown(hostile: Street) -> None:
    registry = hostile.built.result.outcome.registry
    open_part = public_entries(public_view(registry, AS_OF))
    own_part = station_entries(station_view(registry, "S01", AS_OF))
    public, station = (
        json.loads(make_record({}, entries, None, AS_OF).to_json())
        for entries in (open_part, own_part)
    )
    for number, one in numbered():
        policy = public["entries"][f"policies/P{number:03}"]
        assert policy["fee"] == one.shown
        assert station["entries"][f"hints/P{number:03}"]["advisor_hint"] == one.shown
        assert station["entries"][f"signals/X{number:03}"]["source"] == one.shown


@pytest.mark.parametrize("paper", ["识别清单", "服务清单", "资源清单", "工作手册"])
def test_every_paper_prints_every_text(hostile: Street, paper: str) -> None:
    text = words_in(hostile.paper(f"{paper}.pdf"))
    # The reader of the paper writes this one letter as the two that it is made of.
    missing = [one.name for one in TEXTS if squeezed(one.shown).replace("ﬁ", "fi") not in text]
    assert missing == []


def test_the_workbook_has_texts_only_and_every_one_of_them(hostile: Street) -> None:
    book = openpyxl.load_workbook(hostile.paper("清单.xlsx"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    tables = open_snapshot(hostile.paper("清单.xlsx")).tables
    assert [len(table.rows) for table in tables if table.title != "本站"] == [len(ROWS)] * 5
    for table in tables:
        texts = {cell.text for row in table.rows for cell in row.cells}
        missing = [one.name for one in TEXTS if one.shown not in texts]
        assert missing == [] or table.title == "本站"


def test_the_web_page_of_a_pack_shows_every_text_and_nothing_of_it_as_code(
    hostile: Street, demo: Built
) -> None:
    page = read(hostile.paper("清单.html").read_text("utf-8"))
    known = read((demo.pack("S01") / "清单.html").read_text("utf-8"))
    assert [one.name for one in TEXTS if squeezed(one.shown) not in page.text] == []
    assert page.parts <= known.parts
    assert not any(urlsplit(address).netloc for address in page.addresses)
