"""The results tab of a spreadsheet, written whole; no cell of an editor is ever touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from registry.result_list import FindingList, FoundCell
from registry.sources.errors import SourceError
from registry.sources.google.reply import Spreadsheet
from registry.workbook_wording import load_wording

_VALUES = "userEnteredValue,userEnteredFormat"
_WIDTHS = (60, 100, 70, 120, 180, 320, 320, 120, 60)
"""Pixels of each column."""

_LONGEST = 40_000
"""Characters; a cell of Google's holds 50,000."""

Request = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsTab:
    """Where the results go: the number of their tab, and its cells as they are now.

    ``is_new`` where there is no such tab yet.
    """

    number: int
    cells: tuple[tuple[str, ...], ...] = ()
    is_new: bool = False


def results_tab(spreadsheet: Spreadsheet) -> ResultsTab:
    """The tab for results in that spreadsheet.

    Raises ``SourceError`` where somebody else's tab has its name.
    """
    wording = load_wording()
    title = wording.findings_title
    taken = {int(number) for number in spreadsheet.numbers.values()}
    grid = next((grid for grid in spreadsheet.grids if grid.title == title), None)
    if grid is None:
        return ResultsTab(number=max(taken, default=0) + 1, is_new=True)
    last = max(grid.rows, default=0)
    cells = tuple(tuple(cell.text for cell in grid.rows.get(row, ())) for row in range(1, last + 1))
    if cells and cells[0][:1] != (wording.findings_heading,):
        raise SourceError("S034", {"name": title})
    return ResultsTab(number=int(spreadsheet.numbers[title]), cells=cells)


def says_the_same(tab: ResultsTab, found: FindingList) -> bool:
    """True where the tab has these results already, whenever they were found."""
    wanted = [[cell.text for cell in row] for row in _cells(found)]
    known = [list(row) for row in tab.cells]
    return len(known) == len(wanted) and all(
        place in range(1, 1 + found.moving) or _trimmed(old) == _trimmed(new)
        for place, (old, new) in enumerate(zip(known, wanted, strict=True))
    )


def changes(tab: ResultsTab, found: FindingList) -> list[Request]:
    """What makes the tab show these results and nothing else."""
    cells = _cells(found)
    size = {"rowCount": len(cells) + 1, "columnCount": len(found.columns)}
    head = len(found.lines) + 2
    properties = {"sheetId": tab.number, "gridProperties": {**size, "frozenRowCount": head}}
    titled = {**properties, "title": load_wording().findings_title}
    add: Request = {"addSheet": {"properties": titled}}
    resize: Request = {
        "updateSheetProperties": {"properties": properties, "fields": "gridProperties"}
    }
    clear: Request = {"updateCells": {"range": {"sheetId": tab.number}, "fields": _VALUES}}
    rows = [
        {"values": [_value(cell, row, found) for cell in line]} for row, line in enumerate(cells)
    ]
    start = {"sheetId": tab.number, "rowIndex": 0, "columnIndex": 0}
    fill: Request = {"updateCells": {"start": start, "rows": rows, "fields": _VALUES}}
    widths = _widths(tab.number)
    return [add, fill, *widths] if tab.is_new else [clear, resize, fill, *widths]


def _cells(found: FindingList) -> list[tuple[FoundCell, ...]]:
    above = [(FoundCell(text=text),) for text in (found.heading, *found.lines)]
    headings = tuple(FoundCell(text=text) for text in found.columns)
    return [*above, headings, *found.rows]


def _value(cell: FoundCell, row: int, found: FindingList) -> Mapping[str, object]:
    """A cell that is a text whatever it looks like: no formula ever comes of it."""
    is_heading = row in (0, len(found.lines) + 1)
    is_row = row > len(found.lines) + 1
    form: dict[str, object] = {"numberFormat": {"type": "TEXT"}}
    form |= {"wrapStrategy": "WRAP", "verticalAlignment": "TOP"} if is_row else {}
    style: dict[str, object] = {"bold": True} if is_heading else {}
    style |= {"link": {"uri": cell.link}} if cell.link else {}
    form |= {"textFormat": style} if style else {}
    return {"userEnteredValue": {"stringValue": cell.text[:_LONGEST]}, "userEnteredFormat": form}


def _widths(number: int) -> Iterable[Request]:
    for place, pixels in enumerate(_WIDTHS):
        column = {
            "sheetId": number,
            "dimension": "COLUMNS",
            "startIndex": place,
            "endIndex": place + 1,
        }
        sized = {"range": column, "properties": {"pixelSize": pixels}, "fields": "pixelSize"}
        yield {"updateDimensionProperties": sized}


def _trimmed(texts: Sequence[str]) -> list[str]:
    kept = list(texts)
    while kept and not kept[-1]:
        kept.pop()
    return kept
