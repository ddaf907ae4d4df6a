"""One preview while its sheet is saved again and again: what it tells, shows and leaves alone."""

from __future__ import annotations

import http.client
import re
import shutil
import stat
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builders.preview import Checked, Refused, Renewed, watch
from builders.preview.overlay import Painter
from registry.diagnostics import has_errors
from registry.sources import SourceAddress
from tests.conftest import ROOT, workspace_for
from tests.google_emulator import ADDRESS, Emulator, serving, tabs_of, text_value, write_key
from tests.previews import Running, ready, running
from tests.registry.sheets import Rows, headers, sheet, with_cells
from tests.small_street import build_rows, small_street


@pytest.fixture
def street(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a workspace; the preview's own one lies beside it."""
    (tmp_path / "own").mkdir()
    (tmp_path / "street").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "own"))
    return tmp_path / "street"


def with_fee(fee: str) -> Rows:
    return with_cells("policies", "P001", small_street(), fee=fee)


def versions(preview: Running, *pages: str) -> list[str]:
    return [next(preview.news(page))["version"] for page in pages]


def test_a_save_renews_the_pages_that_changed_and_no_other(street: Path) -> None:
    with ready(street) as preview:
        before = versions(preview, "p/P001.html", "p/P002.html", "about.html", "search.html")
        news = preview.news("p/P001.html")
        assert next(news)["version"] == before[0]
        preview.save(with_fee("不收钱。"))
        told = next(one for one in news if one["version"] != before[0])
        assert "已经更新" in told["bottom"]
        after = versions(preview, "p/P001.html", "p/P002.html", "about.html", "search.html")
        assert after[0] == told["version"]
        assert after[1:] == before[1:]
        assert "不收钱。" in preview.get("/p/P001.html").body
        assert "p/P001.html" in preview.next(Renewed).pages


def test_a_past_day_is_shown_without_what_was_verified_since(street: Path) -> None:
    with running(street, day=date(2026, 3, 1)) as preview:
        assert not has_errors(preview.next(Checked).outcome.diagnostics)
        preview.next(Renewed)
        assert "核实日期：待核实" in preview.get("/p/P001.html").body


def test_an_error_leaves_the_last_good_pages_and_says_so(street: Path) -> None:
    with ready(street, with_fee("免费。")) as preview:
        preview.save(with_cells("policies", "P001", with_fee("五元。"), verified_on="去年"))
        assert has_errors(preview.next(Checked).outcome.diagnostics)
        page = preview.get("/p/P001.html").body
        assert "表里有 1 个错误，改好再保存。网页还是 12:00:00 的样子。" in page
        assert "免费。" in page
        assert "【政策库】第 2 行" in page
        preview.save(with_fee("五元。"))
        preview.next(Renewed)
        page = preview.get("/p/P001.html").body
        assert "五元。" in page
        assert "个错误，改好再保存" not in page


def test_a_sheet_with_errors_from_the_start_gets_its_pages_once_it_is_mended(street: Path) -> None:
    with running(street, with_cells("policies", "P001", verified_on="去年")) as preview:
        preview.next(Checked)
        answer = preview.get("/")
        assert (answer.status, "网页还没有做好" in answer.body) == (404, True)
        news = preview.news("index.html")
        assert next(news)["version"] == ""
        preview.save(small_street())
        assert next(one["version"] for one in news if one["version"])
        assert preview.get("/").status == 200


def test_a_damaged_and_a_missing_file_are_sentences_and_the_next_save_counts(street: Path) -> None:
    with ready(street) as preview:
        preview.workbook.write_bytes(b"PK\x03\x04 half of it")
        assert "打不开" in preview.next(Refused).sentence
        preview.workbook.unlink()
        assert "没有找到" in preview.next(Refused).sentence
        assert "没有找到" in preview.get("/").body
        preview.save(with_fee("不收钱。"))
        preview.next(Renewed)
        assert "不收钱。" in preview.get("/p/P001.html").body


