"""Which rows an audience may see, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol

from registry import schema
from registry.freshness import Freshness
from registry.model import Coverage, Organization, Registry, Resource, Service
from registry.settings import StreetSettings, street_settings
from registry.views.dated import FreshUntil
from registry.views.public import PublicCoverage, PublicOrganization, PublicRef
from registry.views.related import Related, relate

Budget = Literal[
    "review_days", "phone_review_days", "opening_hours_review_days", "resource_review_days"
]
"""The settings that say how many days a verification counts for a kind of fact."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def status(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """The rows one audience may see, by tab and id: what is not in here is not referred to."""

    freshness: Freshness
    settings: StreetSettings
    names: Mapping[str, Mapping[str, PublicRef]]
    organizations: Mapping[str, PublicOrganization]
    related: Related

    def ref(self, tab: str, identifier: str) -> PublicRef | None:
        """The named row, or ``None`` where this audience may not see it."""
        return self.names[tab].get(identifier)

    def refs(self, tab: str, identifiers: Iterable[str]) -> tuple[PublicRef, ...]:
        """The named rows that this audience may see, in the given order."""
        names = self.names[tab]
        return tuple([names[identifier] for identifier in identifiers if identifier in names])

    def fresh(
        self, verified_on: date | None, budget: Budget, fact: str | None = None
    ) -> FreshUntil | None:
        """Until when a fact of a row counts as fresh; ``None`` for a blank fact, or never."""
        if fact is not None and not fact:
            return None
        return self.freshness.until(verified_on, getattr(self.settings, budget))

    def coverage(self, coverage: Coverage) -> PublicCoverage:
        """A coverage with the names of its stations."""
        return PublicCoverage(
            everywhere=coverage.everywhere, stations=self.refs("stations", coverage.stations)
        )


def is_published(tab: str, status: str, row_visibility: str = "open") -> bool:
    """True when the public may see a row of that tab, state and openness."""
    return schema.tab(tab).publishes(status) and row_visibility == "open"


def make_lookup(registry: Registry, freshness: Freshness, *, for_stations: bool = False) -> Lookup:
    """The lookup of the public, or of all stations.

    Stations see internal rows too, but of services and resources only those that reach them:
    what belongs to another station is not even named. ``narrowed`` adds those.
    """
    is_open = not for_stations
    refs = {
        "terms": _named("terms", registry.terms, is_open=is_open),
        "organizations": _named("organizations", registry.organizations, is_open=is_open),
        "stations": _named("stations", registry.stations, is_open=is_open),
        "policies": _named("policies", registry.policies, is_open=is_open),
        "services": _named("services", registry.services, is_open=True) if is_open else {},
        "resources": _named("resources", registry.resources, is_open=True) if is_open else {},
    }
    return Lookup(
        freshness=freshness,
        settings=street_settings(registry.settings),
        names=refs,
        organizations=_organizations(registry.organizations, refs),
        related=relate(registry, freshness.as_of),
    )


def narrowed(lookup: Lookup, services: Iterable[Service], resources: Iterable[Resource]) -> Lookup:
    """The lookup of one station, which these services and resources reach."""
    own = {
        "services": _named("services", services, is_open=False),
        "resources": _named("resources", resources, is_open=False),
    }
    return replace(lookup, names={**lookup.names, **own})


def _named(tab: str, rows: Iterable[_Named], *, is_open: bool) -> dict[str, PublicRef]:
    return {
        row.id: PublicRef(id=row.id, name=row.name)
        for row in rows
        if is_published(tab, row.status, _openness(row) if is_open else "open")
    }


def _openness(row: _Named) -> str:
    return getattr(row, "row_visibility", "open")


def _organizations(
    rows: tuple[Organization, ...], refs: Mapping[str, Mapping[str, PublicRef]]
) -> dict[str, PublicOrganization]:
    return {
        row.id: PublicOrganization(
            id=row.id,
            name=row.name,
            kind=refs["terms"].get(row.kind),
            description=row.description,
            address=row.address,
            phone=row.phone,
            website=row.website,
        )
        for row in rows
        if row.id in refs["organizations"]
    }
