"""A public sheet and its private companion put together, row by row, by the id of the row.

The public sheet rules: its rows, their order and its public columns count. The companion adds the
other columns, and whole rows and tabs that are not public.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from registry.fields import fold
from registry.fields.headers import positions
from registry.locale import Locale, load_locale
from registry.schema import TABS, Tab
from registry.snapshot import BLANK, Cell, Doubt, Part, Row, Snapshot, Table
from registry.sources.canonical import in_order

_FIRST, _SECOND = 0, 1


def joined(public: Snapshot, companion: Snapshot) -> Snapshot:
    """Both as one sheet; what is doubtful in either is told, rows without a counterpart too."""
    locale = load_locale()
    both = (public, companion)
    tables: list[Table] = []
    parts: dict[str, tuple[Part, ...]] = {}
    doubts = [doubt for side in both for doubt in side.doubts if not doubt.tab]
    for title, sides in _pairs(both, locale):
        tab = next((tab for tab in TABS if locale.tabs[tab.key] == title), None)
        desk = _Desk(title, sides, tab, locale)
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


def _pairs(both: tuple[Snapshot, Snapshot], locale: Locale) -> Iterator[tuple[str, _Sides]]:
    """The tabs of both by title, those of the public sheet first; of equal titles the first."""
    titles = {fold(title): title for title in locale.tabs.values()}
    found: dict[str, list[Table | None]] = {}
    for side, snapshot in enumerate(both):
        for table in snapshot.tables:
            title = titles.get(fold(table.title), table.title)
            pair = found.setdefault(title, [None, None])
            pair[side] = pair[side] or table
    for title, (first, second) in found.items():
        yield title, (first, second)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the joined tab: its header, and where it stands on either side."""

    header: str
    first: int | None
    second: int | None


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the joined tab, as it stands on either side."""

    first: Row | None
    second: Row | None


class _Desk:
    """One tab while it is put together."""

    def __init__(self, title: str, sides: _Sides, tab: Tab | None, locale: Locale) -> None:
        self._title = title
        self._sides = sides
        self._places = tuple(_places(side, tab, locale) for side in sides)
        self._unused: list[Doubt] = []
        self._columns = tuple(self._joined_columns(tab))
        self._lines = tuple(self._joined_lines())

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
        """What was noticed on either side, at the places of the joined tab."""
        yield from self._unused
        for side, (snapshot, table) in enumerate(zip(both, self._sides, strict=True)):
            rows = {there: here for here, there in self._rows_of(side).items()}
            columns = {there: here for here, there in self._columns_of(side).items()}
            for doubt in snapshot.doubts:
                if table is not None and doubt.tab == table.title:
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
        found = {}
        for number, column in enumerate(self._columns):
            place = column.second if side else column.first
            if place is not None:
                found[number] = place
        return found

    def _joined_columns(self, tab: Tab | None) -> Iterator[_Column]:
        """The columns of the schema in its order, then the others as they come on each side."""
        first, second = self._places
        for column in tab.columns if tab else ():
            if column.key in first or column.key in second:
                header = load_locale().header(tab.key if tab else "", column.key)
                yield _Column(header, first.get(column.key), second.get(column.key))
        for side, table in enumerate(self._sides):
            known = set(self._places[side].values())
            for place, header in enumerate(table.headers if table else ()):
                if place not in known:
                    yield _Column(header, *((None, place) if side else (place, None)))

    def _joined_lines(self) -> Iterator[_Line]:
        """The rows of the public sheet, each followed by those that only the companion has."""
        first, second = self._sides
        if first is None or second is None:
            yield from (_Line(row, None) for row in (first.rows if first else ()))
            yield from (_Line(None, row) for row in (second.rows if second else ()))
            return
        known = {name for row in first.rows if (name := self._id(_FIRST, row))}
        counterparts, followers = self._companions(known)
        yield from (_Line(None, row) for row in followers.get("", ()))
        for row in first.rows:
            name = self._id(_FIRST, row)
            yield _Line(row, counterparts.pop(name, None))
            yield from (_Line(None, other) for other in followers.pop(name, ()))

    def _companions(self, known: set[str]) -> tuple[dict[str, Row], dict[str, list[Row]]]:
        """The companion's rows by the id of their counterpart, and by the one they follow."""
        counterparts: dict[str, Row] = {}
        followers: dict[str, list[Row]] = {}
        last = ""
        table = self._sides[_SECOND]
        for row in table.rows if table else ():
            name = self._id(_SECOND, row)
            if name in known and name not in counterparts:
                counterparts[name] = row
                last = name
            elif name in known or not self._is_whole(row):
                code = "R025" if name in known else "R024"
                place = self._places[_SECOND].get("id")
                self._unused.append(
                    Doubt(
                        code=code,
                        tab=self._title,
                        column=place,
                        row=None,
                        found=name,
                        values={"row": str(row.number)},
                    )
                )
            else:
                followers.setdefault(last, []).append(row)
        return counterparts, followers

    def _is_whole(self, row: Row) -> bool:
        """True for a row that stands by itself: it has a state, as public ones have over there."""
        place = self._places[_SECOND].get("status")
        return place is not None and bool(row.cell(place).text)

    def _id(self, side: int, row: Row) -> str:
        place = self._places[side].get("id")
        return "" if place is None else fold(row.cell(place).text)


def _places(table: Table | None, tab: Tab | None, locale: Locale) -> Mapping[str, int]:
    return positions(table.headers, tab, locale) if table and tab else {}


def _trimmed(cells: list[Cell]) -> tuple[Cell, ...]:
    """The cells up to the last filled one, as every source gives them."""
    while cells and not cells[-1].text:
        cells.pop()
    return tuple(cells)


def _cell(line: _Line, column: _Column) -> Cell:
    """The cell of the public sheet where it has row and column, else that of the companion."""
    if line.first is not None and column.first is not None:
        return line.first.cell(column.first)
    if line.second is not None and column.second is not None:
        return line.second.cell(column.second)
    return BLANK
