"""The first sheet of the workbook: what an editor must know before filling the others."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from registry.locale import load_locale
from registry.snapshot import Snapshot
from registry.template.looks import Looks, text_height
from registry.workbook_wording import GuideSection, load_wording

_WIDTH = 92


def write_guide(workbook: Workbook, looks: Looks, snapshot: Snapshot) -> None:
    """How to fill the sheets, what the colours and states say, what each tab is for."""
    wording = load_wording()
    sheet = workbook.add_worksheet(wording.guide_title)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, _WIDTH)
    sheet.set_row(0, 36)
    sheet.write_string(0, 0, wording.title, looks.title)
    row = 2
    for section in wording.guide:
        row = _write_section(sheet, looks, section, row)
    sheet.write_string(row, 0, wording.tabs_heading, looks.heading)
    keys = {title: key for key, title in load_locale().tabs.items()}
    known = (table.title for table in snapshot.tables if table.title in keys)
    for place, title in enumerate(known, start=row + 1):
        sheet.write_url(place, 0, f"internal:'{title}'!A1", string=title)
        sheet.set_row(place, text_height([(wording.tabs[keys[title]], _WIDTH)]))
        sheet.write_string(place, 1, wording.tabs[keys[title]], looks.prose)


def _write_section(sheet: Worksheet, looks: Looks, section: GuideSection, row: int) -> int:
    sheet.write_string(row, 0, section.heading, looks.swatch(section.colour))
    for place, line in enumerate(section.lines, start=row):
        sheet.set_row(place, text_height([(line, _WIDTH)]))
        sheet.write_string(place, 1, line, looks.prose)
    return row + len(section.lines) + 1
