"""The parts of a workbook around its sheets: which sheets, which texts, which formats."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass

from registry.snapshot import Cell
from registry.sources.errors import DamagedError
from registry.sources.grid import Budget
from registry.sources.number_formats import BUILT_IN, GENERAL, NumberFormat, parse_format
from registry.sources.package import Package
from registry.sources.strings import clean_title, decode_escapes, read_strings

_WORKBOOK_PART = "xl/workbook.xml"
_TRUE = ("1", "true")
_OTHER_SHEETS = ("chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    """One sheet of a workbook and the part that its cells stand in."""

    title: str
    part: str
    is_hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What the cells of all sheets refer to, and the sheets in their order.

    ``pictures`` are titles of sheets without cells. A workbook that ``calculates_on_load`` was
    written by a program that did not calculate its formulas itself.
    """

    sheets: tuple[SheetPart, ...]
    pictures: tuple[str, ...]
    strings: tuple[Cell, ...]
    formats: tuple[NumberFormat, ...]
    date_1904: bool
    calculates_on_load: bool

    def format(self, style: str) -> NumberFormat:
        """The number format of that style; general where the style is unknown."""
        known = style.isdecimal() and int(style) < len(self.formats)
        return self.formats[int(style)] if known else GENERAL

    def string(self, index: str) -> Cell:
        """The shared text of that number; raises ``DamagedError`` where there is none."""
        if not index.isdecimal() or int(index) >= len(self.strings):
            raise DamagedError("shared string")
        return self.strings[int(index)]


def read_book(package: Package, budget: Budget) -> Book:
    """Everything but the cells. Raises ``DamagedError`` where a part that is named is missing."""
    part = next(iter(_related(package, "", "officeDocument").values()), _WORKBOOK_PART)
    workbook = _WorkbookReader()
    package.parse(part, workbook)
    strings: list[Cell] = []
    for target in _related(package, part, "sharedStrings").values():
        strings += read_strings(package, target, budget)
    styles = _StylesReader()
    for target in _related(package, part, "styles").values():
        package.parse(target, styles)
    sheets, pictures = _sheets(package, part, workbook)
    return Book(
        sheets=sheets,
        pictures=pictures,
        strings=tuple(strings),
        formats=styles.formats(),
        date_1904=workbook.date_1904,
        calculates_on_load=workbook.calculates_on_load,
    )


def _sheets(
    package: Package, part: str, workbook: _WorkbookReader
) -> tuple[tuple[SheetPart, ...], tuple[str, ...]]:
    parts = _related(package, part, "worksheet")
    others = {key for kind in _OTHER_SHEETS for key in _related(package, part, kind)}
    sheets, pictures = [], []
    for title, key, is_hidden in workbook.sheets:
        if key in parts:
            sheets.append(SheetPart(title=title, part=parts[key], is_hidden=is_hidden))
        elif key in others:
            pictures.append(title)
        else:
            raise DamagedError(f"no part for sheet {key}")
    if not sheets:
        raise DamagedError("no sheets")
    return tuple(sheets), tuple(pictures)


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
        self.sheets: list[tuple[str, str, bool]] = []
        self.date_1904 = False
        self.calculates_on_load = False
        self.starts = {
            "sheet": self._start_sheet,
            "workbookPr": self._start_properties,
            "calcPr": self._start_calculation,
        }
        self.ends: dict[str, Callable[[], None]] = {}

    def text(self, data: str) -> None:
        """All that counts stands in attributes."""

    def _start_sheet(self, attributes: dict[str, str]) -> None:
        # The namespace of this attribute differs between the two kinds of the format.
        keys = [value for key, value in attributes.items() if key.endswith(" id")]
        title = clean_title(attributes.get("name", ""))
        is_hidden = attributes.get("state", "visible") != "visible"
        self.sheets.append((title, keys[0] if keys else "", is_hidden))

    def _start_properties(self, attributes: dict[str, str]) -> None:
        self.date_1904 = attributes.get("date1904") in _TRUE

    def _start_calculation(self, attributes: dict[str, str]) -> None:
        self.calculates_on_load = attributes.get("fullCalcOnLoad") in _TRUE


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
