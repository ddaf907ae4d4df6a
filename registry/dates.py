"""Dates as the sheet knows them: a whole day, or only a month or a year."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PartialDate:
    """An as-of date that names a year, a month or a day; blank parts are ``None``.

    It says until when a text was read or a figure seen, never from when it applies.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)

    @property
    def first_day(self) -> date:
        """The first day that the date may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day that the date may mean."""
        month = self.month or 12
        day = self.day or calendar.monthrange(self.year, month)[1]
        return date(self.year, month, day)


def legal_year_start(as_of: date, *, month: int, day: int) -> date:
    """The first day of the legal year that ``as_of`` falls in (standards change on that day)."""
    start = date(as_of.year, month, day)
    return start if start <= as_of else date(as_of.year - 1, month, day)


def next_legal_year_start(seen: date, *, month: int, day: int) -> date:
    """The first day after the legal year that ``seen`` falls in."""
    start = legal_year_start(seen, month=month, day=day)
    return start.replace(year=start.year + 1)
