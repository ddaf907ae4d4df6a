"""The texts that the ledger keeps are the texts of the sheet, each under its own address."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from registry.model import Registry
from registry.views.build import public_view
from registry.views.build_station import station_view, without_internal
from registry.views.flatten import public_entries, shared_entries, station_entries
from tests.registry.full_street import full_street, told
from tests.registry.sheets import AS_OF, Rows, judged, with_row

ROWS = full_street()
SETTINGS = {
    "settings/street_name": {"name": "街道名称", "value": "示例街道"},
    "settings/site_title": {"name": "网站名称", "value": "救助政策指南"},
    "settings/hotlines": {"name": "热线电话", "value": "12345 市民服务热线"},
    "settings/print_validity_days": {"name": "打印有效天数", "value": "92"},
}
SIMPLE = ("terms", "organizations", "stations", "contacts", "services", "resources")


@cache
def full() -> Registry:
    """The registry of the full street."""
    return judged(ROWS).registry


def plain(*tabs: str, visible: tuple[str, ...] = ("public",)) -> dict[str, dict[str, str]]:
    """Every row of these tabs under its address."""
    return {
        f"{tab}/{row['id']}": told(ROWS, tab, row["id"], *visible)
        for tab in tabs
        for row in ROWS[tab]
    }


def policies() -> dict[str, dict[str, str]]:
    """The policies, and what belongs to one under a name that tells it apart."""
    entries = plain("policies", "benefits", "required_documents", "standards")
    entries["benefits/B001"]["name"] = "最低生活保障 保障线"
    entries["required_documents/D001"]["name"] = "最低生活保障 身份证"
    for key in ("standards/T001", "standards/T002"):
        entries[key]["name"] = "低保标准"
    return entries


def test_the_full_street_has_no_problem() -> None:
    assert judged(ROWS).diagnostics == ()


def test_the_public_entries_are_what_the_sheet_says() -> None:
    expected = SETTINGS | plain(*SIMPLE) | policies()
    assert public_entries(public_view(full(), AS_OF)) == expected


def test_the_entries_of_a_station_add_its_own_columns() -> None:
    both = ("public", "station")
    hint = {"advisor_hint": "写着顾问提示"}
    hints = {
        "hints/P001": {"name": "最低生活保障", **hint},
        "hints/P002": {"name": "临时救助", **hint},
    }
    rest = ("stations", "contacts", "services", "resources", "signals")
    expected = SETTINGS | plain("terms") | policies() | plain(*rest, visible=both) | hints
    assert station_entries(station_view(full(), "S01", AS_OF)) == expected


def test_the_shared_entries_leave_the_station_columns_out() -> None:
    expected = SETTINGS | plain(*(tab for tab in SIMPLE if tab != "organizations")) | policies()
    assert shared_entries(station_view(full(), "S01", AS_OF)) == expected


def test_a_coverage_is_told_by_the_names_of_its_stations() -> None:
    rows = with_row("stations", "S01", ROWS, id="S02", name="示例二站", residents_areas="南汪")
    rows = with_row("services", "F001", rows, id="F002", coverage="S02、S01", resources="")
    view = public_view(judged(rows).registry, AS_OF)
    entries = public_entries(view)
    assert set(entries["services/F002"]["coverage"].split("、")) == {"示例一站", "示例二站"}
    assert entries["services/F001"]["coverage"] == "全街道"


def _with_internal() -> Rows:
    rows = ROWS
    tabs = {"organizations": "G", "contacts": "C", "policies": "P", "services": "F"}
    for tab, letter in (tabs | {"resources": "R"}).items():
        first = f"{letter}001"
        rows = with_row(tab, first, rows, id=f"{letter}099", row_visibility="内部")
    return rows


@pytest.mark.parametrize("tab", ["organizations", "contacts", "policies", "services", "resources"])
def test_without_internal_drops_the_internal_rows_of_each_tab_alone(tab: str) -> None:
    registry: Registry = judged(_with_internal()).registry
    kept = without_internal(registry)
    rows, left = getattr(registry, tab), getattr(kept, tab)
    assert [row.row_visibility for row in rows].count("internal") == 1
    assert left == tuple(row for row in rows if row.row_visibility == "open")
    assert left
    others = {"organizations": (), "contacts": (), "policies": (), "services": (), "resources": ()}
    assert replace(kept, **others) == replace(registry, **others)
