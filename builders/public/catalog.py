"""The public view with what pages look up in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

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


_Row = TypeVar("_Row", bound=_Tagged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """A view and its rows as indexes list them: nothing retired, no resource that has ended."""

    view: PublicView
    policies: tuple[PublicPolicy, ...]
    retired: tuple[PublicPolicy, ...]
    services: tuple[PublicService, ...]
    resources: tuple[PublicResource, ...]
    series: Mapping[str, PublicSeries]

    def contacts_of(self, station: str) -> tuple[PublicContact, ...]:
        """The contacts named for that station itself, then those for all stations."""
        own = tuple(c for c in self.view.contacts if reaches_only(c.stations, station))
        return own + tuple(c for c in self.view.contacts if c.stations.everywhere)


def make_catalog(view: PublicView) -> Catalog:
    """The catalog of a view."""
    return Catalog(
        view=view,
        policies=tuple(policy for policy in view.policies if not policy.retired),
        retired=tuple(policy for policy in view.policies if policy.retired),
        services=tuple(service for service in view.services if not service.retired),
        resources=tuple(
            resource
            for resource in view.resources
            if not resource.retired and resource.availability != "ended"
        ),
        series={series.term.id: series for series in view.series},
    )


def reaches_only(coverage: PublicCoverage, station: str) -> bool:
    """True when the coverage names that station, rather than all of them."""
    return not coverage.everywhere and any(ref.id == station for ref in coverage.stations)


def tagged(rows: Iterable[_Row], term: str) -> tuple[_Row, ...]:
    """The rows that carry that group of people or that need."""
    return tuple(
        row for row in rows if any(ref.id == term for ref in (*row.audiences, *row.need_dimensions))
    )
