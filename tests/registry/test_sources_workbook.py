from __future__ import annotations

import time
from pathlib import Path

import pytest

from registry.snapshot import Cell, Row, Snapshot
from registry.sources import open_snapshot
from tests.registry.raw_workbook import MAIN, parts, save, styles


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def read(folder: Path, content: dict[str, str]) -> Snapshot:
    return open_snapshot(save(folder / "book.xlsx", content))


def cell_text(folder: Path, cell: str, **extra: str) -> str:
    """The text of one cell written as XML in B2."""
    (table,) = read(folder, parts(row(2, inline("A2", "x"), cell), **extra)).tables
    return table.rows[0].cell(1).text


def test_a_tab_has_title_headers_and_addressed_rows(tmp_path: Path) -> None:
    (table,) = read(tmp_path, parts(row(7, inline("B7", "粮油")))).tables
    assert table.title == "试验"
    assert table.headers == ("编号", "内容")
    assert table.rows == (Row(7, (Cell(), Cell("粮油"))),)


def test_the_number_of_a_phone_that_lost_its_zero_stays_visible(tmp_path: Path) -> None:
    assert cell_text(tmp_path, '<c r="B2"><v>2162510000</v></c>') == "2162510000"


def test_a_date_is_told_by_its_style(tmp_path: Path) -> None:
    cell = '<c r="B2" s="1"><v>45474</v></c>'
    assert cell_text(tmp_path, cell, styles=styles("General", "yyyy/m/d")) == "2024-07-01"


def test_a_style_that_is_not_there_means_a_plain_number(tmp_path: Path) -> None:
    assert cell_text(tmp_path, '<c r="B2" s="9"><v>45474</v></c>') == "45474"


def test_the_workbook_says_which_date_system_it_uses(tmp_path: Path) -> None:
    cell = row(2, inline("A2", "x"), '<c r="B2" s="0"><v>44012</v></c>')
    content = parts(cell, '<workbookPr date1904="1"/>', styles=styles("yyyy-mm-dd"))
    (table,) = read(tmp_path, content).tables
    assert table.rows[0].cell(1).text == "2024-07-01"


@pytest.mark.parametrize(("raw", "word"), [("1", "是"), ("0", "否")])
def test_a_boolean_is_a_word(tmp_path: Path, raw: str, word: str) -> None:
    assert cell_text(tmp_path, f'<c r="B2" t="b"><v>{raw}</v></c>') == word


def test_a_formula_error_is_kept_and_marked(tmp_path: Path) -> None:
    error = '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    (table,) = read(tmp_path, parts(row(2, inline("A2", "x"), error))).tables
    assert table.rows[0].cell(1) == Cell("#DIV/0!", is_error=True)


def test_a_typed_error_text_is_only_text(tmp_path: Path) -> None:
    (table,) = read(tmp_path, parts(row(2, inline("A2", "x"), inline("B2", "#N/A")))).tables
    assert table.rows[0].cell(1) == Cell("#N/A")


def test_a_formula_gives_its_stored_result(tmp_path: Path) -> None:
    assert cell_text(tmp_path, '<c r="B2" t="str"><f>A2</f><v>低保</v></c>') == "低保"
    assert cell_text(tmp_path, '<c r="B2"><f>1+1</f><v>2</v></c>') == "2"
    assert cell_text(tmp_path, '<c r="B2" t="str"><f>""</f><v></v></c>') == ""


@pytest.mark.parametrize("result", ["", "<v></v>", "<v/>", "<v> </v>"])
def test_a_formula_that_was_never_calculated_is_an_error_not_a_blank(
    tmp_path: Path, result: str
) -> None:
    (table,) = read(tmp_path, parts(row(2, f'<c r="B2"><f>A1&amp;A1</f>{result}</c>'))).tables
    assert table.rows[0].cell(1) == Cell("=A1&A1", is_error=True)


def test_rich_text_is_joined_and_phonetic_text_is_left_out(tmp_path: Path) -> None:
    strings = (
        f"<sst {MAIN}><si><r><t>低</t></r><r><rPr><b/></rPr><t>保</t></r>"
        '<rPh sb="0" eb="1"><t>dibao</t></rPh></si></sst>'
    )
    cell = '<c r="B2" t="s"><v>0</v></c>'
    assert cell_text(tmp_path, cell, sharedStrings=strings) == "低保"


