"""The hostile texts, and a street that has one of them in every free text of every row."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from builders.ledger import new_record
from builders.stamping import make_record, stamp_pack
from builders.typeset.glyphs import missing_characters
from registry.check import check
from registry.fields import clean, is_list
from registry.schema import TABS, Column, Kind, Visibility
from registry.snapshot import Snapshot
from registry.sources.canonical import clean_text
from registry.views.build import public_view
from registry.views.build_station import station_view
from registry.views.flatten import public_entries
from tests.registry.sheets import ROWS, Rows, sheet
from tests.scale import rounds

FREE = frozenset({Kind.TEXT, Kind.LINES, Kind.WORDS})
CONTROL = "平安是福，有难就说"
"""A harmless text: as often as it stands on a page, so often must a hostile one."""

BEFORE = date(2026, 11, 1)
"""The day of the earlier edition of the street."""

_FILE = Path(__file__).parent / "data" / "hostile_strings.toml"
_MODELS = {
    "policies": "P001",
    "required_documents": "D001",
    "benefits": "B001",
    "standards": "T002",
    "services": "F001",
    "resources": "R001",
    "signals": "X001",
    "stations": "S01",
    "contacts": "C001",
    "organizations": "G001",
}
"""The rows of the small sheet that the rows of the street are made like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """One text of the corpus, named ``kind.name``."""

    name: str
    text: str

    @property
    def shown(self) -> str:
        """What people may read of it: the text after the cleaning that every cell goes through."""
        return clean(clean_text(self.text))

    @property
    def is_printable(self) -> bool:
        """True when the print font has all its signs; such a text must come out everywhere."""
        return bool(self.shown) and not missing_characters(self.shown)


@cache
def corpus() -> tuple[Hostile, ...]:
    """All texts of the corpus, in the order of the file."""
    kinds = tomllib.loads(_FILE.read_text("utf-8"))
    return tuple(
        Hostile(name=f"{kind}.{name}", text=_whole(entry))
        for kind, entries in kinds.items()
        for name, entry in entries.items()
    )


def _whole(entry: str | Mapping[str, str | int]) -> str:
    if isinstance(entry, str):
        return entry
    repeated = str(entry["text"]) * int(entry["times"])
    return f"{entry.get('before', '')}{repeated}{entry.get('after', '')}"


PRINTABLE: Final = tuple(one for one in corpus() if one.is_printable)
TEXTS: Final = PRINTABLE[:: rounds(16, 1)]
"""The texts that the built street is made of; a soak takes them all."""


def squeezed(text: str) -> str:
    """The letters of a text: white space differs between pages, papers and screens."""
    return "".join(text.split())


def is_free(column: Column) -> bool:
    """True for a column that takes any text and leaves the office."""
    return column.kind in FREE and column.visibility is not Visibility.OFFICE


def street(texts: Iterable[str]) -> Rows:
    """A sheet with one row of every tab for each text, which stands in all its free columns."""
    rows = {key: list(found) for key, found in ROWS.items()}
    for tab in TABS:
        if tab.key not in ("settings", "terms"):
            rows[tab.key] = rows[tab.key] if tab.key == "stations" else []
    for number, text in enumerate(texts, start=1):
        for key, cells in _rows_of(number, text).items():
            rows[key] += cells
    return rows


def _rows_of(number: int, text: str) -> Rows:
    series, category = f"series-{number}", f"category-{number}"
    terms = {series: "标准名称", category: "政策类别"}
    changes = {
        "policies": {"category": category, "pegged_to": series},
        "required_documents": {"policy": f"P{number:03}"},
        "benefits": {"policy": f"P{number:03}", "standard": series},
        "standards": {"series": series},
        "services": {"provider": f"G{number:03}", "coverage": "S01"},
        "resources": {"organization": f"G{number:03}", "coverage": "S01"},
        "contacts": {"stations": "S01"},
    }
    made = {
        key: [
            filled(key, ROWS[key][-1], text)
            | {"id": f"{model[0]}{number:03}"}
            | changes.get(key, {})
        ]
        for key, model in _MODELS.items()
    }
    made["stations"][0]["id"] = f"S{number + 1:03}"
    # A word names one term of a taxonomy only, so each gets the number of its row.
    words = {
        "name": f"{text}{number}",
        "aliases": "" if is_list(clean(text)) else f"{text}{number}",
    }
    made["terms"] = [
        filled("terms", ROWS["terms"][0], text) | words | {"id": key, "taxonomy": taxonomy}
        for key, taxonomy in terms.items()
    ]
    return made


def filled(key: str, model: Mapping[str, str], text: str) -> dict[str, str]:
    """The row with the text in every free column."""
    tab = next(tab for tab in TABS if tab.key == key)
    # Words of a list part at commas; the harmless text is counted without them.
    left = {Kind.WORDS} if text == CONTROL else set()
    columns = (one for one in tab.columns if is_free(one) and one.kind not in left)
    return dict(model) | {column.key: fit(text, column) for column in columns}


def fit(text: str, column: Column) -> str:
    """The text; with a letter before it where a column wants more than signs."""
    return f"文{text}" if column.required and not any(map(str.isalnum, text)) else text


def write_sheet(snapshot: Snapshot, folder: Path) -> Path:
    """The snapshot as CSV files. NUL is left out: a file that holds one is refused as no text."""
    folder.mkdir(parents=True)
    for table in snapshot.tables:
        with (folder / f"{table.title}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(table.headers)
            writer.writerows(
                [cell.text.replace("\0", "") for cell in row.cells] for row in table.rows
            )
    return folder


def write_street(texts: Iterable[str], folder: Path) -> Path:
    """A workspace in the folder: the street as CSV files in ``sheet``, and an earlier edition.

    In that edition each policy had a harmless summary and hint: all that changed are the texts.
    """
    rows = street(texts)
    write_sheet(sheet(rows), folder / "sheet")
    before = {"summary": CONTROL, "advisor_hint": CONTROL}
    earlier = {**rows, "policies": [row | before for row in rows["policies"]]}
    registry = check(sheet(earlier), BEFORE).registry
    entries = public_entries(public_view(registry, BEFORE))
    view = station_view(registry, "S01", BEFORE)
    _, station = stamp_pack(view, view, (), BEFORE)
    records = {
        **new_record("public", (), make_record({}, entries, None, BEFORE)),
        **new_record("private/S01", (), station),
    }
    for path, data in records.items():
        target = folder / "editions" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder / "sheet"
