"""A leak that a builder lets through stops the build, and what was published stays."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from builders.failures import Status, guarded
from builders.gate import GateError
from builders.outputs import packs, site
from builders.pipeline import build
from builders.request import BuildRequest
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
