"""What people found about links: when it counts, and that it stays in the office."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from builders.gate.cells import NOBODY, seen_cells
from registry.check import check
from registry.diagnostics import Severity, has_errors
from registry.fields import fold
from registry.links import judgements, links, page_key, unfinished
from registry.snapshot import Snapshot
from registry.sources import open_snapshot
from registry.sources.cloud import private_places
from registry.sources.companion import joined
from registry.template import write_workbook
from registry.views.build_station import station_view
from tests.registry.sheets import AS_OF, ROWS, sheet, with_cells, with_verdicts
from tests.test_non_interference import published

ADDRESS = "http://www.sh.gov.cn/a"
MARK = "ZQ00001X"
GOOD = ("L001", ADDRESS, "正常", MARK, "2026-08-01", MARK)


def street(*rows: tuple[str, ...]) -> Snapshot:
    return with_verdicts(sheet(ROWS), rows or (GOOD,))


def verdict_on(day: date, *rows: tuple[str, ...]) -> str:
    """The verdict that counts on a day; empty where none does."""
    found = judgements(check(street(*rows), AS_OF).registry, day).get(page_key(ADDRESS))
    return found.verdict if found and found.is_current else ""


def test_a_verdict_counts_from_its_day_for_half_a_year() -> None:
    day = date(2026, 8, 1)
    assert verdict_on(day - timedelta(days=1)) == ""
    assert verdict_on(day) == "ok"
    assert verdict_on(day + timedelta(days=179)) == "ok"
    assert verdict_on(day + timedelta(days=180)) == ""


def test_the_newest_verdict_of_a_page_counts() -> None:
    older = ("L002", ADDRESS, "暂停", "", "2026-07-01", "")
    assert verdict_on(AS_OF, GOOD, older) == verdict_on(AS_OF, older, GOOD) == "ok"
    same_day = ("L003", f"{ADDRESS}#top", "搬了", "", "2026-08-01", "")
    assert verdict_on(AS_OF, GOOD, same_day) == "moved"


def test_rows_without_address_verdict_or_day_count_for_nothing() -> None:
    rows = [
        ("L001", "", "正常", "", "2026-08-01", ""),
        ("L002", ADDRESS, "", "", "2026-08-01", ""),
        ("L003", ADDRESS, "正常", "", "", ""),
    ]
    registry = check(street(*rows), AS_OF).registry
    assert (judgements(registry, AS_OF), unfinished(registry)) == ({}, 3)


@pytest.mark.parametrize(
    "same", ["HTTP://WWW.sh.gov.cn/a", "http://www.sh.gov.cn/a#b", f" {ADDRESS} "]
)
def test_one_page_may_be_written_in_several_ways(same: str) -> None:
    assert page_key(same) == page_key(ADDRESS)


@pytest.mark.parametrize(
    "other", [f"{ADDRESS}/", f"{ADDRESS}?b", "https://www.sh.gov.cn/a", "http://["]
)
def test_other_pages_are_other_pages(other: str) -> None:
    assert page_key(other) != page_key(ADDRESS)


def test_each_page_comes_once_with_all_its_cells() -> None:
    rows = with_cells("policies", "P001", ROWS, source_url=ADDRESS)
    rows = with_cells("policies", "P002", rows, source_url=f"{ADDRESS}#b")
    rows = with_cells("organizations", "G001", rows, website="")
    (link,) = links(check(sheet(rows), AS_OF).registry)
    assert link.address == ADDRESS
    assert [(place.id, place.column) for place in link.places] == [
        ("P001", "source_url"),
        ("P002", "source_url"),
    ]


def test_a_sheet_with_the_tab_has_no_more_problems_than_one_without() -> None:
    assert check(sheet(ROWS), AS_OF).diagnostics == ()
    assert check(street(), AS_OF).diagnostics == ()


def test_slips_in_the_tab_are_told_and_never_stop_a_publication() -> None:
    rows = [
        GOOD,
        ("L001", ADDRESS, "好像行", "", "2026-02-30", ""),
        ("", ADDRESS, "正常", "电话 13812345678", "2026-08-01", ""),
    ]
    found = check(street(*rows), AS_OF).diagnostics
    assert {problem.code for problem in found} >= {"B001", "B003", "P102"}
    assert {problem.address.tab for problem in found} == {"链接核对"}
    assert not has_errors(found)


def test_a_tab_without_its_ids_is_told_and_stops_nothing() -> None:
    snapshot = street()
    (*others, table) = snapshot.tables
    broken = type(table)(title=table.title, headers=("", *table.headers[1:]), rows=table.rows)
    found = check(Snapshot(tables=(*others, broken)), AS_OF).diagnostics
    assert ("A002", Severity.WARNING) in {(problem.code, problem.severity) for problem in found}
    assert not has_errors(found)


def test_nothing_of_the_tab_reaches_the_public_or_a_station() -> None:
    with_tab, without = street(), sheet(ROWS)
    assert published(with_tab) == published(without)
    views = [
        station_view(check(snapshot, AS_OF).registry, "S01", AS_OF)
        for snapshot in (with_tab, without)
    ]
    assert views[0] == views[1]


def test_the_last_search_before_publishing_knows_its_cells_as_private() -> None:
    snapshot = street()
    cells = seen_cells(snapshot, check(snapshot, AS_OF).registry)
    found = [cell for cell in cells if fold(cell.address.tab) == "链接核对"]
    assert {cell.text for cell in found} == {text for text in GOOD if text}
    assert {cell.audience for cell in found} == {NOBODY}


def test_the_tab_has_no_place_in_a_cloud_and_one_in_a_companion() -> None:
    places = {(doubt.code, doubt.tab) for doubt in private_places(street())}
    assert ("R023", "链接核对") in places
    (*_, table) = street().tables
    both = joined(sheet(ROWS), Snapshot(tables=(table,)))
    assert len(check(both, AS_OF).registry.links) == 1
    assert "链接核对" not in {doubt.tab for doubt in both.doubts}


def test_an_empty_workbook_offers_the_tab_with_its_choices(tmp_path: Path) -> None:
    path = tmp_path / "空.xlsx"
    write_workbook(None, path)
    tab = openpyxl.load_workbook(path)["链接核对"]
    assert [cell.value for cell in tab[1]][:5] == ["编号", "网址", "结论", "原因", "日期"]
    rules = {str(rule.formula1) for rule in tab.data_validations.dataValidation}
    assert '"正常,搬了,暂停,防爬虫"' in rules
    write_workbook(street(), tmp_path / "表.xlsx")
    read = check(open_snapshot(tmp_path / "表.xlsx"), AS_OF)
    assert read.registry.links == check(street(), AS_OF).registry.links
