"""What the workbook itself watches while it is filled: lists, days, figures, stale rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from registry.locale import Locale
from registry.schema import Column, Kind, Tab
from registry.snapshot import Table, column_letter
from registry.template.lists import REVIEW_DAYS, Lists
from registry.template.looks import FIGURES
from registry.workbook_wording import load_wording

SPARE_ROWS = 500
"""How many rows below the last one the rules still hold for."""

_SEVERAL = (Kind.CHOICES, Kind.TERMS, Kind.REFERENCES)
EARLIEST, LATEST = date(1949, 10, 1), date(2100, 12, 31)


def validation(column: Column, lists: Lists) -> dict[str, object] | None:
    """The rule that a cell of that column is held to; ``None`` where any text is fine."""
    if not column.key:
        return None
    wording = load_wording()
    rule: dict[str, object] = {"error_title": wording.slip_title, "error_type": "warning"}
    rule["error_message"] = wording.fill[column.kind]
    if column.kind is Kind.DATE:
        bounds = {"minimum": EARLIEST, "maximum": LATEST}
        return rule | {"validate": "date", "criteria": "between"} | bounds
    if column.kind in FIGURES:
        return rule | {"validate": "decimal", "criteria": ">=", "value": 0}
    offer = lists.offer(column)
    if not offer:
        return None
    # A cell that may hold several words cannot be held to the list: it only offers them.
    rule |= {"validate": "list", "source": offer, "show_error": column.kind not in _SEVERAL}
    if column.kind is Kind.CHOICE:
        rule |= {"error_type": "stop", "error_message": wording.slip_text}
    return rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """The formulas that light up the rows of one tab; empty where its columns do not allow it.

    ``old`` is true for a published row whose verification no longer counts, ``unverified`` for
    an approved row without a day of verification. ``dated`` is the column of that day.
    """

    old: str = ""
    unverified: str = ""
    dated: int = 0


def watch(tab: Tab, table: Table, columns: list[Column], locale: Locale) -> Watch:
    """How the rows of that table are watched; the formulas are those of its first row."""
    places = {column.key: place for place, column in reversed(list(enumerate(columns)))}
    if "verified_on" not in places or "status" not in places:
        return Watch()
    first = table.header_row + 1
    state = f"${column_letter(places['status'])}{first}"
    day = f"${column_letter(places['verified_on'])}{first}"
    published = [code for code in locale.choices["status"] if tab.publishes(code)]
    live = ",".join(f'{state}="{locale.choice("status", code)}"' for code in published)
    # A day that was typed as text is a day all the same.
    since = f"TODAY()-IFERROR(DATEVALUE({day}),{day})"
    return Watch(
        old=f'=AND({day}<>"",OR({live}),{since}>{REVIEW_DAYS})',
        unverified=f'=AND({day}="",{state}="{locale.choice("status", "approved")}")',
        dated=places["verified_on"],
    )
