"""A street of three stations whose lists went out and come back ticked, without any typesetting."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl

from builders.ledger import new_record, read_ledger
from builders.stamping import stamp_pack
from builders.station.lists import LISTS
from builders.station.words import load_words
from builders.station.workbook import make_workbook
from registry.check import check
from registry.sources import open_snapshot
from registry.views.build_station import StationViews
from tests.registry.sheets import Rows, with_row
from tests.small_street import small_street, write_sheet

SENT_OUT = date(2026, 9, 1)
Ticks = Mapping[tuple[str, str], Mapping[str, str]]
"""By title of the list and id of the row: what is written under which head."""


def three_stations() -> Rows:
    """The small street with one more station, and one more resource that reaches all."""
    rows = with_row(
        "stations", "S01", small_street(), id="S03", name="示例三站", residents_areas="北浜"
    )
    return with_row("resources", "R002", rows, id="R003", name="=修伞", coverage="全街道")


@dataclass(frozen=True, slots=True)
class Street:
    """A workspace folder and what comes back to it."""

    folder: Path

    def publish(self, rows: Rows, as_of: date = SENT_OUT) -> dict[str, bytes]:
        """Write the sheet and the ledger as a publication does; returns the lists by station."""
        source = write_sheet(self.folder / "sheet", rows)
        (self.folder / "jieyou.toml").write_text('source = "sheet"\n', encoding="utf-8")
        views = StationViews(check(open_snapshot(source), as_of).registry, as_of)
        return {key: self._list(views, key, as_of) for key in ("S01", "S02", "S03")}

    def _list(self, views: StationViews, station: str, as_of: date) -> bytes:
        view, words = views.of(station), load_words()
        known = read_ledger(self.folder / "editions").of_station(station)
        stamps, record = stamp_pack(view, view, known, as_of)
        for path, content in new_record(f"private/{station}", known, record).items():
            target = self.folder / "editions" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        tables = [make(view, stamps.handbook, words) for make in LISTS.values()]
        return make_workbook(view, stamps.handbook, tables, words)

    def come_back(
        self, name: str, sent: bytes, ticks: Ticks, checked_on: str = "2026-09-10"
    ) -> Path:
        """A list as a station sends it back, saved by another program."""
        book = openpyxl.load_workbook(io.BytesIO(sent))
        for row in book["本站"].iter_rows():
            if row[0].value == "核对日期":
                row[1].value = checked_on
        for (title, key), cells in ticks.items():
            heads = {cell.value: cell.column for cell in book[title][1]}
            for row in book[title].iter_rows(min_row=2):
                if row[0].value == key:
                    for head, text in cells.items():
                        book[title].cell(int(row[0].row or 0), int(heads[head] or 0)).value = text
        book.save(self.folder / name)
        return self.folder / name
