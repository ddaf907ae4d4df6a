"""What is due as a workbook that an office can hand out, each row with a way back to its cell."""

from __future__ import annotations

import io
from collections.abc import Mapping

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from builders.due.listing import DueLine, DueList, entries, who
from builders.due.report import summary
from builders.due.words import tell
from builders.handout import CREATED, OPTIONS, cell_link, write_head
from registry.annotated import Limits
from registry.report import on_one_line
from registry.schema import Kind
from registry.template.looks import Looks, text_height
from registry.template.values import fit, write_text

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
    with Workbook(buffer, dict(OPTIONS)) as workbook:
        workbook.set_properties({"created": CREATED, "title": tell("book", "title")})
        sheet, looks = workbook.add_worksheet(tell("book", "sheet")), Looks(workbook)
        top = _write_top(sheet, looks, found)
        rows = [(who(name), line) for name, group in found.groups for line in group]
        for number, (responsible, line) in enumerate(rows):
            link = cell_link(line.address, book) if number < Limits().links else ""
            _write_row(sheet, looks, top + 1 + number, _texts(responsible, line), (line, link))
        sheet.autofilter(top, 0, top + max(len(rows), 1), len(_WIDTHS) - 1)
    return buffer.getvalue()


def _write_top(sheet: Worksheet, looks: Looks, found: DueList) -> int:
    """The lines above the list and its headings; returns the row of the headings."""
    above = [tell("book", "internal", day=found.due.as_of), *summary(found)]
    columns = {tell("book", key): width for key, width in _WIDTHS.items()}
    return write_head(sheet, looks, above, columns)


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
