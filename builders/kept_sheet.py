"""The last sheet that was read from elsewhere, kept in the state folder for the day it is away."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from builders.kept import read_kept, write_kept
from registry.snapshot import Cell, Doubt, Part, Row, Snapshot, Table

MOST_DAYS = 30
"""No notice makes up for telephone numbers and figures that are older."""

_FILE = "sheet.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSheet:
    """A sheet, the place that it was read from, and the moment."""

    place: str
    snapshot: Snapshot
    read_at: datetime

    def is_too_old(self, now: datetime) -> bool:
        """True for a sheet that must not be used any more.

        One that was read long after ``now`` is too: a clock was wrong, and its age is not known.
        """
        return abs(now - self.read_at) > timedelta(days=MOST_DAYS)


def keep_sheet(state: Path, kept: KeptSheet) -> None:
    """Keep the sheet; private columns are in it, as in everything else of the state folder."""
    write_kept(state / _FILE, json.dumps(_to_data(kept), ensure_ascii=False).encode())


def kept_sheet(state: Path, place: str) -> KeptSheet | None:
    """The sheet that was read last from that place; none where there is none or it is damaged."""
    try:
        data = json.loads(read_kept(state / _FILE))
        if data["place"] != place:
            return None
        return KeptSheet(
            place=place,
            read_at=datetime.fromisoformat(data["read_at"]),
            snapshot=Snapshot(
                tables=tuple(_table(*one) for one in data["tables"]),
                origin=data["origin"],
                doubts=tuple(_doubt(*one) for one in data["doubts"]),
                parts={
                    title: tuple(_part(*one) for one in known)
                    for title, known in data["parts"].items()
                },
            ),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


_Cells = list[tuple[str, bool]]
_Place = tuple[int | None, int | None]
_Places = list[tuple[int, int]] | None


def _to_data(kept: KeptSheet) -> dict[str, object]:
    snapshot = kept.snapshot
    return {
        "place": kept.place,
        "read_at": kept.read_at.isoformat(),
        "origin": snapshot.origin,
        "tables": [
            [
                table.title,
                table.headers,
                table.header_row,
                [(row.number, [(c.text, c.is_error) for c in row.cells]) for row in table.rows],
            ]
            for table in snapshot.tables
        ],
        "doubts": [
            [one.code, one.tab, (one.row, one.column), one.found, dict(one.values)]
            for one in snapshot.doubts
        ],
        "parts": {
            title: [(part.book, part.link, _pairs(part.columns), _pairs(part.rows)) for part in one]
            for title, one in snapshot.parts.items()
        },
    }


def _table(
    title: str, headers: list[str], header_row: int, rows: list[tuple[int, _Cells]]
) -> Table:
    kept = tuple(
        Row(number, tuple(Cell(text, is_error) for text, is_error in cells))
        for number, cells in rows
    )
    return Table(title=title, headers=tuple(headers), header_row=header_row, rows=kept)


def _doubt(code: str, tab: str, place: _Place, found: str, values: dict[str, str]) -> Doubt:
    row, column = place
    return Doubt(code=code, tab=tab, row=row, column=column, found=found, values=values)


def _part(book: str, link: str, columns: _Places, rows: _Places) -> Part:
    return Part(book=book, link=link, columns=_mapping(columns), rows=_mapping(rows))


def _pairs(places: Mapping[int, int] | None) -> _Places:
    return None if places is None else list(places.items())


def _mapping(pairs: _Places) -> Mapping[int, int] | None:
    return None if pairs is None else dict(pairs)
