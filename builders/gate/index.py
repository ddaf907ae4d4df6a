"""Finding thousands of texts in one pass over another: by four rare signs of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

_ASCII_WORD = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")

_PART_BEFORE = re.compile("[0-9][-.,:/]$")
_PART_AFTER = re.compile("[-.,:/][0-9]")
_RUN = 4


def grams(text: str) -> Iterator[str]:
    """All runs of four signs."""
    return map("".join, zip(text, text[1:], text[2:], text[3:], strict=False))


@dataclass(frozen=True, slots=True)
class Index:
    """Pieces of text, ready to be found: four signs of each, rare ones, lead to the piece."""

    anchors: Mapping[str, tuple[str, ...]]

    def found_in(self, squeezed: str) -> Iterator[str]:
        """The pieces that stand in the text."""
        for gram in self.anchors.keys() & grams(squeezed):
            for piece in self.anchors[gram]:
                if stands_in(piece, squeezed):
                    yield piece


def make_index(anchored: Iterable[tuple[str, int]]) -> Index:
    """The index of pieces, each found by the four signs that begin at a place in it."""
    anchors: dict[str, list[str]] = {}
    for piece, place in anchored:
        anchors.setdefault(piece[place : place + _RUN], []).append(piece)
    return Index({anchor: tuple(found) for anchor, found in anchors.items()})


def best_places(pieces: Collection[str], texts: Iterable[str]) -> list[int]:
    """Where the rarest four signs of each piece begin, for quick searches of such texts."""
    counts = Counter(gram for piece in pieces for gram in grams(piece))
    met: set[str] = set()
    for text in texts:
        met |= counts.keys() & grams(text)

    def rarity(gram: str) -> tuple[bool, int, str]:
        return gram in met, counts[gram], gram

    return [min((rarity(gram), at) for at, gram in enumerate(grams(p)))[1] for p in pieces]


def stands_in(piece: str, squeezed: str) -> bool:
    """True where the piece stands in the text, not within a longer ASCII word or number."""
    return any(True for _ in _places(piece, squeezed))


def stands_alone_in(piece: str, squeezed: str) -> bool:
    """As above for a number, and not as part of a date, a phone or a decimal either."""
    return any(
        not _PART_BEFORE.search(squeezed[max(0, place - 2) : place])
        and not _PART_AFTER.match(squeezed[place + len(piece) :][:2])
        for place in _places(piece, squeezed)
    )


def _places(piece: str, squeezed: str) -> Iterator[int]:
    place = squeezed.find(piece)
    while place >= 0:
        end = place + len(piece)
        is_begun = place and piece[0] in _ASCII_WORD and squeezed[place - 1] in _ASCII_WORD
        is_cut = piece[-1] in _ASCII_WORD and squeezed[end : end + 1] in _ASCII_WORD
        if not is_begun and not is_cut:
            yield place
        place = squeezed.find(piece, place + 1)
