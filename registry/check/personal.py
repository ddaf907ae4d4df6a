"""Personal data has no place in any tab: an error where the public would see it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from registry.check.book import Book, Line, mask, quote
from registry.check.catalogue import SEVERITIES
from registry.check.patterns import cards, has_many_digits, homes, id_numbers, mobiles
from registry.diagnostics import Address, Diagnostic
from registry.fields import Fault
from registry.schema import Column, Kind, Visibility
from registry.snapshot import Row, Table

Detector = Callable[[str], tuple[str, ...]]

# Serials of documents look like phones and cards; only a checked identity number counts there.
_DOCUMENTS = frozenset(
    {"document", "document_number", "legal_basis", "other_sources", "source", "source_title"}
)
_DIGIT = re.compile(r"\d")
_ADDRESSES = frozenset({"address", "apply_at", "roads"})
_DETECTORS: dict[str, Detector] = {"1": id_numbers, "2": mobiles, "3": cards, "4": homes}


def _homes_in_addresses(text: str) -> tuple[str, ...]:
    return homes(text, is_address=True)


def _detectors(column: Column) -> dict[str, Detector]:
    if column.kind is Kind.LINK or column.key in _DOCUMENTS:
        return {"1": id_numbers}
    if column.kind is Kind.PHONE and column.visibility is not Visibility.PUBLIC:
        return {"1": id_numbers, "3": cards}
    if column.key in _ADDRESSES:
        return _DETECTORS | {"4": _homes_in_addresses}
    return _DETECTORS


def _hits(text: str, detectors: dict[str, Detector]) -> Iterator[tuple[str, str]]:
    has_numbers = has_many_digits(text)
    for kind, detector in detectors.items():
        if kind == "4" or has_numbers:
            found = detector(text)
            if found:
                yield kind, found[0]


def check_personal(book: Book, unknown: Iterable[Table]) -> Iterator[Diagnostic]:
    """Personal data in any cell, those of unknown columns and tabs included."""
    for line in book.lines:
        for column in line.tab.columns:
            yield from _known(line, column)
    for sheet in book.sheets.values():
        strange = set(range(len(sheet.table.headers))) - set(sheet.positions.values())
        yield from _strange(sheet.table, sorted(strange))
    for table in unknown:
        yield from _strange(table, range(len(table.headers)))


def _known(line: Line, column: Column) -> Iterator[Diagnostic]:
    text = line.raw(column.key)
    if not _DIGIT.search(text):
        return
    is_open = column.visibility is Visibility.PUBLIC and not line.tab.station_wide
    group = "P0" if is_open and not line.is_internal else "P1"
    for kind, hit in _hits(text, _detectors(column)):
        yield line.problem(column.key, Fault(code=f"{group}0{kind}", found=mask(hit)))


def _strange(table: Table, columns: Iterable[int]) -> Iterator[Diagnostic]:
    for index in columns:
        for row in table.rows:
            for kind, hit in _hits(row.cell(index).text, _DETECTORS):
                yield _loose(table, row, index, Fault(code=f"P10{kind}", found=mask(hit)))


def _loose(table: Table, row: Row, index: int, fault: Fault) -> Diagnostic:
    header = quote(table.headers[index])
    return Diagnostic(
        code=fault.code,
        severity=SEVERITIES[fault.code],
        address=Address(tab=quote(table.title), row=row.number, column=index, header=header),
        found=fault.found or "",
    )
