"""Which of the private values anybody may read anyway: kept from one build to the next.

A value that a public text says is no secret. Which values a text says follows from the text and
the values alone, so each text is searched once and not again while the values stay the same.
What is kept names values by their numbers, so that it gives none of them away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from builders.gate.folding import phones_in, pieces_of, squeeze
from builders.gate.index import Index
from builders.kept import read_kept, write_kept

_KEY_BYTES = 12
Found = Sequence[Sequence[int]]
"""The numbers of the pieces and of the phone numbers that a text says."""

Cell = tuple[str, bool]
"""The text of a cell, and whether it is a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateMemory:
    """What is kept of a gate: the ``key`` of its values, where each is anchored, what texts say.

    A help and never a truth, like every memory: one of another key counts as none.
    """

    key: str = ""
    places: Sequence[int] = ()
    found: Mapping[str, Found] = field(default_factory=dict)


class Told:
    """Finds values, each by its number among the sorted ones, in public texts."""

    def __init__(
        self, index: Index, pieces: Iterable[str], phones: Iterable[str], known: Mapping[str, Found]
    ) -> None:
        self.found: dict[str, Found] = {}
        self._index = index
        self._pieces = {piece: number for number, piece in enumerate(pieces)}
        self._phones = {digits: number for number, digits in enumerate(phones)}
        self._known = known

    def read(self, texts: Iterable[str]) -> None:
        """Note what these texts say."""
        for text in texts:
            self._note(_key(text), partial(self._in_text, text))

    def read_together(self, name: str, texts: Callable[[], Iterable[str]]) -> None:
        """Note what texts say that follow from a name; only of a new name they are asked for."""
        self._note(_key(f"name\0{name}"), lambda: self._in_all(texts()))

    def read_long(self, cells: Iterable[Cell]) -> None:
        """Note the pieces of long cells: cut alike, even in the middle of a word."""
        for text, is_list in cells:
            self._note(_key(f"{is_list}\0{text}"), partial(self._in_cell, text, is_list=is_list))

    def numbers(self) -> tuple[set[int], set[int]]:
        """The numbers of all pieces, and of all phone numbers, that were found."""
        pieces: set[int] = set()
        phones: set[int] = set()
        for some, others in self.found.values():
            pieces.update(some)
            phones.update(others)
        return pieces, phones

    def _note(self, key: str, search: Callable[[], Found]) -> None:
        known = self._known.get(key)
        self.found[key] = search() if known is None else known

    def _in_text(self, text: str) -> Found:
        squeezed = squeeze(text)
        pieces = sorted(self._pieces[piece] for piece in self._index.found_in(squeezed))
        return pieces, sorted(
            self._phones[one] for one in self._phones.keys() & phones_in(squeezed)
        )

    def _in_all(self, texts: Iterable[str]) -> Found:
        found = [self._in_text(text) for text in dict.fromkeys(texts)]
        return tuple(sorted({n for one in found for n in one[kind]}) for kind in (0, 1))

    def _in_cell(self, text: str, *, is_list: bool) -> Found:
        pieces = pieces_of(text, is_list=is_list)
        return [self._pieces[piece] for piece in pieces if piece in self._pieces], []


def _key(text: str) -> str:
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=_KEY_BYTES).hexdigest()


def read_gate_memory(path: Path) -> GateMemory:
    """The memory in that file; an empty one where it is not there, or not as it was written."""
    content = read_kept(path)
    return GateMemory(**json.loads(content)) if content else GateMemory()


def write_gate_memory(path: Path, memory: GateMemory) -> None:
    """Keep the memory in that file, where that can be done."""
    data = {"key": memory.key, "places": memory.places, "found": memory.found}
    write_kept(path, json.dumps(data, separators=(",", ":")).encode())
