"""Every cell of the sheet with who may see it: everybody, some stations, or the office alone.

It judges by the sheet itself, apart from the views: a state or an openness that is not plainly
the one that publishes makes the row private.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, repeat
from typing import NamedTuple, Protocol

from registry.check.book import Sheet
from registry.check.structure import Structure, match
from registry.diagnostics import Address
from registry.fields import fold
from registry.locale import Locale, load_locale
from registry.model import Coverage, Registry
from registry.places import address_in
from registry.schema import Column, Kind, Tab, Visibility
from registry.snapshot import Row, Snapshot, Table

EVERYBODY = "*"
"""In an audience: the public, and with it every station."""

STREET = "+"
"""In an audience: every station of the street, not the public."""

Audience = frozenset[str]
NOBODY: Audience = frozenset()
_LISTS = (Kind.WORDS, Kind.PHONE, Kind.CHOICES, Kind.TERMS, Kind.REFERENCES, Kind.COVERAGE)


_ALL: Audience = frozenset({EVERYBODY})
_WIDE: Audience = frozenset({STREET})
_ANYWHERE = Address()


class _Known(Protocol):
    @property
    def id(self) -> str: ...


class SeenCell(NamedTuple):  # of every cell of the sheet: a dataclass takes five times as long
    """One filled cell, its place unless it is public, and the ids of those who may see it."""

    text: str
    address: Address
    audience: Audience
    is_list: bool = False


def seen_cells(snapshot: Snapshot, registry: Registry) -> Iterator[SeenCell]:
    """All filled cells of all tabs, those that no tab or column of the schema knows included.

    Each text comes once for those who may see it, from the first place; a public one without it.
    """
    cells = _all_cells(snapshot, registry)
    if not snapshot.parts:
        yield from cells
        return
    for cell in cells:
        yield cell._replace(address=address_in(cell.address, snapshot.parts))


def _all_cells(snapshot: Snapshot, registry: Registry) -> Iterator[SeenCell]:
    locale = load_locale()
    structure = match(snapshot, locale)
    yield from _Judge(structure, registry, locale).known_cells()
    tables = {id(sheet.table) for sheet in structure.sheets.values()}
    for table in snapshot.tables:
        if id(table) not in tables:
            yield from _strange_table(table)


def _strange_table(table: Table) -> Iterator[SeenCell]:
    """A tab that nobody declared: its title, its headers and its cells are the office's."""
    if table.title:
        yield SeenCell(text=table.title, address=Address(tab=table.title), audience=NOBODY)
    for column in range(len(table.headers)):
        yield from _header(table, column)
    for row in table.rows:
        for column, cell in enumerate(row.cells):
            if cell.text.strip():
                yield _cell(table, row, column, NOBODY)


def _header(table: Table, column: int) -> Iterator[SeenCell]:
    if table.headers[column]:
        text = table.headers[column]
        address = Address(tab=table.title, row=table.header_row, column=column, header=text)
        yield SeenCell(text=text, address=address, audience=NOBODY)


def _cell(
    table: Table, row: Row, column: int, audience: Audience, *, is_list: bool = False
) -> SeenCell:
    header = table.headers[column] if column < len(table.headers) else ""
    address = Address(tab=table.title, row=row.number, column=column, header=header)
    text = row.cell(column).text
    return SeenCell(text=text, address=address, audience=audience, is_list=is_list)


class _Reader(NamedTuple):
    """Who may read cells, whether they are lists, and the texts of such cells so far."""

    audience: Audience
    is_list: bool
    told: set[str]


