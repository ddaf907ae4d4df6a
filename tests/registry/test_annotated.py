"""The marked copy: every problem at its cell, every text as it was, nothing executed."""

from __future__ import annotations

import io
import re
import string
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from openpyxl import Workbook as ReadWorkbook
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from registry.annotated import Limits, annotated_bytes
from registry.check import Outcome, check
from registry.diagnostics import Diagnostic
from registry.snapshot import Cell, Doubt, Row, Snapshot, Table
from registry.sources import open_snapshot
from tests.registry.sheets import AS_OF, ROWS, Rows, sheet, with_cells, with_row
from tests.scale import rounds

USUAL = Limits()
RED, ORANGE, BLUE = "FFF4A6A6", "FFFFD08A", "FFBBD9F5"
FORMULAS = ("=1+1", "+86", "-1", "@sum", "=HYPERLINK(1)", "{=1}", "<r><t>x</t></r>", "_x0041_")


def spoiled() -> Rows:
    rows = with_cells("policies", "P001", level="上海是", verified_on="2020-01-01", summary="=1+1")
    rows = with_cells("benefits", "B001", rows, policy="P009")
    return with_row("resources", "R001", rows, id="R002", verified_on="")


def copy_of(snapshot: Snapshot, limits: Limits = USUAL) -> bytes:
    return annotated_bytes(snapshot, check(snapshot, AS_OF), limits)


def book_of(snapshot: Snapshot, limits: Limits = USUAL) -> ReadWorkbook:
    return load_workbook(io.BytesIO(copy_of(snapshot, limits)))


def tab(book: ReadWorkbook, title: str) -> Worksheet:
    found = book[title]
    assert isinstance(found, Worksheet)
    return found


def colour(book: ReadWorkbook, title: str, cell: str) -> str:
    return str(tab(book, title)[cell].fill.start_color.rgb)


def reread(content: bytes, folder: Path) -> Snapshot:
    path = folder / "copy.xlsx"
    path.write_bytes(content)
    return open_snapshot(path)


def own_table(title: str, *texts: str) -> Snapshot:
    """The sheet with a tab that nobody knows, one text in each row."""
    rows = tuple(Row(number, (Cell("x"), Cell(text))) for number, text in enumerate(texts, 2))
    table = Table(title=title, headers=("编号", "随手记"), rows=rows)
    return replace(sheet(), tables=(*sheet().tables, table))


def lines(book: ReadWorkbook) -> list[list[str]]:
    rows = tab(book, "检查结果").iter_rows(values_only=True)
    return [[str(value or "") for value in row] for row in rows]


def content(snapshot: Snapshot) -> list[object]:
    """What people see of a sheet: no blank cells at the end of a row."""
    return [
        (
            table.title,
            [text for text in table.headers if text],
            [(row.number, _seen(row)) for row in table.rows],
        )
        for table in snapshot.tables
    ]


def _seen(row: Row) -> list[tuple[int, Cell]]:
    return [(place, cell) for place, cell in enumerate(row.cells) if cell.text]


def told(problem: Diagnostic) -> tuple[object, ...]:
    return problem.code, problem.severity, problem.address, problem.found, problem.suggestion


def test_each_problem_is_a_row_errors_first_with_place_cause_remedy_and_code() -> None:
    rows = [
        line for line in lines(book_of(sheet(spoiled()))) if line[0] in ("错误", "警告", "提示")
    ]
    assert [line[0] for line in rows] == ["错误", "错误", "警告", "提示"]
    assert [(line[1], line[2], line[8]) for line in rows[:2]] == [
        ("政策库", "F2", "C001"),
        ("待遇", "B2", "D001"),
    ]
    _, _, _, header, found, why, remedy, suggestion, _ = rows[0]
    assert (header, found, suggestion) == ("层级", "上海是", "上海市")
    assert "不在可选项里" in why
    assert "下拉列表" in remedy


def test_the_first_tab_counts_what_was_checked_and_says_that_it_is_internal() -> None:
    snapshot = replace(sheet(spoiled()), origin="救助政策资源库.xlsx")
    top = "\n".join(line[0] for line in lines(book_of(snapshot))[:6])
    assert "检查的是：救助政策资源库.xlsx" in top
    assert re.search(r"已检查 12 张表 28 行：2 个错误，1 个警告，1 个提示。", top)
    assert "内部使用" in top


