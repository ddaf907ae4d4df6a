"""What people found about links, as they wrote it into the sheet, and until when it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from registry.links.places import page_key
from registry.model import LinkVerdict, Registry

VERDICT_DAYS = 180
"""So long counts what somebody found; after that the page is looked at again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The newest that somebody found about a page; ``is_current`` while it counts.

    ``lapses_on`` is the first day that it does not count any more.
    """

    verdict: str
    reason: str
    decided_on: date
    lapses_on: date
    is_current: bool


def judgements(registry: Registry, as_of: date) -> Mapping[str, Judgement]:
    """The newest judgement of each page by its key; rows of a later day do not count yet."""
    found: dict[str, Judgement] = {}
    for row in registry.links:
        judged = _judgement(row, as_of)
        key = page_key(row.address)
        if judged and (key not in found or found[key].decided_on <= judged.decided_on):
            found[key] = judged
    return found


def unfinished(registry: Registry) -> int:
    """How many rows lack the address, the verdict or the day, and so count for nothing."""
    return sum(
        not (row.address and row.verdict and row.decided_on is not None) for row in registry.links
    )


def _judgement(row: LinkVerdict, as_of: date) -> Judgement | None:
    day = row.decided_on
    if not row.address or not row.verdict or day is None or day > as_of:
        return None
    lapses_on = day + timedelta(days=VERDICT_DAYS)
    return Judgement(
        verdict=row.verdict,
        reason=row.reason,
        decided_on=day,
        lapses_on=lapses_on,
        is_current=as_of < lapses_on,
    )
