"""Same sheet, same ledger, same day: same bytes; a later day: same editions and bytes."""

from __future__ import annotations

import csv
import hashlib
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import AS_OF, DEMO, Built, build_into


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Path]:
    folder = tmp_path_factory.mktemp("twice")
    return build_into(folder, DEMO), folder


def test_two_folders_hold_the_same_bytes(demo: Built, twice: tuple[Built, Path]) -> None:
    built, _ = twice
    assert digests(built.public) == digests(demo.public)
    assert digests(built.packs) == digests(demo.packs)


def test_a_rebuild_on_a_later_day_keeps_editions_and_bytes(twice: tuple[Built, Path]) -> None:
    built, folder = twice
    public, packs = digests(built.public), digests(built.packs)
    ledger = digests(folder / "editions")
    again = build_into(folder, DEMO, as_of=AS_OF + timedelta(days=3))
    assert digests(again.public) == public
    assert digests(again.packs) == packs
    assert digests(folder / "editions") == ledger


def test_a_changed_policy_changes_its_page_and_is_told(twice: tuple[Built, Path]) -> None:
    built, folder = twice
    sheet = folder / "sheet"
    shutil.copytree(DEMO, sheet)
    change_cell(sheet / "policies.csv", "P002", "一句话说明", "这一句话改过了。")
    change_cell(sheet / "terms.csv", "audience-elders", "说明", "这一项也改过了。")
    before = digests(built.public)
    after = digests(build_into(folder, sheet, as_of=AS_OF + timedelta(days=5)).public)
    changed = {name for name in before if before[name] != after[name]}
    assert "p/P002.html" in changed
    assert "changes.html" in changed
    assert not {name for name in changed if name.startswith("p/")} - {"p/P002.html"}
    assert "这一句话改过了" in (folder / "public" / "changes.html").read_text("utf-8")


def test_a_rebuild_after_a_change_keeps_editions_and_bytes(twice: tuple[Built, Path]) -> None:
    _, folder = twice
    public, packs = digests(folder / "public"), digests(folder / "packs")
    again = build_into(folder, folder / "sheet", as_of=AS_OF + timedelta(days=6))
    assert digests(again.public) == public
    assert digests(again.packs) == packs


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
