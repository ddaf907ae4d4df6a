"""The search data: what can be found, safely, and never more than the view shows."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from builders.public.search import GLOBAL, LONGEST_TEXT, search_data
from registry.dates import PartialDate
from registry.views.public import (
    PublicBenefit,
    PublicCoverage,
    PublicPolicy,
    PublicRef,
    PublicResource,
    PublicSeries,
    PublicService,
    PublicSettings,
    PublicStandard,
    PublicStation,
    PublicTerm,
    PublicView,
)
from tests.builders.policy_views import BLANK_POLICY

EVERYWHERE = PublicCoverage(everywhere=True, stations=())
CARE = PublicRef(id="need-care", name="生活照料")
SERIES = PublicTerm(
    id="series-minimum-living",
    taxonomy="standard_series",
    name="低保标准",
    aliases=("最低生活保障标准",),
    description="",
    parent=None,
)
TIER = PublicBenefit(
    id="B1",
    tier="一级",
    text="",
    kind="fixed",
    amount=Decimal(300),
    amount_min=None,
    amount_max=None,
    unit="元/月",
    standard=None,
    record="latest",
    as_of=PartialDate(2024, 7, 1),
    from_on=None,
    to_on=None,
    source="",
    state="unverified",
)
POLICY = replace(
    BLANK_POLICY,
    id="P036",
    name="长期护理保险",
    aliases=("长护险", "老人洗澡"),
    category=None,
    area="上海市",
    audiences=(),
    need_dimensions=(CARE,),
    summary="护理员上门照护。",
    who="失能的老人",
    eligibility=("不应收录的条件",),
    confidence="high",
    notices=(),
    benefits=(TIER,),
)
SERVICE = PublicService(
    id="V001",
    name="陪医",
    aliases=("陪看病",),
    audiences=(),
    need_dimensions=(CARE,),
    support_kinds=(),
    content="陪着去看病。",
    provider=None,
    frequency="",
    response_time="",
    how_to_ask="",
    coverage=EVERYWHERE,
    policies=(),
    resources=(),
    source="",
    verified_on=None,
    retired=False,
)
RESOURCE = PublicResource(
    id="R010",
    name="上门助浴",
    aliases=("洗澡",),
    category=None,
    organization=None,
    audiences=(),
    need_dimensions=(CARE,),
    support_kinds=(),
    coverage=EVERYWHERE,
    content="上门帮老人洗澡。",
    modes=(),
    address="",
    opening_hours="",
    fee="每次 30 元",
    from_on=None,
    to_on=None,
    phone="",
    how_to_apply="",
    policies=(),
    services=(),
    source="",
    verified_on=None,
    availability="active",
    retired=False,
)
STATION = PublicStation(
    id="S11",
    name="华山居民区救助顾问服务站",
    kind="station",
    residents_areas=("华山",),
    roads="",
    address="",
    opening_hours="",
    phone="",
)
FIGURE = PublicStandard(
    id="T005",
    value=Decimal(1595),
    unit="元/人/月",
    kind="gap",
    from_on=date(2024, 7, 1),
    to_on=None,
    document="",
    document_number="",
    url="",
    source="",
    state="unverified",
)
SETTINGS = PublicSettings(
    street_name="江苏路街道",
    street_code="310105002",
    site_title="",
    public_base_url="",
    hotlines=("12345 市民服务热线", "119 火警"),
    service_center="",
    complaint_channel="",
    copyright="",
    print_validity_days=92,
    sample_notice="",
)
NEED = replace(SERIES, id=CARE.id, taxonomy="need_dimension", name=CARE.name, aliases=("没人照顾",))
VIEW = PublicView(
    settings=SETTINGS,
    terms=(NEED, SERIES),
    organizations=(),
    stations=(STATION,),
    contacts=(),
    policies=(POLICY,),
    series=(PublicSeries(term=SERIES, figures=(FIGURE,), policies=()),),
    services=(SERVICE,),
    resources=(RESOURCE,),
)


def rows(view: PublicView) -> list[list[object]]:
    script = search_data(view).decode("utf-8")
    data = json.loads(script.removeprefix(f"var {GLOBAL}=").removesuffix(";\n"))
    return [list(found) for found in data["rows"]]


def row(view: PublicView, identifier: str) -> list[object]:
    found = next(row for row in rows(view) if row[1] == identifier)
    return found + [""] * (10 - len(found))


def with_policy(policy: PublicPolicy) -> PublicView:
    return replace(VIEW, policies=(policy,))


def answer(*benefits: PublicBenefit) -> str:
    return str(row(with_policy(replace(POLICY, benefits=benefits)), "P036")[7])


def test_every_kind_of_page_can_be_found() -> None:
    found = [f"{row[0]}/{row[1]}" for row in rows(VIEW)]
    assert found[:3] == ["p/P036", "v/V001", "r/R010"]
    assert found[3:] == ["t/series-minimum-living", "n/need-care", "s/S11"]


def test_a_row_points_at_its_terms_with_the_words_of_residents() -> None:
    assert row(VIEW, "P036")[4] == [0]
    assert '"terms":["生活照料|没人照顾"]' in search_data(VIEW).decode("utf-8")


def test_names_aliases_summary_and_who_are_searched_and_nothing_else() -> None:
    text = search_data(VIEW).decode("utf-8")
    assert row(VIEW, "P036")[2:4] == ["长期护理保险", ["长护险", "老人洗澡"]]
    assert row(VIEW, "P036")[5:7] == ["护理员上门照护。", "失能的老人"]
    assert "不应收录的条件" not in text


def test_an_unverified_figure_says_as_of_when() -> None:
    assert answer(TIER).startswith("300 元/月")
    assert re.search("截至 2024-07-01.现行标准待核实", answer(TIER))


def test_several_tiers_become_one_range_as_old_as_the_oldest() -> None:
    newer = replace(TIER, amount=Decimal(600), as_of=PartialDate(2025, 1))
    assert re.match("300–600 元/月.截至 2024-07-01", answer(newer, TIER))


def test_one_unverified_tier_makes_the_range_unverified() -> None:
    verified = replace(TIER, amount=Decimal(600), state="current")
    assert "待核实" in answer(verified, TIER)


@pytest.mark.parametrize("kind", ["threshold", ""])
def test_a_threshold_or_an_unknown_figure_is_no_answer(kind: str) -> None:
    assert not answer(replace(TIER, kind=kind))


def test_an_earlier_figure_is_no_answer() -> None:
    assert not answer(replace(TIER, state="superseded"))


def test_a_gap_cannot_be_read_as_a_payment() -> None:
    assert "按差额发" in answer(replace(TIER, kind="gap"))


def test_a_tier_that_refers_to_a_standard_shows_its_newest_figure() -> None:
    standard = PublicRef(id=SERIES.id, name=SERIES.name)
    found = answer(replace(TIER, kind="gap", amount=None, standard=standard))
    assert re.search("1595 元/人/月.*按差额发.*截至 2024-07-01", found)


def test_a_tier_in_words_is_shown_in_words() -> None:
    quilt = replace(TIER, kind="in_kind", amount=None, text="送一床棉被")
    assert re.match("送一床棉被.截至 2024-07-01", answer(quilt))


def test_a_retired_policy_gives_no_figure_and_comes_last() -> None:
    retired = row(with_policy(replace(POLICY, retired=True, notices=("retired",))), "P036")
    assert retired[8:] == ["已停用", 2]
    assert "300" not in str(retired[7])


@pytest.mark.parametrize(("state", "rank"), [("paused", 1), ("ended", 2)])
def test_a_resource_out_of_use_is_labelled_and_comes_later(state: str, rank: int) -> None:
    view = replace(VIEW, resources=(replace(RESOURCE, availability=state),))
    label, found = row(view, "R010")[8:]
    assert label
    assert found == rank


def test_long_texts_are_cut() -> None:
    view = with_policy(replace(POLICY, who="陪" * 500))
    assert len(str(row(view, "P036")[6])) == LONGEST_TEXT


def test_no_text_of_the_sheet_can_end_the_script() -> None:
    name = '</script><!--\u2028\u2029"];alert(1)//'
    view = with_policy(replace(POLICY, name=name))
    assert row(view, "P036")[2] == name
    assert not {"<", "\u2028", "\u2029"} & set(search_data(view).decode("utf-8"))


def test_the_same_view_gives_the_same_bytes() -> None:
    assert search_data(VIEW) == search_data(replace(VIEW))
