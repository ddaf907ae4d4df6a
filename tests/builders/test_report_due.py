"""The list of what must be verified again: on a screen, as data, and as a workbook."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from builders.cli import main
from builders.due import due_bytes, due_list, lines
from registry.check import check
from registry.snapshot import Part
from registry.template import workbook_bytes
from tests.registry.sheets import Rows, sheet, with_cells
from tests.small_street import AS_OF, small_street, write_sheet
from tests.test_reproducible import digests


def run(*arguments: object, as_of: str = AS_OF.isoformat()) -> Result:
    options = ("--as-of", as_of)
    return CliRunner().invoke(main, ["report", "due", *map(str, arguments), *options])


def street() -> Rows:
    """A street where the standard changed in July, and a telephone was last rung in May."""
    rows = with_cells(
        "policies", "P002", small_street(), pegged_to="低保标准", decided_by="区民政局"
    )
    rows = with_cells("policies", "P002", rows, verified_on="2026-06-20", verified_by="=王")
    cells = {"verified_on": "2026-05-01", "phone": "021-0000 2001", "liaison": "=分发岗"}
    return with_cells("resources", "R001", rows, name="=送餐", organization="G001", **cells)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "jieyou.toml").write_text('source = "sheet"\n', encoding="utf-8")
    write_sheet(tmp_path / "sheet", street())
    return tmp_path


PHONE = (
    "- 已到期 2026-07-31：【资源库】第 2 行 Q 列“公开电话”：R001 =送餐，电话。"
    "90 天核实一次，上次是 2026-05-01 → 打一遍这个电话；整条都看过，再改核实日期（可问：=分发岗）"
)
PEGGED = (
    "- 已到期 2026-07-01：【政策库】第 3 行 Y 列“随哪些标准变动”：P002 临时救助，随标准变动的内容。"
    "“低保标准”从 2026-07-01 起由 1595 元/人/月 改为 1700 元/人/月"
    " → 对照标准看正文、条件和数字，改好后改核实日期"
)
UNDATED = (
    "没有列进来：“站点”2 行。这些行有电话或开放时间，可是这几张表没有“核实日期”列，算不出哪天到期。"
)


def test_what_is_due_stands_under_whoever_is_responsible(folder: Path) -> None:
    before = digests(folder)
    result = run()
    assert (result.exit_code, result.output.splitlines()) == (
        0,
        [
            "区民政局（1 条）",
            PEGGED,
            "示例服务社（1 条）",
            PHONE,
            "到 2026-10-01 为止要核实 2 条：已到期 2，将到期 0，从未核实 0。",
            UNDATED,
        ],
    )
    assert digests(folder) == before


def test_what_is_due_soon_what_nobody_is_named_for_and_what_was_never_verified(
    folder: Path,
) -> None:
    rows = with_cells("policies", "P001", street(), verified_on="", phone="021-0000 0001")
    write_sheet(folder / "sheet", rows)
    told = run("--days", "120").output.splitlines()
    assert "没有写明由谁负责（1 条）" in told
    assert told[told.index("没有写明由谁负责（1 条）") + 1] == (
        "- 从未核实：【政策库】第 2 行 AM 列“核实日期”：P001 最低生活保障，整条政策。"
        "还没有核实过 → 向主管部门核对整条，再改核实日期（可问：021-0000 0001）"
    )
    assert told[-2] == "到 2026-12-30 为止要核实 4 条：已到期 2，将到期 1，从未核实 1。"


@pytest.mark.usefixtures("folder")
def test_nothing_due_is_said() -> None:
    write_sheet(Path("sheet"), small_street())
    result = run()
    assert (result.exit_code, result.output.splitlines()) == (
        0,
        ["没有要核实的（看到 2026-10-01 为止）。", UNDATED],
    )


@pytest.mark.usefixtures("folder")
def test_the_same_as_data_is_the_same_every_time() -> None:
    result = run("--format", "json")
    assert result.output == run("--format", "json").output
    found = json.loads(result.output)
    assert (found["as_of"], found["days"]) == ("2026-09-01", 30)
    assert found["counts"] == {"overdue": 2, "soon": 0, "never": 0}
    assert found["undated"] == {"stations": 2}
    assert found["items"][1] == {
        "tab": "resources",
        "id": "R001",
        "name": "=送餐",
        "of": "",
        "responsible": "示例服务社",
        "contact": "=分发岗",
        "verified_by": "",
        "verified_on": "2026-05-01",
        "fact": "phone",
        "state": "overdue",
        "reason": "budget",
        "due_on": "2026-07-31",
        "why": "90 天核实一次，上次是 2026-05-01",
        "todo": "打一遍这个电话；整条都看过，再改核实日期",
        "pegged": [],
        "title": "资源库",
        "row": 2,
        "column": "Q",
        "cell": "Q2",
        "header": "公开电话",
        "book": "",
        "link": "",
    }


def test_a_figure_whose_legal_year_ended_names_all_that_is_pegged_to_it(folder: Path) -> None:
    write_sheet(folder / "sheet", small_street())
    figure = next(line for line in run(as_of="2027-07-01").output.splitlines() if "T002" in line)
    assert figure == (
        "- 已到期 2027-07-01：【标准】第 3 行 F 列“起始日期”：T002 低保标准，数字。"
        "“低保标准”最后写的是 1700 元/人/月，2027-07-01 起有没有调整，表里还没有写"
        " → 向主管部门核实；变了就加一行新的，没有变就改核实日期或填结束日期"
        "；随它变动的 1 行：B001 最低生活保障·保障线"
    )


def test_a_list_to_hand_out_leads_back_to_the_cells_of_the_workbook(folder: Path) -> None:
    (folder / "表 格.xlsx").write_bytes(workbook_bytes(sheet(street())))
    target = folder / "发" / "名单.xlsx"
    result = run("--source", "表 格.xlsx", "--format", "xlsx", "--out", target)
    assert (result.exit_code, result.output.splitlines()[-1][:7]) == (0, "已写出核实名单")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    tab = openpyxl.load_workbook(target)["要核实的"]
    heads, *rows = [[cell.value or "" for cell in row] for row in tab.iter_rows(min_row=4)]
    assert [row[:3] + row[5:7] for row in rows] == [
        ["区民政局", "已到期", "2026-07-01", "P002 临时救助", "随标准变动的内容"],
        ["示例服务社", "已到期", "2026-07-31", "R001 =送餐", "电话"],
    ]
    place = tab.cell(row=6, column=heads.index("位置") + 1)
    assert place.value == "Q2"
    assert place.hyperlink is not None
    assert place.hyperlink.target == "..\\表%20格.xlsx"
    assert place.hyperlink.location == "'资源库'!Q2"


def test_texts_that_look_like_formulas_stay_texts_in_the_list(folder: Path) -> None:
    target = folder / "名单.xlsx"
    assert run("--format", "xlsx", "--out", target).exit_code == 0
    tab = openpyxl.load_workbook(target)["要核实的"]
    cells = [cell for row in tab.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    odd = {cell.value: cell.quotePrefix for cell in cells if str(cell.value).startswith("=")}
    assert odd == {"=王": True, "=分发岗": True}


def test_the_same_list_is_the_same_workbook_and_none_is_overwritten(folder: Path) -> None:
    first, second = folder / "一.xlsx", folder / "二.xlsx"
    for target in (first, second):
        assert run("--format", "xlsx", "--out", target).exit_code == 0
    before = first.read_bytes()
    assert before == second.read_bytes()
    assert run("--format", "xlsx", "--out", first).exit_code == 4
    assert first.read_bytes() == before


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "arguments",
    [
        ("--format", "xlsx"),
        ("--out", "名单.xlsx"),
        ("--format", "xlsx", "--out", "名单.csv"),
        ("--format", "xlsx", "--out", "packs/名单.xlsx"),
        ("--days", "-1"),
    ],
)
def test_a_wrong_use_is_refused(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize("form", ["text", "json", "xlsx"])
def test_a_sheet_with_errors_is_told_and_nothing_else(folder: Path, form: str) -> None:
    write_sheet(
        folder / "sheet", with_cells("policies", "P001", street(), verified_on="2027-01-01")
    )
    target = folder / "名单.xlsx"
    result = run("--format", form, *(("--out", target) if form == "xlsx" else ()))
    assert (result.exit_code, "F001" in result.output) == (1, True)
    assert "R001" not in result.output
    assert not target.exists()


def test_the_places_are_those_of_a_cloud_sheet(folder: Path) -> None:
    part = Part(
        book="云端", link="https://docs.example/#gid=7&range=", columns={16: 2}, rows={2: 9}
    )
    outcome = replace(check(sheet(street()), AS_OF), parts={"资源库": (part,)})
    found = due_list(outcome, AS_OF, 30)
    told = next(line for line in lines(found) if "R001" in line)
    assert told.startswith("- 已到期 2026-07-31：〔云端〕【资源库】第 9 行 C 列“公开电话”：R001")
    assert told.endswith(" https://docs.example/#gid=7&range=C9")
    (folder / "名单.xlsx").write_bytes(due_bytes(found, ""))
    cells = [
        cell
        for row in openpyxl.load_workbook(folder / "名单.xlsx")["要核实的"].iter_rows()
        for cell in row
    ]
    links = [(cell.value, cell.hyperlink.target) for cell in cells if cell.hyperlink]
    assert links == [("C9", "https://docs.example/")]


def test_text_of_several_lines_stays_on_one() -> None:
    rows = with_cells("policies", "P002", street(), decided_by="区民政局\n街道", name="临时\n救助")
    outcome = check(sheet(rows), AS_OF)
    told = list(lines(due_list(outcome, AS_OF, 30)))
    assert told[0] == "区民政局 街道（1 条）"
    assert not any("\n" in line for line in told)
