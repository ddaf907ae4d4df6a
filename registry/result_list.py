"""The list of what a check found, as plain texts that any kind of sheet can show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCell:
    """One text of the list, and the address that it leads to, if it does."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingList:
    """A heading, lines about the check, the headings of the list and its rows.

    ``moving`` counts the first lines, which say when and what was checked: they alone may differ
    where the same was found.
    """

    heading: str
    lines: tuple[str, ...]
    moving: int
    columns: tuple[str, ...]
    rows: tuple[tuple[FoundCell, ...], ...]
