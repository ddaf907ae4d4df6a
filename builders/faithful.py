"""A workbook, or a folder of CSV files, that reads as the snapshot that it was made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from builders.fresh import (
    OWNER_FOLDER,
    NewError,
    is_workbook_name,
    new_folder,
    write_for_owner,
    write_new,
)
from registry.annotated.names import sheet_names
from registry.check.book import quote
from registry.snapshot import Cell, Snapshot, Table, column_letter
from registry.sources import SourceError, open_snapshot
from registry.sources.canonical import in_order
from registry.template import workbook_bytes
from registry.template.csv_files import csv_files, unfit_titles
from registry.template.values import is_too_long
from registry.workbook_wording import load_wording

_LEFT_BEHIND = frozenset(("R011", "R012", "R014"))
"""What a snapshot only mentions: cells far away, rows above the header, pictures."""

_MOST_PLACES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What was written, and what of the source no copy holds.

    ``errors`` are cells that now say their error as plain text. ``left_behind`` counts what
    stands in the source outside of all tables.
    """

    target: Path
    tabs: int
    rows: int
    errors: tuple[str, ...]
    left_behind: int


def write_faithful(
    snapshot: Snapshot, target: Path, and_only_if: Callable[[], None] = lambda: None
) -> Kept:
    """Write a new workbook or, where the name is not that of one, a new folder of CSV files.

    It stands there only after it was read again: an equal snapshot with an equal digest, row
    numbers included. Error cells alone may come back as plain texts, in a workbook those that
    are none of the usual errors, in CSV all.
    ``and_only_if`` is done right before and may raise: then nothing stands there either.
    Raises ``NewError`` where something stands at ``target``, or where it cannot hold the sheet.
    """
    snapshot = _canonical(snapshot)
    if is_workbook_name(target):
        _write_workbook(snapshot, target, and_only_if)
    else:
        _write_folder(snapshot, target, and_only_if)
    return Kept(
        target=target,
        tabs=len(snapshot.tables),
        rows=sum(len(table.rows) for table in snapshot.tables),
        errors=_lost_errors(snapshot, target),
        left_behind=sum(doubt.code in _LEFT_BEHIND for doubt in snapshot.doubts),
    )


def _write_workbook(snapshot: Snapshot, target: Path, last: Callable[[], None]) -> None:
    titles = [table.title for table in snapshot.tables]
    names = sheet_names(titles, load_wording().guide_title)
    unfit = [title for title, name in zip(titles, names, strict=True) if title != name]
    if unfit:
        raise NewError(target, code="NEW_TITLES", found=_listed(unfit))
    if found := _listed(_places(snapshot, is_long=True)):
        raise NewError(target, code="NEW_LONG_CELLS", found=found)

    def judge(written: Path) -> None:
        _refuse_difference(written, snapshot, target)
        last()

    write_new(workbook_bytes(snapshot), target, judge)


def _write_folder(snapshot: Snapshot, target: Path, last: Callable[[], None]) -> None:
    if unfit := unfit_titles(snapshot):
        raise NewError(target, code="NEW_TITLES", found=_listed(unfit))
    with new_folder(target, OWNER_FOLDER) as stage:
        for name, content in csv_files(snapshot).items():
            write_for_owner(content, stage / name)
        _refuse_difference(stage, snapshot, target)
        last()


def _canonical(snapshot: Snapshot) -> Snapshot:
    """The snapshot as any file gives it: one put together from two may end in blanks."""
    return replace(snapshot, tables=in_order(map(_trimmed, snapshot.tables)))


def _trimmed(table: Table) -> Table:
    rows = tuple(
        replace(row, cells=row.cells[:width]) for row in table.rows if (width := _width(row.cells))
    )
    headers = tuple(map(Cell, table.headers))
    width = max([_width(headers), *(len(row.cells) for row in rows)])
    return replace(table, headers=table.headers[:width], rows=rows)


def _width(cells: tuple[Cell, ...]) -> int:
    return max((place for place, cell in enumerate(cells, start=1) if cell.text), default=0)


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


def error_places(snapshot: Snapshot) -> tuple[str, ...]:
    """The cells that are formula errors, by their places."""
    return tuple(_places(snapshot, is_long=False))


def _lost_errors(snapshot: Snapshot, target: Path) -> tuple[str, ...]:
    errors = error_places(snapshot)
    if not errors:
        return ()
    kept = frozenset(_places(open_snapshot(target), is_long=False))
    return tuple(place for place in errors if place not in kept)


def _places(snapshot: Snapshot, *, is_long: bool) -> Iterator[str]:
    """The cells that are too long for a workbook, or those that are errors."""
    for table in snapshot.tables:
        headers = tuple(Cell(text) for text in table.headers)
        rows = ((table.header_row, headers), *((row.number, row.cells) for row in table.rows))
        for number, cells in rows:
            for column, cell in enumerate(cells):
                if is_too_long(cell.text) if is_long else cell.is_error:
                    yield f"{quote(table.title)}!{column_letter(column)}{number}"


def _listed(places: Iterable[str]) -> str:
    found = [quote(place) for place in places]
    return " ".join(found[:_MOST_PLACES]) + (" \u2026" if len(found) > _MOST_PLACES else "")
