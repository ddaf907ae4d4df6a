"""Streets of any size: the rows of the sample street, fewer or again and again.

Nothing of a made street is true. Names, ids and the longer texts of each copy differ, so that no
cache finds the same row twice; references lead to rows of the same street, and copies of what a
few stations have go to one station each.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from registry.locale import load_locale
from registry.schema import tab as tab_of
from registry.snapshot import Cell, Row, Snapshot, Table
from registry.template import demo_snapshot, write_workbook

_TELLING = frozenset({"summary", "who", "content", "advisor_hint", "referral", "internal_note"})
_REFERENCE = re.compile(r"\b([A-Z])(\d{2,5})\b")
_SEPARATOR = "\u3001"
_REFERRING = frozenset({"policy", "policies", "services", "resources", "replaced_by"})
_FOLLOWS = {"benefits": "policies", "required_documents": "policies"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many rows the growing tabs get; benefits and documents grow with the policies."""

    policies: int = 52
    resources: int = 75
    services: int = 40
    stations: int = 14


def street(size: Size) -> Snapshot:
    """A whole sheet of that size."""
    tables = {table.title: table for table in demo_snapshot().tables}
    titles = load_locale().tabs
    maker = _Maker(size, {key: tables[title] for key, title in titles.items() if title in tables})
    return Snapshot(tables=tuple(maker.table(key) for key in titles if key in maker.tables))


class _Maker:
    def __init__(self, size: Size, tables: Mapping[str, Table]) -> None:
        self.tables = tables
        wanted = {
            "policies": size.policies,
            "resources": size.resources,
            "services": size.services,
            "stations": size.stations,
        }
        self._ids = {key: [row.cell(0).text for row in tables[key].rows] for key in wanted}
        self._wanted = wanted | {"stations": max(size.stations, len(self._ids["stations"]))}
        self._owner = {ids[0][0]: key for key, ids in self._ids.items()}

    def table(self, key: str) -> Table:
        """One tab with as many rows as asked for; of stations never fewer than the sample has."""
        source, columns = self.tables[key], self._columns(key, self.tables[key])
        follows = _FOLLOWS.get(key, key)
        wanted = len(source.rows)
        if follows in self._wanted:
            wanted = len(source.rows) * self._wanted[follows] // len(self._ids[follows])
        rows = [
            Row(number, self._cells(key, columns, source.rows, number - 2))
            for number in range(2, wanted + 2)
        ]
        kept = (row for row in rows if follows == key or row.cell(columns.index("policy")).text)
        return Table(title=source.title, headers=source.headers, rows=tuple(kept))

    def _columns(self, key: str, table: Table) -> list[str]:
        headers = load_locale().headers[key]
        known = {headers[column.key][0]: column.key for column in tab_of(key).columns}
        return [known.get(header, "") for header in table.headers]

    def _cells(
        self, key: str, columns: list[str], models: tuple[Row, ...], place: int
    ) -> tuple[Cell, ...]:
        copy, at = divmod(place, len(models))
        if copy and key == "stations":
            at = 1 + at % (len(models) - 1)  # there is one studio only
        texts = [models[at].cell(index).text for index in range(len(columns))]
        return tuple(
            Cell(self._text(key, column, text, place, copy))
            for column, text in zip(columns, texts, strict=True)
        )

    def _text(self, key: str, column: str, text: str, place: int, copy: int) -> str:
        if column in _REFERRING:
            moved = (self._moved(word, copy) for word in text.split(_SEPARATOR))
            return _SEPARATOR.join(dict.fromkeys(word for word in moved if word))
        if copy and column == "coverage" and _REFERENCE.search(text):
            return self._id("stations", place % self._wanted["stations"])
        return self._worded(key, column, text, place) if copy else text

    def _worded(self, key: str, column: str, text: str, place: int) -> str:
        """A text of a copy, unlike that of any other copy where it names or tells something."""
        if column == "id":
            return _copied_id(text, place)
        if key == "stations" and column == "residents_areas":
            return f"{text.split(_SEPARATOR, maxsplit=1)[0]}{place}"
        if column == "name":
            return f"{text}{place}"
        return f"{text} {place}" if column in _TELLING and text else text

    def _moved(self, word: str, copy: int) -> str:
        """What a copy refers to: its row, else the one of the sample, else none."""
        key = self._owner.get(word[:1])
        if key is None or word not in self._ids[key]:
            return word
        at = self._ids[key].index(word)
        places = (at + copy * len(self._ids[key]), at)
        return next((self._id(key, one) for one in places if one < self._wanted[key]), "")

    def _id(self, key: str, place: int) -> str:
        ids = self._ids[key]
        return ids[place] if place < len(ids) else _copied_id(ids[0], place)


def _copied_id(model: str, place: int) -> str:
    return f"{model[0]}{place:05d}"


def main(target: str, policies: str, resources: str, services: str, stations: str) -> None:
    """Write the workbook of a street: path, policies, resources, services, stations."""
    size = Size(
        policies=int(policies),
        resources=int(resources),
        services=int(services),
        stations=int(stations),
    )
    write_workbook(street(size), Path(target))


if __name__ == "__main__":
    main(*sys.argv[1:])
