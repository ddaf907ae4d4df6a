"""The door from the registry to one station's private lists: only the rows that cover it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from registry.model import Contact, Registry, Resource, Service, Signal
from registry.views.build import freshness_on, in_order, series_for, settings_entry, terms_for
from registry.views.entries import (
    contact_entry,
    policy_entry,
    resource_entry,
    resources_of,
    service_entry,
    services_of,
    station_entry,
    users_of,
)
from registry.views.lookup import Lookup, make_lookup, narrowed
from registry.views.related import is_in_use, reaching
from registry.views.station import (
    StationContact,
    StationPlace,
    StationPolicy,
    StationResource,
    StationService,
    StationSignal,
    StationView,
)


def station_ids(registry: Registry) -> tuple[str, ...]:
    """The ids of the stations that get a pack, in the editor's order."""
    return tuple(row.id for row in in_order(registry).stations if row.status == "approved")


def without_internal(registry: Registry) -> Registry:
    """The registry without the rows that the public output never shows."""
    return replace(
        registry,
        organizations=tuple(r for r in registry.organizations if r.row_visibility == "open"),
        contacts=tuple(r for r in registry.contacts if r.row_visibility == "open"),
        policies=tuple(r for r in registry.policies if r.row_visibility == "open"),
        services=tuple(r for r in registry.services if r.row_visibility == "open"),
        resources=tuple(r for r in registry.resources if r.row_visibility == "open"),
    )


def station_view(registry: Registry, station: str, as_of: date) -> StationView:
    """All that one station may see on that day; raises ``KeyError`` for an unknown station.

    For several stations of one registry, ``StationViews`` does the common work once.
    """
    return StationViews(registry, as_of).of(station)


class StationViews:
    """The views of the stations of one registry on one day."""

    def __init__(self, registry: Registry, as_of: date) -> None:
        registry = in_order(registry)
        lookup = make_lookup(registry, freshness_on(registry, as_of), for_stations=True)
        self._lookup = lookup
        self._stations = {row.id: row for row in registry.stations}
        self._contacts = reaching((row.stations, row) for row in registry.contacts)
        self._services = reaching((row.coverage, row) for row in registry.services)
        self._resources = reaching((row.coverage, row) for row in registry.resources)
        self._signals = tuple(row for row in registry.signals if row.status == "approved")
        self._policies = tuple(
            StationPolicy(
                public=policy_entry(row, lookup),
                internal=row.row_visibility == "internal",
                advisor_hint=row.advisor_hint,
            )
            for row in registry.policies
            if row.status == "approved"
        )
        self._made: dict[tuple[str, ...], StationResource] = {}
        self._terms = terms_for(registry, lookup)
        self._series = series_for(registry, lookup)

    def of(self, station: str) -> StationView:
        """All that one station may see; raises ``KeyError`` for an unknown station."""
        row = self._stations[station]
        services, resources = self._services.rows(station), self._resources.rows(station)
        lookup = narrowed(self._lookup, services, resources)
        day = lookup.freshness.as_of
        return StationView(
            settings=settings_entry(lookup.settings),
            terms=self._terms,
            place=StationPlace(public=station_entry(row), liaison_notes=row.liaison_notes),
            contacts=tuple(
                _contact(row, lookup)
                for row in self._contacts.rows(station)
                if row.status == "approved"
            ),
            policies=tuple(_policy(entry, lookup) for entry in self._policies),
            series=self._series,
            services=tuple(_service(row, lookup) for row in services if is_in_use(row, day)),
            resources=tuple(self._resource(r, lookup) for r in resources if is_in_use(r, day)),
            signals=tuple(_signal(row, lookup) for row in self._signals),
        )

    def _resource(self, row: Resource, lookup: Lookup) -> StationResource:
        """The entry of a resource; stations that see the same services of it share one."""
        key = (row.id, *(ref.id for ref in users_of(row.id, lookup)))
        if key not in self._made:
            self._made[key] = _resource(row, lookup)
        return self._made[key]


def _policy(entry: StationPolicy, lookup: Lookup) -> StationPolicy:
    """The entry with the services and resources that reach the station."""
    services = services_of(entry.public.id, lookup)
    resources = resources_of(entry.public.id, lookup)
    if not services and not resources:
        return entry
    return replace(entry, public=replace(entry.public, services=services, resources=resources))


def _contact(row: Contact, lookup: Lookup) -> StationContact:
    return StationContact(
        public=contact_entry(row, lookup),
        internal=row.row_visibility == "internal",
        name=row.name,
        mobile=row.mobile,
    )


def _service(row: Service, lookup: Lookup) -> StationService:
    return StationService(
        public=service_entry(row, lookup),
        internal=row.row_visibility == "internal",
        red_flag=row.red_flag,
        internal_procedure=row.internal_procedure,
    )


def _resource(row: Resource, lookup: Lookup) -> StationResource:
    return StationResource(
        public=resource_entry(row, lookup),
        internal=row.row_visibility == "internal",
        capacity=row.capacity,
        liaison=row.liaison,
        liaison_phone=row.liaison_phone,
        referral=row.referral,
    )


def _signal(row: Signal, lookup: Lookup) -> StationSignal:
    return StationSignal(
        id=row.id,
        need_dimension=lookup.ref("terms", row.need_dimension),
        audiences=lookup.refs("terms", row.audiences),
        observation=row.observation,
        question=row.question,
        degree=row.degree,
        response_time=row.response_time,
        first_step=row.first_step,
        services=lookup.refs("services", row.services),
        policies=lookup.refs("policies", row.policies),
        duty_to_report=row.duty_to_report,
        source=row.source,
    )
