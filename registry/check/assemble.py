"""The registry from the rows that could be read. Every reference in it leads to one of its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import TypeVar

from registry import model
from registry.check.book import Line
from registry.fields import Value, blank
from registry.model import Coverage, Registry
from registry.schema import TABS, Column, Kind, Tab

T = TypeVar("T")
Kept = Mapping[str, Mapping[str, Line]]


def keep(lines: Iterable[Line], duplicates: frozenset[int]) -> Kept:
    """The rows for the registry by tab and id, in the editor's order.

    Left out are rows with a fault in a required cell, those listed as duplicates (by identity),
    and rows whose required reference leads to a row that is left out.
    """
    kept: dict[str, dict[str, Line]] = {tab.key: {} for tab in TABS}
    for line in lines:
        if id(line) not in duplicates and _is_whole(line):
            kept[line.tab.key][line.id] = line
    while _cut(kept):
        pass
    return kept


def _is_whole(line: Line) -> bool:
    return not any(column.required and column.key in line.faulty for column in line.tab.columns)


def _cut(kept: dict[str, dict[str, Line]]) -> bool:
    changed = False
    for tab in TABS:
        lines: dict[str, Line] = {}
        for key, line in kept[tab.key].items():
            cut = _without_loose_ends(line, kept)
            changed = changed or cut is not line
            if cut is not None:
                lines[key] = cut
        kept[tab.key] = lines
    return changed


def _without_loose_ends(line: Line, kept: Kept) -> Line | None:
    values = dict(line.values)
    for column in _pointing(line.tab):
        values[column.key] = _reachable(column, values[column.key], kept)
        if column.required and values[column.key] == blank(column.kind):
            return None
    return line if values == line.values else replace(line, values=values)


@cache
def _pointing(tab: Tab) -> tuple[Column, ...]:
    return tuple(column for column in tab.columns if _target(column))


def _target(column: Column) -> str:
    match column.kind:
        case Kind.REFERENCE | Kind.REFERENCES:
            return column.of
        case Kind.TERM | Kind.TERMS:
            return "terms"
        case Kind.COVERAGE:
            return "stations"
        case _:
            return ""


def _reachable(column: Column, value: Value, kept: Kept) -> Value:
    rows = kept[_target(column)]
    match value:
        case str():
            return value if value in rows else ""
        case tuple():
            return tuple(key for key in value if key in rows)
        case Coverage():
            stations = tuple(key for key in value.stations if key in rows)
            return Coverage(everywhere=value.everywhere, stations=stations)
        case _:
            return value


def assemble(kept: Kept) -> Registry:
    """The registry of the kept rows."""
    return Registry(
        settings=_rows(kept, "settings", model.Setting),
        terms=_rows(kept, "terms", model.Term),
        organizations=_rows(kept, "organizations", model.Organization),
        stations=_rows(kept, "stations", model.Station),
        contacts=_rows(kept, "contacts", model.Contact),
        policies=_rows(kept, "policies", model.Policy),
        required_documents=_rows(kept, "required_documents", model.RequiredDocument),
        benefits=_rows(kept, "benefits", model.Benefit),
        standards=_rows(kept, "standards", model.Standard),
        services=_rows(kept, "services", model.Service),
        resources=_rows(kept, "resources", model.Resource),
        signals=_rows(kept, "signals", model.Signal),
    )


def _rows(kept: Kept, tab: str, make: Callable[..., T]) -> tuple[T, ...]:
    return tuple(make(**line.values) for line in kept[tab].values())