def test_a_page_that_goes_away_and_comes_back(street: Path) -> None:
    with ready(street) as preview:
        preview.save(with_cells("policies", "P002", small_street(), row_visibility="内部"))
        preview.next(Renewed)
        assert preview.get("/p/P002.html").status == 404
        assert versions(preview, "p/P002.html") == [""]
        preview.save(small_street())
        preview.next(Renewed)
        assert preview.get("/p/P002.html").status == 200


def test_a_draft_that_is_approved_loses_its_banner(street: Path) -> None:
    with ready(street, with_cells("policies", "P002", small_street(), status="草稿")) as preview:
        assert next(preview.news("p/P002.html"))["top"]
        preview.save(small_street())
        preview.next(Checked)
        preview.next(Renewed)
        assert not next(preview.news("p/P002.html"))["top"].strip()


def test_the_hand_written_side_is_followed_too(street: Path) -> None:
    site = street / "mkdocs.yml"
    shutil.copyfile(ROOT / "mkdocs.yml", site)
    shutil.copytree(ROOT / "site_src", street / "site_src")
    about, frame = street / "site_src/docs/about.md", street / "site_src/overrides/main.html"
    whole = frame.read_text("utf-8")
    workspace = replace(workspace_for(street, street / "street.xlsx"), site=site)
    with running(street, workspace=workspace) as preview:
        preview.next(Renewed)
        about.write_text("# 关于\n\n新写的一句。", encoding="utf-8")
        assert preview.next(Renewed).pages == ("about.html",)
        assert "新写的一句。" in preview.get("/about.html").body
        frame.write_text("{% block }", encoding="utf-8")
        assert preview.next(Refused).sentence
        assert "新写的一句。" in preview.get("/about.html").body
        frame.write_text(whole, encoding="utf-8")
        assert preview.next(Renewed).pages == ()


def test_a_sheet_in_a_cloud_is_followed_and_its_cells_are_links(
    street: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "_DISTANT_SECONDS", 0.05)
    with serving(Emulator(tabs_of(sheet(small_street())))) as cloud:
        source = SourceAddress(
            text=ADDRESS,
            account=write_key(street, cloud.address),
            gateway=cloud.address,
            allows_private=True,
        )
        workspace = replace(workspace_for(street, street / "none.xlsx"), source=source)
        with running(street, workspace=workspace) as preview:
            preview.next(Renewed)
            links = re.findall(r'href="(https://docs.google.com/[^"]+)"', panel_of(preview))
            assert any(link.endswith("B2") for link in links)
            tab = next(at for at, one in enumerate(cloud.tabs) if one.title == "政策库")
            column = headers(sheet(small_street()), "policies").index("收费")
            cloud.edit(tab, 1, column, text_value("不收钱。"))
            assert "p/P001.html" in preview.next(Renewed).pages
            assert "不收钱。" in preview.get("/p/P001.html").body


def panel_of(preview: Running) -> str:
    return preview.get("/p/P001.html").body.split("这一页来自哪里", 1)[1]


def test_a_defect_of_the_server_ends_the_preview_instead_of_hiding(
    street: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> str:
        raise ZeroDivisionError

    with running(street) as preview:
        monkeypatch.setattr(Painter, "dress", breaks)
        with pytest.raises(http.client.BadStatusLine):
            preview.get("/")
        with pytest.raises(ZeroDivisionError):
            preview.next(Refused)


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and path.name != "street.xlsx"
    }


def test_nothing_that_is_published_or_kept_is_touched(street: Path) -> None:
    build_rows(street, small_street())
    before = everything(street)
    with ready(street) as preview:
        preview.save(with_cells("policies", "P002", small_street(), status="草稿"))
        preview.next(Renewed)
        preview.save(with_cells("policies", "P001", verified_on="去年"))
        preview.next(Checked)
        assert everything(street) == before
    assert everything(street) == before
    published = b"".join(content for content, _ in before.values())
    assert b"jyp" not in published
    assert b".preview" not in published


def test_the_folder_of_the_preview_is_private_and_gone_at_the_end(street: Path) -> None:
    own = street.parent / "own"
    with ready(street) as preview:
        (folder,) = own.iterdir()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        for number in range(3):
            preview.save(with_fee(f"{number}"))
            preview.next(Renewed)
        assert len(list(folder.iterdir())) <= 2
    assert list(own.iterdir()) == []
