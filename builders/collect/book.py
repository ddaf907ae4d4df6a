"""The proposals as a workbook for the editor: one row each, and what must be known."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from builders.collect.proposals import Collection, Proposal
from builders.collect.report import slip_text
from builders.collect.ticks import Slip
from builders.collect.words import tell
from registry.locale import load_locale
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
_PROPOSALS: Mapping[str, int] = {
    "tab": 10,
    "id": 9,
    "name": 24,
    "kind": 9,
    "column": 12,
    "now": 16,
    "proposed": 16,
    "station": 24,
    "edition": 22,
    "remark": 40,
    "disputed": 9,
}
_TOLD: Mapping[str, int] = {"file": 28, "place": 20, "text": 80}


def proposals_bytes(collection: Collection) -> bytes:
    """The workbook; the same collection gives the same bytes. Texts stay texts in it."""
    buffer = io.BytesIO()
    with Workbook(buffer, _OPTIONS) as workbook:
        workbook.set_properties({"created": _CREATED, "title": tell("book", "title")})
        looks = Looks(workbook)
        for name, widths, rows in (
            ("proposals", _PROPOSALS, [_proposal(one) for one in collection.proposals]),
            ("told", _TOLD, [_slip(slip) for slip in collection.slips]),
        ):
            _write_table(workbook.add_worksheet(tell("book", name)), looks, widths, rows)
    return buffer.getvalue()


def _proposal(one: Proposal) -> dict[str, str]:
    return {
        "tab": load_locale().tabs[one.tab],
        "id": one.id,
        "name": one.name,
        "kind": tell("kind", one.kind),
        "column": one.column,
        "now": one.now,
        "proposed": one.proposed,
        "station": tell("book", "station_name", station=one.station, name=one.station_name),
        "edition": one.edition,
        "remark": one.remark,
        "disputed": tell("book", "yes") if one.is_disputed else "",
    }


def _slip(slip: Slip) -> dict[str, str]:
    place = tell("book", "row", list=slip.list, row=slip.row) if slip.row else ""
    return {"file": slip.file, "place": place, "text": slip_text(slip)}


def _write_table(
    sheet: Worksheet, looks: Looks, widths: Mapping[str, int], rows: list[dict[str, str]]
) -> None:
    write_text(sheet, (0, 0), tell("book", "internal"), looks.plain_line)
    body = looks.body(Kind.LINES, quoted=True)
    disputed = looks.body(Kind.LINES, "warning", quoted=True)
    for column, (key, width) in enumerate(widths.items()):
        sheet.set_column(column, column, width)
        write_text(sheet, (1, column), tell("book", key), looks.swatch("office"))
    for number, row in enumerate(rows, start=2):
        sheet.set_row(number, text_height([(text, widths[key]) for key, text in row.items()]))
        look = disputed if row.get("disputed") else body
        for column, key in enumerate(widths):
            write_text(sheet, (number, column), fit(row[key]), look)
    sheet.autofilter(1, 0, max(len(rows) + 1, 1), len(widths) - 1)
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
