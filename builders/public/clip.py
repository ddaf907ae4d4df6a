"""Long texts for small places: cut between clauses, never inside a figure, a bracket or a quote."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import category, east_asian_width

_NARROW = 0.55
"""The width of a digit or a Latin letter, where a Chinese sign is 1."""

_NO_PAUSE = "\uff05\uff0f"
"""Wide punctuation that belongs to a figure: percent sign and slash."""

_FULL_STOPS = "\u3002\uff01\uff1f"
_SHORTEST = 0.3
"""A part that fills less of the place than this says too little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A text or its beginning; ``cut`` is true when something is missing.

    ``open`` is true when what is shown ends inside a sentence. ``text`` is blank when no part of
    it can be shown alone.
    """

    text: str
    cut: bool = False
    open: bool = False


def clip(text: str, width: float) -> Clip:
    """The text on one line, or its longest run of whole clauses that is no wider than that."""
    line = " ".join(text.split())
    if shown_width(line) <= width:
        return Clip(text=line)
    ends = [end for end in _pauses(line) if width * _SHORTEST <= shown_width(line[:end]) <= width]
    if not ends:
        return Clip(text="", cut=True)
    part = line[: ends[-1]]
    if part[-1] in _FULL_STOPS:
        return Clip(text=part, cut=True)
    return Clip(text=part[:-1], cut=True, open=True)


def shown_width(text: str) -> float:
    """How wide a text is, in Chinese signs."""
    return sum(1 if east_asian_width(sign) in "WFA" else _NARROW for sign in text)


def _pauses(line: str) -> list[int]:
    """The places after a pause mark that stands outside brackets and quotes."""
    places, depth = [], 0
    for place, sign in enumerate(line, 1):
        kind = category(sign)
        if kind in {"Ps", "Pi"}:
            depth += 1
        elif kind in {"Pe", "Pf"}:
            depth -= 1
        elif kind == "Po" and depth <= 0 and _is_pause(line, place):
            places.append(place)
    return places


def _is_pause(line: str, place: int) -> bool:
    sign, after = line[place - 1], line[place : place + 1]
    if east_asian_width(sign) in "WF":
        return sign not in _NO_PAUSE
    return sign in ",;" and not after.isdigit()
