"""The page of one policy: a short guide on one screen, then the whole guide."""

from __future__ import annotations

from dataclasses import dataclass

from builders.public.brief import make_brief
from builders.public.page import Draft
from builders.public.press import Press
from builders.public.tiers import tier_lines
from registry.views.public import PublicPolicy

DECISIVE = frozenset({"retired", "expired", "not_yet"})
"""Notices that change everything: they stand above the short guide in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """A notice of a page; ``short`` leads to it from above the guide."""

    kind: str
    title: str
    text: str
    short: str = ""


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
            press.catalog.series[ref.id]
            for ref in policy.pegged_to
            if ref.id in press.catalog.series
        ),
    )


def banners_of(policy: PublicPolicy, press: Press) -> tuple[Banner, ...]:
    """The notices of a policy, gravest first as the view has them, and its alert."""
    values = {
        "area": policy.area,
        "expires_on": press.words.day(policy.expires_on),
        "effective_on": press.words.day(policy.effective_on),
        "alert": policy.alert,
    }
    kinds = (*policy.notices, *(("alert",) if policy.alert else ()))
    return tuple(
        Banner(
            kind=kind,
            title=press.words.say(f"notice.{kind}.title", **values),
            text=press.words.say(f"notice.{kind}.text", **values),
            short="" if kind in DECISIVE else press.words.say(f"chip.{kind}"),
        )
        for kind in kinds
    )
