"""Noticing that the sheet was saved, whatever way a program saves it, and reading it whole.

Excel, WPS and LibreOffice write beside the file and rename, or empty it and fill it again; for a
moment it is missing, short or locked. Only what stands still is read, and only a refusal that
lasts is told.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

from builders.gate import UnreadableError, site_folders
from registry.snapshot import Snapshot
from registry.sources import Source, SourceAddress, SourceError, open_source
from registry.sources.errors import refusals_of

_LOCAL_SECONDS, _DISTANT_SECONDS = 0.1, 5.0
_PATIENCE_SECONDS = 0.5
_HAND_WRITTEN_SECONDS = 1.0
_LASTING = frozenset(
    {"S002", "S003", "S004", "S005", "S007", "S008", "S009", "S010", "S011", "S012"}
)
"""What is in the file is refused, and will be until something else is in it."""

_Stamp = tuple[str, int, int, int]


class WatchedFile:
    """A workbook or a folder of CSV files that is looked at often, and read only where it moved."""

    def __init__(self, source: Source, path: Path) -> None:
        self._source = source
        self._path = path
        self._stamps: tuple[_Stamp, ...] = ()
        self._revision = ""

    def revision(self) -> str:
        """The digest of the content, made anew where the stamps of a file are others."""
        with refusals_of(self._path):
            stamps = tuple(map(_stamp, self._files()))
        if stamps != self._stamps or not self._revision:
            self._revision = self._source.revision()
            self._stamps = stamps
        return self._revision

    def snapshot(self) -> Snapshot:
        """The whole sheet; raises ``SourceError``."""
        return self._source.snapshot()

    def _files(self) -> list[Path]:
        return sorted(self._path.glob("*.csv")) if self._path.is_dir() else [self._path]


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
    """Looks at a sheet again and again; hands each state of it on once.

    ``pause_seconds`` lie between two looks.
    """

    def __init__(
        self, source: Source, clock: Callable[[], float], pause_seconds: float = _LOCAL_SECONDS
    ) -> None:
        self.noticed = clock()
        self._source = source
        self._clock = clock
        self._pause = pause_seconds
        self._seen = ""
        self._done = ""
        self._refusal: SourceError | None = None
        self._last: Snapshot | None = None
        self._patience = self._most = math.ceil(_PATIENCE_SECONDS / pause_seconds)

    @property
    def pause_seconds(self) -> float:
        """How long to wait before the next look: not long while something is in motion."""
        return self._pause if self._seen == self._done else min(self._pause, _LOCAL_SECONDS)

    def look(self) -> Snapshot | SourceError | None:
        """The sheet where it is new and stands still, a refusal that lasts, else nothing."""
        try:
            revision = self._source.revision()
            self._forget_what_passed(revision)
            if revision == self._done:
                return self._still_refused()
            if revision != self._seen:
                self._seen, self.noticed = revision, self._clock()
                return None
            snapshot = self._source.snapshot()
        except SourceError as error:
            return self._refuse(error)
        was_refused = self._refusal is not None
        last, self._last = self._last, snapshot
        self._done, self._refusal = revision, None
        # A revision may be another where the sheet is not: our own results were written into it.
        is_known = last is not None and (last, last.doubts) == (snapshot, snapshot.doubts)
        return None if is_known and not was_refused else snapshot

    def _forget_what_passed(self, revision: str) -> None:
        """The sheet can be reached again; where people were told otherwise, it is handed on."""
        if revision == self._done and self._refusal and self._refusal.code not in _LASTING:
            if self._patience < 0:
                self._done, self._last = "", None
            self._refusal = None

    def _refuse(self, error: SourceError) -> SourceError | None:
        if error.code in _LASTING:
            self._done = self._seen
        if self._refusal is None or self._refusal.code != error.code:
            self._refusal, self._patience = error, self._most
        return self._still_refused()

    def _still_refused(self) -> SourceError | None:
        if self._refusal is None or self._patience < 0:
            return None
        self._patience -= 1
        return self._refusal if self._patience < 0 else None


def watch(address: SourceAddress, clock: Callable[[], float]) -> Watcher:
    """The watcher of the sheet at that place, a cloud asked seldom."""
    source = open_source(address)
    if address.is_local:
        return Watcher(WatchedFile(source, address.path), clock)
    return Watcher(source, clock, _DISTANT_SECONDS)
