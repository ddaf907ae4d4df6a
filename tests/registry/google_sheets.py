"""The Google source, asked by somebody with little patience."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry.snapshot import Snapshot
from registry.sources import SourceError, open_snapshot
from registry.sources.google import GoogleSheet, Patience, read_account
from registry.template import write_workbook
from tests.google_emulator import (
    ID,
    Emulator,
    write_key,
)
from tests.registry.sheets import ROWS, sheet

QUICK = Patience(seconds=3.0, request_seconds=0.4, first_wait=0.001)


def source(emulator: Emulator, folder: Path, patience: Patience = QUICK) -> GoogleSheet:
    account = read_account(write_key(folder, emulator.address))
    return GoogleSheet(ID, account, patience, emulator.address)


def as_workbook(folder: Path) -> Snapshot:
    """The same sheet read from a file."""
    path = folder / "sheet.xlsx"
    write_workbook(sheet(ROWS), path)
    return open_snapshot(path)


def calls(emulator: Emulator) -> list[str]:
    return [request for request in emulator.requests if not request.endswith("/token")]


def refused(google: GoogleSheet) -> str:
    with pytest.raises(SourceError) as caught:
        google.snapshot()
    return caught.value.code