def test_inline_rich_text_is_joined(tmp_path: Path) -> None:
    cell = (
        '<c r="B2" t="inlineStr"><is><r><t>低</t></r><rPh><t>di</t></rPh><r><t>保</t></r></is></c>'
    )
    assert cell_text(tmp_path, cell) == "低保"


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("（一）ＡＢＣ１２３，①㎡", "（一）ＡＢＣ１２３，①㎡"),
        ("  前后空格 ", "  前后空格 "),
        ("一_x000D_\n二", "一\n二"),
        ("一&#13;二", "一\n二"),
        ("一_x0007_二&#9;三", "一二\t三"),
        ("_x005F_x000D_", "_x000D_"),
        ("_xD840__xDC0B_", "𠀋"),
        ("_xD840_", "\ufffd"),
        ("𠮷👨‍👩‍👧", "𠮷👨‍👩‍👧"),
        ("=1+1", "=1+1"),
    ],
)
def test_text_is_kept_exactly_but_for_line_ends_and_controls(
    tmp_path: Path, typed: str, read_as: str
) -> None:
    assert cell_text(tmp_path, inline("B2", typed)) == read_as


@pytest.mark.parametrize("blank", [" ", "\u3000", "\u00a0", "\u200b\ufeff", "\n"])
def test_a_cell_of_blanks_is_blank(tmp_path: Path, blank: str) -> None:
    (table,) = read(tmp_path, parts(row(2, inline("B2", blank)))).tables
    assert table.rows == ()


def test_titles_above_the_header_are_skipped(tmp_path: Path) -> None:
    content = parts(row(5, inline("A5", "x")))
    sheet = content["xl/worksheets/sheet1.xml"].replace('r="1"', 'r="3"')
    sheet = sheet.replace("A1", "A3").replace("B1", "B3")
    title = row(1, inline("A1", "江苏路街道资源库"))
    content["xl/worksheets/sheet1.xml"] = sheet.replace("<sheetData>", f"<sheetData>{title}")
    (table,) = read(tmp_path, content).tables
    assert (table.header_row, table.headers) == (3, ("编号", "内容"))
    assert [found.number for found in table.rows] == [5]


def test_a_column_without_header_is_kept(tmp_path: Path) -> None:
    (table,) = read(tmp_path, parts(row(2, inline("D2", "散落的字")))).tables
    assert table.headers == ("编号", "内容", "", "")


def test_rows_and_cells_may_leave_their_places_unsaid(tmp_path: Path) -> None:
    unnamed = "<row><c><v>1</v></c><c><v>2</v></c></row>"
    (table,) = read(tmp_path, parts(unnamed)).tables
    assert table.rows == (Row(2, (Cell("1"), Cell("2"))),)


def test_hidden_tabs_are_read_like_others(tmp_path: Path) -> None:
    content = parts(row(2, inline("A2", "x")))
    shown = content["xl/workbook.xml"]
    content["xl/workbook.xml"] = shown.replace("sheetId", 'state="veryHidden" sheetId')
    assert len(read(tmp_path, content).tables) == 1


def test_prefixed_names_and_the_strict_namespace_are_understood(tmp_path: Path) -> None:
    content = parts()
    content["xl/worksheets/sheet1.xml"] = (
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'
        '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1"><x:v>2</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    (table,) = read(tmp_path, content).tables
    assert table.headers == ("1", "2")


def test_the_furthest_cell_costs_nothing_and_is_told(tmp_path: Path) -> None:
    far = row(1_048_576, inline("XFD1048576", "远"))
    started = time.perf_counter()
    snapshot = read(tmp_path, parts(far))
    assert time.perf_counter() - started < 1
    assert snapshot.tables[0].rows == ()
    (doubt,) = snapshot.doubts
    assert (doubt.code, doubt.row, doubt.column, doubt.found) == ("R011", 1_048_576, 16_383, "远")


def test_a_stray_space_far_below_is_ignored(tmp_path: Path) -> None:
    (table,) = read(tmp_path, parts(row(1_048_576, inline("A1048576", " ")))).tables
    assert table.rows == ()


def test_the_place_of_the_file_does_not_change_the_snapshot(tmp_path: Path) -> None:
    one = save(tmp_path / "一.xlsx", parts(row(2, inline("A2", "x"))))
    other = save(tmp_path / "二.xlsx", parts(row(2, inline("A2", "x"))))
    assert open_snapshot(one) == open_snapshot(other)
    assert open_snapshot(one).digest == open_snapshot(str(other)).digest
