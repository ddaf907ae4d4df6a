"""The page of one policy: a short guide on one screen, then the whole guide."""

from __future__ import annotations

from dataclasses import dataclass

from builders.public.page import Page
from builders.public.press import Press
from builders.public.tiers import TierLine, tier_lines
from registry.views.public import PublicPolicy

SHORT_GUIDE_TIERS = 4
"""More tiers than this do not fit on one screen of a phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """A notice above a page."""

    kind: str
    title: str
    text: str


def policy_page(policy: PublicPolicy, press: Press) -> Page:
    """The page of a policy, retired ones included."""
    page = press.head("policy", f"p/{policy.id}.html", name=policy.name, summary=policy.summary)
    tiers = tier_lines(policy, press, past=False)
    return press.fill(
        page,
        "policy",
        policy=policy,
        banners=banners_of(policy, press),
        tiers=tiers,
        short_tiers=tiers[:SHORT_GUIDE_TIERS],
        shared_state=_shared_state(tiers[:SHORT_GUIDE_TIERS]),
        past_tiers=tier_lines(policy, press, past=True),
        to_bring=tuple(d for d in policy.documents if d.document_source != "exempt"),
        standards=tuple(
            press.catalog.series[ref.id]
            for ref in policy.pegged_to
            if ref.id in press.catalog.series
        ),
    )


def banners_of(policy: PublicPolicy, press: Press) -> tuple[Banner, ...]:
    """The notices of a policy, gravest first as the view has them."""
    values = {
        "area": policy.area,
        "expires_on": press.words.day(policy.expires_on),
        "effective_on": press.words.day(policy.effective_on),
    }
    return tuple(
        Banner(
            kind=notice,
            title=press.words.say(f"notice.{notice}.title", **values),
            text=press.words.say(f"notice.{notice}.text", **values),
        )
        for notice in policy.notices
    )


def _shared_state(tiers: tuple[TierLine, ...]) -> str:
    """What all of several tiers have in common, to be said once; blank when they differ."""
    states = {line.state for line in tiers}
    return states.pop() if len(tiers) > 1 and len(states) == 1 else ""
