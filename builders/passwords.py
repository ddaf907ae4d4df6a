"""The passwords of the packs: read from a file, refused with every problem at once.

A line is ``S06 = password``; blank lines and lines that start with ``#`` say nothing. No problem
holds a word of a line but the id of a station that the sheet knows: whatever else stands there
may be a password.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Fault = Literal[
    "UNREADABLE",
    "OPEN_TO_OTHERS",
    "NOT_IN_FORM",
    "UNKNOWN",
    "TWICE",
    "SHORT",
    "LONG",
    "SIGNS",
    "SAME",
    "MISSING",
]
_LINE = re.compile(r"([^=\uff1d\s]+)\s*[=\uff1d]\s*(\S.*)")
_SHORTEST = 8
_LONGEST = 127
"""What the encryption of a PDF takes into account."""
_LARGEST_FILE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault: in which line (0: none), which stations of the sheet, which earlier line."""

    fault: Fault
    line: int = 0
    stations: tuple[str, ...] = ()
    earlier: int = 0


class PasswordsError(Exception):
    """A file of passwords that cannot be used, with all that is wrong in it."""

    def __init__(self, path: Path, problems: Sequence[Problem]) -> None:
        super().__init__(f"{path} {[problem.fault for problem in problems]}")
        self.path = path
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    number: int
    station: str
    password: str


def read_passwords(path: Path, known: Sequence[str], needed: Sequence[str]) -> dict[str, str]:
    """The password of each station that needs one; ``known`` are all stations of the sheet.

    Raises ``PasswordsError``, also where other users of the machine may read the file.
    """
    try:
        text, is_open = _read(path)
    except (OSError, ValueError) as error:
        raise PasswordsError(path, [Problem(fault="UNREADABLE")]) from error
    problems = [Problem(fault="OPEN_TO_OTHERS")] if is_open else []
    lines: list[_Line] = []
    for line in _lines(text):
        if isinstance(line, Problem):
            problems.append(line)
        else:
            problems += _faults(line, lines, known)
            lines.append(line)
    passwords = {line.station: line.password for line in lines}
    missing = tuple(station for station in needed if station not in passwords)
    if missing:
        problems.append(Problem(fault="MISSING", stations=missing))
    if problems:
        raise PasswordsError(path, problems)
    return {station: passwords[station] for station in needed}


def _read(path: Path) -> tuple[str, bool]:
    with path.open("rb") as file:
        is_open = os.name == "posix" and bool(os.fstat(file.fileno()).st_mode & 0o077)
        data = file.read(_LARGEST_FILE + 1)
    if len(data) > _LARGEST_FILE:
        raise ValueError
    return data.decode("utf-8-sig"), is_open


def _lines(text: str) -> Iterator[_Line | Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        found = _LINE.fullmatch(words)
        if found:
            station = unicodedata.normalize("NFKC", found[1])
            yield _Line(number=number, station=station, password=found[2])
        else:
            yield Problem(fault="NOT_IN_FORM", line=number)


def _faults(line: _Line, earlier: Sequence[_Line], known: Sequence[str]) -> Iterator[Problem]:
    number, password = line.number, line.password
    if line.station not in known:
        yield Problem(fault="UNKNOWN", line=number)
    if len(password) < _SHORTEST:
        yield Problem(fault="SHORT", line=number)
    if len(password) > _LONGEST:
        yield Problem(fault="LONG", line=number)
    if not (password.isascii() and password.isprintable()):
        # Viewers disagree on the form in which other signs are taken.
        yield Problem(fault="SIGNS", line=number)
    before: Mapping[str, int] = {other.password: other.number for other in reversed(earlier)}
    if password in before:
        yield Problem(fault="SAME", line=number, earlier=before[password])
    stations: Mapping[str, int] = {other.station: other.number for other in reversed(earlier)}
    if line.station in known and line.station in stations:
        at = stations[line.station]
        yield Problem(fault="TWICE", line=number, stations=(line.station,), earlier=at)
