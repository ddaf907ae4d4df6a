"""The public view with what pages look up in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from registry.views.public import (
    PublicContact,
    PublicCoverage,
    PublicPolicy,
    PublicRef,
    PublicResource,
    PublicSeries,
    PublicService,
    PublicView,
)


class _Tagged(Protocol):
    @property
    def audiences(self) -> tuple[PublicRef, ...]: ...

    @property
    def need_dimensions(self) -> tuple[PublicRef, ...]: ...


_Row = TypeVar("_Row")
_TaggedRow = TypeVar("_TaggedRow", bound=_Tagged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach(Generic[_Row]):
    """Rows by whom they reach: ``everywhere``, or some stations alone."""

    everywhere: tuple[_Row, ...]
    by_station: Mapping[str, tuple[_Row, ...]]

    def only(self, station: str) -> tuple[_Row, ...]:
        """The rows for that station, without those for all."""
        return self.by_station.get(station, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """A view and its rows as indexes list them: nothing retired, no resource that has ended.

    ``series`` are the standards by id, without the policies that move with them.
    """

    view: PublicView
    policies: tuple[PublicPolicy, ...]
    retired: tuple[PublicPolicy, ...]
    services: tuple[PublicService, ...]
    resources: tuple[PublicResource, ...]
    series: Mapping[str, PublicSeries]
    contacts_at: Reach[PublicContact]
    services_at: Reach[PublicService]
    resources_at: Reach[PublicResource]


def make_catalog(view: PublicView) -> Catalog:
    """The catalog of a view."""
    services = tuple(service for service in view.services if not service.retired)
    resources = tuple(one for one in view.resources if not one.retired and not _has_ended(one))
    return Catalog(
        view=view,
        policies=tuple(policy for policy in view.policies if not policy.retired),
        retired=tuple(policy for policy in view.policies if policy.retired),
        services=services,
        resources=resources,
        series={series.term.id: replace(series, policies=()) for series in view.series},
        contacts_at=_reach(view.contacts, lambda row: row.stations),
        services_at=_reach(services, lambda row: row.coverage),
        resources_at=_reach(resources, lambda row: row.coverage),
    )


def _has_ended(resource: PublicResource) -> bool:
    return resource.availability == "ended"


def _reach(rows: Iterable[_Row], coverage: Callable[[_Row], PublicCoverage]) -> Reach[_Row]:
    everywhere: list[_Row] = []
    named: dict[str, list[_Row]] = {}
    for row in rows:
        reached = coverage(row)
        if reached.everywhere:
            everywhere.append(row)
            continue
        for station in {ref.id for ref in reached.stations}:
            named.setdefault(station, []).append(row)
    by_station = {station: tuple(found) for station, found in named.items()}
    return Reach(everywhere=tuple(everywhere), by_station=by_station)


def by_term(rows: Iterable[_TaggedRow]) -> dict[str, tuple[_TaggedRow, ...]]:
    """The rows that carry each group of people and each need, by its id."""
    found: dict[str, list[_TaggedRow]] = {}
    for row in rows:
        for term in {ref.id for ref in (*row.audiences, *row.need_dimensions)}:
            found.setdefault(term, []).append(row)
    return {term: tuple(tagged) for term, tagged in found.items()}
