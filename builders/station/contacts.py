"""Who works where: the station itself and its work contacts."""

from __future__ import annotations

from builders.editions import ListStamp
from builders.station.freshness import marks_of
from builders.station.model import Checklist, Entry, Group, filled
from builders.station.words import Words
from registry.views.station import StationContact, StationView


def contact_list(view: StationView, stamp: ListStamp, words: Words) -> Checklist:
    """The contacts that the station works with, in the editor's order."""
    title = words.say("title", "contacts")
    entries = tuple(_entry(contact, words) for contact in view.contacts)
    return Checklist(
        key="contacts",
        title=title,
        labels=words.labels["contacts"],
        groups=(Group(title=title, description="", entries=entries),),
        stamp=stamp,
    )


def place_cells(view: StationView, words: Words) -> dict[str, str]:
    """What is known about the station: heading to text, in printed order."""
    public = view.place.public
    cells = {
        "id": public.id,
        "name": public.name,
        "kind": words.wording.choice("station_kind", public.kind),
        "residents_areas": words.wording.join(public.residents_areas),
        "roads": public.roads,
        "address": words.known(public.address),
        "opening_hours": words.known(public.opening_hours),
        "phone": words.known(public.phone),
        "liaison_notes": view.place.liaison_notes,
    }
    labels = words.labels["place"]
    return {labels[key]: text for key, text in filled(cells).items()}


def _entry(contact: StationContact, words: Words) -> Entry:
    public = contact.public
    cells = {
        "role": public.role,
        "coverage": words.wording.coverage(public.stations),
        "duty": public.duty,
        "office_phone": words.known(public.office_phone),
        "name": contact.name,
        "mobile": words.known(contact.mobile),
    }
    return Entry(id=public.id, marks=marks_of(internal=contact.internal), cells=filled(cells))
