"""The outputs as the pipeline makes them, apart from what stands in them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builders.outputs import packs
from builders.outputs.packs import pack_name
from builders.pipeline import build
from builders.publish import PublishError
from builders.request import BuildRequest
from builders.workspace import Workspace
from registry.check import check
from registry.sources import SourceAddress, open_snapshot
from registry.views.build_station import station_view
from tests.conftest import AS_OF, DEMO, workspace_for
from tests.small_street import small_street, write_sheet
from tests.test_reproducible import change_cell


@pytest.mark.parametrize("name", ["愚三/愚四\\站:<一>", "很长的名字" * 100, "...", ""])
def test_a_folder_of_any_station_name_can_be_made(tmp_path: Path, name: str) -> None:
    sheet = tmp_path / "sheet"
    shutil.copytree(DEMO, sheet)
    change_cell(sheet / "stations.csv", "S06", "站点名称", name or "站")
    view = station_view(check(open_snapshot(sheet), AS_OF).registry, "S06", AS_OF)
    folder = tmp_path / pack_name(view)
    folder.mkdir()
    assert folder.parent == tmp_path


def request(folder: Path, *stations: str) -> BuildRequest:
    source = write_sheet(folder / "sheet", small_street())
    return BuildRequest(
        workspace=workspace_for(folder, source),
        as_of=AS_OF,
        only=("packs",),
        stations=stations,
        out=folder / "out",
        jobs=len(stations),
    )


def test_packs_are_made_side_by_side_after_one_was_made_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(request(tmp_path, "S01"))
    shutil.rmtree(tmp_path / "out")
    pools: list[int] = []

    class Counted(ProcessPoolExecutor):
        def __init__(self, max_workers: int, **options: Any) -> None:
            pools.append(max_workers)
            super().__init__(max_workers, **options)

    monkeypatch.setattr(packs, "ProcessPoolExecutor", Counted)
    build(request(tmp_path, "S01", "S02"))
    assert pools == [2]
    folders = sorted(path.name[:3] for path in (tmp_path / "out" / "packs").iterdir())
    assert folders == ["S01", "S02", "man"]


@pytest.mark.parametrize("out", ["public", "public/look", "packs", "."])
def test_a_look_never_goes_where_it_would_be_served_or_replace_what_is_published(
    tmp_path: Path, out: str
) -> None:
    with pytest.raises(PublishError, match="OVERLAP"):
        build(replace(request(tmp_path, "S01"), out=tmp_path / out))


@pytest.mark.parametrize(
    "folders",
    [
        {"packs": "public/packs"},
        {"public": "packs"},
        {"public": "."},
        {"ledger": "public/editions"},
        {"state": "public/.jieyou"},
    ],
)
def test_folders_of_a_workspace_that_hold_each_other_are_refused(
    tmp_path: Path, folders: dict[str, str]
) -> None:
    place: Callable[..., Workspace] = replace
    moved = {name: tmp_path / folder for name, folder in folders.items()}
    workspace = place(workspace_for(tmp_path, DEMO), **moved)
    with pytest.raises(PublishError, match="OVERLAP"):
        build(BuildRequest(workspace=workspace, as_of=AS_OF))


@pytest.mark.parametrize("name", ["text", "companion", "account"])
def test_a_sheet_or_key_inside_a_published_folder_is_refused(tmp_path: Path, name: str) -> None:
    workspace = workspace_for(tmp_path, DEMO)
    inside = tmp_path / "packs" / "file"
    place: Callable[..., SourceAddress] = replace
    source = place(workspace.source, **{name: str(inside) if name == "text" else inside})
    with pytest.raises(PublishError, match="OVERLAP"):
        build(BuildRequest(workspace=replace(workspace, source=source), as_of=AS_OF))


def test_a_target_that_is_a_link_is_filled_where_it_leads(tmp_path: Path) -> None:
    served = tmp_path / "served"
    served.mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "packs").symlink_to(served)
    build(request(tmp_path, "S01"))
    assert (tmp_path / "out" / "packs").is_symlink()
    assert (served / "manifest.json").is_file()
