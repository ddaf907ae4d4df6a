"""The tabs of an empty spreadsheet as requests; nothing is sent from here.

Every text is sent as a text: whatever an editor typed, no formula ever comes of it. The only
formulas are those of ``NewCell.formula``, which are ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Literal

from registry.sources.google.reply import StandingTab

Request = Mapping[str, object]
Holds = Literal["text", "day", "figure"]
Condition = Literal["ONE_OF_LIST", "ONE_OF_RANGE", "DATE_BETWEEN", "NUMBER_GREATER_THAN_EQ"]

MOST_BYTES = 2_000_000
"""Of one request as it is sent: more is slow, Google says."""

_BLOCK_BYTES = 200_000
_FIRST_DAY = date(1899, 12, 30)
_VALUES = "userEnteredValue"
_EVERYTHING = "userEnteredValue,userEnteredFormat,note"
_BODY: Mapping[str, object] = {"wrapStrategy": "WRAP", "verticalAlignment": "TOP"}
_TEXT: Mapping[str, object] = {**_BODY, "numberFormat": {"type": "TEXT"}}
_FORMATS: Mapping[Holds, Mapping[str, object]] = {
    "text": _TEXT,
    "day": {**_BODY, "numberFormat": {"type": "DATE", "pattern": "yyyy-mm-dd"}},
    "figure": _BODY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What the cells of a column are held to; where it is not strict, they are only marked."""

    condition: Condition
    values: tuple[str, ...]
    message: str
    is_strict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCell:
    """A cell: its value or a formula of ours, and how it looks; colours as ``#RRGGBB``."""

    value: str | float | date = ""
    formula: str = ""
    note: str = ""
    paper: str = ""
    ink: str = ""
    is_bold: bool = False

    @property
    def has_looks(self) -> bool:
        """True where more than a value is to be written."""
        return bool(self.note or self.paper or self.ink or self.is_bold)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewColumn:
    """A column below its header; the width in pixels."""

    width: int
    holds: Holds = "text"
    rule: Rule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTab:
    """A tab: its cells by the number of their row, and room down to row ``last_row``.

    ``header_row`` stays in sight and is guarded by a warning; without one the whole tab is.
    """

    title: str
    columns: tuple[NewColumn, ...]
    rows: Mapping[int, tuple[NewCell, ...]]
    last_row: int
    header_row: int = 0
    frozen_columns: int = 0
    colour: str = ""


def requests_for(tabs: Sequence[NewTab], standing: Sequence[StandingTab]) -> list[Request]:
    """What makes these tabs of an empty spreadsheet: first what must not be sent twice."""
    placed = list(_placed(tabs, standing))
    made = [_make(tab, number, is_new=is_new) for tab, number, is_new in placed]
    guarded = [_guard(tab, number) for tab, number, _ in placed]
    filled = [request for tab, number, _ in placed for request in _fill(tab, number)]
    # Rules name cells of other tabs, which must be there.
    rules = [request for tab, number, _ in placed for request in _rules(tab, number)]
    return [*made, *guarded, *filled, *rules]


def batches(requests: Iterable[Request]) -> Iterator[list[Request]]:
    """The requests in their order, in portions of at most ``MOST_BYTES``."""
    batch: list[Request] = []
    size = 0
    for request in requests:
        length = _length(request)
        if batch and size + length > MOST_BYTES:
            yield batch
            batch, size = [], 0
        batch.append(request)
        size += length
    if batch:
        yield batch


def _length(request: object) -> int:
    return len(json.dumps(request)) + 2


def _placed(
    tabs: Sequence[NewTab], standing: Sequence[StandingTab]
) -> Iterator[tuple[NewTab, int, bool]]:
    """Each tab with its number, and whether it is new: empty ones that stand there are used."""
    titles = {tab.title for tab in tabs}
    named = {tab.title: tab.number for tab in standing if tab.title in titles}
    spare = iter([tab.number for tab in standing if tab.title not in titles])
    taken = {tab.number for tab in standing}
    fresh = (number for number in count(1) if number not in taken)
    for tab in tabs:
        number = named.get(tab.title)
        number = next(spare, None) if number is None else number
        yield tab, next(fresh) if number is None else number, number is None


