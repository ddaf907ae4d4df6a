"""What is due, each item with the place of its cell, and its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from builders.due.words import tell
from registry.check import Outcome
from registry.diagnostics import Address
from registry.due import Due, DueItem, Subject, by_responsible, due
from registry.places import address_in
from registry.report import on_one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One item and where an editor finds its cell."""

    item: DueItem
    address: Address

    @property
    def entry(self) -> str:
        """The row by its id and name."""
        return entry(self.item.subject)

    @property
    def why(self) -> str:
        """Why it is due, in one phrase."""
        key = self.item.reason
        form = f"{key}_figure" if "figure" in self.item.values else key
        return on_one_line(tell("why", form, **self.item.values))

    @property
    def todo(self) -> str:
        """What to do, in one phrase."""
        return tell("todo", self.item.fact)

    @property
    def contact(self) -> str:
        """Whom to ask, on one line."""
        return on_one_line(self.item.subject.contact)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueList:
    """The items by who is responsible, in the words of the sheet; empty where nobody is named."""

    due: Due
    groups: tuple[tuple[str, tuple[DueLine, ...]], ...]

    @property
    def until(self) -> date:
        """The last day that is looked ahead to."""
        return self.due.as_of + timedelta(days=self.due.days)

    @property
    def counts(self) -> dict[str, int]:
        """How many items there are of each state."""
        found = Counter(item.state for item in self.due.items)
        return {"overdue": found["overdue"], "soon": found["soon"], "never": found["never"]}


def due_list(outcome: Outcome, as_of: date, days: int) -> DueList:
    """What of a sheet without errors is due by that day, or within so many days after it."""
    found = due(outcome.registry, as_of, days)
    groups = tuple(
        (name, tuple(DueLine(item=item, address=_address(item, outcome)) for item in items))
        for name, items in by_responsible(found.items)
    )
    return DueList(due=found, groups=groups)


def entry(subject: Subject) -> str:
    """A row by its id and name, a tier after the name of its policy."""
    names = {"id": subject.id, "name": on_one_line(subject.name), "of": on_one_line(subject.of)}
    return tell("report", "entry_of", **names) if subject.of else tell("report", "entry", **names)


def entries(subjects: Iterable[Subject]) -> str:
    """Several rows as one enumeration."""
    return tell("report", "between").join(map(entry, subjects))


def who(responsible: str) -> str:
    """Who is responsible, on one line, or that nobody is named."""
    return on_one_line(responsible) or tell("report", "nobody")


def _address(item: DueItem, outcome: Outcome) -> Address:
    line = outcome.kept[item.subject.tab][item.subject.id]
    return address_in(line.sheet.address(item.column, line.row.number), outcome.parts)
