"""Same sheet, same ledger, same day: same bytes; a later day: same editions and bytes."""

from __future__ import annotations

import csv
import hashlib
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from builders.pipeline import build
from builders.request import BuildRequest
from tests.conftest import AS_OF, DEMO, Built, build_into, workspace_for
from tests.small_street import AS_OF as SMALL_AS_OF
from tests.small_street import build_rows, rows_with, small_street

STATIONS = ("S01", "S06", "S13")
TREES = ("public", "packs", "editions")


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def published(demo: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of the demo street with all that its build left, to be built in again."""
    return shutil.copytree(demo.public.parent, tmp_path_factory.mktemp("again") / "demo")


def test_two_folders_hold_the_same_bytes(demo: Built, tmp_path: Path) -> None:
    built = build_into(tmp_path, DEMO, stations=STATIONS)
    assert digests(built.public) == digests(demo.public)
    for station in STATIONS:
        assert digests(built.pack(station)) == digests(demo.pack(station))


def test_a_rebuild_on_a_later_day_keeps_editions_and_bytes(published: Path) -> None:
    before = {tree: digests(published / tree) for tree in TREES}
    build_into(published, DEMO, as_of=AS_OF + timedelta(days=3))
    assert {tree: digests(published / tree) for tree in TREES} == before


def test_a_changed_policy_changes_its_page_and_is_told(published: Path) -> None:
    sheet = published / "sheet"
    shutil.copytree(DEMO, sheet)
    change_cell(sheet / "policies.csv", "P002", "一句话说明", "这一句话改过了。")
    change_cell(sheet / "terms.csv", "audience-elders", "说明", "这一项也改过了。")
    before = digests(published / "public")
    request = BuildRequest(
        workspace=workspace_for(published, sheet),
        as_of=AS_OF + timedelta(days=5),
        only=("public",),
        out=published / "look",
    )
    after = digests(build(request).folders["public"])
    changed = {name for name in before if before[name] != after[name]}
    assert "p/P002.html" in changed
    assert "changes.html" in changed
    assert not {name for name in changed if name.startswith("p/")} - {"p/P002.html"}
    assert "这一句话改过了" in (published / "look" / "public" / "changes.html").read_text("utf-8")


def test_a_rebuild_after_a_change_keeps_editions_and_bytes(tmp_path: Path) -> None:
    rows = rows_with(small_street(), "policies", 0, fee="不收费。")
    build_rows(tmp_path, small_street())
    build_rows(tmp_path, rows, SMALL_AS_OF + timedelta(days=5))
    before = {tree: digests(tmp_path / tree) for tree in TREES}
    build_rows(tmp_path, rows, SMALL_AS_OF + timedelta(days=6))
    assert {tree: digests(tmp_path / tree) for tree in TREES} == before


def change_cell(path: Path, identifier: str, header: str, text: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["编号"] == identifier:
            row[header] = text
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
