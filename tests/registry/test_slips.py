from __future__ import annotations

from dataclasses import dataclass

import pytest

from registry.check import check
from registry.diagnostics import Diagnostic, Severity
from registry.locale import load_locale
from registry.report import explain, render_json, render_text
from registry.snapshot import Snapshot
from tests.registry.sheets import (
    AS_OF,
    ROWS,
    Rows,
    headers,
    letter,
    sheet,
    with_cells,
    with_row,
    with_table,
)


@dataclass(frozen=True)
class Slip:
    name: str
    code: str
    tab: str
    row: int
    column: str
    remedy: str
    cells: tuple[str, str, dict[str, str]]
    new_row_like: str = ""

    def apply(self, rows: Rows) -> Rows:
        tab, key, cells = self.cells
        if self.new_row_like:
            return with_row(tab, self.new_row_like, rows, **cells)
        return with_cells(tab, key, rows, **cells)


ID_NUMBER = "11010519491231002X"  # the example printed in GB 11643
SLIPS = (
    Slip(
        "typo in a choice", "C001", "policies", 2, "level", "下拉",
        ("policies", "P001", {"level": "上海是"}),
    ),
    Slip(
        "unknown reference", "D001", "benefits", 2, "policy", "编号",
        ("benefits", "B001", {"policy": "P099"}),
    ),
    Slip(
        "unreadable date", "C003", "policies", 2, "issued_on", "2024-07-01",
        ("policies", "P001", {"issued_on": "去年夏天"}),
    ),
    Slip(
        "phone that lost its zero", "C009", "policies", 2, "phone", "文本",
        ("policies", "P001", {"phone": "2162510000"}),
    ),
    Slip(
        "overlapping periods", "E002", "standards", 3, "from_on", "结束日期",
        ("standards", "T001", {"to_on": "2026-08-31"}),
    ),
    Slip(
        "identity number in a public cell", "P001", "resources", 2, "content", "删去",
        ("resources", "R001", {"content": f"送午餐，{ID_NUMBER}。"}),
    ),
    Slip(
        "duplicate id", "B001", "organizations", 3, "id", "换一个",
        ("organizations", "", {"name": "另一家服务社"}), new_row_like="G001",
    ),
    Slip(
        "empty required cell", "B003", "policies", 4, "summary", "补上",
        ("policies", "", {"id": "P003", "name": "三", "summary": ""}), new_row_like="P001",
    ),
    Slip(
        "retired without successor or reason", "G009", "policies", 3, "retired_reason",
        "由哪条代替",
        ("policies", "P002", {"status": "停用"}),
    ),
)  # fmt: skip


def without_header(snapshot: Snapshot) -> Snapshot:
    """The tenth slip: nobody can say which column holds the response time of the signals."""
    title = load_locale().header("signals", "response_time")
    left = tuple("" if text == title else text for text in headers(snapshot, "signals"))
    return with_table(snapshot, "signals", headers=left)


def errors(snapshot: Snapshot) -> list[Diagnostic]:
    found = check(snapshot, AS_OF).diagnostics
    return [problem for problem in found if problem.severity is Severity.ERROR]


def test_the_sheet_without_slips_has_no_problem() -> None:
    assert check(sheet(), AS_OF).diagnostics == ()


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_alone_is_one_error_at_its_cell(slip: Slip) -> None:
    (problem,) = errors(sheet(slip.apply(ROWS)))
    assert problem.code == slip.code
    assert problem.address.tab == load_locale().tabs[slip.tab]
    assert problem.address.cell == f"{letter(slip.tab, slip.column)}{slip.row}"


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_is_told_with_place_and_remedy(slip: Slip) -> None:
    (problem,) = errors(sheet(slip.apply(ROWS)))
    told = explain(problem, load_locale())
    header = load_locale().header(slip.tab, slip.column)
    column = letter(slip.tab, slip.column)
    title = load_locale().tabs[slip.tab]
    assert told.place == f"【{title}】第 {slip.row} 行 {column} 列“{header}”："
    assert slip.remedy in told.remedy


def test_a_missing_header_is_one_error_that_names_it() -> None:
    (problem,) = errors(without_header(sheet()))
    assert (problem.code, problem.address.row) == ("A002", 1)
    told = explain(problem, load_locale())
    assert told.line == (
        "【识别信号】第 1 行 G 列“响应时限”：没有找到必填的列“响应时限”。"
        " → 请在这一格补上表头“响应时限”；如果表头改过名，请改回来；"
        "如果是用旧版做的表，请运行 jieyou template --upgrade 这本表，会另写一份补齐的。"
    )


def all_slips() -> Snapshot:
    rows = ROWS
    for slip in SLIPS:
        rows = slip.apply(rows)
    return without_header(sheet(rows))


def test_ten_slips_together_are_all_listed() -> None:
    found = {(problem.code, problem.address.cell) for problem in errors(all_slips())}
    expected = {(slip.code, f"{letter(slip.tab, slip.column)}{slip.row}") for slip in SLIPS}
    assert expected <= found
    assert {code for code, _ in found} == {slip.code for slip in SLIPS} | {"A002"}


def test_ten_slips_are_printed_and_counted() -> None:
    outcome = check(all_slips(), AS_OF)
    lines = render_text(outcome.diagnostics, outcome.counts, load_locale())
    assert all(any(slip.code in line for line in lines) for slip in SLIPS)
    assert "11010519491231002X" not in "\n".join(lines)
    assert lines[-1].startswith("已检查 12 张表 29 行：")


def test_ten_slips_as_data_have_letter_and_remedy() -> None:
    outcome = check(all_slips(), AS_OF)
    report = render_json(outcome.diagnostics, outcome.counts, load_locale())
    assert report["errors"] == len(errors(all_slips()))
    assert all(problem["remedy"] and problem["tab"] for problem in report["problems"])
    assert all(problem["column"] for problem in report["problems"])
