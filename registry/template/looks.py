"""How the workbook looks: header colours tell who sees a column, formats keep texts as texts."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from registry.schema import Kind, Visibility

FIGURES = (Kind.INTEGER, Kind.NUMBER)

_COLOURS: Mapping[Visibility, tuple[str, str]] = {
    Visibility.PUBLIC: ("#C9E7D0", "#0B4A26"),
    Visibility.STATION: ("#FFDDB5", "#6B3300"),
    Visibility.OFFICE: ("#D9D9D9", "#333333"),
}
_DUE, _TWICE = "#FFF3B0", "#F4B6B6"
_TEXT_WIDTH = 32.0
_WIDTHS: Mapping[Kind, float] = {
    Kind.ID: 18,
    Kind.LINES: 50,
    Kind.WORDS: 26,
    Kind.INTEGER: 8,
    Kind.NUMBER: 11,
    Kind.DATE: 13,
    Kind.PARTIAL_DATE: 13,
    Kind.PHONE: 20,
    Kind.LINK: 36,
    Kind.CHOICE: 14,
    Kind.CHOICES: 16,
    Kind.TERM: 18,
    Kind.TERMS: 24,
    Kind.REFERENCE: 14,
    Kind.REFERENCES: 20,
    Kind.COVERAGE: 18,
}


class Looks:
    """The formats of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        body = {"text_wrap": True, "valign": "top", "font_size": 11}
        self.title = workbook.add_format({"bold": True, "font_size": 18, "valign": "vcenter"})
        self.heading = workbook.add_format(body | {"bold": True})
        self.heading_line = workbook.add_format({"bold": True, "font_size": 11, "valign": "top"})
        self.prose = workbook.add_format(body)
        self.link = workbook.add_format(
            body | {"font_color": "#1A56A0", "underline": True, "bold": True}
        )
        self.due = workbook.add_format({"bg_color": _DUE})
        self.twice = workbook.add_format({"bg_color": _TWICE})
        self._text = workbook.add_format(body | {"num_format": "@"})
        self._date = workbook.add_format(body | {"num_format": "yyyy-mm-dd", "align": "left"})
        edge = {"bold": True, "border": 1, "border_color": "#8C8C8C", "valign": "vcenter"}
        self._headers = {
            visibility: workbook.add_format(body | edge | {"bg_color": fill, "font_color": ink})
            for visibility, (fill, ink) in _COLOURS.items()
        }
        signs = {"due": _DUE, "twice": _TWICE}
        self._swatches = {str(seen): look for seen, look in self._headers.items()} | {
            name: workbook.add_format(body | edge | {"bg_color": fill})
            for name, fill in signs.items()
        }

    def swatch(self, name: str) -> Format:
        """The colour that a section of the instructions explains; plain where it is empty."""
        return self._swatches[name] if name else self.heading

    def header(self, visibility: Visibility) -> Format:
        """The look of a header: its colour tells who sees the column."""
        return self._headers[visibility]

    def body(self, kind: Kind) -> Format:
        """The look of a cell; short texts stay texts, so that no phone loses its zero."""
        if kind is Kind.DATE:
            return self._date
        # Older programs show a row of # for a long text in a text cell.
        return self.prose if kind in (*FIGURES, Kind.LINES) else self._text


def tab_colour(visibility: Visibility) -> str:
    """The colour of the tab of a sheet."""
    return _COLOURS[visibility][0]


def column_width(kind: Kind, header: str) -> float:
    """The width in characters that such a column needs; its header fits on one line."""
    return max(_WIDTHS.get(kind, _TEXT_WIDTH), 2 * len(header) + 4)
