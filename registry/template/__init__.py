"""The workbook that editors fill, made from the schema, and the sample street."""

from __future__ import annotations

import io
import os
from contextlib import suppress
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from xlsxwriter import Workbook

from registry.locale import load_locale
from registry.schema import ALL_TABS, CHOICES
from registry.snapshot import Cell, Row, Snapshot, Table
from registry.sources import FOLDER_READER
from registry.template.guide import write_guide
from registry.template.lists import Lists
from registry.template.looks import Looks
from registry.template.options import write_options
from registry.template.rules import SPARE_ROWS
from registry.template.tables import write_table

_CREATED = datetime(2026, 1, 1, tzinfo=UTC)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def demo_snapshot() -> Snapshot:
    """The sample street that is part of the package."""
    with resources.as_file(resources.files("registry").joinpath("demo")) as folder:
        return FOLDER_READER(folder)


def empty_snapshot() -> Snapshot:
    """Every tab of the schema without rows, but for the usual terms and the names of settings."""
    locale = load_locale()
    filled = {
        locale.tabs["settings"]: _setting_rows(),
        locale.tabs["terms"]: _table(demo_snapshot(), locale.tabs["terms"]).rows,
    }
    tables = []
    for tab in ALL_TABS:
        title = locale.tabs[tab.key]
        headers = tuple(locale.header(tab.key, column.key) for column in tab.columns)
        tables.append(Table(title=title, headers=headers, rows=filled.get(title, ())))
    return Snapshot(tables=tuple(tables))


def write_workbook(snapshot: Snapshot | None, path: Path) -> None:
    """Write the snapshot, or an empty workbook, to ``path``; an older file stays until then.

    Raises ``OSError`` where the place is not writable or the file is open elsewhere,
    ``ValueError`` where a cell is longer than a workbook allows.
    """
    content = workbook_bytes(empty_snapshot() if snapshot is None else snapshot)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def workbook_bytes(snapshot: Snapshot) -> bytes:
    """The workbook of that snapshot, instructions first; the same snapshot, the same bytes.

    Read again it gives an equal snapshot, but for error cells, which become plain text.
    """
    buffer = io.BytesIO()
    with Workbook(buffer, _OPTIONS) as workbook:
        workbook.set_properties({"created": _CREATED})
        looks = Looks(workbook)
        lists = Lists(snapshot, load_locale(), SPARE_ROWS)
        write_guide(workbook, looks, snapshot)
        for table in snapshot.tables:
            write_table(workbook, looks, lists, table)
        write_options(workbook, looks, lists, load_locale())
    return buffer.getvalue()


def _setting_rows() -> tuple[Row, ...]:
    words = load_locale().choices["setting"]
    codes = enumerate(CHOICES["setting"], start=2)
    return tuple(Row(number, (Cell(words[code][0]),)) for number, code in codes)


def _table(snapshot: Snapshot, title: str) -> Table:
    return next(table for table in snapshot.tables if table.title == title)
