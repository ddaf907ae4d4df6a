"""Which table is which tab, which column is which: by folded titles and headers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from registry.check.book import Sheet, quote
from registry.check.catalogue import SEVERITIES
from registry.diagnostics import Address, Diagnostic, Severity
from registry.fields import fold, load_marks, nearest, split_list
from registry.fields.headers import header_keys, positions
from registry.locale import Locale
from registry.schema import ALL_TABS, Tab
from registry.snapshot import Snapshot, Table


@dataclass(frozen=True, slots=True)
class Structure:
    """The tabs that were found, and what is wrong with titles and headers."""

    sheets: dict[str, Sheet]
    unknown: tuple[Table, ...]
    diagnostics: tuple[Diagnostic, ...]


def match(snapshot: Snapshot, locale: Locale) -> Structure:
    """The tables of the snapshot as tabs of the schema."""
    keys = {fold(title): key for key, title in locale.tabs.items()}
    silent = {fold(title) for title in split_list(locale.messages["reading"]["ignored_tabs"])}
    tables: dict[str, Table] = {}
    unknown: list[Table] = []
    problems: list[Diagnostic] = []
    for table in snapshot.tables:
        title = fold(table.title)
        key = keys.get(title)
        if key is not None and key not in tables:
            tables[key] = table
        elif key is not None:
            problems.append(_problem("A007", Address(tab=table.title)))
        elif title not in silent:
            unknown.append(table)
            problems.append(_problem("A003", Address(tab=quote(table.title))))
    sheets = {}
    for tab in ALL_TABS:
        if tab.key in tables:
            sheets[tab.key] = _sheet(tab, tables[tab.key], locale)
            problems += _of_tab(tab, _header_problems(sheets[tab.key], locale))
        elif not tab.optional:
            problems.append(_problem("A001", Address(tab=locale.tabs[tab.key])))
    return Structure(sheets, tuple(unknown), tuple(problems))


def _problem(code: str, address: Address, found: str = "", **values: str) -> Diagnostic:
    severity = SEVERITIES[code]
    return Diagnostic(code=code, severity=severity, address=address, found=found, values=values)


def _of_tab(tab: Tab, problems: Iterator[Diagnostic]) -> Iterator[Diagnostic]:
    """The problems of a tab; those of an optional one never stop a publication."""
    for problem in problems:
        stops = problem.severity is Severity.ERROR and tab.optional
        yield replace(problem, severity=Severity.WARNING) if stops else problem


def _sheet(tab: Tab, table: Table, locale: Locale) -> Sheet:
    return Sheet(tab=tab, table=table, positions=positions(table.headers, tab, locale))


def _header_problems(sheet: Sheet, locale: Locale) -> Iterator[Diagnostic]:
    yield from _present_headers(sheet, locale)
    title, row = sheet.table.title, sheet.table.header_row
    optional = []
    for column in sheet.tab.columns:
        header = locale.header(sheet.tab.key, column.key)
        if column.key in sheet.positions:
            continue
        if column.required:
            place = _where_missing(sheet, header)
            address = Address(tab=title, row=row, column=place, header=header)
            yield _problem("A002", address, expected=header)
        else:
            optional.append(header)
    if optional:
        headers = load_marks().comma.join(optional)
        yield _problem("A006", Address(tab=title, row=row), expected=headers)


def _where_missing(sheet: Sheet, header: str) -> int:
    """The likeliest column: one with a like header, else one with data only, else a new one."""
    taken = set(sheet.positions.values())
    free = {i: fold(text) for i, text in enumerate(sheet.table.headers) if i not in taken}
    like = nearest(fold(header), {text: str(i) for i, text in free.items() if text})
    if like:
        return int(like)
    filled = _filled(sheet.table)
    for index, text in free.items():
        if not text and index in filled:
            return index
    named = [index for index, text in enumerate(sheet.table.headers) if fold(text)]
    return max(named, default=-1) + 1


def _filled(table: Table) -> frozenset[int]:
    """The columns without a header that hold something all the same."""
    unnamed = {index for index, text in enumerate(table.headers) if not fold(quote(text))}
    if not unnamed:
        return frozenset()
    return frozenset(
        index
        for row in table.rows
        for index, cell in enumerate(row.cells)
        if index in unnamed and cell.text.strip()
    )


def _likely_header(sheet: Sheet, header: str, locale: Locale) -> str:
    missing = [column.key for column in sheet.tab.columns if column.key not in sheet.positions]
    headers = [locale.header(sheet.tab.key, key) for key in missing]
    return nearest(fold(header), {fold(text): text for text in headers})


def _present_headers(sheet: Sheet, locale: Locale) -> Iterator[Diagnostic]:
    keys = header_keys(sheet.tab, locale)
    filled = _filled(sheet.table)
    for index, header in enumerate(sheet.table.headers):
        key, shown = keys.get(fold(header)), quote(header)
        address = Address(
            tab=sheet.table.title, row=sheet.table.header_row, column=index, header=shown
        )
        if key is None:
            if shown or index in filled:
                likely = _likely_header(sheet, header, locale)
                problem = _problem("A004", address, found=shown)
                yield replace(problem, suggestion=likely)
        elif sheet.positions[key] != index:
            other = sheet.address(key, sheet.table.header_row).cell
            yield _problem("A005", address, found=shown, other=other)
