"""Ticked lists come back: the right proposals, what must be told, and nothing applied."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from builders.cli import main
from tests.builders.ticked_lists import Street, three_stations
from tests.registry.sheets import with_cells
from tests.small_street import write_sheet
from tests.test_reproducible import digests

LIST = "资源清单"


def run(*arguments: object) -> Result:
    options = ("--as-of", "2026-09-20")
    return CliRunner().invoke(main, ["collect", *map(str, arguments), *options])


@pytest.fixture
def street(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Street:
    monkeypatch.chdir(tmp_path)
    return Street(tmp_path)


@pytest.fixture
def back(street: Street) -> list[Path]:
    """The lists of three stations, each ticked in its own way."""
    sent = street.publish(three_stations())
    first = {
        (LIST, "R001"): {"已核实": "☑"},
        (LIST, "R002"): {"已核实": "2026年9月12日", "备注": "周三休息"},
        (LIST, "R003"): {"备注": "=HYPERLINK(1)"},
        ("识别清单", "X001"): {"已核实": "√"},
        ("政策要点", "P001"): {"有误": "☑", "备注": "电话\n打不通"},
    }
    second = {(LIST, "R002"): {"有误": "地址不对"}, ("服务清单", "F001"): {"已停": "☑"}}
    third = {(LIST, "R003"): {"已停": "是", "备注": "师傅退休"}, (LIST, "R002"): {"已停": "否"}}
    return [
        street.come_back(f"{number}.xlsx", sent[station], ticks)
        for number, (station, ticks) in enumerate(
            (("S01", first), ("S02", second), ("S03", third)), start=1
        )
    ]


def proposals(result: Result) -> list[tuple[str, ...]]:
    keys = ("station", "kind", "tab", "id", "column", "now", "proposed", "remark")
    return [tuple(one[key] for key in keys) for one in json.loads(result.stdout)["proposals"]]


def told(result: Result) -> list[tuple[str, str, int]]:
    return [(one["code"], one["file"], one["row"]) for one in json.loads(result.stdout)["told"]]


def test_ticked_lists_of_three_stations_are_collected_into_the_right_proposals(
    street: Street, back: list[Path]
) -> None:
    before = digests(street.folder)
    result = run(*back, "--format", "json")
    assert result.exit_code == 0
    day = "核实日期"
    assert proposals(result) == [
        ("S01", "wrong", "policies", "P001", "", "", "", "电话\n打不通"),
        ("S02", "stopped", "services", "F001", "状态", "已审核", "停用", ""),
        ("S01", "confirmed", "resources", "R001", day, "2026-08-01", "2026-09-10", ""),
        ("S01", "confirmed", "resources", "R002", day, "2026-08-01", "2026-09-12", "周三休息"),
        ("S02", "wrong", "resources", "R002", "", "", "", "地址不对"),
        ("S01", "remark", "resources", "R003", "", "", "", "=HYPERLINK(1)"),
        ("S03", "stopped", "resources", "R003", "使用情况", "在用", "暂停", "师傅退休"),
        ("S01", "confirmed", "signals", "X001", "", "", "2026-09-10", ""),
    ]
    assert told(result) == []
    assert digests(street.folder) == before


def test_stations_that_contradict_each_other_are_shown_together(back: list[Path]) -> None:
    lines = run(*back).output.splitlines()
    assert lines[0].startswith("各份清单说法不一")
    assert "R002 量血压" in lines[1]
    assert "已核实（S01 示例一站）" in lines[1]
    assert "有误（S02 示例二站） 备注：地址不对" in lines[1]
    assert "共享表格没有动" in lines[-1]


def test_the_proposals_are_a_workbook_of_texts_for_its_owner(back: list[Path]) -> None:
    target = back[0].with_name("建议.xlsx")
    assert run(*back, "--format", "xlsx", "--out", target).exit_code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    sheet = openpyxl.load_workbook(target)["建议"]
    heads, *rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert heads[:7] == ["表", "编号", "名称", "提议", "列", "现在", "建议改成"]
    assert ["资源库", "R003", "=修伞", "只有备注"] in [row[:4] for row in rows]
    assert [row[1] for row in rows if row[10] == "是"] == ["R002", "R002"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.quotePrefix for cell in cells if str(cell.value).startswith("=")} == {True}


def test_an_existing_workbook_and_a_wrong_name_are_refused(back: list[Path]) -> None:
    before = back[0].read_bytes()
    assert run(*back, "--format", "xlsx", "--out", back[0]).exit_code == 4
    assert run(*back, "--format", "xlsx", "--out", "建议.csv").exit_code == 2
    assert run(*back, "--format", "xlsx").exit_code == 2
    assert run(*back, "--format", "xlsx", "--out", "packs/建议.xlsx").exit_code == 2
    assert run(*back, "--out", "建议.xlsx").exit_code == 2
    assert back[0].read_bytes() == before


def test_an_older_edition_a_row_that_left_and_an_unknown_id_are_told(street: Street) -> None:
    sent = street.publish(three_stations())["S02"]
    moved = with_cells("resources", "R002", three_stations(), coverage="S01")
    street.publish(with_cells("resources", "R003", moved, id="R009"))
    ticks = {(LIST, "R002"): {"已核实": "☑"}, (LIST, "R003"): {"有误": "☑", "备注": "没了"}}
    result = run(street.come_back("旧.xlsx", sent, ticks), "--format", "json")
    assert told(result) == [
        ("OLDER_EDITION", "旧.xlsx", 0),
        ("NOT_ON_LIST", "旧.xlsx", 2),
        ("UNKNOWN_ID", "旧.xlsx", 3),
    ]
    assert [one[3] for one in proposals(result)] == ["R002"]
    assert json.loads(result.stdout)["told"][2]["known"] == "没了"


def test_days_that_cannot_count_and_numbers_of_residents_are_told(street: Street) -> None:
    sent = street.publish(three_stations())["S01"]
    ticks = {
        (LIST, "R001"): {"已核实": "昨天"},
        (LIST, "R002"): {"已核实": "2027-01-01", "备注": "身份证 310105194912310024 的老人"},
        (LIST, "R003"): {"已核实": "2026-07-01"},
        ("服务清单", "F001"): {"已核实": "☑"},
        ("政策要点", "P001"): {"已核实": "2026-09-09", "有误": "☑"},
    }
    result = run(street.come_back("一.xlsx", sent, ticks, checked_on=""), "--format", "json")
    assert sorted(code for code, *_ in told(result)) == [
        "BAD_DAY",
        "BOTH",
        "LATER_DAY",
        "NOT_NEWER",
        "NO_DAY",
        "PERSONAL",
    ]
    assert "310105194912310024" not in result.stdout
    assert [one[1:4] for one in proposals(result)] == [
        ("confirmed", "policies", "P001"),
        ("wrong", "policies", "P001"),
        ("remark", "resources", "R002"),
    ]


def test_bad_files_are_told_all_at_once_and_the_good_ones_are_read(
    street: Street, back: list[Path]
) -> None:
    (street.folder / "坏.xlsx").write_bytes(b"PK\x03\x04")
    (street.folder / "空.xlsx").write_bytes(b"")
    openpyxl.Workbook().save(street.folder / "别的.xlsx")
    bad = [street.folder / name for name in ("坏.xlsx", "空.xlsx", "别的.xlsx", "没有.xlsx")]
    result = run(*bad, *back)
    assert result.exit_code == 4
    assert all(path.name in result.stderr for path in bad)
    assert "读了 3 份清单，一共 8 条建议" in result.output


def test_a_folder_stands_for_the_lists_in_it_and_a_list_that_came_twice_counts_once(
    street: Street, back: list[Path]
) -> None:
    inbox = street.folder / "收件"
    inbox.mkdir()
    for name in ("a.xlsx", "b.xlsx", "~$a.xlsx"):
        (inbox / name).write_bytes(back[1].read_bytes())
    result = run(inbox, "--format", "json")
    assert [code for code, *_ in told(result)] == ["TWICE"]
    assert len(proposals(result)) == 2


def test_a_list_of_no_station_and_one_that_was_never_published_are_told(street: Street) -> None:
    sent = street.publish(three_stations())["S03"]
    path = street.come_back("三.xlsx", sent, {(LIST, "R003"): {"有误": "☑"}})
    shutil.rmtree(street.folder / "editions")
    write_sheet(street.folder / "sheet", with_cells("stations", "S03", three_stations(), id="S09"))
    result = run(path, "--format", "json")
    assert [code for code, *_ in told(result)] == ["UNKNOWN_STATION", "NEVER_PUBLISHED"]
    assert [one[3] for one in proposals(result)] == ["R003"]


def test_a_sheet_with_errors_is_compared_as_far_as_it_can_be(street: Street) -> None:
    sent = street.publish(three_stations())["S03"]
    path = street.come_back("三.xlsx", sent, {(LIST, "R003"): {"有误": "☑"}})
    write_sheet(
        street.folder / "sheet", with_cells("resources", "R003", three_stations(), status="?")
    )
    result = run(path, "--format", "json")
    assert [code for code, *_ in told(result)] == ["SHEET_HAS_ERRORS"]
    assert [one[3] for one in proposals(result)] == ["R003"]


def test_what_is_paused_and_found_stopped_has_ended(street: Street) -> None:
    rows = with_cells("resources", "R003", three_stations(), availability="暂停")
    sent = street.publish(rows)["S03"]
    path = street.come_back("三.xlsx", sent, {(LIST, "R003"): {"已停": "☑"}})
    (found,) = proposals(run(path, "--format", "json"))
    assert found[4:7] == ("使用情况", "暂停", "已结束")


def test_a_list_that_nobody_ticked_is_told(street: Street) -> None:
    path = street.come_back("空白.xlsx", street.publish(three_stations())["S01"], {})
    assert "一格也没有填" in run(path).output