class _Judge:
    """Who may see the cells of the tabs that the schema knows."""

    def __init__(self, structure: Structure, registry: Registry, locale: Locale) -> None:
        self._sheets = structure.sheets
        self._words = {
            name: {fold(word): code for code, words in choices.items() for word in (code, *words)}
            for name, choices in locale.choices.items()
        }
        self._rows = {key: _by_id(getattr(registry, key)) for key in self._sheets}
        self._columns = {
            key: frozenset(column.key for column in sheet.tab.columns)
            for key, sheet in self._sheets.items()
        }
        self._codes: dict[tuple[str, str], str] = {}
        self._public: dict[str, frozenset[str]] = {}
        self._readers_of: dict[tuple[str, Audience, bool], list[_Reader]] = {}
        self._told: dict[tuple[Audience, bool], set[str]] = {}
        self._office = self._reader(None, NOBODY, is_public=False)
        tabs = [sheet.tab for sheet in self._sheets.values()]
        self._parents = {tab.key: _columns_of(tab, Kind.REFERENCE, required=True) for tab in tabs}
        self._coverages = {tab.key: _columns_of(tab, Kind.COVERAGE) for tab in tabs}

    def known_cells(self) -> Iterator[SeenCell]:
        for sheet in self._sheets.values():
            columns = {place: sheet.tab.column(key) for key, place in sheet.positions.items()}
            for place in range(len(sheet.table.headers)):
                if place not in columns:
                    yield from _header(sheet.table, place)
            for row in sheet.table.rows:
                yield from self._row(sheet, row, columns)

    def _row(self, sheet: Sheet, row: Row, columns: Mapping[int, Column]) -> Iterator[SeenCell]:
        known = self._rows[sheet.tab.key].get(self._id(sheet, row))
        is_public = known is not None and self._is_public(sheet, row, known)
        stations = NOBODY if known is None else self._stations(sheet, row, known)
        readers = self._readers(sheet, columns, stations, is_public=is_public)
        read = enumerate(zip(row.cells, readers, strict=False))
        for place, (cell, (audience, is_list, told)) in read:
            text = cell.text
            if text in told:
                continue
            told.add(text)
            if text.isspace():
                continue
            if audience is _ALL:
                # Nobody will be told where a public text stands.
                yield SeenCell(text, _ANYWHERE, _ALL, is_list)
            else:
                yield _cell(sheet.table, row, place, audience, is_list=is_list)

    def _readers(
        self,
        sheet: Sheet,
        columns: Mapping[int, Column],
        stations: Audience,
        *,
        is_public: bool,
    ) -> Iterable[_Reader]:
        """Who may read each place of such a row."""
        kind = sheet.tab.key, stations, is_public
        if kind not in self._readers_of:
            self._readers_of[kind] = [
                self._reader(columns.get(place), stations, is_public=is_public)
                for place in range(len(sheet.table.headers))
            ]
        return chain(self._readers_of[kind], repeat(self._office))

    def _reader(self, column: Column | None, stations: Audience, *, is_public: bool) -> _Reader:
        audience = NOBODY if column is None else _audience(column, stations, is_public)
        is_list = column is not None and column.kind in _LISTS
        told = self._told.setdefault((audience, is_list), {""})
        return _Reader(audience, is_list, told)

    def _is_public(self, sheet: Sheet, row: Row, known: _Known) -> bool:
        tab = sheet.tab
        is_open = self._code(sheet, row, "row_visibility", "open") == "open"
        shown = tab.publishes(self._code(sheet, row, "status", "approved"))
        return is_open and shown and not tab.station_wide and self._has_public_parents(tab, known)

    def _has_public_parents(self, tab: Tab, known: _Known) -> bool:
        """False where the row belongs to one that is not public, as a tier to its policy."""
        return all(
            fold(getattr(known, column.key)) in self._public_ids(column.of)
            for column in self._parents[tab.key]
        )

    def _public_ids(self, key: str) -> frozenset[str]:
        if key not in self._public:
            sheet, rows = self._sheets[key], self._rows[key]
            named = ((self._id(sheet, row), row) for row in sheet.table.rows)
            self._public[key] = frozenset(
                name
                for name, row in named
                if name in rows and self._is_public(sheet, row, rows[name])
            )
        return self._public[key]

    def _stations(self, sheet: Sheet, row: Row, known: _Known) -> Audience:
        """The stations that may see the station columns of a row, and its others if internal."""
        if self._code(sheet, row, "status", "approved") != "approved":
            return NOBODY
        if sheet.tab.key == "stations":
            return frozenset({known.id})
        for column in self._coverages[sheet.tab.key]:
            coverage: Coverage = getattr(known, column.key)
            return _WIDE if coverage.everywhere else frozenset(coverage.stations)
        return _WIDE

    def _id(self, sheet: Sheet, row: Row) -> str:
        name = fold(_text(sheet, row, "id"))
        column = sheet.tab.column("id")
        return fold(self._words[column.of].get(name, "")) if column.of else name

    def _code(self, sheet: Sheet, row: Row, key: str, absent: str) -> str:
        """The code of a control cell; ``absent`` where the tab has no such column."""
        if key not in self._columns[sheet.tab.key]:
            return absent
        said = key, _text(sheet, row, key)
        if said not in self._codes:
            self._codes[said] = self._words[key].get(fold(said[1]), "")
        return self._codes[said]


def _columns_of(tab: Tab, kind: Kind, *, required: bool = False) -> tuple[Column, ...]:
    """The columns of that kind; where asked for, the required ones alone."""
    return tuple(
        column
        for column in tab.columns
        if column.kind is kind and (column.required or not required)
    )


def _audience(column: Column, stations: Audience, is_public: bool) -> Audience:
    if column.visibility is Visibility.OFFICE:
        return NOBODY
    if column.visibility is Visibility.PUBLIC and is_public:
        return _ALL
    return stations


def _by_id(rows: tuple[_Known, ...]) -> dict[str, _Known]:
    return {fold(row.id): row for row in rows}


def _text(sheet: Sheet, row: Row, key: str) -> str:
    place = sheet.positions.get(key)
    return "" if place is None else row.cell(place).text
