"""The last look over finished files: none may hold what is not for its reader."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from builders.gate.gate import Gate, Hit
from builders.trees import file_names


class GateError(Exception):
    """Something private or personal stands in what was to be published.

    ``hits`` name the cells and the files; the values in them are masked.
    """

    def __init__(self, hits: tuple[Hit, ...]) -> None:
        super().__init__(hits)
        self.hits = hits

    def __str__(self) -> str:
        return f"{len(self.hits)} values"


def refuse_leaks(gate: Gate, folder: Path, passed: Collection[str] = ()) -> None:
    """Search the files below a folder, save those that ``passed`` a gate of this digest before.

    Raises ``GateError`` where one holds what its reader must not see.
    """
    names = sorted(name for name in file_names(folder) if name not in passed)
    refuse_leaks_in(gate, ((name, (folder / name).read_bytes()) for name in names))


def refuse_leaks_in(gate: Gate, files: Iterable[tuple[str, bytes]]) -> None:
    """The same for files by name."""
    seen: set[str] = set()
    hits = tuple(hit for name, data in files for hit in gate.search(name, data, seen))
    if hits:
        raise GateError(hits)
