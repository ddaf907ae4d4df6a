"""Which tier of a policy follows which: those of one name and kind follow each other by date."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date

from registry.model import Benefit


def successors(benefits: Iterable[Benefit]) -> Mapping[str, Benefit]:
    """By the id of an approved tier the first one that begins after it; undated ones come first."""
    groups: dict[tuple[str, str, str], list[Benefit]] = {}
    for benefit in benefits:
        if benefit.status == "approved":
            groups.setdefault((benefit.policy, benefit.tier, benefit.kind), []).append(benefit)
    return {key: later for tiers in groups.values() for key, later in _followed(tiers)}


def _followed(tiers: list[Benefit]) -> Iterable[tuple[str, Benefit]]:
    tiers.sort(key=_start)
    days = [_start(tier) for tier in tiers]
    for tier in tiers:
        place = bisect_right(days, _start(tier))
        if place < len(tiers):
            yield tier.id, tiers[place]


def _start(benefit: Benefit) -> date:
    return benefit.from_on or date.min
