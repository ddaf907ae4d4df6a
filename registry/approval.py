"""Rows that were approved once and are being worked on again: outputs keep what was approved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from registry.fields import fold
from registry.fields.headers import positions
from registry.locale import Locale, load_locale
from registry.schema import TABS, Tab, Visibility
from registry.snapshot import BLANK, Cell, Row, Snapshot, Table

Texts = Mapping[str, str]
Approved = Mapping[str, Mapping[str, Texts]]
"""The texts of approved rows by tab, folded id and column; columns of the office are not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A row that outputs show as it was approved: its tab by key, and its number in the sheet."""

    tab: str
    row: int


def approved_rows(snapshot: Snapshot) -> Approved:
    """The rows of the sheet that outputs may show, as far as outputs can show them."""
    locale = load_locale()
    found: dict[str, dict[str, Texts]] = {}
    for tab, table in _tables(snapshot, locale):
        desk = _Desk(tab, table, locale)
        rows = {desk.id(row): desk.texts(row) for row in table.rows if desk.is_published(row)}
        if desk.has_states and rows:
            found[tab.key] = rows
    return found


def has_waiting(snapshot: Snapshot) -> bool:
    """True where some row waits for approval."""
    locale = load_locale()
    return any(
        desk.is_waiting(row)
        for tab, table in _tables(snapshot, locale)
        for desk in (_Desk(tab, table, locale),)
        for row in table.rows
    )


def with_approved(
    snapshot: Snapshot, approved: Approved, without: frozenset[Restored] = frozenset()
) -> tuple[Snapshot, tuple[Restored, ...]]:
    """The sheet with what was approved in place of the rows that wait for approval again.

    Rows that never were approved stay as they are, and so do those named in ``without``.
    """
    if not approved:
        return snapshot, ()
    locale = load_locale()
    known = {tab.key: (tab, table) for tab, table in _tables(snapshot, locale)}
    restored: list[Restored] = []
    changed: dict[int, Table] = {}
    for tab, table in known.values():
        desk, earlier = _Desk(tab, table, locale), approved.get(tab.key, {})
        rows = []
        for row in table.rows:
            mark = Restored(tab=tab.key, row=row.number)
            texts = earlier.get(desk.id(row))
            if texts is None or mark in without or not desk.is_waiting(row):
                rows.append(row)
            else:
                rows.append(desk.with_texts(row, texts))
                restored.append(mark)
        changed[id(table)] = replace(table, rows=tuple(rows))
    if not restored:
        return snapshot, ()
    tables = tuple(changed.get(id(table), table) for table in snapshot.tables)
    return replace(snapshot, tables=tables), tuple(restored)


def _tables(snapshot: Snapshot, locale: Locale) -> Iterator[tuple[Tab, Table]]:
    """The tabs of the schema that have ids and states; of equal titles the first."""
    tabs = {fold(locale.tabs[tab.key]): tab for tab in TABS}
    for table in snapshot.tables:
        tab = tabs.pop(fold(table.title), None)
        if tab is not None and any(column.key == "status" for column in tab.columns):
            yield tab, table


class _Desk:
    """One tab: what its cells say, by column."""

    def __init__(self, tab: Tab, table: Table, locale: Locale) -> None:
        self._places = positions(table.headers, tab, locale)
        self._kept = [
            (column.key, self._places[column.key])
            for column in tab.columns
            if column.key in self._places and column.visibility is not Visibility.OFFICE
        ]
        self._width = len(table.headers)
        self._states = {
            fold(word): code
            for code, words in locale.choices["status"].items()
            for word in (code, *words)
        }
        self.has_states = "status" in self._places and "id" in self._places

    def id(self, row: Row) -> str:
        return fold(self._text(row, "id"))

    def is_published(self, row: Row) -> bool:
        return self._state(row) in ("approved", "retired") and bool(self.id(row))

    def is_waiting(self, row: Row) -> bool:
        return self._state(row) == "pending" and bool(self.id(row))

    def texts(self, row: Row) -> Texts:
        return {key: text for key, place in self._kept if (text := row.cell(place).text)}

    def with_texts(self, row: Row, texts: Texts) -> Row:
        cells = [row.cell(place) for place in range(self._width)]
        for key, place in self._kept:
            cells[place] = Cell(texts[key]) if key in texts else BLANK
        return replace(row, cells=tuple(cells))

    def _state(self, row: Row) -> str:
        word = self._text(row, "status")
        if word not in self._states:  # as it was typed, since few are typed differently
            self._states[word] = self._states.get(fold(word), "")
        return self._states[word]

    def _text(self, row: Row, key: str) -> str:
        place = self._places.get(key)
        return "" if place is None else row.cell(place).text
