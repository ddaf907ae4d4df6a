"""The first letter of a Chinese name's pinyin, from the order of the GB 2312 character set.

Its 3755 most common characters are sorted by pinyin; rarer ones are listed in the words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cache

from builders.wording import Wording

_LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ"
_STARTS = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8,
    0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip
_LAST = 0xD7F9


def initial(name: str, words: Wording) -> str:
    """One letter from A to Z; blank when the first character is in no list."""
    first = name[:1]
    if first.isascii():
        return first.upper() if first.isalpha() else ""
    listed = _listed(tuple(words.say(f"pinyin.{letter}") for letter in _LETTERS))
    if first in listed:
        return listed[first]
    code = _code(first)
    return _LETTERS[bisect_right(_STARTS, code) - 1] if _STARTS[0] <= code <= _LAST else ""


@cache
def _listed(lists: tuple[str, ...]) -> Mapping[str, str]:
    """The letter of each character that the words list."""
    pairs = zip(_LETTERS, lists, strict=True)
    return {sign: letter for letter, signs in reversed([*pairs]) for sign in signs}


def sorting_key(name: str, words: Wording) -> tuple[bool, str, list[int]]:
    """Sorts names by pinyin as far as the character set knows it; names without letter last."""
    letter = initial(name, words)
    return (not letter, letter, [_code(sign) for sign in name])


def _code(sign: str) -> int:
    return int.from_bytes(sign.encode("gb2312", errors="replace"), "big")
