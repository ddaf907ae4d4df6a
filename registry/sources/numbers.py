"""The numbers of a workbook as texts: what the editor typed, not what a float became."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

from registry.sources.number_formats import NumberFormat

SIGNIFICANT_DIGITS = 15

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,4})?", re.ASCII | re.IGNORECASE)
_ROUNDING = Context(prec=SIGNIFICANT_DIGITS)
_DAY_SECONDS = 86_400
_EPOCH_1900 = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
_LAST_DAY = date.max
_FALSE_LEAP_DAY = 60  # the date system of 1900 knows a 29 February 1900
_ISO_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d))?(?:\.\d+)?Z?)?", re.ASCII)


def number_text(raw: str, shown: NumberFormat, *, date_1904: bool) -> str:
    """The text of a numeric cell under its format.

    A date is ``YYYY-MM-DD``, with a time of day ``YYYY-MM-DD HH:MM``; where only year and month
    are shown it is ``YYYY-MM``: a month never becomes a day. A date out of range stays a number.
    """
    if _NUMBER.fullmatch(raw) is None:
        return raw
    if shown.is_calendar or shown.time:
        return _date_text(Decimal(raw), shown, date_1904=date_1904) or plain_number(raw)
    if shown.percent:
        share = plain_number(str(_ROUNDING.plus(Decimal(raw)).scaleb(2)))
        return f"{share}%"
    text = plain_number(raw)
    return text.zfill(shown.least_digits) if text.isdecimal() else text


def plain_number(raw: str) -> str:
    """The number in plain decimal form, rounded to 15 significant digits.

    Whole numbers of more digits are left as they are written: they are document or identity
    numbers that lost their last digits, and must be seen as such.
    """
    if _NUMBER.fullmatch(raw) is None:
        return raw
    value = Decimal(raw)
    if abs(value.adjusted()) >= SIGNIFICANT_DIGITS and value:
        return raw
    text = f"{_ROUNDING.plus(value):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def iso_date_text(raw: str) -> str:
    """A date that the file keeps as text, in our form."""
    match = _ISO_DATE.fullmatch(raw)
    if match is None:
        return raw
    day, minutes, seconds = match.groups(default="00")
    time = minutes if seconds == "00" else f"{minutes}:{seconds}"
    return day if time in ("00", "00:00") else f"{day} {time}"


def _date_text(serial: Decimal, shown: NumberFormat, *, date_1904: bool) -> str | None:
    if serial < 0 or serial.adjusted() > SIGNIFICANT_DIGITS:
        return None
    total = int((serial * _DAY_SECONDS).to_integral_value(ROUND_HALF_UP))
    if shown.elapsed:
        return _clock(total)
    days, seconds = divmod(total, _DAY_SECONDS)
    if not shown.is_calendar:
        return _clock(seconds)
    day = _day(days, date_1904=date_1904)
    if day is None:
        return None
    text = _shown_day(day, shown)
    if shown.time and seconds:
        text += " " + _clock(seconds)
    return text


def _day(days: int, *, date_1904: bool) -> date | None:
    epoch = _EPOCH_1904 if date_1904 else _EPOCH_1900
    if not date_1904:
        if days in (0, _FALSE_LEAP_DAY):
            return None
        days += days < _FALSE_LEAP_DAY
    return epoch + timedelta(days) if days <= (_LAST_DAY - epoch).days else None


def _shown_day(day: date, shown: NumberFormat) -> str:
    if shown.year and not shown.day:
        return f"{day:%Y-%m}" if shown.month else f"{day:%Y}"
    return day.isoformat()


def _clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    text = f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}:{rest:02d}" if rest else text
