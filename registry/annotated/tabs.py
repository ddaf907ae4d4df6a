"""The tabs of the copy: every cell as it was read, the marked ones coloured and explained."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from registry.annotated.marks import Mark
from registry.locale import load_locale
from registry.schema import ALL_TABS, Column, Tab
from registry.snapshot import Cell, Row, Table, column_letter
from registry.template.lists import columns_of
from registry.template.looks import Looks, column_width, seen_by, tab_colour
from registry.template.tables import note_size
from registry.template.values import fit, looks_like_formula, write_text, write_value
from registry.workbook_wording import load_wording

_A4 = 9
_BLANK = Cell()
_HEADER_HEIGHT = 30
_Marks = Mapping[int, Mapping[int, Mark]]


def write_copy_of(
    sheet: Worksheet, looks: Looks, table: Table, above: list[Row], marks: _Marks
) -> tuple[list[str], int]:
    """Write one table with its marks and with the rows above its header.

    Returns the cells whose text had to be cut, and how many marks got no comment.
    """
    titles = load_locale().tabs
    tab = next((tab for tab in ALL_TABS if titles[tab.key] == table.title), None)
    copy = _Copy(sheet, looks, table, tab)
    copy.arrange()
    copy.write_header(marks.get(table.header_row - 1, {}))
    for row in (*above, *table.rows):
        copy.write_row(row, marks.get(row.number - 1, {}))
    copy.write_elsewhere(marks, {row.number - 1 for row in above})
    return copy.cut, _explain(sheet, marks)


def _explain(sheet: Worksheet, marks: _Marks) -> int:
    sheet.set_comments_author("")
    unnoted = 0
    for row, cells in marks.items():
        for column, mark in cells.items():
            if mark.text:
                sheet.write_comment(row, column, mark.text, note_size(mark.text))
            else:
                unnoted += 1
    return unnoted


class _Copy:
    def __init__(self, sheet: Worksheet, looks: Looks, table: Table, tab: Tab | None) -> None:
        self._sheet = sheet
        self._looks = looks
        self._table = table
        self._tab = tab
        self._columns = columns_of(tab, table.headers, load_locale())
        self._header_row = table.header_row - 1
        self.cut: list[str] = []

    def arrange(self) -> None:
        sheet, table = self._sheet, self._table
        named = [column.key for column in self._columns[:2]] == ["id", "name"]
        sheet.set_tab_color(tab_colour(self._tab))
        sheet.set_row(self._header_row, _HEADER_HEIGHT)
        sheet.freeze_panes(self._header_row + 1, 2 if named else 1)
        for index, column in enumerate(self._columns):
            width = column_width(column.kind, table.headers[index][:20])
            sheet.set_column(index, index, width)
        if self._columns:
            last = table.rows[-1].number - 1 if table.rows else self._header_row
            sheet.autofilter(self._header_row, 0, last, len(self._columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.repeat_rows(self._header_row)
        sheet.set_header(f"&C{load_wording().findings['internal']}")

    def write_header(self, marks: Mapping[int, Mark]) -> None:
        for index, header in enumerate(self._table.headers):
            fill = marks[index].severity.value if index in marks else ""
            look = self._looks.header(seen_by(self._tab, self._columns[index]), fill)
            if header:
                text = self._whole(self._header_row, index, header)
                write_text(self._sheet, (self._header_row, index), text, look)
            elif fill:
                self._sheet.write_blank(self._header_row, index, None, look)
        for index in marks.keys() - range(len(self._table.headers)):
            look = self._looks.header(seen_by(self._tab, Column(key="")), marks[index].severity)
            self._sheet.write_blank(self._header_row, index, None, look)

    def write_row(self, row: Row, marks: Mapping[int, Mark]) -> None:
        for index, cell in enumerate(row.cells):
            if cell.text:
                self._write(row.number - 1, index, cell, marks.get(index))
        for index, mark in marks.items():
            if not row.cell(index).text:
                self._write(row.number - 1, index, _BLANK, mark)

    def write_elsewhere(self, marks: _Marks, above: set[int]) -> None:
        """Marks in rows that hold nothing."""
        numbers = {row.number - 1 for row in self._table.rows} | {self._header_row} | above
        for row in marks.keys() - numbers:
            for index, mark in marks[row].items():
                self._write(row, index, _BLANK, mark)

    def _write(self, row: int, index: int, cell: Cell, mark: Mark | None) -> None:
        known = index < len(self._columns)
        kind = self._columns[index].kind if known else Column(key="").kind
        fill = "" if mark is None else mark.severity.value
        look = self._looks.body(kind, fill, quoted=looks_like_formula(cell.text))
        if not cell.text:
            self._sheet.write_blank(row, index, None, look)
            return
        text = self._whole(row, index, cell.text)
        write_value(self._sheet, (row, index), Cell(text, is_error=cell.is_error), kind, look)

    def _whole(self, row: int, index: int, text: str) -> str:
        """The text, cut where it is longer than a cell holds; the cell is remembered then."""
        kept = fit(text)
        if kept != text:
            self.cut.append(f"{column_letter(index)}{row + 1}")
        return kept
