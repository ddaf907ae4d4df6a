"""The log of builds and rollbacks: who ran what, when, with what result; one JSON line a run.

No line holds a cell of the sheet, a password or the place of a file.
"""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from builders.trees import make_private

Fact = bool | int | str | Sequence[str] | Mapping[str, str] | Mapping[str, Mapping[str, int]]
_FILE = "log.jsonl"


class RunLog:
    """What is known of one run so far; written as one line when it ends."""

    def __init__(self, command: Literal["build", "rollback"], began: datetime) -> None:
        """``began`` knows its time zone."""
        self._began = began
        self._facts: dict[str, Fact] = {"command": command}
        self._state: Path | None = None

    def lies_in(self, state: Path) -> None:
        """The state folder that the run belongs to; without one nothing is written."""
        self._state = state

    def add(self, facts: Mapping[str, Fact]) -> None:
        """Know this of the run too."""
        self._facts.update(facts)

    def write(self, status: int, user: str) -> None:
        """Add the line of this run to the log; raises ``OSError`` where that cannot be done.

        A run that failed makes no folder: its settings may be what is wrong.
        """
        if self._state is None or (status and not self._state.is_dir()):
            return
        make_private(self._state)
        facts = {**self._facts, "user": user, "status": int(status)}
        _append(self._state / _FILE, line_of(self._began, facts))


def line_of(began: datetime, facts: Mapping[str, Fact]) -> bytes:
    """One run as a line: its start in UTC, the offset of the local clock, and the facts."""
    moment = began.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    entry = {"when": moment, "offset": began.strftime("%z"), **facts}
    return json.dumps(entry, ensure_ascii=True, sort_keys=True).encode() + b"\n"


def account() -> str:
    """The account at the operating system that runs the command; blank where it has no name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _append(path: Path, line: bytes) -> None:
    """Write a whole line to the end, on a new line where the last one was torn."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a+b") as file:
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            line = line if file.read(1) == b"\n" else b"\n" + line
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
