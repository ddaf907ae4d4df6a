"""Runs of programs in processes of their own, with their CPU seconds and their memory."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.sample import AS_OF, ROOT
from benchmarks.street import Size, street
from registry.template import write_workbook

_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """CPU seconds, its children's included, seconds on the clock, and what it printed."""

    cpu: float
    clock: float
    output: str


def run(*arguments: str, folder: Path = ROOT) -> Run:
    """Run this interpreter with arguments in a folder; a failing run raises with its words."""
    environment = {**os.environ, **_QUIET, "PYTHONPATH": str(ROOT)}
    before, start = _children_seconds(), perf_counter()
    done = subprocess.run(  # noqa: S603  # this interpreter and our own arguments
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return Run(cpu=_children_seconds() - before, clock=perf_counter() - start, output=done.stdout)


def jieyou(folder: Path, *arguments: str) -> Run:
    """Run the command as an operator does, for the day of the sample."""
    return run("-m", "builders.cli", *arguments, "--as-of", AS_OF.isoformat(), folder=folder)


def workspace(folder: Path, size: Size) -> Path:
    """A new workspace with a street of that size; returns its workbook."""
    folder.mkdir(parents=True)
    workbook = folder / "street.xlsx"
    write_workbook(street(size), workbook)
    settings = f'source = "street.xlsx"\nsite = "{(ROOT / "mkdocs.yml").as_posix()}"\n'
    (folder / "jieyou.toml").write_text(settings, encoding="utf-8")
    return workbook


def _children_seconds() -> float:
    times = os.times()
    return times.children_user + times.children_system
