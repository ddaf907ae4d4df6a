"""The tiers of a policy as lines that cannot be misread."""

from __future__ import annotations

from dataclasses import dataclass

from builders.public.press import Press
from registry.views.public import PublicBenefit, PublicPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class TierLine:
    """One tier for readers: what it is called, what it gives, how new that is."""

    tier: str
    kind: str
    given: str
    text: str
    state: str
    source: str


def tier_lines(policy: PublicPolicy, press: Press, *, past: bool) -> tuple[TierLine, ...]:
    """The tiers that count now, or those that are past."""
    return tuple(
        _line(benefit, press)
        for benefit in policy.benefits
        if (benefit.state == "superseded") is past
    )


def _line(benefit: PublicBenefit, press: Press) -> TierLine:
    series = press.catalog.series.get(benefit.standard.id) if benefit.standard else None
    return TierLine(
        tier=benefit.tier,
        kind=press.words.choice("benefit_kind", benefit.kind),
        given=press.words.given(benefit, series),
        text=benefit.text,
        state=press.words.state(benefit),
        source=benefit.source,
    )
