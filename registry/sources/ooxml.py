"""The parts of a workbook around its sheets: which sheets, which texts, which formats."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass

from registry.snapshot import Cell
from registry.sources.canonical import clean_text
from registry.sources.errors import DamagedError
from registry.sources.number_formats import BUILT_IN, GENERAL, NumberFormat, parse_format
from registry.sources.package import Package

_WORKBOOK_PART = "xl/workbook.xml"
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_TRUE = ("1", "true")


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What the cells of all sheets refer to, and the sheets: title and part, in order."""

    sheets: tuple[tuple[str, str], ...]
    strings: tuple[Cell, ...]
    formats: tuple[NumberFormat, ...]
    date_1904: bool

    def format(self, style: str) -> NumberFormat:
        """The number format of that style; general where the style is unknown."""
        known = style.isdecimal() and int(style) < len(self.formats)
        return self.formats[int(style)] if known else GENERAL

    def string(self, index: str) -> Cell:
        """The shared text of that number; raises ``DamagedError`` where there is none."""
        if not index.isdecimal() or int(index) >= len(self.strings):
            raise DamagedError("shared string")
        return self.strings[int(index)]


def read_book(package: Package) -> Book:
    """Everything but the cells. Raises ``DamagedError`` where a part that is named is missing."""
    part = next(iter(_related(package, "", "officeDocument").values()), _WORKBOOK_PART)
    workbook = _WorkbookReader()
    package.parse(part, workbook)
    sheets = _related(package, part, "worksheet")
    strings = _SharedStringsReader()
    for target in _related(package, part, "sharedStrings").values():
        package.parse(target, strings)
    styles = _StylesReader()
    for target in _related(package, part, "styles").values():
        package.parse(target, styles)
    found = tuple((title, sheets[key]) for title, key in workbook.sheets if key in sheets)
    if not found:
        raise DamagedError("no sheets")
    return Book(
        sheets=found,
        strings=tuple(strings.strings),
        formats=styles.formats(),
        date_1904=workbook.date_1904,
    )


def decode_escapes(text: str) -> str:
    """The text with the ``_x000D_`` escapes of the file format replaced by what they mean."""
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _related(package: Package, part: str, kind: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    reader = _RelationshipsReader(kind)
    if package.has(listing) or part:
        package.parse(listing, reader)
    return {
        key: posixpath.normpath(posixpath.join("/", folder, target))
        for key, target in reader.targets.items()
    }


class _RelationshipsReader:
    def __init__(self, kind: str) -> None:
        self._kind = kind
        self.targets: dict[str, str] = {}
        self.starts = {"Relationship": self._start}
        self.ends: dict[str, Callable[[], None]] = {}

    def text(self, data: str) -> None:
        """Nothing stands between relationships."""

    def _start(self, attributes: dict[str, str]) -> None:
        wanted = attributes.get("Type", "").rpartition("/")[2] == self._kind
        if wanted and attributes.get("TargetMode") != "External":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class _WorkbookReader:
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.date_1904 = False
        self.starts = {"sheet": self._start_sheet, "workbookPr": self._start_properties}
        self.ends: dict[str, Callable[[], None]] = {}

    def text(self, data: str) -> None:
        """All that counts stands in attributes."""

    def _start_sheet(self, attributes: dict[str, str]) -> None:
        # The namespace of this attribute differs between the two kinds of the format.
        keys = [value for key, value in attributes.items() if key.endswith(" id")]
        title = clean_text(decode_escapes(attributes.get("name", "")))
        self.sheets.append((title, keys[0] if keys else ""))

    def _start_properties(self, attributes: dict[str, str]) -> None:
        self.date_1904 = attributes.get("date1904") in _TRUE


class _SharedStringsReader:
    def __init__(self) -> None:
        self.strings: list[Cell] = []
        self._pieces: list[str] = []
        self._phonetic = False
        self._in_text = False
        self.starts = {"si": self._start, "t": self._start_text, "rPh": self._start_phonetic}
        self.ends = {"si": self._end, "t": self._end_text, "rPh": self._end_phonetic}

    def text(self, data: str) -> None:
        if self._in_text:
            self._pieces.append(data)

    def _start(self, _: dict[str, str]) -> None:
        self._pieces.clear()

    def _start_text(self, _: dict[str, str]) -> None:
        self._in_text = not self._phonetic

    def _start_phonetic(self, _: dict[str, str]) -> None:
        self._phonetic = True

    def _end(self) -> None:
        self.strings.append(Cell(clean_text(decode_escapes("".join(self._pieces)))))

    def _end_text(self) -> None:
        self._in_text = False

    def _end_phonetic(self) -> None:
        self._phonetic = False


class _StylesReader:
    def __init__(self) -> None:
        self._codes = {str(number): code for number, code in BUILT_IN.items()}
        self._used: list[str] = []
        self._in_cell_styles = False
        self.starts = {
            "numFmt": self._start_format,
            "cellXfs": self._start_cell_styles,
            "xf": self._start_style,
        }
        self.ends = {"cellXfs": self._end_cell_styles}

    def text(self, data: str) -> None:
        """All that counts stands in attributes."""

    def formats(self) -> tuple[NumberFormat, ...]:
        return tuple(parse_format(self._codes.get(number, "")) for number in self._used)

    def _start_format(self, attributes: dict[str, str]) -> None:
        code = decode_escapes(attributes.get("formatCode", ""))
        self._codes[attributes.get("numFmtId", "")] = code

    def _start_cell_styles(self, _: dict[str, str]) -> None:
        self._in_cell_styles = True

    def _start_style(self, attributes: dict[str, str]) -> None:
        if self._in_cell_styles:
            self._used.append(attributes.get("numFmtId", ""))

    def _end_cell_styles(self) -> None:
        self._in_cell_styles = False
