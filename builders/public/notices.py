"""The notices of policies and resources on the days that they hold: some come, some go."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, zip_longest

from builders.aging import figure_on
from registry.views.dated import Notice
from registry.views.public import PublicPolicy, PublicResource

_DAY = timedelta(days=1)
_GRAVEST_FIRST: tuple[Notice, ...] = (
    "retired",
    "expired",
    "not_yet",
    "other_area",
    "low_confidence",
    "figures_unverified",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A notice with its first and its last day; without ``from_on`` it holds today."""

    kind: str
    from_on: date | None = None
    until: date | None = None

    def holds_on(self, day: date | None) -> bool:
        """True where the notice is to be read on that day; ``None`` is the day of the view."""
        if day is None:
            return self.from_on is None
        has_begun = self.from_on is None or self.from_on <= day
        return has_begun and (self.until is None or day <= self.until)


def spells_of(policy: PublicPolicy) -> tuple[Spell, ...]:
    """The notices of a policy, those of later days included, the gravest first."""
    return _sorted([*_lasting(policy), *_expired(policy), *_unverified(policy)])


def row_spells(policy: PublicPolicy) -> tuple[Spell, ...]:
    """The same without those that tell of its figures."""
    return _sorted([*_lasting(policy), *_expired(policy)])


def _sorted(spells: Collection[Spell]) -> tuple[Spell, ...]:
    return tuple(sorted(spells, key=lambda spell: _GRAVEST_FIRST.index(spell.kind)))


def offer_spells(resource: PublicResource) -> tuple[Spell, ...]:
    """Why a resource cannot be had, on which days; the gravest first."""
    if resource.retired or resource.availability == "ended":
        return (Spell(kind="ended"),)
    found = []
    if resource.to_on is not None:
        found.append(Spell(kind="ended", from_on=resource.to_on + _DAY))
    if resource.availability == "paused":
        found.append(Spell(kind="paused", until=resource.to_on))
    if resource.to_come and resource.from_on is not None:
        found.append(Spell(kind="to_come", until=resource.from_on - _DAY))
    return tuple(found)


def days_of(spells: Collection[Spell]) -> Iterator[date]:
    """The days on which a notice comes, or is gone."""
    for spell in spells:
        if spell.from_on is not None:
            yield spell.from_on
        if spell.until is not None:
            yield spell.until + _DAY


def _lasting(policy: PublicPolicy) -> Iterator[Spell]:
    for kind in policy.notices:
        if kind != "figures_unverified":
            begins = policy.effective_on if kind == "not_yet" else None
            yield Spell(kind=kind, until=begins - _DAY if begins else None)


def _expired(policy: PublicPolicy) -> Iterator[Spell]:
    if policy.expires_on is not None and "expired" not in policy.notices:
        yield Spell(kind="expired", from_on=policy.expires_on + _DAY)


def _unverified(policy: PublicPolicy) -> Iterator[Spell]:
    """Each time that some figure of the policy is the newest known only."""
    figures = [benefit for benefit in policy.benefits if benefit.has_figure]
    days = sorted({turn.on for figure in figures for turn in figure.turns})

    def holds_on(day: date | None) -> bool:
        return any(figure_on(figure, day).state == "unverified" for figure in figures)

    spells = groupby((None, *days), holds_on)
    begun = [(holds, next(days_of_it)) for holds, days_of_it in spells]
    for (holds, first), (_, following) in zip_longest(begun, begun[1:], fillvalue=(False, None)):
        if holds:
            until = None if following is None else following - _DAY
            yield Spell(kind="figures_unverified", from_on=first, until=until)
