"""Days of verification: none in the future, none too long ago, the missing ones counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from registry.check.book import Book, Line
from registry.dates import PartialDate
from registry.diagnostics import Diagnostic
from registry.fields import Fault
from registry.freshness import Freshness

_UNKNOWN = Fault(code="F002")


def check_verified(book: Book) -> Iterator[Diagnostic]:
    """Days of verification that cannot be, that are missing, or that no longer count."""
    freshness = book.freshness
    for line in book.having("verified_on"):
        is_unread = "verified_on" in line.faulty
        fault = None if is_unread else _fault(line, freshness, book.last_day)
        if fault is not None:
            yield line.problem("verified_on", fault)


def _fault(line: Line, freshness: Freshness, last_day: date) -> Fault | None:
    day = line.value("verified_on")
    if not isinstance(day, date):
        needs = line.word("status") == "approved" and "verified_on" in line.sheet.positions
        return _UNKNOWN if needs else None
    values = {"days": str(freshness.settings.review_days), "today": last_day.isoformat()}
    if day > last_day:
        return Fault(code="F001", values=values)
    is_old = (freshness.as_of - day).days > freshness.settings.review_days
    return Fault(code="F003", values=values) if is_old and line.is_published else None


def check_as_of(book: Book) -> Iterator[Diagnostic]:
    """Texts and figures said to be as of a day that has not come."""
    for line in book.having("as_of"):
        seen = line.value("as_of")
        if isinstance(seen, PartialDate) and seen.first_day > book.last_day:
            values = {"today": book.last_day.isoformat()}
            yield line.problem("as_of", Fault(code="F004", values=values))
