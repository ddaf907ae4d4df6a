"""What is due of standards: figures that ended or changed, and all that is pegged to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from registry.due.items import DueItem, DueReason, Subject
from registry.due.rows import figure_column
from registry.due.street import Street
from registry.model import Policy, Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """A day from which all that is pegged to a figure must be looked at again."""

    day: date
    reason: DueReason
    values: dict[str, str]


def figure_items(street: Street) -> Iterator[DueItem]:
    """What is due of each standard, and then of all that is pegged to it."""
    for series, rows in street.standards.items():
        followers = list(_followers(series, street))
        end = _end(series, rows, street)
        if end is not None:
            pegged = tuple(item.subject for item, _ in followers)
            yield from street.outlook.dated(replace(end, pegged=pegged))
        events = [*_changes(street.series_names[series], rows), *_lapses(end, street)]
        events.sort(key=lambda event: event.day)
        for follower, begins in followers:
            # A tier that begins with the new figure was written down for it.
            missed = [event for event in events if begins is None or event.day > begins]
            yield from _told(follower, missed, street)


def _end(series: str, rows: tuple[Standard, ...], street: Street) -> DueItem | None:
    """The figure of the day with the first day that it cannot be relied on.

    ``None`` where none has begun, or the one that comes after it is known already.
    """
    begun = [row for row in rows if _start(row) <= street.outlook.as_of]
    if not begun:
        return None
    row, name = begun[-1], street.series_names[series]
    last_day = row.to_on or street.outlook.last_day_of_legal_year(_start(row))
    due_on = last_day + timedelta(days=1)
    if any(_start(later) <= due_on for later in rows[len(begun) :]):
        return None
    return DueItem(
        subject=Subject(tab="standards", id=row.id, name=name),
        fact="figure",
        column="to_on" if row.to_on else "from_on",
        reason="ended" if row.to_on else "lapsed",
        due_on=due_on,
        values={
            "figure": name,
            "value": _value(row),
            "until": last_day.isoformat(),
            "day": due_on.isoformat(),
        },
    )


def _changes(name: str, rows: tuple[Standard, ...]) -> Iterator[_Event]:
    """The days on which a figure became, or becomes, another one."""
    for earlier, later in pairwise(rows):
        before, after = _value(earlier), _value(later)
        if before != after:
            day = _start(later)
            values = {"figure": name, "before": before, "after": after, "day": day.isoformat()}
            yield _Event(day=day, reason="changed", values=values)


def _lapses(end: DueItem | None, street: Street) -> Iterator[_Event]:
    """Without a figure for it, each legal year may have changed what is pegged to the last one."""
    if end is None or end.due_on is None:
        return
    outlook = street.outlook
    next_start = outlook.last_day_of_legal_year(outlook.as_of) + timedelta(days=1)
    starts = (outlook.legal_year_start, next_start)
    for day in (end.due_on,) if end.reason == "ended" else starts:
        if day >= end.due_on:
            yield _Event(day=day, reason=end.reason, values={**end.values, "day": day.isoformat()})


def _followers(series: str, street: Street) -> Iterator[tuple[DueItem, date | None]]:
    """Policies and tiers that follow a standard, but for those whose own end is known.

    A tier comes with the day that it begins, where that is known.
    """
    as_of = street.outlook.as_of
    for policy in street.pegged.get(series, ()):
        if not _is_over(policy, as_of):
            yield DueItem(subject=street.of_policy(policy), fact="pegged", column="pegged_to"), None
    for benefit in street.tiers.get(series, ()):
        policy = street.policies[benefit.policy]
        if benefit.to_on is None and not _is_over(policy, as_of):
            subject, column = street.of_benefit(benefit, policy), figure_column(benefit)
            yield DueItem(subject=subject, fact="pegged", column=column), benefit.from_on


def _told(follower: DueItem, events: list[_Event], street: Street) -> tuple[DueItem, ...]:
    """The newest event that no verification came after, else the next one to come."""
    seen, as_of = follower.subject.verified_on, street.outlook.as_of
    past = [event for event in events if event.day <= as_of][-1:]
    missed = [event for event in past if seen is None or seen < event.day]
    coming = [event for event in events if event.day > as_of]
    for event in (*missed, *coming)[:1]:
        item = replace(follower, reason=event.reason, due_on=event.day, values=event.values)
        return street.outlook.dated(item)
    return ()


def _is_over(policy: Policy, as_of: date) -> bool:
    return policy.expires_on is not None and policy.expires_on < as_of


def _start(row: Standard) -> date:
    return row.from_on or date.min


def _value(row: Standard) -> str:
    return f"{row.value} {row.unit}"
