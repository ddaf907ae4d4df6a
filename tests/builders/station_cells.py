"""Every cell that a station may see, told from the view alone, as a reader would look for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

from registry.locale import load_locale
from registry.views.public import PublicCoverage, PublicOrganization, PublicRef
from registry.views.station import StationView

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

POLICY_CELLS = ("id", "name", "aliases", "summary", "who", "apply_at", "decided_by", "time_limit")
CHOICES = {"degree": "degree", "modes": "mode", "kind": "station_kind"}


def list_cells(view: StationView) -> dict[str, list[str]]:
    """The cells of each list by the key of the list."""
    resources = [row for row in view.resources if row.public.availability != "ended"]
    policies = [row for row in view.policies if not row.public.retired]
    return {
        "signals": [text for row in view.signals for text in _cells(row)],
        "services": [text for row in view.services for text in _both(row.public, row)],
        "resources": [text for row in resources for text in _both(row.public, row)],
        "contacts": [text for row in view.contacts for text in _both(row.public, row)],
        "place": list(_both(view.place.public, view.place)),
        "policies": [
            *(text for row in policies for text in _cells(row.public, POLICY_CELLS)),
            *(row.advisor_hint for row in policies),
        ],
    }


def _both(public: DataclassInstance, station: DataclassInstance) -> Iterator[str]:
    yield from _cells(public)
    yield from _cells(station)


def _cells(row: DataclassInstance, keys: tuple[str, ...] = ()) -> Iterator[str]:
    for field in fields(row):
        if (not keys or field.name in keys) and field.name not in {"public", "availability"}:
            yield from _texts(getattr(row, field.name), CHOICES.get(field.name, ""))


def _texts(value: object, choice: str) -> Iterator[str]:
    match value:
        case "" | None | bool():
            return
        case str():
            yield load_locale().choice(choice, value) if choice else value
        case date():
            yield value.isoformat()
        case PublicRef():
            yield value.name
        case PublicOrganization():
            yield value.name
            yield from _texts(value.kind, "")
        case PublicCoverage():
            yield from ["全街道"] if value.everywhere else [ref.name for ref in value.stations]
        case tuple():
            for item in value:
                yield from _texts(item, choice)
        case _:
            raise TypeError(type(value))
