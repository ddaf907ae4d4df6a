"""What is asked of a cloud sheet that gets its tabs, and the two parts that a sheet makes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.schema import TABS
from registry.snapshot import Cell, Row, Snapshot, Table
from registry.sources.google.new_tabs import batches, requests_for
from registry.sources.google.reply import StandingTab
from registry.sources.parted import parted
from registry.template import demo_snapshot, empty_snapshot
from registry.template.cloud import cloud_tabs
from tests.empty_cloud import state
from tests.google_changes import MalformedError
from tests.google_emulator import Emulator
from tests.google_tabs import Tab


@pytest.mark.parametrize(
    "request_",
    [
        {"deleteEverything": {}},
        {"addSheet": {"properties": {"sheetId": 8, "title": "Sheet1"}}},
        {"addSheet": {"properties": {"sheetId": 0, "title": "y"}}},
        {
            "updateCells": {
                "start": {"sheetId": 0, "rowIndex": 1000},
                "rows": [{"values": []}],
                "fields": "note",
            }
        },
        {
            "repeatCell": {
                "range": {"sheetId": 0, "endRowIndex": 1001},
                "cell": {"userEnteredFormat": {}},
                "fields": "userEnteredFormat",
            }
        },
        {
            "setDataValidation": {
                "range": {"sheetId": 0},
                "rule": {"condition": {"type": "ONE_OF_LIST", "values": []}},
            }
        },
        {
            "setDataValidation": {
                "range": {"sheetId": 0},
                "rule": {
                    "condition": {
                        "type": "ONE_OF_RANGE",
                        "values": [{"userEnteredValue": "='y'!$A$1:$A$9"}],
                    }
                },
            }
        },
        {"addProtectedRange": {"protectedRange": {"range": {"sheetId": 0}, "warningOnly": False}}},
    ],
)
def test_the_emulator_refuses_what_google_would(request_: dict[str, dict[str, object]]) -> None:
    emulator = Emulator([Tab(title="Sheet1", rows=[], number=0)])
    before = state(emulator)
    with pytest.raises(MalformedError):
        emulator.update([{"addSheet": {"properties": {"sheetId": 4, "title": "z"}}}, request_])
    assert state(emulator) == before


def test_the_same_sheet_makes_the_same_requests() -> None:
    tabs = cloud_tabs(parted(demo_snapshot()).public, is_public_only=True)
    standing = [StandingTab(number=0, title="Sheet1", is_filled=False)]
    first = requests_for(tabs, standing)
    assert first == requests_for(tabs, standing)
    assert [one for batch in batches(first) for one in batch] == first


texts = st.sampled_from(["", "甲", "公开", "内部", "已审核", "草稿", "A1", "A2", "A3", "a1"])


@settings(max_examples=12, deadline=None)
@given(rows=st.lists(st.lists(texts, min_size=1, max_size=13), max_size=5))
def test_a_part_never_shows_what_is_not_public_and_nothing_is_lost_silently(
    rows: list[list[str]],
) -> None:
    tab = next(table for table in empty_snapshot().tables if table.title == "机构")
    filled = tuple(
        Row(number, tuple(map(Cell, cells)))
        for number, cells in enumerate(rows, start=2)
        if cells[-1]
    )
    snapshot = Snapshot(tables=(replace(tab, rows=filled),))
    parts = parted(snapshot)
    kept = {cell.text for table in both(parts.public, parts.private) for cell in cells_of(table)}
    for table in snapshot.tables:
        lost = {cell.text for cell in cells_of(table) if cell.text} - kept
        assert not lost or parts.unjoinable
    (public,) = parts.public.tables
    hidden = {"联系人", "联系手机", "内部备注"} & set(public.headers)
    assert not hidden
    assert "内部" not in {row.cell(public.headers.index("公开范围")).text for row in public.rows}


def both(first: Snapshot, second: Snapshot) -> list[Table]:
    return [*first.tables, *second.tables]


def cells_of(table: Table) -> list[Cell]:
    return [cell for row in table.rows for cell in row.cells]


def test_every_public_tab_has_its_place() -> None:
    tabs = cloud_tabs(parted(empty_snapshot()).public, is_public_only=True)
    assert len(tabs) == sum(not tab.station_wide for tab in TABS) + 2
