"""The one form that every source brings its texts and tables into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from registry.locale import load_locale
from registry.schema import TABS
from registry.snapshot import Cell, Row, Snapshot, Table
from registry.sources.errors import UnsafeError
from registry.workbook_wording import load_wording

Grid = Mapping[int, Mapping[int, Cell]]
"""The cells that hold something, by row number on screen and by column counted from 0."""

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_CELLS = 5_000_000
MAX_CHARACTERS = 50_000_000

_HEADER_SEARCH_ROWS = 10
_HEADER_CELLS = 2
_BLANK = Cell()
_LINE_ENDS = re.compile("\r\n?")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_VISIBLE = re.compile("[^\\s\u200b-\u200f\u2060\ufeff]")


def clean_text(text: str) -> str:
    """The text exactly as typed, with line feeds only and without control characters.

    A text of nothing but blanks is empty: nobody sees it on screen.
    """
    if not text.isprintable():
        text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    return text if _VISIBLE.search(text) else ""


def build_snapshot(grids: Iterable[tuple[str, Grid]], origin: str) -> Snapshot:
    """All tabs in the order of the schema, then unknown ones as they came.

    Tabs that we write for reading only are left out. Raises ``UnsafeError`` where the tables
    together are larger than ``MAX_CELLS`` or ``MAX_CHARACTERS``.
    """
    titles = load_locale().tabs
    order = {titles[tab.key]: place for place, tab in enumerate(TABS)}
    kept = [(title, grid) for title, grid in grids if not _is_written_by_us(title, grid)]
    _refuse_excess([grid for _, grid in kept])
    tables = [_table(title, grid) for title, grid in kept]
    tables.sort(key=lambda table: order.get(table.title, len(order)))
    return Snapshot(tables=tuple(tables), origin=origin)


def _is_written_by_us(title: str, grid: Grid) -> bool:
    """True for the instructions, the words that drop-downs offer, and what a check found."""
    wording = load_wording()
    headings = {
        wording.options_title: wording.options_heading,
        wording.findings_title: wording.findings_heading,
    }
    if title not in headings:
        return title == wording.guide_title
    return grid.get(1, {}).get(0, _BLANK).text == headings[title]


def _refuse_excess(grids: list[Grid]) -> None:
    rows = [row for grid in grids for row in grid.values()]
    if sum(max(row) + 1 for row in rows) > MAX_CELLS:
        raise UnsafeError("cells")
    if sum(len(cell.text) for row in rows for cell in row.values()) > MAX_CHARACTERS:
        raise UnsafeError("characters")


def _table(title: str, grid: Grid) -> Table:
    if not grid:
        return Table(title=title, headers=(), rows=())
    header_row = _header_row(grid)
    numbers = sorted(number for number in grid if number > header_row)
    rows = tuple(Row(number, _cells(grid[number])) for number in numbers)
    width = max((len(row.cells) for row in rows), default=0)
    headers = [cell.text for cell in _cells(grid[header_row])]
    headers += [""] * (width - len(headers))
    return Table(title=title, headers=tuple(headers), rows=rows, header_row=header_row)


def _header_row(grid: Grid) -> int:
    near = range(1, _HEADER_SEARCH_ROWS + 1)
    full = (number for number in near if len(grid.get(number, ())) >= _HEADER_CELLS)
    return next(full, min(grid))


def _cells(row: Mapping[int, Cell]) -> tuple[Cell, ...]:
    return tuple(row.get(column, _BLANK) for column in range(max(row) + 1))
