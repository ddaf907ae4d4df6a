"""The page of one policy: a short guide on one screen, then the whole guide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from builders.aging import Phase, phases, series_on, turns_of
from builders.public.brief import make_brief
from builders.public.notices import Spell, spells_of
from builders.public.page import Draft
from builders.public.press import Press
from builders.public.tiers import tier_lines
from registry.views.public import PublicPolicy, PublicSeries

DECISIVE = frozenset({"retired", "expired", "not_yet"})
"""Notices that change everything: they stand above the short guide in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """A notice of a page and the days that it holds; ``short`` leads to it from above the guide."""

    kind: str
    title: str
    text: str
    short: str = ""
    from_on: date | None = None
    until: date | None = None


def policy_page(policy: PublicPolicy, press: Press) -> Draft:
    """The page of a policy, retired ones included."""
    page = press.head("policy", f"p/{policy.id}.html", name=policy.name, summary=policy.summary)
    tiers = tier_lines(policy, press, past=False)
    banners = banners_of(policy, press)
    return press.draft(
        page,
        "policy",
        policy=policy,
        first_banners=[banner for banner in banners if banner.kind in DECISIVE],
        other_banners=[banner for banner in banners if banner.kind not in DECISIVE],
        brief=make_brief(policy, tiers, press.words),
        tiers=tiers,
        past_tiers=tier_lines(policy, press, past=True),
        standards=tuple(
            (series, _figures(series, press))
            for series in map(press.catalog.series.get, [ref.id for ref in policy.pegged_to])
            if series is not None
        ),
    )


def _figures(series: PublicSeries, press: Press) -> tuple[Phase, ...]:
    return phases(lambda day: press.words.series(series_on(series, day)), turns_of(series))


def banners_of(policy: PublicPolicy, press: Press) -> tuple[Banner, ...]:
    """The notices of a policy, gravest first as the view has them, and its alert."""
    values = {
        "area": policy.area,
        "expires_on": press.words.day(policy.expires_on),
        "effective_on": press.words.day(policy.effective_on),
        "alert": policy.alert,
    }
    alert = (Spell(kind="alert"),) if policy.alert else ()
    return tuple(
        Banner(
            kind=spell.kind,
            title=press.words.say(f"notice.{spell.kind}.title", **values),
            text=press.words.say(f"notice.{spell.kind}.text", **values),
            short="" if spell.kind in DECISIVE else press.words.say(f"chip.{spell.kind}"),
            from_on=spell.from_on,
            until=spell.until,
        )
        for spell in (*spells_of(policy), *alert)
    )
