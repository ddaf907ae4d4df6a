"""What the drop-downs of the workbook offer: choices inline, terms and ids from their tabs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from registry.locale import Locale
from registry.schema import Column, Kind, Tab
from registry.snapshot import Snapshot, Table, column_letter

Offer = str | list[str]
"""A range of another tab such as ``='Tab'!$A$2:$A$9``, or the words themselves."""

_INLINE_CHARACTERS = 255  # what a workbook allows
_REFERRING = (Kind.REFERENCE, Kind.REFERENCES)
_NAMING = (Kind.TERM, Kind.TERMS)
_CHOOSING = (Kind.CHOICE, Kind.CHOICES)


class Lists:
    """Finds what a column may hold within one snapshot."""

    def __init__(self, snapshot: Snapshot, locale: Locale) -> None:
        self._locale = locale
        self._tables = {table.title: table for table in snapshot.tables}

    def words(self, column: Column) -> tuple[str, ...]:
        """The fixed words of a choice column; none for other columns."""
        if column.kind not in _CHOOSING:
            return ()
        return tuple(names[0] for names in self._locale.choices[column.of].values())

    def offer(self, column: Column) -> Offer | None:
        """What the drop-down of that column holds; ``None`` where no list is feasible."""
        if column.kind in _NAMING:
            return self._terms(column.of)
        if column.kind in _REFERRING:
            return self._ids(column.of)
        return _inline(self.words(column))

    def _terms(self, taxonomy: str) -> Offer | None:
        table = self._tables.get(self._locale.tabs["terms"])
        if table is None:
            return None
        group, name = self._position(table, "taxonomy"), self._position(table, "name")
        if group is None or name is None:
            return None
        titles = self._locale.choices["taxonomy"][taxonomy]
        rows = [row for row in table.rows if row.cell(group).text.strip() in titles]
        numbers = [row.number for row in rows]
        if numbers and all(after == before + 1 for before, after in pairwise(numbers)):
            return _range(table, name, numbers)
        return _inline([row.cell(name).text for row in rows])

    def _ids(self, tab: str) -> Offer | None:
        table = self._tables.get(self._locale.tabs[tab])
        position = None if table is None else self._position(table, "id")
        if table is None or position is None or not table.rows:
            return None
        return _range(table, position, [row.number for row in table.rows])

    def _position(self, table: Table, key: str) -> int | None:
        tab = next(key for key, title in self._locale.tabs.items() if title == table.title)
        names = self._locale.headers[tab][key]
        return next((i for i, text in enumerate(table.headers) if text.strip() in names), None)


def columns_of(tab: Tab | None, headers: Sequence[str], locale: Locale) -> list[Column]:
    """The column of the schema under each header; an office column where there is none."""
    known = {
        name: column
        for column in (() if tab is None else tab.columns)
        for name in locale.headers[tab.key if tab else ""][column.key]
    }
    return [known.get(header.strip(), Column(key="")) for header in headers]


def _inline(words: Sequence[str]) -> Offer | None:
    fits = len(",".join(words)) <= _INLINE_CHARACTERS and not any("," in word for word in words)
    return list(words) if words and fits else None


def _range(table: Table, column: int, numbers: Sequence[int]) -> str:
    letter = column_letter(column)
    return f"='{table.title}'!${letter}${numbers[0]}:${letter}${numbers[-1]}"
