"""What every output is made from, and what making it hands back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from builders.gate import Gate
from builders.ledger import Ledger, Record, new_record
from builders.memory import Memory, Past
from builders.shown import Shown
from builders.shrink import Loss, losses
from builders.spool import Spool
from registry.model import Registry

Progress = Callable[[str, int, int], None]
"""Called with the name of an output, how many parts are done, and how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """One checked registry, the ledger and the day: the same inputs give the same bytes.

    ``records`` takes up the new states by their paths in the ledger, which each output adds, or is
    ``None`` where nobody keeps them; ``losses`` takes up what they lost against the last ones.
    ``shown`` is what the public may see, and ``gate`` refuses what is private in the sheet.
    ``stations`` limits the packs to these ids; empty means every station. ``past`` holds each
    tree as it is published: what is unchanged is taken over from it, which saves time and changes
    no byte.
    """

    registry: Registry
    shown: Shown
    gate: Gate
    ledger: Ledger
    site_config: Path
    records: Spool | None
    stations: tuple[str, ...] = ()
    jobs: int = 1
    past: Mapping[str, Past] = field(default_factory=dict)
    progress: Progress = field(default=lambda _name, _done, _total: None)
    losses: list[Loss] = field(default_factory=list)

    @property
    def as_of(self) -> date:
        """The day that the build is for."""
        return self.shown.as_of

    def take_up(self, kind: str, known: tuple[Record, ...], record: Record) -> None:
        """Add a state to those known of its kind, ``public`` or ``private/<station>``."""
        if self.records is not None:
            self.records.add(new_record(kind, known, record))
        self.losses.extend(losses(kind, known[-1] if known else None, record))


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A tree that lies in its folder, and its edition.

    ``parts`` counts its pages or packs, ``renewed`` those that were made anew. It ``differs``
    where any file is another than in the tree that is published. ``taken`` are the files that were
    taken over from there, with the digests that they were found to have.
    """

    edition: str
    parts: int
    renewed: int
    differs: bool
    memory: Memory
    taken: Mapping[str, str] = field(default_factory=dict)
