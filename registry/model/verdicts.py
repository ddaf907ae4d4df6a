"""Rows of what people found about links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkVerdict:
    """What somebody found who opened an address."""

    id: str
    address: str
    verdict: str
    reason: str
    decided_on: date | None
    internal_note: str
