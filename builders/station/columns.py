"""Columns of the workbook: which ones print, how wide they are, how high a row must be."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from builders.station.model import Checklist

PRINTED: Mapping[str, tuple[str, ...]] = {
    "signals": (
        "degree",
        "observation",
        "question",
        "response_time",
        "first_step",
        "duty_to_report",
        "services",
    ),
    "services": (
        "name",
        "content",
        "response_time",
        "how_to_ask",
        "provider",
        "red_flag",
        "internal_procedure",
    ),
    "resources": (
        "name",
        "content",
        "opening_hours",
        "fee",
        "phone",
        "how_to_apply",
        "capacity",
        "liaison",
        "liaison_phone",
        "referral",
    ),
    "policies": ("name", "who", "figures", "apply_at", "phone", "advisor_hint"),
    "contacts": ("role", "coverage", "duty", "office_phone", "name", "mobile"),
}
"""The columns that stand left of the ticks and print on one page width; others follow right."""

TICKS = ("confirmed", "wrong", "stopped")
"""The columns that an advisor ticks; the remark follows them."""

_WIDTHS: Mapping[str, float] = {
    "id": 7,
    "mark": 7,
    "confirmed": 12,
    "wrong": 5,
    "stopped": 5,
    "degree": 6,
    "note": 14,
    "name": 16,
    "role": 22,
    "capacity": 11,
    "fee": 9,
    "liaison": 10,
    "response_time": 12,
    "opening_hours": 13,
    "phone": 15,
    "office_phone": 15,
    "liaison_phone": 15,
    "mobile": 15,
    "provider": 14,
    "how_to_apply": 18,
    "how_to_ask": 20,
    "services": 22,
    "apply_at": 20,
    "red_flag": 26,
    "duty": 34,
    "coverage": 24,
    "content": 26,
    "observation": 30,
    "question": 30,
    "first_step": 30,
    "duty_to_report": 26,
    "referral": 23,
    "internal_procedure": 36,
    "who": 30,
    "figures": 40,
    "advisor_hint": 32,
    "place": 80,
}
_ORDINARY_WIDTH = 36.0
FONT_POINTS = 12
HEAD_POINTS = 24
_LINE_POINTS = 1.5 * FONT_POINTS
_ROOM = 0.88
"""How many narrow characters of our font go where one of the workbook's own font would."""
_HIGHEST_ROW = 409.0


def column_order(checklist: Checklist) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns that print, from the id to the note, and those that follow on screen only."""
    left = PRINTED[checklist.key]
    rest = tuple(key for key in checklist.labels if key != "id" and key not in left)
    return ("id", *left, "mark", *TICKS, "note"), rest


def width_of(column: str) -> float:
    """How many narrow characters a column holds."""
    return _WIDTHS.get(column, _ORDINARY_WIDTH)


def height_of(row: Mapping[str, str]) -> float:
    """The height in points at which every text of a row is seen whole."""
    lines = max(
        (
            sum(_lines(line, width_of(key)) for line in text.split("\n"))
            for key, text in row.items()
        ),
        default=1,
    )
    return min(_HIGHEST_ROW, _LINE_POINTS * lines + 3)


def _lines(text: str, width: float) -> int:
    space = sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)
    return max(1, -(-space // int(width * _ROOM - 1)))
