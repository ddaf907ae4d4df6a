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
    """One error for each cell of a known tab that holds a character the fonts lack."""
    titles = {load_locale().tabs[tab.key] for tab in TABS}
    tables = [table for table in snapshot.tables if table.title in titles]
    lacking = frozenset(missing_characters("".join(_texts(tables))))
    if not lacking:
        return ()
    return tuple(problem for table in tables for problem in _of_table(table, lacking))


def _texts(tables: Iterable[Table]) -> Iterator[str]:
    return (cell.text for table in tables for row in table.rows for cell in row.cells)


def _of_table(table: Table, lacking: frozenset[str]) -> Iterator[Diagnostic]:
    for row in table.rows:
        for column, cell in enumerate(row.cells):
            found = "".join(dict.fromkeys(char for char in cell.text if char in lacking))
            if found:
                header = table.headers[column] if column < len(table.headers) else ""
                yield Diagnostic(
                    code=CODE,
                    severity=Severity.ERROR,
                    address=Address(tab=table.title, row=row.number, column=column, header=header),
                    found=found,
                    values={"found": found},
                )
