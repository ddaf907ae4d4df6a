"""A workbook of 100,000 rows and 25 columns: texts, figures and days, as an office would keep."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from registry.locale import load_locale
from registry.schema import Column, Kind
from registry.schema import tab as tab_of
from registry.snapshot import Row, Snapshot
from registry.template import demo_snapshot

ROWS = 100_000
COLUMNS = 25
_TAB = "resources"
_LEFT_OUT = frozenset({"aliases", "address", "source", "how_to_apply", "fee", "internal_note"})
_UNIQUE = frozenset({"name", "content", "capacity"})
_IDS_OF_A_LETTER = 90_000
_FIRST_DAY = date(2026, 1, 1)


def write_big_workbook(path: Path, rows: int = ROWS, *, shared: bool = True) -> None:
    """The sample street with that many resources.

    With ``shared`` equal texts are stored once, as office programs do; without, each in its cell,
    as programs do that write row by row.
    """
    options = {"constant_memory": not shared, "strings_to_urls": False, "tmpdir": str(path.parent)}
    with Workbook(path, options) as workbook:
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sample = demo_snapshot()
        _write_sample(workbook, sample)
        _write_resources(workbook.add_worksheet(load_locale().tabs[_TAB]), sample, rows, day)


def _write_sample(workbook: Workbook, sample: Snapshot) -> None:
    for table in sample.tables:
        if table.title == load_locale().tabs[_TAB]:
            continue
        sheet = workbook.add_worksheet(table.title)
        header = Row(table.header_row, ())
        sheet.write_row(header.number - 1, 0, table.headers)
        for row in table.rows:
            for index, cell in enumerate(row.cells):
                sheet.write_string(row.number - 1, index, cell.text)


def _write_resources(sheet: Worksheet, sample: Snapshot, rows: int, day: Format) -> None:
    source = next(t for t in sample.tables if t.title == load_locale().tabs[_TAB])
    places = [
        (source.headers.index(load_locale().header(_TAB, column.key)), column)
        for column in tab_of(_TAB).columns
        if column.key not in _LEFT_OUT
    ]
    sheet.write_row(0, 0, [source.headers[index] for index, _ in places])
    for number in range(rows):
        model = source.rows[number % len(source.rows)]
        for at, (index, column) in enumerate(places):
            value = _value(column, model.cell(index).text, number)
            if isinstance(value, date):
                sheet.write_datetime(number + 1, at, datetime.combine(value, time.min), day)
            elif isinstance(value, int):
                sheet.write_number(number + 1, at, value)
            elif value:
                sheet.write_string(number + 1, at, value)


def _value(column: Column, text: str, number: int) -> str | int | date:
    if column.key == "id":
        letter, place = divmod(number, _IDS_OF_A_LETTER)
        return f"{'QU'[letter]}{place + 1:05d}"
    if column.kind is Kind.DATE:
        return _FIRST_DAY + timedelta(days=number % 240 + (500 if column.key == "to_on" else 0))
    if column.kind is Kind.INTEGER:
        return number + 1
    return f"{text} {number}" if column.key in _UNIQUE else text
