"""The ledger ``editions/``: earlier public states and, apart from them, private ones.

Append-only: every publication that changed something adds one file to ``public/`` and one to
``private/<station>/``. A build reads the whole ledger and never rewrites a file of it. A rollback
adds an empty file ``<record>.withdrawn`` beside each record of the publication it takes back:
such a record counts no more, and its number is not given again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from builders.editions import Edition
from registry.changes import Entries


class LedgerError(Exception):
    """A file of the ledger that cannot be read; ``path`` names it."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One published state: its editions by name (page paths or list names) and its content.

    ``whole`` is the edition of the library, or of a station's whole view.
    """

    whole: Edition
    editions: Mapping[str, Edition]
    entries: Entries

    def to_json(self) -> bytes:
        """The record as the ledger keeps it: sorted, one text a line."""
        data = {
            "whole": str(self.whole),
            "editions": {name: str(edition) for name, edition in self.editions.items()},
            "entries": {address: dict(fields) for address, fields in self.entries.items()},
        }
        # Lines by the separator: an indent would be many times slower.
        lines = json.dumps(data, ensure_ascii=False, separators=(",\n", ": "), sort_keys=True)
        return lines.encode() + b"\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All earlier states, oldest first."""

    public: tuple[Record, ...] = ()
    stations: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)

    def of_station(self, station: str) -> tuple[Record, ...]:
        """The earlier states of one station; none for a new one."""
        return self.stations.get(station, ())


def read_ledger(folder: Path, until: date = date.max) -> Ledger:
    """The ledger in a folder, up to the editions of a day; an absent folder is an empty ledger.

    Raises ``LedgerError`` for a damaged file: a ledger is never silently cut short.
    """
    return Ledger(
        public=_read_records(folder / "public", until),
        stations=_StationRecords(folder / "private", until),
    )


def newest_day(folder: Path) -> date | None:
    """The day of the newest edition that counts, as the names of the files tell it.

    Raises ``LedgerError`` for a name that tells none.
    """
    paths = (*folder.glob("public/*.json"), *folder.glob("private/*/*.json"))
    newest_first = sorted(paths, key=_day, reverse=True)
    return next((_day(path) for path in newest_first if not _mark(path).exists()), None)


def _day(path: Path) -> date:
    try:
        return _edition(path.stem.partition("-")[2]).since
    except ValueError as error:
        raise LedgerError(path) from error


class _StationRecords(Mapping[str, tuple[Record, ...]]):
    """The records of each station, read when they are asked for: all at once fit in no memory."""

    def __init__(self, folder: Path, until: date) -> None:
        self._folder = folder
        self._until = until
        # What begins with a line below belongs to the office as a whole.
        names = (path.name for path in folder.iterdir()) if folder.is_dir() else ()
        self._names = sorted(name for name in names if not name.startswith("_"))

    def __getitem__(self, station: str) -> tuple[Record, ...]:
        if station not in self._names:
            raise KeyError(station)
        return _read_records(self._folder / station, self._until)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def record_path(kind: str, number: int, record: Record) -> str:
    """Where a record goes in the ledger; ``kind`` is ``public`` or ``private/<station>``."""
    return f"{kind}/{number:05d}-{record.whole}.json"


def new_record(kind: str, known: tuple[Record, ...], record: Record) -> dict[str, bytes]:
    """The record by its path, to be added to those known; none where nothing changed."""
    if known and known[-1].whole == record.whole:
        return {}
    return {record_path(kind, len(known) + 1, record): record.to_json()}


def numbered_anew(folder: Path, records: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The records by paths whose numbers follow all in the ledger, the withdrawn ones included."""
    return _Renamed(records, {_next_path(folder, path): path for path in records})


class _Renamed(Mapping[str, bytes]):
    """Other names for the same bytes, which are read only when they are asked for."""

    def __init__(self, files: Mapping[str, bytes], names: Mapping[str, str]) -> None:
        self._files = files
        self._names = names

    def __getitem__(self, name: str) -> bytes:
        return self._files[self._names[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _next_path(folder: Path, path: str) -> str:
    kind, _, name = path.rpartition("/")
    number = len(list((folder / kind).glob("*.json"))) + 1
    return f"{kind}/{number:05d}-{name.partition('-')[2]}"


def _read_records(folder: Path, until: date) -> tuple[Record, ...]:
    if not folder.is_dir():
        return ()
    paths = (path for path in sorted(folder.glob("*.json")) if not _mark(path).exists())
    records = (_read_record(path) for path in paths)
    return tuple(record for record in records if record.whole.since <= until)


def newest_record(folder: Path) -> Path | None:
    """The newest file of a kind that counts; none where there is none."""
    paths = sorted(folder.glob("*.json"), reverse=True)
    return next((path for path in paths if not _mark(path).exists()), None)


def _mark(path: Path) -> Path:
    return path.with_name(f"{path.name}.withdrawn")


def _read_record(path: Path) -> Record:
    try:
        return parse_record(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise LedgerError(path) from error


def parse_record(content: bytes) -> Record:
    """The record in the bytes that ``to_json`` gave."""
    data = json.loads(content)
    return Record(
        whole=_edition(data["whole"]),
        editions={name: _edition(text) for name, text in data["editions"].items()},
        entries={address: dict(fields) for address, fields in data["entries"].items()},
    )


def _edition(text: str) -> Edition:
    day, digest = text[:10], text[11:]
    return Edition(since=date.fromisoformat(day), digest=digest)
