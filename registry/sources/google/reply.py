"""What Google says of a spreadsheet, turned into the rows that every source gives.

Numbers stay the digits that were sent: a float would lose some of a long one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from registry.snapshot import BLANK, Cell
from registry.sources.canonical import clean_text
from registry.sources.errors import DamagedError
from registry.sources.grid import MAX_COLUMNS, MAX_ROWS, Budget, Grid
from registry.sources.number_formats import GENERAL, NumberFormat, parse_format
from registry.sources.numbers import number_text
from registry.sources.values import number_doubt
from registry.workbook_wording import load_wording

MASK = (
    "properties(title),"
    "sheets(properties(sheetId,title,index,hidden),merges,"
    "data(startRow,startColumn,"
    "rowData(values(effectiveValue,formattedValue,effectiveFormat(numberFormat))),"
    "rowMetadata(hiddenByUser,hiddenByFilter),columnMetadata(hiddenByUser)))"
)
"""What of a spreadsheet is asked for: never notes, authors or history."""

RESULTS_MASK = "sheets(properties(sheetId,title,index),data(rowData(values(effectiveValue))))"
"""Enough to find the tab with results and to see what it says."""

STANDING_MASK = (
    "sheets(properties(sheetId,title,sheetType),merges,charts(chartId),"
    "data(rowData(values(userEnteredValue,effectiveValue,note))))"
)
"""Enough to see whether a tab holds anything that an editor would miss."""

_CALENDAR: Mapping[str, str] = {
    "DATE": "yyyy-mm-dd",
    "DATE_TIME": "yyyy-mm-dd hh:mm:ss",
    "TIME": "hh:mm:ss",
    "PERCENT": "0%",
}
"""How a format without a pattern of its own is shown."""

_MOST_DIGITS = 12
_CONTENT = ("userEnteredValue", "effectiveValue", "note")
_LAID_OVER = ("merges", "charts")
_HIDING = ("hiddenByUser", "hiddenByFilter")


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingTab:
    """A tab as it stands: its number, and whether anything is in it that could be lost."""

    number: int
    title: str
    is_filled: bool


class Spreadsheet:
    """The title of a spreadsheet, its tabs as rows of cells, and the number of each tab."""

    def __init__(self, text: str) -> None:
        data = parse(text)
        self.title = _text(_mapping(data, "properties").get("title"))
        self.grids: list[Grid] = []
        self.numbers: dict[str, str] = {}
        budget = Budget()
        for sheet in sorted(_mappings(data, "sheets"), key=_index):
            properties = _mapping(sheet, "properties")
            title = _text(properties.get("title"))
            self.grids.append(_grid(sheet, properties, Grid(title, budget)))
            self.numbers[title] = str(_number(properties.get("sheetId")))


def parse(text: str) -> Mapping[str, object]:
    """An answer in JSON, its numbers as texts; ``DamagedError`` for anything else."""
    try:
        data = json.loads(text, parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as cause:
        raise DamagedError("JSON") from cause
    if not isinstance(data, dict):
        raise DamagedError("answer")
    return data


def standing_tabs(text: str) -> tuple[StandingTab, ...]:
    """The tabs of a spreadsheet, asked for with ``STANDING_MASK``."""
    return tuple(map(_standing_tab, _mappings(parse(text), "sheets")))


def _standing_tab(sheet: Mapping[str, object]) -> StandingTab:
    properties = _mapping(sheet, "properties")
    # A tab that is a chart or a query has no cells that could be written.
    is_grid = _text(properties.get("sheetType")) in ("", "GRID")
    rows = (row for block in _mappings(sheet, "data") for row in _mappings(block, "rowData"))
    cells = (cell for row in rows for cell in _mappings(row, "values"))
    holds = any(cell.get(key) for cell in cells for key in _CONTENT)
    return StandingTab(
        number=_number(properties.get("sheetId")),
        title=clean_text(_text(properties.get("title"))),
        is_filled=not is_grid or holds or any(_mappings(sheet, key) for key in _LAID_OVER),
    )


def _index(sheet: Mapping[str, object]) -> int:
    return _number(_mapping(sheet, "properties").get("index"))


def _grid(sheet: Mapping[str, object], properties: Mapping[str, object], grid: Grid) -> Grid:
    grid.is_hidden = properties.get("hidden") is True
    grid.merged += map(_corners, _mappings(sheet, "merges"))
    for block in _mappings(sheet, "data"):
        first_row, first_column = (_number(block.get(key)) for key in ("startRow", "startColumn"))
        _hide_columns(grid, _mappings(block, "columnMetadata"), first_column)
        hidden = [any(row.get(key) for key in _HIDING) for row in _mappings(block, "rowMetadata")]
        for place, row in enumerate(_mappings(block, "rowData")):
            is_hidden = place < len(hidden) and hidden[place]
            _take_row(grid, row, first_row + place + 1, first_column, is_hidden=is_hidden)
    return grid


def _hide_columns(grid: Grid, columns: Sequence[Mapping[str, object]], first: int) -> None:
    for place, column in enumerate(columns, start=first):
        if any(column.get(key) for key in _HIDING):
            grid.hidden_columns.append((place, place))


def _take_row(
    grid: Grid, row: Mapping[str, object], number: int, first: int, *, is_hidden: bool
) -> None:
    if number > MAX_ROWS:
        raise DamagedError("row")
    cells: list[Cell] = []
    for column, value in enumerate(_mappings(row, "values"), start=first):
        if column >= MAX_COLUMNS:
            raise DamagedError("column")
        cell, code = _cell(value)
        if cell.text:
            grid.place(number, cells, column, cell)
        elif value.get("formattedValue"):
            grid.stray(number, column)
        if code:
            grid.doubt(code, number, column, cell.text)
    grid.close_row(number, cells, is_hidden=is_hidden)


def _cell(value: Mapping[str, object]) -> tuple[Cell, str]:
    """The cell, and the code of what is doubtful about it."""
    known = _mapping(value, "effectiveValue")
    for kind, content in known.items():
        match kind:
            case "stringValue":
                return _plain(clean_text(_text(content))), ""
            case "boolValue":
                wording = load_wording()
                return _plain(wording.yes if content is True else wording.no), ""
            case "errorValue":
                shown = clean_text(_text(value.get("formattedValue"))) or "#ERROR!"
                return Cell(shown, is_error=True), "R009"
            case "numberValue":
                shown_as = _format(_mapping(value, "effectiveFormat"))
                text = number_text(_text(content), shown_as, date_1904=False)
                return _plain(clean_text(text)), number_doubt(text, is_day=shown_as.is_calendar)
            case _:
                raise DamagedError("value")
    return BLANK, ""


def _plain(text: str) -> Cell:
    return Cell(text) if text else BLANK


def _format(cell_format: Mapping[str, object]) -> NumberFormat:
    known = _mapping(cell_format, "numberFormat")
    pattern = _text(known.get("pattern")) or _CALENDAR.get(_text(known.get("type")), "")
    return parse_format(pattern) if pattern else GENERAL


def _corners(merged: Mapping[str, object]) -> tuple[int, int, int, int]:
    """First row, first column, last row, last column; rows as on screen, columns from 0."""
    top, left = _number(merged.get("startRowIndex")), _number(merged.get("startColumnIndex"))
    bottom, right = _number(merged.get("endRowIndex")), _number(merged.get("endColumnIndex"))
    return top + 1, left, bottom, right - 1


def _mapping(data: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = data.get(key, {})
    if not isinstance(value, dict):
        raise DamagedError(key)
    return value


def _mappings(data: Mapping[str, object], key: str) -> Sequence[Mapping[str, object]]:
    value = data.get(key, [])
    if not isinstance(value, list):
        raise DamagedError(key)
    return tuple(_all_mappings(value, key))


def _all_mappings(values: Sequence[object], key: str) -> Iterator[Mapping[str, object]]:
    for value in values:
        # A blank place between filled ones may come as nothing.
        if value is not None and not isinstance(value, dict):
            raise DamagedError(key)
        yield value or {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> int:
    text = _text(value) or "0"
    if not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
        raise DamagedError("number")
    return int(text)
