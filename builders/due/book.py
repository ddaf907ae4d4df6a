"""What is due as a workbook that an office can hand out, each row with a way back to its cell."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from builders.due.listing import DueLine, DueList, entries, who
from builders.due.report import summary
from builders.due.words import tell
from registry.annotated import Limits
from registry.diagnostics import Address
from registry.report import on_one_line
from registry.schema import Kind
from registry.template.looks import Looks, text_height
from registry.template.values import fit, write_text

_CREATED = datetime(2026, 1, 1, tzinfo=UTC)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_A4 = 9
_WIDTHS: Mapping[str, int] = {
    "responsible": 20,
    "state": 10,
    "due_on": 11,
    "verified_on": 11,
    "tab": 9,
    "entry": 28,
    "fact": 10,
    "why": 34,
    "todo": 30,
    "contact": 20,
    "verified_by": 11,
    "pegged": 26,
    "cell": 9,
    "done": 16,
}
_FILLS = {"overdue": "warning", "soon": "", "never": "notice"}


def due_bytes(found: DueList, book: str) -> bytes:
    """The workbook; the same list gives the same bytes. Texts stay texts in it.

    ``book`` is the address of the sheet as seen from the workbook, empty where no link can lead
    there; a cloud sheet has links of its own.
    """
    buffer = io.BytesIO()
    with Workbook(buffer, _OPTIONS) as workbook:
        workbook.set_properties({"created": _CREATED, "title": tell("book", "title")})
        sheet, looks = workbook.add_worksheet(tell("book", "sheet")), Looks(workbook)
        top = _write_top(sheet, looks, found)
        rows = [(who(name), line) for name, group in found.groups for line in group]
        for number, (responsible, line) in enumerate(rows):
            link = _link(line.address, book) if number < Limits().links else ""
            _write_row(sheet, looks, top + 1 + number, _texts(responsible, line), (line, link))
        sheet.autofilter(top, 0, top + max(len(rows), 1), len(_WIDTHS) - 1)
    return buffer.getvalue()


def _write_top(sheet: Worksheet, looks: Looks, found: DueList) -> int:
    """The lines above the list and its headings; returns the row of the headings."""
    above = [tell("book", "internal", day=found.due.as_of), *summary(found)]
    for row, line in enumerate(above):
        write_text(sheet, (row, 0), line, looks.plain_line)
    top = len(above)
    for column, (key, width) in enumerate(_WIDTHS.items()):
        sheet.set_column(column, column, width)
        write_text(sheet, (top, column), tell("book", key), looks.swatch("office"))
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    return top


def _texts(responsible: str, line: DueLine) -> dict[str, str]:
    item = line.item
    return {
        "responsible": responsible,
        "state": tell("state", item.state),
        "due_on": item.due_on.isoformat() if item.due_on else "",
        "verified_on": item.subject.verified_on.isoformat() if item.subject.verified_on else "",
        "tab": line.address.tab,
        "entry": line.entry,
        "fact": tell("fact", item.fact),
        "why": line.why,
        "todo": line.todo,
        "contact": line.contact,
        "verified_by": on_one_line(item.subject.verified_by),
        "pegged": entries(item.pegged),
        "cell": line.address.cell or str(line.address.row or ""),
        "done": "",
    }


def _write_row(
    sheet: Worksheet, looks: Looks, row: int, texts: dict[str, str], place: tuple[DueLine, str]
) -> None:
    line, link = place
    sheet.set_row(row, text_height([(text, _WIDTHS[key]) for key, text in texts.items()]))
    plain = looks.body(Kind.LINES, quoted=True)
    marked = looks.body(Kind.LINES, _FILLS[line.item.state], quoted=True)
    for column, (key, text) in enumerate(texts.items()):
        if key == "cell" and link:
            refused = sheet.write_url(row, column, link, looks.link, string=text)
            if not refused:
                continue
        write_text(sheet, (row, column), fit(text), marked if key == "state" else plain)


def _link(address: Address, book: str) -> str:
    """The address of the cell; of several workbooks that make a sheet, nobody knows the place."""
    if address.link or address.book or not book:
        return address.link
    tab = address.tab.replace("'", "''")
    return f"external:{book}#'{tab}'!{address.cell or f'A{address.row or 1}'}"
