"""A companion makes nothing public: what it has of public rows and columns is told, not used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from registry.check import check
from registry.places import located
from registry.snapshot import Cell, Row, Snapshot, Table
from registry.sources.cloud import CloudSource
from tests.registry.sheets import AS_OF
from tests.registry.test_sources_contract import sample, split

COMPANION = "内部列.xlsx"


class Fixed:
    """A source that always gives the same sheet."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def revision(self) -> str:
        return "1"

    def snapshot(self) -> Snapshot:
        return self._snapshot


def added(snapshot: Snapshot, title: str, **texts: str) -> Snapshot:
    """The sheet with one more row in a tab, and the columns that it needs."""
    (table,) = (table for table in snapshot.tables if table.title == title)
    headers = (*table.headers, *(name for name in texts if name not in table.headers))
    number = max((row.number for row in table.rows), default=1) + 1
    row = Row(number, tuple(Cell(texts.get(header, "")) for header in headers))
    more = replace(table, headers=headers, rows=(*table.rows, row))
    return with_table(snapshot, table, more)


def with_table(snapshot: Snapshot, old: Table, new: Table) -> Snapshot:
    tables = tuple(new if table is old else table for table in snapshot.tables)
    return replace(snapshot, tables=tables)


def read(public: Snapshot, private: Snapshot) -> Snapshot:
    sheets = (replace(public, origin="云端"), replace(private, origin=COMPANION))
    return CloudSource(sheet=Fixed(sheets[0]), companion=Fixed(sheets[1])).snapshot()


def told(snapshot: Snapshot) -> set[tuple[str, str, str, str]]:
    outcome = check(snapshot, AS_OF)
    return {
        (one.code, one.address.book, one.address.tab, one.address.cell)
        for one in located(outcome.diagnostics, outcome.parts)
        if one.code in {"R024", "R025", "R026", "R027", "R028"}
    }


@pytest.fixture
def sheets(tmp_path: Path) -> tuple[Snapshot, Snapshot]:
    return split(sample(tmp_path))


def test_a_public_row_of_the_companion_is_an_error_and_not_used(
    sheets: tuple[Snapshot, Snapshot],
) -> None:
    public, private = sheets
    row = {"编号": "R777", "资源名称": "藏着的", "公开范围": "公开", "状态": "已审核"}
    snapshot = read(public, added(private, "资源库", **row))
    assert snapshot == read(public, private)
    assert told(snapshot) == {("R026", COMPANION, "资源库", "A4")}


@pytest.mark.parametrize("title", ["站点", "设置", "字典", "申请材料", "待遇", "标准"])
def test_no_tab_of_public_rows_gains_one(sheets: tuple[Snapshot, Snapshot], title: str) -> None:
    public, private = sheets
    (table,) = (table for table in private.tables if table.title == title)
    more = added(private, title, **{table.headers[0]: "Z99", "名称": "新的", "状态": "已审核"})
    snapshot = read(public, more)
    assert [len(one.rows) for one in snapshot.tables] == [
        len(one.rows) for one in read(public, private).tables
    ]
    assert {code for code, *_ in told(snapshot)} <= {"R024", "R026"}
    assert told(snapshot)


def test_what_belongs_to_an_internal_policy_is_not_public_either(
    sheets: tuple[Snapshot, Snapshot],
) -> None:
    public, private = sheets
    policy = {"编号": "P900", "政策名称": "内部的", "公开范围": "内部", "状态": "已审核"}
    private = added(private, "政策库", **policy)
    private = added(private, "待遇", 编号="B900", 政策编号="P900", 状态="已审核")
    snapshot = read(public, private)
    assert not told(snapshot)
    (benefits,) = (table for table in snapshot.tables if table.title == "待遇")
    assert "B900" in {row.cell(0).text for row in benefits.rows}


def test_an_internal_row_with_the_id_of_a_public_one_is_an_error(
    sheets: tuple[Snapshot, Snapshot],
) -> None:
    public, private = sheets
    row = {"编号": "R002", "公开范围": "内部", "对接人(站内)": "庇护所", "状态": "已审核"}
    snapshot = read(public, added(private, "资源库", **row))
    assert {code for code, *_ in told(snapshot)} == {"R027"}
    assert "庇护所" not in repr(snapshot.tables)


def test_a_public_column_is_never_filled_from_the_companion(
    sheets: tuple[Snapshot, Snapshot],
) -> None:
    public, private = sheets
    stations = next(table for table in public.tables if table.title == "站点")
    place = stations.headers.index("公开电话")

    def without(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return (
            *cells[:place],
            *cells[place + 1 :],
        )

    headers = (*stations.headers[:place], *stations.headers[place + 1 :])
    rows = tuple(replace(row, cells=without(row.cells)) for row in stations.rows)
    public = with_table(public, stations, replace(stations, headers=headers, rows=rows))
    hidden = next(table for table in private.tables if table.title == "站点")
    filled = replace(
        hidden,
        headers=(*hidden.headers, "公开电话"),
        rows=tuple(
            replace(row, cells=(*(row.cell(at) for at in range(len(hidden.headers))), Cell(phone)))
            for row, phone in zip(hidden.rows, ("021-0000 7777", ""), strict=True)
        ),
    )
    snapshot = read(public, with_table(private, hidden, filled))
    assert "021-0000 7777" not in repr(snapshot.tables)
    assert {(code, cell) for code, _, _, cell in told(snapshot)} == {("R028", "A2")}