def test_a_clean_sheet_is_said_to_be_clean() -> None:
    book = book_of(sheet())
    assert book.sheetnames[0] == "检查结果"
    assert lines(book)[1][0] == "已检查 12 张表 27 行，没有问题。"


def test_a_cell_has_the_colour_of_its_worst_problem_and_says_what_it_is() -> None:
    book = book_of(sheet(spoiled()))
    assert colour(book, "政策库", "F2") == RED
    assert colour(book, "政策库", "AM2") == ORANGE
    assert colour(book, "资源库", "U3") == BLUE
    comment = tab(book, "政策库")["F2"].comment
    assert comment is not None
    assert comment.text.startswith("错误（C001）：填的是“上海是”")
    assert tab(book, "政策库")["B2"].comment is None


def test_every_link_leads_to_a_marked_cell_of_the_copy() -> None:
    book = book_of(sheet(spoiled()))
    links = [cell.hyperlink for row in tab(book, "检查结果").iter_rows() for cell in row]
    places = [str(link.location) for link in links if link is not None]
    assert len(places) == len(check(sheet(spoiled()), AS_OF).diagnostics) == 4
    for place in places:
        title, _, cell = place.rpartition("!")
        assert colour(book, title.strip("'"), cell) in (RED, ORANGE, BLUE)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert copy_of(sheet(spoiled())) == copy_of(sheet(spoiled()))


def test_the_copy_has_the_same_content_and_the_same_problems(tmp_path: Path) -> None:
    snapshot = sheet(spoiled())
    again = reread(copy_of(snapshot), tmp_path)
    assert content(again) == content(snapshot)
    before, after = check(snapshot, AS_OF), check(again, AS_OF)
    assert list(map(told, after.diagnostics)) == list(map(told, before.diagnostics))
    assert after.counts == before.counts


def test_a_copy_of_the_copy_lists_the_problems_once(tmp_path: Path) -> None:
    snapshot = sheet(spoiled())
    again = reread(copy_of(snapshot), tmp_path)
    assert lines(book_of(replace(again, origin="")))[1:] == lines(book_of(snapshot))[1:]


def test_an_error_of_a_formula_stays_one(tmp_path: Path) -> None:
    own = own_table("街道的表", "#REF!", "#N/A")
    table = own.tables[-1]
    rows = tuple(
        Row(r.number, (r.cells[0], Cell(r.cells[1].text, is_error=True))) for r in table.rows
    )
    snapshot = replace(own, tables=(*own.tables[:-1], replace(table, rows=rows)))
    assert content(reread(copy_of(snapshot), tmp_path)) == content(snapshot)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_looks_like_a_formula_stays_that_text(tmp_path: Path, text: str) -> None:
    snapshot = own_table("街道的表", text)
    written = copy_of(snapshot)
    cell = tab(load_workbook(io.BytesIO(written)), "街道的表")["B2"]
    assert cell.data_type == "s"
    assert bool(cell.quotePrefix) == text.startswith(("=", "+", "-", "@"))
    assert content(reread(written, tmp_path)) == content(snapshot)


def test_a_found_text_that_looks_like_a_formula_is_shown_unaltered() -> None:
    snapshot = sheet(with_cells("policies", "P001", level="=1+1"))
    sheet_cells = [c for row in tab(book_of(snapshot), "检查结果").iter_rows() for c in row]
    (found,) = (cell for cell in sheet_cells if cell.value == "=1+1")
    assert (found.data_type, bool(found.quotePrefix)) == ("s", True)


def test_an_unknown_tab_and_column_are_kept_and_marked_with_the_notice() -> None:
    book = book_of(own_table("街道的表", "自己的话"))
    assert tab(book, "街道的表")["B2"].value == "自己的话"
    assert colour(book, "街道的表", "A1") == BLUE
    comment = tab(book, "街道的表")["A1"].comment
    assert comment is not None
    assert "A003" in comment.text


