"""An empty cloud sheet that gets its tabs, and reads as the sheet that it was made from."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.locale import load_locale
from registry.sources import open_snapshot
from registry.sources.google.new_tabs import MOST_BYTES
from registry.sources.parted import parted
from registry.template import demo_snapshot, empty_snapshot
from tests.cloud_workspace import write_settings
from tests.empty_cloud import MARK, empty_cloud, long_street, read, run, tab_of
from tests.google_emulator import ADDRESS, Emulator
from tests.google_tabs import Tab
from tests.registry.test_sources_contract import sample, with_text, workbook


@pytest.fixture
def cloud(tmp_path: Path) -> Iterator[Emulator]:
    with empty_cloud(tmp_path) as emulator:
        yield emulator


def test_an_empty_spreadsheet_gets_the_public_tabs_in_two_requests(cloud: Emulator) -> None:
    made = run("--google")
    assert (made.exit_code, made.stderr) == (0, "")
    assert [line.split()[0] for line in cloud.requests if "/token" not in line] == ["GET", "POST"]
    titles = [tab.title for tab in cloud.tabs]
    assert titles[0] == "说明"
    assert titles[-1] == "选项"
    assert "识别信号" not in titles
    found = read(cloud)
    assert [d.code for d in found.doubts] == []
    expected = {table.title: table for table in parted(empty_snapshot()).public.tables}
    written = {table.title for table in found.tables} - {"识别信号"}
    assert written == set(expected)
    assert "内部备注" not in json.dumps([tab.rows for tab in cloud.tabs], ensure_ascii=False)


def test_headers_explain_themselves_and_are_guarded(cloud: Emulator) -> None:
    run("--google", ADDRESS)
    tab = tab_of(cloud, "政策库")
    places = {str(cell["formattedValue"]): place for place, cell in enumerate(tab.rows[0])}
    header = tab.rows[0][places["政策名称"]]
    assert "谁能看到：所有人" in str(header["note"])
    assert "backgroundColorStyle" in str(header["userEnteredFormat"])
    assert (tab.frozen, tab.guarded) == (1, [(range(1), range(tab.width))])
    rules = {columns.start: rule for _, columns, rule in tab.rules}
    formats = {columns.start: str(form) for _, columns, form in tab.formats}
    assert "ONE_OF_LIST" in str(rules[places["状态"]])
    assert "'选项'!$" in str(rules[places[load_locale().header("policies", "audiences")]])
    assert "DATE_BETWEEN" in str(rules[places["核实日期"]])
    assert "TEXT" in formats[places["编号"]]
    assert "TEXT" in formats[places["咨询电话"]]
    assert "DATE" in formats[places["核实日期"]]


def test_a_split_sheet_reads_as_the_workbook_it_was(cloud: Emulator, tmp_path: Path) -> None:
    book = workbook(tmp_path, with_text(sample(tmp_path), "站点", "内部备注", MARK), "原.xlsx")
    made = run("--google", ADDRESS, "--from", "原.xlsx", "--companion-out", "内部列.xlsx")
    assert (made.exit_code, made.stderr) == (0, "")
    assert "内部列.xlsx" in made.output
    assert "“识别信号”整张表" in made.output
    assert "“资源库”里不公开的 1 行" in made.output
    companion = tmp_path / "内部列.xlsx"
    if os.name == "posix":
        assert companion.stat().st_mode & 0o777 == 0o600
    whole = read(cloud, companion)
    assert whole == open_snapshot(book)
    assert whole.doubts == ()
    assert MARK not in repr(cloud.tabs)
    assert MARK in repr(open_snapshot(companion))


def test_the_sample_street_goes_through_a_cloud_unchanged(cloud: Emulator, tmp_path: Path) -> None:
    book = workbook(tmp_path, demo_snapshot(), "原.xlsx")
    made = run("--google", "--from", str(book), "--companion-out", "内部列.xlsx")
    assert made.exit_code == 0
    assert read(cloud, tmp_path / "内部列.xlsx") == open_snapshot(book)
    assert max(cloud.sizes) <= MOST_BYTES + 20


def test_without_a_companion_it_is_said_what_stayed_behind(cloud: Emulator, tmp_path: Path) -> None:
    workbook(tmp_path, with_text(sample(tmp_path), "站点", "内部备注", MARK), "原.xlsx")
    made = run("--google", "--from", "原.xlsx")
    assert made.exit_code == 0
    assert "“站点”的这些列：" in made.output
    assert "内部备注" in made.output
    assert "--companion-out" in made.output
    assert MARK not in made.output + repr(cloud.tabs)


def test_where_it_is_allowed_everything_goes_up(cloud: Emulator, tmp_path: Path) -> None:
    write_settings(tmp_path, {"cloud_private": "allow"})
    book = workbook(tmp_path, sample(tmp_path), "原.xlsx")
    assert run("--google", "--from", "原.xlsx", "--companion-out", "x.xlsx").exit_code == 2
    assert run("--google", "--from", "原.xlsx").exit_code == 0
    assert read(cloud, allows=True) == open_snapshot(book)


def test_empty_tabs_that_stand_there_are_used(cloud: Emulator) -> None:
    cloud.tabs += [Tab(title="政策库", rows=[], number=1), Tab(title="x", rows=[], number=3)]
    assert run("--google").exit_code == 0
    assert tab_of(cloud, "政策库").number == 1
    assert [tab.number for tab in cloud.tabs if tab.title in ("说明", "设置")] == [0, 3]
    assert read(cloud).doubts == ()


def test_no_text_becomes_a_formula(cloud: Emulator, tmp_path: Path) -> None:
    odd = {
        "name": "=HYPERLINK(1)",
        "aliases": "+1",
        "summary": "-1",
        "process": "@x",
        "apply_at": "'a",
        "phone": "021-0000 0001",
        "fee": "007",
        "verified_on": "2024-07",
    }
    changed = sample(tmp_path)
    for key, text in odd.items():
        changed = with_text(changed, "政策库", load_locale().header("policies", key), text)
    workbook(tmp_path, changed, "原.xlsx")
    assert run("--google", "--from", "原.xlsx").exit_code == 0
    cells = [cell for row in tab_of(cloud, "政策库").rows[1:] for cell in row]
    assert {str(cell.get("formattedValue")) for cell in cells} >= set(odd.values())
    assert "formulaValue" not in repr(cells)


def test_a_long_sheet_goes_up_in_portions(cloud: Emulator, tmp_path: Path) -> None:
    book = workbook(tmp_path, long_street(tmp_path), "原.xlsx")
    assert run("--google", "--from", "原.xlsx", "--companion-out", "c.xlsx").exit_code == 0
    assert len(cloud.sizes) == 2
    assert max(cloud.sizes) <= MOST_BYTES + 20
    assert read(cloud, tmp_path / "c.xlsx") == open_snapshot(book)


def test_what_belongs_to_an_internal_row_stays_with_it(cloud: Emulator, tmp_path: Path) -> None:
    changed = with_text(sample(tmp_path), "政策库", "公开范围", "内部")
    changed = with_text(changed, "政策库", "政策名称", MARK)
    book = workbook(tmp_path, with_text(changed, "待遇", "文字说明", MARK), "原.xlsx")
    made = run("--google", "--from", "原.xlsx", "--companion-out", "内部列.xlsx")
    assert (made.exit_code, made.stderr) == (0, "")
    assert MARK not in repr(cloud.tabs)
    assert "“待遇”里不公开的" in made.output
    whole = read(cloud, tmp_path / "内部列.xlsx")
    assert (whole, whole.doubts) == (open_snapshot(book), ())
