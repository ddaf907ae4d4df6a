"""What the number format of a cell shows: a plain number, a share, a date or a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFormat:
    """The parts of a date that are shown; none of them: a number.

    ``least_digits`` counts the digits that leading zeros fill up to.
    """

    year: bool = False
    month: bool = False
    day: bool = False
    time: bool = False
    elapsed: bool = False
    percent: bool = False
    least_digits: int = 0

    @property
    def is_calendar(self) -> bool:
        """True when some part of a date is shown, not only a time of day."""
        return self.year or self.month or self.day


GENERAL = NumberFormat()

# The formats that a workbook names by number only, as Chinese Excel and WPS show them.
_YEAR_MONTH, _MONTH_DAY, _DATE, _TIME, _SECONDS = "yyyy/m", "m/d", "yyyy/m/d", "h:mm", "h:mm:ss"
BUILT_IN: Mapping[int, str] = {
    9: "0%",
    10: "0.00%",
    14: _DATE,
    15: _DATE,
    16: _MONTH_DAY,
    17: _YEAR_MONTH,
    18: _TIME,
    19: _SECONDS,
    20: _TIME,
    21: _SECONDS,
    22: "yyyy/m/d h:mm",
    27: _YEAR_MONTH,
    28: _MONTH_DAY,
    29: _MONTH_DAY,
    30: _DATE,
    31: _DATE,
    32: _TIME,
    33: _SECONDS,
    34: _TIME,
    35: _SECONDS,
    36: _YEAR_MONTH,
    45: _SECONDS,
    46: "[h]:mm:ss",
    47: _SECONDS,
    50: _YEAR_MONTH,
    51: _MONTH_DAY,
    52: _YEAR_MONTH,
    53: _MONTH_DAY,
    54: _MONTH_DAY,
    55: _TIME,
    56: _SECONDS,
    57: _YEAR_MONTH,
    58: _MONTH_DAY,
}

_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]|general|am/pm|a/p')
_FRACTION_OF_SECOND = re.compile(r"(s\]?)\.0+")
_MINUTES_AFTER_HOURS = re.compile(r"(h\]?[^a-z]*)m+")
_MINUTES_BEFORE_SECONDS = re.compile(r"m+([^a-z]*s)")


def parse_format(code: str) -> NumberFormat:
    """What that format code shows; only its section for positive numbers counts."""
    bare = _LITERALS.sub("", code.casefold()).partition(";")[0].strip()
    bare = _FRACTION_OF_SECOND.sub(r"\1", bare)
    if re.search("[0#?]", bare):
        zeros = len(bare) if re.fullmatch("0{2,}", bare) else 0
        return NumberFormat(percent="%" in bare, least_digits=zeros)
    elapsed = "[" in bare
    bare = _MINUTES_AFTER_HOURS.sub(r"\1", bare)
    bare = _MINUTES_BEFORE_SECONDS.sub(r"\1", bare)
    return NumberFormat(
        year=bool(re.search("[ye]", bare)),
        month="m" in bare and not elapsed,
        day="d" in bare,
        time=bool(re.search("[hs]", bare)) or elapsed,
        elapsed=elapsed,
    )
