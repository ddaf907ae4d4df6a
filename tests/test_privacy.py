"""Markers planted in every non-public cell: who finds which of them in what was published."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from registry import schema
from registry.locale import load_locale
from registry.schema import Column, Kind, Tab, Visibility
from tests.conftest import DEMO, Built, build_into, words_in

STATIONS = ("S01", "S06", "S13")
MARKED_KINDS = {Kind.TEXT, Kind.LINES, Kind.WORDS, Kind.PHONE}
MARKER = re.compile(r"ZQ\d{5}X")
SHOWN = ("已审核", "停用")
SHARED = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """Where the markers went.

    ``office``: nobody may see them; ``private``: some pack may, the public never;
    ``station``: exactly the packs of these stations do.
    """

    office: frozenset[str]
    private: frozenset[str]
    station: dict[str, frozenset[str]]


class Planter:
    """Writes a copy of the demo sheet with a marker in every cell that is not public."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0
        self.office: set[str] = set()
        self.private: set[str] = set()
        self.station: dict[str, frozenset[str]] = {}

    def marker(self) -> str:
        self.count += 1
        return f"ZQ{self.count:05d}X"

    def plant(self) -> Planted:
        for tab in schema.TABS:
            self._copy(tab)
        note = [["编号", "备忘"], ["X01", self._office_marker()]]
        self._write("本街道自用", note)
        return Planted(
            office=frozenset(self.office),
            private=frozenset(self.private),
            station=self.station,
        )

    def _copy(self, tab: Tab) -> None:
        with (DEMO / f"{tab.key}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        marked = [self._marked(tab, row) for row in rows]
        header = [*marked[0]]
        self._write(tab.key, [header, *([row[h] for h in header] for row in marked)])

    def _write(self, name: str, rows: list[list[str]]) -> None:
        with (self.folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)

    def _marked(self, tab: Tab, row: dict[str, str]) -> dict[str, str]:
        headers = load_locale().headers[tab.key]
        result = dict(row)
        for column in tab.columns:
            header = headers[column.key][0]
            marker = self._marker_for(tab, column, row)
            if marker:
                result[header] = self._with_marker(column, row[header], marker)
        result["没人认识的列"] = self._office_marker()
        return result

    def _marker_for(self, tab: Tab, column: Column, row: dict[str, str]) -> str:
        if column.kind not in MARKED_KINDS or column.steers:
            return ""
        unpublished = row.get("状态", SHOWN[0]) not in SHOWN
        internal = row.get("公开范围") == "内部"
        in_use = row.get("状态") == SHOWN[0] and row.get("使用情况") != "已结束"
        if column.visibility is Visibility.PUBLIC and not unpublished and not internal:
            return ""
        if column.visibility is Visibility.OFFICE or not in_use:
            return self._office_marker()
        if tab.key == "organizations":
            return self._private_marker()
        return self._station_marker(tab, row)

    def _private_marker(self) -> str:
        marker = self.marker()
        self.private.add(marker)
        return marker

    def _office_marker(self) -> str:
        marker = self.marker()
        self.office.add(marker)
        return marker

    def _station_marker(self, tab: Tab, row: dict[str, str]) -> str:
        marker = self.marker()
        if tab.key == "stations":
            reach = {row["编号"]}
        else:
            cell = row.get("覆盖站点", row.get("所属站点", "全街道"))
            reach = {SHARED} if cell == "全街道" else set(re.findall(r"S\d\d", cell))
        self.station[marker] = frozenset(reach)
        return marker

    @staticmethod
    def _with_marker(column: Column, text: str, marker: str) -> str:
        if column.kind is Kind.PHONE:
            return f"021-0000 0000({marker})"
        separator = (
            "、" if column.kind is Kind.WORDS else "\n" if column.kind is Kind.LINES else " "
        )
        return f"{text}{separator}{marker}" if text else marker


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Planted, Built]:
    folder = tmp_path_factory.mktemp("planted")
    sheet = folder / "sheet"
    sheet.mkdir()
    markers = Planter(sheet).plant()
    return markers, build_into(folder, sheet, stations=STATIONS)


def found_in(folder: Path) -> Iterator[tuple[Path, set[str]]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path, set(MARKER.findall(words_in(path)))


def test_markers_are_planted_by_the_hundred(planted: tuple[Planted, Built]) -> None:
    markers, built = planted
    assert built.public.is_dir()
    assert len(markers.office) > 1000
    assert len(markers.station) > 300


def test_no_private_cell_reaches_any_public_byte(planted: tuple[Planted, Built]) -> None:
    leaks = {str(path): found for path, found in found_in(planted[1].public) if found}
    assert leaks == {}


def test_no_private_cell_hides_in_raw_public_bytes(planted: tuple[Planted, Built]) -> None:
    for path in planted[1].public.rglob("*"):
        if path.is_file():
            assert not re.search(rb"ZQ\d{5}X", path.read_bytes()), path


def test_no_office_cell_reaches_any_pack(planted: tuple[Planted, Built]) -> None:
    markers, built = planted
    for path, found in found_in(built.packs):
        assert not found & markers.office, path


@pytest.mark.parametrize("station", STATIONS)
def test_a_pack_holds_its_own_station_cells_and_no_other(
    planted: tuple[Planted, Built], station: str
) -> None:
    markers, built = planted
    own = {marker for marker, reach in markers.station.items() if reach & {SHARED, station}}
    pack = dict(found_in(built.pack(station)))
    by_kind = {
        suffix: set().union(*(found for path, found in pack.items() if path.suffix == suffix))
        for suffix in (".pdf", ".xlsx", ".html")
    }
    assert {kind: found - markers.private for kind, found in by_kind.items()} == {
        ".pdf": own,
        ".xlsx": own,
        ".html": by_kind[".html"] & own,
    }
