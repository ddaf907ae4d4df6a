"""One side of a comparison: a sheet as it would be published, or an edition of the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date

from builders.diff.shown import from_entries
from builders.diff.trial import Trial
from builders.editions import Edition
from builders.ledger import Ledger, Record
from builders.outputs.site import words_digest
from builders.public.pages import content_drafts
from builders.public.press import make_press
from builders.public.rows import RowsShown
from builders.shown import Shown, shown_on
from builders.stamping import make_record, stamp, stamp_pack
from registry.changes import Entries
from registry.locale import load_locale
from registry.model import Registry
from registry.views.build_station import StationViews, station_ids, without_internal
from registry.views.public import PublicView

_WITH_PAGES_OF_RETIRED = ("policies/", "services/", "resources/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A state with its pages and lists by their editions; ``name`` is what people call it.

    ``retired`` are the addresses of rows that ended, ``shows`` the ids of the rows on each page,
    ``titles`` those of the pages, as far as they are known. ``trial`` tells which of some pages
    depend on a column of a tab; an edition has none.
    """

    name: str
    is_published: bool
    day: date
    public: Record
    stations: Mapping[str, Record]
    retired: Set[str]
    shows: Mapping[str, Set[str]]
    titles: Mapping[str, str]
    trial: Trial | None = None


def sheet_side(name: str, registry: Registry, as_of: date, *, with_stations: bool) -> Side:
    """What a build of that registry on that day would publish first of all."""
    shown = shown_on(registry, as_of)
    press, rows = make_press(shown.view), RowsShown()
    drafts = tuple(content_drafts(press, ()))
    digests = {draft.path: words_digest(press.print(draft)) for draft in drafts}
    trial = Trial(registry, as_of, press, digests)
    return Side(
        name=name,
        is_published=False,
        day=as_of,
        public=_record(shown, digests),
        stations=dict(_packs(registry, as_of)) if with_stations else {},
        retired=frozenset(_retired(shown.view)),
        shows={draft.path: rows.on(draft) for draft in drafts},
        titles={draft.path: draft.head.title for draft in drafts},
        trial=trial,
    )


def _record(shown: Shown, digests: Mapping[str, str]) -> Record:
    editions = stamp(digests, None, shown.as_of)
    return make_record(editions, shown.entries, None, shown.as_of)


def _packs(registry: Registry, as_of: date) -> Iterator[tuple[str, Record]]:
    views = StationViews(registry, as_of)
    open_views = StationViews(without_internal(registry), as_of)
    for station in station_ids(registry):
        _, record = stamp_pack(views.of(station), open_views.of(station), (), as_of)
        yield station, record


def _retired(view: PublicView) -> Iterator[str]:
    yield from (f"policies/{row.id}" for row in view.policies if row.retired)
    yield from (f"services/{row.id}" for row in view.services if row.retired)
    yield from (f"resources/{row.id}" for row in view.resources if row.retired)


def edition_side(ledger: Ledger, edition: str, *, with_stations: bool) -> Side | None:
    """The state of that edition; ``None`` where the ledger has no such one.

    A station's state is the newest one that was published up to that day; a station that the
    ledger knows nothing of at that time is left out.
    """
    public = next((one for one in reversed(ledger.public) if str(one.whole) == edition), None)
    if public is None:
        return None
    stations = dict(_states(ledger, public.whole))
    return Side(
        name=edition,
        is_published=True,
        day=public.whole.since,
        public=public,
        stations=stations if with_stations else {},
        retired=frozenset(_ended(public.entries, stations)),
        shows=from_entries(public),
        titles={},
    )


def _states(ledger: Ledger, edition: Edition) -> Iterator[tuple[str, Record]]:
    is_newest = str(ledger.public[-1].whole) == str(edition)
    for station, records in ledger.stations.items():
        known = [one for one in records if is_newest or one.whole.since <= edition.since]
        if known:
            yield station, known[-1]


def _ended(public: Entries, stations: Mapping[str, Record]) -> Iterator[str]:
    """Rows that keep a page although no station's lists have them any more.

    Where there are no lists to look at, only policies tell that they ended.
    """
    ended = load_locale().choice("availability", "ended")
    listed = {address for record in stations.values() for address in record.entries}
    for address, fields in public.items():
        if not address.startswith(_WITH_PAGES_OF_RETIRED):
            continue
        says_so = bool(fields.get("retired_reason") or fields.get("replaced_by"))
        is_listed = address in listed or fields.get("availability") == ended
        if says_so if not stations else not is_listed:
            yield address
