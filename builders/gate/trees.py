"""The last look over finished files: none may hold what is not for its reader."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from builders.gate.gate import Gate, Hit, Seen
from builders.gate.texts import new_parts
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


def _nothing(_: str) -> None:
    return None


def refuse_leaks(
    gate: Gate,
    folder: Path,
    passed: Collection[str] = (),
    before: Callable[[str], bytes | None] = _nothing,
) -> None:
    """Search the files below a folder, save those that ``passed`` a gate of this digest before.

    ``before`` gives the file that lay there under a name and passed such a gate: the lines or
    blocks that it has too are not searched again.
    Raises ``GateError`` where a file holds what its reader must not see.
    """

    def fresh(name: str) -> bytes:
        data, old = (folder / name).read_bytes(), before(name)
        return data if old is None else new_parts(name, data, old)

    names = sorted(name for name in file_names(folder) if name not in passed)
    refuse_leaks_in(gate, ((name, fresh(name)) for name in names))


def refuse_leaks_in(gate: Gate, files: Iterable[tuple[str, bytes]]) -> None:
    """The same for files by name."""
    seen: Seen = {}
    hits = tuple(hit for name, data in files for hit in gate.search(name, data, seen))
    if hits:
        raise GateError(hits)
