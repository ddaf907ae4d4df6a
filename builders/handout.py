"""What the workbooks that an office hands out have alike: ways back to the sheet, and the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from xlsxwriter.worksheet import Worksheet

from registry.diagnostics import Address
from registry.template.looks import Looks
from registry.template.values import write_text

CREATED = datetime(2026, 1, 1, tzinfo=UTC)
"""The day that every such workbook bears, so that the same list gives the same bytes."""

OPTIONS: Mapping[str, bool] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""Texts stay texts."""

_A4 = 9


def write_head(
    sheet: Worksheet, looks: Looks, above: Iterable[str], columns: Mapping[str, int]
) -> int:
    """The lines above a list, then its headings with their widths; returns their row."""
    lines = tuple(above)
    for row, line in enumerate(lines):
        write_text(sheet, (row, 0), line, looks.plain_line)
    top = len(lines)
    for column, (heading, width) in enumerate(columns.items()):
        sheet.set_column(column, column, width)
        write_text(sheet, (top, column), heading, looks.swatch("office"))
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    return top


def cell_link(address: Address, book: str) -> str:
    """The address of the cell; of several workbooks that make a sheet, nobody knows the place."""
    if address.link or address.book or not book:
        return address.link
    tab = address.tab.replace("'", "''")
    return f"external:{book}#'{tab}'!{address.cell or f'A{address.row or 1}'}"
