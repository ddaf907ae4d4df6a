"""Two sides become one finding: what differs, for whom, and what it touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Literal

from builders.diff.shown import row_page
from builders.diff.sides import Side
from builders.stamping import LISTS
from registry.changes import Entries
from registry.differences import Content, Difference, compared_stations, differences
from registry.rewriting import has_column

_TOLD_APART = frozenset({"changes.html"})
"""The page that tells changes is other after each of them: to count it says nothing."""

_TOLD_EVERYWHERE = frozenset({"name", "tier", "value"})
"""Columns that other rows are told by: wherever the row stands, they may."""

Standing = Literal["compared", "opened", "closed", "unknown"]
"""``unknown``: a side has nothing of a station that was there, so nothing can be said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A row or a page by its id or path, and what people call it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Which state was compared; ``day`` is that of the publication, or the one asked for."""

    name: str
    is_published: bool
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A difference and what it touches: policies, pages of the site, lists of each station."""

    difference: Difference
    policies: tuple[Named, ...]
    pages: tuple[Named, ...]
    lists: Mapping[str, tuple[str, ...]]

    @property
    def stations(self) -> tuple[str, ...]:
        """The stations that see it."""
        return tuple(audience for audience in self.difference.audiences if audience)

    @property
    def list_count(self) -> int:
        """How many lists it touches, those of all stations together."""
        return sum(map(len, self.lists.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class StationTotal:
    """What comes of all differences for one station."""

    station: Named
    standing: Standing
    changes: int
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that differs. ``other_pages`` are those that differ and no finding names.

    Without stations it holds nothing but what is public.
    """

    old: End
    new: End
    is_public_only: bool
    findings: tuple[Finding, ...]
    pages: tuple[Named, ...]
    other_pages: tuple[Named, ...]
    stations: tuple[StationTotal, ...]

    @property
    def public_findings(self) -> tuple[Finding, ...]:
        """What the public sees."""
        return tuple(one for one in self.findings if one.difference.is_public)

    @property
    def station_findings(self) -> tuple[Finding, ...]:
        """What only stations see."""
        return tuple(one for one in self.findings if not one.difference.is_public)

    @property
    def compared(self) -> tuple[str, ...]:
        """The stations that could be compared."""
        return tuple(one.station.id for one in self.stations if one.standing == "compared")

    @property
    def is_empty(self) -> bool:
        """True where nothing at all differs."""
        is_same = all(one.standing == "compared" and not one.lists for one in self.stations)
        return is_same and not self.findings and not self.pages


def make_report(old: Side, new: Side, *, is_public_only: bool) -> Report:
    """What differs between two sides, and what it touches."""
    before, after = _contents(old, new)
    touched = _Touched(old, new)
    findings = tuple(touched.finding(one) for one in differences(before, after))
    named = {page.id for finding in findings for page in finding.pages}
    stations = () if is_public_only else tuple(_totals(before, after, findings, touched))
    return Report(
        old=End(name=old.name, is_published=old.is_published, day=old.day),
        new=End(name=new.name, is_published=new.is_published, day=new.day),
        is_public_only=is_public_only,
        findings=findings,
        pages=touched.pages(touched.changed_pages),
        other_pages=touched.pages(touched.changed_pages - named),
        stations=stations,
    )


def _contents(old: Side, new: Side) -> tuple[Content, Content]:
    """What both sides show. A row whose page is the same cannot have retired in between."""
    changed = changed_pages(old, new)
    turned = {one for one in old.retired ^ new.retired if row_page(one) in changed}
    return (
        _content(old, (old.retired & new.retired) | (old.retired & turned)),
        _content(new, (old.retired & new.retired) | (new.retired & turned)),
    )


def _content(side: Side, retired: Set[str]) -> Content:
    stations = {station: record.entries for station, record in side.stations.items()}
    return Content(public=side.public.entries, stations=stations, retired=retired)


def changed_pages(old: Side, new: Side) -> frozenset[str]:
    """The paths of the pages whose words differ, those that only one side has included."""
    before, after = old.public.editions, new.public.editions
    return frozenset(
        path
        for path in (before.keys() | after.keys()) - _TOLD_APART
        if path not in before or path not in after or before[path].digest != after[path].digest
    )


class _Touched:
    """Finds which pages and lists a difference touches, of those that really differ."""

    def __init__(self, old: Side, new: Side) -> None:
        self.changed_pages = changed_pages(old, new)
        self._old, self._new = old, new
        self._names = _names(old, new)
        self._lists = {
            station: _changed_lists(old, new, station)
            for station in new.stations
            if station in old.stations
        }

    def finding(self, one: Difference) -> Finding:
        """The difference with all that it touches."""
        lists = {
            station: touched
            for station in one.audiences
            if station and (touched := self._lists_of(one, station))
        }
        return Finding(
            difference=one,
            policies=tuple(self._named(f"policies/{policy}") for policy in one.policies),
            pages=self.pages(self._pages_of(one)) if one.is_public else (),
            lists=lists,
        )

    def pages(self, paths: Iterable[str]) -> tuple[Named, ...]:
        """Pages by path and title, in the order of their paths."""
        return tuple(Named(id=path, name=self._title(path)) for path in sorted(paths))

    def station(self, identifier: str) -> Named:
        """A station by id and name."""
        return self._named(f"stations/{identifier}")

    def lists_of(self, station: str) -> tuple[str, ...]:
        """The lists of a station that differ."""
        return self._lists.get(station, ())

    def _named(self, address: str) -> Named:
        return Named(id=address.partition("/")[2], name=self._names.get(address, ""))

    def _title(self, path: str) -> str:
        return self._new.titles.get(path) or self._old.titles.get(path) or self._names.get(path, "")

    def _pages_of(self, one: Difference) -> Iterator[str]:
        addresses = (one.address, *one.more)
        ids = {address.partition("/")[2] for address in addresses}
        own = {row_page(address) for address in addresses}
        others = self._dependent(one)
        for path in self.changed_pages:
            shown = self._old.shows.get(path, set()) | self._new.shows.get(path, set())
            if path in own or (path in others and (one.tab == "settings" or ids & shown)):
                yield path

    def _dependent(self, one: Difference) -> Set[str]:
        """The pages that a column can touch; all of them for whole rows and names."""
        trial = self._new.trial or self._old.trial
        is_told = one.kind != "changed" or one.field in _TOLD_EVERYWHERE
        if trial is None or is_told or not has_column(one.tab, one.field):
            return self.changed_pages
        return trial.dependent(one.tab, one.field, self.changed_pages)

    def _lists_of(self, one: Difference, station: str) -> tuple[str, ...]:
        addresses = (one.address, *one.more)
        return tuple(
            name
            for name in self.lists_of(station)
            if any(address.startswith(LISTS[name]) for address in addresses)
        )


def _changed_lists(old: Side, new: Side, station: str) -> tuple[str, ...]:
    before, after = old.stations[station].editions, new.stations[station].editions

    def differs(key: str) -> bool:
        one, other = before.get(key), after.get(key)
        return (one.digest if one else "") != (other.digest if other else "")

    return tuple(name for name in LISTS if differs(f"{name}.public") or differs(f"{name}.station"))


def _names(old: Side, new: Side) -> dict[str, str]:
    """What rows are called, by address and by the path of their page; the new name counts."""
    names: dict[str, str] = {}
    for entries in (*_states(old), *_states(new)):
        for address, fields in entries.items():
            names[address] = names[row_page(address)] = fields.get("name", "")
    return names


def _states(side: Side) -> Iterator[Entries]:
    yield from (record.entries for record in side.stations.values())
    yield side.public.entries


def _totals(
    before: Content, after: Content, findings: tuple[Finding, ...], touched: _Touched
) -> Iterator[StationTotal]:
    compared = compared_stations(before, after)
    for station in dict.fromkeys((*after.stations, *before.stations)):
        standing = "compared" if station in compared else _standing(station, before, after)
        yield StationTotal(
            station=touched.station(station),
            standing=standing,
            changes=sum(station in finding.stations for finding in findings),
            lists=touched.lists_of(station),
        )


def _standing(station: str, before: Content, after: Content) -> Standing:
    address = f"stations/{station}"
    if station not in before.stations and address not in before.public:
        return "opened"
    if station not in after.stations and address not in after.public:
        return "closed"
    return "unknown"
