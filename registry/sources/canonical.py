"""The one form that every source brings its texts and tables into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter

from registry.locale import load_locale
from registry.schema import ALL_TABS
from registry.snapshot import Cell, Doubt, Part, Row, Snapshot, Table
from registry.sources.errors import UnsafeError
from registry.sources.grid import MAX_CHARACTERS, Grid
from registry.sources.noticed import noticed
from registry.workbook_wording import load_wording

LONGEST_TEXT = 32_767
"""What a cell of a workbook can hold; programs cut off the rest when they save."""

_HEADER_SEARCH_ROWS = 10
_HEADER_CELLS = 2
_LINE_ENDS = re.compile("\r\n?")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_VISIBLE = re.compile("[^\\s\u200b-\u200f\u2060\ufeff]")
_text_of = attrgetter("text")


def clean_text(text: str) -> str:
    """The text exactly as typed, with line feeds only and without control characters.

    A text of nothing but blanks is empty: nobody sees it on screen.
    """
    if not text.isprintable():
        text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    return text if _VISIBLE.search(text) else ""


def build_snapshot(
    grids: Iterable[Grid],
    origin: str,
    doubts: Iterable[Doubt] = (),
    links: Mapping[str, str] | None = None,
) -> Snapshot:
    """All tabs in the order of the schema, then unknown ones by title.

    Tabs that we write for reading only are left out. ``doubts`` are about the source as a whole,
    ``links`` are addresses of tabs by title, to put the name of a cell behind.
    Raises ``UnsafeError`` where the texts together are longer than ``MAX_CHARACTERS``.
    """
    kept = [grid for grid in grids if not _is_written_by_us(grid)]
    found = [*doubts, *_long_texts(kept)]
    tables = []
    for grid in kept:
        table = _table(grid)
        tables.append(table)
        found += noticed(grid, table)
    parts = {title: (Part(link=link),) for title, link in (links or {}).items()}
    return Snapshot(tables=in_order(tables), origin=origin, doubts=tuple(found), parts=parts)


def in_order(tables: Iterable[Table]) -> tuple[Table, ...]:
    """The tabs in the order of the schema, then unknown ones by title."""
    titles = load_locale().tabs
    order = {titles[tab.key]: place for place, tab in enumerate(ALL_TABS)}
    return tuple(
        sorted(tables, key=lambda table: (order.get(table.title, len(order)), table.title))
    )


def _is_written_by_us(grid: Grid) -> bool:
    """True for the instructions, the words that drop-downs offer, and what a check found."""
    wording = load_wording()
    headings = {
        wording.options_title: wording.options_heading,
        wording.findings_title: wording.findings_heading,
    }
    if grid.title not in headings:
        return grid.title == wording.guide_title
    first = grid.rows.get(1)
    return first is not None and first[0].text == headings[grid.title]


def _long_texts(grids: list[Grid]) -> Iterator[Doubt]:
    """The cells with too long texts; all texts are measured on the way."""
    characters = 0
    for grid in grids:
        for number, cells in grid.rows.items():
            length = sum(map(len, map(_text_of, cells)))
            characters += length
            if length > LONGEST_TEXT:
                yield from _long_cells(grid.title, number, cells)
        if characters > MAX_CHARACTERS:
            raise UnsafeError("characters")


def _long_cells(title: str, number: int, cells: tuple[Cell, ...]) -> Iterator[Doubt]:
    for column, cell in enumerate(cells):
        if len(cell.text) > LONGEST_TEXT:
            values = {"length": str(len(cell.text)), "limit": str(LONGEST_TEXT)}
            yield Doubt(code="R013", tab=title, row=number, column=column, values=values)


def _table(grid: Grid) -> Table:
    if not grid.rows:
        return Table(title=grid.title, headers=(), rows=())
    header_row = _header_row(grid)
    numbers = sorted(number for number in grid.rows if number > header_row)
    rows = tuple(Row(number, grid.rows[number]) for number in numbers)
    width = max((len(row.cells) for row in rows), default=0)
    headers = [cell.text for cell in grid.rows[header_row]]
    headers += [""] * (width - len(headers))
    return Table(title=grid.title, headers=tuple(headers), rows=rows, header_row=header_row)


def _header_row(grid: Grid) -> int:
    near = range(1, _HEADER_SEARCH_ROWS + 1)
    full = (number for number in near if _is_full(grid.rows.get(number, ())))
    return next(full, min(grid.rows))


def _is_full(cells: tuple[Cell, ...]) -> bool:
    return sum(1 for cell in cells if cell.text) >= _HEADER_CELLS
