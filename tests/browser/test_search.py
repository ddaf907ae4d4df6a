"""The search in a real browser at 390 px, over HTTP and from the disk, on the sample street."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Page

from builders.public.search import PATH, search_data
from registry.views.public import PublicView
from tests.browser.conftest import ROOT, Visit

ASSETS = ROOT / "site_src" / "docs" / "assets"
HOSTILE = "<img src=x onerror=alert(1)><b>钓鱼</b>"
FRAME = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>搜索</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">
<link rel="stylesheet" href="{root}assets/search.css">
<script src="{root}assets/dates.js" defer></script>
<script src="{root}assets/search.js" defer></script></head>
<body><div class="jy-search" data-jieyou-search data-root="{root}"></div></body></html>"""

# Query: the ids that a resident may accept, and why.
ACCEPTED = {
    "低保": {"P001"},  # the everyday name of 最低生活保障 itself
    "大病": {
        "P006",
        "P009",
        "P010",
        "P047",
    },  # hospital, outpatient, spending beyond means, psychiatric
    "老人洗澡": {"P036", "R010"},  # long-term care includes bathing; the bathing helper comes home
    "残疾补贴": {"P028", "P029"},  # the two subsidies that people mean by this
    "低收入": {"P005"},  # 低收入困难家庭 was renamed 低保边缘家庭
    "敬老卡": {"P035"},  # the card that became the age allowance
    "没钱看病": {"P009", "P010", "P012", "P013"},  # help with bills, deposit waived, emergency care
    "护理费": {"P029", "P036"},  # the care subsidy and the care insurance
    "租房补贴": {"P015"},  # 廉租住房 is paid as a rent subsidy
    "失业": {"P016", "P017", "P048"},  # benefit, certified difficulty, help into work
}


