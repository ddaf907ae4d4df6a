"""A folder of CSV files, one for each tab, named by the tab's key or by its title."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from registry.locale import load_locale
from registry.snapshot import Cell, Snapshot
from registry.sources.canonical import build_snapshot, clean_text
from registry.sources.errors import SourceError, UnsafeError, refusals_of
from registry.sources.grid import MAX_COLUMNS, MAX_ROWS, Budget, Grid
from registry.sources.texts import UTF16_MARKS, decode_text

MAX_FILE_BYTES = 50_000_000
_TEMPORARY_PREFIXES = (".", "~$")


def read_csv_folder(folder: Path) -> Snapshot:
    """All ``*.csv`` files of the folder; every cell is text, whatever it looks like.

    Raises ``SourceError`` where there is none, or where one cannot be read or decoded.
    """
    with refusals_of(folder):
        files = sorted(filter(_is_sheet, folder.iterdir()))
    if not files:
        raise SourceError("S002", {"name": folder.name})
    budget = Budget()
    grids = [_read(file, Grid(_title(file), budget)) for file in files]
    with refusals_of(folder):
        return build_snapshot(grids, origin=folder.name)


def _is_sheet(file: Path) -> bool:
    return file.suffix.casefold() == ".csv" and not file.name.startswith(_TEMPORARY_PREFIXES)


def _title(file: Path) -> str:
    return load_locale().tabs.get(file.stem.casefold(), file.stem)


def _read(file: Path, grid: Grid) -> Grid:
    with refusals_of(file):
        if file.stat().st_size > MAX_FILE_BYTES:
            raise UnsafeError("bytes")
        data = file.read_bytes()
    text = decode_text(data)
    if text is None:
        raise SourceError("S005", {"name": file.name})
    # What Excel calls Unicode text is UTF-16 with tabs.
    has_tabs = data.startswith(UTF16_MARKS) and "\t" in text.partition("\n")[0]
    delimiter = "\t" if has_tabs else ","
    with refusals_of(file):
        for number, texts in enumerate(_records(text, delimiter, file.name), start=1):
            _fill(grid, number, texts)
    return grid


def _fill(grid: Grid, number: int, texts: list[str]) -> None:
    if number > MAX_ROWS or len(texts) > MAX_COLUMNS:
        raise UnsafeError("rows or columns")
    cells: list[Cell] = []
    for column, typed in enumerate(texts):
        if text := clean_text(typed):
            grid.place(number, cells, column, Cell(text))
        elif typed:
            grid.stray(number, column)
    grid.close_row(number, cells)


def _records(text: str, delimiter: str, name: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as cause:
        raise SourceError("S007", {"name": name, "line": str(reader.line_num)}) from cause
