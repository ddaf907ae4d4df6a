"""The links of a sheet as people are told of them: on a screen, as data, and as a workbook."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from builders.cli import main
from builders.links import Limits, lines, links_bytes, told
from builders.links.sight import Sight
from registry.check import check
from registry.snapshot import Part
from registry.template import workbook_bytes
from tests.builders.link_server import Reply, Site, serving
from tests.registry.sheets import Rows, sheet, with_cells
from tests.small_street import AS_OF, small_street, write_sheet
from tests.test_reproducible import digests

FINE = Sight(group="fine", reason="fine", status=200)


def run(*arguments: object) -> Result:
    options = ("--as-of", AS_OF.isoformat(), "--allow-private-hosts")
    return CliRunner().invoke(main, ["report", "links", *map(str, arguments), *options])


def street(site: str) -> Rows:
    """Five pages of which one stands in two cells: two are gone, one has moved, one is shy."""
    rows = with_cells("settings", "可链接的网站", small_street(), value="127.0.0.1、a.example")
    rows = with_cells("policies", "P001", rows, source_url=f"{site}/fine")
    rows = with_cells("policies", "P002", rows, source_url=f"{site}/gone", name="=临时救助")
    rows = with_cells("organizations", "G001", rows, website=f"{site}/gone#top")
    rows = with_cells("standards", "T001", rows, url=f"{site}/moved")
    return with_cells("standards", "T002", rows, url=f"{site}/shy")


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = replace(Limits(), pause=0)
    monkeypatch.setattr("builders.links.Limits", lambda **given: replace(limits, **given))


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        running.replies = {
            "/gone": Reply(status=404),
            "/moved": Reply(status=301, headers={"Location": "/new"}),
            "/shy": Reply(status=412),
        }
        yield running


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: Site) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "jieyou.toml").write_text('source = "sheet"\n', encoding="utf-8")
    write_sheet(tmp_path / "sheet", street(site.url("", "127.0.0.1")))
    return tmp_path


TOLD = """\
打不开了：页面多半已经不在（1 个网址）
- {base}/gone#top：网站说没有这个页面（404） → 到原网站上找新的页面；确实撤了，就换一个来源
  【机构】第 2 行 G 列“网址”：G001 示例服务社
  【政策库】第 3 行 AC 列“来源网址”：P002 =临时救助
搬了：换成新网址（1 个网址）
- {base}/moved：自动转到了新网址；新网址：{base}/new → 看看是不是同一个内容，是就把新网址抄进格子
  【标准】第 2 行 J 列“原文链接”：T001 低保标准
