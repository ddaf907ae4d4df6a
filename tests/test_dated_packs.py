"""The pack of a small street, read back: until when facts count, what is past, what will come."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import openpyxl
import pypdf
import pytest

from tests.conftest import Built, build_into
from tests.registry.sheets import Rows, with_row
from tests.small_street import rows_with, small_street, write_sheet

FACTS = {"phone": "021-0000 1002", "opening_hours": "每天中午"}
AUGUST_IS_OVER, NEXT_JULY = date(2026, 9, 5), date(2027, 7, 2)
ANNOUNCED = "已公布，还没施行补足到1888元/人/月（按差额发）2027-07-01起施行1700元/人/月至2027-06-30"


def street() -> Rows:
    """Times count 30 days from 1 August, phones 90, the rest of a resource 180."""
    rows = rows_with(small_street(), "resources", 0, **FACTS)
    return with_row("standards", "T002", rows, id="T900", value="1888", from_on="2027-07-01")


def built(folder: Path, as_of: date) -> Built:
    source = write_sheet(folder / "sheet", street())
    return build_into(folder, source, as_of=as_of, stations=("S01",))


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("autumn"), AUGUST_IS_OVER).pack("S01")


def paper(pack: Path, name: str) -> str:
    pages = pypdf.PdfReader(pack / f"{name}.pdf").pages
    return re.sub(r"[\s\u2060]", "", "".join(page.extract_text() for page in pages))


def test_a_paper_marks_the_row_whose_hours_are_past_and_no_other(pack: Path) -> None:
    text = paper(pack, "资源清单")
    assert "送餐待复核" in text
    assert "量血压待复核" not in text


def test_a_paper_says_until_when_each_fact_counts(pack: Path) -> None:
    until = "其中时间至2026-08-31（待复核）、电话至2026-10-30"
    assert f"核实日期2026-08-01，核实有效至2027-01-28；{until}" in paper(pack, "资源清单")
    assert "核实日期2026-08-01，核实有效至2027-08-01" in paper(pack, "服务清单")


def test_the_cheat_sheet_has_the_announced_figure_below_the_present_one(pack: Path) -> None:
    present = "低保标准补足到1700元/人/月（按差额发）现行，2026-07-01起可用到2027-06-30"
    assert f"{present}1595元/人/月至2026-06-30{ANNOUNCED}" in paper(pack, "工作手册")


def test_a_paper_explains_its_words_where_they_stand_and_nowhere_else(pack: Path) -> None:
    assert "标着“待复核”的" in paper(pack, "资源清单")
    assert "标着“待复核”的" not in paper(pack, "服务清单")
    assert "写“核实有效至”“可用到”的，过了那一天也要先问；写“起施行”的" in paper(pack, "工作手册")


def test_the_workbook_and_the_page_mark_the_row_in_words(pack: Path) -> None:
    rows = openpyxl.load_workbook(pack / "清单.xlsx")["资源清单"].iter_rows(values_only=True)
    heads, *entries = rows
    marks = {row[0]: row[heads.index("标记")] or "" for row in entries}
    assert marks == {"R001": "待复核", "R002": ""}
    page = (pack / "清单.html").read_text("utf-8")
    assert page.count('<span class="mark recheck">待复核</span>') == 1


def test_the_figure_is_the_present_one_once_its_day_has_come(tmp_path: Path) -> None:
    pack = built(tmp_path, NEXT_JULY).pack("S01")
    text = paper(pack, "工作手册")
    assert "低保标准补足到1888元/人/月（按差额发）现行，2027-07-01起" in text
    assert "起施行" not in text
    assert "送餐待复核" in text
