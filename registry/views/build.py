"""The two doors from the registry to outputs: the public view, and the view of one station.

Rows reach a view in the editor's order: by the order column, blanks last, then as in the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeVar

from registry.freshness import Freshness
from registry.model import Registry, Standard
from registry.settings import StreetSettings, street_settings
from registry.views.entries import (
    contact_entry,
    policy_entry,
    resource_entry,
    service_entry,
    standard_entry,
    station_entry,
    term_entry,
)
from registry.views.lookup import Lookup, is_published, make_lookup
from registry.views.public import (
    PublicContact,
    PublicSeries,
    PublicSettings,
    PublicStandard,
    PublicTerm,
    PublicView,
)


class _Ordered(Protocol):
    @property
    def order(self) -> int | None: ...


_Row = TypeVar("_Row", bound=_Ordered)


def freshness_on(registry: Registry, as_of: date) -> Freshness:
    """The freshness rule of a registry on a day."""
    return Freshness(as_of=as_of, settings=street_settings(registry.settings))


def in_order(registry: Registry) -> Registry:
    """The registry with the rows of each tab in the editor's order."""
    return replace(
        registry,
        terms=_sorted(registry.terms),
        organizations=_sorted(registry.organizations),
        stations=_sorted(registry.stations),
        contacts=_sorted(registry.contacts),
        policies=_sorted(registry.policies),
        required_documents=_sorted(registry.required_documents),
        benefits=_sorted(registry.benefits),
        standards=_sorted(registry.standards),
        services=_sorted(registry.services),
        resources=_sorted(registry.resources),
        signals=_sorted(registry.signals),
    )


def _sorted(rows: Iterable[_Row]) -> tuple[_Row, ...]:
    return tuple(sorted(rows, key=lambda row: (row.order is None, row.order or 0)))


def settings_entry(settings: StreetSettings) -> PublicSettings:
    """The settings that outputs show."""
    return PublicSettings(
        street_name=settings.street_name,
        street_code=settings.street_code,
        site_title=settings.site_title,
        public_base_url=settings.public_base_url,
        hotlines=settings.hotlines,
        service_center=settings.service_center,
        complaint_channel=settings.complaint_channel,
        copyright=settings.copyright,
        print_validity_days=settings.print_validity_days,
        sample_notice=settings.sample_notice,
    )


def public_view(registry: Registry, as_of: date) -> PublicView:
    """All that the public may see on that day."""
    registry = in_order(registry)
    lookup = make_lookup(registry, freshness_on(registry, as_of))
    return PublicView(
        settings=settings_entry(lookup.settings),
        terms=terms_for(registry, lookup),
        organizations=tuple(lookup.organizations.values()),
        stations=tuple(
            station_entry(row) for row in registry.stations if row.id in lookup.names["stations"]
        ),
        contacts=_contacts(registry, lookup),
        policies=tuple(
            policy_entry(row, lookup)
            for row in registry.policies
            if row.id in lookup.names["policies"]
        ),
        series=series_for(registry, lookup),
        services=tuple(
            service_entry(row, lookup)
            for row in registry.services
            if row.id in lookup.names["services"]
        ),
        resources=tuple(
            resource_entry(row, lookup)
            for row in registry.resources
            if row.id in lookup.names["resources"]
        ),
    )


def _contacts(registry: Registry, lookup: Lookup) -> tuple[PublicContact, ...]:
    return tuple(
        contact_entry(row, lookup)
        for row in registry.contacts
        if is_published("contacts", row.status, row.row_visibility)
    )


def terms_for(registry: Registry, lookup: Lookup) -> tuple[PublicTerm, ...]:
    """The approved terms of all taxonomies."""
    shown = lookup.names["terms"]
    return tuple(term_entry(row, lookup) for row in registry.terms if row.id in shown)


def series_for(registry: Registry, lookup: Lookup) -> tuple[PublicSeries, ...]:
    """Every standard with its figures; a standard without figures is left out."""
    series = []
    for term in terms_for(registry, lookup):
        figures = tuple(_figures(lookup.related.figures.get(term.id, ()), lookup))
        coming = tuple(figure for figure in figures if figure.state == "to_come")
        begun = tuple(figure for figure in figures if figure.state != "to_come")
        if figures:
            pegged = lookup.refs("policies", lookup.related.pegged.get(term.id, ()))
            series.append(
                PublicSeries(term=term, figures=begun[::-1], coming=coming, policies=pegged)
            )
    return tuple(series)


def _figures(rows: Iterable[Standard], lookup: Lookup) -> Iterator[PublicStandard]:
    """The figures of a standard, the oldest first; each lasts until the next one begins."""
    dated = sorted((row for row in rows if row.from_on), key=lambda row: row.from_on or date.min)
    starts = [row.from_on for row in dated]
    for row in dated:
        next_from = next((day for day in starts if day and row.from_on and day > row.from_on), None)
        entry = standard_entry(row, next_from, lookup)
        if entry is not None:
            yield entry
