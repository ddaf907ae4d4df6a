"""A street in which every column of every tab is filled in, each with a text of its own."""

from __future__ import annotations

from registry.locale import load_locale
from registry.schema import TABS, Column, Kind
from tests.registry.sheets import ROWS, Rows

_BY_KIND = {
    Kind.LINES: "先看{0}\n再看{0}",
    Kind.WORDS: "{0}甲、{0}乙",
    Kind.INTEGER: "1",
    Kind.LINK: "https://www.sh.gov.cn/a.html",
    Kind.PHONE: "021-0000 1001",
    Kind.DATE: "2026-07-02",
    Kind.PARTIAL_DATE: "2026-07",
    Kind.NUMBER: "12.50",
    Kind.COVERAGE: "全街道",
}
_GIVEN = {
    ("terms", "parent"): "",
    ("policies", "legal_tiers"): "低保家庭",
    ("policies", "support_kinds"): "物质",
    ("policies", "pegged_to"): "低保标准",
    ("policies", "area"): "长宁区",
    ("policies", "expires_on"): "2027-06-30",
    ("services", "policies"): "P001、P002",
    ("services", "resources"): "R001",
    ("resources", "organization"): "G001",
    ("resources", "policies"): "P001",
    ("resources", "modes"): "上门、电话",
    ("resources", "to_on"): "2027-06-30",
    ("standards", "to_on"): "",
    ("benefits", "to_on"): "2027-06-30",
    ("signals", "audiences"): "困难老人家庭",
    ("signals", "services"): "F001",
    ("signals", "policies"): "P001、P002",
}
_NAMES = {"G001": "示例服务社", "P001": "最低生活保障", "P002": "临时救助", "F001": "陪医"}
_NAMES |= {"R001": "送餐", "S01": "示例一站", "东浜居民区": "示例一站"}
_REFERENCES = {Kind.REFERENCE, Kind.REFERENCES, Kind.COVERAGE}
_STEERING = {"status", "row_visibility", "order", "policy", "series"}


def full_street() -> Rows:
    """The small street with a text in every cell of its first rows."""
    tier = {"id": "tier", "taxonomy": "法定对象类别", "name": "低保家庭", "status": "已审核"}
    rows = {**ROWS, "terms": [*ROWS["terms"], tier]}
    filled = {tab.key: rows[tab.key] for tab in TABS}
    for tab in TABS:
        if tab.key != "settings":
            columns = {column.key: _text(tab.key, column) for column in tab.columns}
            filled[tab.key] = [columns | row for row in rows[tab.key]]
    filled["policies"][0]["replaced_by"] = "P002"
    filled["policies"][1]["replaced_by"] = ""
    return filled


def _text(tab: str, column: Column) -> str:
    if (tab, column.key) in _GIVEN:
        return _GIVEN[tab, column.key]
    locale = load_locale()
    if column.kind is Kind.CHOICE:
        return next(iter(locale.choices[column.of].values()))[0]
    header = locale.header(tab, column.key).split("(")[0]
    return _BY_KIND.get(column.kind, "写着{0}").format(header)


def told(rows: Rows, tab: str, key: str, *visible: str) -> dict[str, str]:
    """What the sheet says in the row of that id, of the columns that may be seen."""
    row = next(row for row in rows[tab] if row["id"] == key)
    schema = next(entry for entry in TABS if entry.key == tab)
    shown = [c for c in schema.columns if c.visibility.value in visible and c.key not in _STEERING]
    texts = {c.key: _named(row[c.key]) if c.kind in _REFERENCES else row[c.key] for c in shown}
    return {key: text for key, text in texts.items() if text}


def _named(text: str) -> str:
    return "、".join(_NAMES.get(part, part) for part in text.split("、"))
