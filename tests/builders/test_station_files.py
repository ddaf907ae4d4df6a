"""The workbook and the page of a pack, and what holds for all six files."""

from __future__ import annotations

import hashlib
import html
import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string, get_column_letter

from builders.station.pack import build_pack
from builders.station.words import load_words
from builders.station.workbook import make_workbook
from tests.builders.station_cells import list_cells
from tests.builders.station_rows import resource, service, signal
from tests.builders.station_terms import SETTINGS
from tests.builders.station_views import CHANGES, stamps, station_view

HOSTILE = '=1+1 #panic(1) $x$ *b* <script>alert(1)</script> {{ 7*7 }} & "q" </style>'
SHEETS = {
    "signals": "识别清单",
    "services": "服务清单",
    "resources": "资源清单",
    "policies": "政策要点",
    "contacts": "联系人",
    "place": "本站",
}


@pytest.fixture(scope="module")
def pack() -> dict[str, bytes]:
    return build_pack(station_view(), stamps(CHANGES))


@pytest.fixture(scope="module")
def book(pack: dict[str, bytes]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(pack["清单.xlsx"]))


def sheet_text(book: openpyxl.Workbook, title: str) -> str:
    return "\n".join(str(c.value) for row in book[title].iter_rows() for c in row if c.value)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u2060]", "", text)


@pytest.mark.parametrize(("key", "title"), SHEETS.items())
def test_every_cell_stands_in_the_workbook(book: openpyxl.Workbook, key: str, title: str) -> None:
    text = squeezed(sheet_text(book, title))
    assert [c for c in list_cells(station_view())[key] if squeezed(c) not in text] == []


@pytest.mark.parametrize("key", SHEETS)
def test_every_cell_stands_on_the_page(pack: dict[str, bytes], key: str) -> None:
    text = squeezed(html.unescape(pack["清单.html"].decode("utf-8")))
    assert [c for c in list_cells(station_view())[key] if squeezed(c) not in text] == []


def test_the_first_column_is_the_id(book: openpyxl.Workbook) -> None:
    values = [cell.value for cell in book["资源清单"]["A"]]
    assert values == ["编号", *(f"R{number:03d}" for number in range(1, 10))]


def test_rows_can_be_ticked_from_a_list(book: openpyxl.Workbook) -> None:
    rules = book["资源清单"].data_validations.dataValidation
    assert [(rule.formula1, rule.showErrorMessage) for rule in rules] == [('"☑"', False)]
    heads = [cell.value for cell in book["资源清单"][1]]
    first = get_column_letter(heads.index("已核实") + 1)
    assert str(rules[0].sqref) == f"{first}2:{get_column_letter(heads.index('已停') + 1)}10"
    assert heads[heads.index("已停") + 1] == "备注"


