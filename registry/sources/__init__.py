"""Where the sheet comes from: one file for each kind of source, one explicit catalogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from registry.locale import load_locale
from registry.memory import without_collection
from registry.snapshot import Doubt, Snapshot
from registry.sources.contents import SUFFIXES, Kind, kind_of
from registry.sources.csv_folder import read_csv_folder
from registry.sources.errors import SourceError, UnsafeError, refusals_of
from registry.sources.opendocument import read_opendocument
from registry.sources.workbook import read_workbook

FolderReader = Callable[[Path], Snapshot]
FileReader = Callable[[bytes, str], Snapshot]
"""Reads the content of a file; its name is only told."""

FILE_READERS: Mapping[Kind, FileReader] = {"xlsx": read_workbook, "ods": read_opendocument}
FOLDER_READER: FolderReader = read_csv_folder
MAX_FILE_BYTES = 100_000_000

_REFUSALS: Mapping[Kind, str] = {
    "damaged": "S003",
    "xls": "S008",
    "encrypted": "S009",
    "text": "S010",
    "empty": "S012",
}
_TRIES = 3


def open_snapshot(source: str | Path) -> Snapshot:
    """Read the whole sheet from a workbook or from a folder of CSV files.

    What a file is, its content says. Raises ``SourceError`` where the source is missing, of
    another kind, damaged or unsafe.
    """
    path = Path(source)
    if "://" in str(source):
        raise SourceError("S002", {"name": str(source)})
    if path.is_dir():
        return FOLDER_READER(path)
    with refusals_of(path), without_collection():
        content = _content(path)
        kind = kind_of(content)
        if kind in FILE_READERS:
            return _with_suffix_told(FILE_READERS[kind](content, path.name), kind, path)
    raise _refusal(kind, path)


def _content(path: Path) -> bytes:
    """All bytes of a file that nobody writes to meanwhile."""
    for _ in range(_TRIES):
        before = path.stat()
        if before.st_size > MAX_FILE_BYTES:
            raise UnsafeError("bytes")
        content = path.read_bytes()
        after = path.stat()
        if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, len(content)):
            return content
    raise SourceError("S013", {"name": path.name})


def _refusal(kind: Kind, path: Path) -> SourceError:
    if kind in _REFUSALS:
        return SourceError(_REFUSALS[kind], {"name": path.name})
    word = load_locale().messages["kinds"][kind or "other"]
    return SourceError("S011", {"name": path.name, "kind": word})


def _with_suffix_told(snapshot: Snapshot, kind: Kind, path: Path) -> Snapshot:
    suffix = path.suffix.casefold()
    if suffix in SUFFIXES[kind]:
        return snapshot
    values = {"suffix": suffix, "kind": SUFFIXES[kind][0]}
    return replace(snapshot, doubts=(*snapshot.doubts, Doubt(code="R015", values=values)))


__all__ = ["FILE_READERS", "FOLDER_READER", "SourceError", "open_snapshot"]
