"""Texts that grow old by themselves: what is to be read on which days, known when they are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Generic, TypeVar

from builders.wording import Wording
from registry.views.dated import FreshUntil
from registry.views.public import PublicBenefit, PublicSeries, PublicStandard

T = TypeVar("T")
Figure = TypeVar("Figure", PublicBenefit, PublicStandard)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A text and the days on which it is to be read, both included.

    Without ``from_on`` it is what holds on the day of the view, without ``until`` nothing is known
    to come after it.
    """

    text: str
    from_on: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed(Generic[T]):
    """Anything that is to be shown on certain days, told as those of a ``Phase``."""

    value: T
    from_on: date | None = None
    until: date | None = None


def timed(value_on: Callable[[date | None], T], days: Iterable[date]) -> tuple[Timed[T], ...]:
    """What is shown today (``None``) and on these later days, each as long as it stays the same."""
    found = [Timed(value=value_on(None))]
    for day in sorted(set(days)):
        value = value_on(day)
        if value != found[-1].value:
            found[-1] = replace(found[-1], until=day - timedelta(days=1))
            found.append(Timed(value=value, from_on=day))
    return tuple(found)


def phases(text_on: Callable[[date | None], str], days: Iterable[date]) -> tuple[Phase, ...]:
    """The texts of today and of these later days, without the blank ones."""
    return tuple(
        Phase(text=one.value, from_on=one.from_on, until=one.until)
        for one in timed(text_on, days)
        if one.value
    )


def figure_on(figure: Figure, day: date | None) -> Figure:
    """A tier or a standard as it will have to be shown on that day."""
    past = [turn for turn in figure.turns if day is not None and turn.on <= day]
    left = figure.turns[len(past) :]
    return replace(figure, state=past[-1].state, turns=left) if past else figure


def series_on(series: PublicSeries, day: date | None) -> PublicSeries:
    """A standard on that day: figures that were announced may have begun by then."""
    if day is None:
        return series
    coming = tuple(figure_on(figure, day) for figure in series.coming)
    begun = tuple(figure for figure in coming if figure.state != "to_come")
    figures = tuple(figure_on(figure, day) for figure in series.figures)
    left = tuple(figure for figure in coming if figure.state == "to_come")
    return replace(series, figures=(*begun[::-1], *figures), coming=left)


def turns_of(series: PublicSeries | None) -> tuple[date, ...]:
    """The days on which something else has to be said of a standard."""
    if series is None:
        return ()
    figures = (*series.coming, *series.figures)
    return tuple(turn.on for figure in figures for turn in figure.turns)


def current_phases(figure: PublicBenefit | PublicStandard, words: Wording) -> tuple[Phase, ...]:
    """Until when a figure counts as the present one, to be read while it does.

    Each of the texts is that of ``until_words``.
    """
    spells = [(None, figure.state), *((turn.on, turn.state) for turn in figure.turns)]
    return tuple(
        Phase(text=_until(figure, last, words), from_on=first, until=last)
        for (first, state), (following, _) in pairwise(spells)
        if state == "current" and following is not None
        for last in (following - timedelta(days=1),)
    )


def last_current_day(figure: PublicBenefit | PublicStandard) -> date | None:
    """The last day that a figure may be called the present one; ``None`` where it may not be."""
    if figure.state != "current" or not figure.turns:
        return None
    return figure.turns[0].on - timedelta(days=1)


def until_words(figure: PublicBenefit | PublicStandard, words: Wording) -> str:
    """Until when a figure may be called the present one; blank where it may not be.

    Nobody verifies standards: theirs is the end that a document or the legal year sets.
    """
    last = last_current_day(figure)
    return "" if last is None else _until(figure, last, words)


def _until(figure: PublicBenefit | PublicStandard, last: date, words: Wording) -> str:
    key = "fresh.usable" if isinstance(figure, PublicStandard) else "fresh.until"
    return words.say(key, day=last)


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
