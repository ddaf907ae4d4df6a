"""Personal data has no place in any tab: an error where the public would see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from registry.check.book import Book, Line, Texts, mask, quote
from registry.check.catalogue import SEVERITIES
from registry.check.patterns import (
    DIGIT,
    cards,
    has_many_digits,
    homes,
    id_numbers,
    may_hold_home,
    mobiles,
)
from registry.diagnostics import Address, Diagnostic
from registry.fields import Fault, plain
from registry.schema import Column, Kind, Visibility
from registry.snapshot import Row, Table

Detector = Callable[[str], tuple[str, ...]]
Hits = tuple[tuple[str, str], ...]

# Serials of documents look like phones and cards; only a checked identity number counts there.
_DOCUMENTS = frozenset(
    {"document", "document_number", "legal_basis", "other_sources", "source", "source_title"}
)
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


def _hits(text: str, detectors: Mapping[str, Detector]) -> Hits:
    kinds = "123" if has_many_digits(text) else ""
    kinds += "4" if "4" in detectors and may_hold_home(text) else ""
    if not kinds:
        return ()
    half_width = plain(text)
    found = ((kind, detectors[kind](half_width)) for kind in kinds if kind in detectors)
    return tuple((kind, hits[0]) for kind, hits in found if hits)


def check_personal(book: Book, unknown: Iterable[Table]) -> Iterator[Diagnostic]:
    """Personal data in any cell, those of unknown columns and tabs included."""
    for sheet in book.sheets.values():
        for key, texts in book.texts[sheet.tab.key].items():
            yield from _known(book.of(sheet.tab.key), sheet.tab.column(key), texts)
        yield from _strange(sheet.table, frozenset(sheet.positions.values()))
    for table in unknown:
        yield from _strange(table, frozenset())


def _known(lines: tuple[Line, ...], column: Column, texts: Texts) -> Iterator[Diagnostic]:
    detectors = _detectors(column)
    together = "\n".join(texts.distinct)
    if not DIGIT.search(together):
        return
    if not may_hold_home(together):
        # Asked once for all texts of a column, and seldom again for each.
        detectors = {kind: found for kind, found in detectors.items() if kind != "4"}
    hits = {text: _hits(text, detectors) for text in texts.distinct if DIGIT.search(text)}
    is_public = column.visibility is Visibility.PUBLIC
    for line, text in zip(lines, texts.by_row, strict=True) if any(hits.values()) else ():
        is_open = is_public and not line.tab.station_wide and not line.is_internal
        for kind, hit in hits.get(text, ()):
            code = f"{'P0' if is_open else 'P1'}0{kind}"
            yield line.problem(column.key, Fault(code=code, found=mask(hit)))


def _strange(table: Table, known: frozenset[int]) -> Iterator[Diagnostic]:
    columns = range(len(table.headers))
    if known.issuperset(columns):
        return
    for row in table.rows:
        for index, cell in zip(columns, row.cells, strict=False):
            if cell.text and index not in known:
                for kind, hit in _hits(cell.text, _DETECTORS):
                    yield _loose(table, row, index, Fault(code=f"P10{kind}", found=mask(hit)))


def _loose(table: Table, row: Row, index: int, fault: Fault) -> Diagnostic:
    header = quote(table.headers[index])
    return Diagnostic(
        code=fault.code,
        severity=SEVERITIES[fault.code],
        address=Address(tab=quote(table.title), row=row.number, column=index, header=header),
        found=fault.found or "",
    )
