"""A site built in June and read later: the words change with the day as the next build's would."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Visit, served
from tests.browser.test_search import ask
from tests.registry.sheets import Rows, with_row
from tests.small_street import build_rows, rows_with, small_street

JUNE, JULY, AUTUMN, NEXT_JULY = (
    date(2027, 6, 15),
    date(2027, 7, 1),
    date(2027, 10, 1),
    date(2028, 7, 1),
)
POLICY, RESOURCE, STANDARDS = "p/P001.html", "r/R001.html", "standards.html"


def prepared() -> Rows:
    """In June an editor writes down what changes in July, and what ends in September."""
    rows = rows_with(small_street(), "standards", 1, to_on="2027-06-30")
    rows = with_row("standards", "T002", rows, id="T003", value="1888", from_on="2027-07-01")
    rows = rows_with(rows, "standards", 2, to_on="")
    rows = rows_with(
        rows,
        "policies",
        0,
        verified_on="2027-06-10",
        phone="021-0000 1000",
        expires_on="2028-06-30",
        pegged_to="低保标准",
    )
    rows = rows_with(rows, "benefits", 0, to_on="2027-06-30")
    rows = with_row("benefits", "B001", rows, id="B002", amount="1888", as_of="2027-06-10")
    rows = rows_with(rows, "benefits", len(rows["benefits"]) - 1, from_on="2027-07-01", to_on="")
    hours = {"opening_hours": "每周二 9:00", "to_on": "2027-09-30"}
    return rows_with(rows, "resources", 0, verified_on="2027-06-01", phone="021-0000 2000", **hours)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("june")
    result = build_rows(folder, prepared(), JUNE)
    assert not [one for one in result.outcome.diagnostics if one.severity == "error"]
    return folder / "public"


@pytest.fixture(scope="module")
def site(public: Path) -> Iterator[str]:
    with served(public) as address:
        yield address


def read(visit: Visit, site: str, path: str, day: date, part: str = ".jy-main") -> str:
    """What can be read on a page on that day, noon in Shanghai."""
    visit.page.clock.set_fixed_time(datetime.combine(day, time(4), tzinfo=UTC))
    visit.page.goto(f"{site}/{path}")
    text = visit.page.locator(part).first.inner_text()
    assert visit.complaints == []
    return " ".join(text.split())


def test_a_figure_of_july_is_announced_in_june_and_holds_in_july(visit: Visit, site: str) -> None:
    june, july = (read(visit, site, STANDARDS, day) for day in (JUNE, JULY))
    assert "1700 元/人/月（按差额发） 现行，2026-07-01 起 可用到 2027-06-30" in june
    assert "1888 元/人/月（按差额发） 2027-07-01 起施行" in june
    assert "1888 元/人/月（按差额发） 现行，2027-07-01 起" in july
    assert "1700 元/人/月 2026-07-01 至 2027-06-30 过去的标准" in july


def test_a_year_later_nothing_is_called_the_present_standard(visit: Visit, site: str) -> None:
    assert "现行，" in read(visit, site, POLICY, JULY)
    for path in (STANDARDS, POLICY):
        text = read(visit, site, path, NEXT_JULY)
        assert "现行，" not in text
        assert "截至 2027-07-01，现行标准待核实" in text


def test_a_policy_page_follows_its_tiers_its_standard_and_its_end(visit: Visit, site: str) -> None:
    june, july, after = (read(visit, site, POLICY, day) for day in (JUNE, JULY, NEXT_JULY))
    assert "2027-07-01 起施行" in june
    assert "2027-07-01 起施行" not in july
    assert "过去的标准" not in june
    assert "文件已过有效期" not in july
    assert "文件已过有效期" in after


def test_a_phone_and_hours_ask_to_be_checked_once_their_days_are_over(
    visit: Visit, site: str
) -> None:
    june, july, autumn = (read(visit, site, RESOURCE, day) for day in (JUNE, JULY, AUTUMN))
    assert "待复核" not in june
    assert "核实有效至 2027-08-30" in june
    assert "核实有效至 2027-07-01" in july
    assert "核实到 2027-07-01，待复核" in autumn
    assert "核实到 2027-08-30，待复核" in autumn


def test_a_resource_is_over_after_its_last_day(visit: Visit, site: str) -> None:
    assert "已结束" not in read(visit, site, RESOURCE, date(2027, 9, 30))
    assert "已结束" in read(visit, site, RESOURCE, AUTUMN)
    assert "已结束" in read(visit, site, "resources.html", AUTUMN)


@pytest.mark.parametrize(("day", "figure"), [(JUNE, "1700"), (JULY, "1888")])
def test_the_search_answers_as_of_today(visit: Visit, site: str, day: date, figure: str) -> None:
    read(visit, site, "search.html", day)
    ask(visit.page, "最低生活保障")
    answer = visit.page.locator(".jy-search__link", has_text="最低生活保障").first.inner_text()
    assert figure in answer


@pytest.mark.parametrize("day", [JULY, AUTUMN, NEXT_JULY])
def test_the_next_build_says_what_the_browser_says(
    visit: Visit, site: str, tmp_path: Path, day: date
) -> None:
    """Nobody touches the sheet; only the order, and the heading of a table, may be others."""
    build_rows(tmp_path, prepared(), day)
    with served(tmp_path / "public") as rebuilt:
        for path, part in ((POLICY, "article"), (RESOURCE, "article"), (STANDARDS, "table")):
            old, new = (read(visit, address, path, day, part) for address in (site, rebuilt))
            assert set(old.split()) == set(new.split()) - {"过去的数额"}


def test_the_short_guide_has_the_tier_of_the_day(visit: Visit, site: str) -> None:
    june, july = (read(visit, site, POLICY, day, ".jy-brief") for day in (JUNE, JULY))
    assert "1700 元/人/月（按差额发） 已核实，核实有效至 2027-06-30" in june
    assert "1888 元/人/月（按差额发） 2027-07-01 起施行" in june
    assert "1888 元/人/月（按差额发） 现行，2027-07-01 起，核实有效至 2028-06-09" in july
    assert "1700" not in july


def test_without_a_script_each_thing_says_until_when_it_counts(
    chromium: Browser, site: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/{POLICY}")
    guide = " ".join(page.locator(".jy-brief").inner_text().split())
    context.close()
    assert "1700 元/人/月（按差额发） 已核实，核实有效至 2027-06-30" in guide
    assert "021-0000 1000 核实有效至 2027-09-08" in guide
    assert "待复核" not in guide
    assert "现行，2027" not in guide
