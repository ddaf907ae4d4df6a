"""A street small enough to be built many times in a test, as rows that can be changed."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from builders.pipeline import BuildResult, build
from builders.request import BuildRequest
from registry.locale import load_locale
from registry.schema import TABS
from tests.conftest import workspace_for
from tests.registry.sheets import Rows, with_row

AS_OF = date(2026, 9, 1)


def small_street() -> Rows:
    """Two stations, two policies, and resources of which one is for the first station only."""
    rows = with_row("stations", "S01", id="S02", name="示例二站", residents_areas="南汪")
    rows = with_row("resources", "R001", rows, id="R002", name="量血压", coverage="全街道")
    return with_row("signals", "X001", rows, id="X002", observation="久未出门")


def write_sheet(folder: Path, rows: Rows) -> Path:
    """The rows as a folder of CSV files."""
    folder.mkdir(parents=True, exist_ok=True)
    locale = load_locale()
    for tab in TABS:
        with (folder / f"{tab.key}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(locale.header(tab.key, column.key) for column in tab.columns)
            for row in rows.get(tab.key, []):
                writer.writerow(row.get(column.key, "") for column in tab.columns)
    return folder


def build_rows(folder: Path, rows: Rows, as_of: date = AS_OF) -> BuildResult:
    """Write the rows and publish them in the workspace of that folder."""
    source = write_sheet(folder / "sheet", rows)
    return build(BuildRequest(workspace=workspace_for(folder, source), as_of=as_of))


def rows_with(rows: Rows, tab: str, number: int, **cells: str) -> Rows:
    """The rows with other texts in one row of a tab, counted from 0."""
    changed = [row | cells if at == number else row for at, row in enumerate(rows[tab])]
    return {**rows, tab: changed}
