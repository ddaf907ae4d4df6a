"""An ``.xlsx`` workbook, read by ourselves: exact texts, bounded memory, no surprises."""

from __future__ import annotations

from pathlib import Path

from registry.snapshot import Snapshot
from registry.sources.canonical import build_snapshot
from registry.sources.errors import refusals_of
from registry.sources.ooxml import read_book
from registry.sources.package import Package
from registry.sources.worksheet import read_sheet


def read_workbook(path: Path) -> Snapshot:
    """All sheets of the workbook, hidden ones too; formulas give their stored results.

    Raises ``SourceError`` where the file is missing, locked, damaged, encrypted or unsafe.
    """
    with refusals_of(path):
        package = Package(path)
        book = read_book(package)
        grids = [(title, read_sheet(package, part, book)) for title, part in book.sheets]
        return build_snapshot(grids, origin=path.name)
