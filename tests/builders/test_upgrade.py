"""An old workbook gets what a newer version has, and keeps everything it had."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders.cli import main
from registry.schema import TABS
from registry.snapshot import Cell, Row, Snapshot, Table
from registry.sources import open_snapshot
from registry.template import demo_snapshot, write_workbook
from tests.registry.sheets import sheet


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def without(table: Table, *headers: str) -> Table:
    """The table as a version without these columns had it."""
    gone = {place for place, text in enumerate(table.headers) if text in headers}
    rows = tuple(
        Row(row.number, tuple(cell for at, cell in enumerate(row.cells) if at not in gone))
        for row in table.rows
    )
    return replace(table, headers=tuple(t for t in table.headers if t not in headers), rows=rows)


def older(snapshot: Snapshot, title: str, *headers: str) -> Snapshot:
    tables = (without(t, *headers) if t.title == title else t for t in snapshot.tables)
    return replace(snapshot, tables=tuple(tables))


def table(snapshot: Snapshot, title: str) -> Table:
    return next(table for table in snapshot.tables if table.title == title)


def columns(found: Table) -> dict[str, list[str]]:
    return {
        text: [row.cell(at).text for row in found.rows] for at, text in enumerate(found.headers)
    }


def test_an_old_demo_workbook_is_upgraded_with_ids_and_content_kept(tmp_path: Path) -> None:
    old = tmp_path / "旧.xlsx"
    write_workbook(older(demo_snapshot(), "政策库", "别名", "顾问提示(站内)"), old)
    before = old.read_bytes()
    checked = run("check", "--source", str(old))
    assert checked.exit_code == 0
    assert "jieyou template --upgrade" in checked.output
    result = run("template", "--upgrade", str(old))
    assert result.exit_code == 0
    assert "“政策库”加了这些列：别名、顾问提示(站内)。" in result.output
    assert old.read_bytes() == before
    new, demo = open_snapshot(tmp_path / "旧.新版.xlsx"), demo_snapshot()
    assert table(new, "政策库").headers == table(demo, "政策库").headers
    kept = columns(table(demo, "政策库")) | dict.fromkeys(("别名", "顾问提示(站内)"), [""] * 52)
    assert columns(table(new, "政策库")) == kept
    others = [t for t in demo.tables if t.title != "政策库"]
    assert [t for t in new.tables if t.title != "政策库"] == others
    assert "A006" not in run("check", "--source", str(tmp_path / "旧.新版.xlsx")).output


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An old workbook with the editor's own order, columns, blank rows and tab; one tab lacks."""
    stations = without(table(sheet(), "站点"), "地址", "公开电话")
    turned = tuple(reversed(stations.headers))
    rows = tuple(
        Row(9, (*reversed([row.cell(at) for at in range(len(turned))]), Cell("=自己的")))
        for row in stations.rows
    )
    mine = Table(title="站点", headers=(*turned, "我的列"), rows=rows, header_row=3)
    strange = Table(title="街坊", headers=("甲", "乙"), rows=(Row(5, (Cell("007"), Cell("x"))),))
    tables = [mine if t.title == "站点" else t for t in sheet().tables if t.title != "识别信号"]
    write_workbook(Snapshot(tables=(*tables, strange)), tmp_path / "旧.xlsx")
    return tmp_path / "旧.xlsx"


def test_the_editors_order_own_columns_and_own_tabs_stay(own: Path) -> None:
    result = run("template", "--upgrade", str(own), "--out", str(own.with_name("新.xlsx")))
    assert result.exit_code == 0
    assert "加了一张表“识别信号”" in result.output
    before, after = open_snapshot(own), open_snapshot(own.with_name("新.xlsx"))
    old, new = table(before, "站点"), table(after, "站点")
    assert set(new.headers) - set(old.headers) == {"地址", "公开电话"}
    assert [text for text in new.headers if text in old.headers] == list(old.headers)
    assert {text: columns(new)[text] for text in old.headers} == columns(old)
    assert (new.header_row, [row.number for row in new.rows]) == (3, [9])
    assert table(after, "街坊") == table(before, "街坊")
    assert table(after, "识别信号").headers == table(sheet(), "识别信号").headers


def test_where_nothing_is_missing_nothing_is_written(tmp_path: Path) -> None:
    write_workbook(sheet(), tmp_path / "表.xlsx")
    result = run("template", "--upgrade", str(tmp_path / "表.xlsx"))
    assert (result.exit_code, "不缺什么" in result.output) == (0, True)
    assert [path.name for path in tmp_path.iterdir()] == ["表.xlsx"]


def test_a_header_that_was_renamed_is_told(tmp_path: Path) -> None:
    snapshot = sheet()
    policies = table(snapshot, "政策库")
    headers = tuple("咨询电活" if text == "咨询电话" else text for text in policies.headers)
    tables = tuple(
        replace(t, headers=headers) if t.title == "政策库" else t for t in snapshot.tables
    )
    write_workbook(Snapshot(tables=tables), tmp_path / "表.xlsx")
    result = run("template", "--upgrade", str(tmp_path / "表.xlsx"))
    assert "“咨询电活”这一列像是“咨询电话”改了名" in result.output


def test_an_existing_file_a_wrong_name_and_a_bad_workbook_are_refused(own: Path) -> None:
    before = own.read_bytes()
    (own.parent / "坏.xlsx").write_bytes(b"x")
    for arguments, status in (
        (("--upgrade", str(own), "--out", str(own)), 4),
        (("--upgrade", str(own), "--out", str(own.with_name("新.csv"))), 2),
        (("--upgrade", str(own.with_name("坏.xlsx"))), 4),
        (("--upgrade", str(own), str(own.with_name("空.xlsx"))), 2),
        ((str(own.with_name("空.xlsx")), "--out", "x.xlsx"), 2),
        ((), 2),
    ):
        result = run("template", *arguments)
        assert (result.exit_code, bool(result.stderr.strip())) == (status, True)
    assert own.read_bytes() == before
    assert sorted(path.name for path in own.parent.iterdir()) == ["坏.xlsx", "旧.xlsx"]


def test_every_missing_column_of_the_schema_finds_its_place(tmp_path: Path) -> None:
    """With only its first column left, each tab gets the columns in the order of the schema."""
    bare = tuple(without(t, *t.headers[1:]) for t in sheet().tables)
    write_workbook(Snapshot(tables=bare), tmp_path / "表.xlsx")
    assert run("template", "--upgrade", str(tmp_path / "表.xlsx")).exit_code == 0
    new = open_snapshot(tmp_path / "表.新版.xlsx")
    assert [t.headers for t in new.tables] == [t.headers for t in sheet().tables]
    assert len(new.tables) == len(TABS)
