"""The parts of a workbook around its sheets: which sheets, which texts, which formats."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

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
    strings: tuple[str, ...]
    formats: tuple[NumberFormat, ...]
    date_1904: bool

    def format(self, style: str) -> NumberFormat:
        """The number format of that style; general where the style is unknown."""
        known = style.isdecimal() and int(style) < len(self.formats)
        return self.formats[int(style)] if known else GENERAL

    def string(self, index: str) -> str:
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


@dataclass(slots=True)
class _RelationshipsReader:
    kind: str
    targets: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        wanted = attributes.get("Type", "").rpartition("/")[2] == self.kind
        if name == "Relationship" and wanted and attributes.get("TargetMode") != "External":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def end(self, name: str) -> None:
        """Nothing stands inside a relationship."""

    def text(self, data: str) -> None:
        """Nothing stands inside a relationship."""


@dataclass(slots=True)
class _WorkbookReader:
    sheets: list[tuple[str, str]] = field(default_factory=list)
    date_1904: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            # The namespace of this attribute differs between the two kinds of the format.
            keys = [value for key, value in attributes.items() if key.endswith(" id")]
            title = clean_text(decode_escapes(attributes.get("name", "")))
            self.sheets.append((title, keys[0] if keys else ""))
        elif name == "workbookPr":
            self.date_1904 = attributes.get("date1904") in _TRUE

    def end(self, name: str) -> None:
        """All that counts stands in attributes."""

    def text(self, data: str) -> None:
        """All that counts stands in attributes."""


@dataclass(slots=True)
class _SharedStringsReader:
    strings: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _phonetic: bool = False
    _in_text: bool = False

    def start(self, name: str, _: dict[str, str]) -> None:
        if name == "t":
            self._in_text = not self._phonetic
        elif name == "si":
            self._pieces.clear()
        elif name == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        if name == "t":
            self._in_text = False
        elif name == "si":
            self.strings.append(clean_text(decode_escapes("".join(self._pieces))))
        elif name == "rPh":
            self._phonetic = False

    def text(self, data: str) -> None:
        if self._in_text:
            self._pieces.append(data)


@dataclass(slots=True)
class _StylesReader:
    _codes: dict[str, str] = field(default_factory=dict)
    _used: list[str] = field(default_factory=list)
    _in_cell_styles: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            code = decode_escapes(attributes.get("formatCode", ""))
            self._codes.setdefault(attributes.get("numFmtId", ""), code)
        elif name == "cellXfs":
            self._in_cell_styles = True
        elif name == "xf" and self._in_cell_styles:
            self._used.append(attributes.get("numFmtId", ""))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cell_styles = False

    def text(self, data: str) -> None:
        """All that counts stands in attributes."""

    def formats(self) -> tuple[NumberFormat, ...]:
        built_in = {str(number): code for number, code in BUILT_IN.items()}
        codes = built_in | self._codes
        return tuple(parse_format(codes.get(number, "")) for number in self._used)
