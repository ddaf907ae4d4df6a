"""Where a page comes from: the rows of the sheet behind it, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builders.preview.drafts import is_in_work
from builders.public.changes import FOLDERS
from builders.public.indexes import FOLDERS as TERM_FOLDERS
from registry.check import Kept, Outcome
from registry.check.book import Line
from registry.diagnostics import Address
from registry.locale import load_locale
from registry.places import Parts, address_in
from registry.schema import TABS, Column, Kind, Visibility

_LONGEST_TEXT = 40
_TABS_BEHIND: Mapping[str, tuple[str, ...]] = {
    "index.html": ("settings", "terms", "policies"),
    "names.html": ("policies",),
    "resources.html": ("resources",),
    "retired.html": ("policies", "resources", "services"),
    "services.html": ("services",),
    "standards.html": ("standards", "terms"),
    "stations.html": ("stations",),
}
"""The tabs that an index is gathered from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginCell:
    """A filled public cell: where it stands, and how its text begins."""

    address: Address
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRow:
    """A row behind a page; ``is_draft`` until it is approved."""

    tab: str
    number: int
    id: str
    is_draft: bool
    cells: tuple[OriginCell, ...]


class Origins:
    """The rows behind each page, as they stand in one checked sheet."""

    def __init__(self, outcome: Outcome | None = None) -> None:
        self._kept: Kept = outcome.kept if outcome else {}
        self._places: Parts = outcome.parts if outcome else {}
        self._parts = _by_owner(self._kept)

    def rows(self, path: str) -> tuple[OriginRow, ...]:
        """The row that the page is about and those that belong to it; none for other pages."""
        tab, key = _entry_of(path)
        line = self._kept.get(tab, {}).get(key)
        if line is None:
            return ()
        lines = (line, *self._parts.get((tab, key), ()))
        return tuple(_row(one, self._places) for one in lines)

    def tabs(self, path: str) -> tuple[str, ...]:
        """The titles of the tabs that an index is gathered from."""
        titles = load_locale().tabs
        return tuple(titles[tab] for tab in _TABS_BEHIND.get(path, ()))


def _entry_of(path: str) -> tuple[str, str]:
    folder, _, name = path.removesuffix(".html").rpartition("/")
    tabs = {folder: tab for tab, folder in FOLDERS.items()}
    tabs |= dict.fromkeys(TERM_FOLDERS.values(), "terms")
    return tabs.get(folder, ""), name


def _by_owner(kept: Kept) -> dict[tuple[str, str], list[Line]]:
    """The rows that belong to another row, as a tier does to its policy, by that one."""
    parts: dict[tuple[str, str], list[Line]] = {}
    for tab in TABS:
        for column in tab.columns:
            if column.required and column.kind is Kind.REFERENCE:
                for line in kept.get(tab.key, {}).values():
                    parts.setdefault((column.of, line.word(column.key)), []).append(line)
    return parts


def _row(line: Line, places: Parts) -> OriginRow:
    address = address_in(line.sheet.address("id", line.row.number), places)
    return OriginRow(
        tab=line.sheet.table.title,
        number=address.row or line.row.number,
        id=line.id,
        is_draft=is_in_work(line.entry),
        cells=tuple(_cells(line, places)),
    )


def _cells(line: Line, places: Parts) -> Iterator[OriginCell]:
    for column in line.tab.columns:
        text = line.text(column.key)
        if text and _is_shown(column):
            address = line.sheet.address(column.key, line.row.number)
            yield OriginCell(address=address_in(address, places), text=_shortened(text))


def _is_shown(column: Column) -> bool:
    return column.visibility is Visibility.PUBLIC and not column.steers


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_TEXT else f"{words[:_LONGEST_TEXT]}\u2026"
