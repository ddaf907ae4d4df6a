"""What the generated pages say, and what no cell can make them say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from builders.editions import Edition
from builders.public.page import Page
from builders.public.pages import content_pages, finish_pages
from registry.changes import Change, ChangeSet
from registry.views.public import PublicPolicy, PublicView
from tests.builders.policy_views import BLANK_POLICY, FULL_POLICY, benefit
from tests.builders.views import RESOURCE, SMALL_VIEW

EDITION = Edition(since=date(2026, 7, 1), digest="7f3a90c2")
HISTORY = (
    ChangeSet(
        edition=str(EDITION),
        changes=(
            Change(
                kind="changed",
                tab="policies",
                id="P900",
                name="最低生活保障",
                field="apply_at",
                old="",
                new="受理中心",
            ),
            Change(kind="removed", tab="resources", id="R000", name="撤下的资源"),
        ),
    ),
)
HOSTILE = '<script>alert("1")</script> {{ 7 * 7 }} *星* [链接](javascript:x) &amp; " \''


def pages_of(view: PublicView) -> dict[str, Page]:
    return {page.path: page for page in content_pages(view, HISTORY)}


def view_of(*policies: PublicPolicy) -> PublicView:
    return replace(SMALL_VIEW, policies=policies)


def text_of(page: Page) -> str:
    whole_days = re.sub('<span class="jy-day">([^<]*)</span>', r"\1", page.body)
    return " ".join(re.sub("<[^>]+>", " ", whole_days).split())


PAGES = pages_of(SMALL_VIEW)


def test_each_row_and_index_has_its_page() -> None:
    expected = {
        "index.html", "search.html", "names.html", "standards.html", "resources.html",
        "services.html", "stations.html", "changes.html", "retired.html",
        "g/audience-elders.html", "n/need-care.html", "c/category-elders.html",
        "p/P900.html", "p/P901.html", "p/P902.html", "r/R901.html", "r/R902.html",
        "v/V901.html", "s/S00.html", "s/S01.html",
    }  # fmt: skip
    assert expected <= PAGES.keys()


@pytest.mark.parametrize("path", sorted(PAGES))
def test_every_page_has_one_heading_unique_ids_and_a_description(path: str) -> None:
    page = PAGES[path]
    ids = Counter(re.findall(r'\bid="([^"]+)"', page.body))
    assert page.body.count("<h1") == 1
    assert [name for name, count in ids.items() if count > 1] == []
    assert page.title
    assert 10 <= len(page.description) <= 110


@pytest.mark.parametrize("path", sorted(PAGES))
def test_headings_never_skip_a_level(path: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", PAGES[path].body)]
    steps = [after - before for before, after in pairwise(levels)]
    assert levels[0] == 1
    assert max(steps, default=0) <= 1


@pytest.mark.parametrize("path", sorted(PAGES))
def test_our_own_sentences_promise_nothing(path: str) -> None:
    assert not re.search("(?<!可能)符合", text_of(PAGES[path]))
    assert not re.search("现行(?!标准待核实)", text_of(PAGES[path]))


def test_text_of_cells_comes_out_as_letters() -> None:
    hostile = replace(
        FULL_POLICY,
        name=HOSTILE,
        aliases=(HOSTILE,),
        summary=HOSTILE,
        who=HOSTILE,
        eligibility=(HOSTILE, HOSTILE),
        phone=HOSTILE,
        alert=HOSTILE,
        source_title=HOSTILE,
        source_url="javascript:alert(1)",
        other_sources=(HOSTILE,),
        benefits=(benefit("B1", "fixed", None, tier=HOSTILE, text=HOSTILE),),
    )
    page = pages_of(view_of(hostile))["p/P900.html"]
    assert "<script" not in page.body
    assert "{{ 7 * 7 }} *星*" in page.body
    assert 'href="javascript:' not in page.body


def test_every_blank_is_said_and_somebody_is_named() -> None:
    page = PAGES["p/P901.html"]
    for heading in ("受理条件", "申请材料", "办理流程", "办理时限", "收费", "与其他待遇的关系"):
        after = re.sub(r"<[^>]+>|\s", "", page.body.split(f">{heading}</h3>", 1)[1])
        assert after.startswith("待核实可以问居民区救助顾问服务站，或拨打12345"), heading


def test_the_short_guide_answers_five_questions_first() -> None:
    words = text_of(PAGES["p/P900.html"])
    order = ["最低生活保障", "数额待核实", "可能适合谁", "给什么、多少", "去哪里", "带什么", "问谁"]
    order += ["受理条件", "申请材料", "办理流程", "办理时限", "收费", "待遇标准", "政策依据"]
    start = words.index("按差额每月补足。")
    places = [words.index(word, start if index else 0) for index, word in enumerate(order)]
    assert sorted(places[1:9]) == places[1:9]
    assert places[1] < words.index("办事指南")


def test_a_threshold_is_never_shown_as_money_to_be_had() -> None:
    words = text_of(PAGES["p/P900.html"])
    assert words.count("3190") == words.count("界线 3190 元/人/月（是条件，不是发的钱）") > 0
    assert words.count("1595") == words.count("补足到 1595 元/人/月（按差额发）") > 0


def test_an_unverified_figure_is_as_of_its_day() -> None:
    assert "截至 2024-07-01，现行标准待核实" in text_of(PAGES["p/P900.html"])


def test_past_figures_stay_readable() -> None:
    words = text_of(PAGES["p/P900.html"])
    assert words.index("过去的数额") < words.index("1510")
    assert "过去的标准（截至 2023-07-01）" in words


def test_a_law_without_link_says_so() -> None:
    assert "上海市社会救助条例（2024年修正） （原文链接待补）" in text_of(PAGES["p/P900.html"])


def test_a_link_shows_where_it_leads() -> None:
    linked = replace(FULL_POLICY, source_url="https://mzj.sh.gov.cn/a.html")
    body = pages_of(view_of(linked))["p/P900.html"].body
    assert 'href="https://mzj.sh.gov.cn/a.html"' in body
    assert "（mzj.sh.gov.cn）" in body


def test_a_retired_policy_leads_to_its_successor_and_leaves_the_indexes() -> None:
    assert 'href="../p/P900.html">最低生活保障</a>' in PAGES["p/P902.html"].body
    assert "并入最低生活保障" in text_of(PAGES["p/P902.html"])
    assert "p/P902.html" in PAGES["retired.html"].body
    assert "p/P902.html" not in PAGES["g/audience-elders.html"].body


def test_an_ended_resource_keeps_its_page_and_leaves_the_indexes() -> None:
    assert "已结束" in text_of(PAGES["r/R902.html"])
    indexes = ("resources.html", "g/audience-elders.html", "s/S01.html")
    assert [path for path in indexes if "R902" in PAGES[path].body] == []


def test_a_paused_resource_says_so_everywhere() -> None:
    assert "暂停中" in text_of(PAGES["r/R901.html"])
    assert "暂停中" in text_of(PAGES["resources.html"])


def test_what_has_no_source_is_a_sample() -> None:
    assert "示例" in text_of(PAGES["resources.html"]).split("本站的资源")[0]
    sourced = replace(RESOURCE, source="街道公告")
    page = pages_of(replace(SMALL_VIEW, resources=(sourced,)))["r/R901.html"]
    assert "示例" in text_of(PAGES["r/R901.html"])
    assert "示例" not in text_of(page)


def test_old_and_popular_names_lead_to_the_policy() -> None:
    body = PAGES["names.html"].body
    for name in ("低保户", "敬老卡"):
        assert name in body
    assert body.index(">D</h2>") < body.index("低保户") < body.index(">J</h2>")


def test_the_home_page_starts_from_trouble() -> None:
    words = text_of(PAGES["index.html"])
    order = ("家里是哪种情况", "难在哪一方面", "默认维度（项目拟定）", "12345", "先看几项政策")
    assert [words.index(part) for part in order] == sorted(words.index(part) for part in order)
    assert "data-jieyou-search" in PAGES["index.html"].body


def test_a_station_shows_its_own_before_what_all_have() -> None:
    words = text_of(PAGES["s/S01.html"])
    assert words.index("社区助浴点") < words.index("全街道都有的服务") < words.index("陪医")


def test_standards_have_a_chart_and_a_table() -> None:
    body = PAGES["standards.html"].body
    assert "<polyline" in body
    assert body.count('<tr>\n<th scope="row">') == 3


def test_changes_are_told_with_headers_and_only_living_links() -> None:
    words = text_of(PAGES["changes.html"])
    assert "去哪里申请" in words
    assert "r/R000.html" not in PAGES["changes.html"].body


def test_every_page_carries_its_own_edition_and_only_two_the_library_s() -> None:
    library = Edition(since=date(2026, 7, 2), digest="0badcafe")
    editions = dict.fromkeys(PAGES, EDITION)
    finished = finish_pages(PAGES.values(), editions, library, SMALL_VIEW)
    assert {page.path for page in finished if str(EDITION) not in page.body} == set()
    marked = {page.path for page in finished if str(library) in page.body}
    assert marked == {"index.html", "editions.html"}


def test_policies_are_not_in_the_navigation() -> None:
    assert {page.path for page in PAGES.values() if page.in_nav and page.path[1] == "/"} == {
        path for path in PAGES if path[:2] in {"g/", "n/", "c/"}
    }


def test_two_tiers_of_the_same_age_share_their_date_line() -> None:
    brief = PAGES["p/P900.html"].body.split("一看就懂")[1].split("办事指南")[0]
    assert brief.count("现行标准待核实") == 1


def test_a_policy_without_category_is_still_listed() -> None:
    loose = replace(BLANK_POLICY, category=None)
    assert "p/P901.html" in pages_of(view_of(loose))["g/audience-elders.html"].body
