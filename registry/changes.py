"""What changed between two states of a view, entry by entry and field by field.

A view is flattened to plain texts, so that the ledger can keep it for years and every output can
tell a change in the same words. Field names are column keys; people read their headers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from registry.schema import TABS

_TAB_ORDER = tuple(tab.key for tab in TABS)
_NAMED_BY_WORDS = frozenset({"settings", "terms"})

Fields = Mapping[str, str]
"""Column key to text, of one entry."""

Entries = Mapping[str, Fields]
"""Entry address such as ``policies/P001`` to its fields."""

ChangeKind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference. ``field``, ``old`` and ``new`` are blank for whole entries.

    ``id`` is blank where people know an entry by its name only.
    """

    kind: ChangeKind
    tab: str
    id: str
    name: str
    field: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """All changes that came with one edition."""

    edition: str
    changes: tuple[Change, ...]


def compare(old: Entries, new: Entries) -> tuple[Change, ...]:
    """The changes from one state to the next: new entries, changed ones, then those gone.

    They come in the order of the sheet's tabs, then of the ids, however the states are ordered: a
    state that comes back from the ledger tells the same story as the one just made.
    """
    return tuple(change for _, change in located(old, new))


def located(old: Entries, new: Entries) -> Iterator[tuple[str, Change]]:
    """The same changes, each with the address of its entry."""
    yield from _added(old, new)
    yield from _changed(old, new)
    yield from _removed(old, new)


def _in_order(entries: Entries) -> list[tuple[str, Fields]]:
    return sorted(entries.items(), key=lambda entry: (tab_place(entry[0]), entry[0]))


def tab_place(address: str) -> int:
    """Where the tab of an address stands in the sheet; what has no tab comes last."""
    tab = address.partition("/")[0]
    return _TAB_ORDER.index(tab) if tab in _TAB_ORDER else len(_TAB_ORDER)


def _added(old: Entries, new: Entries) -> Iterator[tuple[str, Change]]:
    for address, fields in _in_order(new):
        if address not in old:
            yield address, _whole("added", address, fields)


def _removed(old: Entries, new: Entries) -> Iterator[tuple[str, Change]]:
    for address, fields in _in_order(old):
        if address not in new:
            yield address, _whole("removed", address, fields)


def _changed(old: Entries, new: Entries) -> Iterator[tuple[str, Change]]:
    for address, fields in _in_order(new):
        before = old.get(address, fields)
        for key in sorted(before.keys() | fields.keys()):
            if before.get(key, "") != fields.get(key, ""):
                tab, identifier = _told(address)
                yield (
                    address,
                    Change(
                        kind="changed",
                        tab=tab,
                        id=identifier,
                        name=_name(fields),
                        field=key,
                        old=before.get(key, ""),
                        new=fields.get(key, ""),
                    ),
                )


def _whole(kind: ChangeKind, address: str, fields: Fields) -> Change:
    tab, identifier = _told(address)
    return Change(kind=kind, tab=tab, id=identifier, name=_name(fields))


def _told(address: str) -> tuple[str, str]:
    """Tab and id of an address; keys of settings and terms mean nothing to people."""
    tab, _, identifier = address.partition("/")
    return tab, "" if tab in _NAMED_BY_WORDS else identifier


def _name(fields: Fields) -> str:
    """What people call an entry; contacts have a role and signals what is seen."""
    return fields.get("name") or fields.get("role") or fields.get("observation", "")
