"""An empty cloud sheet that does not get its tabs, or only half of them: each is a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.template.csv_files import csv_files
from tests.empty_cloud import MARK, empty_cloud, long_street, read, run, state
from tests.google_emulator import ADDRESS, EMAIL, Emulator, drop, refuse
from tests.google_tabs import Tab, text_value
from tests.registry.test_sources_contract import sample, with_text, workbook


@pytest.fixture
def cloud(tmp_path: Path) -> Iterator[Emulator]:
    with empty_cloud(tmp_path) as emulator:
        yield emulator


def test_a_second_run_is_refused_and_changes_nothing(cloud: Emulator, tmp_path: Path) -> None:
    workbook(tmp_path, sample(tmp_path), "原.xlsx")
    assert run("--google").exit_code == 0
    before = state(cloud)
    again = run("--google", "--from", "原.xlsx", "--companion-out", "内部列.xlsx")
    assert again.exit_code == 4
    assert "说明、" in again.stderr
    assert state(cloud) == before
    assert not (tmp_path / "内部列.xlsx").exists()


@pytest.mark.parametrize(
    "tab",
    [
        Tab(title="我的", rows=[[], [{}, text_value("一格")]], number=5),
        Tab(title="我的", rows=[[{"userEnteredValue": {"formulaValue": '=""'}}]], number=5),
        Tab(title="我的", rows=[[{"note": "记得问"}]], number=5),
        Tab(title="我的", rows=[], number=5, kind="OBJECT"),
        Tab(title="我的", rows=[], number=5, merges=[{"startRowIndex": 0, "endRowIndex": 2}]),
    ],
    ids=["text", "formula", "note", "chart", "merged"],
)
def test_what_somebody_made_there_is_named_and_left_alone(cloud: Emulator, tab: Tab) -> None:
    cloud.tabs.append(tab)
    before = state(cloud)
    refused = run("--google")
    assert refused.exit_code == 4
    assert "我的" in refused.stderr
    assert state(cloud) == before


def test_half_a_spreadsheet_is_called_one(cloud: Emulator, tmp_path: Path) -> None:
    workbook(tmp_path, long_street(tmp_path), "原.xlsx")
    posts = 0

    def count_posts() -> None:
        nonlocal posts
        posts += 1
        if posts == 3:
            cloud.faults.extend([refuse(400, "INVALID_ARGUMENT")])

    cloud.before_each = count_posts
    failed = run("--google", "--from", "原.xlsx", "--companion-out", "内部列.xlsx")
    assert failed.exit_code == 4
    assert "一半" in failed.stderr
    assert "清空" in failed.stderr
    assert not (tmp_path / "内部列.xlsx").exists()


def test_an_answer_that_was_lost_is_no_failure(cloud: Emulator) -> None:
    seen = 0

    def lose() -> None:
        nonlocal seen
        seen += 1
        if seen == 2:
            cloud.loses_next_answer = True

    cloud.before_each = lose
    made = run("--google")
    assert (made.exit_code, made.stderr) == (0, "")
    assert read(cloud).doubts == ()


def test_each_refusal_is_a_sentence(cloud: Emulator, tmp_path: Path) -> None:
    workbook(tmp_path, sample(tmp_path), "原.xlsx")
    before = state(cloud)
    for arguments, status, words in (
        (("--google", "https://example.org/"), 4, "不是 Google 表格的网址"),
        (("--google", "--from", "没有.xlsx"), 4, "没有.xlsx"),
        (("--google", "--companion-out", "x.xlsx"), 2, "--from"),
        (("空.xlsx", "--from", "原.xlsx"), 2, "--google"),
        (("--google", ADDRESS, "空.xlsx"), 2, "只选一样"),
        (("--google", "--from", "原.xlsx", "--companion-out", "x.csv"), 2, ".xlsx"),
        (("--google", "--from", "原.xlsx", "--companion-out", "原.xlsx"), 4, "已经有了"),
        (("--google", "--from", "原.xlsx", "--companion-out", "public/x.xlsx"), 2, "公开网站"),
    ):
        refused = run(*arguments)
        assert (refused.exit_code, words in refused.stderr) == (status, True), refused.output
    assert state(cloud) == before


def test_an_account_that_may_not_edit_is_told_to_become_an_editor(cloud: Emulator) -> None:
    cloud.is_writer_shared = False
    refused = run("--google")
    assert refused.exit_code == 4
    assert "编辑者" in refused.stderr
    assert EMAIL in refused.stderr


def test_without_an_account_that_writes_nothing_is_asked(cloud: Emulator, tmp_path: Path) -> None:
    (tmp_path / "jieyou.toml").write_text(f'source = "{ADDRESS}"\n', encoding="utf-8")
    refused = run("--google")
    assert refused.exit_code == 4
    assert "google_writer" in refused.stderr
    assert cloud.requests == []


def test_a_network_that_is_away_leaves_nothing_behind(cloud: Emulator, tmp_path: Path) -> None:
    workbook(tmp_path, sample(tmp_path), "原.xlsx")
    cloud.faults.extend([drop] * 20)
    away = run("--google", "--from", "原.xlsx", "--companion-out", "内部列.xlsx")
    assert away.exit_code == 4
    assert not (tmp_path / "内部列.xlsx").exists()
    assert cloud.version == 1


def test_rows_that_could_not_be_put_together_again_are_refused(
    cloud: Emulator, tmp_path: Path
) -> None:
    snapshot = with_text(sample(tmp_path), "站点", "内部备注", MARK)
    workbook(tmp_path, with_text(snapshot, "站点", "编号", ""), "原.xlsx")
    refused = run("--google", "--from", "原.xlsx", "--companion-out", "内部列.xlsx")
    assert refused.exit_code == 4
    assert "站点" in refused.stderr
    assert cloud.version == 1
    assert not (tmp_path / "内部列.xlsx").exists()


def test_a_text_too_long_for_a_cell_there_is_named_and_nothing_written(
    cloud: Emulator, tmp_path: Path
) -> None:
    changed = with_text(sample(tmp_path), "政策库", "政策名称", "长" * 50_001)
    (tmp_path / "long").mkdir()
    for name, content in csv_files(changed).items():
        (tmp_path / "long" / name).write_bytes(content)
    refused = run("--google", "--from", "long")
    assert refused.exit_code == 4
    assert "政策库!B2" in refused.stderr
    assert cloud.version == 1
