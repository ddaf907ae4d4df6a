"""The private packs: one folder for each station, made in parallel processes."""

from __future__ import annotations

import multiprocessing
import re
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from builders.editions import PackStamps
from builders.ledger import new_record
from builders.outputs.inputs import Inputs, Made
from builders.stamping import digest_of, stamp_pack
from builders.station.pack import build_pack
from builders.trees import close_to_others, write_bundle, write_manifest
from registry.views.build_station import station_ids, station_view, without_internal
from registry.views.station import StationView

_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    folder: Path
    view: StationView
    stamps: PackStamps


def make_packs(inputs: Inputs, folder: Path) -> Made:
    """Build the packs of all stations, or of those asked for, below an empty folder."""
    jobs, records, editions = [], {}, []
    open_rows = without_internal(inputs.registry)
    for station in _chosen(inputs):
        view = station_view(inputs.registry, station, inputs.as_of)
        known = inputs.ledger.of_station(station)
        open_view = station_view(open_rows, station, inputs.as_of)
        stamps, record = stamp_pack(view, open_view, known, inputs.as_of)
        jobs.append(_Job(folder=folder / pack_name(view), view=view, stamps=stamps))
        editions.append(str(record.whole))
        records.update(new_record(f"private/{station}", known, record))
    inputs.progress("packs", 0, len(jobs))
    for done, _ in enumerate(_run(jobs, inputs.jobs), start=1):
        inputs.progress("packs", done, len(jobs))
    edition = f"{max((e[:10] for e in editions), default='')}-{digest_of(editions)}"
    write_manifest(folder, edition)
    close_to_others(folder)
    return Made(edition=edition, records=records, parts=len(jobs))


def pack_name(view: StationView) -> str:
    """The folder of a station's pack, ``<id>-<name>``, fit for every file system."""
    name = _NOT_IN_FILE_NAMES.sub("_", view.place.public.name)[:_LONGEST_NAME].strip(" .")
    return f"{view.place.public.id}-{name}"


def _chosen(inputs: Inputs) -> tuple[str, ...]:
    known = station_ids(inputs.registry)
    return tuple(station for station in known if not inputs.stations or station in inputs.stations)


def _run(jobs: list[_Job], processes: int) -> Iterator[None]:
    if processes <= 1 or len(jobs) <= 1:
        yield from map(_make_one, jobs)
        return
    # A forked copy of a process in which the typesetting engine has run waits for ever.
    with ProcessPoolExecutor(
        max_workers=min(processes, len(jobs)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_leave_interrupts_to_the_parent,
    ) as pool:
        try:
            yield from pool.map(_make_one, jobs)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _make_one(job: _Job) -> None:
    write_bundle(job.folder, build_pack(job.view, job.stamps))
