"""Which edition an output is: the day its content last changed, and eight hex digits of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from registry.changes import ChangeSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The edition of one page, one list or the library; printed as ``2026-07-01-7f3a90c2``."""

    since: date
    digest: str

    def __str__(self) -> str:
        return f"{self.since.isoformat()}-{self.digest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListStamp:
    """What every page of one printed list carries. After ``valid_until`` it is to be recalled."""

    public_edition: Edition
    station_edition: Edition
    valid_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PackStamps:
    """The stamps of the lists of one pack, and what changed since its previous edition.

    ``changes`` is ``None`` for the first edition of a station.
    """

    signals: ListStamp
    services: ListStamp
    resources: ListStamp
    handbook: ListStamp
    changes: ChangeSet | None
