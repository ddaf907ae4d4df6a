"""A workspace whose source is an empty spreadsheet, and what is asked of it in tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.cli import main
from registry import sources
from registry.snapshot import Cell, Row, Snapshot
from registry.sources import SourceAddress, open_source
from registry.sources.google import Patience
from tests.cloud_workspace import write_settings
from tests.google_emulator import ADDRESS, Emulator, serving, write_key
from tests.google_tabs import Tab
from tests.registry.test_sources_contract import sample

MARK = "只给办公室看的暗号"
QUICK = Patience(seconds=3.0, request_seconds=1.0, first_wait=0.001)


@contextmanager
def empty_cloud(folder: Path) -> Iterator[Emulator]:
    """A folder to work in, whose source is a spreadsheet with one tab and nothing in it."""
    empty = Emulator([Tab(title="Sheet1", rows=[[{}]], number=0)])
    with (
        pytest.MonkeyPatch.context() as patch,
        serving(empty) as emulator,
        chdir(folder),
    ):
        patch.setattr(sources, "PATIENCE", QUICK)
        key = write_key(folder, emulator.address).name
        entries = {"source": ADDRESS, "google_account": key, "google_writer": key}
        write_settings(folder, entries | {"google_gateway": emulator.address})
        yield emulator


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["template", *arguments])


def read(emulator: Emulator, companion: Path | None = None, *, allows: bool = False) -> Snapshot:
    key = write_key(Path.cwd(), emulator.address)
    address = SourceAddress(
        text=ADDRESS,
        account=key,
        gateway=emulator.address,
        companion=companion,
        allows_private=allows,
    )
    return open_source(address).snapshot()


def tab_of(emulator: Emulator, title: str) -> Tab:
    return next(tab for tab in emulator.tabs if tab.title == title)


def state(emulator: Emulator) -> str:
    return repr((emulator.tabs, emulator.version))


def long_street(folder: Path) -> Snapshot:
    """A street whose policies need more than one request."""
    snapshot = sample(folder)
    (table,) = (table for table in snapshot.tables if table.title == "政策库")
    texts = {"编号": "", "公开范围": "公开", "政策名称": "很长的名称" * 1200}
    cells = [Cell(texts.get(header, "")) for header in table.headers]
    cells = cells[: 1 + max(place for place, cell in enumerate(cells) if cell.text)]
    rows = [Row(number, (Cell(f"P9{number}"), *cells[1:])) for number in range(3, 63)]
    grown = replace(table, rows=(table.rows[0], *rows))
    tables = tuple(grown if one is table else one for one in snapshot.tables)
    return replace(snapshot, tables=tables)
