"""Which characters the print font can draw, read from the font's own character map."""

from __future__ import annotations

import struct
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from mmap import ACCESS_READ, mmap
from pathlib import Path

FAMILY = "Noto Sans CJK SC"
_PACKAGE = "manimgx_fonts_cjk"
_FILE = "NotoSansCJK-VF.otf.ttc"
_WINDOWS_UNICODE = (3, 1, 0x409)
_FULL_REPERTOIRE = 12

_BREAKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_REFUSED_FORMATS = frozenset("\ufeff\ufff9\ufffa\ufffb")
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


class FontError(Exception):
    """The font file is not the one that this program was made for."""


def font_folder() -> Path:
    """The folder of the only fonts that print; part of an installed package."""
    return Path(str(resources.files(_PACKAGE)))


def missing_characters(text: str) -> str:
    """The characters of the text that the print font cannot draw, each once, in order.

    Line breaks and invisible marks that the engine skips are not missing.
    """
    drawable = _drawable()
    return "".join(
        character
        for character in dict.fromkeys(text)
        if ord(character) not in drawable and not _is_skipped(character)
    )


def _is_skipped(character: str) -> bool:
    if character in _BREAKS or any(ord(character) in span for span in _SELECTORS):
        return True
    return unicodedata.category(character) == "Cf" and character not in _REFUSED_FORMATS


class _Characters:
    """Thousands of groups of characters, each by its first and its last, in ascending order."""

    def __init__(self, groups: Iterable[tuple[int, int]]) -> None:
        found = tuple(groups)
        self._firsts = [first for first, _ in found]
        self._lasts = [last for _, last in found]

    def __contains__(self, code: int) -> bool:
        place = bisect_right(self._firsts, code) - 1
        return place >= 0 and code <= self._lasts[place]


@cache
def _drawable() -> _Characters:
    path = font_folder() / _FILE
    if not path.stat().st_size:
        message = f"{_FILE} is empty"
        raise FontError(message)
    # Of 30 MB only the tables are looked at.
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        return _characters_of_family(data)


def _characters_of_family(data: mmap) -> _Characters:
    if data[:4] != b"ttcf":
        message = f"{_FILE} is not a font collection"
        raise FontError(message)
    (count,) = struct.unpack_from(">I", data, 8)
    for offset in struct.unpack_from(f">{count}I", data, 12):
        tables = _tables(data, offset)
        if _family(data, tables["name"]) == FAMILY:
            return _Characters(_groups(data, tables["cmap"]))
    message = f"{_FILE} has no family {FAMILY}"
    raise FontError(message)


def _tables(data: mmap, offset: int) -> dict[str, int]:
    (count,) = struct.unpack_from(">H", data, offset + 4)
    records = (
        struct.unpack_from(">4sIII", data, offset + 12 + 16 * index) for index in range(count)
    )
    return {tag.decode("ascii"): start for tag, _, start, _ in records}


def _family(data: mmap, table: int) -> str:
    _, count, storage = struct.unpack_from(">HHH", data, table)
    for index in range(count):
        platform, encoding, language, name, length, start = struct.unpack_from(
            ">6H", data, table + 6 + 12 * index
        )
        if name == 1 and (platform, encoding, language) == _WINDOWS_UNICODE:
            begin = table + storage + start
            return data[begin : begin + length].decode("utf-16-be")
    return ""


def _groups(data: mmap, table: int) -> Iterator[tuple[int, int]]:
    _, count = struct.unpack_from(">HH", data, table)
    for index in range(count):
        _, _, start = struct.unpack_from(">HHI", data, table + 4 + 8 * index)
        (form,) = struct.unpack_from(">H", data, table + start)
        if form == _FULL_REPERTOIRE:
            return _drawn_groups(data, table + start)
    message = f"{_FILE} has no character map of format {_FULL_REPERTOIRE}"
    raise FontError(message)


def _drawn_groups(data: mmap, table: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">I", data, table + 12)
    start = table + 16
    for first, last, glyph in struct.iter_unpack(">III", data[start : start + 12 * count]):
        # The first glyph of a font stands for whatever it cannot draw.
        yield first if glyph else first + 1, last
