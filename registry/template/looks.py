"""How the workbook looks: header colours tell who sees a column, formats keep texts as texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from registry.schema import Column, Kind, Tab, Visibility

FIGURES = (Kind.INTEGER, Kind.NUMBER)

_COLOURS: Mapping[Visibility, tuple[str, str]] = {
    Visibility.PUBLIC: ("#C9E7D0", "#0B4A26"),
    Visibility.STATION: ("#FFDDB5", "#6B3300"),
    Visibility.OFFICE: ("#D9D9D9", "#333333"),
}
_DUE, _TWICE = "#FFF3B0", "#F4B6B6"
_LINE_HEIGHT, _TALLEST, _WIDE = 15.0, 400.0, 2.1
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


_BODY: Mapping[str, object] = {"text_wrap": True, "valign": "top", "font_size": 11}
_EDGE = {"bold": True, "border": 1, "border_color": "#8C8C8C", "valign": "vcenter"}
_FILLS = {"due": _DUE, "twice": _TWICE, "error": "#F4A6A6", "warning": "#FFD08A"}
_FILLS |= {"notice": "#BBD9F5"}


def colours(name: str) -> tuple[str, str]:
    """Paper and ink of that name: who sees a column, or what is wrong with a cell."""
    if name in _FILLS:
        return _FILLS[name], ""
    return _COLOURS[Visibility(name)] if name else ("", "")


class Looks:
    """The formats of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}
        self._bodies: dict[tuple[Kind, str, bool], Format] = {}
        self.title = self._make({"bold": True, "font_size": 18, "valign": "vcenter"})
        self.heading = self._make({**_BODY, "bold": True})
        self.heading_line = self._make({"bold": True, "font_size": 11, "valign": "top"})
        self.prose = self._make({**_BODY})
        self.plain_line = self._make({"font_size": 11, "valign": "top"})
        self.link = self._make({**_BODY, "font_color": "#1A56A0", "underline": True})
        self.due = self._make({"bg_color": _DUE})
        self.twice = self._make({"bg_color": _TWICE})

    def header(self, visibility: Visibility, fill: str = "") -> Format:
        """The look of a header: its colour tells who sees the column, or what is wrong."""
        paper, ink = _COLOURS[visibility]
        colours = {"bg_color": _FILLS.get(fill, paper), "font_color": ink}
        return self._make({**_BODY, **_EDGE, **colours})

    def swatch(self, name: str) -> Format:
        """The colour that a section of the instructions explains; plain where it is empty."""
        if not name:
            return self.heading
        if name in _FILLS:
            return self._make({**_BODY, **_EDGE, "bg_color": _FILLS[name]})
        return self.header(Visibility(name))

    def body(self, kind: Kind, fill: str = "", *, quoted: bool = False) -> Format:
        """The look of a cell; short texts stay texts, so that no phone loses its zero.

        ``fill`` names the colour of what is wrong, ``quoted`` keeps a text that looks like a
        formula a text when somebody opens the cell and closes it again.
        """
        key = (kind, fill, quoted)
        if key not in self._bodies:
            self._bodies[key] = self._make(_body(kind, fill, quoted=quoted))
        return self._bodies[key]

    def _make(self, look: dict[str, object]) -> Format:
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(look)
        return self._made[key]


def _body(kind: Kind, fill: str, *, quoted: bool) -> dict[str, object]:
    look = {**_BODY}
    if kind is Kind.DATE:
        look |= {"num_format": "yyyy-mm-dd", "align": "left"}
    elif kind not in (*FIGURES, Kind.LINES):
        # Older programs show a row of # for a long text in a text cell.
        look["num_format"] = "@"
    if fill:
        look |= {"bg_color": _FILLS[fill], "border": 1, "border_color": "#8C8C8C"}
    if quoted:
        look["quote_prefix"] = True
    return look


def seen_by(tab: Tab | None, column: Column) -> Visibility:
    """Who sees a column of that tab."""
    if tab and tab.station_wide and column.visibility is Visibility.PUBLIC:
        return Visibility.STATION
    return column.visibility


def tab_colour(tab: Tab | None) -> str:
    """The colour of the tab of a sheet; one that nobody knows is the office's."""
    visibility = Visibility.OFFICE if tab is None or tab.optional else Visibility.PUBLIC
    if tab and not tab.optional and tab.station_wide:
        visibility = Visibility.STATION
    return _COLOURS[visibility][0]


def column_width(kind: Kind, header: str) -> float:
    """The width in characters that such a column needs; its header fits on one line."""
    return max(_WIDTHS.get(kind, _TEXT_WIDTH), 2 * len(header) + 4)


def text_height(cells: Iterable[tuple[str, float]]) -> float:
    """The height in points of a row that shows each text whole in a column of that width.

    Not every program makes room for wrapped texts by itself.
    """
    lines = 1
    for text, width in cells:
        parts = (_WIDE * len(part) - (_WIDE - 1) * _plain(part) for part in text.split("\n"))
        lines = max(lines, sum(1 + int(part // (width - 1)) for part in parts))
    return min(_LINE_HEIGHT * lines + 2, _TALLEST)


def _plain(text: str) -> int:
    return len(text.encode("ascii", "ignore"))
