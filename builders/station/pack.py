"""One station's view becomes the six files of its pack."""

from __future__ import annotations

from builders.editions import PackStamps
from builders.station.papers import list_material, stamp_day
from builders.station.resources import resource_list
from builders.station.words import load_words
from builders.typeset.engine import typeset
from registry.views.station import StationView


def build_pack(view: StationView, stamps: PackStamps) -> dict[str, bytes]:
    """The files of the station's pack by name; the same view and stamps give the same bytes."""
    words = load_words()
    lists = (resource_list(view, stamps.resources, words),)
    files: dict[str, bytes] = {}
    for checklist in lists:
        title = words.say(
            "title", "document", title=checklist.title, station=view.place.public.name
        )
        files[words.say("file", checklist.key)] = typeset(
            "checklist",
            list_material(checklist, view, words),
            title=title,
            day=stamp_day(checklist.stamp),
        )
    return files
