"""One ticked list as it came back: whose it is, of which edition, and what stands in its ticks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from builders.station.columns import TICKS
from builders.station.lists import LISTS
from builders.station.words import Words, load_words
from registry.check.book import quote
from registry.check.patterns import cards, homes, id_numbers
from registry.fields import (
    Context,
    Vocabulary,
    clean,
    fold,
    load_marks,
    plain,
    split_list,
)
from registry.fields.dates import parse_date
from registry.schema import Column, Kind
from registry.snapshot import Row, Snapshot, Table
from registry.sources import open_snapshot

SlipCode = Literal[
    "UNKNOWN_STATION",
    "OLDER_EDITION",
    "UNKNOWN_EDITION",
    "NEVER_PUBLISHED",
    "SHEET_HAS_ERRORS",
    "NOTHING_TICKED",
    "TWICE",
    "NO_ID",
    "UNKNOWN_ID",
    "NOT_ON_LIST",
    "BAD_DAY",
    "NO_DAY",
    "LATER_DAY",
    "NOT_NEWER",
    "BOTH",
    "PERSONAL",
]
_EDITION = re.compile(r"\d{4}-\d\d-\d\d-[0-9a-f]{8}", re.ASCII)
_MASK = "***"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Something about a list that the editor must know. ``row`` is 0 where it is about the file.

    ``found`` and ``known`` fill the sentence.
    """

    code: SlipCode
    file: str
    list: str = ""
    row: int = 0
    found: str = ""
    known: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One row that somebody ticked or wrote at. ``tab`` is the tab that the row comes from."""

    tab: str
    row: int
    id: str
    day: date | None
    is_wrong: bool
    is_stopped: bool
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TickedList:
    """One list. ``edition`` is the station's, empty where the list does not tell it."""

    file: str
    station: str
    name: str
    edition: str
    ticks: tuple[Tick, ...]
    slips: tuple[Slip, ...]


class NoListError(Exception):
    """A workbook that is none of our lists, or one that holds no ticks."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def read_list(path: Path) -> TickedList:
    """The list in that file; ``SourceError`` or ``NoListError`` where there is none."""
    snapshot, words = open_snapshot(path), load_words()
    place = _place(snapshot, words)
    titles = {words.say("title", key): key for key in LISTS}
    tables = [(titles[t.title], t) for t in snapshot.tables if t.title in titles]
    heads = {clean(text) for _, table in tables for text in table.headers}
    station = place.get(words.labels["place"]["id"], "")
    if not station or not heads.issuperset(words.say("workbook", key) for key in TICKS):
        raise NoListError(path.name)
    reader = _Reader(path.name, place.get(words.say("workbook", "checked_on"), ""), words)
    ticks = tuple(tick for key, table in tables for tick in reader.ticks(key, table))
    if not ticks:
        reader.slips.append(Slip(code="NOTHING_TICKED", file=path.name))
    editions = _EDITION.findall(place.get(words.say("workbook", "edition"), ""))
    return TickedList(
        file=path.name,
        station=station,
        name=place.get(words.labels["place"]["name"], ""),
        edition=editions[-1] if editions else "",
        ticks=ticks,
        slips=tuple(reader.slips),
    )


def _place(snapshot: Snapshot, words: Words) -> dict[str, str]:
    title = words.say("title", "place")
    for table in snapshot.tables:
        if table.title == title:
            lines = [table.headers, *(tuple(c.text for c in row.cells) for row in table.rows)]
            return {clean(line[0]): clean(line[1]) for line in lines if len(line) > 1}
    return {}


class _Reader:
    """Reads the rows of one file; what is odd about them is gathered in ``slips``."""

    def __init__(self, file: str, checked_on: str, words: Words) -> None:
        self.slips: list[Slip] = []
        self._file = file
        self._checked_on = checked_on
        self._words = words
        self._signs = {fold(one) for one in split_list(words.say("workbook", "signs"))}
        self._blanks = {fold(one) for one in split_list(words.say("workbook", "blanks"))}

    def ticks(self, key: str, table: Table) -> Iterator[Tick]:
        places = {clean(text): place for place, text in reversed([*enumerate(table.headers)])}
        columns = {
            name: places[head]
            for name in (*TICKS, "note")
            if (head := self._words.say("workbook", name)) in places
        }
        ids = places.get(self._words.labels[key]["id"])
        for row in table.rows:
            cells = {name: clean(row.cell(place).text) for name, place in columns.items()}
            if any(text and fold(text) not in self._blanks for text in cells.values()):
                id_ = "" if ids is None else plain(row.cell(ids).text)
                yield self._tick(key, row, id_, cells)

    def _tick(self, key: str, row: Row, id_: str, cells: Mapping[str, str]) -> Tick:
        wrong, stopped = (self._ticked(cells.get(name, "")) for name in TICKS[1:])
        remark = " ".join(text for text in (wrong, stopped, cells.get("note", "")) if text)
        day = self._day(cells.get(TICKS[0], ""), key, row.number)
        if day and (wrong is not None or stopped is not None):
            self._slip("BOTH", key, row.number, id_)
        return Tick(
            tab=key,
            row=row.number,
            id=id_,
            day=day,
            is_wrong=wrong is not None,
            is_stopped=stopped is not None,
            remark=self._impersonal(remark, key, row.number),
        )

    def _ticked(self, text: str) -> str | None:
        """What was written where a tick belongs, empty for a mere tick, ``None`` for nothing."""
        folded = fold(text)
        if not folded or folded in self._blanks:
            return None
        return "" if folded in self._signs else text

    def _day(self, text: str, key: str, row: int) -> date | None:
        typed = self._ticked(text)
        if typed is None:
            return None
        if not typed and not self._checked_on:
            self._slip("NO_DAY", key, row)
            return None
        day = day_of(typed or self._checked_on)
        if day is None:
            self._slip("BAD_DAY", key, row, typed or self._checked_on)
        return day

    def _impersonal(self, remark: str, key: str, row: int) -> str:
        """The remark without what may be a resident's: it must go into no sheet of ours."""
        hits = (*id_numbers(remark), *cards(remark), *homes(remark))
        if not hits:
            return remark
        self._slip("PERSONAL", key, row)
        masked = plain(remark)
        for hit in hits:
            masked = masked.replace(hit, _MASK)
        return masked

    def _slip(self, code: SlipCode, key: str, row: int, found: str = "") -> None:
        title = self._words.say("title", key)
        self.slips.append(Slip(code=code, file=self._file, list=title, row=row, found=quote(found)))


def day_of(text: str) -> date | None:
    """The day that somebody wrote; ``None`` where it is none."""
    column = Column(key="verified_on", kind=Kind.DATE)
    context = Context(column=column, vocabulary=Vocabulary(), marks=load_marks())
    value = parse_date(text, context).value
    return value if isinstance(value, date) else None
