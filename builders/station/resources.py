"""The resource checklist: what a person can be linked to, by category."""

from __future__ import annotations

from builders.editions import ListStamp
from builders.station.freshness import Verified, marks_of, of_resource, verified_cell
from builders.station.groups import by_term
from builders.station.links import page_address
from builders.station.model import Checklist, Entry, filled
from builders.station.words import Words
from registry.views.public import PublicResource
from registry.views.station import StationResource, StationView


def resource_list(view: StationView, stamp: ListStamp, words: Words) -> Checklist:
    """The resources that reach the station and have not ended; paused ones are marked."""
    placed = [
        (entry.public.category.id if entry.public.category else "", _entry(entry, view, words))
        for entry in view.resources
        if entry.public.availability != "ended" and not entry.public.retired
    ]
    return Checklist(
        key="resources",
        title=words.say("title", "resources"),
        labels=words.labels["resources"],
        groups=by_term(
            view.taxonomy("resource_category"),
            placed,
            rest=(words.say("group", "uncategorized"), ""),
        ),
        stamp=stamp,
    )


def _entry(resource: StationResource, view: StationView, words: Words) -> Entry:
    public = resource.public
    verified = of_resource(public)
    station_cells = {
        "capacity": words.known(resource.capacity),
        "liaison": words.known(resource.liaison),
        "liaison_phone": words.known(resource.liaison_phone),
        "referral": words.known("\n".join(resource.referral)),
    }
    internal = resource.internal
    return Entry(
        id=public.id,
        marks=marks_of(
            verified,
            paused=public.availability == "paused",
            to_come=public.to_come,
            internal=internal,
        ),
        cells=filled({**_public_cells(public, verified, words), **station_cells}),
        address="" if internal else page_address(view.settings, "resources", public.id),
    )


def _public_cells(public: PublicResource, verified: Verified, words: Words) -> dict[str, str]:
    return {
        "name": public.name,
        "aliases": words.wording.join(public.aliases),
        "category": public.category.name if public.category else "",
        "organization": words.known(words.provider(public.organization)),
        "content": public.content,
        "modes": words.choices("mode", public.modes),
        "opening_hours": words.known(public.opening_hours),
        "fee": words.known(public.fee),
        "address": words.known(public.address) if "on_site" in public.modes else public.address,
        "phone": _phone(public, words),
        "how_to_apply": words.known(public.how_to_apply),
        "from_on": words.day(public.from_on),
        "to_on": words.day(public.to_on),
        "audiences": words.names(public.audiences),
        "need_dimensions": words.names(public.need_dimensions),
        "support_kinds": words.names(public.support_kinds),
        "coverage": words.wording.coverage(public.coverage),
        "policies": words.references(public.policies),
        "services": words.references(public.services),
        "source": words.sourced(public.source),
        "verified_on": verified_cell(public, verified, words),
    }


def _phone(public: PublicResource, words: Words) -> str:
    provider = public.organization
    if public.phone or provider is None or not provider.phone:
        return words.known(public.phone)
    return words.say("value", "ask_provider", phone=provider.phone)
