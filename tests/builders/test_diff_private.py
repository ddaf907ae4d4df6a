"""What only stations see, in a small street: told for them, and nothing of it for the public."""

from __future__ import annotations

import json

import pytest

from builders.diff.data import as_data
from builders.diff.page import page_bytes
from builders.diff.report import Report
from builders.diff.text import text_lines
from builders.ledger import Ledger
from builders.outputs.site import SiteContent, site_content
from builders.shown import shown_on
from tests.builders.diff_streets import report
from tests.registry.sheets import Rows, judged, with_cells, with_row
from tests.small_street import AS_OF, small_street

MARK = "对接岗周二在"


def text(found: Report) -> str:
    return "\n".join(text_lines(found))


def private_change() -> Rows:
    return with_cells("resources", "R001", small_street(), liaison=MARK)


def site(rows: Rows) -> SiteContent:
    return site_content(shown_on(judged(rows).registry, AS_OF), Ledger())


def test_a_private_change_is_told_for_its_station_and_the_public_side_is_the_same() -> None:
    told = text(report(private_change()))
    assert "居民看到的变化（公开网站）\n没有变化。" in told
    assert f"1. 资源库 R001 送餐“对接人(站内)”：（空） → {MARK}" in told
    assert "   给谁看：站点 S01 示例一站\n   影响：2 份清单（资源清单、工作手册）" in told
    assert "- 居民（公开网站）：没有变化。" in told
    assert "- 站点 S01 示例一站：1 处变化，2 份清单（资源清单、工作手册）。" in told
    assert "- 站点 S02 示例二站：没有变化。" in told
    assert site(private_change()) == site(small_street())


def test_the_public_side_of_a_private_change_is_empty_in_every_form() -> None:
    found = report(private_change(), public=True)
    assert found.is_empty
    assert text(found).endswith("\n没有变化。")
    forms = text(found), page_bytes(found).decode(), json.dumps(as_data(found), ensure_ascii=False)
    assert not any(MARK in form or "站点 S" in form for form in forms)


@pytest.mark.parametrize("column", ["row_visibility", "status"])
def test_a_row_that_goes_from_all_to_none_is_taken_down(column: str) -> None:
    word = {"row_visibility": "内部", "status": "草稿"}[column]
    rows = with_cells("resources", "R001", small_street(), **{column: word})
    told = text(report(rows))
    assert ("资源库 R001 送餐：不再公开" in told) == (column == "row_visibility")
    assert ("资源库 R001 送餐：撤下" in told) == (column == "status")


def test_an_internal_row_that_is_made_public_says_so_and_only_to_those_inside() -> None:
    internal = with_cells("resources", "R001", small_street(), row_visibility="内部")
    assert "资源库 R001 送餐：改为公开" in text(report(small_street(), internal))
    outside = report(small_street(), internal, public=True)
    assert "资源库 R001 送餐：新增" in text(outside)
    assert "改为公开" not in text(outside)


def test_a_new_station_is_said_to_be_new_rather_than_told_row_by_row() -> None:
    rows = with_row(
        "stations", "S01", small_street(), id="S03", name="三站", residents_areas="北汪"
    )
    told = text(report(rows))
    assert "- 站点 S03 三站：新的站点，第一次有资料包。" in told
    assert told.count("给谁看：") == 1
    assert "站点 S03 三站：不再有资料包。" in text(report(small_street(), rows))


def test_a_row_that_moves_to_another_station_leaves_one_list_and_joins_the_other() -> None:
    told = text(report(with_cells("resources", "R001", small_street(), coverage="S02")))
    assert "资源库 R001 送餐：移出 S01 示例一站 的资源清单" in told
    assert "资源库 R001 送餐：加入 S02 示例二站 的资源清单" in told


def test_what_only_makes_other_editions_is_not_told_as_a_change_of_words() -> None:
    internal = with_cells("resources", "R001", small_street(), row_visibility="内部")
    assert "站点 S01 示例一站：字没有变，版次变了，" in text(report(small_street(), internal))
