"""The tab of the words that drop-downs offer: it follows the terms tab by formulas."""

from __future__ import annotations

from xlsxwriter import Workbook

from registry.locale import Locale
from registry.schema import CHOICES
from registry.snapshot import column_letter
from registry.template.lists import Lists
from registry.template.looks import Looks
from registry.workbook_wording import load_wording

_SPARE_TERMS = 40
_FIRST_ROW = 3
_WIDTH = 20


def write_options(workbook: Workbook, looks: Looks, lists: Lists, locale: Locale) -> None:
    """Name every list; where there are terms, list those of each taxonomy on a tab of its own."""
    for name, formula in lists.names():
        workbook.define_name(name, formula)
    if not lists.has_terms:
        return
    wording = load_wording()
    title = wording.options_title
    sheet = workbook.add_worksheet(title)
    sheet.write_string(0, 0, wording.options_heading, looks.heading_line)
    sheet.set_column(0, len(CHOICES["taxonomy"]) - 1, _WIDTH)
    for column, taxonomy in enumerate(CHOICES["taxonomy"]):
        sheet.write_string(1, column, locale.choice("taxonomy", taxonomy), looks.heading)
        terms = lists.terms(taxonomy)
        slots = len(terms) + _SPARE_TERMS
        for number in range(1, slots + 1):
            place, shown = _FIRST_ROW + number - 2, (terms[number - 1 :] or [""])[0]
            formula = lists.term_formula(taxonomy, number)
            sheet.write_array_formula(
                place, column, place, column, formula, looks.prose, value=shown
            )
        letter = column_letter(column)
        cells = f"'{title}'!${letter}${_FIRST_ROW}:${letter}${_FIRST_ROW + slots - 1}"
        first = cells.partition(":")[0]
        filled = f'MAX(1,COUNTIF({cells},"?*"))'
        workbook.define_name(f"list_{taxonomy}", f"=OFFSET({first},0,0,{filled},1)")
