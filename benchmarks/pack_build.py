"""Make the packs of a workbook into a folder: one process of the pack benchmark.

Prints how many MB the process holds after so many packs, and the CPU seconds of it all.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

from benchmarks.sample import AS_OF, CONFIG
from builders.gate import make_gate
from builders.ledger import Ledger
from builders.outputs.inputs import Inputs
from builders.outputs.packs import make_packs
from builders.shown import shown_on
from builders.spool import Spool
from registry.check import check
from registry.sources import open_snapshot

_PAGE_BYTES = 4096
_STATISTICS = Path("/proc/self/statm")


def main(workbook: Path, target: Path, jobs: int, marks: tuple[int, ...]) -> None:
    """From the checked registry to the finished folders."""
    snapshot = open_snapshot(workbook)
    registry = check(snapshot, AS_OF).registry
    start = process_time()

    def progress(_name: str, done: int, _total: int) -> None:
        if done in marks:
            sys.stdout.write(f"{done} {_megabytes():.0f}\n")

    shown, ledger = shown_on(registry, AS_OF), Ledger()
    inputs = Inputs(
        registry=registry,
        shown=shown,
        gate=make_gate(snapshot, registry, shown, ledger, site_config=CONFIG).gate,
        ledger=ledger,
        site_config=CONFIG,
        records=Spool(target / "records"),
        jobs=jobs,
        progress=progress,
    )
    (target / "packs").mkdir(parents=True)
    make_packs(inputs, target / "packs")
    sys.stdout.write(f"seconds {process_time() - start}\n")


def _megabytes() -> float:
    return int(_STATISTICS.read_text("ascii").split()[1]) * _PAGE_BYTES / 1e6


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), tuple(map(int, sys.argv[4:])))
