"""What ticked lists propose for the sheet as it stands, and what about them must be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from builders.collect.ticks import Slip, SlipCode, Tick, TickedList, day_of
from builders.editions import Edition, ListStamp
from builders.ledger import Ledger
from builders.station.lists import LISTS
from builders.station.words import load_words
from registry.check import Outcome
from registry.check.book import Sheet
from registry.check.structure import match
from registry.diagnostics import has_errors
from registry.fields import clean, plain
from registry.locale import load_locale
from registry.schema import TABS
from registry.snapshot import Row, Snapshot
from registry.views.build_station import StationViews, station_ids

ProposalKind = Literal["confirmed", "wrong", "stopped", "remark"]

_NAMING = ("name", "observation", "role")
_STOPPED = {"availability": "paused", "status": "retired", "paused": "ended"}
"""What a row becomes that a station found stopped; one that is paused already has ended."""

_ORDER = {tab.key: place for place, tab in enumerate(TABS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One thing that one list proposes for one row.

    ``column`` is the header that it is about, empty for the row as a whole; ``now`` stands there,
    ``proposed`` should. ``is_disputed`` where another list says otherwise about the row.
    """

    kind: ProposalKind
    tab: str
    id: str
    name: str
    column: str = ""
    now: str = ""
    proposed: str = ""
    station: str
    station_name: str
    edition: str
    remark: str
    file: str
    list_row: int
    is_disputed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """All proposals in the order of the sheet, those about one row together; and all slips."""

    proposals: tuple[Proposal, ...]
    slips: tuple[Slip, ...]


class Sheets:
    """The sheet as it stands, what each station's lists hold today, and what was published."""

    def __init__(self, snapshot: Snapshot, outcome: Outcome, ledger: Ledger, as_of: date) -> None:
        self.as_of = as_of
        self.ledger = ledger
        self.has_errors = has_errors(outcome.diagnostics)
        self.stations = frozenset(station_ids(outcome.registry))
        self._outcome = outcome
        self._sheets = match(snapshot, load_locale()).sheets
        self._rows = {key: _by_id(sheet) for key, sheet in self._sheets.items()}
        self._listed: dict[str, frozenset[tuple[str, str]]] = {}

    def row(self, tab: str, id_: str) -> Row | None:
        """The row of that id, if there is one."""
        return self._rows.get(tab, {}).get(id_)

    def text(self, tab: str, row: Row, key: str) -> str:
        """The cell as it stands; empty where the sheet has no such column."""
        place = self._sheets[tab].positions.get(key)
        return "" if place is None else clean(row.cell(place).text)

    def name(self, tab: str, row: Row) -> str:
        """What people call the row."""
        return next((name for key in _NAMING if (name := self.text(tab, row, key))), "")

    def has(self, tab: str, key: str) -> bool:
        """True where the schema has that column."""
        return key in load_locale().headers[tab]

    def lists_today(self, station: str) -> frozenset[tuple[str, str]] | None:
        """Tab and id of every row on the station's lists; ``None`` where nobody can tell."""
        if self.has_errors or station not in self.stations:
            return None
        if station not in self._listed:
            self._listed[station] = frozenset(self._on_lists(station))
        return self._listed[station]

    @cached_property
    def _views(self) -> StationViews:
        return StationViews(self._outcome.registry, self.as_of)

    def _on_lists(self, station: str) -> Iterator[tuple[str, str]]:
        view, edition = self._views.of(station), Edition(since=self.as_of, digest="")
        stamp = ListStamp(public_edition=edition, station_edition=edition, valid_until=self.as_of)
        for key, make in LISTS.items():
            yield from ((key, entry.id) for entry in make(view, stamp, load_words()).entries)


def propose(lists: Iterable[TickedList], sheets: Sheets) -> Collection:
    """Compare the lists with the sheet. Nothing is lost: what is no proposal is a slip."""
    proposals: list[Proposal] = []
    slips: list[Slip] = []
    if sheets.has_errors:
        slips.append(Slip(code="SHEET_HAS_ERRORS", file=""))
    seen: set[str] = set()
    for one in lists:
        slips += [*_about(one, sheets), *one.slips]
        if one.station in seen:
            slips.append(Slip(code="TWICE", file=one.file, found=one.station))
        seen.add(one.station)
        for tick in one.ticks:
            found, told = _weighed(tick, one, sheets)
            proposals += found
            slips += told
    once = dict.fromkeys(proposals)
    alike = {replace(p, file="", list_row=0): p for p in reversed(once)}
    return Collection(proposals=_sorted(alike.values(), sheets), slips=tuple(slips))


