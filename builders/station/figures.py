"""The figures of the cheat sheet: this period beside the last one, never more than is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builders.station.words import Words
from registry.views.public import PublicBenefit, PublicPolicy, PublicSeries, PublicStandard
from registry.views.station import StationView


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One line of the cheat sheet. Rows with a high ``rank`` give way first when paper ends."""

    name: str
    now: str
    before: str
    rank: int


def figure_rows(view: StationView, words: Words) -> tuple[FigureRow, ...]:
    """The standards, then the figures of the policies in the editor's order."""
    known = {series.term.id for series in view.series}
    rows = [_series_row(series, words) for series in view.series if series.figures]
    for policy in view.policies:
        if not policy.public.retired:
            rows.extend(_policy_rows(policy.public, known, words))
    return tuple(rows)


def _series_row(series: PublicSeries, words: Words) -> FigureRow:
    newest, *older = series.figures
    return FigureRow(
        name=series.term.name,
        now=_standard(newest, words),
        before=_standard(older[0], words) if older else words.say("figures", "unknown"),
        rank=0,
    )


def _standard(standard: PublicStandard, words: Words) -> str:
    wording = words.wording
    figure = wording.number(standard.value, standard.unit)
    if standard.state == "superseded":
        ended = standard.to_on
        state = words.say("figures", "until", day=ended) if ended else _as_of(standard, words)
    else:
        figure = wording.say(f"figure.{standard.kind or 'unknown'}", figure=figure)
        state = _state(standard.state, standard.from_on, words)
    return words.say("figures", "now", figure=figure, state=state)


def _as_of(standard: PublicStandard, words: Words) -> str:
    return words.say("figures", "as_of", day=standard.from_on)


def _policy_rows(policy: PublicPolicy, known: set[str], words: Words) -> Iterator[FigureRow]:
    newest = [b for b in policy.benefits if b.state != "superseded" and b.has_figure]
    older = [b for b in policy.benefits if b.state == "superseded" and b.has_figure]
    if not newest and older:
        yield FigureRow(
            name=_name(policy, older[0], words),
            now=words.say("figures", "unknown"),
            before=_older(older[0], words),
            rank=4,
        )
    for benefit in newest:
        if benefit.standard is not None and benefit.standard.id in known:
            continue
        before = _predecessor(benefit, newest, older)
        yield FigureRow(
            name=_name(policy, benefit, words),
            now=_newest(benefit, words),
            before=_older(before, words) if before else words.say("figures", "unknown"),
            rank=1 if before else 3 if benefit.kind == "ratio" else 2,
        )


def _predecessor(
    benefit: PublicBenefit, newest: list[PublicBenefit], older: list[PublicBenefit]
) -> PublicBenefit | None:
    for candidate in older:
        if candidate.tier == benefit.tier:
            return candidate
    like = [one for one in newest if (one.kind, one.unit) == (benefit.kind, benefit.unit)]
    if len(like) > 1:
        return None
    same = (one for one in older if (one.kind, one.unit) == (benefit.kind, benefit.unit))
    return next(same, None)


def _name(policy: PublicPolicy, benefit: PublicBenefit, words: Words) -> str:
    if not benefit.tier or benefit.tier == policy.name:
        return words.say("figures", "name", name=policy.name, id=policy.id)
    return words.say("figures", "tier", name=policy.name, tier=benefit.tier, id=policy.id)


def _newest(benefit: PublicBenefit, words: Words) -> str:
    day = benefit.from_on if benefit.state == "current" else benefit.as_of
    state = _state(benefit.state, day, words)
    return words.say("figures", "now", figure=words.wording.given(benefit), state=state)


def _older(benefit: PublicBenefit, words: Words) -> str:
    figure = words.wording.given(benefit)
    if benefit.to_on is not None:
        state = words.say("figures", "until", day=benefit.to_on)
    elif benefit.as_of is not None:
        state = words.say("figures", "as_of", day=benefit.as_of)
    else:
        state = words.say("figures", "undated")
    return words.say("figures", "now", figure=figure, state=state)


def _state(state: str, day: object, words: Words) -> str:
    if day is None:
        return words.say("figures", "unknown")
    form = "current" if state == "current" else "unverified"
    return words.say("figures", form, day=day)
