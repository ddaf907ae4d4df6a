"""What differs between two states of everything that anybody sees, told once for all who see it.

``registry.changes`` compares one view with itself; here the views of all audiences come together:
a figure that moves on the site and on every station's list is one difference, and a row that one
station's list loses while others keep it has not been removed but has left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from registry.changes import Change, Entries, Fields, located, tab_place
from registry.consequences import Consequences
from registry.mentions import Mentions

PUBLIC: Final = ""
"""The audience of the site; every other one is a station by its id."""

DifferenceKind = Literal[
    "added", "removed", "changed", "figure", "retired", "restored", "joined", "left"
]
_SINGLE = frozenset({"settings", "terms"})
_REASONS = frozenset({"retired_reason", "replaced_by"})
_FIGURES = frozenset({"value", "amount", "amount_min", "amount_max"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that is shown at one moment: to the public, and to each station by its id.

    ``retired`` are the addresses of rows that keep a page which says that they ended.
    """

    public: Entries
    stations: Mapping[str, Entries] = field(default_factory=dict)
    retired: Set[str] = frozenset()

    def of(self, audience: str) -> Entries:
        """What that audience sees."""
        return self.stations[audience] if audience else self.public

    def every(self) -> Iterator[Entries]:
        """What each audience sees, the public first."""
        yield self.public
        yield from self.stations.values()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is other than before, and who sees it.

    ``joined`` and ``left`` are rows that others saw before, or still see. A ``figure`` is a new
    figure of a standard, held against the newest one before, good since the day ``since``; of
    other standards that come or go, ``new`` or ``old`` has the figure.
    ``reason`` and ``successor`` tell why a row retired. ``more`` are the addresses of what differs
    only because of this, ``policies`` the ids of those that hang on it.
    """

    kind: DifferenceKind
    address: str
    name: str
    audiences: tuple[str, ...]
    field: str = ""
    old: str = ""
    new: str = ""
    unit: str = ""
    since: str = ""
    reason: str = ""
    successor: str = ""
    more: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()

    @property
    def tab(self) -> str:
        """The key of the row's tab."""
        return self.address.partition("/")[0]

    @property
    def id(self) -> str:
        """The id of the row; blank where people know it by its name only."""
        return "" if self.tab in _SINGLE else self.address.partition("/")[2]

    @property
    def is_public(self) -> bool:
        """True where the public sees it."""
        return PUBLIC in self.audiences


def differences(old: Content, new: Content) -> tuple[Difference, ...]:
    """What differs for the public, and for the stations that both states know.

    What the public sees comes first, then what only stations see, in the order of the sheet.
    """
    told = _Told(old, new)
    found = [told.with_effects(one) for one in told.differences()]
    return tuple(sorted(found, key=_place))


def compared_stations(old: Content, new: Content) -> tuple[str, ...]:
    """The stations that both states know, in the order of the new one."""
    return tuple(station for station in new.stations if station in old.stations)


def _place(one: Difference) -> tuple[bool, int, str]:
    return not one.is_public, tab_place(one.address), one.address


