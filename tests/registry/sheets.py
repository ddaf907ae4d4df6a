"""A small sheet without any problem, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from registry import schema
from registry.check import Outcome, check
from registry.diagnostics import Diagnostic
from registry.locale import load_locale
from registry.schema import TABS
from registry.snapshot import Cell, Row, Snapshot, Table, column_letter

AS_OF = date(2026, 9, 1)
Rows = Mapping[str, list[dict[str, str]]]
_LIVE = {"status": "已审核"}
_OPEN = {"status": "已审核", "row_visibility": "公开"}


def _term(term: str, taxonomy: str, name: str, aliases: str = "") -> dict[str, str]:
    return {"id": term, "taxonomy": taxonomy, "name": name, "aliases": aliases, **_LIVE}


def _standard(key: str, value: str, start: str, end: str) -> dict[str, str]:
    dates = {"from_on": start, "to_on": end}
    named = {"id": key, "series": "低保标准", "value": value, "unit": "元/人/月", "kind": "补差"}
    return named | dates | _LIVE


_PEOPLE = {"audiences": "困难老人家庭", "need_dimensions": "经济、居住"}

ROWS: Rows = {
    "settings": [
        {"id": "街道名称", "value": "示例街道"},
        {"id": "网站名称", "value": "救助政策指南"},
        {"id": "热线电话", "value": "12345 市民服务热线"},
        {"id": "打印有效天数", "value": "92"},
        {"id": "核实有效天数", "value": "365"},
        {"id": "标准年度起始日", "value": "07-01"},
        {"id": "可链接的网站", "value": "sh.gov.cn、www.shanghai.gov.cn"},
    ],
    "terms": [
        _term("category-basic", "政策类别", "基本生活救助"),
        _term("audience-elders", "人群", "困难老人家庭", "老人"),
        _term("need-economy", "需求维度", "经济"),
        _term("need-housing", "需求维度", "居住"),
        _term("support-goods", "帮扶方式", "物质"),
        _term("resource-care", "资源类别", "生活照护"),
        _term("kind-social", "机构性质", "社会组织"),
        _term("series-living", "标准名称", "低保标准"),
    ],
    "organizations": [{"id": "G001", "name": "示例服务社", "kind": "社会组织", **_OPEN}],
    "stations": [
        {
            "id": "S01",
            "name": "示例一站",
            "kind": "服务站",
            "residents_areas": "东浜、西浜",
            "roads": "愚园路1088弄",
            "phone": "021-0000 1001",
            **_LIVE,
        }
    ],
    "contacts": [{"id": "C001", "stations": "S01", "role": "救助顾问", **_OPEN}],
    "policies": [
        {
            "id": key,
            "name": name,
            "category": "基本生活救助",
            "level": "上海市",
            "summary": "按月补足差额。",
            "who": "家里收入低的家庭，可能适合。",
            "confidence": "高",
            "verified_on": "2026-08-01",
            **_PEOPLE,
            **_OPEN,
        }
        for key, name in (("P001", "最低生活保障"), ("P002", "临时救助"))
    ],
    "required_documents": [{"id": "D001", "policy": "P001", "name": "身份证", **_LIVE}],
    "benefits": [
        {
            "id": "B001",
            "policy": "P001",
            "tier": "保障线",
            "kind": "补差",
            "amount": "1700",
            "unit": "元/人/月",
            "standard": "低保标准",
            "record": "最新",
            "as_of": "2026-07-01",
            **_LIVE,
        }
    ],
    "standards": [
        _standard("T001", "1595", "2025-07-01", "2026-06-30"),
        _standard("T002", "1700", "2026-07-01", ""),
    ],
    "services": [
        {
            "id": "F001",
            "name": "陪医",
            "support_kinds": "物质",
            "content": "陪同就医。",
            "coverage": "全街道",
            "provider": "G001",
            "verified_on": "2026-08-01",
            **_PEOPLE,
            **_OPEN,
        }
    ],
    "resources": [
        {
            "id": "R001",
            "name": "送餐",
            "category": "生活照护",
            "support_kinds": "物质",
            "coverage": "东浜居民区",
            "content": "送午餐。",
            "availability": "在用",
            "verified_on": "2026-08-01",
            **_PEOPLE,
            **_OPEN,
        }
    ],
    "signals": [
        {
            "id": "X001",
            "need_dimension": "经济",
            "observation": "家中少米少油",
            "degree": "高",
            "response_time": "24小时内",
            "first_step": "报站点",
            **_LIVE,
        }
    ],
}


def sheet(rows: Rows = ROWS) -> Snapshot:
    """The rows as a snapshot with every tab and every header."""
    return Snapshot(tables=tuple(_table(tab.key, rows.get(tab.key, [])) for tab in TABS))


def _table(key: str, rows: list[dict[str, str]]) -> Table:
    locale = load_locale()
    columns = next(tab.columns for tab in TABS if tab.key == key)
    return Table(
        title=locale.tabs[key],
        headers=tuple(locale.header(key, column.key) for column in columns),
        rows=tuple(
            Row(number, tuple(Cell(row.get(column.key, "")) for column in columns))
            for number, row in enumerate(rows, start=2)
        ),
    )


def with_verdicts(snapshot: Snapshot, rows: Iterable[tuple[str, ...]]) -> Snapshot:
    """The snapshot with the optional tab of what people found about links."""
    locale, columns = load_locale(), schema.tab("links").columns
    table = Table(
        title=locale.tabs["links"],
        headers=tuple(locale.header("links", column.key) for column in columns),
        rows=tuple(Row(number, tuple(map(Cell, row))) for number, row in enumerate(rows, start=2)),
    )
    return replace(snapshot, tables=(*snapshot.tables, table))


def with_cells(tab: str, key: str, rows: Rows = ROWS, /, **cells: str) -> Rows:
    """The rows with other texts in the row of that id."""
    changed = [row | cells if row["id"] == key else row for row in rows[tab]]
    return {**rows, tab: changed}


def with_row(tab: str, like: str, rows: Rows = ROWS, /, **cells: str) -> Rows:
    """The rows with one more row at the end of a tab, made like the row of that id."""
    model = next(row for row in rows[tab] if row["id"] == like)
    return {**rows, tab: [*rows[tab], model | cells]}


def with_table(snapshot: Snapshot, key: str, **changes: object) -> Snapshot:
    """The snapshot with other fields in one of its tables."""
    title = load_locale().tabs[key]
    tables = tuple(
        Table(
            title=str(changes.get("title", table.title)),
            headers=_headers(changes.get("headers", table.headers)),
            rows=table.rows,
        )
        if table.title == title
        else table
        for table in snapshot.tables
    )
    return replace(snapshot, tables=tables)


def _headers(headers: object) -> tuple[str, ...]:
    assert isinstance(headers, tuple)
    return tuple(str(header) for header in headers)


def headers(snapshot: Snapshot, key: str) -> tuple[str, ...]:
    """The headers of one tab."""
    title = load_locale().tabs[key]
    return next(table.headers for table in snapshot.tables if table.title == title)


def judged(rows: Rows = ROWS, as_of: date = AS_OF) -> Outcome:
    """The outcome for these rows."""
    return check(sheet(rows), as_of)


def codes(rows: Rows) -> list[str]:
    """The codes of all problems of these rows."""
    return [problem.code for problem in judged(rows).diagnostics]


def only(rows: Rows) -> Diagnostic:
    """The one problem of these rows."""
    (problem,) = judged(rows).diagnostics
    return problem


def letter(tab: str, column: str) -> str:
    """The letter of a column in these sheets."""
    columns = next(entry.columns for entry in TABS if entry.key == tab)
    return column_letter([entry.key for entry in columns].index(column))
