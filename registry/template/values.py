"""How one cell of a snapshot is written, so that it reads back as the same text."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from registry.schema import Kind
from registry.snapshot import Cell
from registry.sources.numbers import plain_number
from registry.template.looks import FIGURES

LONGEST_TEXT = 32_767
"""What a cell of a workbook holds, counted as spreadsheets count: in UTF-16 units."""

_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d", re.ASCII)
_FIGURE = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))
_RICH = ("<r>", "</r>")


def write_value(
    sheet: Worksheet, place: tuple[int, int], cell: Cell, kind: Kind, look: Format
) -> None:
    """Write a day as a day, a figure as a figure, an error as an error, all else as text.

    Raises ``ValueError`` where the text is longer than a workbook allows.
    """
    row, column = place
    text = cell.text
    if kind is Kind.DATE and (day := real_day(text)):
        sheet.write_datetime(row, column, datetime.combine(day, time.min), look)
    elif kind in FIGURES and is_real_figure(text):
        sheet.write_number(row, column, float(text), look)
    elif cell.is_error and text in _ERRORS:
        sheet.write_formula(row, column, f"={text}", look, text)
    else:
        write_text(sheet, place, text, look)


def write_text(sheet: Worksheet, place: tuple[int, int], text: str, look: Format) -> None:
    """Write a text as it is, whatever it looks like; ``ValueError`` where it is too long."""
    row, column = place
    if is_too_long(text):
        raise ValueError(f"{sheet.name} {row + 1}: cell too long")
    if text.startswith(_RICH[0]) and text.endswith(_RICH[1]):
        # The writing library takes such a text for its own markup, unless it comes in pieces.
        sheet.write_rich_string(row, column, text[0], text[1], text[2:], look)
    else:
        sheet.write_string(row, column, text, look)


def units(text: str) -> int:
    """The length of a text as spreadsheets count it: signs beyond the first plane count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_too_long(text: str) -> bool:
    """True for a text that no cell of a workbook holds."""
    return 2 * len(text) > LONGEST_TEXT and units(text) > LONGEST_TEXT


def fit(text: str) -> str:
    """The text, or as much of its beginning as a cell of a workbook holds."""
    if not is_too_long(text):
        return text
    return text.encode("utf-16-le")[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore")


def looks_like_formula(text: str) -> bool:
    """True for a text that a spreadsheet would take for a formula if somebody typed it."""
    return text.startswith(("=", "+", "-", "@", "\t", "\r"))


def real_day(text: str) -> date | None:
    """The day that a text in our form names, if it is one of these two centuries."""
    if _DAY.fullmatch(text) is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_real_figure(text: str) -> bool:
    """True for a text that comes back as it is where it is kept as a number."""
    return bool(_FIGURE.fullmatch(text)) and plain_number(f"{float(text):.16G}") == text
