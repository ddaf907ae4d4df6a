"""The handbook as plain material: all lists, and what an advisor needs around them."""

from __future__ import annotations

from collections.abc import Iterable

from builders.editions import PackStamps
from builders.station.contacts import contact_list, place_cells
from builders.station.figures import FigureBlock, figure_blocks
from builders.station.model import Checklist
from builders.station.papers import Material, body_material, bound, entry_material, head_material
from builders.station.policies import policy_list
from builders.station.words import Words
from registry.changes import Change, ChangeSet
from registry.views.station import StationContact, StationView

_TABS_OF_FIELDS = {"hints": "policies"}


def handbook_material(
    view: StationView, lists: Iterable[Checklist], stamps: PackStamps, words: Words
) -> Material:
    """Everything that the handbook prints."""
    stamp = stamps.handbook
    contacts = contact_list(view, stamp, words)
    policies = policy_list(view, stamp, words)
    head = head_material(stamp, words.say("title", "handbook"), view, words)
    material: Material = {
        **head,
        "handbook": True,
        "place": [list(pair) for pair in place_cells(view, words).items()],
        "contacts": [entry_material(entry, words) for entry in contacts.entries],
        "path": _path(view, contacts, words),
        "figures": _figures(figure_blocks(view, words)),
        "needs": [term.name for term in view.taxonomy("need_dimension")],
        "changes": None if stamps.changes is None else _changes(stamps.changes, words),
        "lists": [body_material(one, words) for one in (policies, *lists)],
    }
    return bound(material, words)


def _figures(blocks: tuple[FigureBlock, ...]) -> list[Material]:
    """The blocks in printed order; ``order`` says how late each would be left out."""
    by_rank = sorted(range(len(blocks)), key=lambda index: (blocks[index].rank, index))
    order = {index: place for place, index in enumerate(by_rank)}
    return [
        {
            "name": block.name,
            "id": block.id,
            "tiers": [
                {
                    "name": tier.name,
                    "now": tier.now,
                    "state": tier.state,
                    "before": tier.before,
                    "announced": tier.is_announced,
                }
                for tier in block.tiers
            ],
            "order": order[index],
        }
        for index, block in enumerate(blocks)
    ]


def _path(view: StationView, contacts: Checklist, words: Words) -> Material:
    entries = {entry.id: entry_material(entry, words) for entry in contacts.entries}
    third = words.say("path", "third_party")
    street = [one for one in view.contacts if one.public.stations.everywhere]
    outside = [one for one in street if third in one.public.role]
    inside = [one for one in street if third not in one.public.role]
    here = [one for one in view.contacts if not one.public.stations.everywhere]

    def shown(chosen: Iterable[StationContact]) -> list[Material]:
        return [entries[one.public.id] for one in chosen]

    return {
        "street": shown(inside[:1]),
        "station": shown(here[:2]),
        "departments": shown(inside[1:]),
        "third_party": shown(outside[:2]),
    }


def _changes(changes: ChangeSet, words: Words) -> Material:
    groups: dict[str, list[Material]] = {}
    for change in changes.changes:
        groups.setdefault(change.tab, []).append(_change(change, words))
    return {
        "edition": changes.edition,
        "groups": [{"title": _tab(tab, words), "rows": rows} for tab, rows in groups.items()],
    }


def _tab(tab: str, words: Words) -> str:
    titles = words.wording.locale.tabs
    return titles[tab] if tab in titles else words.say("changes", tab)


def _change(change: Change, words: Words) -> Material:
    headers = words.wording.locale.headers[_TABS_OF_FIELDS.get(change.tab, change.tab)]
    return {
        "kind": change.kind,
        "id": change.id,
        "name": change.name,
        "field": headers[change.field][0] if change.field in headers else change.field,
        "old": change.old,
        "new": change.new,
    }
