"""The Google source over real HTTP on loopback: what is read, and how often is asked."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.sources import SourceError
from registry.sources.google import Patience, read_account, spreadsheet_id
from tests.google_emulator import (
    ADDRESS,
    ID,
    Emulator,
    Tab,
    number_value,
    serving,
    tabs_of,
    text_value,
)
from tests.registry.google_sheets import as_workbook, calls, source
from tests.registry.sheets import ROWS, sheet
from tests.scale import rounds

EDITING = 0.3
"""How likely somebody edits at each point where it could do harm."""


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with serving(Emulator(tabs_of(sheet(ROWS)))) as running:
        yield running


def cell_of(emulator: Emulator, folder: Path, value: dict[str, object]) -> tuple[str, set[str]]:
    """The text that a cell is read as, and the codes of what is doubtful about it."""
    emulator.tabs = [Tab(title="自用", rows=[[text_value("一"), text_value("二")], [value]])]
    snapshot = source(emulator, folder).snapshot()
    (table,) = snapshot.tables
    text = table.rows[0].cell(0).text if table.rows else ""
    return text, {doubt.code for doubt in snapshot.doubts}


def test_a_spreadsheet_reads_as_the_same_sheet_elsewhere(
    emulator: Emulator, tmp_path: Path
) -> None:
    assert source(emulator, tmp_path).snapshot() == as_workbook(tmp_path)


def test_fifteen_tabs_take_three_requests_and_a_look_for_changes_one(
    emulator: Emulator, tmp_path: Path
) -> None:
    emulator.tabs += [Tab(title=f"自用{n}", rows=[[text_value("x")]], number=n) for n in range(3)]
    google = source(emulator, tmp_path)
    google.snapshot()
    assert len(calls(emulator)) == 3
    emulator.requests.clear()
    assert google.revision() == "1"
    assert len(calls(emulator)) == 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (number_value(3, "3"), "3"),
        (number_value(1234.5, "¥1,234.50", "CURRENCY", "¥#,##0.00"), "1234.5"),
        (number_value(45658, "2025年1月1日", "DATE", 'yyyy"年"m"月"d"日"'), "2025-01-01"),
        (number_value(45658, "2025-01-01", "DATE"), "2025-01-01"),
        (number_value(45658, "2025年1月", "DATE", 'yyyy"年"m"月"'), "2025-01"),
        (number_value(0.3, "30%", "PERCENT", "0%"), "30%"),
        (number_value(2162510000, "02162510000", "NUMBER", "00000000000"), "02162510000"),
        ({"effectiveValue": {"boolValue": True}, "formattedValue": "TRUE"}, "是"),
        (text_value("第一行\r\n第二行"), "第一行\n第二行"),
    ],
)
def test_a_cell_reads_as_in_a_workbook(
    emulator: Emulator, tmp_path: Path, value: dict[str, object], text: str
) -> None:
    assert cell_of(emulator, tmp_path, value)[0] == text


def test_a_formula_error_is_told(emulator: Emulator, tmp_path: Path) -> None:
    value: dict[str, object] = {
        "effectiveValue": {"errorValue": {"type": "N_A", "message": "?"}},
        "formattedValue": "#N/A",
    }
    assert cell_of(emulator, tmp_path, value) == ("#N/A", {"R009"})


def test_a_number_too_long_for_a_cell_is_told(emulator: Emulator, tmp_path: Path) -> None:
    value = number_value(310105194912310000, "310105194912310000")
    assert cell_of(emulator, tmp_path, value) == ("310105194912310000", {"R006"})


def test_what_is_hidden_or_merged_is_told_at_its_place(emulator: Emulator, tmp_path: Path) -> None:
    rows = [[text_value("一"), text_value("二")], [text_value("甲"), text_value("乙")]]
    merge = {"startRowIndex": 1, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}
    emulator.tabs = [
        Tab(
            title="自用",
            rows=rows,
            hidden=True,
            hidden_rows=(1,),
            hidden_columns=(1,),
            merges=[merge],
        )
    ]
    doubts = source(emulator, tmp_path).snapshot().doubts
    assert {(doubt.code, doubt.row, doubt.column) for doubt in doubts} == {
        ("R001", None, None),
        ("R002", 2, None),
        ("R003", 1, 1),
        ("R004", 2, 0),
        ("R005", 2, 1),
    }


@pytest.mark.parametrize(
    "address",
    [
        "https://docs.google.com/document/d/1AbCdEfGhIjKlMnOpQrStUvWxYz/edit",
        "https://docs.google.com/spreadsheets/d/short/edit",
        "https://docs.google.com/spreadsheets/d/e/2PACX-1vAbCdEfGhIjKlMnOpQrStUvWxYz/pubhtml",
        "https://docs.google.com.example/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz/edit",
    ],
)
def test_other_addresses_are_no_spreadsheet(address: str) -> None:
    with pytest.raises(SourceError, match="S020"):
        spreadsheet_id(address)


def test_the_address_in_the_browser_will_do() -> None:
    assert spreadsheet_id(ADDRESS) == ID
    assert spreadsheet_id(f"https://docs.google.com/spreadsheets/u/1/d/{ID}/edit?usp=x") == ID


@pytest.mark.parametrize("content", ["", "{}", '{"type": "authorized_user"}', "[1]", "\x00"])
def test_another_file_is_no_key(tmp_path: Path, content: str) -> None:
    path = tmp_path / "key.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match="S022"):
        read_account(path)


@pytest.mark.soak
def test_a_torn_read_is_never_taken(emulator: Emulator, tmp_path: Path) -> None:
    """One edit changes two tabs; editors are at it before, between and during the requests."""
    head = [text_value("一"), text_value("二")]
    emulator.tabs = [Tab(title=title, rows=[head, []]) for title in ("自用甲", "自用乙")]
    google = source(emulator, tmp_path, Patience(first_wait=0.0001))
    chance = random.Random(7)  # noqa: S311  # where edits fall, not a secret
    edits = 0

    def edit() -> None:
        nonlocal edits
        if chance.random() < EDITING:
            edits += 1
            for tab in emulator.tabs:
                tab.rows[1] = [text_value(f"{edits}")]
            emulator.version += 1

    emulator.before_each = emulator.between_tabs = edit
    edit()
    taken = 0
    while edits < rounds(25, 1000):
        try:
            first, second = google.snapshot().tables
        except SourceError as error:
            assert error.code == "S031"  # noqa: PT017  # either is right, a mixture is not
        else:
            assert first.rows == second.rows
            taken += 1
    assert taken
