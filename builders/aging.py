"""Texts that grow old by themselves: what is to be read on which days, known when they are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from builders.wording import Wording
from registry.views.dated import FreshUntil
from registry.views.public import PublicBenefit, PublicSeries, PublicStandard


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A text and the days on which it is to be read, both included.

    Without ``from_on`` it is what holds on the day of the view, without ``until`` nothing is known
    to come after it.
    """

    text: str
    from_on: date | None = None
    until: date | None = None


def phases(text_on: Callable[[date | None], str], days: Iterable[date]) -> tuple[Phase, ...]:
    """The texts of today (``None``) and of these later days, each as long as it stays the same."""
    found = [Phase(text=text_on(None))]
    for day in sorted(set(days)):
        text = text_on(day)
        if text != found[-1].text:
            found[-1] = replace(found[-1], until=day - timedelta(days=1))
            found.append(Phase(text=text, from_on=day))
    return tuple(phase for phase in found if phase.text)


def benefit_on(benefit: PublicBenefit, day: date | None) -> PublicBenefit:
    """A tier as it will have to be shown on that day."""
    past = [turn.state for turn in benefit.turns if day is not None and turn.on <= day]
    return replace(benefit, state=past[-1]) if past else benefit


def standard_on(standard: PublicStandard, day: date | None) -> PublicStandard:
    """A figure as it will have to be shown on that day."""
    past = [turn.state for turn in standard.turns if day is not None and turn.on <= day]
    return replace(standard, state=past[-1]) if past else standard


def series_on(series: PublicSeries, day: date | None) -> PublicSeries:
    """A standard on that day: figures that were announced may have begun by then."""
    if day is None:
        return series
    coming = tuple(standard_on(figure, day) for figure in series.coming)
    begun = tuple(figure for figure in coming if figure.state != "to_come")
    figures = tuple(standard_on(figure, day) for figure in series.figures)
    left = tuple(figure for figure in coming if figure.state == "to_come")
    return replace(series, figures=(*begun[::-1], *figures), coming=left)


def turns_of(series: PublicSeries | None) -> tuple[date, ...]:
    """The days on which something else has to be said of a standard."""
    if series is None:
        return ()
    figures = (*series.coming, *series.figures)
    return tuple(turn.on for figure in figures for turn in figure.turns)


def current_phases(figure: PublicBenefit | PublicStandard, words: Wording) -> tuple[Phase, ...]:
    """Until when a figure counts as the present one, to be read while it does."""
    spells = [(None, figure.state), *((turn.on, turn.state) for turn in figure.turns)]
    return tuple(
        Phase(text=words.say("fresh.until", day=last), from_on=first, until=last)
        for (first, state), (following, _) in pairwise(spells)
        if state == "current" and following is not None
        for last in (following - timedelta(days=1),)
    )


def last_current_day(figure: PublicBenefit | PublicStandard) -> date | None:
    """The last day that a figure may be called the present one; ``None`` where it may not be."""
    if figure.state != "current" or not figure.turns:
        return None
    return figure.turns[0].on - timedelta(days=1)


def fresh_phases(fresh: FreshUntil | None, words: Wording) -> tuple[Phase, ...]:
    """Until when a fact counts as fresh, and that it must be asked again from then on."""
    if fresh is None:
        return ()
    over = words.say("fresh.over", day=fresh.day)
    if fresh.is_past:
        return (Phase(text=over),)
    return (
        Phase(text=words.say("fresh.until", day=fresh.day), until=fresh.day),
        Phase(text=over, from_on=fresh.day + timedelta(days=1)),
    )
