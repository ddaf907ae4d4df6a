"""Characters that the printed lists have no glyph for, told at their cells before printing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builders.typeset.engine import missing_characters
from registry.diagnostics import Address, Diagnostic, Severity
from registry.locale import load_locale
from registry.schema import TABS
from registry.snapshot import Snapshot, Table

CODE = "C090"


def missing_glyphs(snapshot: Snapshot) -> tuple[Diagnostic, ...]:
    """One problem for each cell of a known tab that holds a character the fonts lack.

    It stops publication, except in rows that are still being written.
    """
    keys = {load_locale().tabs[tab.key]: tab.key for tab in TABS}
    tables = [table for table in snapshot.tables if table.title in keys]
    lacking = frozenset(missing_characters("".join(_texts(tables))))
    if not lacking:
        return ()
    return tuple(
        problem for table in tables for problem in _of_table(table, keys[table.title], lacking)
    )


def _texts(tables: Iterable[Table]) -> Iterator[str]:
    return (cell.text for table in tables for row in table.rows for cell in row.cells)


def _of_table(table: Table, key: str, lacking: frozenset[str]) -> Iterator[Diagnostic]:
    words = load_locale()
    headers = words.headers[key].get("status", ())
    state = next((i for i, header in enumerate(table.headers) if header.strip() in headers), -1)
    in_work = {word for code in ("draft", "pending") for word in words.choices["status"][code]}
    for row in table.rows:
        is_in_work = state >= 0 and row.cell(state).text.strip() in in_work
        severity = Severity.WARNING if is_in_work else Severity.ERROR
        for column, cell in enumerate(row.cells):
            found = "".join(dict.fromkeys(char for char in cell.text if char in lacking))
            if found:
                header = table.headers[column] if column < len(table.headers) else ""
                place = Address(tab=table.title, row=row.number, column=column, header=header)
                yield Diagnostic(
                    code=CODE,
                    severity=severity,
                    address=place,
                    found=found,
                    values={"found": found},
                )
