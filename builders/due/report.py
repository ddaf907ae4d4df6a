"""What is due in lines for a screen, and as data for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from builders.due.listing import DueLine, DueList, entries, who
from builders.due.words import tell
from registry.locale import load_locale
from registry.report import place_line
from registry.snapshot import column_letter


def lines(found: DueList) -> Iterator[str]:
    """The items of everyone who is responsible, how many there are, and what nobody can tell."""
    for responsible, group in found.groups:
        yield tell("report", "group", responsible=who(responsible), number=len(group))
        yield from map(_line, group)
    yield from summary(found)


def summary(found: DueList) -> Iterator[str]:
    """How many items there are of each state, and the rows of which nothing can be told."""
    number = len(found.due.items)
    if number:
        counts = {"until": found.until, "number": number, **found.counts}
        yield tell("report", "counts", **counts)
    else:
        yield tell("report", "nothing", until=found.until)
    if found.due.undated:
        titles = load_locale().tabs
        tabs = (
            tell("report", "undated_tab", tab=titles[tab], number=rows)
            for tab, rows in found.due.undated
        )
        yield tell("report", "undated", tabs=tell("report", "between").join(tabs))


def data(found: DueList) -> dict[str, object]:
    """The same, ready for ``json.dumps``; tabs, facts, states and reasons by their keys."""
    return {
        "as_of": found.due.as_of.isoformat(),
        "days": found.due.days,
        "counts": found.counts,
        "items": [
            _data(responsible, line) for responsible, group in found.groups for line in group
        ],
        "undated": dict(found.due.undated),
    }


def _line(line: DueLine) -> str:
    item, address = line.item, line.address
    state = tell("state", item.state)
    if item.due_on:
        state = tell("report", "state_day", state=state, day=item.due_on)
    pegged = {"number": len(item.pegged), "rows": entries(item.pegged)}
    return tell(
        "report",
        "line",
        state=state,
        place=place_line(address, load_locale()),
        entry=line.entry,
        fact=tell("fact", item.fact),
        why=line.why,
        todo=line.todo,
        contact=tell("report", "contact", contact=line.contact) if line.contact else "",
        pegged=tell("report", "pegged_rows", **pegged) if item.pegged else "",
        link=tell("report", "link", link=address.link) if address.link else "",
    )


def _data(responsible: str, line: DueLine) -> dict[str, object]:
    item, address = line.item, line.address
    subject = asdict(item.subject)
    seen = subject.pop("verified_on")
    return {
        **subject,
        "responsible": responsible,
        "verified_on": seen.isoformat() if seen else None,
        "fact": item.fact,
        "state": item.state,
        "reason": item.reason,
        "due_on": item.due_on.isoformat() if item.due_on else None,
        "why": line.why,
        "todo": line.todo,
        "pegged": [{"tab": one.tab, "id": one.id} for one in item.pegged],
        "title": address.tab,
        "row": address.row,
        "column": "" if address.column is None else column_letter(address.column),
        "cell": address.cell,
        "header": address.header,
        "book": address.book,
        "link": address.link,
    }
