"""The preview in a real browser at 390 px: pages follow the workbook without being asked to."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.previews import ready
from tests.registry.sheets import Rows, with_cells
from tests.small_street import small_street


def street(**cells: str) -> Rows:
    """A draft that no other page names, and a policy with these cells."""
    rows = with_cells("resources", "R002", small_street(), status="草稿")
    return with_cells("policies", "P001", rows, **cells)


def mark(page: Page) -> None:
    page.evaluate("window.isTheSame = true")


def is_the_same(page: Page) -> object:
    return page.evaluate("window.isTheSame === true")


def overflow(page: Page) -> object:
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def test_a_save_reaches_the_pages_that_it_changes(visit: Visit, tmp_path: Path) -> None:
    with ready(tmp_path, street(fee="免费。")) as preview:
        page, other = visit.page, visit.page.context.new_page()
        page.goto(f"{preview.address}p/P001.html")
        other.goto(f"{preview.address}r/R002.html")
        for one in (page, other):
            mark(one)
        expect(page.locator(".jyp-banner")).to_have_count(0)
        expect(other.locator(".jyp-banner")).to_contain_text("还没有审核的内容")

        preview.save(street(fee="收五元。"))
        expect(page.locator("main, .jy-main").first).to_contain_text("收五元。")
        expect(page.locator(".jyp-bar--ready")).to_contain_text("已经更新")
        assert (is_the_same(page), is_the_same(other)) == (False, True)
        mark(page)

        page.get_by_text("来自哪里", exact=True).click()
        panel = page.locator(".jyp-sheet:visible")
        expect(panel).to_contain_text("政策库 第 2 行（P001）")
        expect(panel.get_by_role("button", name="B2", exact=True)).to_be_visible()

        preview.save(street(fee="收五元。", verified_on="去年"))
        expect(page.locator(".jyp-bar--errors")).to_contain_text("表里有 1 个错误")
        page.locator(".jyp-part[data-part=problems] > summary").click()
        trouble = page.locator(".jyp-trouble--error")
        expect(trouble).to_have_count(1)
        expect(trouble).to_contain_text("【政策库】第 2 行")
        expect(page.locator(".jyp-sheet:visible")).to_have_count(1)
        assert (is_the_same(page), overflow(page)) == (True, 0)
        visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        trouble.get_by_role("button").click()
        expect(trouble.get_by_role("button")).to_have_text("已复制")
        assert "'政策库'!" in page.evaluate("navigator.clipboard.readText()")

        assert visit.complaints == []
        assert {url for url in visit.requests if not url.startswith(preview.address)} == set()
    expect(page.locator(".jyp-bar")).to_contain_text("预览已经停下")
