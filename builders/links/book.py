"""What was seen of the links as a workbook, a row for each cell with a way back to it."""

from __future__ import annotations

import io
from collections.abc import Mapping

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from builders.handout import CREATED, OPTIONS, cell_link, write_head
from builders.links.listing import LinkCell, LinkLine, LinkList
from builders.links.report import finding, summary, told_lines
from builders.links.words import tell
from registry.annotated import Limits
from registry.schema import Kind
from registry.template.looks import Looks, text_height
from registry.template.values import fit, write_text

_WIDTHS: Mapping[str, int] = {
    "group": 20,
    "address": 40,
    "why": 36,
    "final": 40,
    "todo": 30,
    "tab": 9,
    "entry": 28,
    "cell": 9,
    "done": 16,
}
_FILLS = {"gone": "error", "moved": "warning"}


def links_bytes(found: LinkList, book: str) -> bytes:
    """The workbook; the same list gives the same bytes. Texts stay texts in it.

    ``book`` is the address of the sheet as seen from the workbook, empty where no link can lead
    there. Addresses are no links: they are there to be copied.
    """
    buffer = io.BytesIO()
    with Workbook(buffer, dict(OPTIONS)) as workbook:
        workbook.set_properties({"created": CREATED, "title": tell("book", "title")})
        sheet, looks = workbook.add_worksheet(tell("book", "sheet")), Looks(workbook)
        above = [tell("book", "internal", day=found.as_of), *summary(found)]
        columns = {tell("book", key): width for key, width in _WIDTHS.items()}
        top = write_head(sheet, looks, above, columns)
        rows = [(line, cell) for line in told_lines(found) for cell in line.cells]
        for number, (line, cell) in enumerate(rows):
            link = cell_link(cell.address, book) if number < Limits().links else ""
            _write_row(sheet, looks, top + 1 + number, (line, cell, link))
        sheet.autofilter(top, 0, top + max(len(rows), 1), len(_WIDTHS) - 1)
    return buffer.getvalue()


def _texts(line: LinkLine, cell: LinkCell) -> dict[str, str]:
    return {
        "group": tell("group", line.group),
        "address": line.address,
        "why": finding(line),
        "final": line.new_address,
        "todo": line.todo,
        "tab": cell.address.tab,
        "entry": cell.entry,
        "cell": cell.address.cell or str(cell.address.row or ""),
        "done": "",
    }


def _write_row(
    sheet: Worksheet, looks: Looks, row: int, told: tuple[LinkLine, LinkCell, str]
) -> None:
    line, cell, link = told
    texts = _texts(line, cell)
    sheet.set_row(row, text_height([(text, _WIDTHS[key]) for key, text in texts.items()]))
    plain = looks.body(Kind.LINES, quoted=True)
    marked = looks.body(Kind.LINES, _FILLS.get(line.group, ""), quoted=True)
    for column, (key, text) in enumerate(texts.items()):
        if key == "cell" and link:
            refused = sheet.write_url(row, column, link, looks.link, string=text)
            if not refused:
                continue
        write_text(sheet, (row, column), fit(text), marked if key == "group" else plain)
