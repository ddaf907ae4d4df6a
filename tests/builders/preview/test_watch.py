"""A sheet is read once it stands still, however it is saved; what passes by itself is not told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builders.preview.watch import HandWritten, WatchedFile, Watcher, watch
from registry.snapshot import Snapshot
from registry.sources import SourceAddress, SourceError, open_source
from registry.template import write_workbook
from tests.conftest import ROOT
from tests.registry.sheets import ROWS, sheet

SHEET = Snapshot(tables=())
LOOKS = 12
"""More than patience lasts."""


class Fake:
    """A source of which a test says what it is at."""

    def __init__(self) -> None:
        self.at = "1"
        self.away = ""
        self.broken = ""
        self.reads = 0

    def revision(self) -> str:
        if self.away:
            raise SourceError(self.away, {"name": "a.xlsx"})
        return self.at

    def snapshot(self) -> Snapshot:
        self.reads += 1
        if self.broken:
            raise SourceError(self.broken, {"name": "a.xlsx"})
        return SHEET


@pytest.fixture
def fake() -> Fake:
    return Fake()


@pytest.fixture
def watcher(fake: Fake) -> Watcher:
    return Watcher(fake, lambda: 0.0)


def told(watcher: Watcher, looks: int = LOOKS) -> list[str]:
    found = [watcher.look() for _ in range(looks)]
    return [one.code if isinstance(one, SourceError) else "read" for one in found if one]


def test_a_sheet_is_handed_on_once(watcher: Watcher) -> None:
    assert told(watcher) == ["read"]


def test_a_sheet_in_motion_is_not_read(fake: Fake, watcher: Watcher) -> None:
    for number in range(LOOKS):
        fake.at = f"{number}"
        assert watcher.look() is None
    assert fake.reads == 0
    assert told(watcher) == ["read"]


def test_another_revision_of_the_same_sheet_is_not_handed_on(fake: Fake, watcher: Watcher) -> None:
    assert told(watcher) == ["read"]
    fake.at = "results were written"
    assert told(watcher) == []
    assert fake.reads == 2


def test_a_file_that_is_away_for_a_moment_is_not_told(fake: Fake, watcher: Watcher) -> None:
    told(watcher)
    fake.away = "S001"
    assert told(watcher, looks=2) == []
    fake.away, fake.at = "", "2"
    assert told(watcher) == ["read"]


def test_a_lock_is_told_once_and_its_end_is_noticed(fake: Fake, watcher: Watcher) -> None:
    told(watcher)
    fake.away = "S006"
    assert told(watcher) == ["S006"]
    fake.away = ""
    assert told(watcher) == ["read"]


def test_a_lock_that_only_shows_when_reading_is_tried_again(fake: Fake, watcher: Watcher) -> None:
    fake.broken = "S006"
    assert told(watcher) == ["S006"]
    fake.broken = ""
    assert told(watcher) == ["read"]


def test_a_damaged_file_is_told_once_and_read_once(fake: Fake, watcher: Watcher) -> None:
    fake.broken = "S003"
    assert told(watcher) == ["S003"]
    assert fake.reads == 1
    fake.broken, fake.at = "", "2"
    assert told(watcher) == ["read"]


def test_half_a_file_that_is_whole_a_moment_later_is_not_told(fake: Fake, watcher: Watcher) -> None:
    fake.broken = "S003"
    assert told(watcher, looks=3) == []
    fake.broken, fake.at = "", "2"
    assert told(watcher) == ["read"]


def test_looks_are_close_together_only_while_something_moves(fake: Fake) -> None:
    watcher = Watcher(fake, lambda: 0.0, pause_seconds=5.0)
    watcher.look()
    assert watcher.pause_seconds < 1
    watcher.look()
    assert watcher.pause_seconds == 5.0


def test_a_sheet_in_a_cloud_is_asked_seldom() -> None:
    address = SourceAddress(text="https://example.org/street.xlsx")
    assert watch(address, lambda: 0.0).pause_seconds >= 5.0


class Counting:
    """A file that counts how often it is read for a digest."""

    def __init__(self, path: Path) -> None:
        self.inner = open_source(path)
        self.asked = 0

    def revision(self) -> str:
        self.asked += 1
        return self.inner.revision()

    def snapshot(self) -> Snapshot:
        return self.inner.snapshot()


def test_a_file_is_read_for_its_digest_only_where_its_stamps_are_others(tmp_path: Path) -> None:
    path = tmp_path / "street.xlsx"
    write_workbook(sheet(), path)
    counting = Counting(path)
    watched = WatchedFile(counting, path)
    first = [watched.revision() for _ in range(3)]
    os.utime(path, (1, 1))
    touched = watched.revision()
    assert (counting.asked, {*first, touched}) == (2, {first[0]})
    write_workbook(sheet({**ROWS, "signals": []}), path)
    assert watched.revision() != first[0]


def test_a_folder_of_csv_files_is_watched_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1", encoding="utf-8")
    watched = WatchedFile(open_source(tmp_path), tmp_path)
    before = watched.revision()
    (tmp_path / "b.csv").write_text("2", encoding="utf-8")
    assert watched.revision() != before


def test_a_hand_written_page_is_noticed_once(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text((ROOT / "mkdocs.yml").read_text("utf-8"), encoding="utf-8")
    page = tmp_path / "site_src" / "docs" / "about.md"
    page.parent.mkdir(parents=True)
    page.write_text("# A", encoding="utf-8")
    ticks = iter(range(0, 1000, 10))
    written = HandWritten(config, lambda: float(next(ticks)))
    assert not written.has_changed()
    os.utime(page, (1, 1))
    assert [written.has_changed(), written.has_changed()] == [True, False]
