"""Paired rounds: two ways to do one job, in turns, and the ratio of their CPU seconds.

The machine may be busy with other things. Each ratio therefore comes from two runs that follow
each other at once, the order changes with every round, and CPU seconds are counted, not the wall
clock.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

Measure = Callable[[int], float]
"""Does the job of one round, given its number, and returns the CPU seconds of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """CPU seconds of our way and of the other way in one round."""

    ours: float
    other: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The rounds of one comparison, in the order they were run."""

    rounds: tuple[Round, ...]

    @property
    def ours(self) -> float:
        """Median CPU seconds of our way."""
        return median(one.ours for one in self.rounds)

    @property
    def other(self) -> float:
        """Median CPU seconds of the other way."""
        return median(one.other for one in self.rounds)

    def times_faster(self) -> tuple[float, ...]:
        """How many times the other way's CPU seconds hold ours, for each round."""
        return tuple(one.other / one.ours for one in self.rounds)

    def times_slower(self) -> tuple[float, ...]:
        """How many times our CPU seconds hold the other way's, for each round."""
        return tuple(one.ours / one.other for one in self.rounds)


def alternate(count: int, ours: Measure, other: Measure) -> Result:
    """Run both ways ``count`` times; each second round begins with the other way."""
    rounds = []
    for number in range(count):
        if number % 2:
            theirs = other(number)
            rounds.append(Round(ours=ours(number), other=theirs))
        else:
            own = ours(number)
            rounds.append(Round(ours=own, other=other(number)))
    return Result(rounds=tuple(rounds))


def spread(ratios: Sequence[float]) -> str:
    """The median of the ratios with the lowest and the highest; small ones with a digit more."""
    places = 2 if median(ratios) >= 1 else 3
    found = [f"{ratio:.{places}f}" for ratio in (median(ratios), min(ratios), max(ratios))]
    return f"{found[0]} x (rounds {found[1]} to {found[2]})"


def machine() -> str:
    """The machine in one line: processor, its cores, system, Python, and how busy it is."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{_processor()}, {os.cpu_count()} cores{load}, {platform.system()} "
        f"{platform.machine()}, Python {platform.python_version()}"
    )


def versions(*names: str) -> str:
    """The installed versions of the named distributions, in one line."""
    return ", ".join(f"{name} {_version(name)}" for name in names)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as aligned plain text; the first row is the head."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    return "\n".join(
        line.rstrip() for line in (lines[0], "  ".join("-" * w for w in widths), *lines[1:])
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"


def _processor() -> str:
    listing = Path("/proc/cpuinfo")
    if listing.is_file():
        for line in listing.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown processor"
