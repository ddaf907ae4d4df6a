"""The figures of the cheat sheet: this period beside the last one, never more than is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from builders.station.words import Words
from builders.wording import Wording
from registry.dates import PartialDate
from registry.views.public import PublicBenefit, PublicPolicy, PublicSeries, PublicStandard
from registry.views.station import StationView


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """One figure: what it is for, this period's, how new it is, and last period's."""

    name: str
    now: str
    state: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureBlock:
    """The figures of one standard or policy. Blocks of high ``rank`` give way first."""

    name: str
    id: str
    tiers: tuple[Tier, ...]
    rank: int


_STANDARD, _WITH_PREDECESSOR, _AMOUNT, _RATIO, _EARLIER_ONLY = range(5)


def figure_blocks(view: StationView, words: Words) -> tuple[FigureBlock, ...]:
    """The standards, then the figures of the policies, each in the editor's order."""
    known = {series.term.id for series in view.series}
    series = [_series_block(one, words) for one in view.series if one.figures]
    policies = [
        _policy_block(row.public, known, words) for row in view.policies if not row.public.retired
    ]
    return tuple(block for block in (*series, *policies) if block.tiers)


def _series_block(series: PublicSeries, words: Words) -> FigureBlock:
    newest, *older = series.figures
    wording = words.wording
    figure = wording.number(newest.value, newest.unit)
    tier = Tier(
        name="",
        now=wording.say(f"figure.{newest.kind or 'unknown'}", figure=figure),
        state=_state(newest.state, newest.from_on, words),
        before=_standard_before(older[0], words) if older else words.say("figures", "unknown"),
    )
    return FigureBlock(name=series.term.name, id="", tiers=(tier,), rank=_STANDARD)


def _standard_before(standard: PublicStandard, words: Words) -> str:
    figure = words.wording.number(standard.value, standard.unit)
    return _dated(figure, standard.to_on, standard.from_on, words)


def _policy_block(policy: PublicPolicy, known: set[str], words: Words) -> FigureBlock:
    figures = [benefit for benefit in policy.benefits if benefit.has_figure]
    older = [benefit for benefit in figures if benefit.state == "superseded"]
    newest = [
        benefit
        for benefit in figures
        if benefit.state != "superseded" and not _is_known(benefit, known)
    ]
    tiers = [_tier(one, _predecessor(one, newest, older), words) for one in newest]
    if older and len(older) == len(figures):
        tiers = [_earlier_only(older[0], words)]
    paired = any(_predecessor(one, newest, older) for one in newest)
    return FigureBlock(
        name=policy.name, id=policy.id, tiers=tuple(tiers), rank=_rank(newest, paired=paired)
    )


def _is_known(benefit: PublicBenefit, known: set[str]) -> bool:
    return benefit.standard is not None and benefit.standard.id in known


def _rank(newest: list[PublicBenefit], *, paired: bool) -> int:
    if not newest:
        return _EARLIER_ONLY
    if paired:
        return _WITH_PREDECESSOR
    return _RATIO if all(benefit.kind == "ratio" for benefit in newest) else _AMOUNT


def _predecessor(
    benefit: PublicBenefit, newest: list[PublicBenefit], older: list[PublicBenefit]
) -> PublicBenefit | None:
    """The last period's figure, only where there can be no doubt which one it is."""
    for candidate in older:
        if candidate.tier == benefit.tier:
            return candidate
    if sum(_is_alike(one, benefit) for one in newest) > 1:
        return None
    return next((one for one in older if _is_alike(one, benefit)), None)


def _is_alike(one: PublicBenefit, other: PublicBenefit) -> bool:
    return (one.kind, one.unit) == (other.kind, other.unit)


def _tier(benefit: PublicBenefit, before: PublicBenefit | None, words: Words) -> Tier:
    day = benefit.from_on if benefit.state == "current" else benefit.as_of
    return Tier(
        name=benefit.tier,
        now=words.wording.given(benefit),
        state=_state(benefit.state, day, words),
        before=_before(before, words) if before else words.say("figures", "unknown"),
    )


def _earlier_only(benefit: PublicBenefit, words: Words) -> Tier:
    return Tier(
        name=benefit.tier,
        now=words.say("figures", "unknown"),
        state="",
        before=_before(benefit, words),
    )


def _before(benefit: PublicBenefit, words: Words) -> str:
    wording: Wording = words.wording
    return _dated(wording.given(benefit), benefit.to_on, benefit.as_of, words)


def _dated(figure: str, to_on: date | None, as_of: date | PartialDate | None, words: Words) -> str:
    if to_on is not None:
        state = words.say("figures", "until", day=to_on)
    elif as_of is not None:
        state = words.say("figures", "as_of", day=as_of)
    else:
        state = words.say("figures", "undated")
    return f"{figure}\n{state}"


def _state(state: str, day: date | PartialDate | None, words: Words) -> str:
    if state == "current":
        return words.say("figures", "current_from" if day else "current", day=day)
    return words.say("figures", "unverified" if day else "unknown", day=day)
