"""Editions from content: unchanged content keeps the edition that the ledger gave it."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Mapping
from datetime import date, timedelta
from operator import itemgetter

from builders.editions import Edition, ListStamp, PackStamps
from builders.ledger import Record
from registry.changes import ChangeSet, Entries, compare
from registry.views.flatten import shared_entries, station_entries
from registry.views.station import StationView

_FRAME = ("settings/", "terms/", "stations/")
LISTS: Mapping[str, tuple[str, ...]] = {
    "signals": (*_FRAME, "signals/"),
    "services": (*_FRAME, "services/"),
    "resources": (*_FRAME, "resources/"),
    "handbook": ("",),
}
"""The printed lists and the entries that each of them shows."""


def digest_of(content: object) -> str:
    """Eight hex digits of any JSON-like content."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def stamp(digests: Mapping[str, str], previous: Record | None, as_of: date) -> dict[str, Edition]:
    """An edition for each name: the previous one while the digest is the same."""
    known = previous.editions if previous else {}
    return {
        name: known[name]
        if name in known and known[name].digest == digest
        else Edition(since=as_of, digest=digest)
        for name, digest in digests.items()
    }


def make_record(
    editions: Mapping[str, Edition], entries: Entries, previous: Record | None, as_of: date
) -> Record:
    """The state to be published; equal to ``previous`` when nothing changed."""
    content = {name: edition.digest for name, edition in editions.items()}
    whole = digest_of([content, {address: dict(texts) for address, texts in entries.items()}])
    edition = Edition(since=as_of, digest=whole)
    if previous is not None and previous.whole.digest == whole:
        edition = previous.whole
    return Record(whole=edition, editions=editions, entries=entries)


def history(records: tuple[Record, ...], current: Entries, as_of: date) -> tuple[ChangeSet, ...]:
    """What changed on each day of publication, newest first; ``edition`` is that day.

    Of several publications of one day the last counts: nobody looks for what stood for an hour.
    """
    published = [(record.whole.since, record.entries) for record in records]
    if records and records[-1].entries != current:
        published.append((as_of, current))
    states = [tuple(states)[-1] for _, states in itertools.groupby(published, key=itemgetter(0))]
    sets = [
        ChangeSet(edition=day.isoformat(), changes=compare(before, entries))
        for (_, before), (day, entries) in itertools.pairwise(states)
    ]
    return tuple(one for one in reversed(sets) if one.changes)


def stamp_pack(
    view: StationView, open_view: StationView, records: tuple[Record, ...], as_of: date
) -> tuple[PackStamps, Record]:
    """The stamps of a station's lists and the state to be published.

    ``open_view`` is the view without internal rows: the public edition follows from it alone.
    """
    entries, shared = station_entries(view), shared_entries(open_view)
    previous = records[-1] if records else None
    digests = {}
    for name, prefixes in LISTS.items():
        digests[f"{name}.public"] = digest_of(_part(shared, prefixes))
        digests[f"{name}.station"] = digest_of(_part(entries, prefixes))
    editions = stamp(digests, previous, as_of)
    stamps = {name: _list_stamp(name, editions, view, as_of) for name in LISTS}
    record = make_record(editions, entries, previous, as_of)
    changes = _since_previous(records, entries)
    return PackStamps(
        signals=stamps["signals"],
        services=stamps["services"],
        resources=stamps["resources"],
        handbook=stamps["handbook"],
        changes=changes,
    ), record


def _part(entries: Entries, prefixes: tuple[str, ...]) -> dict[str, dict[str, str]]:
    return {address: dict(e) for address, e in entries.items() if address.startswith(prefixes)}


def _list_stamp(
    name: str, editions: Mapping[str, Edition], view: StationView, as_of: date
) -> ListStamp:
    edition = editions[f"{name}.station"]
    return ListStamp(
        public_edition=editions[f"{name}.public"],
        station_edition=edition,
        valid_until=valid_until(edition.since, as_of, view.settings.print_validity_days),
    )


def valid_until(since: date, as_of: date, days: int) -> date:
    """Until when a print is good: at least half of ``days`` after it was made.

    The date moves in steps of half the validity, counted from the edition, so that rebuilding
    on a later day of the same step gives the same bytes.
    """
    step = max(1, days // 2)
    steps = max(0, (as_of - since).days) // step
    return since + timedelta(days=steps * step + days)


def _since_previous(records: tuple[Record, ...], entries: Entries) -> ChangeSet | None:
    for record in reversed(records):
        if record.entries != entries:
            return ChangeSet(edition=str(record.whole), changes=compare(record.entries, entries))
    return None
