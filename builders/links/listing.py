"""What was seen of the links, by what is to be done, with the cells each of them stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args
from urllib.parse import urlsplit

from builders.links.limits import Limits
from builders.links.rounds import Progress, asked
from builders.links.sight import Group, Sight
from builders.links.words import tell
from registry.check import Outcome
from registry.diagnostics import Address
from registry.fields.links import host_is_allowed
from registry.links import Judgement, LinkPlace, judgements, links, page_key, unfinished
from registry.places import address_in
from registry.report import on_one_line
from registry.settings import street_settings

LineGroup = Group | Literal["judged"]
"""Where a line stands: as the machine saw it, or as a person did."""

GROUPS: tuple[LineGroup, ...] = (*get_args(Group)[:-1], "judged", "fine")
_OPENS = ("ok", "blocked")
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

    ``new_site`` is the host that it moved to, where the street has not allowed that one yet,
    ``judgement`` the newest that a person found; while it counts, it goes before the sight.
    """

    address: str
    sight: Sight
    cells: tuple[LinkCell, ...]
    new_site: str = ""
    judgement: Judgement | None = None

    @property
    def group(self) -> LineGroup:
        """What is to be done; a person's word is not told where the machine sees the same."""
        if self.judgement is None or not self.judgement.is_current:
            return self.sight.group
        is_same = self.sight.group == "fine" and self.judgement.verdict in _OPENS
        return "fine" if is_same else "judged"

    @property
    def is_problem(self) -> bool:
        """True while somebody has to do something."""
        if self.group == "judged":
            return self.judgement is not None and self.judgement.verdict == "moved"
        return self.group != "fine"

    @property
    def why(self) -> str:
        """What the machine saw, in one phrase."""
        title = on_one_line(self.sight.title)
        return tell("why", self.sight.reason, status=self.sight.status, title=title)

    @property
    def todo(self) -> str:
        """What to do, in one phrase; empty where all is well."""
        if self.group == "fine":
            return ""
        if self.group == "judged" and self.judgement:
            return tell("todo", f"judged_{self.judgement.verdict}")
        first = tell("report", "new_site", host=self.new_site) if self.new_site else ""
        return tell("todo", self.group) + first

    @property
    def new_address(self) -> str:
        """The address to copy; empty where nothing tells one."""
        says_so = self.judgement is not None and self.judgement.verdict == "moved"
        is_told = self.group == "moved" or (self.group == "judged" and says_so)
        return self.sight.final if is_told and self.sight.group == "moved" else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkList:
    """All links of a sheet in its order, and how long asking was allowed to take.

    ``unfinished`` counts the rows of verdicts that say too little to count.
    """

    as_of: date
    minutes: float
    lines: tuple[LinkLine, ...]
    unfinished: int = 0
    hides_the_rest: bool = False

    def only_problems(self) -> LinkList:
        """The same list, with nothing but counts of what nobody need do anything about."""
        return replace(self, hides_the_rest=True)

    @property
    def shown(self) -> tuple[LinkLine, ...]:
        """What is listed, what needs most to be done first."""
        lines = (line for group in GROUPS for line in self.of(group))
        return tuple(line for line in lines if line.is_problem or not self.hides_the_rest)

    @property
    def counts(self) -> dict[LineGroup, int]:
        """How many addresses there are of each group."""
        found = Counter(line.group for line in self.lines)
        return {group: found[group] for group in GROUPS}

    @property
    def number_asked(self) -> int:
        """How many addresses were asked."""
        return sum(line.sight.group not in _SILENT for line in self.lines)

    @property
    def is_offline(self) -> bool:
        """True when not one of those that were asked answered anything."""
        tried = [line.sight for line in self.lines if line.sight.group not in _SILENT]
        return bool(tried) and all(sight.reason in _OFFLINE for sight in tried)

    def of(self, group: LineGroup) -> tuple[LinkLine, ...]:
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
    judged = judgements(outcome.registry, as_of)
    lines = tuple(
        LinkLine(
            address=link.address,
            sight=sights[link.address],
            cells=tuple(_cell(place, outcome) for place in link.places),
            new_site=_new_site(sights[link.address], allowed),
            judgement=judged.get(page_key(link.address)),
        )
        for link in links(outcome.registry)
    )
    return LinkList(
        as_of=as_of,
        minutes=limits.budget / 60,
        lines=lines,
        unfinished=unfinished(outcome.registry),
    )


def _cell(place: LinkPlace, outcome: Outcome) -> LinkCell:
    line = outcome.kept[place.tab][place.id]
    address = line.sheet.address(place.column, line.row.number)
    return LinkCell(place=place, address=address_in(address, outcome.parts))


def _new_site(sight: Sight, allowed: tuple[str, ...]) -> str:
    host = urlsplit(sight.final).hostname or ""
    return "" if sight.group != "moved" or host_is_allowed(host, allowed or None) else host
