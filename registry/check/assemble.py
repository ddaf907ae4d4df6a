"""The registry from the rows that could be read. Every reference in it leads to one of its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from operator import attrgetter
from typing import TypeVar

from registry import model, schema
from registry.check.book import Line
from registry.check.references import references, target_tab
from registry.fields import Value, blank
from registry.model import Coverage, Entry, Registry
from registry.schema import ALL_TABS, Column, Kind, Tab

T = TypeVar("T")
_changed: Callable[..., Entry] = replace
Kept = Mapping[str, Mapping[str, Line]]


def keep(rows: Mapping[str, Iterable[Line]], duplicates: frozenset[int]) -> Kept:
    """The rows for the registry by tab and id, in the editor's order.

    Left out are rows with a fault in a required cell, those listed as duplicates (by identity),
    and rows that belong to a row that is left out. What a row only names, such as a term or the
    stations that it reaches, goes from its cell instead: of a draft that is no more than begun,
    the public must not see whether it could be read.
    """
    kept: dict[str, dict[str, Line]] = {tab.key: {} for tab in ALL_TABS}
    for key, lines in rows.items():
        needed = _needed(key)
        whole = (line for line in lines if _is_whole(line) and id(line) not in duplicates)
        kept[key] = {
            line.id: line
            for line in whole
            if all(line.value(key) != nothing for key, nothing in needed)
        }
    is_loose = True
    while is_loose:
        is_loose = any(_cut(tab, kept) for tab in ALL_TABS)
    return kept


def _is_whole(line: Line) -> bool:
    return not any(line.tab.column(key).required for key in line.faulty)


def _needed(tab: str) -> tuple[tuple[str, Value], ...]:
    """The required references of a tab; they are blank where the list itself is missing."""
    columns = (column for column in schema.tab(tab).columns if column.required)
    return tuple((c.key, blank(c.kind)) for c in columns if target_tab(c))


def _cut(tab: Tab, kept: dict[str, dict[str, Line]]) -> bool:
    """Takes references to rows that are left out from one tab; true when there were any."""
    lines = kept[tab.key]
    loose = {
        column: frozenset(named)
        for column in tab.columns
        if (named := _named(column, lines.values()) - kept.get(target_tab(column), {}).keys())
    }
    if loose:
        cut = {key: _without(line, loose) for key, line in lines.items()}
        kept[tab.key] = {key: line for key, line in cut.items() if line is not None}
    return bool(loose)


def _named(column: Column, lines: Iterable[Line]) -> set[str]:
    """The ids that stand in a column."""
    if not target_tab(column):
        return set()
    read = attrgetter(column.key)
    return {key for value in {read(line.entry) for line in lines} for key in references(value)}


def _without(line: Line, loose: Mapping[Column, frozenset[str]]) -> Line | None:
    entry = line.entry
    for column, lost in loose.items():
        value = line.value(column.key)
        left = _left(value, lost)
        if column.required and column.kind is Kind.REFERENCE and not left:
            return None
        if left != value:
            entry = _changed(entry, **{column.key: left})
    return line if entry is line.entry else replace(line, entry=entry)


def _left(value: Value, lost: frozenset[str]) -> Value:
    match value:
        case str():
            return "" if value in lost else value
        case tuple():
            return tuple(key for key in value if key not in lost)
        case Coverage():
            stations = tuple(key for key in value.stations if key not in lost)
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
        links=_rows(kept, "links", model.LinkVerdict),
    )


def _rows(kept: Kept, tab: str, kind: type[T]) -> tuple[T, ...]:
    entries = (line.entry for line in kept[tab].values())
    return tuple(entry for entry in entries if isinstance(entry, kind))
