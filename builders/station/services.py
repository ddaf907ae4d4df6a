"""The service checklist: what advisors and partners do, by target group."""

from __future__ import annotations

from collections.abc import Iterator

from builders.editions import ListStamp
from builders.station.freshness import marks_of, of_service, verified_cell
from builders.station.groups import by_term
from builders.station.links import page_address
from builders.station.model import Checklist, Entry, filled
from builders.station.words import Words
from registry.views.public import PublicRef, PublicTerm
from registry.views.station import StationService, StationView

TARGET_GROUPS = 4
"""How many terms of the taxonomy of audiences, from the top, are the checklist's own groups."""


def service_list(view: StationView, stamp: ListStamp, words: Words) -> Checklist:
    """The services that reach the station, each under the first target group it names."""
    groups = view.taxonomy("audience")[:TARGET_GROUPS]
    services = [service for service in view.services if not service.public.retired]
    ids = {term.id for term in groups}

    def also(term: PublicTerm) -> Iterator[PublicRef]:
        for service in services:
            served = [ref.id for ref in service.public.audiences]
            if term.id in served and _place(service, ids) != term.id:
                yield PublicRef(id=service.public.id, name=service.public.name)

    return Checklist(
        key="services",
        title=words.say("title", "services"),
        labels=words.labels["services"],
        groups=by_term(
            groups,
            [(_place(service, ids), _entry(service, view, words)) for service in services],
            rest=(
                words.say("group", "other_audiences"),
                words.say("group", "other_audiences_description"),
            ),
            also=also,
        ),
        stamp=stamp,
    )


def _place(service: StationService, groups: set[str]) -> str:
    return next((ref.id for ref in service.public.audiences if ref.id in groups), "")


def _entry(service: StationService, view: StationView, words: Words) -> Entry:
    public = service.public
    verified = of_service(public)
    cells = {
        "name": public.name,
        "aliases": words.wording.join(public.aliases),
        "content": public.content,
        "provider": words.known(words.provider(public.provider)),
        "frequency": words.known(public.frequency),
        "response_time": words.known(public.response_time),
        "how_to_ask": words.known(public.how_to_ask),
        "red_flag": service.red_flag,
        "internal_procedure": "\n".join(service.internal_procedure),
        "audiences": words.names(public.audiences),
        "need_dimensions": words.names(public.need_dimensions),
        "support_kinds": words.names(public.support_kinds),
        "coverage": words.wording.coverage(public.coverage),
        "policies": words.references(public.policies),
        "resources": words.references(public.resources),
        "source": words.sourced(public.source),
        "verified_on": verified_cell(public, verified, words),
    }
    internal = service.internal
    return Entry(
        id=public.id,
        marks=marks_of(verified, internal=internal),
        cells=filled(cells),
        address="" if internal else page_address(view.settings, "services", public.id),
    )
