"""The last look over finished files: none may hold what is not for its reader."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from builders.gate.gate import Gate, Hit, Seen, said_in
from builders.gate.texts import is_by_line, new_lines
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


def refuse_leaks(
    gate: Gate, folder: Path, passed: Collection[str] = (), before: Iterable[tuple[str, bytes]] = ()
) -> None:
    """Search the files below a folder, save those that ``passed`` a gate of this digest before.

    So did the files that lay there ``before``: what they say too is not searched again.
    Raises ``GateError`` where a file holds what its reader must not see.
    """
    names = sorted(name for name in file_names(folder) if name not in passed)
    by_line: dict[str, bytes] = {}

    def others() -> Iterator[tuple[str, bytes]]:
        for name, data in before:
            if is_by_line(name):
                by_line[name] = data
            else:
                yield name, data

    def fresh(name: str) -> bytes:
        data = (folder / name).read_bytes()
        return new_lines(data, by_line[name]) if name in by_line else data

    seen = said_in(others())
    refuse_leaks_in(gate, ((name, fresh(name)) for name in names), seen)


def refuse_leaks_in(
    gate: Gate, files: Iterable[tuple[str, bytes]], seen: Seen | None = None
) -> None:
    """The same for files by name; nothing is found in what was ``seen`` before."""
    seen = {} if seen is None else seen
    hits = tuple(hit for name, data in files for hit in gate.search(name, data, seen))
    if hits:
        raise GateError(hits)
