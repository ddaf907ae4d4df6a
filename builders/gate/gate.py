"""The values that an output must not hold, and the search for them in one file."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from builders.gate.cells import NOBODY, STREET, Audience
from builders.gate.contents import texts_of
from builders.gate.folding import BREAK, phones_in, squeeze
from builders.gate.index import Index, stands_alone_in, stands_in
from builders.gate.texts import Kind, Text
from registry.check.book import mask
from registry.check.patterns import DIGIT, cards, homes, id_numbers, mobiles
from registry.diagnostics import Address

_SHORT_NUMBER = re.compile("[0-9]{4,6}$")
_CODED = re.compile("(?<![0-9A-Za-z])(?=[0-9]*[A-Za-z])[0-9A-Za-z]{19,}")
"""Digests and the like: longer than any number of a person, and with letters."""

Seen = dict[Kind, set[str]]
"""Texts in which a gate found nothing, by the kind that they were searched as."""

_FEWEST_BYTES = 8
"""Shorter values cannot be told from chance in bytes that are no text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A value that stands where it must not: in which file, and from which cell.

    ``cell`` is ``None`` for personal data that stands in no cell.
    """

    file: str
    cell: Address | None
    masked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """Where a value stands in the sheet, and the stations that may see it."""

    cell: Address
    audience: Audience

    def is_for(self, reader: str) -> bool:
        """True where that station may see the value; never for the public."""
        return bool(reader) and not self.audience.isdisjoint((reader, STREET))


@dataclass(slots=True)
class Said:
    """Texts that anybody may read; they are made ready only where one is asked for."""

    texts: tuple[str, ...] = ()
    _squeezed: str | None = field(default=None, init=False, repr=False, compare=False)

    def says(self, squeezed: str) -> bool:
        """True where the squeezed text stands in one of them."""
        if self._squeezed is None:
            self._squeezed = BREAK.join(map(squeeze, self.texts))
        return squeezed in self._squeezed


@dataclass(slots=True)
class Shared:
    """Texts that some stations may see, with those who may; made ready when first asked for."""

    texts: tuple[tuple[str, Audience], ...] = ()
    _squeezed: dict[str, Audience] | None = field(
        default=None, init=False, repr=False, compare=False
    )

    def says(self, piece: str) -> bool:
        """True where the squeezed piece stands in one of them."""
        return any(stands_in(piece, text) for text in self._ready())

    def for_station(self, station: str, told: Iterable[str]) -> Shared:
        """Those of one station alone, and the texts that it was told before."""
        mine = frozenset((station, STREET))
        shared = [(text, mine) for text, who in self._ready().items() if not who.isdisjoint(mine)]
        return Shared((*shared, *((text, mine) for text in told)))

    def _ready(self) -> dict[str, Audience]:
        if self._squeezed is None:
            self._squeezed = {}
            for text, audience in self.texts:
                squeezed = squeeze(text)
                known = self._squeezed.get(squeezed, NOBODY)
                self._squeezed[squeezed] = known | audience
        return self._squeezed


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Searches files for what their reader must not see; pure, and fit to be sent to a process.

    ``reader`` is the id of a station, or empty for the public. ``shared`` are the texts that some
    stations may see: a value that stands in one of them is no leak there. ``public`` is what the
    public may see: personal data in it was judged at its cell.
    """

    index: Index
    secrets: Mapping[str, Secret]
    phones: Mapping[str, Secret]
    shared: Shared
    public: Said
    reader: str = ""

    def for_station(self, station: str, told: Iterable[str] = ()) -> Gate:
        """The same gate for the pack of one station.

        ``told`` are texts that its earlier packs held: what has gone since is told there again.
        """
        shared = self.shared.for_station(station, told)
        return replace(self, reader=station, shared=shared, public=Said())

    @property
    def digest(self) -> str:
        """64 hex digits: a file that passed a gate passes every gate of the same digest.

        It changes with the values and who may see them, not with what is public: personal data
        that a cell may show, and showed when the file passed, is not looked for in it again.
        """
        content = [
            [(value, sorted(secret.audience)) for value, secret in sorted(values.items())]
            for values in (self.secrets, self.phones)
        ]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()

    def search(self, name: str, data: bytes, seen: Seen | None = None) -> tuple[Hit, ...]:
        """What must not stand in the file of that name; each cell is told once.

        ``seen`` keeps the texts that the same gate found nothing in, for files that say much
        alike; it is added to.
        """
        known: Seen = {} if seen is None else seen
        found: dict[Address | str, Hit] = {}
        for text in texts_of(name, data):
            passed = known.setdefault(text.kind, set())
            fresh = [part for part in text.parts if part not in passed]
            hits = tuple(self._hits(name, replace(text, parts=tuple(fresh))))
            found |= {hit.cell or hit.masked: hit for hit in hits}
            if not hits:
                passed.update(fresh)
        return tuple(found.values())

    def _hits(self, name: str, text: Text) -> Iterator[Hit]:
        joined = squeeze(BREAK.join(text.parts))
        for piece in self.index.found_in(joined):
            secret = self.secrets[piece]
            if secret.is_for(self.reader) or not _counts(piece, text.kind, joined):
                continue
            if not self._is_shared(piece):
                yield Hit(file=name, cell=secret.cell, masked=mask(piece))
        if text.kind in ("words", "values"):
            for digits in sorted(self.phones.keys() & phones_in(joined)):
                secret = self.phones[digits]
                if not secret.is_for(self.reader):
                    yield Hit(file=name, cell=secret.cell, masked=mask(digits))
            if not self.reader:
                yield from self._personal_hits(name, text.parts)

    def _personal_hits(self, name: str, parts: tuple[str, ...]) -> Iterator[Hit]:
        lines = _CODED.sub(" ", "\n".join(part for part in parts if DIGIT.search(part)))
        for detector in (id_numbers, mobiles, cards, homes):
            for found in detector(lines):
                if not self.public.says(squeeze(found)):
                    yield Hit(file=name, cell=None, masked=mask(found))

    def _is_shared(self, piece: str) -> bool:
        return bool(self.reader) and self.shared.says(piece)


def _counts(piece: str, kind: Kind, joined: str) -> bool:
    """True where the piece is no coincidence of numbers or of bytes."""
    if kind == "bytes":
        return len(piece.encode()) >= _FEWEST_BYTES
    if _SHORT_NUMBER.match(piece):
        return kind == "words" and stands_alone_in(piece, joined)
    return True
