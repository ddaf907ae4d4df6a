"""What the cells of an ``.ods`` workbook mean: paragraphs, values by type, formats of days."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from registry.snapshot import BLANK, Cell
from registry.sources.canonical import clean_text
from registry.sources.number_formats import GENERAL, NumberFormat
from registry.sources.numbers import iso_date_text, number_text
from registry.sources.values import number_doubt
from registry.workbook_wording import load_wording

_EXTENSION = "calcext"
_NUMBERS = ("float", "currency")
_BLANKS = re.compile("[ \t\r\n]+")
# Signs that XML does not allow stand for the blanks that are meant, until the others are merged.
_MEANT = str.maketrans({"\x00": " ", "\x01": "\t", "\x02": "\n"})
_DURATION = re.compile(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d).*", re.ASCII)


def plain_attributes(attributes: Mapping[str, str]) -> dict[str, str]:
    """The attributes by name without namespace; those of extensions are left out."""
    return {
        key.rpartition(" ")[2]: value for key, value in attributes.items() if _EXTENSION not in key
    }


class Paragraphs:
    """The text of one cell: blanks are merged but for those that are written as elements."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._pieces: list[str] = []
        self._is_open = False

    def clear(self) -> None:
        """Begin another cell."""
        self._lines = []
        self._is_open = False

    def start(self) -> None:
        """Begin a line."""
        self._pieces = []
        self._is_open = True

    def end(self) -> None:
        """End a line."""
        bare = _BLANKS.sub(" ", "".join(self._pieces)).strip(" ")
        self._lines.append(bare.translate(_MEANT))
        self._is_open = False

    def add(self, text: str) -> None:
        """A piece of a line; between lines there is none."""
        if self._is_open:
            self._pieces.append(text)

    def spaces(self, count: int) -> None:
        """So many blanks."""
        self.add("\x00" * count)

    def tab(self) -> None:
        """A tabulator."""
        self.add("\x01")

    def line_break(self) -> None:
        """A line end inside a line."""
        self.add("\x02")

    def text(self) -> str:
        """All lines."""
        return "\n".join(self._lines)


class Styles:
    """Which styles hide a sheet, and what the formats of numbers and days show."""

    def __init__(self) -> None:
        self._style = ""
        self._hidden: set[str] = set()
        self._formats: dict[str, NumberFormat] = {}
        self._format_of_style: dict[str, str] = {}
        self._format = ""
        self.starts: dict[str, Callable[[dict[str, str]], None]] = {
            "style": self._start_style,
            "table-properties": self._start_properties,
            **dict.fromkeys(("number-style", "date-style"), self._start_format),
            "number": self._start_number,
            **{part: self._part(part) for part in ("year", "month", "day", "hours", "minutes")},
        }
        self.ends: dict[str, Callable[[], None]] = {
            "style": self._end_style,
            **dict.fromkeys(("number-style", "date-style"), self._end_format),
        }

    def hides(self, style: str) -> bool:
        """True where a sheet of that style is not seen."""
        return style in self._hidden

    def format(self, style: str) -> NumberFormat:
        """What a cell of that style shows of its value; general where that is unknown."""
        return self._formats.get(self._format_of_style.get(style, ""), GENERAL)

    def _start_style(self, attributes: dict[str, str]) -> None:
        found = plain_attributes(attributes)
        self._style = found.get("name", "")
        self._format_of_style[self._style] = found.get("data-style-name", "")

    def _end_style(self) -> None:
        self._style = ""

    def _start_properties(self, attributes: dict[str, str]) -> None:
        if plain_attributes(attributes).get("display") == "false":
            self._hidden.add(self._style)

    def _start_format(self, attributes: dict[str, str]) -> None:
        self._format = plain_attributes(attributes).get("name", "")
        self._formats[self._format] = GENERAL

    def _end_format(self) -> None:
        self._format = ""

    def _start_number(self, attributes: dict[str, str]) -> None:
        found = plain_attributes(attributes)
        digits = found.get("min-integer-digits", "1")
        is_whole = found.get("decimal-places", "0") == "0"
        if self._format and is_whole and digits in map(str, range(2, 20)):
            self._formats[self._format] = NumberFormat(least_digits=int(digits))

    def _part(self, part: str) -> Callable[[dict[str, str]], None]:
        def start(_: dict[str, str]) -> None:
            if self._format:
                shown = self._formats[self._format]
                self._formats[self._format] = _showing(shown, part)

        return start


def _showing(shown: NumberFormat, part: str) -> NumberFormat:
    match part:
        case "year":
            return replace(shown, year=True)
        case "month":
            return replace(shown, month=True)
        case "day":
            return replace(shown, day=True)
        case _:
            return replace(shown, time=True)


def cell_of(attributes: Mapping[str, str], typed: str, styles: Styles) -> tuple[Cell, str]:
    """The cell with these attributes and paragraphs, and the code of the doubt about it."""
    if any(key.endswith("value-type") and kind == "error" for key, kind in attributes.items()):
        return Cell(clean_text(typed) or "#VALUE!", is_error=True), "R009"
    found = plain_attributes(attributes)
    kind = found.get("value-type", "")
    shown = styles.format(found.get("style-name", ""))
    text, code = _text(kind, found, typed, shown)
    text = clean_text(text)
    if not text and kind == "" and "formula" in found:
        return Cell(clean_text(found["formula"]) or "=", is_error=True), "R009"
    return (Cell(text) if text else BLANK), code


def _text(kind: str, found: Mapping[str, str], typed: str, shown: NumberFormat) -> tuple[str, str]:
    value = found.get("value", "")
    if kind in _NUMBERS:
        text = number_text(value, shown, date_1904=False)
        return text, number_doubt(text, is_day=False)
    match kind:
        case "percentage":
            return number_text(value, NumberFormat(percent=True), date_1904=False), ""
        case "date":
            return _day(found.get("date-value", ""), shown), ""
        case "time":
            return _time(found.get("time-value", "")), ""
        case "boolean":
            wording = load_wording()
            return (wording.yes if found.get("boolean-value") == "true" else wording.no), ""
        case _:
            return typed or found.get("string-value", ""), ""


def _day(raw: str, shown: NumberFormat) -> str:
    match = _DATE.fullmatch(raw)
    if match and shown.year and not shown.day:
        return f"{match[1]}-{match[2]}" if shown.month else match[1]
    return iso_date_text(raw)


def _time(raw: str) -> str:
    match = _DURATION.fullmatch(raw)
    if match is None:
        return raw
    hours, minutes, seconds = (int(part) for part in match.groups())
    text = f"{hours:02d}:{minutes:02d}"
    return f"{text}:{seconds:02d}" if seconds else text
