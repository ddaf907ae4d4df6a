"""What stands where on the cards of a printed list: facts in two columns, the rest below."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

__all__ = ["CARDS", "Card", "Part", "Row", "is_tall", "rows_of"]

Row = dict[str, object]
"""``keys`` of the cells in one line; ``at``, in points, is where the second of them starts.

``open`` is told with the keys of all cells that nobody knows yet."""

POINTS_A_MM = 72 / 25.4
TEXT_SIZE = 10.5
"""Points; the size of facts in the templates."""

_INSET = 8.0
_SLACK = 1.0
_GAP = 10.0
_LONGEST = 25
_TALL_LINES = 40
_TALL_BAND_LINES = 12
_SIGNS_A_LINE = 12
_TOLD_ONCE = frozenset({"verified_on"})
"""That nobody has checked a row yet is told once, at the head of its list."""

_SEAM_EMS = 0.25
_SEAM = re.compile(r"(?<=[0-9A-Za-z])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[0-9A-Za-z])")
"""Where the engine sets letters or figures off from Chinese."""

_EMS: Mapping[str, float] = {
    **dict.fromkeys(map(chr, range(0x20, 0x7F)), 0.65),
    **dict.fromkeys("0123456789", 0.56),
    **dict.fromkeys("',.:;|!ijlftrI()[]{}-/\\", 0.4),
    **dict.fromkeys("mwMW@%", 0.95),
    **dict.fromkeys(" \u00a0", 0.23),
    **dict.fromkeys("\u2060\u200b", 0.0),
    "\u2013": 0.54,
}
"""Widths of signs in the print font, rather too wide than too narrow; all others are 1 em."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Cells that stand together, in order, in a column ``width`` millimetres wide.

    Two short ones share a line, except those ``alone``; without a width each has its own.
    """

    keys: tuple[str, ...]
    width: float = 0.0
    alone: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The parts of a card by name, the widths of its columns, the room for a fact's heading.

    Columns are in millimetres, ``head`` in points, a space after the heading included.
    """

    columns: tuple[float, ...]
    head: float = 22.0
    parts: Mapping[str, Part] = field(default_factory=dict)


CARDS: Mapping[str, Card] = {
    "signals": Card(
        columns=(13, 11, 87, 68),
        parts={"rest": Part(keys=("audiences", "services", "policies", "source"))},
    ),
    "services": Card(
        columns=(17, 78, 84),
        parts={
            "left": Part(keys=("response_time", "frequency", "how_to_ask", "provider"), width=78),
            "right": Part(keys=("red_flag", "internal_procedure"), width=84),
            "rest": Part(
                keys=(
                    "audiences",
                    "need_dimensions",
                    "support_kinds",
                    "coverage",
                    "policies",
                    "resources",
                    "source",
                    "verified_on",
                )
            ),
        },
    ),
    "resources": Card(
        columns=(17, 84, 78),
        parts={
            "left": Part(
                keys=(
                    "modes",
                    "opening_hours",
                    "fee",
                    "phone",
                    "address",
                    "how_to_apply",
                    "organization",
                ),
                width=84,
            ),
            "right": Part(
                keys=("capacity", "liaison", "liaison_phone", "referral"),
                width=78,
                alone={"capacity"},
            ),
            "rest": Part(
                keys=(
                    "audiences",
                    "need_dimensions",
                    "support_kinds",
                    "coverage",
                    "from_on",
                    "to_on",
                    "policies",
                    "services",
                    "source",
                    "verified_on",
                )
            ),
        },
    ),
    "policies": Card(
        columns=(17, 90, 72),
        head=31.0,
        parts={
            "left": Part(keys=("figures",)),
            "papers": Part(keys=("documents",)),
            "right": Part(
                keys=("apply_at", "decided_by", "phone", "time_limit", "verified_on"), width=72
            ),
            "hint": Part(keys=("advisor_hint",)),
        },
    ),
}
"""The printed lists that are made of cards, by key."""


def rows_of(card: Card, cells: Mapping[str, str], unknown: Collection[str]) -> dict[str, list[Row]]:
    """The lines of each part of a card; ``unknown`` cells follow together in the last one."""
    return {name: list(_rows(part, card.head, cells, unknown)) for name, part in card.parts.items()}


def is_tall(cells: Mapping[str, str]) -> bool:
    """Whether a row may be higher than a page, so that it is worth measuring."""
    return _lines(*cells.values()) > _TALL_LINES


def is_tall_band(title: str, description: str) -> bool:
    """Whether a band is so high that it would leave too little room if each page repeated it."""
    return _lines(title, description) > _TALL_BAND_LINES


def _lines(*texts: str) -> float:
    return sum(len(text) / _SIGNS_A_LINE + text.count("\n") for text in texts)


def _rows(
    part: Part, head: float, cells: Mapping[str, str], unknown: Collection[str]
) -> Iterator[Row]:
    room = part.width * POINTS_A_MM - _INSET
    rest = [key for key in part.keys if key in cells and key not in unknown]
    wide = {key: _width(key, cells[key], part) + head for key in rest}
    while rest:
        key = rest.pop(0)
        near = wide[key] + _GAP
        mate = next((one for one in rest if near + wide[one] <= room), None)
        if mate is None:
            yield {"keys": [key]}
            continue
        rest.remove(mate)
        half = max(room / 2, near)
        at = half if half + wide[mate] <= room else near
        yield {"keys": [key, mate], "at": round(at, 2)}
    if asked := [key for key in part.keys if key in unknown and key not in _TOLD_ONCE]:
        yield {"keys": asked, "open": True}


def _width(key: str, text: str, part: Part) -> float:
    if key in part.alone or "\n" in text or len(text) > _LONGEST:
        return math.inf
    ems = sum(_EMS.get(sign, 1.0) for sign in text) + _SEAM_EMS * len(_SEAM.findall(text))
    return TEXT_SIZE * ems + _SLACK
