"""What a view foretells of later days is what a view made on that day says, if nobody edits.

The browser reads the one, the next build the other: both must say the same of a figure.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest

from builders.aging import figure_on, series_on
from builders.public.notices import spells_of
from registry.dates import PartialDate
from registry.model import Benefit, Policy, Registry, Standard
from registry.views.build import public_view
from registry.views.public import PublicBenefit, PublicSeries, PublicView
from tests.registry.sheets import judged
from tests.scale import rounds

SEEDS = pytest.mark.parametrize("seed", range(rounds(12, 2_000)))
EDGES = tuple(date(year, month, 1) for year in range(2025, 2031) for month in (1, 4, 7))
POLICIES, TIERS, SERIES, FIGURES, LATER_DAYS = 12, 4, 4, 4, 12


def some_day(dice: Random) -> date:
    """Any day of six years, more often one beside the first of a month that matters."""
    if dice.random() < 0.3:
        return date(2025, 1, 1) + timedelta(days=dice.randrange(6 * 365))
    return dice.choice(EDGES) + timedelta(days=dice.choice((-1, 0, 0, 1)))


def maybe(dice: Random, chance: float = 0.5) -> date | None:
    return some_day(dice) if dice.random() < chance else None


def known(dice: Random, as_of: date) -> date | None:
    """A day on which somebody may have verified something by then."""
    if dice.random() < 0.5:
        return as_of - timedelta(days=dice.randrange(200))
    day = maybe(dice, 0.8)
    return None if day is None else min(day, as_of)


def period(dice: Random, chance: float) -> tuple[date | None, date | None]:
    """A first and a last day, in this order where both are given."""
    first, last = maybe(dice, chance), maybe(dice)
    return first, max(first, last) if first and last else last


def policy(dice: Random, number: int, as_of: date, like: Policy) -> Policy:
    return replace(
        like,
        id=f"P{number:03}",
        verified_on=known(dice, as_of),
        effective_on=maybe(dice, 0.3),
        expires_on=maybe(dice, 0.3),
        status=dice.choice(("approved", "approved", "approved", "retired")),
    )


def tier(dice: Random, key: str, owner: str, as_of: date, like: Benefit) -> Benefit:
    seen, (first, last) = known(dice, as_of), period(dice, 0.5)
    return replace(
        like,
        id=key,
        policy=owner,
        tier=dice.choice(("甲", "乙")),
        record=dice.choice(("latest", "latest", "earlier")),
        as_of=PartialDate(seen.year, seen.month, seen.day) if seen else None,
        from_on=first,
        to_on=last,
    )


def figure(dice: Random, key: str, series: str, like: Standard) -> Standard:
    first, last = period(dice, 0.9)
    return replace(like, id=key, series=series, from_on=first, to_on=last)


def street(dice: Random, as_of: date) -> Registry:
    """Many policies, tiers and standards with days of every kind; verified before ``as_of``."""
    plain = judged().registry
    (term,) = (one for one in plain.terms if one.taxonomy == "standard_series")
    series = [replace(term, id=f"series-{number}") for number in range(SERIES)]
    year, review = dice.choice(("07-01", "01-01", "04-01")), dice.choice((30, 200, 365, 800))
    values = {"legal_year_start": year, "review_days": str(review)}
    policies = [policy(dice, n, as_of, plain.policies[0]) for n in range(POLICIES)]
    return replace(
        plain,
        settings=tuple(replace(s, value=values.get(s.id, s.value)) for s in plain.settings),
        terms=(*(one for one in plain.terms if one is not term), *series),
        policies=tuple(policies),
        benefits=tuple(
            tier(dice, f"{one.id}-{n}", one.id, as_of, plain.benefits[0])
            for one in policies
            for n in range(TIERS)
        ),
        standards=tuple(
            figure(dice, f"{one.id}-{n}", one.id, plain.standards[0])
            for one in series
            for n in range(FIGURES)
        ),
    )


def drawn(seed: int) -> tuple[Random, date, Registry]:
    """The dice, the day of the first view, and the street of that number."""
    dice = Random(seed)  # noqa: S311  # draws cases, no secrets
    as_of = some_day(dice)
    return dice, as_of, street(dice, as_of)


def tiers_of(view: PublicView, day: date | None = None) -> tuple[PublicBenefit, ...]:
    """All tiers, as the view foretells them for a later day."""
    return tuple(figure_on(one, day) for policy in view.policies for one in policy.benefits)


def figures_of(series: PublicSeries) -> list[list[tuple[str, str]]]:
    """What has begun, and what is to come, with what is to be said of it."""
    return [[(one.id, one.state) for one in part] for part in (series.figures, series.coming)]


@SEEDS
def test_tiers_are_later_what_their_turns_foretold(seed: int) -> None:
    dice, as_of, registry = drawn(seed)
    view = public_view(registry, as_of)
    assert len(tiers_of(view)) == POLICIES * TIERS
    for _ in range(LATER_DAYS):
        day = max(as_of, some_day(dice))
        later = tiers_of(public_view(registry, day))
        assert [one.state for one in tiers_of(view, day)] == [one.state for one in later]
        left = [tuple(turn for turn in one.turns if turn.on > day) for one in tiers_of(view)]
        assert left == [one.turns for one in later]


@SEEDS
def test_standards_are_later_what_their_turns_foretold(seed: int) -> None:
    dice, as_of, registry = drawn(seed)
    view = public_view(registry, as_of)
    for _ in range(LATER_DAYS):
        day = max(as_of, some_day(dice))
        later = public_view(registry, day)
        foretold = [figures_of(series_on(series, day)) for series in view.series]
        assert foretold == [figures_of(series) for series in later.series]


@SEEDS
def test_a_turn_is_the_first_day_of_another_state(seed: int) -> None:
    """No turn is missing between two of them, and none turns into what was said before."""
    _, as_of, registry = drawn(seed)
    view = public_view(registry, as_of)
    days = {turn.on for one in tiers_of(view) for turn in one.turns}
    for day in days:
        eve = max(as_of, day - timedelta(days=1))
        before, after = (tiers_of(public_view(registry, one)) for one in (eve, day))
        turned = {one.id for one in tiers_of(view) if day in {turn.on for turn in one.turns}}
        changed = {b.id for b, a in zip(before, after, strict=True) if b.state != a.state}
        assert turned == changed


@SEEDS
def test_notices_come_and_go_on_the_days_foretold(seed: int) -> None:
    dice, as_of, registry = drawn(seed)
    foretold = [spells_of(policy) for policy in public_view(registry, as_of).policies]
    for _ in range(LATER_DAYS):
        day = max(as_of, some_day(dice))
        later = public_view(registry, day).policies
        for spells, policy in zip(foretold, later, strict=True):
            assert tuple(one.kind for one in spells if one.holds_on(day)) == policy.notices


def test_every_state_and_turn_is_tried() -> None:
    """The streets above are not so plain that nothing ever turns."""
    found = set()
    for seed in range(12):
        _, as_of, registry = drawn(seed)
        for one in tiers_of(public_view(registry, as_of)):
            states = (one.state, *(turn.state for turn in one.turns))
            found |= set(pairwise(states))
    assert {
        ("to_come", "current"),
        ("to_come", "unverified"),
        ("current", "unverified"),
        ("current", "superseded"),
        ("unverified", "current"),
        ("unverified", "superseded"),
    } <= found
