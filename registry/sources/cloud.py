"""A sheet in a cloud abroad: public columns only, joined with a workbook that stays in the office.

What is not public may not lie there, so each private column, row and tab found there is an error
at its place, unless the office says that its law permits it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from registry.fields import fold, split_list
from registry.fields.headers import positions
from registry.locale import Locale, load_locale
from registry.schema import ALL_TABS, TABS, Tab, Visibility
from registry.snapshot import Doubt, Snapshot, Table
from registry.sources.companion import joined


class Source(Protocol):
    """Where a sheet can be read again and again."""

    def revision(self) -> str:
        """What changes whenever the sheet does; cheap to ask."""

    def snapshot(self) -> Snapshot:
        """The whole sheet at one moment; raises ``SourceError``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudSource:
    """A cloud sheet with its companion, if it has one."""

    sheet: Source
    companion: Source | None = None
    allows_private: bool = False

    def revision(self) -> str:
        """The revisions of both."""
        other = self.companion.revision() if self.companion else ""
        return f"{self.sheet.revision()} {other}".rstrip()

    def snapshot(self) -> Snapshot:
        """Both as one sheet."""
        return self.put_together(self.sheet.snapshot())

    def put_together(self, sheet: Snapshot) -> Snapshot:
        """The cloud sheet, as it was read, with what the companion says now."""
        if self.companion is None:
            return self.alone(sheet)
        return joined(self._judged(sheet), self.companion.snapshot())

    def alone(self, sheet: Snapshot) -> Snapshot:
        """The cloud sheet by itself: the public side needs nothing else."""
        judged = self._judged(sheet)
        return judged if self.allows_private else joined(judged, blank_companion())

    def _judged(self, sheet: Snapshot) -> Snapshot:
        if self.allows_private:
            return sheet
        return replace(sheet, doubts=(*sheet.doubts, *private_places(sheet)))


def blank_companion() -> Snapshot:
    """What stands for a companion that is not at hand: its tabs and columns without a row.

    The public side needs nothing of it, and what is missing is no mistake of the editor's.
    """
    locale, tables = load_locale(), []
    for tab in TABS:
        hidden = [column for column in tab.columns if column.visibility is not Visibility.PUBLIC]
        keys = ["id", *(column.key for column in hidden)]
        keys = [column.key for column in tab.columns] if tab.station_wide else keys
        headers = tuple(locale.header(tab.key, key) for key in keys)
        tables.append(Table(title=locale.tabs[tab.key], headers=headers, rows=()))
    return Snapshot(tables=tuple(tables))


def private_places(snapshot: Snapshot) -> Iterator[Doubt]:
    """Every column, row and tab of the sheet that is not for everybody."""
    locale = load_locale()
    tabs = {fold(locale.tabs[tab.key]): tab for tab in ALL_TABS}
    silent = {fold(title) for title in split_list(locale.messages["reading"]["ignored_tabs"])}
    for table in snapshot.tables:
        tab = tabs.get(fold(table.title))
        if tab is not None and not tab.station_wide:
            yield from _private_columns(table, tab, locale)
            yield from _internal_rows(table, tab, locale)
        elif fold(table.title) not in silent and (table.rows or tab is None):
            yield Doubt(code="R023", tab=table.title)


def _private_columns(table: Table, tab: Tab, locale: Locale) -> Iterator[Doubt]:
    places = positions(table.headers, tab, locale)
    visible = {
        place for key, place in places.items() if tab.column(key).visibility is Visibility.PUBLIC
    }
    for column, header in enumerate(table.headers):
        is_used = header or any(row.cell(column).text for row in table.rows)
        if column not in visible and is_used:
            yield Doubt(code="R021", tab=table.title, row=table.header_row, column=column)


def _internal_rows(table: Table, tab: Tab, locale: Locale) -> Iterator[Doubt]:
    column = positions(table.headers, tab, locale).get("row_visibility")
    if column is None:
        return
    words = locale.choices["row_visibility"]
    hidden = {fold(word) for code in words if code != "open" for word in (code, *words[code])}
    for row in table.rows:
        if fold(row.cell(column).text) in hidden:
            yield Doubt(code="R022", tab=table.title, row=row.number, column=column)
