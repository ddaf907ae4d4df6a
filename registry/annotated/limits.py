"""How much a workbook holds, and how much of it people can still use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most of each kind that one tab gets.

    A tab has 1,048,576 rows and may have 65,530 links; programs open a tab with many thousand
    comments only after minutes.
    """

    findings: int = 1_000_000
    links: int = 65_000
    notes: int = 2_000