@pytest.fixture(scope="session")
def search_site(demo_view: PublicView, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The search with nothing around it; the first policy has a title that is no title."""
    site = tmp_path_factory.mktemp("search")
    shutil.copytree(ASSETS, site / "assets")
    last = demo_view.policies[-1]
    hostile = replace(last, id="P999", name=HOSTILE, aliases=("恶意标题",), who=HOSTILE)
    view = replace(demo_view, policies=(*demo_view.policies, hostile))
    (site / PATH).write_bytes(search_data(view))
    for path, root in (("search.html", "./"), ("g/group.html", "../"), ("p/P001.html", "../")):
        (site / path).parent.mkdir(exist_ok=True)
        (site / path).write_text(FRAME.format(root=root), encoding="utf-8")
    without = FRAME.format(root="./").replace('data-root="./"', 'data-root="nowhere/"')
    (site / "without-data.html").write_text(without, encoding="utf-8")
    return site


@pytest.fixture
def searching(visit: Visit, origin: str) -> Iterator[Visit]:
    """The search page, opened; afterwards: no complaint, and nothing asked of anybody else."""
    visit.page.goto(f"{origin}/search.html")
    yield visit
    assert visit.complaints == []
    own = urlsplit(origin)
    hosts = {(urlsplit(url).scheme, urlsplit(url).netloc) for url in visit.requests}
    assert hosts <= {(own.scheme, own.netloc), ("data", "")}


def ask(page: Page, query: str) -> None:
    page.get_by_role("searchbox").fill(query)
    page.get_by_role("button", name="查找").click()
    page.wait_for_function(
        "query => history.state && history.state.jieyou === query.substr(0, 100)", arg=query
    )


def found(page: Page) -> list[str]:
    hrefs = page.locator(".jy-search__link").evaluate_all("all => all.map(a => a.href)")
    return [Path(urlsplit(href).path).stem for href in hrefs]


@pytest.mark.parametrize("query", ACCEPTED)
def test_everyday_words_bring_the_right_page_among_the_first_three(
    searching: Visit, query: str
) -> None:
    ask(searching.page, query)
    assert ACCEPTED[query] & set(found(searching.page)[:3])


def test_a_result_says_for_whom_and_how_much_and_how_new_that_is(searching: Visit) -> None:
    ask(searching.page, "低保")
    text = searching.page.locator(".jy-search__link").first.inner_text()
    assert "政策" in text
    assert "可能适合" in text
    assert "1595 元/人/月" in text
    assert "截至 2024-07-01" in text
    assert "现行标准待核实" in text


def test_a_title_is_shown_as_letters_whatever_it_says(searching: Visit) -> None:
    ask(searching.page, "恶意标题")
    assert HOSTILE in searching.page.locator(".jy-search__link").first.inner_text()
    assert searching.page.locator(".jy-search img").count() == 0
    assert "钓鱼" not in searching.page.locator(".jy-search b").all_inner_texts()


def test_the_data_are_read_on_first_use_only(searching: Visit) -> None:
    assert not any(url.endswith(PATH) for url in searching.requests)
    ask(searching.page, "低保")
    ask(searching.page, "失业")
    assert sum(url.endswith(PATH) for url in searching.requests) == 1


def test_nothing_found_offers_the_hotline_and_the_indexes(searching: Visit) -> None:
    ask(searching.page, "量子纠缠")
    assert "没有找到" in searching.page.get_by_role("status").inner_text()
    assert searching.page.locator("a[href='tel:12345']").is_visible()
    assert searching.page.get_by_role("link", name="按名称找政策").is_visible()
    assert searching.page.get_by_role("link", name="困难老人家庭").is_visible()


def test_the_number_of_results_is_announced(searching: Visit) -> None:
    ask(searching.page, "敬老卡")
    status = searching.page.get_by_role("status")
    assert status.get_attribute("aria-live") == "polite"
    assert f"{len(found(searching.page))} 条" in status.inner_text()


def test_letters_of_an_input_method_are_not_searched_before_they_are_words(
    searching: Visit,
) -> None:
    page = searching.page
    box = page.get_by_role("searchbox")
    box.focus()
    box.dispatch_event("compositionstart")
    box.fill("低保")
    page.wait_for_timeout(400)
    assert found(page) == []
    box.dispatch_event("compositionend")
    page.wait_for_selector(".jy-search__link")
    assert found(page)[0] == "P001"


def test_keys_lead_from_the_box_through_the_results_and_back(searching: Visit) -> None:
    page = searching.page
    ask(page, "低保")
    page.get_by_role("searchbox").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").startswith("jy-search__link")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.type") == "search"


def test_everything_to_tap_is_large_and_nothing_sticks_out(searching: Visit) -> None:
    page = searching.page
    for query in ("低保", "量子纠缠"):
        ask(page, query)
        targets = page.locator(".jy-search a, .jy-search input, .jy-search button")
        sizes = targets.evaluate_all(
            "all => all.map(one => one.getBoundingClientRect()).map(box => [box.width, box.height])"
        )
        assert min(min(size) for size in sizes) >= 48
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_query_in_the_fragment_is_run_and_never_sent(searching: Visit, origin: str) -> None:
    searching.page.goto(f"{origin}/search.html#q={quote('敬老卡')}")
    searching.page.wait_for_selector(".jy-search__link")
    assert found(searching.page)[0] == "P035"
    assert not any(quote("敬老卡") in url.partition("#")[0] for url in searching.requests)


def test_coming_back_from_a_result_finds_the_results_again(searching: Visit) -> None:
    ask(searching.page, "低保")
    searching.page.locator(".jy-search__link").first.click()
    searching.page.wait_for_url("**/p/P001.html")
    searching.page.go_back()
    searching.page.wait_for_selector(".jy-search__link")
    assert searching.page.get_by_role("searchbox").input_value() == "低保"


def test_links_lead_to_the_same_pages_from_a_folder_below(searching: Visit, origin: str) -> None:
    searching.page.goto(f"{origin}/g/group.html")
    ask(searching.page, "低保")
    href = searching.page.locator(".jy-search__link").first.evaluate("a => a.href")
    assert href == f"{origin}/p/P001.html"


def test_data_that_do_not_come_end_in_advice(searching: Visit, origin: str) -> None:
    searching.page.goto(f"{origin}/without-data.html")
    searching.page.get_by_role("searchbox").fill("低保")
    searching.page.wait_for_selector("a[href='tel:12345']")
    assert "不能搜索" in searching.page.get_by_role("status").inner_text()
    searching.complaints.clear()


@pytest.fixture
def scorer(visit: Visit, search_site: Path) -> Page:
    """A page with the matching alone and the index of the sample street."""
    visit.page.goto("about:blank")
    for script in ("dates.js", "search-match.js"):
        visit.page.add_script_tag(path=ASSETS / script)
    visit.page.add_script_tag(path=search_site / PATH)
    visit.page.evaluate("window.index = JieyouSearch.prepare(JIEYOU_SEARCH_DATA)")
    return visit.page


FIND = "query => JieyouSearch.find(index, query).map(hit => [hit.entry.id, hit.score])"


@pytest.mark.parametrize(
    "query", ["", " ", "\uff0c。\uff1f!", "怎么申请", "的", "\ud842\udfb7", "\U0001f9d3", "$&(["]
)
def test_odd_queries_are_answered_without_an_exception(scorer: Page, query: str) -> None:
    assert isinstance(scorer.evaluate(FIND, query), list)


def test_every_beginning_of_every_name_can_be_typed(scorer: Page) -> None:
    trouble = scorer.evaluate(
        """() => index.entries.filter((entry, at) => at % 7 === 0).filter((entry) =>
             Array.from(entry.name).some((sign, end) => {
               const hits = JieyouSearch.find(index, entry.name.slice(0, end + 1));
               const scores = hits.map((hit) => hit.score);
               return scores.some((score, at) => !(score > 0) || scores[at - 1] < score);
             })).map((entry) => entry.name)"""
    )
    assert trouble == []


def test_every_name_finds_its_own_page_among_the_first_three(scorer: Page) -> None:
    lost = scorer.evaluate(
        """() => index.entries.filter((entry) => entry.rank === 0 &&
             !JieyouSearch.find(index, entry.name).slice(0, 3).some((hit) => hit.entry === entry)
           ).map((entry) => entry.name)"""
    )
    assert lost == []


def test_a_very_long_query_is_cut(scorer: Page) -> None:
    assert scorer.evaluate(FIND, "低保" * 50_000) == scorer.evaluate(FIND, "低保" * 100)


def test_question_words_change_nothing(scorer: Page) -> None:
    assert scorer.evaluate(FIND, "我想申请低保\uff0c怎么办理\uff1f") == scorer.evaluate(
        FIND, "低保"
    )


def test_full_width_letters_and_capitals_are_the_same(scorer: Page) -> None:
    assert scorer.evaluate(FIND, "\uff14\uff10\uff15\uff10") == scorer.evaluate(FIND, "4050")


def order_of(scorer: Page, rows: list[list[object]], query: str) -> list[str]:
    data = json.dumps({"hotline": "", "terms": [], "rows": rows})
    index = f"JieyouSearch.prepare({data})"
    return list(scorer.evaluate(f"JieyouSearch.find({index}, '{query}').map(hit => hit.entry.id)"))


def test_a_policy_that_fits_is_not_crowded_out_by_what_is_nearby(scorer: Page) -> None:
    rows: list[list[object]] = [["r", f"R{at}", f"防滑{at}", ["扶手"]] for at in range(3)]
    rows.append(["p", "P1", "住房改造", ["装扶手有补贴"]])
    assert order_of(scorer, rows, "扶手") == ["R0", "P1", "R1", "R2"]


def test_the_trouble_says_more_than_the_person_in_trouble(scorer: Page) -> None:
    rows: list[list[object]] = [["p", "P1", "探访", ["老伴"]], ["p", "P2", "救急", ["火灾"]]]
    assert order_of(scorer, rows, "老伴火灾") == ["P2", "P1"]
    assert order_of(scorer, rows, "老伴") == ["P1"]


def test_something_retired_comes_after_the_same_thing_in_use(scorer: Page) -> None:
    old: list[object] = ["p", "P1", "旧补贴", ["补贴"], [], "", "", "", "已停用", 2]
    assert order_of(scorer, [old, ["p", "P2", "补贴金"]], "补贴") == ["P2", "P1"]


def test_five_hundred_entries_are_ready_and_searched_at_once(scorer: Page) -> None:
    spent = scorer.evaluate(
        """() => {
          const many = { hotline: "", terms: JIEYOU_SEARCH_DATA.terms, rows: [] };
          while (many.rows.length < 500) { many.rows.push(...JIEYOU_SEARCH_DATA.rows); }
          many.rows.length = 500;
          const timed = (work) => Math.min(...Array.from({ length: 5 }, () => {
            const start = performance.now(); work(); return performance.now() - start;
          }));
          let big;
          const prepared = timed(() => { big = JieyouSearch.prepare(many); });
          return [prepared, timed(() => JieyouSearch.find(big, "妈妈瘫痪在床没有人照顾怎么办"))];
        }"""
    )
    assert max(spent) < 50
