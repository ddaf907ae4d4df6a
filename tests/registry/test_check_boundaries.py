"""Where each rule begins and ends: the last value that passes, and the first that fails."""

from __future__ import annotations

import pytest

from registry.check import check
from registry.snapshot import Snapshot
from tests.registry.sheets import AS_OF, ROWS, Rows, codes, judged, sheet, with_cells, with_row

BENEFIT = ("benefits", "B001")
FREE = {"standard": "", "amount": "50"}
RATIO = {"kind": "比例", "unit": "%", "standard": ""}
RETIRED = {"status": "停用"}
PLACES: dict[str, tuple[str, str]] = {
    "policy": ("policies", "P001"),
    "benefit": BENEFIT,
    "standard": ("standards", "T001"),
    "resource": ("resources", "R001"),
    "document": ("required_documents", "D001"),
    "term": ("terms", "need-economy"),
}

CASES: list[tuple[str, dict[str, str], list[str]]] = [
    ("policy", {"effective_on": "2027-06-30", "expires_on": "2027-06-30"}, []),
    ("policy", {"effective_on": "2027-07-01", "expires_on": "2027-06-30"}, ["E004"]),
    ("policy", {"expires_on": "2026-09-01"}, []),
    ("policy", {"expires_on": "2026-08-31"}, ["E005"]),
    ("policy", {"expires_on": "2026-08-31", "retired_reason": "到期", **RETIRED}, []),
    ("resource", {"to_on": "2026-09-01"}, []),
    ("resource", {"to_on": "2026-08-31"}, ["E007"]),
    ("resource", {"to_on": "2026-08-31", "availability": "已结束"}, []),
    ("benefit", {"from_on": "2026-07-01", "to_on": "2026-07-01"}, []),
    ("standard", {"to_on": "2026-07-01"}, ["E002"]),
    ("standard", {"to_on": "2026-06-29"}, ["E003"]),
    ("standard", {"to_on": ""}, []),
    ("policy", {"verified_on": "2026-09-01"}, []),
    ("policy", {"verified_on": "2026-09-02"}, ["F001"]),
    ("policy", {"verified_on": "2025-09-01"}, []),
    ("policy", {"verified_on": "2025-08-31"}, ["F003"]),
    ("policy", {"as_of": "2026年9月"}, []),
    ("policy", {"as_of": "2026-09-01"}, []),
    ("policy", {"as_of": "2026-09-02"}, ["F004"]),
    ("policy", {"as_of": "2026年10月"}, ["F004"]),
    ("policy", {"as_of": "2026年"}, []),
    ("benefit", {"amount": "", "amount_min": "50", "amount_max": "50"}, []),
    ("benefit", {"amount": "", "amount_min": "50.01", "amount_max": "50"}, ["G004"]),
    ("benefit", {"amount": "", "amount_min": "70"}, []),
    ("benefit", {"amount": "", "amount_max": "70"}, []),
    ("benefit", {**RATIO, "amount": "100"}, []),
    ("benefit", {**RATIO, "amount": "100.1"}, ["G005"]),
    ("benefit", {**RATIO, "amount": "1"}, []),
    ("benefit", {**RATIO, "amount": "0"}, []),
    ("benefit", {**RATIO, "amount": "0.99"}, ["G008"]),
    ("benefit", {**RATIO, "amount": "", "amount_min": "0.5"}, ["G008"]),
    ("benefit", {**RATIO, "amount": "", "amount_max": "101"}, ["G005"]),
    ("benefit", {**RATIO, "unit": "倍", "amount": "0.5"}, []),
    ("benefit", {"kind": "定额", "unit": "%", "amount": "101", "standard": ""}, ["G005"]),
    ("benefit", {"amount": "", "standard": "", "text": "面谈"}, []),
    ("benefit", {"amount": "", "text": ""}, []),
    ("benefit", {"unit": "", **FREE}, ["G002"]),
    ("benefit", {"as_of": "", "from_on": "2026-07-01"}, []),
    ("benefit", {"as_of": "", **FREE}, ["G003"]),
    ("benefit", {"kind": "门槛", "text": "每月发放", "standard": ""}, ["G001"]),
    ("benefit", {"kind": "门槛", "text": "不发放", "standard": ""}, []),
    ("benefit", {"tier": "每月发放"}, []),
    ("benefit", {"amount": "1595", "record": "历史"}, ["G006"]),
    ("benefit", {"amount": "1595", "unit": "元/户"}, []),
    ("benefit", {"kind": "门槛"}, []),
    ("benefit", {"kind": "定额"}, ["G012"]),
    ("document", {"copies": "0"}, []),
    ("term", {"parent": "need-housing"}, []),
    ("term", {"parent": "audience-elders"}, ["D006"]),
    ("policy", {"retired_reason": "合并", **RETIRED}, []),
    ("policy", {"replaced_by": "P002", **RETIRED}, []),
    ("policy", {"order": "1"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("place", "cells", "expected"), CASES)
def test_a_rule_begins_exactly_here(place: str, cells: dict[str, str], expected: list[str]) -> None:
    assert codes(with_cells(*PLACES[place], **cells)) == expected


SETTINGS: list[tuple[str, str, list[str]]] = [
    ("打印有效天数", "1", []),
    ("打印有效天数", "9999", []),
    ("打印有效天数", "0", ["T002"]),
    ("打印有效天数", "10000", ["T002"]),
    ("核实有效天数", "三个月", ["T002"]),
    ("标准年度起始日", "12-31", []),
    ("标准年度起始日", "02-29", ["T003"]),
    ("可链接的网站", "sh.gov.cn", []),
    ("可链接的网站", "gov", ["T005"]),
    ("可链接的网站", "sh.gov.cn、x、y", ["T005", "T005"]),
]


@pytest.mark.parametrize(("name", "value", "expected"), SETTINGS)
def test_a_setting_is_asked_for_in_its_form(name: str, value: str, expected: list[str]) -> None:
    assert codes(with_cells("settings", name, value=value)) == expected


@pytest.mark.parametrize("name", [row["id"] for row in ROWS["settings"]])
def test_each_needed_setting_is_missed(name: str) -> None:
    rows: Rows = {**ROWS, "settings": [row for row in ROWS["settings"] if row["id"] != name]}
    problems = [p for p in judged(rows).diagnostics if p.code == "T001"]
    assert [(p.address.tab, p.values) for p in problems] == [("设置", {"expected": name})]


@pytest.mark.parametrize(
    ("value", "suggestion"), [("7月1日", "07-01"), ("2026-07-01", "07-01"), ("13-01", "")]
)
def test_the_right_form_of_a_day_is_suggested(value: str, suggestion: str) -> None:
    rows = with_cells("settings", "标准年度起始日", value=value)
    (problem,) = [p for p in judged(rows).diagnostics if p.code == "T003"]
    assert problem.suggestion == suggestion


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.sh.gov.cn/guide/", []),
        ("https://a.sh.gov.cn/?a", ["T004"]),
        ("https://a.sh.gov.cn/#a", ["T004"]),
    ],
)
def test_the_public_address_is_one_of_a_folder(address: str, expected: list[str]) -> None:
    rows = with_row("settings", "街道名称", id="公开网址", value=address)
    assert codes(rows) == expected


