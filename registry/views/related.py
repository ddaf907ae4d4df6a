"""What belongs to a row, gathered once for all rows: looking for it row by row would not scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Generic, TypeVar

from registry.model import (
    Benefit,
    Coverage,
    Registry,
    RequiredDocument,
    Resource,
    Service,
    Standard,
)

T = TypeVar("T")
Ids = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Approved rows by the id of the row that they belong to, all in the editor's order.

    Services and resources are named only while they may be offered.
    """

    benefits: Mapping[str, tuple[Benefit, ...]]
    documents: Mapping[str, tuple[RequiredDocument, ...]]
    figures: Mapping[str, tuple[Standard, ...]]
    pegged: Ids
    services_of_policy: Ids
    resources_of_policy: Ids
    services_of_resource: Ids


def relate(registry: Registry, day: date) -> Related:
    """What belongs together in a registry on that day."""
    services = [row for row in registry.services if is_in_use(row, day)]
    resources = [row for row in registry.resources if is_in_use(row, day)]
    return Related(
        benefits=_grouped((r.policy, r) for r in registry.benefits if r.status == "approved"),
        documents=_grouped(
            (r.policy, r) for r in registry.required_documents if r.status == "approved"
        ),
        figures=_grouped((r.series, r) for r in registry.standards if r.status == "approved"),
        pegged=_grouped(
            (key, r.id) for r in registry.policies if r.status == "approved" for key in r.pegged_to
        ),
        services_of_policy=_grouped((key, r.id) for r in services for key in r.policies),
        resources_of_policy=_grouped((key, r.id) for r in resources for key in r.policies),
        services_of_resource=_grouped((key, r.id) for r in services for key in r.resources),
    )


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = {}
    for key, row in pairs:
        groups.setdefault(key, []).append(row)
    return {key: tuple(rows) for key, rows in groups.items()}


def is_in_use(row: Service | Resource, day: date) -> bool:
    """True while a row may be offered to a resident on that day."""
    return row.status == "approved" and not (isinstance(row, Resource) and has_ended(row, day))


def has_ended(row: Resource, day: date) -> bool:
    """True once an editor says so, or the last day of the project has passed."""
    return row.availability == "ended" or (row.to_on is not None and row.to_on < day)


@dataclass(frozen=True, slots=True)
class Reaching(Generic[T]):
    """Rows with their places in the editor's order: those for all stations, and each one's own."""

    everywhere: tuple[tuple[int, T], ...]
    own: Mapping[str, tuple[tuple[int, T], ...]]

    def rows(self, station: str) -> tuple[T, ...]:
        """The rows that reach a station."""
        placed = sorted((*self.everywhere, *self.own.get(station, ())), key=itemgetter(0))
        return tuple(row for _, row in placed)


def reaching(rows: Iterable[tuple[Coverage, T]]) -> Reaching[T]:
    """These rows by the stations that they reach."""
    placed = [(coverage, (place, row)) for place, (coverage, row) in enumerate(rows)]
    return Reaching(
        tuple(row for coverage, row in placed if coverage.everywhere),
        _grouped(
            (station, row)
            for coverage, row in placed
            if not coverage.everywhere
            for station in dict.fromkeys(coverage.stations)
        ),
    )
