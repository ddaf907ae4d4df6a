"""What was seen of the links, by what is to be done, with the cells each of them stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args
from urllib.parse import urlsplit

from builders.links.limits import Limits
from builders.links.rounds import Progress, asked
from builders.links.sight import Group, Sight
from builders.links.words import tell
from registry.check import Outcome
from registry.diagnostics import Address
from registry.fields.links import host_is_allowed
from registry.links import LinkPlace, links
from registry.places import address_in
from registry.report import on_one_line
from registry.settings import street_settings

GROUPS: tuple[Group, ...] = get_args(Group)
_NO_PROBLEM: tuple[Group, ...] = ("fine",)
_SILENT: tuple[Group, ...] = ("refused", "unasked")
_OFFLINE = ("dns", "connection", "timeout")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCell:
    """One cell with a link, and where an editor finds it."""

    place: LinkPlace
    address: Address

    @property
    def entry(self) -> str:
        """The row by its id and name."""
        return tell("report", "entry", id=self.place.id, name=on_one_line(self.place.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """One address, what was seen there, and its cells.

    ``new_site`` is the host that it moved to, where the street has not allowed that one yet.
    """

    address: str
    sight: Sight
    cells: tuple[LinkCell, ...]
    new_site: str = ""

    @property
    def group(self) -> Group:
        """What is to be done."""
        return self.sight.group

    @property
    def why(self) -> str:
        """What was seen, in one phrase."""
        title = on_one_line(self.sight.title)
        return tell("why", self.sight.reason, status=self.sight.status, title=title)

    @property
    def todo(self) -> str:
        """What to do, in one phrase; empty where all is well."""
        if self.group == "fine":
            return ""
        first = tell("report", "new_site", host=self.new_site) if self.new_site else ""
        return tell("todo", self.group) + first

    @property
    def new_address(self) -> str:
        """The address to copy; empty where nothing tells one."""
        return self.sight.final if self.group == "moved" else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkList:
    """All links of a sheet in its order, and how long asking was allowed to take."""

    as_of: date
    minutes: float
    lines: tuple[LinkLine, ...]
    hidden: tuple[Group, ...] = ()

    def only_problems(self) -> LinkList:
        """The same list, with nothing but counts of what nobody need do anything about."""
        return replace(self, hidden=_NO_PROBLEM)

    @property
    def shown(self) -> tuple[LinkLine, ...]:
        """What is listed, what needs most to be done first."""
        groups = (group for group in GROUPS if group not in self.hidden)
        return tuple(line for group in groups for line in self.of(group))

    @property
    def counts(self) -> dict[Group, int]:
        """How many addresses there are of each group."""
        found = Counter(line.group for line in self.lines)
        return {group: found[group] for group in GROUPS}

    @property
    def number_asked(self) -> int:
        """How many addresses were asked."""
        return sum(line.group not in _SILENT for line in self.lines)

    @property
    def is_offline(self) -> bool:
        """True when not one of those that were asked answered anything."""
        tried = [line.sight for line in self.lines if line.group not in _SILENT]
        return bool(tried) and all(sight.reason in _OFFLINE for sight in tried)

    def of(self, group: Group) -> tuple[LinkLine, ...]:
        """The addresses of a group."""
        return tuple(line for line in self.lines if line.group == group)


def link_list(outcome: Outcome, as_of: date, limits: Limits, progress: Progress) -> LinkList:
    """Ask every link of a sheet without errors; changes nothing anywhere."""
    found = links(outcome.registry)
    sights = asked((link.address for link in found), limits, progress)
    return told(outcome, as_of, limits, sights)


def told(outcome: Outcome, as_of: date, limits: Limits, sights: Mapping[str, Sight]) -> LinkList:
    """The list of what was seen already."""
    allowed = street_settings(outcome.registry.settings).allowed_link_hosts
    lines = tuple(
        LinkLine(
            address=link.address,
            sight=sights[link.address],
            cells=tuple(_cell(place, outcome) for place in link.places),
            new_site=_new_site(sights[link.address], allowed),
        )
        for link in links(outcome.registry)
    )
    return LinkList(as_of=as_of, minutes=limits.budget / 60, lines=lines)


def _cell(place: LinkPlace, outcome: Outcome) -> LinkCell:
    line = outcome.kept[place.tab][place.id]
    address = line.sheet.address(place.column, line.row.number)
    return LinkCell(place=place, address=address_in(address, outcome.parts))


def _new_site(sight: Sight, allowed: tuple[str, ...]) -> str:
    host = urlsplit(sight.final).hostname or ""
    return "" if sight.group != "moved" or host_is_allowed(host, allowed or None) else host
