"""The command in a process of its own that is killed, as with kill -9, before a step of the disk.

``python -m tests.killed_build STEP LOG ARGUMENTS…``: the step is counted from 0, and the steps
that were done are listed in the log; with a step of -1 the run goes to its end.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from builders import swap
from builders.cli import main
from builders.disk import change_places

P = ParamSpec("P")
R = TypeVar("R")
NAMES = ("rename", "replace", "link", "unlink", "rmdir", "mkdir", "fsync", "sync", "chmod")


class DeadlySteps:
    """Counts what is asked of the disk; the process is gone before the step of that number."""

    def __init__(self, deadly: int) -> None:
        self.done: list[str] = []
        self._deadly = deadly

    def counted(self, name: str, step: Callable[P, R]) -> Callable[P, R]:
        """The step, which is counted first."""

        @wraps(step)
        def deadly(*args: P.args, **kwargs: P.kwargs) -> R:
            if len(self.done) == self._deadly:
                os.kill(os.getpid(), signal.SIGKILL)
            self.done.append(" ".join([name, *(str(arg) for arg in args[:1])]))
            return step(*args, **kwargs)

        return deadly


def run(deadly: int, log: Path, arguments: list[str]) -> None:
    """Run the command until it dies or ends."""
    steps = DeadlySteps(deadly)
    for name in NAMES:
        setattr(os, name, steps.counted(name, getattr(os, name)))
    # ``setattr``: the type checker lets nobody replace a function by another one otherwise.
    setattr(shutil, "rmtree", steps.counted("rmtree", shutil.rmtree))  # noqa: B010  # a plain assignment is refused by the type checker
    setattr(swap, "change_places", steps.counted("change_places", change_places))  # noqa: B010  # a plain assignment is refused by the type checker
    try:
        main(arguments)
    finally:
        log.write_text("\n".join(steps.done), encoding="utf-8")


if __name__ == "__main__":
    run(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
