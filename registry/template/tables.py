"""The sheets that editors fill: a header that explains itself, drop-downs, real dates."""

from __future__ import annotations

from xlsxwriter import Workbook

from registry.locale import load_locale
from registry.schema import ALL_TABS, Column, Tab, Visibility
from registry.snapshot import Table
from registry.template.lists import Lists, columns_of
from registry.template.looks import Looks, column_width, seen_by, tab_colour
from registry.template.rules import SPARE_ROWS, validation, watch
from registry.template.values import looks_like_formula, write_text, write_value
from registry.workbook_wording import load_wording

_A4 = 9
_HEADER_HEIGHT = 30
_NOTE_WIDTH, _NOTE_LINE, _NOTE_SIGNS = 280, 18, 21


def write_table(workbook: Workbook, looks: Looks, lists: Lists, table: Table) -> None:
    """One tab, its header and rows at the places that the snapshot names."""
    titles = load_locale().tabs
    tab = next((tab for tab in ALL_TABS if titles[tab.key] == table.title), None)
    sheet = _Sheet(workbook, looks, table, tab)
    sheet.write_headers(lists)
    sheet.write_rows()
    sheet.arrange()
    sheet.watch_rows()


def note_size(text: str) -> dict[str, int]:
    """A box that holds the text of a comment and is no larger."""
    lines = sum(1 + len(line) // _NOTE_SIGNS for line in text.split("\n"))
    return {"width": _NOTE_WIDTH, "height": _NOTE_LINE * (lines + 1), "font_size": 10}


def header_note(column: Column, visibility: Visibility, words: tuple[str, ...]) -> str:
    """What the header of a column says of itself: who sees it, how it is filled, with what."""
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
            visibility = seen_by(self._tab, column)
            look = self._looks.header(visibility)
            width = column_width(column.kind, header)
            self._sheet.set_column(index, index, width, self._looks.body(column.kind))
            if header:
                write_text(self._sheet, (self._header_row, index), header, look)
                note = header_note(column, visibility, lists.words(column))
                self._sheet.write_comment(self._header_row, index, note, note_size(note))
            if rule := validation(column, lists):
                spare = self._last_row + SPARE_ROWS
                self._sheet.data_validation(self._header_row + 1, index, spare, index, rule)

    def write_rows(self) -> None:
        for row in self._table.rows:
            for index, cell in enumerate(row.cells):
                if cell.text:
                    kind = self._columns[index].kind
                    look = self._looks.body(kind, quoted=looks_like_formula(cell.text))
                    write_value(self._sheet, (row.number - 1, index), cell, kind, look)

    def arrange(self) -> None:
        sheet, last_column = self._sheet, max(len(self._columns) - 1, 0)
        named = [column.key for column in self._columns[:2]] == ["id", "name"]
        sheet.set_tab_color(tab_colour(self._tab))
        sheet.set_row(self._header_row, _HEADER_HEIGHT)
        sheet.freeze_panes(self._header_row + 1, 2 if named else 1)
        if self._columns:
            sheet.autofilter(self._header_row, 0, self._last_row, last_column)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.repeat_rows(self._header_row)

    def watch_rows(self) -> None:
        """Light up what needs a look: ids used twice, verifications missing or too old."""
        if self._tab is None:
            return
        first, last = self._header_row + 1, self._last_row + SPARE_ROWS
        keys = [column.key for column in self._columns]
        if "id" in keys:
            place = keys.index("id")
            twice = {"type": "duplicate", "format": self._looks.twice}
            self._sheet.conditional_format(first, place, last, place, twice)
        due = watch(self._tab, self._table, self._columns, load_locale())
        if due.old:
            rule = {"type": "formula", "criteria": due.old, "format": self._looks.due}
            self._sheet.conditional_format(first, 0, last, len(self._columns) - 1, rule)
            rule = rule | {"criteria": due.unverified}
            self._sheet.conditional_format(first, due.dated, last, due.dated, rule)
