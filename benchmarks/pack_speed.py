"""What packs cost as a street grows: a second process, many stations, and memory over time.

One process makes the packs of some stations and says how many CPU seconds and how much memory it
took; two do so side by side. The street has few policies, so that a thousand packs can be made
while one waits; growth is measured from the checked registry to the finished files.
"""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.rounds import machine, spread, table, versions
from benchmarks.street import Size
from benchmarks.workshop import Run, run, workspace

PROCESSES_TARGET = 1.8
MEMORY_TARGET = 1.2
GROWTH_TARGET = 1.15
FEWEST, FEW, MANY = 14, 100, 1000
SMALL = {"policies": 6, "resources": 12, "services": 8}


def make(workbook: Path, target: Path, jobs: int, *marks: int) -> Run:
    """Make the packs of a street in a process of its own; ``marks`` say when to weigh it."""
    arguments = (str(workbook), str(target), str(jobs), *map(str, marks))
    return run("-m", "benchmarks.pack_build", *arguments)


def main() -> int:
    """Print the figures."""
    sys.stdout.write("Packs as a street grows\n")
    sys.stdout.write(f"{machine()}\n{versions('typst', 'pypdfium2', 'xlsxwriter')}\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _processes(folder)
        _growth(folder)
    return 0


def _processes(folder: Path) -> None:
    for stations, rounds in ((FEWEST, 3), (FEW, 1)):
        _shared(folder / f"{stations}", stations, rounds)


def _shared(folder: Path, stations: int, rounds: int) -> None:
    """The same packs by one process and by two; the start of both weighs less in many packs."""
    workbook = workspace(folder / "street", Size(stations=stations))
    ratios, most, rows = [], [], [[f"packs of {stations} stations", "seconds", "CPU seconds"]]
    for number in range(rounds):
        one, two = (make(workbook, folder / f"{number}-{jobs}", jobs) for jobs in (1, 2))
        both = _side_by_side(workbook, folder / f"{number}-both")
        for label, done in (("one process", one), ("two processes", two)):
            rows.append([label, f"{done.clock:.1f}", f"{done.cpu:.1f}"])
        rows.append(["two runs of one process at the same time", f"{both:.1f}", ""])
        ratios.append(one.clock / two.clock)
        most.append(2 * one.clock / both)
    sys.stdout.write(f"{table(rows)}\n")
    sys.stdout.write(
        f"two processes are {spread(ratios)} as fast; wanted: {PROCESSES_TARGET} x. Two runs that "
        f"share nothing get {spread(most)} as much done on this machine as one\n"
    )


def _side_by_side(workbook: Path, folder: Path) -> float:
    """Seconds until two runs of one process each, begun together, have ended."""
    with ThreadPoolExecutor(2) as threads:
        runs = threads.map(lambda name: make(workbook, folder / name, 1), ("a", "b"))
        return max(done.clock for done in runs)


def _growth(folder: Path) -> None:
    rows = [["stations, one process", "CPU seconds", "a pack", "MB after 50", "MB after 500"]]
    seconds = {}
    for stations in (FEW, MANY):
        workbook = workspace(folder / f"small{stations}", Size(stations=stations, **SMALL))
        done = make(workbook, folder / f"packs{stations}", 1, 50, 500)
        marks = dict(line.split() for line in done.output.splitlines())
        seconds[stations] = float(marks["seconds"])
        weights = [marks.get(mark, "") for mark in ("50", "500")]
        each = f"{seconds[stations] / stations:.3f}"
        rows.append([f"{stations}", f"{seconds[stations]:.1f}", each, *weights])
    growth = seconds[MANY] / seconds[FEW] / (MANY / FEW)
    memory = float(rows[-1][4]) / float(rows[-1][3])
    sys.stdout.write(f"{table(rows)}\n")
    sys.stdout.write(
        f"{MANY // FEW} times the stations take {growth:.2f} x as long for each; "
        f"wanted: at most {GROWTH_TARGET} x\n"
        f"memory after 500 packs is {memory:.2f} x that after 50; "
        f"wanted: at most {MEMORY_TARGET} x\n"
        f"6,000 stations, by calculation: {6000 * seconds[MANY] / MANY / 3600:.1f} CPU hours\n"
    )


if __name__ == "__main__":
    sys.exit(main())
