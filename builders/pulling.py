"""The sheet from wherever it is into a file or a folder: every tab, column, row and text.

A copy is put at its place only after it was read again and found equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from builders.fresh import (
    OWNER_FOLDER,
    NewError,
    is_workbook_name,
    new_folder,
    refuse_existing,
    refuse_filled_folder,
    write_for_owner,
    write_new,
)
from builders.workspace import Workspace
from registry.annotated.names import sheet_names
from registry.check.book import quote
from registry.snapshot import Cell, Snapshot, Table, column_letter
from registry.sources import SourceError, open_snapshot, open_source
from registry.template import workbook_bytes
from registry.template.csv_files import csv_files, unfit_titles
from registry.template.values import is_too_long
from registry.workbook_wording import load_wording

_LEFT_BEHIND = frozenset(("R011", "R012", "R014"))
"""What a snapshot only mentions: cells far away, rows above the header, pictures."""

_MOST_PLACES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulled:
    """What was written. ``errors`` are cells that now say their error as plain text.

    ``left_behind`` counts what stands in the source outside of all tables.
    """

    target: Path
    tabs: int
    rows: int
    errors: tuple[str, ...]
    left_behind: int


def pull(workspace: Workspace, target: Path) -> Pulled:
    """Write the source of a workspace to a workbook, or to a folder of CSV files.

    What is written reads as an equal snapshot with an equal digest, row numbers included. Two
    things no such copy holds: that a cell is a formula error, whose text is kept as a text where
    the error is none of the usual ones or the copy is CSV; and what stands outside of the tables.

    Raises ``NewError`` where something stands at ``target``, or where it cannot hold the sheet.
    """
    _refuse(workspace, target)
    snapshot = open_source(workspace.source).snapshot()
    if is_workbook_name(target):
        write_snapshot(snapshot, target)
    else:
        _write_folder(snapshot, target)
    return Pulled(
        target=target,
        tabs=len(snapshot.tables),
        rows=sum(len(table.rows) for table in snapshot.tables),
        errors=_lost_errors(snapshot, open_snapshot(target)),
        left_behind=sum(doubt.code in _LEFT_BEHIND for doubt in snapshot.doubts),
    )


def write_snapshot(snapshot: Snapshot, target: Path) -> None:
    """Write a new workbook that reads as that snapshot; ``NewError`` where there can be none."""
    titles = [table.title for table in snapshot.tables]
    names = sheet_names(titles, load_wording().guide_title)
    unfit = [title for title, name in zip(titles, names, strict=True) if title != name]
    if unfit:
        raise NewError(target, code="NEW_TITLES", found=_listed(unfit))
    if found := _listed(_places(snapshot, is_long=True)):
        raise NewError(target, code="NEW_LONG_CELLS", found=found)
    judge = partial(_refuse_difference, snapshot=snapshot, target=target)
    write_new(workbook_bytes(snapshot), target, judge)


def _write_folder(snapshot: Snapshot, target: Path) -> None:
    if unfit := unfit_titles(snapshot):
        raise NewError(target, code="NEW_TITLES", found=_listed(unfit))
    with new_folder(target, OWNER_FOLDER) as stage:
        for name, content in csv_files(snapshot).items():
            write_for_owner(content, stage / name)
        _refuse_difference(stage, snapshot, target)


def _refuse(workspace: Workspace, target: Path) -> None:
    outputs = (workspace.public, workspace.packs, workspace.ledger, workspace.state)
    if any(target.resolve().is_relative_to(tree.resolve()) for tree in outputs):
        raise NewError(target, code="NEW_IN_OUTPUT")
    if is_workbook_name(target):
        refuse_existing(target)
    elif target.suffix and not target.is_dir():
        raise NewError(target, code="NEW_SUFFIX")
    else:
        refuse_filled_folder(target)


def _refuse_difference(written: Path, snapshot: Snapshot, target: Path) -> None:
    try:
        read = open_snapshot(written)
    except SourceError as cause:
        raise NewError(target, code="NEW_DIFFERS") from cause
    if _texts(read) != _texts(snapshot):
        raise NewError(target, code="NEW_DIFFERS")


def _texts(snapshot: Snapshot) -> Snapshot:
    """The snapshot with errors as plain texts."""
    return Snapshot(tables=tuple(_text_table(table) for table in snapshot.tables))


def _text_table(table: Table) -> Table:
    if not any(cell.is_error for row in table.rows for cell in row.cells):
        return table
    rows = (replace(row, cells=tuple(Cell(cell.text) for cell in row.cells)) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _lost_errors(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    kept = frozenset(_places(after, is_long=False))
    return tuple(place for place in _places(before, is_long=False) if place not in kept)


def _places(snapshot: Snapshot, *, is_long: bool) -> Iterator[str]:
    """The cells that are too long for a workbook, or those that are errors."""
    for table in snapshot.tables:
        headers = tuple(Cell(text) for text in table.headers)
        rows = ((table.header_row, headers), *((row.number, row.cells) for row in table.rows))
        for number, cells in rows:
            for column, cell in enumerate(cells):
                if is_too_long(cell.text) if is_long else cell.is_error:
                    yield f"{quote(table.title)}!{column_letter(column)}{number}"


def _listed(places: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    found = [quote(place) for place in places]
    return " ".join(found[:_MOST_PLACES]) + (" \u2026" if len(found) > _MOST_PLACES else "")
