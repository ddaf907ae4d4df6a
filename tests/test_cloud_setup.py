"""An empty cloud sheet that gets its tabs, and the two parts of a sheet put together again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.cli import main
from registry import sources
from registry.locale import load_locale
from registry.schema import TABS
from registry.snapshot import Cell, Row, Snapshot, Table
from registry.sources import SourceAddress, open_snapshot, open_source
from registry.sources.google import Patience
from registry.sources.google.new_tabs import MOST_BYTES, batches, requests_for
from registry.sources.google.reply import StandingTab
from registry.sources.parted import parted
from registry.template import demo_snapshot, empty_snapshot
from registry.template.cloud import cloud_tabs
from registry.template.csv_files import csv_files
from tests.google_changes import MalformedError
from tests.google_emulator import ADDRESS, EMAIL, Emulator, drop, refuse, serving, write_key
from tests.google_tabs import Tab, text_value
from tests.registry.test_sources_contract import sample, with_text, workbook

MARK = "只给办公室看的暗号"
QUICK = Patience(seconds=3.0, request_seconds=1.0, first_wait=0.001)


@pytest.fixture
def cloud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    """A workspace whose source is a spreadsheet with one tab and nothing in it."""
    monkeypatch.setattr(sources, "PATIENCE", QUICK)
    with serving(Emulator([Tab(title="Sheet1", rows=[[{}]], number=0)])) as emulator:
        key = write_key(tmp_path, emulator.address).name
        entries = {"source": ADDRESS, "google_account": key, "google_writer": key}
        write_settings(tmp_path, entries | {"google_gateway": emulator.address})
        monkeypatch.chdir(tmp_path)
        yield emulator


def write_settings(folder: Path, entries: dict[str, str]) -> None:
    lines = "".join(f'{key} = "{value}"\n' for key, value in entries.items())
    with (folder / "jieyou.toml").open("a", encoding="utf-8") as file:
        file.write(lines)


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


def test_a_long_sheet_goes_up_in_portions(cloud: Emulator, tmp_path: Path) -> None:
    book = workbook(tmp_path, long_street(tmp_path), "原.xlsx")
    assert run("--google", "--from", "原.xlsx", "--companion-out", "c.xlsx").exit_code == 0
    assert len(cloud.sizes) == 2
    assert max(cloud.sizes) <= MOST_BYTES + 20
    assert read(cloud, tmp_path / "c.xlsx") == open_snapshot(book)


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


def test_every_public_tab_has_its_place() -> None:
    tabs = cloud_tabs(parted(empty_snapshot()).public, is_public_only=True)
    assert len(tabs) == sum(not tab.station_wide for tab in TABS) + 2
