"""Sheets that are spoiled in one place: for each code of the checks one that produces it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from registry.check.catalogue import SEVERITIES
from registry.locale import load_locale
from registry.snapshot import Doubt, Snapshot
from tests.registry.sheets import (
    Rows,
    headers,
    letter,
    sheet,
    with_cells,
    with_row,
    with_table,
)

ID_NUMBER = "11010519491231002X"
CARD = "6222021234567890128"
HOME = "王秀英，家住愚园路1088弄5号302室"


def policy(**cells: str) -> Rows:
    return with_cells("policies", "P001", **cells)


def at(column: str) -> str:
    """The cell of that column in the row of the first policy."""
    return f"{letter('policies', column)}2"


def benefit(**cells: str) -> Rows:
    return with_cells("benefits", "B001", **cells)


def standard(**cells: str) -> Rows:
    return with_cells("standards", "T001", **cells)


def setting(key: str, value: str) -> Rows:
    return with_cells("settings", key, value=value)


CELLS: dict[str, tuple[Rows, str]] = {
    "B001": (with_row("policies", "P001"), "A4"),
    "B002": (with_row("policies", "P001", id="一号"), "A4"),
    "B003": (policy(confidence=""), at("confidence")),
    "B004": (policy(fee="#REF!"), at("fee")),
    "C001": (policy(level="上海是"), at("level")),
    "C002": (policy(category="生活求助"), at("category")),
    "C003": (policy(issued_on="前年"), at("issued_on")),
    "C004": (policy(issued_on="2024年7月"), at("issued_on")),
    "C005": (benefit(amount="若干"), "F2"),
    "C006": (benefit(amount="1,700元"), "F2"),
    "C007": (policy(order="1.5"), at("order")),
    "C008": (policy(phone="居委会"), at("phone")),
    "C009": (policy(phone="2162510000"), at("phone")),
    "C010": (policy(phone="2.2E+09"), at("phone")),
    "C011": (policy(source_url="javascript:alert(1)"), at("source_url")),
    "C012": (policy(source_url="https://www.example.com/"), at("source_url")),
    "C013": (with_cells("resources", "R001", coverage="东郊"), "I2"),
    "D001": (benefit(policy="P099"), "B2"),
    "D002": (benefit(policy="临时救助"), "B2"),
    "D003": (benefit(policy="P001、P002"), "B2"),
    "D004": (with_cells("services", "F001", with_row(
        "resources", "R001", id="R002", row_visibility="内部"), resources="R002"), "N2"),
    "D006": (with_cells("terms", "need-economy", parent="need-economy"), "F4"),
    "E001": (benefit(from_on="2026-07-01", to_on="2026-06-01"), "N2"),
    "E002": (standard(to_on="2026-08-31"), "F3"),
    "E003": (standard(to_on="2026-05-31"), "F3"),
    "E004": (policy(effective_on="2026-07-01", expires_on="2026-06-30"), at("expires_on")),
    "E005": (policy(expires_on="2026-06-30"), at("expires_on")),
    "E006": (with_cells("policies", "P001", benefit(as_of="2025-07-01"),
        verified_on="2026-06-30"), "L2"),
    "E009": (with_cells("standards", "T002", standard(
        from_on="2024-07-01", to_on="2025-06-30"), from_on="2025-07-01"), "F3"),
    "E010": (with_row("benefits", "B001", id="B002", from_on="2027-07-01"), "N2"),
    "E007": (with_cells("resources", "R001", to_on="2026-06-30"), "P2"),
    "E008": (standard(from_on="2026-07-01", to_on=""), "F3"),
    "F001": (policy(verified_on="2026-09-02"), at("verified_on")),
    "F002": (policy(verified_on=""), at("verified_on")),
    "F003": (policy(verified_on="2025-08-01"), at("verified_on")),
    "F004": (policy(as_of="2027年"), at("as_of")),
    "G001": (benefit(kind="门槛", tier="每月发放的收入线", standard=""), "C2"),
    "G002": (benefit(unit=""), "I2"),
    "G003": (benefit(as_of=""), "L2"),
    "G004": (benefit(amount="", amount_min="70", amount_max="50"), "G2"),
    "G005": (benefit(kind="比例", amount="150", unit="%", standard=""), "F2"),
    "G006": (benefit(record="历史"), "B2"),
    "G007": (benefit(amount="", standard="", text=""), "D2"),
    "G008": (benefit(kind="比例", amount="0.7", unit="%", standard=""), "F2"),
    "G009": (policy(status="停用"), at("retired_reason")),
    "G010": (policy(status="停用", replaced_by="P001"), at("replaced_by")),
    "G011": (with_cells("policies", "P002", policy(
        status="停用", replaced_by="P002"), status="草稿"), at("replaced_by")),
    "G012": (benefit(kind="定额"), "E2"),
    "G013": (benefit(amount="1595"), "F2"),
    "P001": (policy(who=f"可能适合，{ID_NUMBER}"), at("who")),
    "P002": (policy(phone="13800001111"), at("phone")),
    "P003": (policy(alert=f"卡号{CARD}"), at("alert")),
    "P004": (policy(alert=HOME), at("alert")),
    "P101": (policy(advisor_hint=ID_NUMBER), at("advisor_hint")),
    "P102": (policy(internal_note="打 138 0000 1111"), at("internal_note")),
    "P103": (policy(internal_note=CARD), at("internal_note")),
    "P104": (policy(internal_note=HOME), at("internal_note")),
    "T006": (with_row("settings", "街道名称"), "A9"),
    "T002": (setting("打印有效天数", "三个月"), "B5"),
    "T003": (setting("标准年度起始日", "2026-07-01"), "B7"),
    "T004": (with_row("settings", "街道名称", id="公开网址", value="example"), "B9"),
    "T005": (setting("可链接的网站", "https://www.shanghai.gov.cn/"), "B8"),
}  # fmt: skip
CELLS["B005"] = (
    with_row("terms", "audience-elders", id="audience-others", name="长者", aliases="老人"),
    "D10",
)


READ = {
    "rows": "2", "columns": "3", "row": "40", "length": "40000", "limit": "32767",
    "suffix": ".xls", "kind": ".xlsx",
}  # fmt: skip
OF_THE_COMPANION = ("R024", "R025", "R026", "R027", "R028")
DOUBTED = {
    "R006": "1.23457E+17", "R007": "-5", "R009": "#REF!", "R022": "内部",
    **dict.fromkeys(OF_THE_COMPANION, "P009"),
}  # fmt: skip


# Where the reader notes them; the others in the name of the first policy.
NOTED: dict[str, tuple[str, int | None, str]] = {
    **dict.fromkeys(("R001", "R014"), ("policies", None, "")),
    "R002": ("policies", 2, ""),
    "R003": ("policies", 1, "name"),
    "R015": ("", None, ""),
    "R021": ("policies", 1, "internal_note"),
    "R022": ("policies", 2, "row_visibility"),
    "R023": ("signals", None, ""),
    **dict.fromkeys(OF_THE_COMPANION, ("policies", 2, "id")),
}


def doubt(code: str) -> Doubt:
    """What the reader would note with that code."""
    tab, row, column = NOTED.get(code, ("policies", 2, "name"))
    return Doubt(
        code=code,
        tab=load_locale().tabs.get(tab, ""),
        row=row,
        column=place(tab, column) if column else None,
        found=DOUBTED.get(code, "最低"),
        values=READ,
    )


def place(tab: str, column: str) -> int:
    """The column as it is counted from 0."""
    return headers(sheet(), tab).index(load_locale().header(tab, column))


@cache
def snapshots() -> dict[str, Snapshot]:
    base = sheet()
    named = replace(base, origin="救助政策资源库.xls")
    policies = headers(base, "policies")
    (doubled,) = (table for table in base.tables if table.title == "政策库")
    return {
        "A001": Snapshot(tables=base.tables[:-1]),
        "A002": with_table(base, "policies", headers=("编号", "政策", *policies[2:])),
        "A003": with_table(base, "signals", title="走访记录"),
        "A004": with_table(base, "policies", headers=(*policies, "领导批示")),
        "A005": with_table(base, "policies", headers=(*policies, "名称")),
        "A006": with_table(base, "policies", headers=("编号", *policies[1:-1])),
        "A007": Snapshot(tables=(*base.tables, doubled)),
        "B006": sheet(with_cells("stations", "S01", status="草稿")),
        "T001": sheet(setting("街道名称", "")),
        **{code: replace(named, doubts=(doubt(code),)) for code in SEVERITIES if code[0] == "R"},
        **{code: sheet(rows) for code, (rows, _) in CELLS.items()},
    }
