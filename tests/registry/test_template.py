from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook as ReadWorkbook
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from registry.locale import load_locale
from registry.schema import TABS
from registry.snapshot import Cell, Row, Snapshot, Table
from registry.sources import open_snapshot
from registry.template import demo_snapshot, workbook_bytes, write_workbook

GREEN, ORANGE, GREY = "FFC9E7D0", "FFFFDDB5", "FFD9D9D9"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the sample street."""
    target = tmp_path_factory.mktemp("book") / "救助政策资源库.xlsx"
    write_workbook(demo_snapshot(), target)
    return target


@pytest.fixture(scope="module")
def book(path: Path) -> Iterator[ReadWorkbook]:
    loaded = load_workbook(path)
    yield loaded
    loaded.close()


def tab(book: ReadWorkbook, title: str) -> Worksheet:
    sheet = book[title]
    assert isinstance(sheet, Worksheet)
    return sheet


def headers(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): place for place, cell in enumerate(sheet[1], start=1)}


def header_colour(book: ReadWorkbook, title: str, header: str) -> str:
    sheet = tab(book, title)
    return str(sheet.cell(1, headers(sheet)[header]).fill.start_color.rgb)


def offered(book: ReadWorkbook, title: str, header: str) -> str:
    """What the drop-down of a column holds."""
    sheet = tab(book, title)
    place = sheet.cell(2, headers(sheet)[header]).coordinate
    (rule,) = [rule for rule in sheet.data_validations.dataValidation if place in rule.sqref]
    return str(rule.formula1)


def one_table(title: str, header: str, text: str) -> Snapshot:
    row = Row(2, (Cell("x"), Cell(text)))
    return Snapshot(tables=(Table(title=title, headers=("编号", header), rows=(row,)),))


def test_the_instructions_come_first_and_the_tabs_in_order(book: ReadWorkbook) -> None:
    titles = [load_locale().tabs[known.key] for known in TABS]
    assert book.sheetnames == ["说明", *titles, "选项"]


def test_the_instructions_say_what_must_never_be_filled_in(book: ReadWorkbook) -> None:
    words = "".join(str(cell.value or "") for row in tab(book, "说明").rows for cell in row)
    for phrase in ("身份证号", "草稿", "已审核", "待核实", "绿色", "橙色", "灰色", "政策库"):
        assert phrase in words


@pytest.mark.parametrize(
    ("title", "header", "colour"),
    [
        ("政策库", "政策名称", GREEN),
        ("政策库", "顾问提示(站内)", ORANGE),
        ("政策库", "核实人(内部)", GREY),
        ("资源库", "对接电话(站内)", ORANGE),
        ("识别信号", "困难程度", ORANGE),
        ("识别信号", "编号", ORANGE),
    ],
)
def test_the_colour_of_a_header_tells_who_sees_the_column(
    book: ReadWorkbook, title: str, header: str, colour: str
) -> None:
    assert header_colour(book, title, header) == colour


def test_each_header_explains_who_sees_it_and_how_to_fill_it(book: ReadWorkbook) -> None:
    for known in TABS:
        for cell in tab(book, load_locale().tabs[known.key])[1]:
            assert cell.comment is not None
            assert "怎样填" in cell.comment.text


def test_a_header_of_the_office_says_that_it_stays_there(book: ReadWorkbook) -> None:
    sheet = tab(book, "政策库")
    comment = sheet.cell(1, headers(sheet)["核实人(内部)"]).comment
    assert comment is not None
    assert "只有街道办公室" in comment.text


def test_the_header_stays_in_sight_and_filters(book: ReadWorkbook) -> None:
    sheet = tab(book, "政策库")
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref is not None


def test_days_and_figures_are_real_ones(book: ReadWorkbook) -> None:
    sheet = tab(book, "标准")
    places = headers(sheet)
    assert isinstance(sheet.cell(2, places["起始日期"]).value, datetime)
    assert isinstance(sheet.cell(2, places["数值"]).value, int | float)


@pytest.mark.parametrize(
    ("title", "header"), [("政策库", "咨询电话"), ("政策库", "编号"), ("待遇", "截至")]
)
def test_ids_phones_and_partial_dates_stay_text_when_typed(
    book: ReadWorkbook, title: str, header: str
) -> None:
    sheet = tab(book, title)
    letter = get_column_letter(headers(sheet)[header])
    assert sheet.column_dimensions[letter].number_format == "@"


def test_choices_are_offered_in_place_terms_and_ids_by_the_names_of_lists(
    book: ReadWorkbook,
) -> None:
    assert offered(book, "政策库", "状态") == '"草稿,待审核,已审核,停用"'
    assert offered(book, "政策库", "类别") == "list_policy_category"
    assert offered(book, "申请材料", "政策编号") == "ids_policies"
    assert {"list_policy_category", "ids_policies"} <= book.defined_names.keys()


def test_the_offered_terms_are_those_of_the_taxonomy(path: Path) -> None:
    with closing(load_workbook(path, data_only=True)) as book:
        (names,) = (c for c in tab(book, "选项").iter_cols(min_row=2) if c[0].value == "政策类别")
        offered_terms = [cell.value for cell in names[1:] if cell.value]
    rows = tab(load_workbook(path), "字典").iter_rows(min_row=2, values_only=True)
    assert offered_terms == [row[2] for row in rows if row[1] == "政策类别"]


def test_a_term_that_is_added_below_the_last_one_is_within_what_the_lists_read(
    book: ReadWorkbook,
) -> None:
    cell = tab(book, "选项")["A3"].value
    assert isinstance(cell, ArrayFormula)
    last = max(int(number) for number in re.findall(r"\$C\$(\d+)", str(cell.text)))
    assert last == tab(book, "字典").max_row + 500


def watched(book: ReadWorkbook, title: str) -> dict[str, list[str]]:
    """The rules that light up cells of a tab: by range, their formulas or kinds."""
    rules = tab(book, title).conditional_formatting
    return {
        str(area.sqref): [(rule.formula or [rule.type])[0] for rule in area.rules] for area in rules
    }


def test_rows_whose_verification_is_too_old_or_missing_light_up(book: ReadWorkbook) -> None:
    rules = watched(book, "政策库")
    places = headers(tab(book, "政策库"))
    day, state = (get_column_letter(places[name]) for name in ("核实日期", "状态"))
    last = tab(book, "政策库").max_row + 500
    (old,) = rules[f"A2:{get_column_letter(len(places))}{last}"]
    assert old == (
        f'AND(${day}2<>"",OR(${state}2="已审核",${state}2="停用"),'
        f"TODAY()-IFERROR(DATEVALUE(${day}2),${day}2)>review_days)"
    )
    assert rules[f"{day}2:{day}{last}"] == [f'AND(${day}2="",${state}2="已审核")']
    assert "核实有效天数" in book.defined_names["review_days"].value


def test_ids_used_twice_light_up_in_every_tab_with_rows(book: ReadWorkbook) -> None:
    for known in TABS:
        title = load_locale().tabs[known.key]
        assert ["duplicateValues"] in watched(book, title).values()


def test_the_instructions_show_the_colours_they_explain(book: ReadWorkbook) -> None:
    guide = tab(book, "说明")
    shown = {str(row[0].value): row[0].fill.start_color.rgb for row in guide.iter_rows()}
    assert shown["表头是绿色"] == GREEN
    assert shown["整行变黄"] == "FFFFF3B0"
    assert shown["编号变红"] == "FFF4B6B6"


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@x", "{=1}", "https://x.example", "0123"])
def test_nothing_typed_becomes_a_formula_a_link_or_a_number(tmp_path: Path, text: str) -> None:
    path = tmp_path / "book.xlsx"
    write_workbook(one_table("政策库", "政策名称", text), path)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
        related = [n for n in archive.namelist() if "sheet2.xml.rels" in n]
        assert all("hyperlink" not in archive.read(name).decode() for name in related)
    assert "<f>" not in sheet
    assert open_snapshot(path).tables[0].rows[0].cell(1).text == text


def test_an_unknown_tab_and_an_unknown_column_are_grey(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write_workbook(one_table("街道自己的表", "随手记", "x"), path)
    own = load_workbook(path)
    assert header_colour(own, "街道自己的表", "随手记") == GREY
    write_workbook(one_table("政策库", "随手记", "x"), path)
    assert header_colour(load_workbook(path), "政策库", "随手记") == GREY


def test_the_same_content_gives_the_same_bytes(path: Path) -> None:
    assert workbook_bytes(demo_snapshot()) == path.read_bytes()


def test_an_empty_workbook_has_every_column_and_the_usual_terms(tmp_path: Path) -> None:
    path = tmp_path / "空.xlsx"
    write_workbook(None, path)
    tables = {table.title: table for table in open_snapshot(path).tables}
    locale = load_locale()
    for known in TABS:
        expected = tuple(locale.header(known.key, column.key) for column in known.columns)
        assert tables[locale.tabs[known.key]].headers == expected
    filled = {title for title, table in tables.items() if table.rows}
    assert filled == {"设置", "字典"}


def test_a_file_that_cannot_be_replaced_stays_and_leaves_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"old")

    def locked(_: Path, __: Path) -> Path:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(PermissionError):
        write_workbook(None, path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_cell_longer_than_a_workbook_allows_is_not_cut(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="too long"):
        write_workbook(one_table("政策库", "政策名称", "长" * 40_000), tmp_path / "book.xlsx")
