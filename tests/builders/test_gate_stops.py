"""A leak that a builder lets through stops the build, and what was published stays."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from builders.editions import Edition
from builders.failures import Status, guarded
from builders.gate import GateError, site_folders
from builders.outputs import packs, site
from builders.pipeline import build
from builders.public.page import Page
from builders.public.pages import sign
from builders.public.press import Press
from builders.request import BuildRequest
from registry.locale import load_locale
from tests.builders.leaks import NOTE, secret_rows
from tests.conftest import workspace_for
from tests.registry.sheets import AS_OF, letter, sheet
from tests.test_reproducible import digests


@pytest.fixture
def request_(tmp_path: Path) -> BuildRequest:
    folder = tmp_path / "sheet"
    folder.mkdir()
    for table in sheet(secret_rows()).tables:
        with (folder / f"{table.title}.csv").open("w", encoding="utf-8", newline="") as file:
            rows = [[cell.text for cell in row.cells] for row in table.rows]
            csv.writer(file).writerows([table.headers, *rows])
    workspace = workspace_for(tmp_path, folder)
    return BuildRequest(workspace=workspace, as_of=AS_OF, out=tmp_path / "out", jobs=1)


def stopped(request: BuildRequest, patch: pytest.MonkeyPatch, name: str, maker: object) -> str:
    """Build well, then with a maker that leaks; the sentence that the leak is answered with."""
    assert request.out is not None
    build(request)
    before = digests(request.out / request.only[0])
    for memory in (request.out / ".jieyou" / "memory").iterdir():
        memory.unlink()
    module = site if request.only == ("public",) else packs
    patch.setattr(module, name, maker)
    said: list[str] = []
    patch.setattr("builders.failures.complain", said.append)
    with pytest.raises(GateError):
        build(request)

    def again() -> Status:
        build(request)
        return Status.FINE

    assert guarded(again) is Status.DEFECT
    assert digests(request.out / request.only[0]) == before
    (sentence,) = said
    return sentence


def test_a_leak_in_the_search_data_stops_the_build(
    request_: BuildRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = replace(request_, only=("public",))
    sentence = stopped(request, monkeypatch, "search_data", lambda _: f'["{NOTE}"]'.encode())
    column = letter("policies", "internal_note")
    assert f"“政策库”第 2 行 {column} 列“内部备注”（仓***）出现在 assets/search-data.js" in sentence
    assert NOTE not in sentence


@pytest.mark.parametrize("name", ["资源清单.pdf", "清单.xlsx", "清单.html"])
def test_a_file_of_another_station_stops_the_build(
    request_: BuildRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    request = replace(request_, only=("packs",), stations=("S02",))
    build(replace(request, out=tmp_path / "other"))
    (path,) = (tmp_path / "other" / "packs").glob(f"S02-*/{name}")
    foreign = {name: path.read_bytes()}
    request = replace(request, stations=("S01",))
    sentence = stopped(request, monkeypatch, "build_pack", lambda *_: foreign)
    column = letter("resources", "name")
    assert f"“资源库”第 3 行 {column} 列“资源名称”（二***）出现在 S01-示例一站/{name}" in sentence


@pytest.mark.parametrize("is_remembered", [True, False])
def test_a_leak_in_a_page_stops_the_build(
    request_: BuildRequest, monkeypatch: pytest.MonkeyPatch, *, is_remembered: bool
) -> None:
    request = replace(request_, only=("public",))
    build(request)
    assert request.out is not None
    before = digests(request.out / "public")
    if not is_remembered:
        for memory in (request.out / ".jieyou" / "memory").iterdir():
            memory.unlink()
    path = request.workspace.source.path / f"{load_locale().tabs['policies']}.csv"
    path.write_text(path.read_text("utf-8").replace("按月补足差额。", "按月补足。"), "utf-8")

    def leaking(page: Page, edition: Edition | None, library: Edition, press: Press) -> Page:
        signed = sign(page, edition, library, press)
        return replace(signed, body=f"{signed.body}<p>{NOTE}</p>")

    monkeypatch.setattr(site, "sign", leaking)
    with pytest.raises(GateError) as caught:
        build(request)
    assert {hit.cell.header for hit in caught.value.hits if hit.cell} == {"内部备注"}
    assert any(hit.file == "p/P001.html" for hit in caught.value.hits)
    assert digests(request.out / "public") == before


def test_a_page_by_hand_that_is_no_utf8_is_named(
    request_: BuildRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "about.md").write_bytes("关于".encode("gb18030"))
    config = tmp_path / "own.yml"
    config.write_text("site_name: x\ndocs_dir: pages\n", "utf-8")
    workspace = replace(request_.workspace, site=config)
    said: list[str] = []
    monkeypatch.setattr("builders.failures.complain", said.append)

    def action() -> Status:
        build(replace(request_, workspace=workspace))
        return Status.FINE

    assert guarded(action) is Status.SOURCE_OR_TARGET
    assert "about.md" in said[0]
    assert "UTF-8" in said[0]


def test_hand_written_pages_count_wherever_they_lie(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    config = tmp_path / "own.yml"
    config.write_text("site_name: x\ndocs_dir: pages\n", "utf-8")
    assert list(site_folders(config)) == [tmp_path / "pages"]
