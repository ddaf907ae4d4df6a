"""The door from the registry to one station's private lists: only the rows that cover it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from registry.model import Registry, Signal, Station
from registry.views.build import freshness_on, in_order, series_for, settings_entry, terms_for
from registry.views.entries import (
    contact_entry,
    is_in_use,
    policy_entry,
    resource_entry,
    service_entry,
    station_entry,
)
from registry.views.lookup import Lookup, make_lookup
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
    """All that one station may see on that day; raises ``KeyError`` for an unknown station."""
    registry = in_order(registry)
    lookup = make_lookup(registry, freshness_on(registry, as_of), station=station)
    return StationView(
        settings=settings_entry(lookup.settings),
        terms=terms_for(registry, lookup),
        place=_place(_station(registry, station)),
        contacts=_contacts(registry, station, lookup),
        policies=tuple(
            StationPolicy(
                public=policy_entry(row, registry, lookup),
                internal=row.row_visibility == "internal",
                advisor_hint=row.advisor_hint,
            )
            for row in registry.policies
            if row.status == "approved"
        ),
        series=series_for(registry, lookup),
        services=_services(registry, station, lookup),
        resources=_resources(registry, station, lookup),
        signals=tuple(_signal(row, lookup) for row in registry.signals if row.status == "approved"),
    )


def _station(registry: Registry, identifier: str) -> Station:
    for row in registry.stations:
        if row.id == identifier:
            return row
    raise KeyError(identifier)


def _place(row: Station) -> StationPlace:
    return StationPlace(public=station_entry(row), liaison_notes=row.liaison_notes)


def _contacts(registry: Registry, station: str, lookup: Lookup) -> tuple[StationContact, ...]:
    return tuple(
        StationContact(
            public=contact_entry(row, lookup),
            internal=row.row_visibility == "internal",
            name=row.name,
            mobile=row.mobile,
        )
        for row in registry.contacts
        if row.status == "approved" and row.stations.reaches(station)
    )


def _services(registry: Registry, station: str, lookup: Lookup) -> tuple[StationService, ...]:
    return tuple(
        StationService(
            public=service_entry(row, lookup),
            internal=row.row_visibility == "internal",
            red_flag=row.red_flag,
            internal_procedure=row.internal_procedure,
        )
        for row in registry.services
        if is_in_use(row, lookup.freshness.as_of) and row.coverage.reaches(station)
    )


def _resources(registry: Registry, station: str, lookup: Lookup) -> tuple[StationResource, ...]:
    return tuple(
        StationResource(
            public=resource_entry(row, registry, lookup),
            internal=row.row_visibility == "internal",
            capacity=row.capacity,
            liaison=row.liaison,
            liaison_phone=row.liaison_phone,
            referral=row.referral,
        )
        for row in registry.resources
        if is_in_use(row, lookup.freshness.as_of) and row.coverage.reaches(station)
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
