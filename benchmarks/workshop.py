"""Runs of programs in processes of their own, with their CPU seconds and their memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import IO

from benchmarks.sample import AS_OF, ROOT
from benchmarks.street import Size, street
from registry.template import write_workbook

_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}
# An installed program is compiled once, and not in every run.
_INSTALLED = {"PYTHONDONTWRITEBYTECODE": ""}
_KILOBYTES = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run took: CPU seconds, seconds on the clock, MB at its peak; and what it printed.

    Processes that it started count too; of their memory only that of the largest.
    """

    cpu: float
    clock: float
    megabytes: float
    output: str


class FailedRunError(Exception):
    """A program that did not end well; the argument is what it said."""


def run(*arguments: str, folder: Path = ROOT) -> Run:
    """Run this interpreter with arguments in a folder, and wait for it."""
    environment = {**os.environ, **_QUIET, **_INSTALLED, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = perf_counter()
        process = subprocess.Popen(  # noqa: S603  # this interpreter and our own arguments
            [sys.executable, *arguments], cwd=folder, env=environment, stdout=output, stderr=errors
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        clock = perf_counter() - start
        if process.returncode:
            raise FailedRunError(_text(errors))
        return Run(
            cpu=usage.ru_utime + usage.ru_stime,
            clock=clock,
            megabytes=usage.ru_maxrss / _KILOBYTES,
            output=_text(output),
        )


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


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
