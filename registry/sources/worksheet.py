"""The cells of one sheet of an ``.xlsx`` workbook, in one pass that remembers equal values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers.expat import XMLParserType

from registry.snapshot import BLANK, Cell
from registry.sources.errors import DamagedError, UnsafeError
from registry.sources.grid import MAX_COLUMNS, MAX_ROWS, Budget, Grid
from registry.sources.ooxml import SheetPart
from registry.sources.package import Package, new_parser, refuse_depth
from registry.sources.skim import TEXT, skim
from registry.sources.values import Values

_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_TRUE = ("1", "true")
_ZERO = "0"
_ROW = re.compile(r'<row r="([0-9]{1,7})"((?: [\w:.]+="[^"<>&]*")*)>', re.ASCII)
_ROW_END = "</row>"
_HIDDEN = (' hidden="1"', ' hidden="true"')
_CELL_START = '<c r="'
_CELL_REST = re.compile(
    r'(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?'
    rf'(?:/>|>(?:<v>({TEXT})</v>|<is><t(?: xml:space="preserve")?>({TEXT})</t></is>)?</c>)'
)
_MOST_REMEMBERED = 200_000


def read_sheet(package: Package, sheet: SheetPart, values: Values, budget: Budget) -> Grid:
    """The cells of that sheet that hold something, and what is doubtful about them.

    Raises ``DamagedError`` where the part is missing, broken or names an impossible place.
    """
    grid = Grid(sheet.title, budget)
    grid.is_hidden = sheet.is_hidden
    parser = new_parser()
    skim(package, sheet.part, parser, _SheetReader(values, grid, parser))
    return grid


class _SheetReader:
    """Told of every element; most of them are cells, so their way is the short one.

    All text goes to one list, which each element that can hold a value empties where it begins.
    """

    opening = re.compile("<sheetData>")
    closing = _ROW_END

    def __init__(self, values: Values, grid: Grid, parser: XMLParserType) -> None:
        self._grid = grid
        self._values = values
        self._known: dict[str, Cell] = {}
        self._columns: dict[str, int] = {}
        self._tags: dict[str, str] = {}
        self._pieces: list[str] = []
        self._in_data = False
        self._phonetic = False
        self._rows = self._depth = 0
        self._row = 0
        self._in_row = False
        self._row_is_hidden = False
        self._column = -1
        self._cells: list[Cell] = []
        self._cell: dict[str, str] = {}
        self._value: str | None = None
        self._formula: str | None = None
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._pieces.append

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        refuse_depth(self._depth)
        tag = self._tags.get(name) or self._tag(name)
        if tag == "c":
            self._cell = attributes
            self._value = self._formula = None
        elif tag in {"v", "t", "f"}:
            self._pieces.clear()
        elif tag == "row":
            if self._in_data:
                is_hidden = attributes.get("hidden") in _TRUE
                self._open_row(attributes.get("r", str(self._row + 1)), is_hidden=is_hidden)
        elif tag == "rPh":
            self._phonetic = True
        elif not self._in_data:
            self._start_outside(tag, attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        tag = self._tags[name]
        if tag == "v":
            self._value = "".join(self._pieces)
        elif tag == "c":
            self._end_cell()
        elif tag == "t":
            if not self._phonetic:
                self._value = (self._value or "") + "".join(self._pieces)
        elif tag == "row":
            self._end_row()
        elif tag == "f":
            self._formula = "".join(self._pieces)
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "sheetData":
            self._in_data = False

    def _tag(self, name: str) -> str:
        """The name without its prefix, met once for each name."""
        return self._tags.setdefault(name, name.rpartition(":")[2])

    def _start_outside(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheetData":
            self._in_data = True
        elif tag == "col" and attributes.get("hidden") in _TRUE:
            if len(self._grid.hidden_columns) > MAX_COLUMNS:
                raise UnsafeError("columns")
            first, last = (_number(attributes.get(key, "")) for key in ("min", "max"))
            self._grid.hidden_columns.append((first - 1, last - 1))
        elif tag == "mergeCell":
            self._grid.merged.append(_corners(attributes.get("ref", "")))

    def _open_row(self, number: str, *, is_hidden: bool) -> None:
        self._rows += 1
        if self._rows > MAX_ROWS:
            raise UnsafeError("rows")
        self._row = _number(number)
        if self._in_row or not 1 <= self._row <= MAX_ROWS:
            raise DamagedError("row")
        self._in_row = True
        self._row_is_hidden = is_hidden
        self._column = -1
        self._cells = []
        self._formula = None

    def _end_row(self) -> None:
        self._in_row = False
        self._grid.close_row(self._row, self._cells, is_hidden=self._row_is_hidden)
        self._cells = []

    def _end_cell(self) -> None:
        if not self._in_row:
            return
        attributes = self._cell
        reference = attributes.get("r")
        column = self._column + 1 if reference is None else self._column_of(reference)
        self._column = column
        raw = self._value
        kind, style = attributes.get("t", "n"), attributes.get("s", "")
        # An empty text is a result; an empty number is what some programs write for none.
        if self._formula is not None and (raw is None or (kind == "n" and not raw.strip())):
            self._never_calculated(column, f"={self._formula}")
            return
        if raw is None:
            return
        cell = self._values.memory(kind, style).get(raw)
        if cell is None or self._formula is not None:
            cell = self._doubtful(raw, column, kind, style)
        if cell.text:
            self._grid.place(self._row, self._cells, column, cell)
        elif raw:
            self._grid.stray(self._row, column)

    def is_ready(self) -> bool:
        return self._in_data and not self._in_row

    def take(self, block: str) -> Iterator[str]:
        start = 0
        while start < len(block):
            end = block.index(_ROW_END, start)
            head = _ROW.match(block, start)
            if head is None or not self.is_ready() or not self._take_row(head, block[start:end]):
                yield block[start : end + len(_ROW_END)]
            start = end + len(_ROW_END)

    def _take_row(self, head: re.Match[str], row: str) -> bool:
        """Use up a row of plain cells; false, and nothing kept, where one of them is not plain."""
        first, *cells = row[head.end() - head.start() :].split(_CELL_START)
        if first:
            return False
        doubts = len(self._grid.doubts)
        self._open_row(head[1], is_hidden=any(sign in head[2] for sign in _HIDDEN))
        if self._take_cells(head[1], cells):
            self._end_row()
            return True
        del self._grid.doubts[doubts:]
        self._in_row = False
        self._rows -= 1
        return False

    def _take_cells(self, row: str, found: list[str]) -> bool:
        cells, columns, known = self._cells, self._columns, self._known
        width = 0
        for text in found:
            place, _, rest = text.partition('"')
            try:
                column = columns[place.removesuffix(row)]
            except KeyError:
                column = self._columns[place.removesuffix(row)] = self._column_of(place)
            cell = known.get(rest)
            if cell is None:
                cell = self._unknown(rest, column)
            if cell is None:
                return False
            if not cell.text:
                continue
            if column == width:
                cells.append(cell)
                width += 1
            else:
                self._grid.place(self._row, cells, column, cell)
                width = len(cells)
        return True

    def _unknown(self, rest: str, column: int) -> Cell | None:
        """The cell of that markup; none where it is not plain."""
        match = _CELL_REST.fullmatch(rest)
        if match is None:
            return None
        style, kind, value, inline = match.groups(default="")
        raw, kind = value or inline, kind or "n"
        if not raw:
            cell = BLANK
        else:
            memory = self._values.memory(kind, style)
            cell = memory.get(raw) or self._doubtful(raw, column, kind, style)
            if raw not in memory:
                return cell
            if not cell.text:
                self._grid.stray(self._row, column)
                return cell
        if len(self._known) < _MOST_REMEMBERED:
            self._known[rest] = cell
        return cell

    def _doubtful(self, raw: str, column: int, kind: str, style: str) -> Cell:
        cell, code = self._values.understand(raw, kind, style)
        if self._formula is not None and raw == _ZERO and self._values.calculates_on_load:
            code = "R008"
        if code:
            self._grid.doubt(code, self._row, column, cell.text)
        return cell

    def _never_calculated(self, column: int, formula: str) -> None:
        """A formula whose result was never stored: blank here, something on screen."""
        self._grid.doubt("R009", self._row, column, formula)
        self._grid.place(self._row, self._cells, column, Cell(formula, is_error=True))

    def _column_of(self, reference: str) -> int:
        match = _PLACE.fullmatch(reference)
        if match is None or int(match[2]) != self._row:
            raise DamagedError("place")
        return _column_index(match[1])


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < len("10000000")):
        raise DamagedError("number")
    return int(text)


def _corners(reference: str) -> tuple[int, int, int, int]:
    first, _, last = reference.partition(":")
    corners = [_PLACE.fullmatch(corner) for corner in (first, last or first)]
    (left, top), (right, bottom) = (
        (_column_index(match[1]), int(match[2])) if match else (0, 0) for match in corners
    )
    return top, left, bottom, right


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    if index > MAX_COLUMNS:
        raise DamagedError("column")
    return index - 1
