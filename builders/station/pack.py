"""One station's view becomes the six files of its pack."""

from __future__ import annotations

from builders.editions import PackStamps
from builders.station.handbook import handbook_material
from builders.station.lists import LISTS
from builders.station.model import Checklist
from builders.station.page import make_page
from builders.station.papers import list_material, stamp_day
from builders.station.words import Words, load_words
from builders.station.workbook import make_workbook
from builders.typeset.engine import typeset
from registry.views.station import StationView


def build_pack(view: StationView, stamps: PackStamps) -> dict[str, bytes]:
    """The files of the station's pack by name; the same view and stamps give the same bytes."""
    words = load_words()
    by_list = {"signals": stamps.signals, "services": stamps.services}
    by_list["resources"] = stamps.resources
    tables = tuple(
        make(view, by_list.get(key, stamps.handbook), words) for key, make in LISTS.items()
    )
    lists = tuple(table for table in tables if table.key in by_list)
    files = {words.say("file", one.key): _list_paper(one, view, words) for one in lists}
    files[words.say("file", "handbook")] = typeset(
        "handbook",
        handbook_material(view, lists, stamps, words),
        title=_title(words.say("title", "handbook"), view, words),
        day=stamp_day(stamps.handbook),
    )
    files[words.say("file", "workbook")] = make_workbook(view, stamps.handbook, tables, words)
    files[words.say("file", "page")] = make_page(view, stamps.handbook, tables, words)
    return files


def _list_paper(checklist: Checklist, view: StationView, words: Words) -> bytes:
    return typeset(
        "checklist",
        list_material(checklist, view, words),
        title=_title(checklist.title, view, words),
        day=stamp_day(checklist.stamp),
    )


def _title(title: str, view: StationView, words: Words) -> str:
    return words.say("title", "document", title=title, station=view.place.public.name)
