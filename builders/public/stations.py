"""The pages of the stations, and the page on which residents find theirs."""

from __future__ import annotations

from builders.public.catalog import reaches_only
from builders.public.page import Draft
from builders.public.press import Press
from registry.views.public import PublicStation


def station_page(station: PublicStation, press: Press) -> Draft:
    """What a station is, whom to talk to, and what reaches its area."""
    catalog = press.catalog
    return press.draft(
        press.head("station", f"s/{station.id}.html", name=station.name),
        "station",
        station=station,
        contacts=catalog.contacts_of(station.id),
        own_services=[s for s in catalog.services if reaches_only(s.coverage, station.id)],
        own_resources=[r for r in catalog.resources if reaches_only(r.coverage, station.id)],
        wide_services=[s for s in catalog.services if s.coverage.everywhere],
        wide_resources=[r for r in catalog.resources if r.coverage.everywhere],
    )


def stations_page(press: Press) -> Draft:
    """All stations in the editor's order, and the residents' areas by name."""
    areas = [
        (area, station)
        for station in press.view.stations
        if station.kind == "station"
        for area in station.residents_areas
    ]
    head = press.head("stations", "stations.html", in_nav=True)
    return press.draft(head, "stations", stations=press.view.stations, areas=areas)