@pytest.mark.parametrize("state", ["草稿", "待审核", "停用"])
def test_the_day_of_verification_is_missed_in_rows_in_force_only(state: str) -> None:
    rows = with_row("services", "F001", id="F002", verified_on="", status=state)
    assert codes(rows) == []


def test_problems_stand_in_the_order_of_the_sheet() -> None:
    rows = with_cells("signals", "X001", degree="很", observation="")
    rows = with_cells("policies", "P002", rows, level="x", confidence="")
    rows = with_cells("policies", "P001", rows, level="y")
    found = [(p.address.tab, p.address.row, p.address.cell) for p in judged(rows).diagnostics]
    assert [(tab, row) for tab, row, _ in found] == [
        ("政策库", 2), ("政策库", 3), ("政策库", 3), ("识别信号", 2), ("识别信号", 2)
    ]  # fmt: skip
    assert found[1:3] == sorted(found[1:3], key=lambda place: (len(place[2]), place[2]))


def test_tabs_and_rows_are_counted() -> None:
    counts = judged().counts
    assert (counts.tabs, counts.rows) == (len(ROWS), sum(map(len, ROWS.values())))
    less = check(Snapshot(tables=sheet().tables[:-1]), AS_OF).counts
    assert (less.tabs, less.rows) == (len(ROWS) - 1, counts.rows - 1)


def test_problems_of_earlier_tabs_stand_first() -> None:
    rows = with_cells("terms", "need-economy", name="")
    rows = with_cells("settings", "打印有效天数", rows, value="0")
    rows = with_cells("resources", "R001", rows, availability="x")
    rows = with_cells("benefits", "B001", rows, kind="y")
    tabs = [problem.address.tab for problem in judged(rows).diagnostics]
    assert tabs[0] == "设置"
    assert [tab for tab in dict.fromkeys(tabs) if tab in {"设置", "字典", "待遇", "资源库"}] == [
        "设置",
        "字典",
        "待遇",
        "资源库",
    ]
