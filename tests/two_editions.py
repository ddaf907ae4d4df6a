"""A small street with edition A published and the sheet of edition B waiting to be built."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.conftest import ROOT
from tests.registry.sheets import Rows
from tests.small_street import rows_with, small_street, write_sheet
from tests.test_reproducible import digests

TREES = ("public", "packs")
DAY_A, DAY_B = "2026-09-01", "2026-09-02"
Digests = Mapping[str, Mapping[str, str]]
Result = subprocess.CompletedProcess[str]


def build_arguments(day: str = DAY_B) -> tuple[str, ...]:
    return ("build", "--as-of", day, "--jobs", "1", "--quiet")


def start_workspace(folder: Path) -> Path:
    """A workspace with the sheet of edition A."""
    write_sheet(folder / "sheet", small_street())
    site = (ROOT / "mkdocs.yml").as_posix()
    settings = f'source = "sheet"\nsite = "{site}"\n'
    (folder / "jieyou.toml").write_text(settings, encoding="utf-8")
    return folder


def rows_of_b() -> Rows:
    """A public and a station's cell changed: both trees differ, and both kinds of records."""
    rows = rows_with(small_street(), "policies", 0, fee="不收费。")
    return rows_with(rows, "resources", 0, liaison="对接岗")


def build_here(folder: Path, *before: str, day: str = DAY_B, limit: float | None = None) -> Result:
    """The command in a process of its own, in that workspace; killed after ``limit`` seconds."""
    module = ("tests.killed_build", *before) if before else ("builders.cli",)
    command = [sys.executable, "-m", *module, *build_arguments(day)]
    with subprocess.Popen(
        command,
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as run:
        try:
            out, err = run.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            run.kill()
            out, err = run.communicate()
    return Result(command, run.returncode, out, err)


def trees_of(folder: Path) -> Digests:
    """Every byte that is published, manifests included."""
    return {tree: digests(folder / tree) for tree in TREES}


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoEditions:
    """``ready`` to be copied; what A and B are; how an undisturbed build of B goes."""

    ready: Path
    a: Digests
    b: Digests
    ledger: Mapping[str, str]
    seconds: float
    steps: tuple[str, ...]

    def copy(self, folder: Path) -> Path:
        """A workspace of one's own."""
        return shutil.copytree(self.ready, folder)


@cache
def prepare(base: Path) -> TwoEditions:
    """Publish A; build B once undisturbed, in a copy; once for all that ask below that folder."""
    folder = base / "two-editions"
    ready = start_workspace(folder / "ready")
    _done(build_here(ready, day=DAY_A))
    write_sheet(ready / "sheet", rows_of_b())
    undisturbed, log = shutil.copytree(ready, folder / "undisturbed"), folder / "steps"
    start = time.perf_counter()
    _done(build_here(undisturbed, "-1", str(log)))
    seconds = time.perf_counter() - start
    return TwoEditions(
        ready=ready,
        a=trees_of(ready),
        b=trees_of(undisturbed),
        ledger=digests(undisturbed / "editions"),
        seconds=seconds,
        steps=tuple(log.read_text("utf-8").splitlines()),
    )


def _done(result: Result) -> None:
    assert result.returncode == 0, result.stderr
