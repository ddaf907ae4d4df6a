"""The site that MkDocs makes of the pages: whole, linked, quiet, and the same every time."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builders.editions import Edition
from builders.gate import make_gate
from builders.ledger import Ledger
from builders.outputs.inputs import Inputs
from builders.outputs.site import make_site
from builders.public.page import Page
from builders.public.pages import content_pages, finish_pages
from builders.public.search import search_data
from builders.public.site import SiteError, SiteParts, build_site, verify_site
from builders.shown import shown_on
from builders.spool import Spool
from registry.model import Registry, Setting
from registry.snapshot import Snapshot
from registry.views.public import PublicView
from tests.builders.policy_views import FULL_POLICY
from tests.builders.views import SMALL_VIEW

CONFIG = Path(__file__).parents[2] / "mkdocs.yml"
EDITION = Edition(since=date(2026, 7, 1), digest="7f3a90c2")


def parts_of(pages: tuple[Page, ...], extra: dict[str, bytes], base_url: str = "") -> SiteParts:
    paths = tuple(page.path for page in pages)
    return SiteParts(pages=pages, paths=paths, extra_files=extra, base_url=base_url)


def build(view: PublicView, target: Path, base_url: str = "", config: Path = CONFIG) -> Path:
    target.mkdir()
    pages = content_pages(view, ())
    finished = finish_pages(pages, {page.path: EDITION for page in pages}, EDITION, view)
    extra = {"assets/search-data.js": search_data(view)}
    build_site(config, parts_of(finished, extra, base_url), target)
    return target


def digests(folder: Path) -> Mapping[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_hook_of_the_workspace_may_still_change_the_theme(tmp_path: Path) -> None:
    shutil.copytree(CONFIG.parent / "site_src", tmp_path / "site_src")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "street.txt").write_text("江苏路")
    (tmp_path / "hook.py").write_text(
        "def on_config(config):\n    config.theme.dirs.insert(0, 'more')\n".replace(
            "'more'", repr(str(tmp_path / "more"))
        )
    )
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"{CONFIG.read_text('utf-8')}\nhooks: [hook.py]\n", encoding="utf-8")
    build(SMALL_VIEW, tmp_path / "public", config=config)
    assert (tmp_path / "public" / "street.txt").read_text() == "江苏路"
    assert not list((tmp_path / "public").rglob(".icons"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(SMALL_VIEW, tmp_path_factory.mktemp("site") / "public")


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(site, tmp_path / "copy"))


def test_the_finished_site_has_no_problem(site: Path) -> None:
    assert verify_site(site) == ()


def test_the_site_is_named_by_the_settings(site: Path) -> None:
    page = (site / "p" / "P900.html").read_text("utf-8")
    assert "<title>最低生活保障 - 江苏路街道救助政策指南·解忧册</title>" in page
    assert '<meta name="description" content="最低生活保障：' in page
    assert '<html lang="zh"' in page


def test_the_frame_asks_no_other_host_and_runs_no_theme_script(site: Path) -> None:
    assert not (site / "assets" / "javascripts").exists()
    for path in site.rglob("*.html"):
        page = path.read_text("utf-8")
        assert "https://" not in page.split("<body", 1)[0]
        assert "fonts.g" not in page


def test_the_page_for_a_missing_one_needs_no_other_file(site: Path) -> None:
    page = (site / "404.html").read_text("utf-8")
    assert "<style>" in page
    assert re.findall(r'<link(?! rel="icon" href="data:)[^>]*>|<script src|<img', page) == []


def test_pages_carry_nothing_of_the_theme_that_the_frame_does_not_use(site: Path) -> None:
    assert not (site / "assets" / "stylesheets").exists()
    assert [path for path in site.rglob("*.html") if "md-toggle" in path.read_text("utf-8")] == []


def test_a_reader_without_script_is_shown_the_indexes(site: Path) -> None:
    page = (site / "index.html").read_text("utf-8")
    note = page.split("<noscript>", 1)[1].split("</noscript>", 1)[0]
    assert 'href="./names.html"' in note


def test_two_builds_on_different_days_are_the_same(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "946684800")
    assert digests(build(SMALL_VIEW, tmp_path / "again")) == digests(site)


def test_a_public_address_gives_a_map_of_the_site_without_dates(tmp_path: Path) -> None:
    target = build(SMALL_VIEW, tmp_path / "public", "https://jieyou.example.cn/")
    sitemap = (target / "sitemap.xml").read_text("utf-8")
    assert "<loc>https://jieyou.example.cn/p/P900.html</loc>" in sitemap
    assert "lastmod" not in sitemap
    assert not (target / "sitemap.xml.gz").exists()
    assert verify_site(target) == ()


def test_the_address_in_the_settings_stands_on_each_page(tmp_path: Path) -> None:
    address = Setting(id="public_base_url", value="https://jieyou.example.cn", internal_note="")
    registry = Registry(settings=(address,))
    shown, ledger = shown_on(registry, EDITION.since), Ledger()
    made = make_gate(Snapshot(tables=()), registry, shown, ledger, site_config=CONFIG)
    inputs = Inputs(
        registry=registry,
        shown=shown,
        gate=made.gate,
        ledger=ledger,
        site_config=CONFIG,
        records=Spool(tmp_path / "records"),
    )
    make_site(inputs, tmp_path / "site")
    page = (tmp_path / "site" / "names.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://jieyou.example.cn/names.html">' in page
    assert "https://jieyou.example.cn/names.html" in (tmp_path / "site" / "sitemap.xml").read_text(
        "utf-8"
    )


def test_without_an_address_no_page_names_one(site: Path) -> None:
    assert "canonical" not in (site / "names.html").read_text("utf-8")
    assert not (site / "sitemap.xml").exists()


def test_a_hostile_name_stays_text_in_the_frame(tmp_path: Path) -> None:
    name = '"><script>alert(1)</script>{{ 7 * 7 }}'
    view = replace(SMALL_VIEW, policies=(replace(FULL_POLICY, name=name, summary=name),))
    page = (build(view, tmp_path / "public") / "p" / "P900.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert "{{ 7 * 7 }}" in page


def test_a_complaint_of_mkdocs_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("[nowhere](nowhere.md)\n", "utf-8")
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: x\ndocs_dir: docs\ntheme: {name: material}\n", "utf-8")
    (tmp_path / "out").mkdir()
    page = Page(path="a.html", title="a", description="a", body="<h1>a</h1>")
    with pytest.raises(SiteError, match="nowhere"):
        build_site(config, parts_of((page,), {}), tmp_path / "out")


def test_mkdocs_writes_nothing_to_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    build(SMALL_VIEW, tmp_path / "public")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('href="../g/audience-elders.html"', 'href="../g/nobody.html"', "找不到对应的文件"),
        ('href="#documents"', 'href="#nowhere"', "位置不存在"),
        ('id="process"', 'id="fee"', "重复"),
        ("<h1", "<h2", "大标题"),
        ("</article>", '<img src="https://other.example/x.png"></article>', "向别的网站"),
        ("</article>", '<script src="//other.example/x.js"></script></article>', "向别的网站"),
        ("</head>", '<link rel="stylesheet" href="https://other.example/x.css"></head>', "别的"),
    ],
)
def test_a_planted_defect_is_found(copy: Path, old: str, new: str, found: str) -> None:
    page = copy / "p" / "P900.html"
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new), "utf-8")
    assert any(found in problem and "p/P900.html" in problem for problem in verify_site(copy))


def test_a_style_sheet_that_calls_outside_is_found(copy: Path) -> None:
    (copy / "assets" / "base.css").write_text('@import "https://other.example/x.css";', "utf-8")
    assert any("assets/base.css" in problem for problem in verify_site(copy))


def test_a_page_that_is_missing_is_found(copy: Path) -> None:
    (copy / "stations.html").unlink()
    assert any("stations.html" in problem for problem in verify_site(copy))
