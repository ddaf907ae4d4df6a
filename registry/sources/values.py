"""What the value of a cell of an ``.xlsx`` workbook means, and what of it is in doubt."""

from __future__ import annotations

import re
from decimal import Decimal

from registry.snapshot import BLANK, Cell
from registry.sources.canonical import clean_text
from registry.sources.grid import Budget
from registry.sources.numbers import SIGNIFICANT_DIGITS, iso_date_text, number_text
from registry.sources.ooxml import Book
from registry.sources.strings import decode_escapes
from registry.workbook_wording import load_wording

Memory = dict[str, Cell]

_TRUE = ("1", "true")
_TEXTS = ("str", "inlineStr")
_NUMBER = re.compile(r"-?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]{1,4})?")


class Values:
    """The cells of one workbook by their raw values; equal ones are one object."""

    def __init__(self, book: Book, budget: Budget) -> None:
        self._budget = budget
        self._book = book
        self.calculates_on_load = book.calculates_on_load
        self._cells: dict[str, Cell] = {}
        self._memories: dict[tuple[str, str], Memory] = {}
        self._shared = {str(number): cell for number, cell in enumerate(book.strings)}

    def memory(self, kind: str, style: str) -> Memory:
        """What is known of cells of that type and style, by raw value."""
        return self._shared if kind == "s" else self._memories.setdefault((kind, style), {})

    def understand(self, raw: str, kind: str, style: str) -> tuple[Cell, str]:
        """The cell, and the code of the doubt about it; what has none is remembered."""
        cell, code = self._typed(raw, kind, style)
        if not code:
            self.memory(kind, style)[raw] = cell
        return cell, code

    def _typed(self, raw: str, kind: str, style: str) -> tuple[Cell, str]:
        if kind in _TEXTS:
            self._budget.spend_text(len(raw))
            return self._text(clean_text(decode_escapes(raw))), ""
        bare = raw.strip()
        match kind:
            case "s":
                return self._book.string(bare), ""
            case "e":
                return Cell(clean_text(bare), is_error=True), "R009"
            case "b":
                wording = load_wording()
                return self._text(wording.yes if bare in _TRUE else wording.no), ""
            case "d":
                return self._text(clean_text(iso_date_text(bare))), ""
            case _:
                return self._number(bare, style)

    def _number(self, raw: str, style: str) -> tuple[Cell, str]:
        shown = self._book.format(style)
        text = clean_text(number_text(raw, shown, date_1904=self._book.date_1904))
        return self._text(text), number_doubt(text, is_day=shown.is_calendar)

    def _text(self, text: str) -> Cell:
        return self._cells.setdefault(text, Cell(text)) if text else BLANK


def number_doubt(text: str, *, is_day: bool) -> str:
    """The code of what is doubtful about a number: its last digits are lost, or it is no day."""
    if _NUMBER.fullmatch(text) is None:
        return ""
    value = Decimal(text)
    if value and value.adjusted() >= SIGNIFICANT_DIGITS:
        return "R006"
    return "R007" if is_day and not _is_year(text) else ""


def _is_year(text: str) -> bool:
    return len(text) == len("2026") and text.isdecimal()
