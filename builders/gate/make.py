"""The gate of one build: what is private in its sheet, without what anybody may read anyway."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from builders.gate.cells import EVERYBODY, Audience, SeenCell, seen_cells
from builders.gate.folding import BREAK, LONGEST, phones_in, pieces_of, squeeze, squeeze_cell
from builders.gate.gate import Gate, Said, Secret, Shared
from builders.gate.index import best_places, make_index
from builders.gate.own import own_figures, program_texts, site_texts
from builders.gate.told import GateMemory, Told
from builders.keys import content_key
from builders.ledger import Ledger
from builders.release import release
from builders.shown import Shown
from registry.changes import Entries
from registry.model import Registry
from registry.settings import street_settings
from registry.snapshot import Snapshot

_Values = dict[str, Secret]
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeGate:
    """The gate for the public; its ``for_station`` gives those of the packs. And what to keep."""

    gate: Gate
    memory: GateMemory


def make_gate(  # noqa: PLR0913  # each is one of the things that a gate follows from
    snapshot: Snapshot,
    registry: Registry,
    shown: Shown,
    ledger: Ledger,
    *,
    site_config: Path,
    approved: Snapshot | None = None,
    memory: GateMemory | None = None,
) -> MadeGate:
    """The gate of a checked sheet; ``memory`` is what the last one left, and saves time only.

    ``approved`` is the sheet with its approved rows, where outputs show these in place of some
    that wait: whoever may see a cell there may see it.
    """
    sheets = (snapshot,) if approved is None or approved is snapshot else (snapshot, approved)
    cells = tuple(cell for sheet in sheets for cell in seen_cells(sheet, registry))
    hidden = tuple(cell for cell in cells if EVERYBODY not in cell.audience)
    open_cells = tuple((cell.text, cell.is_list) for cell in cells if EVERYBODY in cell.audience)
    states = (shown.entries, *(record.entries for record in ledger.public))
    public = tuple(_public((text for text, _ in open_cells), states))
    figures = tuple(_figures(registry, shown, ledger))

    secrets, phones = _values(hidden)
    key = _key(secrets, phones)
    past = memory if memory and memory.key == key else GateMemory()
    places = past.places or best_places(secrets, map(squeeze, public))
    told = Told(make_index(zip(secrets, places, strict=True)), secrets, phones, past.found)
    told.read(dict.fromkeys((*public, *site_texts(site_config))))
    # The texts of the program follow from its release, and so does the key.
    told.read_together("program", program_texts)
    told.read_together(BREAK.join(figures), lambda: figures)
    # A sign may stand for several once texts are squeezed.
    told.read_long(cell for cell in open_cells if len(cell[0]) > LONGEST // 2)
    told_secrets, told_phones = told.numbers()
    anchors = zip(secrets, places, strict=True)
    gate = Gate(
        index=make_index(_without(anchors, told_secrets)),
        secrets=dict(_without(secrets.items(), told_secrets)),
        phones=dict(_without(phones.items(), told_phones)),
        shared=Shared(tuple((cell.text, cell.audience) for cell in hidden if cell.audience)),
        public=Said(public),
    )
    return MadeGate(gate=gate, memory=GateMemory(key=key, places=places, found=told.found))


def _public(cells: Iterable[str], states: Iterable[Entries]) -> Iterator[str]:
    """What the public may read: each entry as one text, and the cells that stand in none."""
    texts: set[str] = set()
    for fields in (fields for state in states for fields in state.values()):
        texts.update(fields.values())
        # In a row, as a figure stands beside its unit.
        yield " ".join(fields.values())
    yield from (text for text in cells if text not in texts)


def _figures(registry: Registry, shown: Shown, ledger: Ledger) -> Iterator[str]:
    records = (*ledger.public, *(one for known in ledger.stations.values() for one in known))
    return own_figures(
        shown.as_of,
        {edition.since for record in records for edition in record.editions.values()},
        street_settings(registry.settings).print_validity_days,
        len(shown.entries),
    )


def _key(secrets: _Values, phones: _Values) -> str:
    """The key of the values and of the program that looks for them."""
    return content_key((release(), tuple(secrets), tuple(phones)))


def _values(hidden: Iterable[SeenCell]) -> tuple[_Values, _Values]:
    """The pieces and the phone numbers of the cells, each in order."""
    secrets: _Values = {}
    phones: _Values = {}
    known: set[tuple[str, bool, Audience]] = set()
    for cell in hidden:
        content = (cell.text, cell.is_list, cell.audience)
        if content in known:
            continue
        known.add(content)
        for piece in pieces_of(cell.text, is_list=cell.is_list):
            _add(secrets, piece, cell)
        for digits in phones_in(squeeze_cell(cell.text)):
            _add(phones, digits, cell)
    return dict(sorted(secrets.items())), dict(sorted(phones.items()))


def _without(items: Iterable[_Item], numbers: Container[int]) -> Iterator[_Item]:
    return (item for number, item in enumerate(items) if number not in numbers)


def _add(values: _Values, value: str, cell: SeenCell) -> None:
    """Note the value; where it stands in several cells, whoever may see one of them may see it."""
    known = values.get(value)
    if known is None:
        values[value] = Secret(cell=cell.address, audience=cell.audience)
    elif not known.audience.issuperset(cell.audience):
        values[value] = replace(known, audience=known.audience | cell.audience)