def _about(one: TickedList, sheets: Sheets) -> Iterator[Slip]:
    """What is odd about the list as a whole."""
    if not sheets.has_errors and one.station not in sheets.stations:
        yield Slip(code="UNKNOWN_STATION", file=one.file, found=one.station)
    editions = [
        str(record.editions["handbook.station"])
        for record in sheets.ledger.of_station(one.station)
        if "handbook.station" in record.editions
    ]
    if not editions:
        yield Slip(code="NEVER_PUBLISHED", file=one.file, found=one.station)
    elif one.edition != editions[-1]:
        code: SlipCode = "OLDER_EDITION" if one.edition in editions else "UNKNOWN_EDITION"
        yield Slip(code=code, file=one.file, found=one.edition, known=editions[-1])


def _weighed(tick: Tick, one: TickedList, sheets: Sheets) -> tuple[list[Proposal], list[Slip]]:
    slip = Slip(code="NO_ID", file=one.file, list=load_words().say("title", tick.tab), row=tick.row)
    row = sheets.row(tick.tab, tick.id)
    if row is None:
        code: SlipCode = "UNKNOWN_ID" if tick.id else "NO_ID"
        return [], [replace(slip, code=code, found=tick.id, known=tick.remark)]
    slips = []
    on_lists = sheets.lists_today(one.station)
    if on_lists is not None and (tick.tab, tick.id) not in on_lists:
        slips.append(replace(slip, code="NOT_ON_LIST", found=tick.id))
    if late := _late(tick, row, sheets):
        slips.append(replace(slip, code=late, found=f"{tick.day}", known=tick.id))
    base = Proposal(
        kind="remark",
        tab=tick.tab,
        id=tick.id,
        name=sheets.name(tick.tab, row),
        station=one.station,
        station_name=one.name,
        edition=one.edition,
        remark=tick.remark,
        file=one.file,
        list_row=tick.row,
    )
    found = list(_proposed(tick, base, row, sheets, is_late=bool(late)))
    return found or ([base] if tick.remark else []), slips


def _late(tick: Tick, row: Row, sheets: Sheets) -> SlipCode | None:
    """Why the day proposes nothing: it is still to come, or the sheet has a newer one."""
    if tick.day is None:
        return None
    if tick.day > sheets.as_of:
        return "LATER_DAY"
    now = day_of(sheets.text(tick.tab, row, "verified_on"))
    return "NOT_NEWER" if now and now >= tick.day else None


def _proposed(
    tick: Tick, base: Proposal, row: Row, sheets: Sheets, *, is_late: bool
) -> Iterator[Proposal]:
    if tick.day and not is_late:
        day = tick.day.isoformat()
        yield _for_column(replace(base, kind="confirmed", proposed=day), "verified_on", row, sheets)
    if tick.is_wrong:
        yield replace(base, kind="wrong")
    if tick.is_stopped:
        key = "availability" if sheets.has(tick.tab, "availability") else "status"
        code = _STOPPED[key]
        if sheets.text(tick.tab, row, key) in load_locale().choices[key][code]:
            code = _STOPPED.get(code, code)
        word = load_locale().choice(key, code)
        yield _for_column(replace(base, kind="stopped", proposed=word), key, row, sheets)


def _for_column(proposal: Proposal, key: str, row: Row, sheets: Sheets) -> Proposal:
    if not sheets.has(proposal.tab, key):
        return proposal
    header = load_locale().header(proposal.tab, key)
    return replace(proposal, column=header, now=sheets.text(proposal.tab, row, key))


def _sorted(proposals: Iterable[Proposal], sheets: Sheets) -> tuple[Proposal, ...]:
    rows: dict[tuple[str, str], list[Proposal]] = {}
    for one in proposals:
        rows.setdefault((one.tab, one.id), []).append(one)
    told = [
        replace(one, is_disputed=_is_disputed(group)) for group in rows.values() for one in group
    ]

    def place(one: Proposal) -> tuple[int, int, str, str, str]:
        row = sheets.row(one.tab, one.id)
        return _ORDER[one.tab], row.number if row else 0, one.station, one.kind, one.file

    return tuple(sorted(told, key=place))


def _is_disputed(group: list[Proposal]) -> bool:
    """True where one list finds the row in order and another does not."""
    fine = {(one.station, one.file) for one in group if one.kind == "confirmed"}
    faulty = {(one.station, one.file) for one in group if one.kind in ("wrong", "stopped")}
    return any(one != other for one in fine for other in faulty)


def _by_id(sheet: Sheet) -> dict[str, Row]:
    place = sheet.positions.get("id")
    if place is None:
        return {}
    rows = {plain(row.cell(place).text): row for row in reversed(sheet.table.rows)}
    return {id_: row for id_, row in rows.items() if id_}
