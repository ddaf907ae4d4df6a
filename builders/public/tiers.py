"""The tiers of a policy as lines that cannot be misread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from builders.aging import (
    Phase,
    current_phases,
    figure_on,
    phases,
    series_on,
    turns_of,
    until_words,
)
from builders.wording import Wording
from registry.views.public import PublicBenefit, PublicPolicy, PublicSeries

Standards = Mapping[str, PublicSeries]
"""The standards that tiers are tied to, by id."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TierText:
    """One tier as it is to be read on one day; ``state`` tells until when it counts."""

    tier: str
    given: str
    text: str
    state: str


def texts_on(
    policy: PublicPolicy, standards: Standards, words: Wording, day: date | None
) -> tuple[TierText, ...]:
    """The tiers that count on that day and then those announced; ``None`` is the view's day."""
    tiers = [figure_on(benefit, day) for benefit in policy.benefits]
    chosen = [one for one in tiers if one.state != "superseded"]
    chosen.sort(key=lambda one: one.state == "to_come")
    return tuple(_text(one, _series(one, standards), words, day) for one in chosen)


def turn_days(policy: PublicPolicy, standards: Standards) -> frozenset[date]:
    """The days on which something else has to be said of a tier of the policy."""
    own = {turn.on for benefit in policy.benefits for turn in benefit.turns}
    series = (_series(benefit, standards) for benefit in policy.benefits)
    return frozenset(own.union(*(turns_of(one) for one in series)))


def _text(
    benefit: PublicBenefit, series: PublicSeries | None, words: Wording, day: date | None
) -> TierText:
    state, until = words.state(benefit), until_words(benefit, words)
    if until:
        state = words.say("state.with_until", state=state, until=until)
    return TierText(
        tier=benefit.tier,
        given=words.given(benefit, series and series_on(series, day)),
        text=benefit.text,
        state=state,
    )


def _series(benefit: PublicBenefit, standards: Standards) -> PublicSeries | None:
    return standards.get(benefit.standard.id) if benefit.standard else None


def tier_lines(
    policy: PublicPolicy, standards: Standards, words: Wording, *, past: bool
) -> tuple[TierLine, ...]:
    """The tiers that count now and then those announced, or the tiers that are past."""
    chosen = [one for one in policy.benefits if (one.state == "superseded") is past]
    chosen.sort(key=lambda one: one.state == "to_come")
    return tuple(_line(one, _series(one, standards), words) for one in chosen)


def _line(benefit: PublicBenefit, series: PublicSeries | None, words: Wording) -> TierLine:
    def given(day: date | None) -> str:
        return words.given(benefit, series and series_on(series, day))

    def state(day: date | None) -> str:
        return words.state(figure_on(benefit, day))

    return TierLine(
        tier=benefit.tier,
        kind=words.choice("benefit_kind", benefit.kind),
        given=phases(given, turns_of(series)),
        text=benefit.text,
        state=phases(state, (turn.on for turn in benefit.turns)),
        source=benefit.source,
        until=current_phases(benefit, words),
    )
