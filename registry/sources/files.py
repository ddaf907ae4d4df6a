"""Files of every kind that is read: a workbook by its content, or a folder of CSV files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

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


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalSource:
    """A workbook or a folder of CSV files on a drive."""

    path: Path

    def revision(self) -> str:
        """A digest of the content."""
        digest = hashlib.sha256()
        with refusals_of(self.path):
            files = sorted(self.path.glob("*.csv")) if self.path.is_dir() else [self.path]
            for file in files:
                digest.update(file.name.encode(errors="surrogateescape"))
                digest.update(_content(file))
        return digest.hexdigest()

    def snapshot(self) -> Snapshot:
        """The whole sheet; raises ``SourceError``."""
        return open_snapshot(self.path)


def open_snapshot(source: str | Path) -> Snapshot:
    """Read the whole sheet from a workbook or from a folder of CSV files.

    Raises ``SourceError`` where the source is missing, of another kind, damaged or unsafe.
    """
    path = Path(source)
    if "://" in str(source):
        raise SourceError("S002", {"name": str(source)})
    if path.is_dir():
        return FOLDER_READER(path)
    with refusals_of(path):
        content = _content(path)
    return read_content(content, path.name)


def read_content(content: bytes, name: str) -> Snapshot:
    """The sheet in the content of a file: what it is, the content says, not its name."""
    kind, path = kind_of(content), PurePath(name)
    if kind not in FILE_READERS:
        raise _refusal(kind, path)
    with refusals_of(path), without_collection():
        return _with_suffix_told(FILE_READERS[kind](content, path.name), kind, path)


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


def _refusal(kind: Kind, path: PurePath) -> SourceError:
    if kind in _REFUSALS:
        return SourceError(_REFUSALS[kind], {"name": path.name})
    word = load_locale().messages["kinds"][kind or "other"]
    return SourceError("S011", {"name": path.name, "kind": word})


def _with_suffix_told(snapshot: Snapshot, kind: Kind, path: PurePath) -> Snapshot:
    suffix = path.suffix.casefold()
    if suffix in SUFFIXES[kind]:
        return snapshot
    values = {"suffix": suffix, "kind": SUFFIXES[kind][0]}
    return replace(snapshot, doubts=(*snapshot.doubts, Doubt(code="R015", values=values)))
