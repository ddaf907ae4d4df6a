"""Where two texts differ, so that people need not look for it."""

from __future__ import annotations

from dataclasses import dataclass

_JOINED = frozenset(".,-/:%")
"""Signs that stand inside of a figure, a date or an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """Two texts: what both begin with, what stands in each alone, what both end with."""

    head: str
    old: str
    new: str
    tail: str


def pieces_of(old: str, new: str) -> Pieces:
    """Two texts cut where they differ, but never inside of a figure or a word of letters."""
    start = _common(old, new)
    while start and (_is_inside(old, start) or _is_inside(new, start)):
        start -= 1
    end = _common(old[start:][::-1], new[start:][::-1])
    while end and (_is_inside(old, len(old) - end) or _is_inside(new, len(new) - end)):
        end -= 1
    return Pieces(
        head=old[:start],
        old=old[start : len(old) - end],
        new=new[start : len(new) - end],
        tail=old[len(old) - end :],
    )


def _common(one: str, other: str) -> int:
    """How many signs both begin with."""
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))


def _is_inside(text: str, place: int) -> bool:
    """True where a cut at that place would part a figure or a word."""
    return 0 < place < len(text) and _is_joined(text[place - 1]) and _is_joined(text[place])


def _is_joined(sign: str) -> bool:
    return sign in _JOINED or (sign.isascii() and sign.isalnum())
