"""One tab while it is being read: rows of cells, and what must be told about them."""

from __future__ import annotations

from collections import deque

from registry.snapshot import BLANK, Cell, Doubt
from registry.sources.errors import DamagedError, UnsafeError

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_CELLS = 5_000_000
MAX_FILLED_ROWS = 250_000
MAX_FAR_CELLS = 10_000
MAX_CHARACTERS = 100_000_000
GAP = 256
"""A cell that many columns after the one before it in its row belongs to no table."""

Cells = tuple[Cell, ...]

_MOST_STRAYS = 1000


class Budget:
    """How many cells, rows with content and different texts the tabs may still have."""

    def __init__(self) -> None:
        self._left = MAX_CELLS
        self._rows_left = MAX_FILLED_ROWS
        self._characters_left = MAX_CHARACTERS

    def spend(self, cells: int) -> None:
        """Raises ``UnsafeError`` where there are more cells than any street office needs."""
        self._left -= cells
        if self._left < 0:
            raise UnsafeError("cells")

    def spend_text(self, characters: int) -> None:
        """Likewise, for a text that has to be kept."""
        self._characters_left -= characters
        if self._characters_left < 0:
            raise UnsafeError("characters")

    def spend_row(self, cells: int) -> None:
        """Likewise, for a row of so many cells."""
        self.spend(cells)
        self._rows_left -= 1
        if self._rows_left < 0:
            raise UnsafeError("rows")


class Grid:
    """The rows of a tab by their number on screen; columns count from 0.

    A cell far to the right of all others is told and not kept: the rows would become as wide.
    """

    def __init__(self, title: str, budget: Budget) -> None:
        self.title = title
        self.rows: dict[int, Cells] = {}
        self.doubts: list[Doubt] = []
        self.is_hidden = False
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        """First row, first column, last row, last column of each merged range."""
        self.strays: deque[tuple[int, int]] = deque(maxlen=_MOST_STRAYS)
        """Row and column of cells with blanks only, below everything read before."""
        self.last_row = 0
        self._budget = budget

    def doubt(self, code: str, row: int, column: int, found: str = "") -> None:
        """Note something about one cell."""
        self.doubts.append(Doubt(code=code, tab=self.title, row=row, column=column, found=found))

    def far(self, row: int, column: int, text: str) -> None:
        """Note a cell with content that stands too far away to be kept."""
        self._budget.spend(MAX_CELLS // MAX_FAR_CELLS)
        self.doubt("R011", row, column, text)

    def stray(self, row: int, column: int) -> None:
        """Note a cell that holds nothing but blanks."""
        if row > self.last_row:
            self.strays.append((row, column))

    def place(self, row: int, cells: list[Cell], column: int, cell: Cell) -> None:
        """Put a cell into the cells of that row; the usual case is the next column.

        Raises ``DamagedError`` where there is one already.
        """
        width = len(cells)
        if column >= width + GAP:
            self.far(row, column, cell.text)
        elif column >= width:
            cells.extend([BLANK] * (column - width))
            cells.append(cell)
        elif cells[column] is BLANK:
            cells[column] = cell
        else:
            raise DamagedError("one cell twice")

    def close_row(self, row: int, cells: list[Cell], *, is_hidden: bool = False) -> None:
        """Keep the cells of a row, if any; raises ``UnsafeError`` past the limit of cells."""
        if not cells:
            return
        self._budget.spend_row(len(cells))
        if row in self.rows:
            raise DamagedError("one row twice")
        self.rows[row] = tuple(cells)
        self.last_row = max(self.last_row, row)
        if is_hidden:
            self.hidden_rows.append(row)