可能被网站挡住了：请人打开看一看（1 个网址）
- {base}/shy：网站不让程序看（412），人用浏览器多半打得开 → 用浏览器打开看一看
  【标准】第 3 行 J 列“原文链接”：T002 低保标准
{counts}
表格和网站都没有动；打不打得开只是线索，改不改由人决定。
"""


def test_links_stand_by_what_is_to_be_done_with_their_cells(folder: Path, site: Site) -> None:
    before = digests(folder)
    result = run()
    counts = (
        "查了 4 个网址（共 4 个，最多 5 分钟）：打得开 1，打不开 1，搬了 1，可能被挡 1，"
        "人工核对过 0，没连上 0，没有问 0。"
    )
    assert result.output == TOLD.format(base=site.url("", "127.0.0.1"), counts=counts)
    assert result.exit_code == 0
    assert digests(folder) == before
    assert site.methods("/gone") == ["HEAD", "GET"]


@pytest.mark.usefixtures("folder")
def test_the_same_as_data(site: Site) -> None:
    found = json.loads(run("--format", "json").output)
    assert found["counts"]["gone"] == found["counts"]["fine"] == 1
    assert [link["group"] for link in found["links"]] == ["gone", "moved", "blocked", "fine"]
    moved = found["links"][1]
    assert (moved["reason"], moved["status"]) == ("moved", 200)
    assert moved["final"] == site.url("/new", "127.0.0.1")
    assert moved["cells"] == [
        {
            "tab": "standards",
            "id": "T001",
            "name": "低保标准",
            "title": "标准",
            "row": 2,
            "column": "J",
            "cell": "J2",
            "header": "原文链接",
            "book": "",
            "link": "",
        }
    ]
    problems = json.loads(run("--format", "json", "--only-problems").output)
    assert [link["group"] for link in problems["links"]] == ["gone", "moved", "blocked"]
    assert problems["counts"] == found["counts"]


def test_the_same_as_a_workbook_with_ways_back_to_the_cells(folder: Path, site: Site) -> None:
    base = site.url("", "127.0.0.1")
    (folder / "表.xlsx").write_bytes(workbook_bytes(sheet(street(base))))
    target = folder / "清单.xlsx"
    result = run("--source", "表.xlsx", "--format", "xlsx", "--out", target)
    assert (result.exit_code, result.output.splitlines()[-1][:9]) == (0, "已写出链接核对结果")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    tab = openpyxl.load_workbook(target)["链接核对结果"]
    rows = [[cell.value or "" for cell in row] for row in tab.iter_rows(min_row=5)]
    assert [row[1] for row in rows] == [
        f"{base}/{p}" for p in ("gone#top", "gone#top", "moved", "shy")
    ]
    assert [row[6] for row in rows][:2] == ["G001 示例服务社", "P002 =临时救助"]
    assert {cell.data_type for row in tab.iter_rows() for cell in row if cell.value} == {"s"}
    places = [cell.hyperlink.location for row in tab.iter_rows() for cell in row if cell.hyperlink]
    assert places == ["'机构'!G2", "'政策库'!AC3", "'标准'!J2", "'标准'!J3"]


@pytest.mark.usefixtures("folder")
def test_what_lies_in_the_own_network_is_told_and_not_asked(site: Site) -> None:
    result = CliRunner().invoke(main, ["report", "links", "--as-of", AS_OF.isoformat()])
    assert result.exit_code == 0
    assert "没有去问：网址指向内部网络（4 个网址）" in result.output
    assert "查了 0 个网址（共 4 个" in result.output
    assert site.asked == []


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "arguments",
    [
        ("--format", "xlsx"),
        ("--out", "清单.xlsx"),
        ("--format", "xlsx", "--out", "packs/清单.xlsx"),
        ("--minutes", "0"),
    ],
)
def test_a_wrong_use_is_refused_before_anything_is_asked(
    arguments: tuple[str, ...], site: Site
) -> None:
    assert run(*arguments).exit_code == 2
    assert site.asked == []


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_sheet_with_errors_is_told_and_nothing_is_asked(
    folder: Path, site: Site, form: str
) -> None:
    rows = with_cells(
        "policies", "P001", street(site.url("", "127.0.0.1")), verified_on="2027-01-01"
    )
    write_sheet(folder / "sheet", rows)
    result = run("--format", form)
    assert (result.exit_code, "F001" in result.output) == (1, True)
    assert site.asked == []


@pytest.mark.usefixtures("folder")
def test_a_sheet_without_links_is_said_to_have_none() -> None:
    rows = with_cells("organizations", "G001", small_street(), website="")
    write_sheet(Path("sheet"), rows)
    assert run().output.splitlines() == ["表格里没有网址。"]


def test_a_machine_without_a_network_is_said_to_have_none() -> None:
    outcome = check(sheet(street("http://a.example")), AS_OF)
    away = Sight(group="unreachable", reason="dns")
    sights = {f"http://a.example/{page}": away for page in ("fine", "gone#top", "moved", "shy")}
    assert "没有联网" in list(lines(told(outcome, AS_OF, Limits(), sights)))[-3]


def test_a_new_site_must_be_allowed_before_its_address_is_copied() -> None:
    outcome = check(sheet(street("http://a.example")), AS_OF)
    moved = Sight(group="moved", reason="moved", status=200, final="http://b.example/x")
    sights = {f"http://a.example/{p}": moved for p in ("fine", "gone#top", "moved", "shy")}
    told_lines = list(lines(told(outcome, AS_OF, Limits(), sights)))
    assert told_lines[1].endswith("抄进格子（先把 b.example 加进“设置”表的“可链接的网站”）")


def test_the_places_are_those_of_a_cloud_sheet_and_titles_stay_on_one_line() -> None:
    link = "https://docs.example/#gid=7&range="
    part = Part(book="云端", link=link, columns={6: 2}, rows={2: 9})
    outcome = replace(check(sheet(street("http://a.example")), AS_OF), parts={"机构": (part,)})
    gone = Sight(group="gone", reason="missing_title", status=200, title="不\x1b[2J在\n了")
    sights = {f"http://a.example/{page}": FINE for page in ("fine", "moved", "shy")}
    found = told(outcome, AS_OF, Limits(), sights | {"http://a.example/gone#top": gone})
    told_lines = list(lines(found))
    assert "打开的页面标题是“不 [2J在 了”" in told_lines[1]
    assert told_lines[2] == (
        "  〔云端〕【机构】第 9 行 C 列“网址”：G001 示例服务社 https://docs.example/#gid=7&range=C9"
    )
    assert links_bytes(found, "") == links_bytes(found, "")
