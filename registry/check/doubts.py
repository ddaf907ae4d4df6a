"""What the reader noticed, told at its place: hidden, merged, damaged, far away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from registry.check.book import Book, Line, Sheet, mask, quote
from registry.check.catalogue import SEVERITIES
from registry.diagnostics import Address, Diagnostic
from registry.fields import Fault, fold, split_list
from registry.snapshot import Doubt, Snapshot

# The cell could not be read either, which is told with the reason and the remedy.
_TOLD_WITH_THE_CELL = ("R006", "R007", "R009")
# Of tabs that are not used anyway, only what keeps an editor from seeing them, or lies in the
# wrong place.
_OF_ANY_TAB = ("R001", "R014", "R023", "R024", "R025")


def check_doubts(book: Book, snapshot: Snapshot) -> Iterator[Diagnostic]:
    """The doubts about tabs that are used, and those about the source as a whole."""
    if not snapshot.doubts:
        return
    silent = split_list(book.locale.messages["reading"]["ignored_tabs"])
    places = _Places(
        origin=snapshot.origin,
        sheets={sheet.table.title: sheet for sheet in book.sheets.values()},
        lines={
            (line.sheet.table.title, line.row.number): line
            for lines in book.rows.values()
            for line in lines
        },
        silent=frozenset(fold(title) for title in silent),
    )
    for doubt in snapshot.doubts:
        yield from places.told(doubt)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    origin: str
    sheets: Mapping[str, Sheet]
    lines: Mapping[tuple[str, int], Line]
    silent: frozenset[str]

    def told(self, doubt: Doubt) -> Iterator[Diagnostic]:
        if doubt.book:
            place = Address(tab=doubt.tab, row=doubt.row, column=doubt.column, book=doubt.book)
            yield _loose(doubt, place)
            return
        sheet = self.sheets.get(doubt.tab)
        if sheet is None:
            is_told = doubt.code in _OF_ANY_TAB and fold(doubt.tab) not in self.silent
            if is_told or not doubt.tab:
                yield _loose(doubt, Address(tab=quote(doubt.tab or self.origin)))
            return
        key = _key(sheet, doubt.column)
        line = self.lines.get((doubt.tab, doubt.row or 0))
        if line is None or not key:
            yield _loose(doubt, _address(sheet, doubt, key))
        elif not (doubt.code in _TOLD_WITH_THE_CELL and key in line.faulty):
            fault = Fault(code=doubt.code, found=doubt.found or None, values=doubt.values)
            yield line.problem(key, fault)


def _key(sheet: Sheet, column: int | None) -> str:
    return next((key for key, place in sheet.positions.items() if place == column), "")


def _address(sheet: Sheet, doubt: Doubt, key: str) -> Address:
    if key:
        return sheet.address(key, doubt.row)
    headers, column = sheet.table.headers, doubt.column
    header = "" if column is None or column >= len(headers) else quote(headers[column])
    return Address(tab=sheet.table.title, row=doubt.row, column=column, header=header)


def _loose(doubt: Doubt, address: Address) -> Diagnostic:
    return Diagnostic(
        code=doubt.code,
        severity=SEVERITIES[doubt.code],
        address=address,
        found=mask(doubt.found),
        values=doubt.values,
    )
