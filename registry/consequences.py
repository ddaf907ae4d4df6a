"""Changes that nobody made: they follow from another one, which is told in their place.

A policy that is new brings its benefits along; a term of another name stands under that name in
every row that carries it; a resource that leaves a list is no longer named by its services.
"""

from __future__ import annotations

from collections.abc import Callable, Set

from registry.changes import Change, Entries
from registry.mentions import Parents, names_in, targets_in

_NAMED = ("terms/", "organizations/", "stations/", "policies/", "services/", "resources/")
_DERIVED = frozenset({"hints", "benefits", "standards"})
"""Tabs whose entries are called by the name of the row that they belong to."""


class Consequences:
    """What follows from what, between two states of one view."""

    def __init__(self, old: Entries, new: Entries, joined: Set[str]) -> None:
        """``joined`` are entries that are new to this view only."""
        self._old, self._new = old, new
        self._old_parents, self._new_parents = Parents(old), Parents(new)
        self._gone = _by_name(old, lambda address: address not in new)
        self._come = _by_name(new, lambda address: address in joined)
        self._renamed = _by_name(old, self._has_other_name)

    def cause(self, address: str, change: Change) -> str | None:
        """The address of what a change follows from; ``None`` for one that somebody made."""
        if not change.field:
            return self._whole(address, change)
        if change.field == "name":
            return self._name(address, change)
        target = targets_in(change.tab).get(change.field, "")
        return self._reference(target, change) if target else None

    def _has_other_name(self, address: str) -> bool:
        before, after = self._old[address], self._new.get(address)
        return after is not None and before.get("name") != after.get("name")

    def _parent(self, address: str) -> str:
        if address in self._new:
            return self._new_parents.of(address, self._new[address])
        return self._old_parents.of(address, self._old[address])

    def _whole(self, address: str, change: Change) -> str | None:
        """A part that comes or goes together with its policy."""
        parent = self._parent(address)
        if not parent:
            return None
        before, after = (self._old, self._new) if change.kind == "added" else (self._new, self._old)
        return parent if parent not in before and parent in after else None

    def _name(self, address: str, change: Change) -> str | None:
        """A name that is put together from that of another row."""
        tab = change.tab
        parent = self._parent(address)
        if tab in _DERIVED:
            return parent or self._series(change) or address
        if tab == "required_documents" and parent in self._old and parent in self._new:
            before = change.old.removeprefix(self._old[parent].get("name", ""))
            after = change.new.removeprefix(self._new[parent].get("name", ""))
            return parent if before == after else None
        return None

    def _series(self, change: Change) -> str:
        return self._renamed.get(("terms", change.old), "")

    def _reference(self, target: str, change: Change) -> str | None:
        """Names that are other only because their rows are called so, have gone or have come."""
        causes = []
        before, after = [], []
        for name in names_in(change.old):
            address = self._renamed.get((target, name)) or self._gone.get((target, name))
            if address:
                causes.append(address)
            if address is None or address in self._new:
                before.append(self._new[address].get("name", "") if address else name)
        for name in names_in(change.new):
            if (target, name) in self._come:
                causes.append(self._come[target, name])
            else:
                after.append(name)
        return causes[0] if causes and before == after else None


def _by_name(entries: Entries, is_meant: Callable[[str], bool]) -> dict[tuple[str, str], str]:
    """The entries that others name, by tab and name."""
    return {
        (address.partition("/")[0], fields.get("name", "")): address
        for address, fields in entries.items()
        if address.startswith(_NAMED) and is_meant(address)
    }
