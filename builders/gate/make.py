"""The gate of one build: what is private in its sheet, without what anybody may read anyway."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from builders.gate.cells import EVERYBODY, Audience, SeenCell, seen_cells
from builders.gate.folding import BREAK, LONGEST, phones_in, pieces_of, squeeze, squeeze_joined
from builders.gate.gate import Gate, Secret
from builders.gate.index import make_index
from builders.gate.own import own_figures, own_texts
from builders.ledger import Ledger
from registry.changes import Entries
from registry.model import Registry
from registry.settings import street_settings
from registry.snapshot import Snapshot
from registry.views.build import public_view
from registry.views.flatten import public_entries


def make_gate(
    snapshot: Snapshot, registry: Registry, ledger: Ledger, *, as_of: date, site_config: Path
) -> Gate:
    """The gate for the public; ``for_station`` gives those of the packs."""
    cells = tuple(seen_cells(snapshot, registry))
    entries = public_entries(public_view(registry, as_of))
    states = (entries, *(record.entries for record in ledger.public))
    open_cells = dict.fromkeys(
        (cell.text, cell.is_list) for cell in cells if EVERYBODY in cell.audience
    )
    public = _public((text for text, _ in open_cells), states)
    records = (*ledger.public, *(one for known in ledger.stations.values() for one in known))
    figures = own_figures(
        as_of,
        {edition.since for record in records for edition in record.editions.values()},
        street_settings(registry.settings).print_validity_days,
        len(entries),
    )
    own = _squeezed((*own_texts(site_config), *figures))
    hidden = tuple(cell for cell in cells if EVERYBODY not in cell.audience)
    return _gate(hidden, public, own, _pieces(open_cells))


def _pieces(cells: Iterable[tuple[str, bool]]) -> frozenset[str]:
    """The texts of long cells as they are searched: cut alike, even in the middle of a word."""
    return frozenset(
        piece
        for text, is_list in cells
        if len(text) > LONGEST // 2  # a sign may stand for several once texts are squeezed
        for piece in pieces_of(text, is_list=is_list)
    )


def _public(cells: Iterable[str], states: Iterable[Entries]) -> tuple[str, ...]:
    """What the public may read: each entry as one text, and the cells that stand in none."""
    squeezed: dict[str, str] = {}
    rows: dict[str, None] = {}
    for fields in (fields for state in states for fields in state.values()):
        for text in fields.values():
            if text not in squeezed:
                squeezed[text] = squeeze(text)
        # In a row, as a figure stands beside its unit.
        rows[squeeze_joined(squeezed[text] for text in fields.values())] = None
    rest = (squeeze(text) for text in dict.fromkeys(cells) if text not in squeezed)
    return tuple(dict.fromkeys((*rows, *rest)))


def _squeezed(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(squeeze, dict.fromkeys(texts))))


def _gate(
    hidden: tuple[SeenCell, ...],
    public: tuple[str, ...],
    own: tuple[str, ...],
    said: frozenset[str],
) -> Gate:
    secrets, phones = _values(hidden)
    known = (*public, *own)
    index = make_index(secrets, known)
    told = said.union(piece for text in known for piece in index.found_in(text))
    heard = {digits for text in known for digits in phones_in(text)}
    secrets = {piece: one for piece, one in secrets.items() if piece not in told}
    return Gate(
        index=index.without(told),
        secrets=secrets,
        phones={digits: one for digits, one in phones.items() if digits not in heard},
        shared=_shared(hidden),
        public=BREAK.join(public),
    )


def _values(hidden: Iterable[SeenCell]) -> tuple[dict[str, Secret], dict[str, Secret]]:
    secrets: dict[str, Secret] = {}
    phones: dict[str, Secret] = {}
    for cell in hidden:
        for piece in pieces_of(cell.text, is_list=cell.is_list):
            _add(secrets, piece, cell)
        for digits in phones_in(squeeze(cell.text)):
            _add(phones, digits, cell)
    return secrets, phones


def _add(values: dict[str, Secret], value: str, cell: SeenCell) -> None:
    """Note the value; where it stands in several cells, whoever may see one of them may see it."""
    known = values.get(value)
    audience = cell.audience | (known.audience if known else frozenset())
    values[value] = Secret(cell=known.cell if known else cell.address, audience=audience)


def _shared(hidden: Iterable[SeenCell]) -> tuple[tuple[str, Audience], ...]:
    audiences: dict[str, Audience] = {}
    for cell in hidden:
        if cell.audience:
            text = squeeze(cell.text)
            audiences[text] = audiences.get(text, frozenset()) | cell.audience
    return tuple(audiences.items())
