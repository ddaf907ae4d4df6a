"""A copy of the sheet for the editor: marked cells, and a first tab that lists every problem."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from xlsxwriter import Workbook

from registry.annotated.findings import Findings
from registry.annotated.limits import Limits
from registry.annotated.marks import above_header, locate
from registry.annotated.names import sheet_names
from registry.annotated.tabs import write_copy_of
from registry.check import Outcome
from registry.locale import load_locale
from registry.snapshot import Snapshot
from registry.template.looks import Looks
from registry.workbook_wording import load_wording

_CREATED = datetime(2026, 1, 1, tzinfo=UTC)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_USUAL_LIMITS = Limits()


def annotated_bytes(snapshot: Snapshot, outcome: Outcome, limits: Limits = _USUAL_LIMITS) -> bytes:
    """The marked copy; the same sheet with the same problems gives the same bytes.

    It holds every column, private ones too. Read again it gives the same tables, except for
    texts longer than a cell of a workbook, which are cut and counted on the first tab.
    """
    wording, locale = load_wording(), load_locale()
    names = sheet_names([table.title for table in snapshot.tables], wording.findings_title)
    spots = locate(snapshot, outcome.diagnostics)
    buffer = io.BytesIO()
    with Workbook(buffer, _OPTIONS) as workbook:
        workbook.set_properties({"created": _CREATED, "subject": wording.findings_heading})
        looks = Looks(workbook)
        findings = Findings(workbook.add_worksheet(wording.findings_title), looks, limits)
        for index, (table, name) in enumerate(zip(snapshot.tables, names, strict=True)):
            sheet = workbook.add_worksheet(name)
            marks = spots.marks(index, locale, limits.notes)
            above = above_header(snapshot, index)
            cut, unnoted = write_copy_of(sheet, looks, table, above, marks)
            findings.remark(name, cut, unnoted)
        findings.write(snapshot.origin, outcome, spots.links(names))
    return buffer.getvalue()


__all__ = ["Limits", "annotated_bytes"]
