"""What was seen of the links in lines for a screen, and as data for programs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from builders.links.listing import LinkCell, LinkLine, LinkList
from builders.links.words import tell
from registry.locale import load_locale
from registry.report import on_one_line, place_line
from registry.snapshot import column_letter


def lines(found: LinkList) -> Iterator[str]:
    """The addresses by what is to be done, and how many there are; those that are fine only so."""
    for group, of_group in groupby(told_lines(found), lambda line: line.group):
        members = tuple(of_group)
        yield tell("report", "heading", group=tell("group", group), number=len(members))
        for line in members:
            yield _line(line)
            yield from map(_place, line.cells)
    yield from summary(found)


def told_lines(found: LinkList) -> tuple[LinkLine, ...]:
    """What people are told of; what is fine is only counted."""
    return tuple(line for line in found.shown if line.group != "fine")


def summary(found: LinkList) -> Iterator[str]:
    """How many addresses there are of each group, and that nothing was changed."""
    if not found.lines:
        yield tell("report", "none")
        return
    if found.is_offline:
        yield tell("report", "offline")
    counts = found.counts
    yield tell(
        "report",
        "counts",
        asked=found.number_asked,
        total=len(found.lines),
        minutes=f"{found.minutes:g}",
        silent=counts["refused"] + counts["unasked"],
        **counts,
    )
    if found.unfinished:
        yield tell("report", "unfinished", number=found.unfinished)
    yield tell("report", "unchanged")


def data(found: LinkList) -> dict[str, object]:
    """The same, ready for ``json.dumps``; groups and reasons by their keys."""
    return {
        "as_of": found.as_of.isoformat(),
        "minutes": found.minutes,
        "asked": found.number_asked,
        "counts": found.counts,
        "links": [_data(line) for line in found.shown],
    }


def finding(line: LinkLine) -> str:
    """What is known of an address in one phrase: what a person found, else what was seen."""
    judged = line.judgement
    if judged is None:
        return line.why
    values = {
        "day": judged.decided_on,
        "verdict": load_locale().choice("link_verdict", judged.verdict),
        "reason": on_one_line(judged.reason),
        "lapses_on": judged.lapses_on,
        "why": line.why,
    }
    form = "judged" if judged.is_current else "lapsed"
    return tell("report", f"{form}_reason" if values["reason"] else form, **values)


def _line(line: LinkLine) -> str:
    final = tell("report", "final", final=line.new_address) if line.new_address else ""
    return tell(
        "report", "line", address=line.address, why=finding(line), final=final, todo=line.todo
    )


def _place(cell: LinkCell) -> str:
    link = tell("report", "link", link=cell.address.link) if cell.address.link else ""
    place = place_line(cell.address, load_locale())
    return tell("report", "place", place=place, entry=cell.entry, link=link)


def _data(line: LinkLine) -> dict[str, object]:
    sight = line.sight
    return {
        "address": line.address,
        "group": line.group,
        "reason": sight.reason,
        "status": sight.status,
        "final": sight.final,
        "title": sight.title,
        "why": line.why,
        "todo": line.todo,
        "verdict": _verdict_data(line),
        "cells": [_cell_data(cell) for cell in line.cells],
    }


def _verdict_data(line: LinkLine) -> dict[str, object] | None:
    judged = line.judgement
    if judged is None:
        return None
    return {
        "verdict": judged.verdict,
        "reason": judged.reason,
        "decided_on": judged.decided_on.isoformat(),
        "lapses_on": judged.lapses_on.isoformat(),
        "counts": judged.is_current,
    }


def _cell_data(cell: LinkCell) -> dict[str, object]:
    address = cell.address
    return {
        "tab": cell.place.tab,
        "id": cell.place.id,
        "name": cell.place.name,
        "title": address.tab,
        "row": address.row,
        "column": "" if address.column is None else column_letter(address.column),
        "cell": address.cell,
        "header": address.header,
        "book": address.book,
        "link": address.link,
    }
