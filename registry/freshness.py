"""How long a fact counts as fresh, and what may be said of a figure: one rule for every output.

Standards in Shanghai change on 1 July (``legal_year_start`` in the settings). A figure is current
only while an editor has verified its policy within this legal year, or it began in it, and within
``review_days``; otherwise it is shown as of its date, with the present standard to be confirmed.
What will be said on later days follows from the same rule, so that a page grows old by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from registry.dates import PartialDate, legal_year_start, next_legal_year_start
from registry.model import Benefit, Policy, Standard
from registry.settings import StreetSettings
from registry.views.dated import FigureState, FreshUntil, Notice, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """The day that outputs are made for, and how long a verification counts in this street."""

    as_of: date
    settings: StreetSettings

    def is_verified(self, verified_on: date | None) -> bool:
        """True when a verification on that day still vouches for a figure."""
        return self._vouches(verified_on, self.as_of)

    def known(self, verified_on: date | None) -> date | None:
        """The day of a verification; ``None`` where nobody had made it on the day of the view."""
        return None if verified_on is None or verified_on > self.as_of else verified_on

    def has_seen(self, seen: PartialDate | None) -> bool:
        """False for what was seen only after the day of the view, however the date is meant."""
        return seen is None or seen.first_day <= self.as_of

    def until(self, verified_on: date | None, days: int) -> FreshUntil | None:
        """Until when a fact counts as fresh that was verified on that day; ``None`` for never."""
        known = self.known(verified_on)
        if known is None:
            return None
        day = known + timedelta(days=days)
        return FreshUntil(day=day, is_past=day < self.as_of)

    def of_benefit(
        self, benefit: Benefit, policy: Policy, next_from: date | None = None
    ) -> FigureState:
        """What may be said of one tier of a policy, ``next_from`` being the first day of the next.

        One that the sheet calls earlier already, with its last day, holds until that next one
        begins: so it is written down before a change, and so it was on a day that is past.
        """
        return self._of_benefit(benefit, policy, next_from, self.as_of)

    def turns_of_benefit(
        self, benefit: Benefit, policy: Policy, next_from: date | None = None
    ) -> tuple[Turn, ...]:
        """What will have to be said of it later, if nobody touches the sheet."""
        days = (
            benefit.from_on,
            _day_after(benefit.to_on),
            next_from,
            _day_after(policy.expires_on),
            policy.effective_on,
            self._end_of_review(policy.verified_on),
            *self._legal_years(benefit.from_on),
        )
        return self._turns(partial(self._of_benefit, benefit, policy, next_from), days)

    def of_standard(self, standard: Standard, next_from: date | None = None) -> FigureState:
        """What may be said of a dated figure, ``next_from`` being the first day of the next one.

        The sheet gives standards no verification of their own: a figure counts as current only in
        the legal year that it began in, or while its document names an end that is not reached.
        """
        return self._of_standard(standard, next_from, self.as_of)

    def turns_of_standard(self, standard: Standard, next_from: date | None) -> tuple[Turn, ...]:
        """What will have to be said of it later, if nobody touches the sheet."""
        began = standard.from_on
        days = (began, _day_after(standard.to_on), next_from, *self._legal_years(began))
        return self._turns(partial(self._of_standard, standard, next_from), days)

    def notices(
        self, policy: Policy, states: tuple[FigureState, ...], home_areas: tuple[str, ...]
    ) -> tuple[Notice, ...]:
        """Why the page of a policy carries banners, the gravest first."""
        reasons: tuple[tuple[Notice, bool], ...] = (
            ("retired", policy.status == "retired"),
            ("expired", _is_expired(policy, self.as_of)),
            ("not_yet", _is_to_come(policy, self.as_of)),
            ("other_area", bool(policy.area) and policy.area not in home_areas),
            ("low_confidence", policy.confidence == "low"),
            ("figures_unverified", "unverified" in states),
        )
        return tuple(reason for reason, holds in reasons if holds)

    def _of_benefit(
        self, benefit: Benefit, policy: Policy, next_from: date | None, day: date
    ) -> FigureState:
        if benefit.to_on is not None and benefit.to_on < day:
            return "superseded"
        is_awaited = benefit.to_on is not None and next_from is not None and day < next_from
        if benefit.record == "earlier" and not is_awaited:
            return "superseded"
        if benefit.from_on is not None and benefit.from_on > day:
            return "to_come"
        # Where two of one name hold at once, nobody can say that the older one still does.
        is_doubtful = next_from is not None and next_from <= day
        is_vouched = self._vouches(policy.verified_on, day, _written(benefit))
        is_current = _is_in_force(policy, day) and is_vouched and not is_doubtful
        return "current" if is_current else "unverified"

    def _of_standard(self, standard: Standard, next_from: date | None, day: date) -> FigureState:
        began = standard.from_on or date.min
        is_replaced = next_from is not None and next_from <= day
        if is_replaced or (standard.to_on is not None and standard.to_on < day):
            return "superseded"
        if began > day:
            return "to_come"
        is_known = standard.to_on is not None or began >= self._legal_year(day)
        return "current" if is_known else "unverified"

    def _vouches(
        self, verified_on: date | None, day: date, written: tuple[date, date] | None = None
    ) -> bool:
        """A verification before the legal year vouches only for what was known to begin in it.

        ``written`` are the day that a figure had been seen by, and the day that it begins.
        """
        known = self.known(verified_on)
        if known is None or (day - known).days > self.settings.review_days:
            return False
        start = self._legal_year(day)
        if known >= start or written is None:
            return known >= start
        seen, from_on = written
        return seen <= known and from_on >= start

    def _legal_year(self, day: date) -> date:
        month, first = self.settings.legal_year_month, self.settings.legal_year_day
        return legal_year_start(day, month=month, day=first)

    def _legal_years(self, began: date | None) -> Iterable[date]:
        """The next legal year, and the one after a figure that is still to come."""
        month, first = self.settings.legal_year_month, self.settings.legal_year_day
        for seen in {self.as_of, began or self.as_of}:
            yield next_legal_year_start(seen, month=month, day=first)

    def _end_of_review(self, verified_on: date | None) -> date | None:
        if verified_on is None:
            return None
        return verified_on + timedelta(days=self.settings.review_days + 1)

    def _turns(
        self, state_on: Callable[[date], FigureState], days: Iterable[date | None]
    ) -> tuple[Turn, ...]:
        state = state_on(self.as_of)
        turns = []
        for day in sorted({day for day in days if day is not None and day > self.as_of}):
            if (later := state_on(day)) != state:
                turns.append(Turn(on=day, state=later))
                state = later
        return tuple(turns)


def _written(benefit: Benefit) -> tuple[date, date] | None:
    if benefit.as_of is None or benefit.from_on is None:
        return None
    return benefit.as_of.last_day, benefit.from_on


def _is_in_force(policy: Policy, day: date) -> bool:
    is_over = policy.status == "retired" or _is_expired(policy, day)
    return not is_over and not _is_to_come(policy, day)


def _is_expired(policy: Policy, day: date) -> bool:
    return policy.expires_on is not None and policy.expires_on < day


def _is_to_come(policy: Policy, day: date) -> bool:
    return policy.effective_on is not None and policy.effective_on > day


def _day_after(day: date | None) -> date | None:
    return None if day is None else day + timedelta(days=1)
