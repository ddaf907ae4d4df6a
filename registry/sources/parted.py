"""One sheet taken apart: what may lie in a cloud, and what stays in a workbook of the office.

The reverse of ``companion.joined``: both parts put together again are the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from registry.fields import fold
from registry.fields.headers import positions
from registry.locale import load_locale
from registry.schema import TABS, Kind, Tab, Visibility
from registry.snapshot import BLANK, Cell, Row, Snapshot, Table
from registry.sources.companion import joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What of a tab is not public: columns that hold something, so many rows, or all of it."""

    tab: str
    headers: tuple[str, ...] = ()
    rows: int = 0
    is_whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Both parts of a sheet, and what the private one has that the public one has not.

    ``unjoinable`` are the tabs that the two parts together would not give again, mostly because
    the id of a row is missing or used twice.
    """

    public: Snapshot
    private: Snapshot
    left: tuple[Left, ...]
    unjoinable: tuple[str, ...]


def parted(snapshot: Snapshot) -> Parts:
    """The public and the private part of a sheet.

    Private are columns for stations and the office, unknown columns and tabs, tabs that only
    stations see, rows that are not said to be open to everybody, and what belongs to such a row.
    """
    whole = replace(snapshot, tables=tuple(map(_without_blank_columns, snapshot.tables)))
    public: list[Table] = []
    private: list[Table] = []
    left: list[Left] = []
    internal: dict[str, set[str]] = {}
    for table, tab in _known(whole.tables):
        if tab is None:
            private.append(table)
            left += [Left(tab=table.title, is_whole=True)] if table.rows else []
        else:
            half = _Half(table, tab, internal)
            public.append(half.public())
            private += half.private()
            left += half.left()
    parts = Snapshot(tables=tuple(public)), Snapshot(tables=tuple(private))
    return Parts(
        public=replace(parts[0], origin=snapshot.origin),
        private=parts[1],
        left=tuple(left),
        unjoinable=tuple(_differing(joined(whole, Snapshot(tables=())), joined(*parts))),
    )


def _known(tables: Iterable[Table]) -> Iterator[tuple[Table, Tab | None]]:
    """Each table with its tab of the schema, if that is public; the first of a title counts."""
    titles = load_locale().tabs
    tabs = {fold(titles[tab.key]): tab for tab in TABS if not tab.station_wide}
    for table in tables:
        yield table, tabs.pop(fold(table.title), None)


def _without_blank_columns(table: Table) -> Table:
    """The table without columns that hold nothing: no file keeps one at the end of a tab."""
    used = [
        place
        for place, header in enumerate(table.headers)
        if header or any(row.cell(place).text for row in table.rows)
    ]
    if len(used) == len(table.headers):
        return table
    rows = tuple(replace(row, cells=_cells(row, used)) for row in table.rows)
    return replace(table, headers=tuple(table.headers[place] for place in used), rows=rows)


def _differing(expected: Snapshot, found: Snapshot) -> Iterator[str]:
    tables = {table.title: table for table in found.tables}
    for table in expected.tables:
        if tables.get(table.title) != table:
            yield table.title


class _Half:
    """One tab while it is taken apart; ``internal`` has by tab the ids of rows that stay."""

    def __init__(self, table: Table, tab: Tab, internal: dict[str, set[str]]) -> None:
        locale = load_locale()
        places = positions(table.headers, tab, locale)
        keys = {place: key for key, place in places.items()}
        shown = [key for key in places if tab.column(key).visibility is Visibility.PUBLIC]
        self._title = locale.tabs[tab.key]
        self._headers = tuple(
            locale.header(tab.key, keys[place]) if place in keys else header
            for place, header in enumerate(table.headers)
        )
        self._rows = table.rows
        self._visible = sorted(places[key] for key in shown)
        self._hidden = [p for p in range(len(table.headers)) if p not in self._visible]
        self._id = [places["id"]] if "id" in places else []
        self._internal = frozenset(
            row.number for row in table.rows if _is_private(row, tab, places, internal)
        )
        stays = (row for row in table.rows if row.number in self._internal)
        names = {fold(row.cell(place).text) for row in stays for place in self._id}
        internal[tab.key] = names - {""}

    def public(self) -> Table:
        rows = (row for row in self._rows if row.number not in self._internal)
        return self._table(self._visible, (_cells(row, self._visible) for row in rows))

    def private(self) -> list[Table]:
        """The tab of the companion, each public row named by its id; none where it has nothing."""
        if not self._hidden and not self._internal:
            return []
        kept = sorted({*self._id, *self._hidden})
        kept = list(range(len(self._headers))) if self._internal else kept
        take = partial(self._private_cells, kept)
        return [self._table(kept, map(take, self._rows))]

    def left(self) -> list[Left]:
        rows = [row for row in self._rows if row.number not in self._internal]
        used = (place for place in self._hidden if any(row.cell(place).text for row in rows))
        headers = tuple(self._headers[place] for place in used)
        found = Left(tab=self._title, headers=headers, rows=len(self._internal))
        return [found] if headers or self._internal else []

    def _private_cells(self, kept: Sequence[int], row: Row) -> tuple[Cell, ...]:
        if row.number in self._internal:
            return _cells(row, kept)
        mine = {*self._id, *self._hidden}
        return _trimmed([row.cell(place) if place in mine else BLANK for place in kept])

    def _table(self, places: Sequence[int], rows: Iterable[tuple[Cell, ...]]) -> Table:
        filled = tuple(Row(number, cells) for number, cells in enumerate(filter(None, rows), 2))
        headers = tuple(self._headers[place] for place in places)
        return Table(title=self._title, headers=headers, rows=filled)


def _is_private(
    row: Row, tab: Tab, places: Mapping[str, int], internal: Mapping[str, set[str]]
) -> bool:
    """True for a row that is not said to be for everybody, and for one that belongs to such."""
    place = places.get("row_visibility")
    words = ("open", *load_locale().choices["row_visibility"]["open"])
    if place is not None and fold(row.cell(place).text) not in map(fold, words):
        return True
    return any(
        fold(row.cell(places[column.key]).text) in internal.get(column.of, ())
        for column in tab.columns
        if column.required and column.kind is Kind.REFERENCE and column.key in places
    )


def _cells(row: Row, places: Sequence[int]) -> tuple[Cell, ...]:
    return _trimmed([row.cell(place) for place in places])


def _trimmed(cells: list[Cell]) -> tuple[Cell, ...]:
    while cells and not cells[-1].text:
        cells.pop()
    return tuple(cells)
