"""Two versions of the sample street, and what a diff of them tells in each of its forms."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from builders.diff.data import as_data
from builders.diff.page import page_bytes
from builders.diff.report import Finding, Report, make_report
from builders.diff.sides import Side, sheet_side
from builders.diff.text import text_lines
from builders.pipeline import check_source
from registry.diagnostics import has_errors
from registry.sources import SourceAddress
from tests.conftest import DEMO
from tests.test_reproducible import change_cell

AS_OF = date(2026, 11, 23)
MARK = "只给站点的名额说明"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    report: Report
    public: Report
    same: Report

    @property
    def text(self) -> str:
        return "\n".join(text_lines(self.report))

    @property
    def page(self) -> str:
        return unescape(page_bytes(self.report).decode("utf-8"))


def side_of(sheet: Path) -> Side:
    outcome = check_source(SourceAddress(text=str(sheet)), AS_OF)
    assert not has_errors(outcome.diagnostics)
    return sheet_side(sheet.name, outcome.registry, AS_OF, with_stations=True)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """A figure, the lists of stations and a private cell changed, and a policy retired."""
    sheet = shutil.copytree(DEMO, tmp_path_factory.mktemp("diff") / "新")
    change_cell(sheet / "standards.csv", "T005", "数值", "1610")
    change_cell(sheet / "resources.csv", "R031", "覆盖站点", "岐山、江苏")
    change_cell(sheet / "resources.csv", "R001", "名额(站内)", MARK)
    change_cell(sheet / "policies.csv", "P010", "状态", "停用")
    change_cell(sheet / "policies.csv", "P010", "停用原因", "并入住院救助")
    old, new = side_of(DEMO), side_of(sheet)
    bare = (replace(one, stations={}) for one in (old, new))
    return Told(
        report=make_report(old, new, is_public_only=False),
        public=make_report(*bare, is_public_only=True),
        same=make_report(old, old, is_public_only=False),
    )


def about(report: Report, identifier: str) -> Iterator[Finding]:
    return (one for one in report.findings if one.difference.id == identifier)


def test_a_figure_is_told_old_to_new_with_what_it_touches(told: Told) -> None:
    assert "标准 T005 低保标准：1595 → 1610 元/人/月" in told.text
    (finding,) = about(told.report, "T005")
    policies = len(finding.policies)
    assert policies == 12
    touched = f"影响：{policies} 条政策、13 个页面、14 份清单（工作手册）"
    assert touched in told.text
    assert "standards.html" in {page.id for page in finding.pages}


def test_a_row_that_leaves_lists_of_stations_is_said_to_leave_them(told: Told) -> None:
    stations = "S03、S04、S05、S06、S07、S08、S09、S10、S11、S12、S13"
    left = f"资源库 R031 心理陪谈室(示例)：移出 11 个站点（{stations}）的资源清单"
    assert left in told.text
    assert "资源库 R031 心理陪谈室(示例)“覆盖站点”：全街道 → " in told.text
    assert "给谁看：居民、3 个站点（S00、S01、S02）" in told.text


def test_a_retired_policy_is_told_once_for_all_with_its_reason(told: Told) -> None:
    assert "政策库 P010 医疗救助(门急诊)：停用。原因：并入住院救助" in told.text
    (finding,) = about(told.report, "P010")
    assert finding.difference.audiences[0] == ""
    assert len(finding.stations) == 14
    assert finding.difference.more


def test_a_private_change_is_told_for_its_stations_only(told: Told) -> None:
    private = told.text.partition("\n只有站点看到的变化\n")[2]
    change = "资源库 R001 食物银行每周领取(示例)“名额(站内)”：每周80份，先满足有老人和孩子的家庭"
    assert f"{change} → {MARK}" in private
    assert told.text.count(MARK) == 1
    (finding,) = about(told.report, "R001")
    assert (finding.pages, finding.difference.is_public) == ((), False)


def test_the_text_ends_with_the_counts_of_each_audience(told: Told) -> None:
    end = told.text.partition("\n合计\n")[2]
    assert "- 居民（公开网站）：3 处变化，" in end
    assert "- 3 个站点（S00、S01、S02），每个：4 处变化，" in end


def test_every_changed_page_is_told_of(told: Told) -> None:
    named = {page.id for one in told.report.findings for page in one.pages}
    others = {page.id for page in told.report.other_pages}
    assert named | others == {page.id for page in told.report.pages}
    assert not named & others


def test_the_page_tells_the_same_and_says_first_that_it_is_internal(told: Told) -> None:
    body = told.page.partition("<body>")[2]
    assert "内部使用" in body.partition("<h1>")[0]
    for words in (
        "停用。原因：并入住院救助",
        "1595",
        "1610</bdi> 元/人/月",
        MARK,
        "全部 14 个站点",
    ):
        assert words in body
    assert "移出 11 个站点" in body


def test_the_data_are_the_same_text_each_time_and_tell_the_same(told: Told) -> None:
    data = as_data(told.report)
    assert json.dumps(data, sort_keys=True) == json.dumps(as_data(told.report), sort_keys=True)
    changes = data["changes"]
    assert isinstance(changes, list)
    (figure,) = [one for one in changes if one["address"] == "standards/T005"]
    assert (figure["old"], figure["new"], figure["unit"]) == ("1595", "1610", "元/人/月")
    assert figure["said"] == "标准 T005 低保标准 1595 → 1610 元/人/月"
    (left,) = [one for one in changes if one["kind"] == "left"]
    assert left["lists"]["S06"] == ["services", "resources", "handbook"]


def test_what_may_go_outside_holds_nothing_of_stations(told: Told) -> None:
    assert MARK in told.text + told.page
    forms = (
        "\n".join(text_lines(told.public)),
        page_bytes(told.public).decode("utf-8"),
        json.dumps(as_data(told.public), ensure_ascii=False),
    )
    for form in forms:
        assert MARK not in form
        assert "名额" not in form
        assert "1610" in form
        assert "清单（" not in form
        assert "内部使用" not in form
    assert len(told.public.findings) == len(told.report.public_findings)


def test_where_nothing_differs_all_forms_say_so(told: Told) -> None:
    assert text_lines(told.same)[-1] == "没有变化。"
    assert "没有变化。" in page_bytes(told.same).decode("utf-8")
    assert as_data(told.same)["changes"] == []