def test_sheets_print_on_landscape_pages_that_say_what_they_are(book: openpyxl.Workbook) -> None:
    sheet = book["资源清单"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToWidth in {None, 1}
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$1:$1"
    head, foot = sheet.oddHeader, sheet.oddFooter
    assert head is not None
    assert foot is not None
    assert "东浜居民区救助顾问服务站" in str(head.left.text)
    assert "7f3a90c3" in str(head.center.text)
    assert "1c22b8c3" in str(head.center.text)
    assert head.right.text == "内部使用"
    assert "用后回收" in str(foot.left.text)
    assert foot.center.text == "第 &P 页 / 共 &N 页"


def test_what_prints_is_wide_enough_to_read_and_ends_with_the_note(book: openpyxl.Workbook) -> None:
    for title in ("识别清单", "服务清单", "资源清单", "政策要点", "联系人"):
        sheet = book[title]
        last = str(sheet.print_area).rpartition(":")[2].replace("$", "").rstrip("0123456789")
        assert sheet[f"{last}1"].value == "备注"
        end = column_index_from_string(last)
        letters = [get_column_letter(number) for number in range(1, end + 1)]
        assert sum(sheet.column_dimensions[letter].width for letter in letters) < 225


@pytest.mark.parametrize("before", ["", "站"])
def test_a_header_is_never_cut_in_the_middle_of_a_sign(before: str) -> None:
    view = station_view()
    public = replace(view.place.public, name=before + "&" * 200)
    changed = replace(view, place=replace(view.place, public=public))
    book = make_workbook(changed, stamps().handbook, (), load_words())
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode("utf-8")
    (header,) = re.findall("<oddHeader>(.*)</oddHeader>", sheet)
    signs, _, rest = html.unescape(header).removeprefix(f"&L{before}").partition("C")
    assert rest
    assert len(signs) > 70
    assert len(signs) % 2 == 1  # pairs, and the one that begins the next part


def test_properties_hold_title_and_editions_only(book: openpyxl.Workbook) -> None:
    properties = book.properties
    assert properties.title == "清单 东浜居民区救助顾问服务站"
    assert "7f3a90d4" in str(properties.keywords)
    assert properties.created == datetime(2026, 7, 5)  # noqa: DTZ001 - workbooks keep no zone
    assert not properties.creator
    assert not properties.lastModifiedBy


def test_heads_and_rows_are_high_enough_to_read(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        heights = [sheet.row_dimensions[number].height for number in range(1, sheet.max_row + 1)]
        assert min(height or 0 for height in heights) >= 18
        assert max(height or 0 for height in heights) <= 409


def test_nothing_is_hidden_in_the_workbook(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.sheet_state == "visible"
        assert not any(column.hidden for column in sheet.column_dimensions.values())


def hostile_pack() -> dict[str, bytes]:
    odd, help_, sign = resource(1), service(1), signal(1)
    place = station_view().place
    view = replace(
        station_view(),
        settings=replace(SETTINGS, street_name=HOSTILE),
        place=replace(place, public=replace(place.public, name=HOSTILE)),
        resources=(replace(odd, public=replace(odd.public, name=HOSTILE, content=HOSTILE)),),
        services=(replace(help_, red_flag=HOSTILE),),
        signals=(replace(sign, observation=HOSTILE),),
    )
    return build_pack(view, stamps())


def test_hostile_text_stays_text() -> None:
    pack = hostile_pack()
    page = pack["清单.html"].decode("utf-8")
    assert "<script" not in page
    assert page.count("</style>") == 1
    assert html.escape(HOSTILE).replace("&quot;", "&#34;") in page
    book = openpyxl.load_workbook(io.BytesIO(pack["清单.xlsx"]))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    assert HOSTILE in sheet_text(book, "资源清单")


def test_the_page_needs_nothing_from_elsewhere(pack: dict[str, bytes]) -> None:
    page = pack["清单.html"].decode("utf-8")
    assert re.findall(r"(?:src|href)=\"(?!#|tel:\d+\")", page) == []
    assert "url(" not in page
    assert "@import" not in page


def test_phones_can_be_dialled_from_the_page(pack: dict[str, bytes]) -> None:
    page = pack["清单.html"].decode("utf-8")
    assert '<a href="tel:02100004001">021-0000 4001</a>' in page
    assert '<a href="tel:12345">12345</a> 市民服务热线' in page
    assert page.count('href="tel:') < page.count("021-0000") + 10


def test_an_address_that_is_no_web_address_gives_no_link() -> None:
    settings = replace(SETTINGS, public_base_url="javascript:alert(1)//")
    assert b"javascript:" not in build_pack(station_view(settings), stamps())["清单.html"]


def test_the_same_view_gives_the_same_bytes(pack: dict[str, bytes]) -> None:
    assert build_pack(station_view(), stamps(CHANGES)) == pack


def test_another_process_gives_the_same_bytes(pack: dict[str, bytes]) -> None:
    code = (
        "import hashlib; from tests.builders.station_views import *;"
        "from builders.station.pack import build_pack;"
        "files = build_pack(station_view(), stamps(CHANGES));"
        "print(hashlib.sha256(b''.join(files[n] for n in sorted(files))).hexdigest())"
    )
    root = str(Path(__file__).parents[2])
    known = hashlib.sha256(b"".join(pack[name] for name in sorted(pack))).hexdigest()
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": root, "PYTHONHASHSEED": "7", "TZ": "America/New_York"},
    )
    assert done.stdout.strip() == known


def test_the_workbook_holds_no_clock(pack: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(pack["清单.xlsx"])) as archive:
        assert {item.date_time[0] for item in archive.infolist()} == {1980}


@pytest.mark.parametrize("text", ["<r><t>x</t></r>", "<r>a&b</r>", "长" * 20_000])
def test_no_text_is_taken_for_markup_or_lost(text: str) -> None:
    odd = replace(station_view(), resources=(replace(resource(1), capacity=text),))
    book = openpyxl.load_workbook(io.BytesIO(build_pack(odd, stamps(CHANGES))["清单.xlsx"]))
    shown = [cell.value for row in book["资源清单"].iter_rows() for cell in row]
    assert any(str(value).rstrip("…") in text and len(str(value)) > 9 for value in shown if value)
