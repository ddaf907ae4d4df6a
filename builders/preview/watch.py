"""Noticing that the sheet was saved, whatever way a program saves it, and reading it whole.

Excel, WPS and LibreOffice write beside the file and rename, or empty it and fill it again; for a
moment it is missing, short or locked. Only what stands still is read, and only a refusal that
lasts is told.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from builders.gate import UnreadableError, site_folders
from registry.snapshot import Snapshot
from registry.sources import SourceError, open_snapshot
from registry.sources.errors import refusals_of

_PATIENCE_SECONDS = 0.5
_HAND_WRITTEN_SECONDS = 1.0
_PASSING = frozenset({"S001", "S006", "S013"})
"""Missing, locked, being written: these may end without a change of what is in the file."""

_Stamp = tuple[str, int, int, int]


class Watched(Protocol):
    """A sheet that others change: a file, a folder, or one in the cloud."""

    @property
    def pause_seconds(self) -> float:
        """How long to wait between two looks at it."""

    def revision(self) -> str:
        """Another text with every change; raises ``SourceError`` where it cannot be reached."""

    def snapshot(self) -> Snapshot:
        """The whole sheet as it is now; raises ``SourceError`` where it cannot be read."""

    def address(self, tab: str, cell: str) -> str:
        """How a person gets to a cell: a link of the web, or what a name box takes."""


class SheetFile:
    """A workbook, or a folder of CSV files, on this machine."""

    pause_seconds = 0.1

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamps: tuple[_Stamp, ...] = ()
        self._digest = ""

    def revision(self) -> str:
        """A digest of the content, read only where the stamps of a file are others."""
        with refusals_of(self._path):
            stamps = self._look()
            if stamps != self._stamps:
                self._digest = self._read(stamps)
                self._stamps = stamps
            return self._digest

    def snapshot(self) -> Snapshot:
        """The whole sheet."""
        return open_snapshot(self._path)

    def address(self, tab: str, cell: str) -> str:
        """As Excel and WPS take it in their name box."""
        quoted = tab.replace("'", "''")
        return f"'{quoted}'!{cell}"

    def _look(self) -> tuple[_Stamp, ...]:
        paths = [self._path]
        if self._path.is_dir():
            paths = sorted(self._path.glob("*.csv"))
        return tuple(map(_stamp, paths))

    def _read(self, stamps: tuple[_Stamp, ...]) -> str:
        digest = hashlib.blake2b(digest_size=16)
        for name, *_ in stamps:
            digest.update(f"{name}\0".encode(errors="surrogatepass"))
            with Path(name).open("rb") as file:
                digest.update(hashlib.file_digest(file, "blake2b").digest())
        return digest.hexdigest()


def _stamp(path: Path) -> _Stamp:
    state = path.stat()
    return str(path), state.st_mtime_ns, state.st_size, state.st_ino


class HandWritten:
    """Looks, not too often, whether the hand-written side of the site is another."""

    def __init__(self, config: Path, clock: Callable[[], float]) -> None:
        self._config = config
        self._clock = clock
        self._next = 0.0
        self._known = ""

    def has_changed(self) -> bool:
        """True once after each change; never for the first look."""
        if self._clock() < self._next:
            return False
        self._next = self._clock() + _HAND_WRITTEN_SECONDS
        before, self._known = self._known, _hand_written(self._config)
        return bool(before) and before != self._known


def _hand_written(config: Path) -> str:
    """The times of all hand-written files; of one that is just being replaced, none."""
    try:
        folders = tuple(site_folders(config))
        paths = (config, *(path for folder in folders for path in folder.rglob("*")))
        return repr(sorted((str(path), path.stat().st_mtime_ns) for path in paths))
    except (UnreadableError, OSError):
        return str(config)


class Watcher:
    """Looks at a sheet again and again; hands each state of it on once."""

    def __init__(self, sheet: Watched, clock: Callable[[], float]) -> None:
        self.noticed = clock()
        self._sheet = sheet
        self._clock = clock
        self._seen = ""
        self._done = ""
        self._refusal: SourceError | None = None
        self._patience = self._most = math.ceil(_PATIENCE_SECONDS / sheet.pause_seconds)

    def look(self) -> Snapshot | SourceError | None:
        """The sheet where it is new and stands still, a refusal that lasts, else nothing."""
        try:
            revision = self._sheet.revision()
            self._forget_what_passed(revision)
            if revision == self._done:
                return self._still_refused()
            if revision != self._seen:
                self._seen, self.noticed = revision, self._clock()
                return None
            snapshot = self._sheet.snapshot()
        except SourceError as error:
            return self._refuse(error)
        self._done, self._refusal = revision, None
        return snapshot

    def _forget_what_passed(self, revision: str) -> None:
        """The sheet can be reached again; where people were told otherwise, it is handed on."""
        if revision == self._done and self._refusal and self._refusal.code in _PASSING:
            if self._patience < 0:
                self._done = ""
            self._refusal = None

    def _refuse(self, error: SourceError) -> SourceError | None:
        if error.code not in _PASSING:
            # Its content will be refused again; another content has another revision.
            self._done = self._seen
        if self._refusal is None or self._refusal.code != error.code:
            self._refusal, self._patience = error, self._most
        return self._still_refused()

    def _still_refused(self) -> SourceError | None:
        if self._refusal is None or self._patience < 0:
            return None
        self._patience -= 1
        return self._refusal if self._patience < 0 else None
