"""The pages of the stations, and the page on which residents find theirs."""

from __future__ import annotations

from builders.public.page import Draft
from builders.public.press import Press
from builders.wording import Wording
from registry.views.public import PublicStation


def station_page(station: PublicStation, press: Press) -> Draft:
    """What a station is, whom to talk to, and what reaches its area."""
    catalog, cards = press.catalog, press.cards
    contacts, services, resources = catalog.contacts_at, catalog.services_at, catalog.resources_at
    return press.later(
        press.head("station", f"s/{station.id}.html", name=station.name),
        "station",
        _filled,
        station,
        (*contacts.only(station.id), *contacts.everywhere),
        cards.of(services.only(station.id)),
        cards.of(resources.only(station.id)),
        cards.small(services.everywhere),
        cards.small(resources.everywhere),
    )


def _filled(_: Wording, station: PublicStation, *rows: tuple[object, ...]) -> dict[str, object]:
    names = ("contacts", "own_services", "own_resources", "wide_services", "wide_resources")
    return {"station": station, **dict(zip(names, rows, strict=True))}


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