def test_a_title_above_the_header_is_kept_and_told_again(tmp_path: Path) -> None:
    table = sheet().tables[-1]
    lower = tuple(replace(row, number=row.number + 2) for row in table.rows)
    moved = replace(table, header_row=3, rows=lower)
    doubt = Doubt(code="R012", tab=table.title, row=1, column=2, found="二〇二六年用")
    tables = (*sheet().tables[:-1], moved)
    again = reread(copy_of(Snapshot(tables=tables, doubts=(doubt,))), tmp_path)
    assert again.doubts == (doubt,)
    assert content(again) == content(Snapshot(tables=tables))


def test_a_missing_column_is_marked_where_it_belongs_and_a_missing_tab_has_no_link() -> None:
    tables = [table for table in sheet().tables if table.title != "机构"]
    place = next(i for i, table in enumerate(tables) if table.title == "政策库")
    headers = tables[place].headers
    tables[place] = replace(tables[place], headers=(headers[0], "", *headers[2:]))
    book = book_of(Snapshot(tables=tuple(tables)))
    assert colour(book, "政策库", "B1") == RED
    (missing,) = (line for line in lines(book) if line[8] == "A001")
    assert (missing[1], missing[2]) == ("机构", "")


@pytest.mark.parametrize(
    "title",
    ["检查结果", "说明?", "a/b[c]:*", "'引'", "很长" * 40, "History", "政策库", "\u202e反", ""],
)
def test_every_title_of_a_tab_finds_a_place_in_the_copy(tmp_path: Path, title: str) -> None:
    snapshot = own_table(title, "自己的话")
    again = reread(copy_of(snapshot), tmp_path)
    assert len(again.tables) == len(snapshot.tables)
    assert again.tables[-1].rows == snapshot.tables[-1].rows or title == "政策库"


def test_two_tabs_of_one_title_stay_two_tabs_of_one_title(tmp_path: Path) -> None:
    snapshot = own_table("政策库", "自己的话")
    again = reread(copy_of(snapshot), tmp_path)
    codes = [problem.code for problem in check(again, AS_OF).diagnostics]
    assert codes == [problem.code for problem in check(snapshot, AS_OF).diagnostics] == ["A007"]


@pytest.mark.parametrize("sign", ["长", "😀", "="])
def test_a_text_longer_than_a_cell_is_cut_and_that_is_said(sign: str) -> None:
    book = book_of(own_table("街道的表", sign * 40_000))
    kept = str(tab(book, "街道的表")["B2"].value)
    assert len(kept.encode("utf-16-le")) // 2 in (32_766, 32_767)
    assert "【街道的表】B2 的内容太长" in "\n".join(line[0] for line in lines(book))


def test_more_problems_than_a_tab_holds_are_counted_and_the_first_are_listed() -> None:
    limits = Limits(findings=3, links=2, notes=1)
    book = book_of(sheet(spoiled()), limits)
    listed = [line for line in lines(book) if line[0] in ("错误", "警告", "提示")]
    assert len(listed) == 3
    assert "一共 4 个，这里只列出前 3 个" in "\n".join(line[0] for line in lines(book))
    cells = [cell for row in tab(book, "检查结果").iter_rows() for cell in row]
    assert sum(cell.hyperlink is not None for cell in cells) == 2
    assert "【政策库】另有 1 格只涂了颜色" in "\n".join(line[0] for line in lines(book))


SIGNS = st.one_of(
    st.sampled_from("=+-@\t\n<>&'\"_x0041{}[]\ufffe\uffff\u200b\u202e\x01\x1f🙂汉"),
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from(string.printable),
)
TEXTS = st.one_of(st.text(SIGNS, max_size=30), st.sampled_from(FORMULAS))


@pytest.mark.soak
@hypothesis_settings(max_examples=rounds(12, 3_000), deadline=None)
@given(texts=st.lists(TEXTS, min_size=1, max_size=8))
def test_whatever_a_cell_holds_comes_back_from_the_copy(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("copies")
    clean = reread(copy_of(own_table("街道的表", *texts)), folder)
    assert reread(copy_of(clean), folder) == clean
    (policy, *_) = ROWS["policies"]
    spoiled_rows = with_cells("policies", policy["id"], alert=texts[0], level=texts[-1])
    first = reread(copy_of(sheet(spoiled_rows)), folder)
    again = reread(copy_of(first), folder)
    assert _problems(check(again, AS_OF)) == _problems(check(first, AS_OF))


def _problems(outcome: Outcome) -> list[tuple[object, ...]]:
    return [told(problem) for problem in outcome.diagnostics]
