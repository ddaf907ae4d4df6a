"""The private packs: one folder for each station, made in parallel processes."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from builders.editions import PackStamps
from builders.gate import Gate, refuse_leaks_in
from builders.keys import content_key
from builders.memory import Memory, Part, Past
from builders.outputs.inputs import Inputs, Made
from builders.release import release
from builders.stamping import digest_of, stamp_pack
from builders.station.pack import build_pack
from builders.trees import close_to_others, seal, take_over, write_bundle
from registry.memory import with_collection
from registry.views.build_station import StationViews, station_ids, without_internal
from registry.views.station import StationView

_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST_NAME = 60
_WAITING_A_PROCESS = 2
"""Packs that wait their turn: more would only take memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    folder: Path
    view: StationView
    stamps: PackStamps
    gate: Gate


@with_collection()
def make_packs(inputs: Inputs, folder: Path) -> Made:
    """Build the packs of all stations, or of those asked for, below an empty folder.

    A pack that would come out as it is published is taken over.
    """
    past = inputs.past.get("packs", Past())
    past = replace(past, memory=past.memory.within(release()))
    order = _Order(inputs, folder, past)
    chosen = _chosen(inputs)
    inputs.progress("packs", 0, len(chosen))
    for _ in _run(order.jobs(chosen), inputs.jobs):
        inputs.progress("packs", order.taken + order.made, len(chosen))
    take_over(past.folder, folder, order.known)
    edition = f"{max((e[:10] for e in order.editions), default='')}-{digest_of(order.editions)}"
    sealed = seal(past.folder, folder, edition, order.known)
    close_to_others(folder)
    return Made(
        edition=edition,
        parts=len(chosen),
        renewed=len(order.keys) - order.taken,
        differs=sealed.differs,
        memory=replace(_remembered(order.keys, sealed.files), gate=inputs.gate.digest),
    )


class _Order:
    """Which packs must be made, and what came of all of them so far."""

    def __init__(self, inputs: Inputs, folder: Path, past: Past) -> None:
        self.editions: list[str] = []
        self.keys: dict[str, str] = {}
        self.known: dict[str, str] = {}
        self.taken = 0
        self._inputs = inputs
        self._folder = folder
        self._past = past
        self._views = StationViews(inputs.registry, inputs.as_of)
        self._open_views = StationViews(without_internal(inputs.registry), inputs.as_of)
        self._has_passed = past.memory.gate == inputs.gate.digest

    @property
    def made(self) -> int:
        """How many packs were handed out to be made."""
        return len(self.keys) - self.taken

    def jobs(self, stations: Iterable[str]) -> Iterator[_Job]:
        """The packs to make, one at a time: the views of all at once would not fit anywhere."""
        for station in stations:
            job = self._job(station)
            name = job.folder.name
            self.keys[name] = content_key((job.view, job.stamps))
            part = self._past.memory.parts.get(name)
            if part and part.key == self.keys[name] and self._past.still_has(part):
                self._search_again(job, part)
                self.known.update(part.files)
                self.taken += 1
            else:
                yield job

    def _job(self, station: str) -> _Job:
        inputs = self._inputs
        view = self._views.of(station)
        known = inputs.ledger.of_station(station)
        open_view = self._open_views.of(station)
        stamps, record = stamp_pack(view, open_view, known, inputs.as_of)
        self.editions.append(str(record.whole))
        inputs.take_up(f"private/{station}", known, record)
        return _Job(
            folder=self._folder / pack_name(view),
            view=view,
            stamps=stamps,
            gate=inputs.gate.for_station(station, _told_before(stamps)),
        )

    def _search_again(self, job: _Job, part: Part) -> None:
        """Search a pack that is taken over for values that are private since it was made.

        Its page and workbook hold every row of its PDFs, which would take ten times as long.
        """
        if not self._has_passed:
            names = (name for name in part.files if not name.endswith(".pdf"))
            old = self._past.folder
            refuse_leaks_in(job.gate, ((name, (old / name).read_bytes()) for name in names))


def _told_before(stamps: PackStamps) -> Iterator[str]:
    """What earlier packs of the station held, as far as this one tells that it changed."""
    for change in stamps.changes.changes if stamps.changes else ():
        yield from (change.id, change.name, change.old)


def _remembered(keys: Mapping[str, str], files: Mapping[str, str]) -> Memory:
    by_pack: dict[str, dict[str, str]] = {name: {} for name in keys}
    for path, digest in files.items():
        by_pack[path.partition("/")[0]][path] = digest
    parts = {name: Part(key=key, files=by_pack[name]) for name, key in keys.items()}
    return Memory(frame=release(), parts=parts)


def pack_name(view: StationView) -> str:
    """The folder of a station's pack, ``<id>-<name>``, fit for every file system."""
    name = _NOT_IN_FILE_NAMES.sub("_", view.place.public.name)[:_LONGEST_NAME].strip(" .")
    return f"{view.place.public.id}-{name}"


def _chosen(inputs: Inputs) -> tuple[str, ...]:
    known = station_ids(inputs.registry)
    return tuple(station for station in known if not inputs.stations or station in inputs.stations)


def _run(jobs: Iterator[_Job], processes: int) -> Iterator[None]:
    """Make the packs; says something after each. One alone is made here: a process costs more."""
    first = list(islice(jobs, 2 if processes > 1 else 0))
    if len(first) < 2:  # noqa: PLR2004  # nothing to share out
        yield from map(_make_one, chain(first, jobs))
        return
    # A forked copy of a process in which the typesetting engine has run waits for ever.
    with ProcessPoolExecutor(
        max_workers=processes,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin_work,
    ) as pool:
        try:
            yield from _shared_out(pool, chain(first, jobs), processes)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _shared_out(pool: ProcessPoolExecutor, jobs: Iterable[_Job], processes: int) -> Iterator[None]:
    at_work: set[Future[None]] = set()
    for job in jobs:
        at_work.add(pool.submit(_make_one, job))
        if len(at_work) >= processes * _WAITING_A_PROCESS:
            done, at_work = wait(at_work, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
    for future in at_work:
        yield future.result()


def _begin_work() -> None:
    """What each process does first: interrupts are the parent's, and one core is its share."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The typesetting engine would start a thread for every core, in each of the processes.
    os.environ["RAYON_NUM_THREADS"] = "1"


def _make_one(job: _Job) -> None:
    files = build_pack(job.view, job.stamps)
    name = job.folder.name
    refuse_leaks_in(job.gate, ((f"{name}/{file}", data) for file, data in files.items()))
    write_bundle(job.folder, files)
