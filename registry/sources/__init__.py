"""Where the sheet comes from: one file for each kind of source, one explicit catalogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from registry.snapshot import Snapshot
from registry.sources.csv_folder import read_csv_folder
from registry.sources.errors import SourceError
from registry.sources.workbook import read_workbook

Reader = Callable[[Path], Snapshot]

FILE_READERS: Mapping[str, Reader] = {".xlsx": read_workbook}
FOLDER_READER: Reader = read_csv_folder


def open_snapshot(source: str | Path) -> Snapshot:
    """Read the whole sheet from a workbook or from a folder of CSV files.

    Raises ``SourceError`` where the source is missing, of another kind, damaged or unsafe.
    """
    path = Path(source)
    if "://" in str(source):
        raise SourceError("S002", {"name": str(source)})
    if path.is_dir():
        return FOLDER_READER(path)
    if not path.exists():
        raise SourceError("S001", {"name": path.name})
    reader = FILE_READERS.get(path.suffix.casefold())
    if reader is None:
        raise SourceError("S002", {"name": path.name})
    return reader(path)


__all__ = ["FILE_READERS", "FOLDER_READER", "Reader", "SourceError", "open_snapshot"]
