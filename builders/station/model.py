"""The lists of a pack before they take a form: paper, workbook and page show the same cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from builders.editions import ListStamp
from registry.views.public import PublicRef

Mark = Literal["paused", "to_come", "recheck", "internal"]
"""What stands beside the name of a row that is not simply in use, freshly verified and public."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of a list: column key to text. ``address`` is its public page, blank if none.

    A cell of several paragraphs has one on each line. Blank cells are left out.
    """

    id: str
    marks: tuple[Mark, ...]
    cells: Mapping[str, str]
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entries under one heading; ``also`` names entries printed elsewhere that serve it too."""

    title: str
    description: str
    entries: tuple[Entry, ...]
    also: tuple[PublicRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """One list of a pack; ``labels`` holds its columns in order, each with its heading."""

    key: str
    title: str
    labels: Mapping[str, str]
    groups: tuple[Group, ...]
    stamp: ListStamp

    @property
    def entries(self) -> Iterator[Entry]:
        """All entries in printed order."""
        return (entry for group in self.groups for entry in group.entries)


def filled(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells that have a text."""
    return {key: text for key, text in cells.items() if text}