class _Told:
    """The changes of all audiences, brought together."""

    def __init__(self, old: Content, new: Content) -> None:
        self._old, self._new = old, new
        self._audiences = (PUBLIC, *compared_stations(old, new))
        self._before = _fields_of(old)
        self._after = _fields_of(new)
        self._mentions = Mentions((*old.every(), *new.every()))
        self._seen: dict[tuple[str, Change], list[str]] = {}
        self._more: dict[str, set[str]] = {}
        for audience in self._audiences:
            self._hear(audience)

    def _hear(self, audience: str) -> None:
        before, after = self._old.of(audience), self._new.of(audience)
        joined = {one for one in after if one not in before and one in self._before}
        consequences = Consequences(before, after, joined)
        for address, change in located(before, after):
            cause = consequences.cause(address, change)
            if cause is None:
                self._seen.setdefault((address, change), []).append(audience)
            else:
                self._more.setdefault(cause, set()).add(address)

    def differences(self) -> Iterator[Difference]:
        """All that differs, without what hangs on it."""
        turned = {
            one
            for one in self._old.retired ^ self._new.retired
            if one in self._before and one in self._new.public
        }
        seers: dict[str, set[str]] = {address: {PUBLIC} for address in turned}
        for (address, change), audiences in self._seen.items():
            if address in turned and (not change.field or change.field in _REASONS):
                seers[address].update(audiences)
            else:
                yield from self._difference(address, change, tuple(audiences))
        for address, found in seers.items():
            yield self._turned(address, tuple(one for one in self._audiences if one in found))

    def with_effects(self, one: Difference) -> Difference:
        """The difference with what follows from it, and the policies that hang on it."""
        is_named = not one.field or one.field == "name"
        more = sorted(self._more.get(one.address, ()) if is_named else ())
        names = (one.name, one.old) if one.field == "name" else (one.name,)
        policies = self._mentions.policies(one.address, names, is_named=is_named)
        return replace(one, more=tuple(more), policies=policies)

    def _difference(
        self, address: str, change: Change, audiences: tuple[str, ...]
    ) -> Iterator[Difference]:
        one = Difference(
            kind=change.kind,
            address=address,
            name=change.name,
            audiences=audiences,
            field=change.field,
            old=change.old,
            new=change.new,
        )
        if change.kind == "changed":
            yield replace(one, unit=self._unit(address, change.field))
        elif change.kind == "added" and address in self._before:
            yield from _split(replace(one, kind="joined"))
        elif change.kind == "removed" and address in self._after:
            yield from _split(replace(one, kind="left"))
        elif one.tab == "standards":
            yield self._standard(one)
        else:
            yield one

    def _unit(self, address: str, column: str) -> str:
        """The unit of a figure, where it is the same before and after."""
        before, after = self._before[address].get("unit", ""), self._after[address].get("unit", "")
        return after if column in _FIGURES and before == after else ""

    def _standard(self, one: Difference) -> Difference:
        """A figure that comes or goes, told with what it says."""
        if one.kind == "added":
            return self._figure(replace(one, new=_figure_in(self._after[one.address])))
        return replace(one, old=_figure_in(self._before[one.address]))

    def _figure(self, one: Difference) -> Difference:
        """A new figure held against the newest one of the same standard, if it is newer."""
        fields = self._after[one.address]
        earlier = [
            other
            for address, other in self._before.items()
            if address.startswith("standards/") and other.get("name") == one.name
        ]
        last = max(earlier, key=_begin, default=None)
        if last is None or _begin(fields) <= _begin(last):
            return one
        old, new, unit = last.get("value", ""), fields.get("value", ""), fields.get("unit", "")
        if last.get("unit", "") != unit:
            old, new, unit = _figure_in(last), _figure_in(fields), ""
        return replace(one, kind="figure", old=old, new=new, unit=unit, since=_begin(fields))

    def _turned(self, address: str, audiences: tuple[str, ...]) -> Difference:
        fields = self._new.public[address]
        is_retired = address in self._new.retired
        return Difference(
            kind="retired" if is_retired else "restored",
            address=address,
            name=fields.get("name", ""),
            audiences=audiences,
            reason=fields.get("retired_reason", "") if is_retired else "",
            successor=fields.get("replaced_by", "") if is_retired else "",
        )


def _begin(fields: Fields) -> str:
    return fields.get("from_on", "")


def _figure_in(fields: Fields) -> str:
    return f"{fields.get('value', '')} {fields.get('unit', '')}".strip()


def _split(one: Difference) -> Iterator[Difference]:
    """What joins or leaves the site is another matter than what joins or leaves lists."""
    stations = tuple(audience for audience in one.audiences if audience)
    if one.is_public:
        yield replace(one, audiences=(PUBLIC,))
    if stations:
        yield replace(one, audiences=stations)


def _fields_of(content: Content) -> dict[str, Fields]:
    """Every entry that anybody sees; the public's own counts where several see it."""
    found: dict[str, Fields] = {}
    for entries in content.every():
        for address, fields in entries.items():
            found.setdefault(address, fields)
    return found
