"""How long an editor waits after a save: until the problems show, and until the page is there anew.

A preview runs in a process of its own, as ``jieyou preview`` does, with a page of the changed row
open. Each round changes one public cell, saves by a rename, and stops the clock when the browser
is told of the check and when it has loaded the page again. The clock counts, since people wait by
it; what a save costs is told as a multiple of one bare read of the same workbook right after.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import urlsplit

from benchmarks.incremental_speed import change_one_cell
from benchmarks.rounds import machine, spread, table, versions
from benchmarks.sample import AS_OF, ROOT
from benchmarks.street import Size
from benchmarks.workshop import workspace
from registry.locale import load_locale
from registry.sources import open_snapshot

PROBLEMS_TARGET, PAGE_TARGET = 1.5, 3.0
ROUNDS = 7
SIZE = Size(policies=312, resources=412, services=212)
_SECONDS = 120


def main() -> int:
    """Print the figures; exit status 1 when a reloaded page does not show what was saved."""
    sys.stdout.write("From a save to the problems and to the reloaded page in a running preview\n")
    sys.stdout.write(f"{machine()}\n{versions('mkdocs', 'mkdocs-material', 'jinja2')}\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "street"
        workbook = workspace(folder, SIZE)
        with _previewed(folder) as address:
            rounds = [_Round(workbook, address, number) for number in range(ROUNDS)]
    _print(rounds)
    return 0 if all(one.is_shown for one in rounds) else 1


class _Round:
    """One save: seconds to the problems, to the page, and of a bare read; rows in the workbook."""

    def __init__(self, workbook: Path, address: str, number: int) -> None:
        text = f"changed {number}"
        beside = workbook.with_suffix(".saved")
        shutil.copyfile(workbook, beside)
        change_one_cell(beside, text)
        page = _changed_page(workbook)
        with _browser(address) as connection:
            news = _news(connection, page)
            version = next(news)["version"]
            start = perf_counter()
            beside.replace(workbook)
            first = next(news)
            self.problems = perf_counter() - start
            while first["version"] == version:
                first = next(news)
            with _browser(address) as other:
                other.request("GET", f"/{page}")
                body = other.getresponse().read().decode()
            self.page = perf_counter() - start
        self.is_shown = text in body
        start = perf_counter()
        snapshot = open_snapshot(workbook)
        self.read = perf_counter() - start
        self.rows = sum(len(one.rows) for one in snapshot.tables)


def _changed_page(workbook: Path) -> str:
    title = load_locale().tabs["policies"]
    (policies,) = (one for one in open_snapshot(workbook).tables if one.title == title)
    return f"p/{policies.rows[len(policies.rows) // 2].cell(0).text}.html"


@contextmanager
def _previewed(folder: Path) -> Iterator[str]:
    """The address of a preview in a process of its own, once its first pages lie ready."""
    command = [sys.executable, "-u", "-m", "builders.cli", "preview", "--no-open"]
    with subprocess.Popen(  # noqa: S603  # this interpreter and our own arguments
        [*command, "--as-of", AS_OF.isoformat()],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as process:
        try:
            assert process.stdout is not None  # noqa: S101  # a pipe was asked for
            address = _address_in(process.stdout.readline())
            with _browser(address) as connection:
                next(one for one in _news(connection, "index.html") if one["version"])
            yield address
        finally:
            process.terminate()


def _address_in(line: str) -> str:
    start = line.index("http://")
    return line[start : line.index("/", start + len("http://"))]


@contextmanager
def _browser(address: str) -> Iterator[http.client.HTTPConnection]:
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=_SECONDS)
    with closing(connection):
        yield connection


def _news(connection: http.client.HTTPConnection, page: str) -> Iterator[dict[str, str]]:
    connection.request("GET", f"/.preview/events/{page}")
    answer = connection.getresponse()
    while line := answer.readline():
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))


def _print(rounds: list[_Round]) -> None:
    lines = [[f"{rounds[-1].rows} rows", "seconds", "most", "times a bare read", "wanted"]]
    for label, taken, target in (
        ("problems", [one.problems for one in rounds], PROBLEMS_TARGET),
        ("reloaded page", [one.page for one in rounds], PAGE_TARGET),
    ):
        ratios = [part / one.read for part, one in zip(taken, rounds, strict=True)]
        figures = [f"{median(taken):.2f}", f"{max(taken):.2f}", spread(ratios), f"{target} s"]
        lines.append([label, *figures])
    reads = [one.read for one in rounds]
    lines.append(["bare read", f"{median(reads):.2f}", f"{max(reads):.2f}", "", ""])
    sys.stdout.write(f"{table(lines)}\n")


if __name__ == "__main__":
    sys.exit(main())
