"""An ``.ods`` workbook: repeated cells are counted, not spread out, and notes are no content."""

from __future__ import annotations

from collections.abc import Callable

from registry.snapshot import BLANK, Cell, Snapshot
from registry.sources.canonical import build_snapshot, clean_text
from registry.sources.errors import DamagedError, UnsafeError
from registry.sources.grid import MAX_COLUMNS, MAX_ROWS, Budget, Grid
from registry.sources.opendocument_values import Paragraphs, Styles, cell_of, plain_attributes
from registry.sources.package import Package

_CONTENT = "content.xml"
_HIDDEN = ("collapse", "filter")
# What these hold is shown beside the cells, or was deleted from them.
_NO_CONTENT = (
    *("annotation", "shapes", "frame", "tracked-changes", "forms", "dde-links", "ruby-text"),
    *("note", "g", "custom-shape", "content-validations"),
)


def read_opendocument(content: bytes, name: str) -> Snapshot:
    """All sheets, hidden ones too; formulas give their stored results.

    ``name`` is where it comes from. Raises ``DamagedError`` or ``UnsafeError``.
    """
    reader = _ContentReader()
    Package(content).parse(_CONTENT, reader)
    if not reader.grids:
        raise DamagedError("no sheets")
    return build_snapshot(reader.grids, origin=name)


class _ContentReader:
    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self._budget = Budget()
        self._styles = Styles()
        self._grid: Grid | None = None
        self._is_copy = False
        self._paragraphs = Paragraphs()
        self._aside = 0
        self._row = self._row_repeats = 0
        self._row_is_hidden = False
        self._column = self._header_columns = 0
        self._cells: list[Cell] = []
        self._doubts: list[tuple[str, int, str]] = []
        self._cell: dict[str, str] | None = None
        self.starts: dict[str, Callable[[dict[str, str]], None]] = {
            **self._styles.starts,
            "table": self._start_table,
            "table-source": self._start_source,
            "table-column": self._start_column,
            "table-row": self._start_row,
            "table-cell": self._start_cell,
            "covered-table-cell": self._start_cell,
            "p": self._start_paragraph,
            "s": self._spaces,
            "tab": self._tab,
            "line-break": self._line_break,
            **dict.fromkeys(_NO_CONTENT, self._start_aside),
        }
        self.ends: dict[str, Callable[[], None]] = {
            **self._styles.ends,
            "table": self._end_table,
            "table-row": self._end_row,
            "table-cell": self._end_cell,
            "covered-table-cell": self._end_cell,
            "p": self._end_paragraph,
            **dict.fromkeys(_NO_CONTENT, self._end_aside),
        }

    def text(self, data: str) -> None:
        if self._is_in_cell():
            self._paragraphs.add(data)

    def _is_in_cell(self) -> bool:
        return self._cell is not None and not self._aside

    def _start_aside(self, _: dict[str, str]) -> None:
        self._aside += 1

    def _end_aside(self) -> None:
        self._aside -= 1

    def _start_paragraph(self, _: dict[str, str]) -> None:
        if self._is_in_cell():
            self._paragraphs.start()

    def _end_paragraph(self) -> None:
        if self._is_in_cell():
            self._paragraphs.end()

    def _spaces(self, attributes: dict[str, str]) -> None:
        if self._is_in_cell():
            count = _count(plain_attributes(attributes).get("c", "1"), MAX_ROWS)
            self._budget.spend_text(count)
            self._paragraphs.spaces(count)

    def _tab(self, _: dict[str, str]) -> None:
        if self._is_in_cell():
            self._paragraphs.tab()

    def _line_break(self, _: dict[str, str]) -> None:
        if self._is_in_cell():
            self._paragraphs.line_break()

    def _start_table(self, attributes: dict[str, str]) -> None:
        if self._aside:
            return
        if self._grid is not None:
            raise DamagedError("a table inside a table")
        found = plain_attributes(attributes)
        self._grid = Grid(clean_text(found.get("name", "")), self._budget)
        self._grid.is_hidden = self._styles.hides(found.get("style-name", ""))
        self._is_copy = False
        self._row = self._header_columns = 0

    def _start_source(self, _: dict[str, str]) -> None:
        """The table is the remembered content of another file."""
        self._is_copy = True

    def _end_table(self) -> None:
        if self._aside or self._grid is None:
            return
        if not self._is_copy:
            self.grids.append(self._grid)
        self._grid = None

    def _start_column(self, attributes: dict[str, str]) -> None:
        if self._grid is None or self._aside:
            return
        found = plain_attributes(attributes)
        first = self._header_columns
        self._header_columns += _count(found.get("number-columns-repeated", "1"), MAX_COLUMNS)
        if found.get("visibility") in _HIDDEN:
            if len(self._grid.hidden_columns) > MAX_COLUMNS:
                raise UnsafeError("columns")
            self._grid.hidden_columns.append((first, self._header_columns - 1))

    def _start_row(self, attributes: dict[str, str]) -> None:
        if self._aside:
            return
        found = plain_attributes(attributes)
        self._row_repeats = _count(found.get("number-rows-repeated", "1"), MAX_ROWS)
        self._row_is_hidden = found.get("visibility") in _HIDDEN
        self._row += 1
        self._column = 0
        self._cells = []
        self._doubts = []

    def _end_row(self) -> None:
        if self._aside or self._grid is None:
            return
        last = self._row + self._row_repeats - 1
        if last > MAX_ROWS:
            raise DamagedError("row number")
        if self._cells or self._doubts:
            for row in range(self._row, last + 1):
                self._grid.close_row(row, self._cells, is_hidden=self._row_is_hidden)
                for code, column, found in self._doubts:
                    self._grid.doubt(code, row, column, found)
        self._row = last

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if self._aside:
            return
        if self._cell is not None:
            raise DamagedError("a cell inside a cell")
        self._cell = attributes
        self._paragraphs.clear()

    def _end_cell(self) -> None:
        if self._aside or self._grid is None or self._cell is None:
            return
        attributes, self._cell = self._cell, None
        found = plain_attributes(attributes)
        repeats = _count(found.get("number-columns-repeated", "1"), MAX_COLUMNS)
        first, self._column = self._column, self._column + repeats
        if self._column > MAX_COLUMNS:
            raise DamagedError("column")
        self._note_span(found, first)
        typed = self._paragraphs.text()
        cell, code = cell_of(attributes, typed, self._styles)
        if cell is BLANK:
            if typed:
                self._grid.stray(self._row, first)
            return
        for column in range(first, self._column):
            self._grid.place(self._row, self._cells, column, cell)
            if code:
                self._doubts.append((code, column, cell.text))

    def _note_span(self, found: dict[str, str], column: int) -> None:
        rows = _count(found.get("number-rows-spanned", "1"), MAX_ROWS)
        columns = _count(found.get("number-columns-spanned", "1"), MAX_COLUMNS)
        if self._grid is not None and rows * columns > 1:
            bottom, right = self._row + rows - 1, column + columns - 1
            self._grid.merged.append((self._row, column, bottom, right))


def _count(text: str, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < len("10000000")):
        raise DamagedError("count")
    if not 0 < int(text) <= most:
        raise DamagedError("count")
    return int(text)
