"""What one item says, and the clock by which it is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from registry.dates import legal_year_start, next_legal_year_start
from registry.settings import StreetSettings

DueFact = Literal[
    "policy", "service", "resource", "phone", "opening_hours", "figure", "pegged", "period"
]
"""``pegged`` is a row whose text or figure follows a standard, ``period`` the end of a row."""

DueState = Literal["overdue", "soon", "never"]
DueReason = Literal["never", "budget", "over", "ended", "lapsed", "changed"]
"""A figure has ``ended`` where a document says until when it holds, else it has ``lapsed``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A row, who answers for it as far as the sheet says, and when it was verified last.

    ``of`` is the policy of a benefit by name. ``responsible`` is empty where nobody is named.
    """

    tab: str
    id: str
    name: str
    of: str = ""
    responsible: str = ""
    contact: str = ""
    verified_on: date | None = None
    verified_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """One fact that must be verified again, and the key of the column that it stands in.

    ``due_on`` is the first day that the last verification does not count any more; ``None`` where
    there never was one. ``values`` fill the sentence of the reason. ``pegged`` are the rows that
    follow a figure.
    """

    subject: Subject
    fact: DueFact
    column: str
    state: DueState = "never"
    reason: DueReason = "never"
    due_on: date | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    pegged: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The day that is looked from, how many days ahead, and the budgets of the street."""

    as_of: date
    days: int
    settings: StreetSettings

    def state(self, due_on: date) -> DueState | None:
        """What is due by that day, or within the days ahead; ``None`` for later days."""
        if due_on <= self.as_of:
            return "overdue"
        return "soon" if (due_on - self.as_of).days <= self.days else None

    def last_day_of_legal_year(self, seen: date) -> date:
        """The last day of the legal year that a day falls in."""
        month, day = self.settings.legal_year_month, self.settings.legal_year_day
        return next_legal_year_start(seen, month=month, day=day) - timedelta(days=1)

    @property
    def legal_year_start(self) -> date:
        """The first day of the legal year that is looked from."""
        month, day = self.settings.legal_year_month, self.settings.legal_year_day
        return legal_year_start(self.as_of, month=month, day=day)

    def counted(
        self, subject: Subject, fact: DueFact, column: str, budget: int
    ) -> tuple[DueItem, ...]:
        """A fact whose verification counts for so many days; none while that is far off."""
        item = DueItem(subject=subject, fact=fact, column=column)
        if subject.verified_on is None:
            return (item,)
        due_on = subject.verified_on + timedelta(days=budget + 1)
        values = {"days": str(budget), "verified_on": subject.verified_on.isoformat()}
        return self.dated(replace(item, reason="budget", due_on=due_on, values=values))

    def ending(self, item: DueItem, last_day: date | None) -> tuple[DueItem, ...]:
        """The item, due after its last day; none without one or while that is far off."""
        if last_day is None:
            return ()
        values = {**item.values, "until": last_day.isoformat()}
        return self.dated(replace(item, due_on=last_day + timedelta(days=1), values=values))

    def dated(self, item: DueItem) -> tuple[DueItem, ...]:
        """The item with the state that its day gives it; none while that is far off."""
        state = None if item.due_on is None else self.state(item.due_on)
        return () if state is None else (replace(item, state=state),)
