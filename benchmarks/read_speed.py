"""What ``check`` costs on 100,000 rows, against a bare calamine read of the same file.

Ours reads the workbook with everything that may be lost or in doubt, checks every cell and makes
the diagnostics; the other only turns the cells into Python values. Each run is a process of its
own that measures itself, with what it takes to import left out. The file comes in the two ways
that programs write texts: shared between cells, and inside of each cell.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks.big_sheet import COLUMNS, ROWS
from benchmarks.rounds import alternate, machine, spread, table, versions
from benchmarks.sample import AS_OF, ROOT
from benchmarks.workshop import run

TARGET = 5.0
MOST_MEGABYTES = 700
ROUNDS = 5

_MEASURED = """
import json, resource, sys
from time import process_time
start = process_time()
{job}
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps([process_time() - start, used, rows]))
"""
_WRITING = "from pathlib import Path\nfrom benchmarks.big_sheet import write_big_workbook\n"
_IMPORTS = """
from datetime import date
from pathlib import Path
from builders.pipeline import check_source
"""
_OURS = (_IMPORTS + _MEASURED).format(
    job=f"rows = check_source(Path(sys.argv[1]), date.fromisoformat('{AS_OF}')).counts.rows"
)
_READ = ("from registry.sources import open_snapshot\n" + _MEASURED).format(
    job="rows = sum(len(table.rows) for table in open_snapshot(sys.argv[1]).tables)"
)
_OTHER = ("from python_calamine import CalamineWorkbook\n" + _MEASURED).format(
    job="book = CalamineWorkbook.from_path(sys.argv[1])\n"
    "sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]\n"
    "rows = sum(len(sheet) - 1 for sheet in sheets)"
)


@dataclass(slots=True)
class Program:
    """A measured program; ``megabytes`` and ``rows`` are the most of all its runs."""

    source: str
    path: Path
    megabytes: int = 0
    rows: int = 0

    def run(self, _: int) -> float:
        """CPU seconds of one run in a process of its own."""
        done = subprocess.run(  # noqa: S603  # this interpreter and our own program
            [sys.executable, "-c", self.source, str(self.path)],
            cwd=ROOT,
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        seconds, megabytes, rows = json.loads(done.stdout)
        self.megabytes = max(self.megabytes, megabytes)
        self.rows = rows
        return float(seconds)


def main() -> int:
    """Print the figures; exit status 1 when both did not read the same rows."""
    sys.stdout.write(f"A workbook of {ROWS:,} rows and {COLUMNS} columns, check against calamine\n")
    sys.stdout.write(f"{machine()}\n{versions('python-calamine', 'xlsxwriter')}\n")
    if find_spec("python_calamine") is None:
        sys.stdout.write("calamine is missing: pip install python-calamine\n")
        return 0
    status = 0
    for words, shared in (("shared texts", True), ("texts in the cells", False)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "book.xlsx"
            # In a process of its own: a child is said to have held what its parent held.
            program = f"write_big_workbook(Path({str(path)!r}), shared={shared})"
            run("-c", f"{_WRITING}{program}")
            status = max(status, _compare(words, path))
    return status


def _compare(words: str, path: Path) -> int:
    check, read, other = (Program(source, path) for source in (_OURS, _READ, _OTHER))
    whole = alternate(ROUNDS, check.run, other.run)
    part = alternate(ROUNDS, read.run, other.run)
    rows = [
        [words, "CPU seconds", "peak MB", "data rows"],
        ["jieyou check", f"{whole.ours:.2f}", f"{check.megabytes}", f"{check.rows}"],
        ["  of it the reader", f"{part.ours:.2f}", f"{read.megabytes}", f"{read.rows}"],
        ["calamine to_python", f"{whole.other:.2f}", f"{other.megabytes}", f"{other.rows}"],
    ]
    sys.stdout.write(f"{table(rows)}\n")
    sys.stdout.write(
        f"check {spread(whole.times_slower())}, wanted: at most {TARGET:.0f} x; "
        f"reader alone {spread(part.times_slower())}; "
        f"memory wanted: at most {MOST_MEGABYTES} MB\n"
    )
    return 0 if check.rows == read.rows else 1


if __name__ == "__main__":
    sys.exit(main())
