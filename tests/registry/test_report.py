from __future__ import annotations

import json

from registry.check import Counts
from registry.locale import load_locale
from registry.report import render_json, render_text
from tests.registry.sheets import ROWS, Rows, judged, with_cells, with_row


def lines(rows: Rows) -> list[str]:
    outcome = judged(rows)
    return render_text(outcome.diagnostics, outcome.counts, load_locale())


def many(count: int, **cells: str) -> Rows:
    rows = ROWS
    for number in range(count):
        rows = with_row("policies", "P001", rows, id=f"P1{number:02d}", **cells)
    return rows


def test_a_clean_sheet_is_told_with_what_was_checked() -> None:
    assert lines(ROWS) == ["已检查 12 张表 27 行，没有问题。"]


def test_one_problem_is_one_line_with_place_cause_and_remedy() -> None:
    told = lines(with_cells("policies", "P001", level="上海是"))
    assert told == [
        (
            "错误 【政策库】第 2 行 F 列“层级”：填的是“上海是”，不在可选项里，"
            "应为：国家、国家与上海市、上海市、长宁区、街道。"
            " → 是不是“上海市”？请从下拉列表里选一项。(C001)"
        ),
        "已检查 12 张表 27 行：1 个错误，0 个警告，0 个提示。",
    ]


def test_equal_problems_of_one_column_are_one_line() -> None:
    rows = with_cells("policies", "P001", many(3, level="上海是"), level="上海是")
    (line, _) = lines(rows)
    assert line.startswith("错误 【政策库】“层级”（F2、F4–F6 共 4 处）：填的是“上海是”")


def test_different_errors_of_one_column_stay_apart() -> None:
    rows = with_cells("policies", "P001", many(1, level="国嘉"), level="上海是")
    assert len(lines(rows)) == 3


def test_different_warnings_of_one_column_are_one_line() -> None:
    rows = with_cells(
        "policies", "P001", many(1, verified_on="2025-01-01"), verified_on="2025-02-01"
    )
    (line, _) = lines(rows)
    assert line.startswith("警告 【政策库】“核实日期”（AM2、AM4 共 2 处）：核实日期太久了。 → ")


def test_errors_stand_before_warnings_and_notices() -> None:
    rows = with_cells("policies", "P001", verified_on="", who="")
    rows = with_cells("resources", "R001", rows, to_on="2026-01-01")
    assert [line[:2] for line in lines(rows)[:-1]] == ["错误", "警告", "提示"]


def test_data_for_other_programs_keeps_each_problem() -> None:
    outcome = judged(with_cells("policies", "P001", many(3, level="上海是"), level="上海是"))
    report = render_json(outcome.diagnostics, outcome.counts, load_locale())
    assert json.loads(json.dumps(report)) == report
    assert (report["tabs"], report["rows"], report["errors"]) == (12, 30, 4)
    first = report["problems"][0]
    assert (first["row"], first["column"], first["header"]) == (2, "F", "层级")
    assert (first["found"], first["suggestion"]) == ("上海是", "上海市")
    assert first["expected"].startswith("国家、")


def test_a_problem_of_a_whole_tab_names_the_tab() -> None:
    outcome = judged(with_cells("settings", "街道名称", value=""))
    told = render_text(outcome.diagnostics, Counts(tabs=1, rows=1), load_locale())
    assert told[0].startswith("错误 【设置】：没有填设置项“街道名称”。")
