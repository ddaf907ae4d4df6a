"""Who names whom: entries are plain texts, in which other rows stand by their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from registry import schema
from registry.changes import Entries, Fields
from registry.schema import Column, Kind

SEPARATOR = "\u3001"
"""Stands between the names of several rows in one text."""

_TARGETS = {
    Kind.TERM: "terms",
    Kind.TERMS: "terms",
    Kind.COVERAGE: "stations",
}
_PARTS = ("benefits/", "required_documents/")
_HINTS = "hints/"
_OWN = ("policies", "hints")


def target_of(column: Column) -> str:
    """The tab whose rows a column names; blank for a column that names none."""
    if column.kind in (Kind.REFERENCE, Kind.REFERENCES):
        return column.of
    return _TARGETS.get(column.kind, "")


@cache
def targets_in(tab: str) -> dict[str, str]:
    """The columns of a tab that name rows, each with the tab of those rows."""
    columns = schema.tab("policies" if tab == "hints" else tab).columns
    return {column.key: target for column in columns if (target := target_of(column))}


def names_in(text: str) -> list[str]:
    """The names in a text."""
    return [name for name in text.split(SEPARATOR) if name]


class Parents:
    """The policies that benefits, documents and hints belong to, as their entries tell."""

    def __init__(self, entries: Entries) -> None:
        self._policies = {
            fields.get("name", ""): address
            for address, fields in entries.items()
            if address.startswith("policies/")
        }

    def of(self, address: str, fields: Fields) -> str:
        """The address of the policy; blank for a row that is part of none."""
        if address.startswith(_HINTS):
            return f"policies/{address.removeprefix(_HINTS)}"
        if not address.startswith(_PARTS):
            return ""
        return next((self._policies[n] for n in _beginnings(fields) if n in self._policies), "")


def _beginnings(fields: Fields) -> Iterator[str]:
    """What stands before each blank of a name, the longest first."""
    text = fields.get("name", "")
    while " " in text:
        text = text.rpartition(" ")[0]
        yield text


class Mentions:
    """Which policies name a row, themselves or in one of their benefits."""

    def __init__(self, states: Iterable[Entries]) -> None:
        self._policies: dict[tuple[str, str], set[str]] = {}
        self._parents: dict[str, str] = {}
        for entries in states:
            parents = Parents(entries)
            for address, fields in entries.items():
                self._hear(address, fields, parents)

    def _hear(self, address: str, fields: Fields, parents: Parents) -> None:
        tab = address.partition("/")[0]
        policy = address if tab == "policies" else parents.of(address, fields)
        if not policy:
            return
        self._parents[address] = policy
        for column, target in targets_in(tab).items():
            for name in names_in(fields.get(column, "")):
                self._policies.setdefault((target, name), set()).add(policy.partition("/")[2])

    def policies(self, address: str, names: Iterable[str], *, is_named: bool) -> tuple[str, ...]:
        """The ids of the policies that hang on a row with these names.

        Figures of a standard always reach them, other rows only where they are told by name:
        ``is_named``. A policy does not hang on itself.
        """
        tab = address.partition("/")[0]
        if tab in _OWN:
            return ()
        if address.startswith(_PARTS):
            return (self._parents[address].partition("/")[2],) if address in self._parents else ()
        if tab != "standards" and not is_named:
            return ()
        target = "terms" if tab == "standards" else tab
        found = (self._policies.get((target, name), set()) for name in names)
        return tuple(sorted(set[str]().union(*found)))
