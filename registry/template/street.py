"""The sheet of another street: its name and code where the settings have them."""

from __future__ import annotations

from dataclasses import replace

from registry.check.book import Sheet
from registry.check.structure import match
from registry.locale import load_locale
from registry.snapshot import BLANK, Cell, Row, Snapshot
from registry.sources.canonical import clean_text


def for_street(snapshot: Snapshot, name: str, code: str) -> Snapshot:
    """The snapshot with that name in place of the one it had, in every value of the settings.

    Its code goes where the old one was, which is another street's. Without a name nothing of
    the sheet is changed but the code, and without either nothing.
    """
    sheet = match(snapshot, load_locale()).sheets.get("settings")
    name, code = _typed(name), _typed(code)
    if sheet is None or not {"id", "value"} <= sheet.positions.keys() or not (name or code):
        return snapshot
    rows = tuple(_row(row, sheet, name, code) for row in sheet.table.rows)
    tables = (
        replace(table, rows=rows) if table is sheet.table else table for table in snapshot.tables
    )
    return replace(snapshot, tables=tuple(tables))


def _typed(text: str) -> str:
    """What was typed, as a cell can hold it."""
    return clean_text(text.encode("utf-8", "replace").decode("utf-8")).strip()


def _row(row: Row, sheet: Sheet, name: str, code: str) -> Row:
    words = load_locale().choices["setting"]
    setting, place = row.cell(sheet.positions["id"]).text, sheet.positions["value"]
    text = row.cell(place).text
    if setting in words["street_code"]:
        text = code
    elif name and setting in words["street_name"]:
        text = name
    elif name and (old := _value(sheet, words["street_name"])):
        text = text.replace(old, name)
    cells = [*row.cells, *[BLANK] * (place + 1 - len(row.cells))]
    cells[place] = Cell(text) if text else BLANK
    while cells and not cells[-1].text:
        cells.pop()
    return replace(row, cells=tuple(cells))


def _value(sheet: Sheet, names: tuple[str, ...]) -> str:
    id_, value = sheet.positions["id"], sheet.positions["value"]
    rows = (row for row in sheet.table.rows if row.cell(id_).text in names)
    return next((row.cell(value).text for row in rows), "")
