"""The page of one policy: a short guide on one screen, then the whole guide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from builders.aging import Phase, Timed, phases, series_on, timed, turns_of
from builders.public.brief import BriefTiers, brief_tiers, make_brief
from builders.public.notices import Spell, spells_of
from builders.public.page import Draft
from builders.public.press import Press
from builders.public.tiers import Standards, texts_on, tier_lines, turn_days
from builders.wording import Wording
from registry.views.public import PublicPolicy, PublicSeries

DECISIVE = frozenset({"retired", "expired", "not_yet"})
"""Notices that change everything: they stand above the short guide in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """A notice of a page and the days that it holds.

    ``short`` leads from above the guide to its ``anchor``.
    """

    kind: str
    title: str
    text: str
    short: str = ""
    anchor: str = ""
    from_on: date | None = None
    until: date | None = None


def policy_page(policy: PublicPolicy, press: Press) -> Draft:
    """The page of a policy, retired ones included."""
    head = press.head("policy", f"p/{policy.id}.html", name=policy.name, summary=policy.summary)
    tied = [*policy.pegged_to, *(one.standard for one in policy.benefits if one.standard)]
    series = map(press.catalog.series.get, dict.fromkeys(ref.id for ref in tied))
    return press.later(head, "policy", _filled, policy, tuple(filter(None, series)))


def _filled(
    words: Wording, policy: PublicPolicy, series: tuple[PublicSeries, ...]
) -> dict[str, object]:
    standards = {one.term.id: one for one in series}
    banners = banners_of(policy, words)
    others = [banner for banner in banners if banner.kind not in DECISIVE]
    pegs = (standards.get(ref.id) for ref in policy.pegged_to)
    return {
        "policy": policy,
        "first_banners": [banner for banner in banners if banner.kind in DECISIVE],
        "other_banners": others,
        "heed": _together(others),
        "brief": make_brief(policy, _offers(policy, standards, words), words),
        "tiers": tier_lines(policy, standards, words, past=False),
        "past_tiers": tier_lines(policy, standards, words, past=True),
        "standards": tuple((one, _figures(one, words)) for one in pegs if one is not None),
    }


def _offers(
    policy: PublicPolicy, standards: Standards, words: Wording
) -> tuple[Timed[BriefTiers], ...]:
    days = turn_days(policy, standards)
    return timed(lambda day: brief_tiers(texts_on(policy, standards, words, day)), days)


def _together(banners: Sequence[Banner]) -> Timed[None]:
    """From the first day of any of them to the last day of any."""
    starts = [banner.from_on for banner in banners]
    ends = [banner.until for banner in banners]
    return Timed(
        value=None,
        from_on=None if None in starts else min((day for day in starts if day), default=None),
        until=None if None in ends else max((day for day in ends if day), default=None),
    )


def _figures(series: PublicSeries, words: Wording) -> tuple[Phase, ...]:
    return phases(lambda day: words.series(series_on(series, day)), turns_of(series))


def banners_of(policy: PublicPolicy, words: Wording) -> tuple[Banner, ...]:
    """The notices of a policy, gravest first as the view has them, and its alert."""
    values = {
        "area": policy.area,
        "expires_on": words.day(policy.expires_on),
        "effective_on": words.day(policy.effective_on),
        "alert": policy.alert,
    }
    alert = (Spell(kind="alert"),) if policy.alert else ()
    spells = (*spells_of(policy), *alert)
    kinds = [spell.kind for spell in spells]
    return tuple(
        Banner(
            kind=spell.kind,
            title=words.say(f"notice.{spell.kind}.title", **values),
            text=words.say(f"notice.{spell.kind}.text", **values),
            short="" if spell.kind in DECISIVE else words.say(f"chip.{spell.kind}"),
            anchor=_anchor(spell.kind, kinds[:place].count(spell.kind)),
            from_on=spell.from_on,
            until=spell.until,
        )
        for place, spell in enumerate(spells)
    )


def _anchor(kind: str, earlier: int) -> str:
    """The place of a notice in its page; one that comes back later has another one."""
    return f"notice-{kind}-{earlier + 1}" if earlier else f"notice-{kind}"
