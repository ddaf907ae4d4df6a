"""What the reader noticed about a whole tab: hidden, merged, far away, above the header."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from registry.snapshot import Doubt, Table
from registry.sources.errors import UnsafeError
from registry.sources.grid import MAX_ROWS, Grid

FAR_BELOW = 100
"""A blank that many rows below the last content is worth a word: the sheet looks that long."""

_MOST_STRAYS = 10


def noticed(grid: Grid, table: Table) -> Iterator[Doubt]:
    """Everything about that tab that an editor should know, in no order.

    Raises ``UnsafeError`` where ranges lie over each other in great number.
    """
    yield from grid.doubts
    yield from _hidden(grid, table)
    yield from _above_header(grid, table)
    yield from _merged(grid, table)
    yield from _strays(grid, table)


def _hidden(grid: Grid, table: Table) -> Iterator[Doubt]:
    if grid.is_hidden:
        yield Doubt(code="R001", tab=grid.title)
    for row in grid.hidden_rows:
        if row >= table.header_row:
            yield Doubt(code="R002", tab=grid.title, row=row)
    width = len(table.headers)
    ranges = (range(first, min(last + 1, width)) for first, last in grid.hidden_columns)
    for column in sorted(set(chain.from_iterable(ranges))):
        yield Doubt(code="R003", tab=grid.title, row=table.header_row, column=column)


def _above_header(grid: Grid, table: Table) -> Iterator[Doubt]:
    for row in sorted(grid.rows):
        if row >= table.header_row:
            return
        column = next(index for index, cell in enumerate(grid.rows[row]) if cell.text)
        found = grid.rows[row][column].text
        yield Doubt(code="R012", tab=grid.title, row=row, column=column, found=found)


def _merged(grid: Grid, table: Table) -> Iterator[Doubt]:
    last_row, width = max(grid.rows, default=0), len(table.headers)
    covered = 0
    for top, left, bottom, right in grid.merged:
        if bottom <= table.header_row or top > last_row or left >= width:
            continue
        covered += min(bottom, last_row) - top + 1
        if covered > MAX_ROWS:
            raise UnsafeError("merged ranges")
        values = {"rows": str(bottom - top + 1), "columns": str(right - left + 1)}
        yield Doubt(code="R004", tab=grid.title, row=top, column=left, values=values)
        for row in range(top, min(bottom, last_row) + 1):
            cells = grid.rows.get(row, ())
            for column in range(left, min(right + 1, len(cells))):
                if cells[column].text and (row, column) != (top, left):
                    yield Doubt(code="R005", tab=grid.title, row=row, column=column)


def _strays(grid: Grid, table: Table) -> Iterator[Doubt]:
    last_row = max(grid.rows, default=0)
    width = len(table.headers)
    far = [
        (row, column)
        for row, column in grid.strays
        if row > last_row + FAR_BELOW or (row > last_row and column > width)
    ]
    for row, column in sorted(far)[-_MOST_STRAYS:]:
        values = {"row": str(row)}
        yield Doubt(code="R010", tab=grid.title, row=row, column=column, values=values)
