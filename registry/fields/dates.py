"""Dates in the ways people type them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from registry.dates import PartialDate
from registry.fields.context import Context, Marks
from registry.fields.result import Fault, Parsed
from registry.fields.text import plain

_LONGEST = 60
_TIME = re.compile(r"[T ]\s*[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?$")
_PARTS = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?$")
_GLUED = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?$")
# A spreadsheet shows October, typed as 2024.10, as the number 2024.1.
_LOST_NAUGHT = re.compile(r"[0-9]{4}\.1$")
_SERIAL = re.compile(r"[2-7][0-9]{4}(\.0)?$")
_SERIAL_START = date(1899, 12, 30)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def parse_date(text: str, context: Context) -> Parsed:
    """A whole day; a month or a year alone is refused."""
    partial = _read(text, context.marks)
    if partial is None:
        return _unreadable(text)
    if partial.month is None or partial.day is None:
        return Parsed(None, (Fault(code="C004"),))
    return Parsed(date(partial.year, partial.month, partial.day))


def parse_partial_date(text: str, context: Context) -> Parsed:
    """A day, a month or a year."""
    partial = _read(text, context.marks)
    return _unreadable(text) if partial is None else Parsed(partial)


def _unreadable(text: str) -> Parsed:
    serial = plain(text)
    if not _SERIAL.match(serial):
        return Parsed(None, (Fault(code="C003"),))
    day = _SERIAL_START + timedelta(days=int(serial.split(".")[0]))
    return Parsed(None, (Fault(code="C003", suggestion=day.isoformat(), echoes=True),))


def _read(text: str, marks: Marks) -> PartialDate | None:
    if len(text) > _LONGEST:
        return None
    bare = _TIME.sub("", plain(text)).replace(" ", "")
    for mark in (marks.year, marks.month):
        bare = bare.replace(mark, "-")
    if _LOST_NAUGHT.match(bare):
        return None
    bare = re.sub(r"[./\u2010-\u2015\u2212]", "-", bare)
    # One sign may close the date: a day mark, or what the year or month mark became.
    bare = bare[:-1] if bare.endswith(tuple(f"-{marks.day}")) else bare
    match = _PARTS.match(bare) or _GLUED.match(bare)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    return _existing(year or 0, month, day)


def _existing(year: int, month: int | None, day: int | None) -> PartialDate | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return PartialDate(year, month, day)
