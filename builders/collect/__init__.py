"""Ticked lists that come back from the stations: what they propose, never applied by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from builders.collect.book import proposals_bytes
from builders.collect.proposals import Collection, Sheets, propose
from builders.collect.ticks import NoListError, TickedList, read_list
from builders.fresh import is_workbook_name
from builders.ledger import read_ledger
from builders.workspace import Workspace
from registry.check import check
from registry.sources import SourceError, open_source


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What the lists propose, and the files that none of it comes from, with the reason."""

    lists: tuple[TickedList, ...]
    collection: Collection
    unread: tuple[SourceError | NoListError, ...]


def collect(
    workspace: Workspace, files: Iterable[Path], as_of: date, *, today: date | None = None
) -> Collected:
    """Read ticked lists, or folders of them, and compare them with the sheet as it stands.

    A file that cannot be read is kept with its reason, the others are read all the same.
    ``today`` is the day by the clock, where ``as_of`` is another one.
    Raises ``SourceError`` where the sheet itself cannot be read.
    """
    snapshot = open_source(workspace.source).snapshot()
    outcome = check(snapshot, as_of, today=today)
    sheets = Sheets(snapshot, outcome, read_ledger(workspace.ledger), as_of)
    lists, unread = [], []
    for file in dict.fromkeys(_listed(files)):
        try:
            lists.append(read_list(file))
        except (SourceError, NoListError) as error:
            unread.append(error)
    return Collected(lists=tuple(lists), collection=propose(lists, sheets), unread=tuple(unread))


def _listed(files: Iterable[Path]) -> Iterator[Path]:
    """The files, and of each folder those that look like workbooks and are not open elsewhere."""
    for file in files:
        if not file.is_dir():
            yield file
            continue
        for path in sorted(file.iterdir()):
            if is_workbook_name(path) and not path.name.startswith((".", "~$")):
                yield path


__all__ = ["Collected", "NoListError", "collect", "proposals_bytes"]
