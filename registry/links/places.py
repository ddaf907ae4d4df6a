"""Each address of a page once, with the cells that it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from registry.model import Registry
from registry.schema import TABS, Column, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPlace:
    """One cell that holds an address: its row by tab, id and name, and the key of its column."""

    tab: str
    id: str
    name: str
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One address as it stands first in the sheet, and every cell that means the same page."""

    address: str
    places: tuple[LinkPlace, ...]


def links(registry: Registry) -> tuple[Link, ...]:
    """All addresses of the registry in the order of the sheet, each page once."""
    typed: dict[str, str] = {}
    places: dict[str, list[LinkPlace]] = {}
    for address, place in _cells(registry):
        key = page_key(address)
        typed.setdefault(key, address)
        places.setdefault(key, []).append(place)
    return tuple(Link(address=typed[key], places=tuple(found)) for key, found in places.items())


def page_key(address: str) -> str:
    """What two addresses of the same page have in common: all but the way of writing them.

    A text that is no address is its own key.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address.strip()
    path = parts.path or "/"
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path, parts.query, ""))


def _cells(registry: Registry) -> Iterator[tuple[str, LinkPlace]]:
    series = {term.id: term.name for term in registry.terms}
    for tab, column in _columns():
        for row in getattr(registry, tab):
            address = getattr(row, column.key)
            if address:
                name = series.get(getattr(row, "series", ""), "") or getattr(row, "name", "")
                yield address, LinkPlace(tab=tab, id=row.id, name=name, column=column.key)


def _columns() -> Iterator[tuple[str, Column]]:
    for tab in TABS:
        for column in tab.columns:
            if column.kind is Kind.LINK:
                yield tab.key, column