def _make(tab: NewTab, number: int, *, is_new: bool) -> Request:
    width = max(len(tab.columns), 1)
    grid = {
        "rowCount": max(tab.last_row, tab.header_row + 1),
        "columnCount": width,
        "frozenRowCount": tab.header_row,
        "frozenColumnCount": min(tab.frozen_columns, width - 1),
    }
    properties = {"sheetId": number, "title": tab.title, "hidden": False, "gridProperties": grid}
    if tab.colour:
        properties["tabColorStyle"] = {"rgbColor": _colour(tab.colour)}
    if is_new:
        return {"addSheet": {"properties": properties}}
    fields = ",".join(key for key in properties if key != "sheetId")
    return {"updateSheetProperties": {"properties": properties, "fields": fields}}


def _guard(tab: NewTab, number: int) -> Request:
    place = {"sheetId": number}
    if tab.header_row:
        place |= {"startRowIndex": tab.header_row - 1, "endRowIndex": tab.header_row}
    return {"addProtectedRange": {"protectedRange": {"range": place, "warningOnly": True}}}


def _fill(tab: NewTab, number: int) -> Iterator[Request]:
    for place, column in enumerate(tab.columns):
        where = {"dimension": "COLUMNS", "startIndex": place, "endIndex": place + 1}
        size = {"range": {"sheetId": number, **where}, "fields": "pixelSize"}
        yield {"updateDimensionProperties": {**size, "properties": {"pixelSize": column.width}}}
        body = {"userEnteredFormat": _FORMATS[column.holds]}
        body_range = _below_header(tab, number, place)
        yield {"repeatCell": {"range": body_range, "cell": body, "fields": "userEnteredFormat"}}
    for first, rows, fields in _blocks(tab):
        start = {"sheetId": number, "rowIndex": first - 1, "columnIndex": 0}
        yield {"updateCells": {"start": start, "rows": rows, "fields": fields}}


def _blocks(tab: NewTab) -> Iterator[tuple[int, list[Request], str]]:
    """Rows that follow each other and are written alike, with the number of the first."""
    first, size, rows, fields = 0, 0, list[Request](), ""
    for number in sorted(tab.rows):
        cells = tab.rows[number]
        wanted = _EVERYTHING if any(cell.has_looks for cell in cells) else _VALUES
        row: Request = {"values": [_cell(cell, wanted) for cell in cells]}
        length = _length(row)
        if rows and (number != first + len(rows) or wanted != fields or size > _BLOCK_BYTES):
            yield first, rows, fields
            size, rows = 0, []
        first = first if rows else number
        fields = wanted
        size += length
        rows.append(row)
    if rows:
        yield first, rows, fields


def _cell(cell: NewCell, fields: str) -> Request:
    value = _value(cell)
    written: dict[str, object] = {"userEnteredValue": value} if value else {}
    if fields == _VALUES:
        return written
    written["userEnteredFormat"] = _look(cell)
    return {**written, "note": cell.note} if cell.note else written


def _value(cell: NewCell) -> Request:
    match cell.value:
        case "":
            return {"formulaValue": cell.formula} if cell.formula else {}
        case str(text):
            return {"stringValue": text}
        case date():
            return {"numberValue": (cell.value - _FIRST_DAY).days}
        case _:
            return {"numberValue": cell.value}


def _look(cell: NewCell) -> Request:
    style: dict[str, object] = {"bold": True} if cell.is_bold else {}
    style |= {"foregroundColorStyle": {"rgbColor": _colour(cell.ink)}} if cell.ink else {}
    look = {**_TEXT, "textFormat": style} if style else {**_TEXT}
    look |= {"backgroundColorStyle": {"rgbColor": _colour(cell.paper)}} if cell.paper else {}
    return look


def _rules(tab: NewTab, number: int) -> Iterator[Request]:
    for place, column in enumerate(tab.columns):
        if column.rule is not None:
            rule = column.rule
            values = [{"userEnteredValue": value} for value in rule.values]
            held = {
                "condition": {"type": rule.condition, "values": values},
                "inputMessage": rule.message,
                "strict": rule.is_strict,
                "showCustomUi": True,
            }
            where = _below_header(tab, number, place)
            yield {"setDataValidation": {"range": where, "rule": held}}


def _below_header(tab: NewTab, number: int, column: int) -> Mapping[str, int]:
    rows = {"startRowIndex": tab.header_row, "endRowIndex": max(tab.last_row, tab.header_row + 1)}
    return {"sheetId": number, **rows, "startColumnIndex": column, "endColumnIndex": column + 1}


def _colour(text: str) -> Mapping[str, float]:
    parts = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return dict(zip(("red", "green", "blue"), parts, strict=True))
