"""The sheet while it is being checked: rows with their places, values and what may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from registry.check.catalogue import SEVERITIES
from registry.check.patterns import holds_personal_number
from registry.diagnostics import Address, Diagnostic, Severity
from registry.fields import Fault, Value, clean
from registry.freshness import Freshness
from registry.locale import Locale
from registry.model import Entry, Registry
from registry.schema import TABS, Column, Tab, Visibility
from registry.settings import street_settings
from registry.snapshot import Row, Table

_UNPUBLISHED = ("draft", "pending")
_LONGEST_FOUND = 60
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table that belongs to a tab; ``positions`` maps column keys to columns from 0."""

    tab: Tab
    table: Table
    positions: Mapping[str, int]

    def address(self, key: str = "", row: int | None = None) -> Address:
        """The place of a column, a row or a cell."""
        column = self.positions.get(key)
        header = "" if column is None else clean(self.table.headers[column])
        return Address(tab=self.table.title, row=row, column=column, header=header)


@dataclass(frozen=True, slots=True)
class Texts:
    """One column as typed, a text for each row; and each text that stands in it once."""

    by_row: tuple[str, ...]
    distinct: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a tab as it was read; ``faulty`` names the columns that could not be read.

    ``entry`` is the row for the registry, with blanks where a cell could not be read.
    """

    sheet: Sheet
    row: Row
    entry: Entry
    faulty: frozenset[str] = frozenset()

    @property
    def tab(self) -> Tab:
        """The tab that the row stands in."""
        return self.sheet.tab

    def value(self, key: str) -> Value:
        """The value of a column; ``None`` where the tab has no such column."""
        value: Value = getattr(self.entry, key, None)
        return value

    def word(self, key: str) -> str:
        """The value of a text or choice column; empty where the tab has no such column."""
        value = getattr(self.entry, key, "")
        return value if isinstance(value, str) else ""

    def raw(self, key: str) -> str:
        """The cell as typed; empty where the sheet has no such column."""
        position = self.sheet.positions.get(key)
        return "" if position is None else self.row.cell(position).text

    def text(self, key: str) -> str:
        """The cell as typed, without invisible signs."""
        return clean(self.raw(key))

    @property
    def id(self) -> str:
        """The id of the row; empty where it has none."""
        return self.entry.id

    @property
    def is_draft(self) -> bool:
        """True for rows in work: their problems never stop publication."""
        return self.word("status") in _UNPUBLISHED

    @property
    def is_published(self) -> bool:
        """True for rows that outputs may show."""
        status = getattr(self.entry, "status", None)
        return status is None or self.tab.publishes(status)

    @property
    def is_public(self) -> bool:
        """True for rows that the public output may show."""
        is_open = getattr(self.entry, "row_visibility", "open") == "open"
        return self.is_published and is_open and not self.tab.station_wide

    @property
    def is_internal(self) -> bool:
        """True for rows that are marked as not for the public."""
        return self.word("row_visibility") == "internal"

    def shows(self, column: Column) -> bool:
        """True when the cell may be quoted: it is public, or it steers the public output."""
        return column.steers or (column.visibility is Visibility.PUBLIC and self.is_public)

    def problem(self, key: str, fault: Fault) -> Diagnostic:
        """The fault with its place and severity, masked where the cell is not public."""
        column = self.tab.column(key) if key else None
        quotable = column is None or self.shows(column)
        found = self.text(key) if fault.found is None else fault.found
        severity = SEVERITIES[fault.code]
        if (self.is_draft or self.tab.optional) and severity is Severity.ERROR:
            severity = Severity.WARNING
        return Diagnostic(
            code=fault.code,
            severity=severity,
            address=self.sheet.address(key, self.row.number),
            found=quote(found) if quotable else mask(found),
            suggestion=fault.suggestion if quotable or not fault.echoes else "",
            values=fault.values,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Everything the checks look at: all ``rows`` by tab, and the ``kept`` ones of the registry.

    ``texts`` holds the columns of each tab that stand in the sheet. It is judged for the day
    ``as_of``; nobody can have written of a day after ``last_day``.
    """

    sheets: Mapping[str, Sheet]
    rows: Mapping[str, tuple[Line, ...]]
    texts: Mapping[str, Mapping[str, Texts]]
    kept: Mapping[str, Mapping[str, Line]]
    registry: Registry
    as_of: date
    last_day: date
    locale: Locale

    @property
    def freshness(self) -> Freshness:
        """How long verifications and figures count in this street."""
        return Freshness(as_of=self.as_of, settings=street_settings(self.registry.settings))

    def of(self, tab: str) -> tuple[Line, ...]:
        """All rows of a tab."""
        return self.rows.get(tab, ())

    def having(self, *keys: str) -> Iterator[Line]:
        """All rows of the tabs that have these columns."""
        for tab in TABS:
            if {column.key for column in tab.columns}.issuperset(keys):
                yield from self.of(tab.key)

    def places(self, tab: str, entries: tuple[T, ...]) -> Iterator[tuple[Line, T]]:
        """The entries of the registry, each with the row that it was read from."""
        yield from zip(self.kept.get(tab, {}).values(), entries, strict=True)


def quote(text: str) -> str:
    """The text for a message: on one line, cut where long, masked where it is personal."""
    signs = text if text.isprintable() else "".join(s if s.isprintable() else " " for s in text)
    line = " ".join(signs.split())
    if holds_personal_number(line):
        return mask(line)
    return line if len(line) <= _LONGEST_FOUND else f"{line[:_LONGEST_FOUND]}\u2026"


def mask(text: str) -> str:
    """The first sign and asterisks: enough to find the place, too little to tell the secret."""
    line = text.strip()
    return f"{line[0]}***" if line and line[0].isprintable() else ("***" if line else "")
