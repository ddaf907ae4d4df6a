"""What every output is made from, and what making it hands back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from builders.ledger import Ledger
from registry.model import Registry

Progress = Callable[[str, int, int], None]
"""Called with the name of an output, how many parts are done, and how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """One checked registry, the ledger and the day: the same inputs give the same bytes.

    ``stations`` limits the packs to these ids; empty means every station.
    """

    registry: Registry
    ledger: Ledger
    as_of: date
    site_config: Path
    stations: tuple[str, ...] = ()
    jobs: int = 1
    progress: Progress = field(default=lambda _name, _done, _total: None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A tree that lies in its folder: its edition, and the records for the ledger by path."""

    edition: str
    records: Mapping[str, bytes]
    parts: int
