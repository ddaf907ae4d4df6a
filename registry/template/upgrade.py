"""An editor's sheet with the tabs and columns that a newer schema has and it does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from registry.check.book import Sheet
from registry.check.structure import Structure, match
from registry.locale import load_locale
from registry.schema import TABS
from registry.snapshot import BLANK, Cell, Row, Snapshot, Table
from registry.sources.canonical import in_order
from registry.template import empty_snapshot

_Place = int | str
"""A column by its place in the editor's table, or by its key where it is new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """A header that nobody knows and that looks like one that was missing."""

    tab: str
    header: str
    likely: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgrade:
    """The sheet with everything that the schema has, and what of it was added.

    ``tabs`` are titles, ``columns`` the headers by the title of their tab.
    """

    snapshot: Snapshot
    tabs: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    renamings: tuple[Renaming, ...]


def upgraded(snapshot: Snapshot) -> Upgrade:
    """The snapshot with each missing tab, and each missing column after the one it follows.

    Rows, ids, texts, unknown tabs and columns and the order of the editor's columns stay.
    """
    structure = match(snapshot, load_locale())
    missing = {sheet.table.title: _missing(sheet) for sheet in structure.sheets.values()}
    sheets = {id(sheet.table): sheet for sheet in structure.sheets.values()}
    kept = [_widened(table, sheets.get(id(table))) for table in snapshot.tables]
    fresh = _missing_tabs(structure)
    return Upgrade(
        snapshot=replace(snapshot, tables=in_order((*kept, *fresh))),
        tabs=tuple(table.title for table in fresh),
        columns={title: headers for title, headers in missing.items() if headers},
        renamings=_renamings(structure, missing),
    )


def _missing(sheet: Sheet) -> tuple[str, ...]:
    locale, tab = load_locale(), sheet.tab
    absent = (column.key for column in tab.columns if column.key not in sheet.positions)
    return tuple(locale.header(tab.key, key) for key in absent)


def _missing_tabs(structure: Structure) -> tuple[Table, ...]:
    titles = {load_locale().tabs[tab.key] for tab in TABS if tab.key not in structure.sheets}
    return tuple(table for table in empty_snapshot().tables if table.title in titles)


def _widened(table: Table, sheet: Sheet | None) -> Table:
    if sheet is None or not _missing(sheet):
        return table
    places = _places(sheet)
    headers = [
        table.headers[place]
        if isinstance(place, int)
        else load_locale().header(sheet.tab.key, place)
        for place in places
    ]
    rows = tuple(Row(row.number, _cells(row, places)) for row in table.rows)
    return replace(table, headers=tuple(headers), rows=rows)


def _places(sheet: Sheet) -> list[_Place]:
    """Where each column of the wider table comes from."""
    places: list[_Place] = list(range(len(sheet.table.headers)))
    before: _Place | None = None
    for column in sheet.tab.columns:
        here: _Place = sheet.positions.get(column.key, column.key)
        if isinstance(here, str):
            places.insert(0 if before is None else places.index(before) + 1, here)
        before = here
    return places


def _cells(row: Row, places: list[_Place]) -> tuple[Cell, ...]:
    cells = [row.cell(place) if isinstance(place, int) else BLANK for place in places]
    while cells and not cells[-1].text:
        cells.pop()
    return tuple(cells)


def _renamings(
    structure: Structure, missing: Mapping[str, tuple[str, ...]]
) -> tuple[Renaming, ...]:
    return tuple(
        Renaming(tab=one.address.tab, header=one.found, likely=one.suggestion)
        for one in structure.diagnostics
        if one.code == "A004" and one.suggestion in missing.get(one.address.tab, ())
    )
