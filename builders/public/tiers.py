"""The tiers of a policy as lines that cannot be misread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from builders.aging import Phase, benefit_on, current_phases, phases, series_on, turns_of
from builders.public.press import Press
from registry.views.public import PublicBenefit, PublicPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class TierLine:
    """One tier for readers: what it is called, what it gives, how new that is.

    ``until`` tells how long its figure counts as the present one.
    """

    tier: str
    kind: str
    given: tuple[Phase, ...]
    text: str
    state: tuple[Phase, ...]
    source: str
    until: tuple[Phase, ...] = ()


def tier_lines(policy: PublicPolicy, press: Press, *, past: bool) -> tuple[TierLine, ...]:
    """The tiers that count now and then those announced, or the tiers that are past."""
    chosen = [one for one in policy.benefits if (one.state == "superseded") is past]
    chosen.sort(key=lambda one: one.state == "to_come")
    return tuple(_line(benefit, press) for benefit in chosen)


def _line(benefit: PublicBenefit, press: Press) -> TierLine:
    words = press.words
    series = press.catalog.series.get(benefit.standard.id) if benefit.standard else None

    def given(day: date | None) -> str:
        return words.given(benefit, series and series_on(series, day))

    def state(day: date | None) -> str:
        return words.state(benefit_on(benefit, day))

    return TierLine(
        tier=benefit.tier,
        kind=words.choice("benefit_kind", benefit.kind),
        given=phases(given, turns_of(series)),
        text=benefit.text,
        state=phases(state, (turn.on for turn in benefit.turns)),
        source=benefit.source,
        until=current_phases(benefit, words),
    )
