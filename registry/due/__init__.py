"""What must be verified again: by the budget of each kind of fact, and because figures changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registry.due.figures import figure_items
from registry.due.items import DueFact, DueItem, DueReason, DueState, Outlook, Subject
from registry.due.rows import row_items
from registry.due.street import street_on
from registry.model import Registry
from registry.schema import TABS
from registry.settings import street_settings

# A figure is looked at before all that is pegged to it.
_ORDER = {tab.key: place for place, tab in enumerate(TABS)} | {"standards": -1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is due on a day or within so many days, the oldest first, the never verified last.

    ``undated`` counts by tab the rows with telephone numbers or opening hours of which nothing
    can be told: their tabs have no column for the day of a verification.
    """

    as_of: date
    days: int
    items: tuple[DueItem, ...]
    undated: tuple[tuple[str, int], ...]


def due(registry: Registry, as_of: date, days: int) -> Due:
    """What of a registry must be verified again by that day, or within so many days after it."""
    outlook = Outlook(as_of=as_of, days=days, settings=street_settings(registry.settings))
    street = street_on(registry, outlook)
    items = sorted((*row_items(street), *figure_items(street)), key=_place)
    return Due(as_of=as_of, days=days, items=tuple(items), undated=tuple(_undated(registry)))


def by_responsible(items: Iterable[DueItem]) -> tuple[tuple[str, tuple[DueItem, ...]], ...]:
    """The items of everyone who is named; whoever has the oldest first, those of nobody last."""
    groups: dict[str, list[DueItem]] = {}
    for item in items:
        groups.setdefault(item.subject.responsible, []).append(item)
    named = sorted(groups.items(), key=lambda group: not group[0])
    return tuple((name, tuple(group)) for name, group in named)


def _place(item: DueItem) -> tuple[date, int]:
    return item.due_on or date.max, _ORDER[item.subject.tab]


def _undated(registry: Registry) -> Iterable[tuple[str, int]]:
    organizations = [(row.status, row.phone + row.contact_mobile) for row in registry.organizations]
    stations = [(row.status, row.phone + row.opening_hours) for row in registry.stations]
    contacts = [(row.status, row.office_phone + row.mobile) for row in registry.contacts]
    tabs = {"organizations": organizations, "stations": stations, "contacts": contacts}
    for tab, rows in tabs.items():
        number = sum(status == "approved" and bool(facts) for status, facts in rows)
        if number:
            yield tab, number


__all__ = [
    "Due",
    "DueFact",
    "DueItem",
    "DueReason",
    "DueState",
    "Subject",
    "by_responsible",
    "due",
]
