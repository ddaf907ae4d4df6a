"""The results of a check, written back into the sheet in a cloud."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.snapshot import column_letter
from tests.cloud_workspace import cloud_workspace, run, write_settings
from tests.google_emulator import Emulator, Tab, text_value, write_key
from tests.registry.test_companion import added
from tests.registry.test_sources_contract import sample, split, with_text, workbook


@pytest.fixture
def cloud(tmp_path: Path) -> Iterator[Emulator]:
    with cloud_workspace(tmp_path) as emulator:
        yield emulator


def results(emulator: Emulator) -> list[list[str]]:
    """The texts of the tab with results."""
    (tab,) = (tab for tab in emulator.tabs if tab.title == "检查结果")
    return [[str(cell.get("formattedValue", "")) for cell in row] for row in tab.rows]


def with_writer(folder: Path, emulator: Emulator) -> None:
    write_settings(folder, {"google_writer": write_key(folder, emulator.address).name})


def spoil(emulator: Emulator) -> None:
    """A date that is none, and a text that looks like a formula."""
    (tab,) = (tab for tab in emulator.tabs if tab.title == "政策库")
    headers = [cell["formattedValue"] for cell in tab.rows[0]]
    cells = tab.rows[1]
    cells += [{} for _ in range(len(headers) - len(cells))]
    cells[headers.index("核实日期")] = text_value('=HYPERLINK("x")')
    emulator.version += 1


def test_results_are_written_into_their_own_tab_and_nowhere_else(
    cloud: Emulator, tmp_path: Path
) -> None:
    with_writer(tmp_path, cloud)
    spoil(cloud)
    before = [(tab.title, list(tab.rows)) for tab in cloud.tabs]
    first = run("check", "--write-back")
    assert first.exit_code == 1
    assert [(tab.title, list(tab.rows)) for tab in cloud.tabs[:-1]] == before
    written = results(cloud)
    assert "已检查 12 张表" in written[2][0]
    assert [row[2] for row in written[5:]] == [f"{column(cloud)}2"]
    assert "HYPERLINK" in written[5][4]

    version = cloud.version
    again = run("check", "--write-back")
    assert "没有重写" in again.output
    assert (cloud.version, results(cloud)) == (version, written)


def column(emulator: Emulator) -> str:
    (tab,) = (tab for tab in emulator.tabs if tab.title == "政策库")
    return column_letter([cell["formattedValue"] for cell in tab.rows[0]].index("核实日期"))


def test_results_that_shrink_leave_nothing_of_the_old_ones(cloud: Emulator, tmp_path: Path) -> None:
    with_writer(tmp_path, cloud)
    spoil(cloud)
    run("check", "--write-back")
    (tab,) = (tab for tab in cloud.tabs if tab.title == "政策库")
    for cell in tab.rows[1]:
        if "HYPERLINK" in str(cell.get("formattedValue")):
            cell.clear()
    cloud.version += 1
    run("check", "--write-back")
    assert not any("HYPERLINK" in text for row in results(cloud) for text in row)


def test_nothing_of_the_companion_is_written_to_the_cloud(cloud: Emulator, tmp_path: Path) -> None:
    with_writer(tmp_path, cloud)
    _, private = split(sample(tmp_path / "again"))
    spoiled = with_text(private, "站点", "内部备注", "手机 13912345678")
    workbook(tmp_path, spoiled, "内部列.xlsx")
    told = run("check", "--write-back")
    assert "P102" in told.output
    assert not any("P102" in row for row in results(cloud))


def test_a_sheet_that_changed_meanwhile_gets_no_results(cloud: Emulator, tmp_path: Path) -> None:
    with_writer(tmp_path, cloud)
    seen = 0

    def edit() -> None:
        nonlocal seen
        seen += 1
        if seen == 4:
            cloud.version += 1

    cloud.before_each = edit
    refused = run("check", "--write-back")
    assert refused.exit_code == 4
    assert "没有写回去" in refused.output
    assert "检查结果" not in [tab.title for tab in cloud.tabs]


def test_a_tab_of_somebody_elses_is_not_overwritten(cloud: Emulator, tmp_path: Path) -> None:
    with_writer(tmp_path, cloud)
    cloud.tabs.append(Tab(title="检查结果", rows=[[text_value("我自己的")]], number=900))
    refused = run("check", "--write-back")
    assert refused.exit_code == 4
    assert results(cloud) == [["我自己的"]]


def test_without_a_writer_or_a_cloud_nothing_can_be_written_back(
    cloud: Emulator, tmp_path: Path
) -> None:
    assert "google_writer" in run("check", "--write-back").output
    workbook(tmp_path, sample(tmp_path / "same"), "whole.xlsx")
    assert "--format xlsx" in run("check", "--write-back", "--source", "whole.xlsx").output
    assert cloud.tabs[-1].title != "检查结果"


def test_what_the_companion_holds_is_never_told_in_the_cloud(
    cloud: Emulator, tmp_path: Path
) -> None:
    with_writer(tmp_path, cloud)
    _, private = split(sample(tmp_path / "again"))
    stray = added(private, "站点", 编号="S99", 内部备注="走失的一行")
    workbook(tmp_path, with_text(stray, "站点", "内部备注", "手机 13912345678"), "内部列.xlsx")
    cloud.title = "内部列.xlsx"
    local = run("check", "--write-back").output
    assert "R024" in local
    assert "P102" in local
    written = "".join(text for row in results(cloud) for text in row)
    assert "R024" not in written
    assert "P102" not in written
