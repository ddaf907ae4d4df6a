"""The figures of the cheat sheet: the present ones beside the last and the announced ones.

Never more than is known: no figure is called the present one unless somebody verified it, and an
announced one stands on a line of its own, below the one that it will follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from builders.aging import until_words
from builders.station.words import Words
from registry.dates import PartialDate
from registry.views.public import PublicBenefit, PublicPolicy, PublicSeries, PublicStandard
from registry.views.station import StationView


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """One figure: what it is for, this period's, how new it is, and last period's.

    Of an announced one ``now`` is what will hold, ``state`` says from when, and ``before`` is what
    holds until then.
    """

    name: str
    now: str
    state: str
    before: str
    is_announced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureBlock:
    """The figures of one standard or policy. Blocks of high ``rank`` give way first.

    The first figure is never an announced one.
    """

    name: str
    id: str
    tiers: tuple[Tier, ...]
    rank: int


_STANDARD, _WITH_PREDECESSOR, _AMOUNT, _RATIO, _EARLIER_ONLY = range(5)


def figure_blocks(view: StationView, words: Words) -> tuple[FigureBlock, ...]:
    """The standards, then the figures of the policies, each in the editor's order."""
    told = _Told(
        begun=frozenset(series.term.id for series in view.series if series.figures),
        coming=frozenset(series.term.id for series in view.series if series.coming),
    )
    series = [_series_block(one, words) for one in view.series]
    policies = [
        _policy_block(row.public, told, words) for row in view.policies if not row.public.retired
    ]
    return tuple(block for block in (*series, *policies) if block.tiers)


def announced(benefits: Iterable[PublicBenefit]) -> tuple[PublicBenefit, ...]:
    """The tiers that are still to come, the next one first."""
    coming = [benefit for benefit in benefits if benefit.state == "to_come"]
    return tuple(sorted(coming, key=lambda benefit: benefit.from_on or date.max))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """The standards that have blocks of their own, with a figure that began or will begin."""

    begun: frozenset[str]
    coming: frozenset[str]

    def tells(self, benefit: PublicBenefit) -> bool:
        known = self.coming if benefit.state == "to_come" else self.begun
        return benefit.standard is not None and benefit.standard.id in known


def _series_block(series: PublicSeries, words: Words) -> FigureBlock:
    newest, older = series.figures[:1], series.figures[1:]
    begun = [
        Tier(
            name="",
            now=_standard(one, words),
            state=_state(one, one.from_on, words),
            before=_standard_before(older[0], words) if older else words.say("figures", "unknown"),
        )
        for one in newest
    ]
    tiers = (*(begun or [_unknown(words)]), *_coming_standards(series, words))
    return FigureBlock(name=series.term.name, id="", tiers=tiers, rank=_STANDARD)


def _coming_standards(series: PublicSeries, words: Words) -> Iterator[Tier]:
    last = next(iter(series.figures), None)
    for figure in series.coming:
        ends = figure.from_on - timedelta(days=1)
        before = _standard_before(last, words, ends) if last else words.say("figures", "unknown")
        yield Tier(
            name="",
            now=_standard(figure, words),
            state=words.wording.standard_state(figure),
            before=before,
            is_announced=True,
        )
        last = figure


def _standard(standard: PublicStandard, words: Words) -> str:
    figure = words.wording.number(standard.value, standard.unit)
    return words.wording.say(f"figure.{standard.kind or 'unknown'}", figure=figure)


def _standard_before(standard: PublicStandard, words: Words, ends: date | None = None) -> str:
    """A figure that gives way, on the day after ``ends`` where the next one is announced."""
    figure = words.wording.number(standard.value, standard.unit)
    return _dated(figure, standard.to_on or ends, standard.from_on, words)


def _policy_block(policy: PublicPolicy, told: _Told, words: Words) -> FigureBlock:
    figures = [benefit for benefit in policy.benefits if benefit.has_figure]
    older = [benefit for benefit in figures if benefit.state == "superseded"]
    begun = [one for one in figures if one.state not in {"superseded", "to_come"}]
    coming = [one for one in announced(figures) if not told.tells(one)]
    # What is announced would be read as the present figure if that one stood elsewhere only.
    present = begun if coming else [one for one in begun if not told.tells(one)]
    tiers = list(_tiers(present, coming, older, words))
    if not begun and (older or coming):
        tiers.insert(0, _earlier_only(older[0], words) if older else _unknown(words))
    paired = any(_predecessor(one, present, older) for one in present)
    rank = _rank([*present, *coming], paired=paired)
    return FigureBlock(name=policy.name, id=policy.id, tiers=tuple(tiers), rank=rank)


