"""A public sheet and its private companion put together, row by row, by the id of the row.

The public sheet rules: its rows, their order and its public columns count. The companion adds the
other columns, and whole rows and tabs that are not public. It never makes anything public: what
it has of a public column or row is not used, and told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from registry.fields import fold
from registry.fields.headers import positions
from registry.locale import load_locale
from registry.schema import ALL_TABS, Tab, Visibility
from registry.snapshot import BLANK, Cell, Doubt, Part, Row, Snapshot, Table
from registry.sources.canonical import in_order
from registry.sources.companion_rows import Choice

_SECOND = 1


def joined(public: Snapshot, companion: Snapshot) -> Snapshot:
    """Both as one sheet; what is doubtful in either is told, rows without a counterpart too."""
    locale = load_locale()
    both = (public, companion)
    tables: list[Table] = []
    parts: dict[str, tuple[Part, ...]] = {}
    doubts = [doubt for side in both for doubt in side.doubts if not doubt.tab]
    internal: dict[str, set[str]] = {}
    tabs = {locale.tabs[tab.key]: tab for tab in ALL_TABS}
    for title, sides in _pairs(both, tabs):
        desk = _Desk(title, sides, tabs.get(title), internal)
        tables.append(desk.table())
        parts[title] = desk.parts(both)
        doubts += desk.doubts(both)
    return Snapshot(
        tables=in_order(tables),
        origin=public.origin,
        doubts=tuple(doubts),
        parts=parts,
        revision=public.revision,
    )


_Sides = tuple[Table | None, Table | None]


def _pairs(
    both: tuple[Snapshot, Snapshot], tabs: Mapping[str, Tab]
) -> Iterator[tuple[str, _Sides]]:
    """The tabs of both by title, those of the schema in its order; of equal titles the first."""
    titles = {fold(title): title for title in tabs}
    found: dict[str, list[Table | None]] = {}
    for side, snapshot in enumerate(both):
        for table in snapshot.tables:
            title = titles.get(fold(table.title), table.title)
            pair = found.setdefault(title, [None, None])
            pair[side] = pair[side] or table
    order = {title: place for place, title in enumerate(tabs)}
    for title in sorted(found, key=lambda title: order.get(title, len(order))):
        first, second = found[title]
        yield title, (first, second)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the joined tab: its header, and where it stands on either side."""

    header: str
    first: int | None
    second: int | None
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the joined tab, as it stands on either side."""

    first: Row | None
    second: Row | None


class _Desk:
    """One tab while it is put together; ``internal`` are the ids of rows that are not public."""

    def __init__(
        self, title: str, sides: _Sides, tab: Tab | None, internal: dict[str, set[str]]
    ) -> None:
        self._title = title
        self._sides = sides
        self._places = tuple(_places(side, tab) for side in sides)
        self._columns = tuple(_columns(tab, sides, self._places))
        self._choice = Choice(tab, self._places, internal)
        self._lines = tuple(_Line(*pair) for pair in self._choice.lines(*sides))

    def table(self) -> Table:
        """The tab, its rows numbered from below the header on."""
        rows = tuple(
            Row(number, _trimmed([_cell(line, column) for column in self._columns]))
            for number, line in enumerate(self._lines, start=2)
        )
        headers = tuple(column.header for column in self._columns)
        return Table(title=self._title, headers=headers, rows=rows)

    def parts(self, both: tuple[Snapshot, Snapshot]) -> tuple[Part, ...]:
        """Where its rows and columns stand in each of the two sheets."""
        found = []
        for side, (snapshot, table) in enumerate(zip(both, self._sides, strict=True)):
            if table is not None:
                known = snapshot.parts.get(table.title, (Part(),))[0]
                book = snapshot.origin if all(one.origin for one in both) else ""
                rows, columns = self._rows_of(side), self._columns_of(side)
                found.append(Part(book=book, link=known.link, rows=rows, columns=columns))
        return tuple(found)

    def doubts(self, both: tuple[Snapshot, Snapshot]) -> Iterator[Doubt]:
        """What was noticed on either side, at the places of the joined tab where it has them."""
        book = both[_SECOND].origin
        for unused in self._choice.unused:
            yield replace(unused, tab=self._title, book=book)
        for side, (snapshot, table) in enumerate(zip(both, self._sides, strict=True)):
            rows = {there: here for here, there in self._rows_of(side).items()}
            columns = {there: here for here, there in self._columns_of(side).items()}
            for doubt in snapshot.doubts:
                if table is None or doubt.tab != table.title:
                    continue
                if side == _SECOND and doubt.row not in rows:
                    yield replace(doubt, book=book)
                    continue
                row = None if doubt.row is None else rows.get(doubt.row)
                column = None if doubt.column is None else columns.get(doubt.column)
                yield replace(doubt, tab=self._title, row=row, column=column)

    def _rows_of(self, side: int) -> Mapping[int, int]:
        table = self._sides[side]
        places = {} if table is None else {1: table.header_row}
        for number, line in enumerate(self._lines, start=2):
            row = line.second if side else line.first
            if row is not None:
                places[number] = row.number
        return places

    def _columns_of(self, side: int) -> Mapping[int, int]:
        places = ((one.second if side else one.first) for one in self._columns)
        return {number: place for number, place in enumerate(places) if place is not None}


def _columns(
    tab: Tab | None, sides: _Sides, places: tuple[Mapping[str, int], ...]
) -> Iterator[_Column]:
    """The columns of the schema in its order, then the others as they come on each side."""
    first, second = places
    for column in tab.columns if tab else ():
        if column.key in first or column.key in second:
            header = load_locale().header(tab.key if tab else "", column.key)
            is_public = column.visibility is Visibility.PUBLIC
            yield _Column(header, first.get(column.key), second.get(column.key), is_public)
    for side, table in enumerate(sides):
        known = set(places[side].values())
        for place, header in enumerate(table.headers if table else ()):
            if place not in known:
                yield _Column(header, *((None, place) if side else (place, None)))


def _places(table: Table | None, tab: Tab | None) -> Mapping[str, int]:
    return positions(table.headers, tab, load_locale()) if table and tab else {}


def _trimmed(cells: list[Cell]) -> tuple[Cell, ...]:
    """The cells up to the last filled one, as every source gives them."""
    while cells and not cells[-1].text:
        cells.pop()
    return tuple(cells)


def _cell(line: _Line, column: _Column) -> Cell:
    """The cell of the public sheet where that has the row, of other columns the companion's."""
    if line.first is not None and (column.first is not None or column.is_public):
        return BLANK if column.first is None else line.first.cell(column.first)
    if line.second is not None and column.second is not None:
        return line.second.cell(column.second)
    return BLANK
