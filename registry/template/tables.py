"""The sheets that editors fill: a header that explains itself, drop-downs, real dates."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from xlsxwriter import Workbook

from registry.locale import load_locale
from registry.schema import TABS, Column, Kind, Tab, Visibility
from registry.snapshot import Snapshot, Table
from registry.sources.numbers import plain_number
from registry.template.lists import Lists, columns_of
from registry.template.looks import FIGURES, Looks, column_width, tab_colour
from registry.workbook_wording import load_wording

_A4 = 9
_SPARE_ROWS = 500
_HEADER_HEIGHT = 30
_COMMENT_SIZE = {"width": 300, "height": 130, "font_size": 10}
_SEVERAL = (Kind.CHOICES, Kind.TERMS, Kind.REFERENCES)
_EARLIEST, _LATEST = date(1949, 10, 1), date(2100, 12, 31)
_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d", re.ASCII)
_FIGURE = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)


def write_table(workbook: Workbook, looks: Looks, snapshot: Snapshot, table: Table) -> None:
    """One tab, its header and rows at the places that the snapshot names."""
    titles = load_locale().tabs
    tab = next((tab for tab in TABS if titles[tab.key] == table.title), None)
    sheet = _Sheet(workbook, looks, table, tab)
    sheet.write_headers(Lists(snapshot, load_locale()))
    sheet.write_rows()
    sheet.arrange()


class _Sheet:
    def __init__(self, workbook: Workbook, looks: Looks, table: Table, tab: Tab | None) -> None:
        self._sheet = workbook.add_worksheet(table.title)
        self._looks = looks
        self._table = table
        self._tab = tab
        self._columns = columns_of(tab, table.headers, load_locale())
        self._header_row = table.header_row - 1
        last_number = table.rows[-1].number if table.rows else table.header_row
        self._last_row = last_number - 1

    def write_headers(self, lists: Lists) -> None:
        for index, column in enumerate(self._columns):
            header = self._table.headers[index]
            visibility = self._visibility(column)
            look = self._looks.header(visibility)
            width = column_width(column.kind, header)
            self._sheet.set_column(index, index, width, self._looks.body(column.kind))
            if header:
                self._sheet.write_string(self._header_row, index, header, look)
                note = _note(column, visibility, lists.words(column))
                self._sheet.write_comment(self._header_row, index, note, _COMMENT_SIZE)
            if rule := _rule(column, lists):
                spare = self._last_row + _SPARE_ROWS
                self._sheet.data_validation(self._header_row + 1, index, spare, index, rule)

    def write_rows(self) -> None:
        for row in self._table.rows:
            for index, cell in enumerate(row.cells):
                if cell.text:
                    self._write(row.number - 1, index, cell.text)

    def arrange(self) -> None:
        sheet, last_column = self._sheet, max(len(self._columns) - 1, 0)
        named = [column.key for column in self._columns[:2]] == ["id", "name"]
        visibility = Visibility.OFFICE if self._tab is None else Visibility.PUBLIC
        if self._tab and self._tab.station_wide:
            visibility = Visibility.STATION
        sheet.set_tab_color(tab_colour(visibility))
        sheet.set_row(self._header_row, _HEADER_HEIGHT)
        sheet.freeze_panes(self._header_row + 1, 2 if named else 1)
        if self._columns:
            sheet.autofilter(self._header_row, 0, self._last_row, last_column)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.repeat_rows(self._header_row)

    def _visibility(self, column: Column) -> Visibility:
        if self._tab and self._tab.station_wide and column.visibility is Visibility.PUBLIC:
            return Visibility.STATION
        return column.visibility

    def _write(self, row: int, index: int, text: str) -> None:
        kind = self._columns[index].kind
        look = self._looks.body(kind)
        if kind is Kind.DATE and (day := _real_day(text)):
            self._sheet.write_datetime(row, index, datetime.combine(day, time.min), look)
        elif kind in FIGURES and _is_real_figure(text):
            self._sheet.write_number(row, index, float(text), look)
        elif self._sheet.write_string(row, index, text, look):
            raise ValueError(f"{self._table.title} {row + 1}: cell too long")


def _note(column: Column, visibility: Visibility, words: tuple[str, ...]) -> str:
    wording = load_wording()
    if not column.key:
        return wording.seen_by[visibility]
    is_control = column.steers and column.key != "id"
    lines = [wording.steers if is_control else wording.seen_by[visibility]]
    lines.append(wording.fill[column.kind])
    if words:
        lines.append(wording.choose_from + wording.word_separator.join(words))
    if column.required:
        lines.append(wording.required)
    return "\n".join(lines)


def _rule(column: Column, lists: Lists) -> dict[str, object] | None:
    if not column.key:
        return None
    wording = load_wording()
    rule: dict[str, object] = {"error_title": wording.slip_title, "error_type": "warning"}
    rule["error_message"] = wording.fill[column.kind]
    if column.kind is Kind.DATE:
        bounds = {"minimum": _EARLIEST, "maximum": _LATEST}
        return rule | {"validate": "date", "criteria": "between"} | bounds
    if column.kind in FIGURES:
        return rule | {"validate": "decimal", "criteria": ">=", "value": 0}
    offer = lists.offer(column)
    if not offer:
        return None
    # A cell that may hold several words cannot be held to the list: it only offers them.
    rule |= {"validate": "list", "source": offer, "show_error": column.kind not in _SEVERAL}
    if column.kind is Kind.CHOICE:
        rule |= {"error_type": "stop", "error_message": wording.slip_text}
    return rule


def _real_day(text: str) -> date | None:
    if _DAY.fullmatch(text) is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _is_real_figure(text: str) -> bool:
    return bool(_FIGURE.fullmatch(text)) and plain_number(f"{float(text):.16G}") == text
