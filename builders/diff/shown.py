"""Which rows the pages of an edition show: its entries tell, though its pages are gone."""

from __future__ import annotations

from builders.ledger import Record
from builders.public.changes import FOLDERS
from registry.mentions import Parents, names_in, targets_in

_STANDARDS = "standards.html"


def row_page(address: str) -> str:
    """The page of a row; blank for a row that has none."""
    tab, _, identifier = address.partition("/")
    return f"{FOLDERS[tab]}/{identifier}.html" if tab in FOLDERS else ""


def from_entries(record: Record) -> dict[str, set[str]]:
    """The ids of the rows on the pages of rows, and on that of the standards.

    Indexes are left out: which rows they list, entries do not tell.
    """
    shows: dict[str, set[str]] = {_STANDARDS: set()}
    by_name: dict[tuple[str, str], set[str]] = {}
    parents = Parents(record.entries)
    for address, fields in record.entries.items():
        tab, _, identifier = address.partition("/")
        by_name.setdefault((tab, fields.get("name", "")), set()).add(identifier)
        if tab == "standards":
            by_name.setdefault(("terms", fields.get("name", "")), set()).add(identifier)
            shows[_STANDARDS].add(identifier)
    for address, fields in record.entries.items():
        tab, _, identifier = address.partition("/")
        page = row_page(parents.of(address, fields) or address)
        if not page:
            continue
        shows.setdefault(page, set()).add(identifier)
        for column, target in targets_in(tab).items():
            for name in names_in(fields.get(column, "")):
                shows[page] |= by_name.get((target, name), set())
    return shows
