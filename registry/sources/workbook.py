"""An ``.xlsx`` workbook, read by ourselves: exact texts, bounded memory, no surprises."""

from __future__ import annotations

from registry.snapshot import Doubt, Snapshot
from registry.sources.canonical import build_snapshot
from registry.sources.grid import Budget
from registry.sources.ooxml import read_book
from registry.sources.package import Package
from registry.sources.values import Values
from registry.sources.worksheet import read_sheet


def read_workbook(content: bytes, name: str) -> Snapshot:
    """All sheets of the workbook, hidden ones too; formulas give their stored results.

    ``name`` is where it comes from. Raises ``DamagedError`` or ``UnsafeError``.
    """
    package = Package(content)
    budget = Budget()
    book = read_book(package, budget)
    values = Values(book, budget)
    grids = [read_sheet(package, sheet, values, budget) for sheet in book.sheets]
    doubts = [Doubt(code="R014", tab=title) for title in book.pictures]
    return build_snapshot(grids, origin=name, doubts=doubts)