def _tiers(
    present: Sequence[PublicBenefit],
    coming: Sequence[PublicBenefit],
    older: Sequence[PublicBenefit],
    words: Words,
) -> Iterator[Tier]:
    """The present tiers, each with those that will follow it; then those that follow none."""
    follows = {one.id: _followed(one, coming, present) for one in coming}
    for one in present:
        yield _tier(one, _predecessor(one, present, older), words)
        last = one
        for later in coming:
            if follows[later.id] is one:
                yield _announced_tier(later, last, words)
                last = later
    for later in coming:
        if follows[later.id] is None:
            yield _announced_tier(later, None, words)


def _rank(newest: Sequence[PublicBenefit], *, paired: bool) -> int:
    if not newest:
        return _EARLIER_ONLY
    if paired:
        return _WITH_PREDECESSOR
    return _RATIO if all(benefit.kind == "ratio" for benefit in newest) else _AMOUNT


def _predecessor(
    benefit: PublicBenefit, newest: Sequence[PublicBenefit], older: Sequence[PublicBenefit]
) -> PublicBenefit | None:
    """The last period's figure, only where there can be no doubt which one it is."""
    for candidate in older:
        if candidate.tier == benefit.tier:
            return candidate
    if sum(_is_alike(one, benefit) for one in newest) > 1:
        return None
    return next((one for one in older if _is_alike(one, benefit)), None)


def _followed(
    benefit: PublicBenefit, coming: Sequence[PublicBenefit], present: Sequence[PublicBenefit]
) -> PublicBenefit | None:
    """The present figure that an announced one will follow, only where there can be no doubt."""
    for candidate in present:
        if candidate.tier == benefit.tier:
            return candidate
    alike = [one for one in present if _is_alike(one, benefit)]
    rivals = {one.tier for one in coming if _is_alike(one, benefit)}
    return alike[0] if len(alike) == len(rivals) == 1 else None


def _is_alike(one: PublicBenefit, other: PublicBenefit) -> bool:
    return (one.kind, one.unit) == (other.kind, other.unit)


def _tier(benefit: PublicBenefit, before: PublicBenefit | None, words: Words) -> Tier:
    day = benefit.from_on if benefit.state == "current" else benefit.as_of
    return Tier(
        name=benefit.tier,
        now=words.wording.given(benefit),
        state=_state(benefit, day, words),
        before=_before(before, words) if before else words.say("figures", "unknown"),
    )


def _announced_tier(benefit: PublicBenefit, before: PublicBenefit | None, words: Words) -> Tier:
    return Tier(
        name=benefit.tier,
        now=words.wording.given(benefit),
        state=words.wording.state(benefit),
        before=_before(before, words) if before else words.say("figures", "unknown"),
        is_announced=True,
    )


def _earlier_only(benefit: PublicBenefit, words: Words) -> Tier:
    return Tier(
        name=benefit.tier,
        now=words.say("figures", "unknown"),
        state="",
        before=_before(benefit, words),
    )


def _unknown(words: Words) -> Tier:
    unknown = words.say("figures", "unknown")
    return Tier(name="", now=unknown, state="", before=unknown)


def _before(benefit: PublicBenefit, words: Words) -> str:
    figure = words.wording.given(benefit)
    if benefit.state != "superseded" and benefit.from_on and benefit.to_on is None:
        return f"{figure}\n{words.wording.period(benefit.from_on, None)}"
    return _dated(figure, benefit.to_on, benefit.as_of, words)


def _dated(figure: str, to_on: date | None, as_of: date | PartialDate | None, words: Words) -> str:
    if to_on is not None:
        state = words.say("figures", "until", day=to_on)
    elif as_of is not None:
        state = words.say("figures", "as_of", day=as_of)
    else:
        state = words.say("figures", "undated")
    return f"{figure}\n{state}"


def _state(
    figure: PublicBenefit | PublicStandard, day: date | PartialDate | None, words: Words
) -> str:
    """How new a present figure is; until when it counts follows on a second line."""
    if figure.state != "current":
        return words.say("figures", "unverified" if day else "unknown", day=day)
    state = words.say("figures", "current_from" if day else "current", day=day)
    until = until_words(figure, words.wording)
    return f"{state}\n{until}" if until else state
