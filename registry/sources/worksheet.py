"""The cells of one sheet of a workbook; a cell far away costs no more than a near one."""

from __future__ import annotations

import re

from registry.snapshot import Cell
from registry.sources.canonical import MAX_COLUMNS, MAX_ROWS, Grid, clean_text
from registry.sources.errors import DamagedError
from registry.sources.numbers import iso_date_text, number_text
from registry.sources.ooxml import Book, decode_escapes
from registry.sources.package import Package
from registry.workbook_wording import load_wording

_LETTERS = re.compile("[A-Z]{1,3}")
_TRUE = ("1", "true")
_BLANK = Cell()


def read_sheet(package: Package, part: str, book: Book) -> Grid:
    """The cells of that sheet that hold something.

    Raises ``DamagedError`` where the part is missing, broken or names an impossible place.
    """
    reader = _SheetReader(book)
    package.parse(part, reader)
    return {number: cells for number, cells in reader.grid.items() if cells}


class _SheetReader:
    def __init__(self, book: Book) -> None:
        self.grid: dict[int, dict[int, Cell]] = {}
        self._book = book
        self._in_data = False
        self._row = 0
        self._column = -1
        self._columns: dict[str, int] = {}
        self._cell: dict[str, str] | None = None
        self._value: list[str] | None = None
        self._formula: list[str] | None = None
        self._open: list[str] | None = None
        self._phonetic = False
        self.starts = {
            "sheetData": self._start_data,
            "row": self._start_row,
            "c": self._start_cell,
            "v": self._start_value,
            "t": self._start_text,
            "f": self._start_formula,
            "rPh": self._start_phonetic,
        }
        self.ends = {
            "sheetData": self._end_data,
            "c": self._end_cell,
            "v": self._end_piece,
            "t": self._end_piece,
            "f": self._end_piece,
            "rPh": self._end_phonetic,
        }

    def text(self, data: str) -> None:
        if self._open is not None:
            self._open.append(data)

    def _start_data(self, _: dict[str, str]) -> None:
        self._in_data = True

    def _end_data(self) -> None:
        self._in_data = False

    def _start_row(self, attributes: dict[str, str]) -> None:
        if not self._in_data:
            return
        number = attributes.get("r", str(self._row + 1))
        if not (number.isascii() and number.isdecimal() and 1 <= int(number) <= MAX_ROWS):
            raise DamagedError("row number")
        self._row = int(number)
        self._column = -1

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if not self._in_data:
            return
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            letters = reference.rstrip("0123456789")
            if letters not in self._columns:
                self._columns[letters] = _column_index(letters)
            self._column = self._columns[letters]
        self._cell = attributes
        self._value = None
        self._formula = None

    def _start_value(self, _: dict[str, str]) -> None:
        self._value = self._open = []

    def _start_text(self, _: dict[str, str]) -> None:
        if not self._phonetic:
            self._value = self._open = self._value or []

    def _start_formula(self, _: dict[str, str]) -> None:
        self._formula = self._open = []

    def _start_phonetic(self, _: dict[str, str]) -> None:
        self._phonetic = True

    def _end_piece(self) -> None:
        self._open = None

    def _end_phonetic(self) -> None:
        self._phonetic = False

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        cell = self._content(self._cell)
        self._cell = None
        if cell.text:
            self.grid.setdefault(self._row, {})[self._column] = cell

    def _content(self, attributes: dict[str, str]) -> Cell:
        if self._value is None:
            # A formula whose result was never stored: blank here, something on screen.
            if self._formula is None:
                return _BLANK
            return Cell("=" + "".join(self._formula), is_error=True)
        raw = "".join(self._value)
        kind = attributes.get("t", "n")
        if kind in ("str", "inlineStr"):
            return Cell(clean_text(decode_escapes(raw)))
        return self._typed(kind, raw.strip(), attributes.get("s", ""))

    def _typed(self, kind: str, raw: str, style: str) -> Cell:
        match kind:
            case "s":
                return self._book.string(raw)
            case "e":
                return Cell(clean_text(raw), is_error=True)
            case "b":
                wording = load_wording()
                return Cell(wording.yes if raw in _TRUE else wording.no)
            case "d":
                return Cell(clean_text(iso_date_text(raw)))
            case _:
                shown = self._book.format(style)
                text = number_text(raw, shown, date_1904=self._book.date_1904)
                return Cell(clean_text(text))


def _column_index(letters: str) -> int:
    if _LETTERS.fullmatch(letters) is None:
        raise DamagedError("column")
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    if index > MAX_COLUMNS:
        raise DamagedError("column")
    return index - 1
